"""
What differs between a response and its document, and the rows that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

import attrs

DeviationKind: TypeAlias = Literal["missing", "null", "type", "format", "text", "charset", "page"]
"""
In what way something differs: a field that is absent or null, a value of another type, a text of
another form (such as a date), half a character, bytes outside of their charset, or a doubtful page.
"""


@attrs.frozen
class Deviation:
    """
    A difference between a response and its document. It never holds a value.
    """

    path: str
    """
    The place in the body, such as ``$.transactions[3].bookingDate``; ``[...]`` stands for a key of
    a map.
    """
    expected: str
    """What the document says, such as ``date``."""
    kind: DeviationKind

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


@attrs.frozen(kw_only=True)
class UnreadableRow:
    """
    A row of a list whose essential fields cannot be read. It is left out, and nothing of it is
    shown when this is printed.
    """

    index: int
    """Its position in the list, from 0."""
    key: str | None = attrs.field(default=None, repr=False)
    """Its key where the list is a map; None in an array."""
    path: str
    """The place of the row in the body, such as ``$.transactions[3]``."""
    deviation: Deviation
    """The field that cannot be read, and what it should be."""
    _read_raw: Callable[[], Any] = attrs.field(repr=False, eq=False, alias="read_raw")

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
