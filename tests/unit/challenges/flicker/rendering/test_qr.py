"""
QR codes of a flicker code: scanners read back what was meant.
"""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kontokit.challenges.flicker import FlickerCode
from tests.support.flicker_reader import make
from tests.support.flicker_vectors import QR_PAYLOADS, WIRES


@pytest.mark.parametrize("wire", QR_PAYLOADS)
def test_qr_payloads_are_right(wire: str) -> None:
    """
    The published payloads are met, and their QR codes are of version 4.
    """
    code = FlickerCode.parse(wire)
    assert code.to_qr_payload().hex().upper() == QR_PAYLOADS[wire]
    with Image.open(BytesIO(code.to_qr_png(scale=4, border=2))) as picture:
        assert picture.size == (4 * (33 + 2 * 2),) * 2


def _scanned(png: bytes) -> Any:
    with Image.open(BytesIO(png)) as picture:
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    return found


@pytest.mark.parametrize("wire", [*WIRES.values(), *QR_PAYLOADS])
def test_qr_codes_are_scanned(wire: str) -> None:
    """
    An independent decoder finds the payload and error correction level L.
    """
    code = FlickerCode.parse(wire)
    found = _scanned(code.to_qr_png())
    assert found.bytes == code.to_qr_payload()
    assert found.ec_level == "L"


def test_qr_symbols_begin_as_wanted() -> None:
    """
    The data of a symbol are ECI designator 1, then one segment of bytes.
    """
    for wire in WIRES.values():
        code = FlickerCode.parse(wire)
        payload, drawn = code.to_qr_payload(), _bits(code.to_qr_png(scale=1, border=2))
        wanted = f"{7:04b}{1:08b}{4:04b}{len(payload):08b}" + f"{payload.hex()}"
        head, body = wanted[:24], bytes.fromhex(wanted[24:])
        assert drawn.startswith(head + "".join(f"{byte:08b}" for byte in body))


def _bits(png: bytes) -> str:
    """
    The data of a QR code of version 4 or 5 with level L, which have one block each.
    """
    with Image.open(BytesIO(png)) as picture:
        pixels, size = picture.convert("1"), picture.width - 4
        dark = [[not pixels.getpixel((x + 2, y + 2)) for x in range(size)] for y in range(size)]
    assert size in (33, 37)
    mask = sum(dark[8][2 + at] << 2 - at for at in range(3)) ^ 0b101
    bits, upward = "", True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for y in range(size - 1, -1, -1) if upward else range(size):
            for x in (right, right - 1):
                if not _is_pattern(x, y, size):
                    bits += str(int(dark[y][x] ^ _masked(mask, x, y)))
        upward = not upward
    return bits


def _is_pattern(x: int, y: int, size: int) -> bool:
    finders = (x < 9 and y < 9) or (x < 9 and y >= size - 8) or (x >= size - 8 and y < 9)
    alignment = abs(x - (size - 7)) <= 2 and abs(y - (size - 7)) <= 2
    return finders or alignment or 6 in (x, y)


def _masked(mask: int, x: int, y: int) -> bool:
    rules = [
        (x + y) % 2,
        y % 2,
        x % 3,
        (x + y) % 3,
        (y // 2 + x // 3) % 2,
        x * y % 2 + x * y % 3,
        (x * y % 2 + x * y % 3) % 2,
        ((x + y) % 2 + x * y % 3) % 2,
    ]
    return rules[mask] == 0


@pytest.mark.slow
def test_many_qr_codes_are_scanned() -> None:
    """
    Codes of every length give QR codes from version 4 on that an independent decoder reads.
    """
    dice = random.Random(2)
    for _ in range(150):
        code = FlickerCode.parse(make(dice).text)
        assert _scanned(code.to_qr_png(scale=3)).bytes == code.to_qr_payload()
