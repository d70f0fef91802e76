"""
The same code as chipTAN-QR, which a reader with a camera takes at once.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ....core.extras import needs_extra
from .frames import check_whole

if TYPE_CHECKING:
    import segno

_KEY: Final = b"DK"
_KIND: Final = b"N"
_LEAST_VERSION: Final = 4


def payload(wire: str) -> bytes:
    """
    The bytes that stand in the QR code.

    Args:
        wire: A code in wire form.

    Returns:
        ``DK``, then the kind, the code and a checksum, XORed with ``DK`` over and over.
    """
    plain = _KIND + bytes.fromhex(wire)
    plain += crc16(_KEY + plain).to_bytes(2, "big")
    return _KEY + bytes(byte ^ _KEY[at % 2] for at, byte in enumerate(plain))


def crc16(data: bytes) -> int:
    """
    CRC-16/ARC: polynomial 0x8005, reflected, from 0.
    """
    found = 0
    for byte in data:
        found ^= byte
        for _ in range(8):
            found = found >> 1 ^ (0xA001 if found & 1 else 0)
    return found


def to_png(wire: str, *, scale: int = 6, border: int = 4) -> bytes:
    """
    Draw the QR code: ECI designator 1 and one segment of bytes, with error correction level L.

    Args:
        wire: A code in wire form.
        scale: The width of a module in pixels, from 1 to 40.
        border: The quiet zone around it in modules, from 2 to 16.

    Returns:
        A PNG in black and white. Its QR version is the smallest from 4 on that holds the code.

    Raises:
        ArgumentError: A size is out of its limits.
        ConfigurationError: segno is not installed.
    """
    check_whole(scale, (1, 40), "scale")
    check_whole(border, (2, 16), "border")
    out = BytesIO()
    symbol(payload(wire)).save(out, kind="png", scale=scale, border=border)
    return out.getvalue()


def symbol(content: bytes) -> segno.QRCode:
    """
    The QR code of a payload.
    """
    # Code page 437 is what ECI designator 1 stands for; the bytes go in as they are.
    make = partial(
        _library().make_qr,
        content,
        error="L",
        mode="byte",
        encoding="cp437",
        eci=True,
        boost_error=False,
    )
    found: segno.QRCode = make()
    return found if int(found.version) >= _LEAST_VERSION else make(version=_LEAST_VERSION)


def _library() -> Any:
    with needs_extra("a QR code", "segno", "pictures"):
        import segno

        return segno
