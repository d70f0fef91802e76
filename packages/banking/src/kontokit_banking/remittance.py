"""
Purposes of transactions: SEPA tags such as ``EREF+`` are told apart from what a person wrote.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from .identifiers import find_reference, is_placeholder, leading_value
from .texts import clean, visible
from .transaction import Remittance

_TAGS: Final = (
    *("EREF", "KREF", "MREF", "BREF", "RREF", "CRED", "DEBT", "DBET", "COAM", "OAMT", "SVWZ"),
    *("ABWA", "ABWE", "IVWZ", "PURP", "MDAT", "SQTP", "ORCR", "ORMR", "DDAT", "TAN1", "IBAN"),
    "BIC",
)
_ANY: Final = "(" + "|".join(_TAGS) + ")"
_PLUS_ANYWHERE: Final = re.compile(_ANY + r" ?\+")
_PLUS: Final = re.compile(r"(?<!\S)" + _PLUS_ANYWHERE.pattern)
_COLON: Final = re.compile(r"(?<!\S)" + _ANY + ":")
_LINE: Final = re.compile(r"\r\n|\r|\n")
_LINE_LENGTH: Final = 27
"""The length of a subfield of MT940, where texts are cut, also inside of words."""
_PURPOSE: Final = "SVWZ"
_SPELLED: Final = {"DBET": "DEBT"}
_SHAPED: Final = ("IBAN", "BIC", "CRED")
_REFERENCES: Final = ("EREF", "KREF", "MREF")
_AMOUNT: Final = re.compile(r"(\d{1,18})(?:,(\d{0,6}))?", re.ASCII)


def parse_remittance(raw: str | None) -> Remittance:
    """
    Read a purpose. Every text can be read, in a time that grows with its length only.

    Lines of 27 characters go on without a blank. Marks such as ``EREF+`` count at the start and
    after white space; inside of words too where the text begins with one. Without any, ``EREF:``
    counts where two different ones occur or one begins the text.

    Args:
        raw: The text as the provider sent it.

    Returns:
        The text of a person, and the tags. The first value of a tag wins; what belongs to no tag is
        text. References such as NOTPROVIDED are left out.
    """
    if not raw:
        return Remittance()
    pieces = _split(_joined(raw).strip())
    tags: dict[str, str] = {}
    purposes = [pieces[0]]
    rest: list[str] = []
    for tag, text in zip(pieces[1::2], pieces[2::2], strict=True):
        words = text.split()
        if tag == _PURPOSE:
            purposes += words
        else:
            rest += _note(_SPELLED.get(tag, tag), words, tags)
    return _remittance(raw, clean(" ".join(purposes + rest)), tags)


def tagged_amount(value: str | None) -> Decimal | None:
    """
    Read an amount behind a tag, which is written with a comma; None if it is none.
    """
    found = _AMOUNT.fullmatch(value.removeprefix("EUR").strip()) if value else None
    return Decimal(f"{found[1]}.{found[2] or 0}") if found else None


def _remittance(raw: str, text: str | None, tags: dict[str, str]) -> Remittance:
    shown = None if text is None or is_placeholder(text) else text
    structured = find_reference(shown) if shown and "RF" in shown else None
    return Remittance(text=shown, raw=raw, tags=tags, structured=structured)


def _joined(raw: str) -> str:
    if "\n" not in raw and "\r" not in raw:
        return visible(raw)
    lines = [visible(line) for line in _LINE.split(raw)]
    return "".join(line if len(line) == _LINE_LENGTH else line + " " for line in lines)


def _split(text: str) -> list[str]:
    """
    Split a text at its marks: what stands before the first one, then each tag and its value.
    """
    if "+" in text:
        begins = _PLUS_ANYWHERE.match(text) is not None
        pieces = (_PLUS_ANYWHERE if begins else _PLUS).split(text)
        if len(pieces) > 1:
            return pieces
    pieces = _COLON.split(text) if ":" in text else [text]
    # One mark alone, inside of a text, may be a word of a person.
    return pieces if pieces[0] == "" or len(set(pieces[1::2])) > 1 else [text]


def _note(tag: str, words: list[str], tags: dict[str, str]) -> list[str]:
    """
    Note the value of a tag; returns what does not belong to it.
    """
    left: list[str] = []
    if tag in _SHAPED:
        count = leading_value(tag, words)
        value, left = "".join(words[:count]), words[count:]
    else:
        value = " ".join(words)
        if tag in _REFERENCES and is_placeholder(value):
            return left
    if value and tags.setdefault(tag, value) != value:
        return [value, *left]
    return left
