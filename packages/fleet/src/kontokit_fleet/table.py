"""
Where a work list keeps its records: the protocol.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from .entry import Entry


class Row(Struct, frozen=True):
    """
    A record, and what it is found by.
    """

    id: str
    record: bytes
    label: str
    when: datetime | None
    """When it is offered; None if never."""

    @classmethod
    def of(cls, entry: Entry) -> Row:
        """
        The row of an entry.
        """
        return cls(entry.unit.id, entry.encode(), entry.label, entry.when)


class WorkTable(Protocol):
    """
    The records of runs. It swaps and finds; what the records mean is the work list's business.

    Every method raises ``StoreError`` if the storage does not work.
    """

    async def add(self, run: str, rows: Sequence[Row], *, expected: int = 0) -> int:
        """
        Add rows that are not there yet.

        Args:
            expected: How many rows the run has in all; 0 if nobody knows.

        Returns:
            How many were added.
        """
        ...

    async def load(self, run: str, id: str) -> bytes | None:  # noqa: A002  # its name elsewhere
        """
        Read a record; None if there is none.
        """
        ...

    async def swap(self, run: str, before: Row, after: Row) -> bool:
        """
        Replace a row only if its record is still the expected one, atomically for all processes.

        Returns:
            Whether it was replaced, or is ``after`` already.
        """
        ...

    async def due(self, run: str, now: datetime, limit: int) -> list[bytes]:
        """
        Read records whose time has come, the earliest first as far as the table can tell.
        """
        ...

    async def labels(self, run: str) -> Mapping[str, int]:
        """
        Count the rows by their labels.
        """
        ...

    async def earliest(self, run: str) -> datetime | None:
        """
        The time of the row that is offered first; None if none ever is.
        """
        ...

    async def forget(self, run: str) -> None:
        """
        Delete all rows of a run.
        """
        ...
