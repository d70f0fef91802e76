"""
Purposes of transactions: SEPA tags such as ``EREF+`` are told apart from what a person wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

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
_PLUS: Final = re.compile(r"(?:^|(?<=\s))" + _PLUS_ANYWHERE.pattern)
_COLON: Final = re.compile(r"(?:^|(?<=\s))" + _ANY + ":")
_LINE: Final = re.compile(r"\r\n|\r|\n")
_LINE_LENGTH: Final = 27
"""The length of a subfield of MT940, where texts are cut, also inside of words."""
_PURPOSE: Final = "SVWZ"
_SPELLED: Final = {"DBET": "DEBT"}
_SHAPED: Final = ("IBAN", "BIC", "CRED")
_REFERENCES: Final = ("EREF", "KREF", "MREF")
_AMOUNT: Final = re.compile(r"(\d{1,18})(?:,(\d{0,6}))?", re.ASCII)


class _Part(NamedTuple):
    tag: str
    value: str


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
    joined = _joined(raw).strip()
    marks = _marks(joined)
    if not marks:
        return _remittance(raw, clean(joined), {})
    tags: dict[str, str] = {}
    purposes: list[str] = []
    rest: list[str] = []
    for part in _parts(joined, marks):
        if part.tag == _PURPOSE:
            purposes.append(part.value)
        else:
            rest += _note(part, tags)
    before = joined[: marks[0].start()]
    return _remittance(raw, clean(" ".join([before, *purposes, *rest])), tags)


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


def _marks(text: str) -> list[re.Match[str]]:
    begins = _PLUS_ANYWHERE.match(text) is not None
    if found := list((_PLUS_ANYWHERE if begins else _PLUS).finditer(text)):
        return found
    found = list(_COLON.finditer(text))
    counts = len({one[1] for one in found}) > 1 or bool(found and found[0].start() == 0)
    return found if counts else []


def _parts(text: str, marks: list[re.Match[str]]) -> Iterator[_Part]:
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        yield _Part(_SPELLED.get(mark[1], mark[1]), " ".join(text[mark.end() : end].split()))


def _note(part: _Part, tags: dict[str, str]) -> list[str]:
    """
    Note the value of a tag; returns what does not belong to it.
    """
    value, rest = part.value, ""
    if part.tag in _SHAPED:
        words = value.split()
        count = leading_value(part.tag, words)
        value, rest = "".join(words[:count]), " ".join(words[count:])
    elif part.tag in _REFERENCES and is_placeholder(value):
        value = ""
    if value and tags.setdefault(part.tag, value) != value:
        return [value, rest]
    return [rest]
