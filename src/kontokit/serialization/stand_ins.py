"""
Stand-ins for what no decoder takes: half a character, and a number of too many digits.

One such thing makes the whole text unreadable. A text that stands in for it lets everything else be
read, and shows afterwards which field had it.
"""

from __future__ import annotations

import re
from math import inf
from typing import Any, Final, cast

import msgspec

from ..core.typeguards import is_list
from .json_limits import with_long_numbers_as_texts
from .plain_tree import FarNumber, read_tree, write_tree

REPLACEMENT: Final = "\ufffd"
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPE: Final = re.compile(
    rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>u[dD][89a-fA-F]..)|.)", re.DOTALL
)
# No text may hold these characters, which Unicode keeps for use inside of programs.
_CANDIDATES: Final = tuple(map(chr, range(0xFDD0, 0xFDF0)))


class StandIns(msgspec.Struct, frozen=True):
    """
    The characters that stand for such things in one text; None where it has none.
    """

    half: str | None = None
    """Stands for half a character."""
    number: str | None = None
    """Begins the text of a number, which is in the place of the number."""

    def __bool__(self) -> bool:
        return self.half is not None or self.number is not None

    def stand_in(self, text: bytes) -> bool:
        """
        Whether one of them is in a text.
        """
        half, number = self.half, self.number
        if half is not None and half.encode() in text:
            return True
        return number is not None and number.encode() in text

    def count(self, text: bytes) -> int:
        """
        How often one of them is in a text.
        """
        half = 0 if self.half is None else text.count(self.half.encode())
        return half + (0 if self.number is None else text.count(self.number.encode()))

    def is_number(self, value: Any) -> bool:
        """
        Whether a value is the text of a number of too many digits.
        """
        return self.number is not None and isinstance(value, str) and value.startswith(self.number)

    def restored(self, tree: Any, depth: float = inf) -> Any:
        """
        A tree to show, with U+FFFD for half a character. Numbers of too many digits are texts, and
        so is what is nested too deeply.

        Args:
            depth: How many levels are kept.
        """
        whole = [tree]
        # Not recursive: a text may be nested as deeply as the limits allow.
        pending: list[tuple[Any, Any, int]] = [(whole, 0, 1)]
        while pending:
            holder, place, level = pending.pop()
            found = holder[place]
            if level > depth and isinstance(found, dict | list):
                holder[place] = self._text_of(found)
            elif isinstance(found, dict):
                items = cast("dict[str, Any]", found).items()
                holder[place] = copy = {self._leaf(key): item for key, item in items}
                pending.extend((copy, key, level + 1) for key in copy)
            elif is_list(found):
                holder[place] = rows = list(found)
                pending.extend((rows, index, level + 1) for index in range(len(rows)))
            else:
                holder[place] = self._leaf(found)
        return whole[0]

    def _text_of(self, tree: Any) -> str:
        text = write_tree(tree).decode()
        return str(self._leaf(text if self.number is None else text.replace(self.number, "")))

    def _leaf(self, value: Any) -> Any:
        if isinstance(value, FarNumber):
            return value.text
        if not isinstance(value, str):
            return value
        if self.is_number(value):
            return value.removeprefix(str(self.number))
        return value.replace(self.half, REPLACEMENT) if self.half else value


NOTHING: Final = StandIns()


def with_stand_ins(text: bytes, digits: int, *, long_numbers: bool) -> tuple[bytes, StandIns]:
    """
    A JSON text that a decoder takes, and what stands in for what.

    Args:
        text: The text in UTF-8.
        digits: How many digits a number may have.
        long_numbers: Whether it may have a number with more.
    """
    half = number = None
    if _SURROGATE.search(text) is not None:
        free = _free_character(text, 0)
        whole = _ESCAPE.sub(lambda found: free.encode() if found["lone"] else found[0], text)
        half, text = (None if whole == text else free), whole
    if long_numbers:
        free = _free_character(text, 1)
        shorter = with_long_numbers_as_texts(text, digits, free.encode())
        number, text = (None if shorter == text else free), shorter
    return text, StandIns(half, number)


def shown_tree(text: bytes, digits: int, depth: float) -> Any:
    """
    A JSON text as dicts, lists and scalars to show. See ``StandIns.restored``.

    Args:
        text: The text in UTF-8.
        digits: How many digits a number may have.
        depth: How many levels are kept.
    """
    whole, marks = with_stand_ins(text, digits, long_numbers=True)
    return marks.restored(read_tree(whole), depth)


def _free_character(text: bytes, index: int) -> str:
    """
    A character that is not in a text, neither itself nor escaped.
    """
    escapes = text.lower()
    free = (
        one
        for one in _CANDIDATES[index::2]
        if one.encode() not in text and f"\\u{ord(one):04x}".encode() not in escapes
    )
    # A text that holds them all was made for this; only its own characters are damaged then.
    return next(free, REPLACEMENT)
