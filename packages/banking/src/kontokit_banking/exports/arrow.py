"""
Parquet and Arrow files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
from pyarrow import ipc, parquet

from ..transaction import Transaction
from .columns import COLUMNS, Column, Kind
from .errors import ValueDoesNotFitError
from .writer import Job, Output, OutputFile

_BATCH: Final = 10_000
"""How many rows are in memory, and in a row group of Parquet."""
_TYPES: Final[Mapping[Kind, pa.DataType]] = {
    Kind.TEXT: pa.string(),
    Kind.AMOUNT: pa.decimal128(38, 6),
    Kind.DAY: pa.date32(),
    Kind.TIME: pa.timestamp("us", tz="UTC"),
    Kind.FLAG: pa.bool_(),
}
_NEEDED: Final = frozenset(
    ("key", "account_key", "status", "origin", "amount", "possible_duplicate")
)
_SCHEMA: Final = pa.schema(
    [pa.field(one.name, _TYPES[one.kind], nullable=one.name not in _NEEDED) for one in COLUMNS]
)


class ArrowWriter:
    """
    Writes batches of rows, with a column for each field.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._rows: list[Transaction[Any]] = []
        file = pa.PythonFile(OutputFile(out), mode="w")
        self._file: Any
        if job.format.name == "parquet":
            self._file = parquet.ParquetWriter(file, _SCHEMA, compression="zstd")
        else:
            self._file = ipc.new_file(file, _SCHEMA)

    def write(self, row: Transaction[Any]) -> None:
        """
        Keep one row, or write a full batch.

        Raises:
            ValueDoesNotFitError: An amount has more than 6 decimals or 38 digits.
        """
        self._rows.append(row)
        if len(self._rows) == _BATCH:
            self._write_batch()

    def finish(self) -> None:
        """
        Write the last batch, and the list of batches.
        """
        self._write_batch()
        self._file.close()

    def close(self) -> None:
        """
        There are no temporary files; what is not finished has no list of batches.
        """
        self._rows.clear()

    def _write_batch(self) -> None:
        arrays = [self._array(column) for column in COLUMNS]
        self._file.write_batch(pa.record_batch(arrays, schema=_SCHEMA))
        self._rows.clear()

    def _array(self, column: Column) -> pa.Array[Any]:
        cells = [column.read(row) for row in self._rows]
        try:
            return pa.array(cells, _TYPES[column.kind])
        except (pa.ArrowInvalid, OverflowError):
            raise ValueDoesNotFitError(self._bad_key(column), column.name, _limit(column)) from None

    def _bad_key(self, column: Column) -> str:
        for row in self._rows:
            try:
                pa.scalar(column.read(row), _TYPES[column.kind])
            except (pa.ArrowInvalid, OverflowError):
                return row.key
        return "a row"


def _limit(column: Column) -> str:
    return "38 digits, 6 of them decimals" if column.kind is Kind.AMOUNT else str(column.kind.value)


open_writer = ArrowWriter
