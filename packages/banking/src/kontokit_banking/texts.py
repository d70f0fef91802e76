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
    return " ".join(visible(text).split()) or None


def visible(text: str) -> str:
    """
    Write a text in normal form C, without control characters, its white space left as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("", normalize("NFC", text))
