"""
Which characters the bytes of a body are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)
_XML_DECLARATION: Final = re.compile(
    rb"\s{0,20}<\?xml\s[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})[\"']"
)
# Browsers read ISO-8859-1 as Windows-1252, so servers send its quotes and euro signs.
_KNOWN: Final[Mapping[str, str]] = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "utf-16": "utf-16",
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


def charset_of(body: bytes, content_type: str) -> str:
    """
    The charset of a body: that of its byte order mark, else of its media type, else of its XML
    declaration, else UTF-8.

    Args:
        body: The beginning is looked at.
        content_type: The value of the header.

    Returns:
        A codec of Python. It removes the mark.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return codec
    given = _CHARSET.search(content_type)
    if given and given[1].lower() in _KNOWN:
        return _KNOWN[given[1].lower()]
    declared = _XML_DECLARATION.match(body)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return _KNOWN.get(name, "utf-8")
