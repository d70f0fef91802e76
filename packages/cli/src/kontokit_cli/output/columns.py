"""
What a list of rows has: the fields that programs read, and the columns that people see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

__all__ = ["ROWS_AT_ONCE", "Column", "Record", "Shape"]

ROWS_AT_ONCE: Final = 500
"""So many rows of a table are drawn at a time."""
Record: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    A column of a table.
    """

    title: str
    field: str
    show: Callable[[Record], str] | None = None
    """How a person sees the value; the value itself by default."""
    is_right: bool = False
    rank: int = 0
    """Columns of the highest rank are left out first where a terminal is narrow; 0 never is."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """
    What rows of one kind look like.
    """

    fields: Sequence[str]
    """All fields, in the order in which programs read them."""
    columns: Sequence[Column] = field(default_factory=tuple)
