"""
What an export has written, left out, and written in another way.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kontokit import OpenEnum


class NoteKind(OpenEnum):
    """
    What was not written as it is.
    """

    CUT = "cut"
    """The format has no room for the end of a text."""
    REPLACED = "replaced"
    """Characters that the format does not have were written with others, or left out."""
    GUARDED = "guarded"
    """An apostrophe stands in front, so that a spreadsheet does not calculate the text."""
    FILLED = "filled"
    """Nothing was known, and the importer skips rows where it is empty."""
    LEFT_OUT = "left_out"
    """The value has not the shape that the format asks for."""
    UNOFFICIAL = "unofficial"
    """The currency is written as it came, and is not in ISO 4217, such as RMB."""


class Note(Struct, frozen=True, kw_only=True):
    """
    What was not written as it is, in one field.
    """

    kind: NoteKind
    field: str
    """The field of the transaction, such as ``remittance_text``."""
    rows: int
    """In how many rows."""
    characters: int = 0
    """How many characters were cut or replaced, as they would have been written."""


class ExportReport(Struct, frozen=True, kw_only=True):
    """
    What an export has done.
    """

    format: str
    rows: int
    """How many transactions were written."""
    skipped: Mapping[str, int]
    """How many were not, by their status (``PDNG``, ``INFO``), or ``adjustment``."""
    notes: tuple[Note, ...] = ()
    """What was not written as it is; empty where every text was."""

    def count(self, kind: NoteKind, field: str | None = None) -> int:
        """
        Count the rows with a note of one kind; of one field, if it is given.
        """
        fits = (one for one in self.notes if one.kind == kind and field in (None, one.field))
        return sum(one.rows for one in fits)


class Notes:
    """
    Counts what is not written as it is, while rows are written.
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[NoteKind, str], tuple[int, int]] = {}

    def add(self, kind: NoteKind, field: str, characters: int = 0) -> None:
        """
        Count one row.
        """
        rows, before = self._counts.get((kind, field), (0, 0))
        self._counts[kind, field] = (rows + 1, before + characters)

    def report(self, name: str, rows: int, skipped: Mapping[str, int]) -> ExportReport:
        """
        Write the report.
        """
        notes = tuple(
            Note(kind=kind, field=field, rows=count, characters=characters)
            for (kind, field), (count, characters) in sorted(self._counts.items())
        )
        return ExportReport(format=name, rows=rows, skipped=dict(skipped), notes=notes)
