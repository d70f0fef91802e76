"""
Reads photoTAN pictures and QR codes, with an optional library for pictures.
"""

from __future__ import annotations

from io import BytesIO

__all__ = ["NoDecoderError", "payload_of_picture"]

_MOST_PIXELS = 25_000_000


class NoDecoderError(Exception):
    """
    The libraries of the extra ``reader`` are not installed.
    """


def payload_of_picture(picture: bytes) -> bytes | None:
    """
    Return the bytes of the first code in a picture; None if there is no code or no picture.

    Raises:
        NoDecoderError: pillow or zxing-cpp is missing.
    """
    try:
        import zxingcpp
        from PIL import Image
    except ImportError as error:
        raise NoDecoderError from error
    try:
        with Image.open(BytesIO(picture), formats=["PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            found = zxingcpp.read_barcodes(image.convert("L"))
    except (OSError, SyntaxError, ValueError):
        return None
    return bytes(found[0].bytes) if found else None
