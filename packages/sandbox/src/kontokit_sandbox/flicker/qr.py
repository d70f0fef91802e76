"""
chipTAN-QR: the transmitted form of a flicker code in a QR code.
"""

from __future__ import annotations

from io import BytesIO
from itertools import cycle

import segno

__all__ = ["qr_picture", "wire_of_qr"]

_KEY = b"DK"
_MOST_IN_VERSION_4 = 76
"""Bytes; the QR codes of banks are never smaller than this version."""


def qr_picture(wire: str) -> bytes:
    """
    Draw the QR code of a transmitted form as PNG.
    """
    content = b"N" + bytes.fromhex(wire)
    payload = _KEY + _masked(content + _crc(_KEY + content).to_bytes(2, "big"))
    # Code page 437 is what ECI designator 1 stands for; the bytes go in as they are.
    code = segno.make_qr(
        payload,
        version=4 if len(payload) <= _MOST_IN_VERSION_4 else None,
        error="L",
        boost_error=False,
        mode="byte",
        encoding="cp437",
        eci=True,
    )
    out = BytesIO()
    code.save(out, kind="png", scale=4)
    return out.getvalue()


def wire_of_qr(payload: bytes) -> str | None:
    """
    Return the transmitted form in the bytes of a QR code; None if there is none.
    """
    if not payload.startswith(_KEY):
        return None
    content = _masked(payload[2:])
    if content[:1] != b"N" or len(content) < 4:
        return None
    checked = int.from_bytes(content[-2:], "big")
    return content[1:-2].hex().upper() if _crc(_KEY + content[:-2]) == checked else None


def _masked(data: bytes) -> bytes:
    return bytes(one ^ key for one, key in zip(data, cycle(_KEY), strict=False))


def _crc(data: bytes) -> int:
    """
    CRC-16/ARC: the polynomial 0x8005, reflected, from zero.
    """
    value = 0
    for one in data:
        value ^= one
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value
