"""
Sample pictures and flicker codes for TAN challenges.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from random import Random
from struct import pack

__all__ = ["FLICKER_CHALLENGE", "FLICKER_LONG", "FLICKER_WIRE", "PICTURE"]

FLICKER_WIRE = "11048714955205123456789F14302C303107"
"""A flicker code as it is transmitted: start code, account, amount, check digits."""

FLICKER_CHALLENGE = "27088714955209123456789040,01"
"""The same in the format of FinTS: HHD 1.3, no check digits."""

FLICKER_LONG = "039870110490631098765432100812345678041,00"
"""Another one in the format of FinTS: HHD 1.4, with a control byte and three elements."""

_TILES = 16
_TILE = 4
"""Pixels of a tile."""


def _chunk(kind: bytes, content: bytes) -> bytes:
    # The checksum of a PNG chunk covers type and content, but not the length.
    checked = kind + content
    return pack(">I", len(content)) + checked + pack(">I", zlib.crc32(checked))


def _mosaic() -> bytes:
    """
    Draw a PNG of black and white tiles, the same every time.
    """
    random, size = Random("mosaic"), _TILES * _TILE  # noqa: S311 - it is only a picture
    rows: list[bytes] = []
    for _ in range(_TILES):
        row = b"".join(bytes([random.choice((0, 255))]) * _TILE for _ in range(_TILES))
        # Each line of a PNG begins with its filter; 0 means none.
        rows += [b"\0" + row] * _TILE
    # Eight bits per pixel, greyscale, not interlaced.
    head = pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"".join(rows)))
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IEND", b"")


PICTURE = b64encode(_mosaic()).decode()
"""A PNG of 64 by 64 pixels in Base64."""
