"""
Excel workbooks, with typed cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]  # it has none

from kontokit import BERLIN

from ..transaction import Transaction
from .columns import COLUMNS, Cell, Column, Kind
from .errors import ExportError, ValueDoesNotFitError
from .report import NoteKind
from .writer import Job, Output, OutputFile

_ROWS: Final = 1_048_576
_LONGEST: Final = 32_767
_DIGITS: Final = 15
"""Excel calculates with floats: a number with more digits would change."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before, programs differ, since Excel has a 29 February 1900."""
_WIDTHS: Final[Mapping[Kind, int]] = {Kind.TEXT: 20, Kind.AMOUNT: 12, Kind.TIME: 18}
_NUMBERS: Final[Mapping[Kind, str]] = {
    Kind.AMOUNT: "#,##0.00####",
    Kind.DAY: "dd.mm.yyyy",
    Kind.TIME: "dd.mm.yyyy hh:mm:ss",
}


class ExcelWriter:
    """
    Writes one sheet. Texts are texts, whatever they begin with; times are those in Germany.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._notes = job.notes
        self._folder = TemporaryDirectory()
        # In constant memory, a row goes to a temporary file when the next one begins.
        options = {"constant_memory": True, "tmpdir": self._folder.name}
        self._book: Any = cast("Any", xlsxwriter).Workbook(OutputFile(out), options)
        self._formats: dict[Kind, Any] = {
            kind: self._book.add_format({"num_format": number}) for kind, number in _NUMBERS.items()
        }
        self._sheet: Any = self._book.add_worksheet("Transactions")
        self._row = 0
        self._is_finished = False
        self._write_header()

    def write(self, row: Transaction[Any]) -> None:
        """
        Write one row.

        Raises:
            ValueDoesNotFitError: Excel would change a number or a day.
            ExportError: A sheet has no room for another row.
        """
        self._row += 1
        if self._row == _ROWS:
            raise ExportError(f"a sheet of Excel has {_ROWS - 1} transactions at most")
        for place, column in enumerate(COLUMNS):
            self._write_cell(place, column, column.read(row), row.key)

    def finish(self) -> None:
        """
        Put the workbook together.
        """
        self._sheet.autofilter(0, 0, self._row, len(COLUMNS) - 1)
        self._is_finished = True
        self._book.close()

    def close(self) -> None:
        """
        Remove the temporary files.
        """
        if not self._is_finished:
            self._sheet.row_data_fh.close()
        self._folder.cleanup()

    def _write_header(self) -> None:
        bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            self._sheet.set_column(place, place, _WIDTHS.get(column.kind, 11))
            self._sheet.write_string(0, place, column.name, bold)

    def _write_cell(self, place: int, column: Column, cell: Cell, key: str) -> None:
        form = self._formats.get(column.kind)
        if cell is None:
            return
        if isinstance(cell, str):
            self._sheet.write_string(self._row, place, self._text(column, cell))
        elif isinstance(cell, bool):
            self._sheet.write_boolean(self._row, place, cell)
        elif isinstance(cell, Decimal):
            if len(cell.normalize().as_tuple().digits) > _DIGITS:
                raise ValueDoesNotFitError(key, column.name, f"Excel keeps {_DIGITS} digits")
            self._sheet.write_number(self._row, place, cell, form)
        else:
            self._sheet.write_datetime(self._row, place, _excel_time(column, cell, key), form)

    def _text(self, column: Column, text: str) -> str:
        if (cut := _utf16_length(text) - _LONGEST) > 0:
            self._notes.add(NoteKind.CUT, column.name, cut)
            encoded = text.encode("utf-16-le")[: 2 * _LONGEST]
            return encoded.decode("utf-16-le", "ignore")
        return text


def _utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _excel_time(column: Column, cell: date | datetime, key: str) -> date | datetime:
    local = cell
    if isinstance(cell, datetime):
        local = cell.astimezone(BERLIN).replace(tzinfo=None)
    if local.timetuple()[:3] < _FIRST_DAY.timetuple()[:3]:
        raise ValueDoesNotFitError(key, column.name, "days of Excel begin in March 1900")
    return local


open_writer = ExcelWriter
