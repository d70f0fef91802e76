"""
Which characters the bytes of a body are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from ..core.deviation import Deviation

_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)
_XML_DECLARATION: Final = re.compile(
    rb"\s{0,20}<\?xml\s[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})[\"']"
)
# Browsers read ISO-8859-1 as Windows-1252, so servers send its quotes and euro signs.
_KNOWN: Final[Mapping[str, str]] = {
    "ascii": "ascii",
    "us-ascii": "ascii",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "iso8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "cp850": "cp850",
    "ibm850": "cp850",
    "utf-16": "utf-16",
    "utf-16le": "utf-16",
    "utf-16be": "utf-16",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_MARKS: Final = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ANY_MARK: Final = tuple(mark for mark, _ in _MARKS)
_JSON: Final = (b"{", b"[")
"""What begins so is neither marked nor XML, although it may be UTF-16."""


def to_utf8(
    body: bytes, content_type: str, *, check: bool = True
) -> tuple[bytes, Deviation | None]:
    """
    A body as UTF-8, without a byte order mark.

    A byte order mark says what the body is. Without one, it is the first of these that fits all of
    its bytes: the charset of the media type, the one of the XML declaration, UTF-8.

    Args:
        body: The whole body.
        content_type: The value of the header.
        check: False leaves a body alone that should be UTF-8, for a parser that checks it itself.

    Returns:
        The body, and None. Where nothing fits, bytes that are no characters have become U+FFFD,
        and the deviation says so.
    """
    if not check and body.startswith(_JSON) and _says_no_other(content_type):
        return body, None
    declared = list(_declared(body, content_type)) or ["utf-8"]
    if not check and declared[0] == "utf-8":
        return body, None
    for codec in dict.fromkeys([*declared, "utf-8"]):
        try:
            return body.decode(codec).encode(), None
        except UnicodeError:
            continue
    name = declared[0].removesuffix("-sig")
    replaced = body.decode(declared[0], errors="replace").encode()
    return replaced, Deviation(path="$", expected=name, kind="charset")


@lru_cache(maxsize=64)
def _says_no_other(content_type: str) -> bool:
    """
    Whether a media type names no charset but UTF-8.
    """
    return {one.lower() for one in _CHARSET.findall(content_type)} <= {"utf-8"}


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    if body.startswith(_ANY_MARK):
        yield next(codec for mark, codec in _MARKS if body.startswith(mark))
        return
    names = [found[1] for found in _CHARSET.finditer(content_type)]
    declaration = _XML_DECLARATION.match(body)
    if declaration:
        names.append(declaration[1].decode("ascii"))
    for name in names:
        known = _KNOWN.get(name.lower().replace("_", "-"), "")
        codec = _utf_16_of(body) if known == "utf-16" else known
        if codec:
            yield codec


def _utf_16_of(body: bytes) -> str:
    # JSON, XML and German text begin with a character whose upper byte is 0. Any bytes are
    # valid UTF-16, so without such a byte nothing would show that the declaration is wrong.
    if body[:1] == b"\0":
        return "utf-16-be"
    return "utf-16-le" if body[1:2] == b"\0" else ""
