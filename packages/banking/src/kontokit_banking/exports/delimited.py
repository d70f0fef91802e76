"""
CSV: RFC 4180 for programs, another one for a German Excel, and those of importers.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from kontokit import BERLIN

from ..transaction import Transaction
from .columns import BY_NAME, Cell
from .profiles import PROFILES, Heading, Profile
from .report import NoteKind
from .texts import german_day, plain_decimal
from .writer import Job, Output

_FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Terminal codes, and marks that turn the direction of reading."""
_BOM: Final = b"\xef\xbb\xbf"


class DelimitedWriter:
    """
    Writes a header, and a line for each transaction.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._out = out
        self._notes = job.notes
        self._profile = profile = PROFILES[job.format.name]
        self._columns = [(one, BY_NAME[one.column]) for one in profile.headings]
        self._lines = csv.writer(_Lines(out), delimiter=profile.delimiter)
        if profile.bom:
            out.write(_BOM)
        self._lines.writerow([one.header for one in profile.headings])

    def write(self, row: Transaction[Any]) -> None:
        """
        Write one line.
        """
        cells = [self._cell(heading, column.read(row)) for heading, column in self._columns]
        self._lines.writerow(cells)

    def finish(self) -> None:
        """
        Nothing follows the last line.
        """

    def close(self) -> None:
        """
        There are no temporary files.
        """

    def _cell(self, heading: Heading, value: Cell) -> str:
        if value is None and not heading.fill:
            return ""  # as most cells are
        if not isinstance(value, str):
            written = _written(value, self._profile)
        else:
            written = self._guarded(heading, value) if self._profile.guard else value
        if not written and heading.fill:
            self._notes.add(NoteKind.FILLED, heading.column)
            return heading.fill
        return written

    def _guarded(self, heading: Heading, text: str) -> str:
        safe, replaced = _CONTROLS.subn("", text)
        if replaced:
            self._notes.add(NoteKind.REPLACED, heading.column, replaced)
        if safe.startswith(_FORMULA_STARTS):
            self._notes.add(NoteKind.GUARDED, heading.column)
            return "'" + safe
        return safe


class _Lines:
    """
    A text file for ``csv.writer``, which writes a whole line at once.
    """

    def __init__(self, out: Output) -> None:
        self._out = out

    def write(self, line: str) -> None:
        self._out.write(line.encode())


def _written(value: Cell, profile: Profile) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        number = plain_decimal(value)
        return number.replace(".", ",") if profile.german else number
    if isinstance(value, datetime):
        return _written_time(value, profile)
    if isinstance(value, date):
        return german_day(value) if profile.german else value.isoformat()
    return str(value).lower()


def _written_time(value: datetime, profile: Profile) -> str:
    if profile.german:
        local = value.astimezone(BERLIN)
        return f"{german_day(local.date())} {local:%H:%M:%S}"
    return value.astimezone(UTC).isoformat()


open_writer = DelimitedWriter
