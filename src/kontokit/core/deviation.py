"""
What differs between a response and its document, and the rows that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

from .values import Value, put

DeviationKind: TypeAlias = Literal["missing", "null", "type", "format", "text", "charset", "page"]
"""
In what way something differs: a field that is absent or null, a value of another type, a text of
another form (such as a date), half a character, bytes outside of their charset, or a doubtful page.
"""


class Deviation(Value):
    """
    A difference between a response and its document. It never holds a value.
    """

    __slots__ = ("expected", "kind", "path")
    __match_args__ = ("path", "expected", "kind")
    path: str
    """
    The place in the body, such as ``$.transactions[3].bookingDate``; ``[...]`` stands for a key of
    a map.
    """
    expected: str
    """What the document says, such as ``date``."""
    kind: DeviationKind

    def __init__(self, path: str, expected: str, kind: DeviationKind) -> None:
        put(self, "path", path)
        put(self, "expected", expected)
        put(self, "kind", kind)

    @property
    def message(self) -> str:
        """
        What is wrong, as a sentence without the place.
        """
        return _MESSAGES[self.kind].format(self.expected)


_MESSAGES: Final = {
    "missing": "A required field is missing",
    "null": "Expected `{}`, got `null`",
    "type": "Expected `{}`, got another type",
    "format": "The value does not have the form of `{}`",
    "text": "Half a character is in a text",
    "charset": "Bytes are outside of their charset",
    "page": "The page is doubtful",
}


class UnreadableRow(Value):
    """
    A row of a list whose essential fields cannot be read. It is left out, and nothing of it is
    shown when this is printed.
    """

    __slots__ = ("_read_raw", "deviation", "index", "key", "path")
    _hidden = frozenset({"key", "_read_raw"})
    _uncompared = frozenset({"_read_raw"})
    index: int
    """Its position in the list, from 0."""
    key: str | None
    """Its key where the list is a map; None in an array."""
    path: str
    """The place of the row in the body, such as ``$.transactions[3]``."""
    deviation: Deviation
    """The field that cannot be read, and what it should be."""
    _read_raw: Callable[[], Any]

    def __init__(
        self,
        *,
        index: int,
        key: str | None = None,
        path: str,
        deviation: Deviation,
        read_raw: Callable[[], Any],
    ) -> None:
        put(self, "index", index)
        put(self, "key", key)
        put(self, "path", path)
        put(self, "deviation", deviation)
        put(self, "_read_raw", read_raw)

    @property
    def raw(self) -> Any:
        """
        The row as plain JSON: dicts, lists and scalars, with numbers with a point as ``Decimal``.
        Numbers out of range are texts, and so is what is nested too deeply. It is parsed whenever
        it is asked for.
        """
        return self._read_raw()


OnDeviation: TypeAlias = Callable[[Deviation | UnreadableRow], object] | Literal["collect"]
"""
Who takes deviations and rows that cannot be read: a function that is called with each, or
``"collect"``, which leaves such rows out and lists them in ``response.unreadable``.
"""
