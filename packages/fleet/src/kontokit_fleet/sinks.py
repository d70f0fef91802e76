"""
Where rows go: Parquet parts, and any SQL database. A row that is written twice is one row.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Literal, Protocol, TypeAlias

from kontokit import ConfigurationError
from kontokit_banking import Transaction
from kontokit_banking.exports import export
from kontokit_banking.exports.columns import COLUMNS, Kind

from .batches import Batches
from .postgres_sql import alone
from .unit import Unit

Rows: TypeAlias = Sequence[Transaction[Any]]
_PART: Final = "part-*.parquet"
_TABLE: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_KEYS: Final = ("account_key", "key")
_TYPES: Final = {
    Kind.TEXT: "text",
    Kind.AMOUNT: "numeric(38, 6)",
    Kind.DAY: "date",
    Kind.TIME: "timestamp with time zone",
    Kind.FLAG: "boolean",
}


class Sink(Protocol):
    """
    Takes rows and keeps them.
    """

    async def write(self, unit: Unit, rows: Rows) -> None:
        """
        Write the rows of a unit; return when they would survive a crash.

        A row is known by the keys of its account and its own: written again, it replaces itself.

        Raises:
            Exception: It did not work; the unit is tried again.
        """
        ...


class ParquetSink:
    """
    Writes parts of Parquet: rows of many units in one file, which gets its name when it is whole.

    A unit that was repeated stands in two parts; ``load_parts`` and any reader that keeps the
    newest row of a key see it once. Files whose names begin with a dot are unfinished.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        flush_rows: int = 50_000,
        flush_seconds: float = 2.0,
    ) -> None:
        """
        Nothing is written yet.

        Args:
            folder: Where the parts go. It must exist.
            flush_rows: A part is written when so many rows wait.
            flush_seconds: It is written after so long at the latest.

        Raises:
            ExtraMissingError: ``pyarrow`` is not installed.
        """
        export((), io.BytesIO(), "parquet")  # or else each unit would be read, and fail here
        self._folder = Path(folder)
        self._batches = Batches(self._write, most=flush_rows, seconds=flush_seconds)

    async def write(self, unit: Unit, rows: Rows) -> None:
        """
        As :meth:`Sink.write`.
        """
        if rows:
            await self._batches.add(rows)

    def _write(self, rows: Rows) -> None:
        name = f"part-{time.time_ns():020d}-{secrets.token_hex(4)}.parquet"
        export(rows, self._folder / name, "parquet", adjustments=True)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name has to survive too
        finally:
            os.close(folder)

    def __repr__(self) -> str:
        return f"ParquetSink({str(self._folder)!r})"


class SqlSink:
    """
    Writes rows into a table of PostgreSQL or DuckDB, or of another database that has
    ``ON CONFLICT`` and exact decimals.
    """

    def __init__(
        self,
        connect: Callable[[], Any],
        *,
        table: str = "transactions",
        placeholder: Literal["?", "%s"] = "?",
        flush_rows: int = 5_000,
        flush_seconds: float = 0.5,
    ) -> None:
        """
        Nothing is written yet. Call ``create_table`` once, or create the table yourself.

        Args:
            connect: Opens a connection with ``execute`` and ``executemany``, such as
                ``lambda: duckdb.connect("bank.db")``. It is used in a thread and closed after each
                batch.
            table: Its name: small letters, digits and underscores.
            placeholder: How the library writes parameters: ``%s`` for psycopg.
            flush_rows: A batch is written when so many rows wait.
            flush_seconds: It is written after so long at the latest.

        Raises:
            ConfigurationError: The name cannot be one.
        """
        if not _TABLE.fullmatch(table):
            raise ConfigurationError(
                "table must be a name of lower-case letters, digits and underscores"
            )
        self._connect = connect
        self._table = table
        self._begins = placeholder == "?"  # psycopg begins by itself
        self._upsert = _upsert(table, placeholder)
        self._batches = Batches(self._write, most=flush_rows, seconds=flush_seconds)

    async def create_table(self) -> None:
        """
        Create the table, if it is not there. Processes may do so at once in PostgreSQL.
        """
        sql = create_sql(self._table)
        if not self._begins:
            sql = alone(sql)
        await asyncio.to_thread(self._run, lambda connection: connection.execute(sql))

    async def write(self, unit: Unit, rows: Rows) -> None:
        """
        As :meth:`Sink.write`.
        """
        if rows:
            await self._batches.add(rows)

    def _write(self, rows: Rows) -> None:
        # Of two rows with one key, the later one counts; a statement may change a row only once.
        newest = {(row.account_key, row.key): row for row in rows}
        values = [[_plain(column.read(row)) for column in COLUMNS] for row in newest.values()]
        self._run(lambda connection: _many(connection, self._upsert, values))

    def _run(self, work: Callable[[Any], object]) -> None:
        connection = self._connect()
        try:
            if self._begins:
                connection.execute("BEGIN")
            work(connection)
            connection.commit()
        finally:
            connection.close()

    def __repr__(self) -> str:
        return f"SqlSink(table={self._table!r})"


def create_sql(table: str) -> str:
    """
    The statement that creates a table for transactions, one column for each field.

    Args:
        table: Its name.
    """
    columns = ", ".join(f"{one.name} {_TYPES[one.kind]}" for one in COLUMNS)
    return f"CREATE TABLE IF NOT EXISTS {table} ({columns}, PRIMARY KEY ({', '.join(_KEYS)}))"


def load_parts(
    connection: Any, folder: str | os.PathLike[str], *, table: str = "transactions"
) -> int:
    """
    Load the parts of a ``ParquetSink`` into DuckDB; loading a part again changes nothing.

    Args:
        connection: A connection of ``duckdb``. The table is created if it is not there.
        folder: Where the parts are.
        table: Its name: small letters, digits and underscores.

    Returns:
        How many parts were read.

    Raises:
        ConfigurationError: The name cannot be one.
    """
    if not _TABLE.fullmatch(table):
        raise ConfigurationError(
            "table must be a name of lower-case letters, digits and underscores"
        )
    parts = sorted(Path(folder).glob(_PART))
    connection.execute(create_sql(table))
    names = ", ".join(one.name for one in COLUMNS)
    for part in parts:  # their names sort by time, so the newest row of a key wins
        connection.execute(
            f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM"  # noqa: S608  # checked
            " (SELECT *, row_number() OVER (PARTITION BY account_key, key ORDER BY"
            " file_row_number DESC) AS newest FROM read_parquet(?, file_row_number = true))"
            " WHERE newest = 1",
            [str(part)],
        )
    return len(parts)


def _upsert(table: str, placeholder: str) -> str:
    names = [one.name for one in COLUMNS]
    changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in _KEYS)
    places = ", ".join(placeholder for _ in names)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608  # it is checked
        f" ON CONFLICT ({', '.join(_KEYS)}) DO UPDATE SET {changed}"
    )


def _many(connection: Any, sql: str, values: list[list[Any]]) -> None:
    # psycopg has it at cursors only; a cursor of DuckDB would be outside of the transaction.
    writer = connection if hasattr(connection, "executemany") else connection.cursor()
    writer.executemany(sql, values)


def _plain(cell: Any) -> Any:
    # An enum is a text with a class of its own, which drivers do not know.
    return str(cell.value) if hasattr(cell, "value") else cell
