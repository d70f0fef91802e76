"""
Texts in the character set of SWIFT.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

from anyascii import anyascii

_ALLOWED: Final = re.compile(r"[A-Za-z0-9/\-:().,'+ ]*", re.ASCII)
_OTHER: Final = re.compile(r"[^A-Za-z0-9/\-:().,'+ ]", re.ASCII)
_GERMAN: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_KNOWN: Final = {**_GERMAN, "&": "+"}


def swift_text(text: str) -> tuple[str, int]:
    """
    Write a text with letters of SWIFT: ``ä`` as ``ae``, other letters without accents or as they
    sound, and a point where nothing fits. ``?`` begins a field of MT940, so it is a point too.

    Returns:
        The text, and how many characters were replaced.
    """
    composed = normalize("NFC", text)
    if _ALLOWED.fullmatch(composed):
        return composed, 0
    written: list[str] = []
    replaced = 0
    for one in composed:
        if _OTHER.match(one):
            replaced += 1
            written.append(_replacement(one))
        else:
            written.append(one)
    return "".join(written), replaced


def _replacement(one: str) -> str:
    if one in _KNOWN:
        return _KNOWN[one]
    if one.isspace():
        return " "
    plain = _OTHER.sub("", normalize("NFKD", one)) or _OTHER.sub("", anyascii(one))
    return plain or "."
