"""
Pictures and documents of a bank: only what browsers show as a picture is let through.
"""

from __future__ import annotations

import pickle
import random
import re
import sys
import time
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from kontokit import ArgumentError, ConfigurationError, KontokitError
from kontokit.challenges.image import ChallengeDocument, ChallengeImage, InvalidImageError

PNG_MAGIC = bytes.fromhex("89504E470D0A1A0A")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
COLOURS = {"r": (255, 0, 0), "g": (0, 255, 0), "b": (0, 0, 255), "w": (255,) * 3, "k": (0,) * 3}


def _picture(rows: list[str], kind: str = "PNG") -> bytes:
    """
    A picture of one pixel for each letter, with sharp colours.
    """
    picture = Image.new("RGB", (len(rows[0]), len(rows)))
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            picture.putpixel((x, y), COLOURS[letter])
    out = BytesIO()
    picture.save(out, kind, quality=100)
    return out.getvalue()


PICTURES = {
    ("image/png", "png"): _picture(["rgb", "wkw"]),
    ("image/jpeg", "jpg"): _picture(["www", "www"], "JPEG"),
    ("image/gif", "gif"): _picture(["wkw", "kwk"], "GIF"),
}


def _matrix(mime: bytes, content: bytes) -> bytes:
    return b"".join(len(part).to_bytes(2, "big") + part for part in (mime, content))


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + name + data + check


def _png_of(length: int) -> bytes:
    """
    A PNG of so many bytes: a chunk that programs skip fills it up.
    """
    content, end = PICTURES["image/png", "png"][:-12], _chunk(b"IEND", b"")
    return content + _chunk(b"teSt", bytes(length - len(content) - len(end) - 12)) + end


MATRIX = _matrix(b"image/png", PICTURES["image/png", "png"])


@pytest.mark.parametrize("kind", PICTURES, ids=lambda kind: kind[1])
def test_every_wrapping_is_opened(kind: tuple[str, str]) -> None:
    """
    A picture is the same raw, as matrix code, in Base64 and as data URI, with its type or without.
    """
    mime, extension = kind
    content = PICTURES[kind]
    matrix = _matrix(mime.encode(), content)
    wrapped: list[bytes | str] = [content, matrix]
    for raw in (content, matrix):
        text = b64encode(raw).decode()
        lines = "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76))
        wrapped += [text, text.encode(), lines, f" {lines}\n", f"data:{mime};base64,{text}"]
        wrapped.append(f"DATA:{mime.upper()};base64,{text}".encode())
    for data in wrapped:
        for said in (None, mime, f"{mime.upper()}; charset=binary"):
            image = ChallengeImage.parse(data, said)
            assert (image.mime, image.extension, image.content) == (mime, extension, content)
    assert ChallengeImage.parse(image.to_data_uri()) == image


def test_the_published_matrix_code_is_read() -> None:
    """
    Two lengths in two bytes each, the larger part first, frame the type and the picture.
    """
    assert MATRIX[:13] == bytes.fromhex("0009696D6167652F706E670051")
    image = ChallengeImage.parse(MATRIX)
    assert (image.mime, image.content) == ("image/png", PICTURES["image/png", "png"])
    assert ChallengeImage.parse(PICTURES["image/jpeg", "jpg"], "image/jpg").mime == "image/jpeg"


REFUSED: dict[str, tuple[Any, str | None, str]] = {
    "nothing": (b"", None, "fewer than 4 bytes"),
    "no text": ("", None, "fewer than 4 bytes"),
    "three bytes": (b"\x00\x09i", None, "fewer than 4 bytes"),
    "too long a type": (
        b"\x00\x50image/png\x00\x08" + PNG_MAGIC,
        None,
        "truncated in its media type",
    ),
    "too short a picture": (MATRIX[:-1], None, "declared length does not match its image"),
    "too long a picture": (MATRIX + b"\0", None, "declared length does not match its image"),
    "read as text": (
        _matrix(b"image/png", b"\x89PNG\r\n\x1a\n\xcd").decode("latin-1").encode(),
        None,
        "may have been decoded as text",
    ),
    "an empty picture": (
        _matrix(b"image/png", b""),
        None,
        "not a PNG, JPEG or GIF: wrong file signature",
    ),
    "a web page in a matrix": (_matrix(b"text/html", b"<html>"), None, "not a PNG"),
    "a picture as web page": (_matrix(b"text/html", PNG_MAGIC), None, "the content is image/png"),
    "a JPEG as PNG": (_matrix(b"image/png", b"\xff\xd8\xff\xe0"), None, "is image/jpeg"),
    "a PNG as GIF": (PNG_MAGIC, "image/gif", "the content is image/png, which does not match"),
    "no type": (_matrix(b"", PNG_MAGIC), None, "the content is image/png, which does not match"),
    "an empty type": (PNG_MAGIC, "", "the content is image/png, which does not match"),
    "another type in the URI": (
        "data:image/gif;base64," + b64encode(PNG_MAGIC).decode(),
        None,
        "the content is image/png, which does not match",
    ),
    "another type beside the URI": (
        "data:image/png;base64," + b64encode(PNG_MAGIC).decode(),
        "image/gif",
        "the content is image/png, which does not match",
    ),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "PNG, JPEG or GIF"),
    "SVG in Base64": (b64encode(b"<svg onload='alert(1)'/>").decode(), None, "PNG, JPEG or GIF"),
    "a web page": ("<html><body>geheim</body></html>", None, "the text is not Base64"),
    "a data URI of text": ("data:image/png,geheim", None, "the text is not Base64"),
    "umlauts": ("Grüße", None, "the text is not Base64"),
    "surrogates": ("\ud800" * 8, None, "the text is not Base64"),
    "a bitmap": (b"BM\x00\x00\x00\x00", "image/bmp", "PNG, JPEG or GIF"),
    "WebP": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", "PNG, JPEG or GIF"),
    "a PDF": (PDF, None, "this is a PDF; use ChallengeDocument"),
    "a PDF in Base64": (b64encode(PDF).decode(), None, "use ChallengeDocument"),
    "too large": (PNG_MAGIC + bytes(512 * 1024 - 7), None, "more than 524288 bytes"),
    "too large in Base64": (
        b64encode(PNG_MAGIC + bytes(512 * 1024 - 7)).decode(),
        None,
        "more than 524288 bytes",
    ),
    "far too large": ("A" * 20_000_000, None, "more than 524288 bytes"),
    "None": (None, None, "pass a picture or document as bytes or str"),
    "a bytearray": (bytearray(PNG_MAGIC), None, "pass a picture or document as bytes or str"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_everything_else_is_refused(case: str) -> None:
    """
    Whatever is no picture is refused for its own reason, quickly, and nothing of it is shown.
    """
    data, mime, reason = REFUSED[case]
    began = time.perf_counter()
    with pytest.raises(InvalidImageError, match=reason) as caught:
        ChallengeImage.parse(data, mime)
    assert time.perf_counter() - began < 1
    error = caught.value
    assert isinstance(error, KontokitError)
    assert isinstance(error, ValueError)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "geheim" not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_largest_picture_is_taken() -> None:
    """
    A picture may have 512 KiB, raw and in Base64, and a matrix code what its lengths can say.
    """
    content = _png_of(512 * 1024)
    assert ChallengeImage.parse(content).content == content
    assert ChallengeImage.parse(b64encode(content)).content == content
    most = _png_of(0xFFFF)
    assert ChallengeImage.parse(_matrix(b"image/png", most)).content == most


@pytest.mark.filterwarnings("ignore:Image size")
def test_random_bytes_are_refused() -> None:
    """
    Whatever comes, it is a picture or it is refused, and nothing else happens.
    """
    dice = random.Random(9)
    whole = [*PICTURES.values(), *(_matrix(b"image/png", p) for p in PICTURES.values()), MATRIX]
    for number in range(30_000):
        data = bytearray(dice.choice(whole)[: dice.randrange(40)])
        data += dice.randbytes(dice.randrange(20))
        for _ in range(dice.randrange(3)):
            data[dice.randrange(len(data) + 1) :] = dice.randbytes(1)
        given = (bytes(data), b64encode(data), data.decode("latin-1"))[number % 3]
        try:
            image = ChallengeImage.parse(given)
        except InvalidImageError:
            continue
        assert image.mime in {"image/png", "image/jpeg", "image/gif"}
        with suppress(InvalidImageError):
            assert image.to_terminal()


def test_html_shows_the_picture() -> None:
    """
    The element has the picture in itself, sharp pixels, its width and an escaped text.
    """
    image = ChallengeImage.parse(PICTURES["image/png", "png"])
    uri = f"data:image/png;base64,{b64encode(image.content).decode()}"
    assert image.to_data_uri() == uri
    assert image.to_html() == (
        f'<img src="{uri}" alt="Grafik für die TAN" style="image-rendering: pixelated">'
    )
    html = image.to_html(alt='"><script>', width=300)
    assert ' alt="&quot;&gt;&lt;script&gt;" width="300" style=' in html
    wrong: list[Any] = [49, 1001, 100.5, "100", float("nan")]
    for width in wrong:
        with pytest.raises(ArgumentError, match=r"^width: must be an integer between 50 and 1000"):
            image.to_html(width=width)


def test_the_terminal_shows_colours() -> None:
    """
    Each character is two pixels: the upper one in front, the lower one behind.
    """
    image = ChallengeImage.parse(_picture(["rgb", "wkw", "kkk"]))
    lines = image.to_terminal().split("\n")
    assert len(lines) == 2
    pixels = [
        [tuple(map(int, found)) for found in re.findall(r"38;2;(\d+);(\d+);(\d+);48", line)]
        for line in lines
    ]
    grounds = [
        [tuple(map(int, found)) for found in re.findall(r"48;2;(\d+);(\d+);(\d+)m▀", line)]
        for line in lines
    ]
    assert pixels == [[COLOURS[c] for c in "rgb"], [COLOURS[c] for c in "kkk"]]
    assert grounds == [[COLOURS[c] for c in "wkw"], [COLOURS[c] for c in "www"]]
    assert all(line.endswith("\x1b[0m") for line in lines)


def test_the_terminal_shows_black_and_white() -> None:
    """
    Without colours a light pixel is half a block.
    """
    image = ChallengeImage.parse(_picture(["wkwk", "wwkk", "wkwk"]))
    assert image.to_terminal(color=False) == "█▄▀ \n█ █ "
    clear = Image.new("RGBA", (2, 2), (0, 0, 0, 0))
    out = BytesIO()
    clear.save(out, "PNG")
    assert ChallengeImage.parse(out.getvalue()).to_terminal(color=False) == "██"


@pytest.mark.parametrize(("columns", "width"), [(100, 100), (99, 50), (50, 50), (33, 25), (10, 10)])
def test_wide_pictures_are_made_smaller(columns: int, width: int) -> None:
    """
    A picture too wide is made smaller by a whole factor, so that modules stay alike.
    """
    image = ChallengeImage.parse(_picture(["wk" * 50] * 100))
    lines = image.to_terminal(columns=columns, color=False).split("\n")
    assert {len(line) for line in lines} == {width}
    assert len(lines) == -(-width // 2)


def test_columns_have_limits() -> None:
    """
    There are 10 to 1000 columns.
    """
    image = ChallengeImage.parse(PICTURES["image/gif", "gif"])
    wrong: list[Any] = [9, 1001, 80.0]
    for columns in wrong:
        with pytest.raises(
            ArgumentError, match=r"^columns: must be an integer between 10 and 1000"
        ):
            image.to_terminal(columns=columns)


def _bomb(width: int, height: int) -> bytes:
    """
    A PNG with so many black pixels, in a few bytes.
    """
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    rows = zlib.compress(bytes(min((width // 8 + 1) * height, 20_000_000)))
    head = _chunk(b"IHDR", size + b"\x01\0\0\0\0")
    return PNG_MAGIC + head + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _with_size(kind: str, width: int, height: int) -> bytes:
    """
    A whole picture whose header tells of another size.
    """
    content = bytearray(PICTURES[next(one for one in PICTURES if one[1] == kind)])
    if kind == "gif":
        content[6:10] = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    else:
        at = next(at for at in range(len(content)) if content[at : at + 2] == b"\xff\xc0")
        content[at + 5 : at + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(content)


def test_pictures_of_too_many_pixels_are_refused() -> None:
    """
    40,000 by 40,000 pixels fill the memory of whoever shows them; the header is enough to know.
    """
    assert ChallengeImage.parse(_bomb(2000, 2000)).to_terminal(columns=1000, color=False)
    sizes = [(2008, 2000), (9600, 9600), (40_000, 40_000), (100_000, 100_000), (2**31 - 1,) * 2]
    bombs = [_bomb(*size) for size in sizes]
    bombs += [_with_size(kind, 40_000, 40_000) for kind in ("gif", "jpg")]
    for bomb in bombs:
        began = time.perf_counter()
        with pytest.raises(InvalidImageError, match="more than 4000000 pixels"):
            ChallengeImage.parse(bomb)
        assert time.perf_counter() - began < 0.5
    for empty in (_bomb(0, 5), _bomb(5, 0), _with_size("jpg", 0, 9)):
        with pytest.raises(InvalidImageError, match="damaged or cut off"):
            ChallengeImage.parse(empty)


@pytest.mark.parametrize("kind", PICTURES, ids=lambda kind: kind[1])
def test_pictures_cut_off_are_refused(kind: tuple[str, str]) -> None:
    """
    Wherever a picture is cut off, it is not taken for a whole one.
    """
    content = PICTURES[kind]
    for end in range(8, len(content)):
        with pytest.raises(InvalidImageError, match="damaged or cut off") as caught:
            ChallengeImage.parse(content[:end])
        assert caught.value.__context__ is None
    assert ChallengeImage.parse(content + b"\0\n").content == content + b"\0\n"


def test_damaged_chunks_of_a_png_are_refused() -> None:
    """
    A wrong checksum shows that pixels or the header were altered on the way.
    """
    content = PICTURES["image/png", "png"]
    for at in range(8, len(content)):
        damaged = content[:at] + bytes([content[at] ^ 0x01]) + content[at + 1 :]
        with pytest.raises(InvalidImageError, match="damaged or cut off"):
            ChallengeImage.parse(damaged)


@pytest.mark.parametrize("kind", PICTURES, ids=lambda kind: kind[1])
def test_damaged_pictures_are_not_drawn(kind: tuple[str, str]) -> None:
    """
    A picture that was not parsed is refused when it is drawn, by the one error.
    """
    for end in (9, len(PICTURES[kind]) // 2):
        damaged = ChallengeImage(mime=kind[0], content=PICTURES[kind][:end])
        with pytest.raises(InvalidImageError, match="the picture is damaged") as caught:
            damaged.to_terminal()
        assert caught.value.__context__ is None


@pytest.mark.parametrize("said", ["application/octet-stream", "image/x-png", "IMAGE/X-PNG; q=1"])
def test_first_bytes_say_what_a_picture_is(said: str) -> None:
    """
    Servers name a PNG in several ways, and write Base64 without padding or for URLs.
    """
    content = _png_of(3000)
    standard = b64encode(content).decode()
    for text in (standard, standard.rstrip("="), urlsafe_b64encode(content).decode().rstrip("=")):
        lines = "\r\n".join(text[at : at + 64] for at in range(0, len(text), 64))
        assert ChallengeImage.parse(lines, said).content == content


def test_pillow_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without Pillow only the terminal is missing, and the error says what to install.
    """
    image = ChallengeImage.parse(PICTURES["image/png", "png"])
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'kontokit\[pictures\]'"):
        image.to_terminal()
    assert image.to_html()


def test_documents_are_handed_out() -> None:
    """
    A PDF is taken raw, in Base64 and as data URI, up to 5 MiB.
    """
    text = b64encode(PDF).decode()
    for data in (PDF, text, text.encode(), f"data:application/pdf;base64,{text}"):
        document = ChallengeDocument.parse(data)
        assert document.content == PDF
        assert (document.mime, document.extension) == ("application/pdf", "pdf")
    most = PDF + bytes(5 * 1024 * 1024 - len(PDF))
    assert ChallengeDocument.parse(most).content == most


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "fewer than 4 bytes"),
        (b"\n%PDF-1.7", "not a PDF: wrong file signature"),
        (PNG_MAGIC, "not a PDF: wrong file signature"),
        ("<html>", "the text is not Base64"),
        (b"<html><body>", "not a PDF: wrong file signature"),
        (PDF + bytes(5 * 1024 * 1024), "more than 5242880 bytes"),
        (
            "data:text/html;base64," + b64encode(PDF).decode(),
            "does not match the declared media type",
        ),
        (None, "pass a picture or document as bytes or str"),
    ],
)
def test_other_documents_are_refused(data: Any, reason: str) -> None:
    """
    Only what begins as a PDF does is handed out as one.
    """
    with pytest.raises(InvalidImageError, match=reason):
        ChallengeDocument.parse(data)


def test_pictures_are_not_printed() -> None:
    """
    The text of a picture or document shows its kind and its size only.
    """
    image, document = ChallengeImage.parse(MATRIX), ChallengeDocument.parse(PDF)
    assert (
        repr(image)
        == str(image)
        == f"ChallengeImage(mime='image/png', size={len(PICTURES['image/png', 'png'])})"
    )
    assert repr(document) == f"ChallengeDocument(size={len(PDF)})"
    change: Callable[[Any], None] = lambda thing: setattr(thing, "content", b"")  # noqa: E731
    for thing in (image, document):
        assert pickle.loads(pickle.dumps(thing)) == thing
        with pytest.raises(AttributeError):
            change(thing)
