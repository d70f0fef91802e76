"""
A value that does not fit its type, and the walk over a tree that finds such values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from ..core.deviation import Deviation, DeviationKind
from ..core.typeguards import type_of
from .custom_types import json_kind
from .path_error import path_of
from .plain_tree import write_tree
from .stand_ins import NOTHING, StandIns

Step: TypeAlias = str | int
"""The name of a field, the index of an item, or a ``Key``."""


class Mismatch(Exception):  # it never leaves this package
    """
    A value that does not fit. It never holds the value.
    """

    def __init__(
        self, steps: Sequence[Step], expected: str, kind: DeviationKind, message: str
    ) -> None:
        super().__init__(message)
        self.message = message
        self.depth = len(steps)
        self.is_absent = False
        """Whether it is a text that stands for nothing, such as an empty date."""
        self.deviation = Deviation(path_of(steps), expected, kind)


class Repair(msgspec.Struct):
    """
    A value of a tree that was changed.
    """

    steps: tuple[Step, ...]
    """Where it is."""
    deviation: Deviation
    is_lost: bool
    """Whether None is there now."""


class Walk(msgspec.Struct):
    """
    One walk over a tree: where it is, and what it has changed.
    """

    marks: StandIns = NOTHING
    steps: list[Step] = msgspec.field(default_factory=list[Step])
    repairs: list[Repair] = msgspec.field(default_factory=list[Repair])
    has_changed: bool = False
    """Whether a field was changed, be it to what it surely means."""

    def mismatch(self, value: Any, expected: str, *, form: bool = False) -> Mismatch:
        """
        The error for a value that does not fit.

        Args:
            expected: What the document says.
            form: Whether its JSON type is right, and only its form is not.
        """
        if self.marks.is_number(value):
            return self.out_of_range(expected)
        if isinstance(value, str) and self.is_damaged(value):
            return Mismatch(self.steps, expected, "text", "The text holds half a character")
        if form:
            message = f"The value does not have the form of `{expected}`"
            return Mismatch(self.steps, expected, "format", message)
        kind: DeviationKind = "null" if value is None else "type"
        message = f"Expected `{expected}`, got `{json_kind(value)}`"
        return Mismatch(self.steps, expected, kind, message)

    def out_of_range(self, expected: str) -> Mismatch:
        """
        The error for a number of too many digits.
        """
        return Mismatch(self.steps, expected, "format", "Number out of range")

    def missing(self, wire: str, expected: str) -> Mismatch:
        """
        The error for a field that is not there.
        """
        return Mismatch([*self.steps, wire], expected, "missing", "A required field is missing")

    def is_damaged(self, value: Any) -> bool:
        """
        Whether half a character was in a text, or a number of too many digits in its place.
        """
        if not isinstance(value, str):
            return False
        half = self.marks.half
        return (half is not None and half in value) or self.marks.is_number(value)

    def holds_damage(self, item: Any) -> bool:
        """
        Whether something damaged is in a value or in a part of it.
        """
        kind = type_of(item)
        if kind is str:
            return self.is_damaged(item)
        return (kind is dict or kind is list) and self.marks.stand_in(write_tree(item))

    def lose(self, mismatch: Mismatch) -> None:
        """
        Note that a value at this place becomes None.
        """
        if mismatch.is_absent and mismatch.depth == len(self.steps):
            return
        self.repairs.append(Repair(tuple(self.steps), mismatch.deviation, is_lost=True))

    def coerce_any(self, value: Any) -> Any:
        """
        Plain JSON without stand-ins, which is noted if it had any.
        """
        restored = self.marks.restored(value)
        if restored != value:
            deviation = Deviation(path_of(self.steps), "JSON", "text")
            self.repairs.append(Repair(tuple(self.steps), deviation, is_lost=False))
        return restored

    def coerce_text(self, text: str) -> str:
        """
        A free text with U+FFFD for half a character, which is noted.
        """
        if self.marks.is_number(text) or not self.is_damaged(text):
            raise self.mismatch(text, "str")
        deviation = Deviation(path_of(self.steps), "str", "text")
        self.repairs.append(Repair(tuple(self.steps), deviation, is_lost=False))
        return str(self.marks.restored(text))
