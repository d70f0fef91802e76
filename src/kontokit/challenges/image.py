"""
Challenge images and documents of a bank: photoTAN, chipTAN-QR, PDF.

They are validated: the format is one that browsers show as an image, the first bytes match the
media type, the picture is whole, and its size is limited. Nothing is fetched or executed.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, final

import attrs

from ..core.exceptions import ArgumentError, InvalidImageError
from ..core.extras import needs_extra
from ..core.tracebacks import ScrubsTracebacks
from .image_format import PIXEL_LIMIT, check_picture

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["ChallengeDocument", "ChallengeImage", "InvalidImageError"]

IMAGE_LIMIT: Final = 512 * 1024
DOCUMENT_LIMIT: Final = 5 * 1024 * 1024

_PNG, _JPEG, _GIF, _PDF = "image/png", "image/jpeg", "image/gif", "application/pdf"
_MAGIC: Final = {
    b"\x89PNG\r\n\x1a\n": _PNG,
    b"\xff\xd8\xff": _JPEG,
    b"GIF87a": _GIF,
    b"GIF89a": _GIF,
}
_EXTENSIONS: Final = {_PNG: "png", _JPEG: "jpg", _GIF: "gif"}
_ALIASES: Final = {"image/jpg": _JPEG, "image/pjpeg": _JPEG, "image/x-png": _PNG}
_ANY: Final = "application/octet-stream"
_STANDARD: Final = str.maketrans("-_", "+/")
"""From the alphabet for URLs to that of Base64."""
_DATA_URI: Final = re.compile(r"\s*data:([^,;]{0,100});base64,", re.IGNORECASE)
_DARK: Final = 128


@final
@attrs.frozen(kw_only=True, repr=False)
class ChallengeImage(ScrubsTracebacks):
    """
    An image to show to the user unchanged, such as photoTAN or chipTAN-QR.

    Made by ``parse``. It belongs to one order of one user, and is not printed.
    """

    mime: str
    """``image/png``, ``image/jpeg`` or ``image/gif``."""
    content: bytes
    """The picture, at most 512 KiB."""

    @classmethod
    def parse(cls, data: bytes | str, /, mime: str | None = None) -> ChallengeImage:
        """
        Parse an image in any of its encodings.

        Args:
            data: The picture, or the matrix code of FinTS (the length and the text of the media
                type, the length and the bytes of the picture, lengths in two bytes), or Base64
                or a ``data:`` URI of either. At most 512 KiB when decoded.
            mime: The media type that came with the image, if any.

        Raises:
            InvalidImageError: It is too large, has more than 4 million pixels, is cut off or
                damaged, not of one of the three kinds, or of another kind than declared.
        """
        said = [] if mime is None else [mime]
        raw = _unpacked(data, IMAGE_LIMIT, said)
        if raw[:1] == b"\0":
            raw = _unwrapped(raw, said)
        found = _agreed(_kind(raw), said)
        check_picture(raw, found)
        return cls(mime=found, content=raw)

    @property
    def extension(self) -> str:
        """
        What the name of a file ends with: ``png``, ``jpg`` or ``gif``.
        """
        return _EXTENSIONS[self.mime]

    def to_data_uri(self) -> str:
        """
        The picture as a ``data:`` URI. A Content-Security-Policy has to allow ``img-src data:``.
        """
        return f"data:{self.mime};base64,{b64encode(self.content).decode()}"

    def to_html(self, *, alt: str = "Grafik für die TAN", width: int | None = None) -> str:
        """
        The picture as an ``img`` element, drawn with sharp pixels.

        Args:
            alt: What is said where the picture cannot be seen. It is escaped.
            width: The width in CSS pixels, from 50 to 1000; None for that of the picture.

        Raises:
            ArgumentError: The width is out of its limits.
        """
        wide = ""
        if width is not None:
            _check_whole(width, 50, 1000, "width")
            wide = f' width="{width}"'
        return (
            f'<img src="{self.to_data_uri()}" alt="{escape(alt)}"{wide}'
            ' style="image-rendering: pixelated">'
        )

    def to_terminal(self, *, columns: int = 80, color: bool = True) -> str:
        """
        The picture as lines of text, each character two pixels high. It needs Pillow.

        A picture that is too wide is made smaller by a whole factor.

        Args:
            columns: The most columns, from 10 to 1000.
            color: Draw in the 24-bit colours of ECMA-48 terminals, which photoTAN needs. Without
                it, to be printed in white on black, enough for a QR code.

        Returns:
            The lines without a line end after the last one.

        Raises:
            InvalidImageError: The picture is damaged.
            ArgumentError: The number of columns is out of its limits.
            ConfigurationError: Pillow is not installed.
        """
        _check_whole(columns, 10, 1000, "columns")
        picture = _opened(self.content, self.mime)
        picture = picture.reduce(-(-picture.width // columns))
        return _coloured(picture) if color else _plain(picture.convert("L"))

    def __repr__(self) -> str:
        return f"ChallengeImage(mime={self.mime!r}, size={len(self.content)})"


@final
@attrs.frozen(kw_only=True, repr=False)
class ChallengeDocument(ScrubsTracebacks):
    """
    A PDF that a bank sends with a challenge. It is handed out as it is, and never looked into.
    """

    content: bytes
    """The document, at most 5 MiB."""

    @classmethod
    def parse(cls, data: bytes | str, /) -> ChallengeDocument:
        """
        Take a PDF.

        Args:
            data: The document, or Base64 or a ``data:`` URI of it. At most 5 MiB when decoded.

        Raises:
            InvalidImageError: It is too large, or no PDF.
        """
        said: list[str] = []
        raw = _unpacked(data, DOCUMENT_LIMIT, said)
        if not raw.startswith(b"%PDF-"):
            raise InvalidImageError("not a PDF: wrong file signature")
        _agreed(_PDF, said)
        return cls(content=raw)

    @property
    def mime(self) -> str:
        """
        ``application/pdf``.
        """
        return _PDF

    @property
    def extension(self) -> str:
        """
        ``pdf``, for the name of a file.
        """
        return "pdf"

    def __repr__(self) -> str:
        return f"ChallengeDocument(size={len(self.content)})"


def _unpacked(data: bytes | str, limit: int, said: list[str]) -> bytes:
    """
    The bytes behind Base64 and ``data:`` URI. A media type in the URI is added to those said.
    """
    if isinstance(data, bytes):
        raw = data
        if not data.startswith((b"\0", b"%PDF-", *_MAGIC)) and data.isascii():
            raw = _decoded(data.decode(), limit, said, fallback=data)
    elif isinstance(data, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raw = _decoded(data, limit, said)
    else:
        raise InvalidImageError("pass a picture or document as bytes or str")
    if len(raw) > limit:
        raise InvalidImageError(f"there are more than {limit} bytes")
    if len(raw) < 4:
        raise InvalidImageError("there are fewer than 4 bytes")
    return raw


def _decoded(text: str, limit: int, said: list[str], fallback: bytes | None = None) -> bytes:
    if len(text) > 2 * limit:
        raise InvalidImageError(f"there are more than {limit} bytes")
    if uri := _DATA_URI.match(text):
        said.append(uri[1])
        text = text[uri.end() :]
    digits = "".join(text.split()).translate(_STANDARD).rstrip("=")
    try:
        return b64decode(digits + "=" * (-len(digits) % 4), validate=True)
    except (binascii.Error, ValueError):
        pass
    if fallback is None:
        raise InvalidImageError("the text is not Base64")
    return fallback


def _unwrapped(raw: bytes, said: list[str]) -> bytes:
    """
    The picture of a matrix code. The media type in it is added to those said.
    """
    begin = 2 + int.from_bytes(raw[:2], "big")
    content = raw[begin + 2 :]
    if len(raw) < begin + 2:
        raise InvalidImageError("the matrix code is truncated in its media type")
    if len(content) != int.from_bytes(raw[begin : begin + 2], "big"):
        raise InvalidImageError(
            "the matrix code's declared length does not match its image; it may have been decoded"
            " as text"
        )
    said.append(raw[2:begin].decode("latin-1"))
    return content


def _kind(raw: bytes) -> str:
    for magic, mime in _MAGIC.items():
        if raw.startswith(magic):
            return mime
    if raw.startswith(b"%PDF-"):
        raise InvalidImageError("this is a PDF; use ChallengeDocument.parse()")
    raise InvalidImageError("not a PNG, JPEG or GIF: wrong file signature")


def _agreed(found: str, said: list[str]) -> str:
    for mime in said:
        name = mime.partition(";")[0].strip().lower()
        if name != _ANY and _ALIASES.get(name, name) != found:
            raise InvalidImageError(
                f"the content is {found}, which does not match the declared media type"
            )
    return found


def _check_whole(value: int, least: int, most: int, place: str) -> None:
    if not isinstance(value, int) or not least <= value <= most:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError(f"must be an integer between {least} and {most}", place=place)


def _opened(content: bytes, mime: str) -> Image:
    """
    The first picture in RGB on a white ground. Its size is looked at before its pixels.
    """
    library: Any = _library()
    try:
        with library.open(BytesIO(content), formats=[mime.removeprefix("image/")]) as picture:
            # Before decoding: a small file can hold an image that fills the memory.
            pixels = picture.width * picture.height
            if pixels <= PIXEL_LIMIT:
                opaque = library.new("RGBA", picture.size, "white")
                opaque.alpha_composite(picture.convert("RGBA"))
                rgb: Image = opaque.convert("RGB")
                return rgb
    except library.DecompressionBombError:
        pixels = PIXEL_LIMIT + 1
    except Exception:  # Pillow passes on the errors of its decoders, from OSError to struct.error
        pixels = 0
    if pixels:
        raise InvalidImageError(f"the picture has more than {PIXEL_LIMIT} pixels")
    raise InvalidImageError("the picture is damaged")


def _library() -> Any:
    with needs_extra("drawing a picture", "Pillow", "pictures"):
        from PIL import Image

        return Image


def _coloured(picture: Image) -> str:
    pixels: Any = picture.load()
    lines: list[str] = []
    for y in range(0, picture.height, 2):
        line = ""
        for x in range(picture.width):
            upper = pixels[x, y]
            lower = pixels[x, y + 1] if y + 1 < picture.height else (255, 255, 255)
            line += "\x1b[38;2;{};{};{};48;2;{};{};{}m▀".format(*upper, *lower)
        lines.append(f"{line}\x1b[0m")
    return "\n".join(lines)


def _plain(picture: Image) -> str:
    pixels: Any = picture.load()
    lines: list[str] = []
    for y in range(0, picture.height, 2):
        rows = (y, y + 1) if y + 1 < picture.height else (y, y)
        lit = ([pixels[x, row] >= _DARK for row in rows] for x in range(picture.width))
        lines.append("".join(" ▄▀█"[2 * upper + lower] for upper, lower in lit))
    return "\n".join(lines)
