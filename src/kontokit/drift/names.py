"""
Which undocumented words may be shown.

A server may use data as keys, and a person's name can stand where a code belongs. So a word is
shown only if it is written like the name of a field or like a code, and if most of its parts are
words that documents use. Of all others only the number is shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final, Literal, TypeAlias

from .words import WORDS

Showing: TypeAlias = Literal["known", "all"]
"""``known``: names made of words that documents use; ``all``: whatever is written like a name."""

_FIELD: Final = re.compile(r"[_@$]?[a-z][A-Za-z_]{1,39}[0-9]{0,2}")
_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z-]{1,39}")
_MEDIA_TYPE: Final = re.compile(r"[a-z]{2,16}/[a-z][a-z.+-]{1,50}[0-9]?")
_CODE: Final = re.compile(r"[A-Z]{2,20}(_[A-Z]{1,20}){0,5}(_?[0-9]{1,2})?")
_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST_CODE: Final = 40
_MOST_PARTS: Final = 6
_SECRET: Final = frozenset({"key", "password", "passwort", "pin", "secret", "tan", "token"})
_COMPOUND: Final = 5
"""From this length on, a word also counts inside a longer one: German writes compounds."""


def words_of(names: Iterable[str]) -> frozenset[str]:
    """
    The words in names.

    Args:
        names: Names of fields, such as ``bookingDate``.

    Returns:
        The words in lower case.
    """
    return frozenset(part for name in names for part in _parts(name))


class Words:
    """
    What may be shown of one operation.
    """

    def __init__(self, known: Collection[str], showing: Showing = "known") -> None:
        """
        Args:
            known: The words of its document, in lower case.
            showing: Whether a name needs a word that is known.
        """
        self._known = WORDS | set(known)
        self._long = tuple(
            word for word in self._known if len(word) >= _COMPOUND and word not in _SECRET
        )
        self._showing = showing

    def field(self, name: str) -> str:
        """
        The name of a field, or an empty text.
        """
        return name if _FIELD.fullmatch(name) and self._is_familiar(name) else ""

    def header(self, name: str) -> str:
        """
        The name of a header, or an empty text.
        """
        parts = name.lower().removeprefix("x-")
        return name.lower() if _HEADER.fullmatch(name) and self._is_familiar(parts) else ""

    def media_type(self, essence: str) -> str:
        """
        A media type, or an empty text.
        """
        subtype = essence.partition("/")[2]
        return essence if _MEDIA_TYPE.fullmatch(essence) and self._is_familiar(subtype) else ""

    def code(self, value: str, members: Collection[str]) -> str:
        """
        A value of an enum, or an empty text.

        Args:
            value: What was sent.
            members: The documented values. A value of their form is shown too: ``BA1234`` beside
                ``BA1010``.
        """
        if len(value) > _LONGEST_CODE:
            return ""
        if _CODE.fullmatch(value):
            return value
        has_their_form = any(_form(value) == _form(member) for member in members)
        if has_their_form and re.fullmatch(r"[A-Z]{2,5}[0-9]{1,4}", value):
            return value
        is_lower = any(member[:1].islower() for member in members)
        return self.field(value) if is_lower else ""

    def _is_familiar(self, name: str) -> bool:
        parts = _parts(name)
        if not parts or len(parts) > _MOST_PARTS:
            return False
        if self._showing == "all":
            return True
        known = [part for part in parts if self._is_known(part)]
        # What follows "token" or "pin" may be one.
        if len(known) < len(parts) and _SECRET & set(known):
            return False
        return len(known) * 2 >= len(parts)

    def _is_known(self, part: str) -> bool:
        return part in self._known or part.startswith(self._long) or part.endswith(self._long)


def _parts(name: str) -> list[str]:
    return [part.lower() for part in _PART.findall(name)]


def _form(value: str) -> str:
    return re.sub("[0-9]", "9", re.sub("[A-Z]+", "A", value))
