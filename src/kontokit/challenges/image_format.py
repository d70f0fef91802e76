"""
Reads the headers of PNG, JPEG and GIF: the size of a picture, and whether it is whole.

Nothing is decoded, so the work is bounded by the number of bytes.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import Final

from ..core.exceptions import InvalidImageError

PIXEL_LIMIT: Final = 4_000_000

_PNG_HEAD: Final = 8
_PNG_CHUNK: Final = 12
"""Length, type and checksum of a chunk, four bytes each."""
_GIF_HEAD: Final = 13
_GIF_IMAGE: Final = 10
_JPEG_SIZES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG whose segment holds its size."""
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""The markers of a JPEG without a segment."""
_JPEG_SCAN, _JPEG_END, _JPEG_FILL = 0xDA, 0xD9, 0xFF


def check_picture(content: bytes, mime: str) -> None:
    """
    Make sure that a picture is whole and not too large to be shown.

    Args:
        content: The picture, which begins as its media type wants.
        mime: ``image/png``, ``image/jpeg`` or ``image/gif``.

    Raises:
        InvalidImageError: It is cut off or damaged, has no pixels or more than 4 million.
    """
    size = None
    with suppress(IndexError, ValueError):
        size = _READERS[mime](content)
    if size is None or 0 in size:
        raise InvalidImageError("the picture is damaged or cut off")
    if size[0] * size[1] > PIXEL_LIMIT:
        raise InvalidImageError(f"the picture has more than {PIXEL_LIMIT} pixels")


def _number(content: bytes, begin: int, end: int) -> int:
    if end > len(content):
        raise ValueError
    return int.from_bytes(content[begin:end], "big")


def _png_size(content: bytes) -> tuple[int, int] | None:
    """
    The width and height of a PNG from its first chunk; None if not all chunks are there.
    """
    size, has_pixels, at = None, False, _PNG_HEAD
    while at < len(content):
        length = _number(content, at, at + 4)
        end = at + _PNG_CHUNK + length
        kind = content[at + 4 : at + 8]
        is_needed = kind[:1].isupper()
        if zlib.crc32(content[at + 4 : end - 4]) != _number(content, end - 4, end) and is_needed:
            return None
        if (kind == b"IHDR") != (size is None):
            return None
        if size is None:
            size = (_number(content, at + 8, at + 12), _number(content, at + 12, at + 16))
        has_pixels |= kind == b"IDAT"
        if kind == b"IEND":
            return size if has_pixels else None
        at = end
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """
    The width and height of a JPEG from its frame; None if it does not come to its end.
    """
    size, at = None, 2
    while content[at] == _JPEG_FILL:
        marker = content[at + 1]
        if marker == _JPEG_FILL or marker in _JPEG_BARE:
            at += 1 if marker == _JPEG_FILL else 2
            continue
        if marker == _JPEG_SCAN:
            # Scans are not taken apart; the pixels end where the picture does.
            return size if content.rstrip(b"\0\r\n").endswith(b"\xff\xd9") else None
        if marker == _JPEG_END:
            return None
        if marker in _JPEG_SIZES:
            size = (_number(content, at + 7, at + 9), _number(content, at + 5, at + 7))
        at += 2 + max(2, _number(content, at + 2, at + 4))
    return None


def _gif_size(content: bytes) -> tuple[int, int] | None:
    """
    The width and height of a GIF, the larger of its screen and pictures; None if it is cut off.
    """
    width, height = _little(content, 6), _little(content, 8)
    at, has_pixels = _GIF_HEAD + _palette(content[10]), False
    while content[at] != 0x3B:
        if content[at] == 0x21:
            at += 2
        elif content[at] == 0x2C:
            width, height = (
                max(width, _little(content, at + 5)),
                max(height, _little(content, at + 7)),
            )
            at += _GIF_IMAGE + _palette(content[at + 9]) + 1
            has_pixels = True
        else:
            return None
        while content[at]:
            at += content[at] + 1
        at += 1
    return (width, height) if has_pixels else None


def _little(content: bytes, at: int) -> int:
    return content[at] | content[at + 1] << 8


def _palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


_READERS: Final = {"image/png": _png_size, "image/jpeg": _jpeg_size, "image/gif": _gif_size}
