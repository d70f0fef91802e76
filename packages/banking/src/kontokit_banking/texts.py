"""
Texts as they are stored: one form of each letter, no control characters, single blanks.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters that are no white space."""


def clean(text: str | None) -> str | None:
    """
    Write a text in Unicode's normal form C, without control characters, with single blanks.

    Returns:
        None for an empty text.
    """
    if not text:
        return None
    # Most texts are clean, and this is called for every field of every row.
    if not text.isprintable():
        return " ".join(visible(text).split()) or None
    if not text.isascii():
        text = normalize("NFC", text)
    # The blank is the only printable white space.
    if "  " in text or text[0] == " " or text[-1] == " ":
        return " ".join(text.split()) or None
    return text


def visible(text: str) -> str:
    """
    Write a text in normal form C, without control characters, its white space left as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("", normalize("NFC", text))
