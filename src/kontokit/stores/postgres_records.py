"""
What the stores in PostgreSQL share: the statements, how a record is read, and errors.

This is the only module that imports ``psycopg``.
"""

# ruff: noqa: S608  # the names of tables are checked

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

import attrs

from ..core.exceptions import ConfigurationError, StoreError
from ..core.extras import needs_extra
from .base import Protection, milliseconds

Row: TypeAlias = tuple[str | bytes, bytes, datetime | None]
"""Protection, record and end."""
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def library() -> Any:
    """
    Import psycopg.

    Raises:
        ConfigurationError: It is not installed.
    """
    with needs_extra("PostgresStore", "psycopg", "postgres"):
        import psycopg

        return psycopg


_LOCK: Final = 536_830_001
"""A number of ours among the advisory locks of a database."""


@attrs.frozen
class Statements:
    """
    The SQL of one table.
    """

    table: str

    @property
    def create(self) -> str:
        """
        Creates the table, if it is not there. Sessions wait for each other: two that create it at
        once fail, also with ``IF NOT EXISTS``.
        """
        return (
            f"DO $$ BEGIN PERFORM pg_advisory_xact_lock({_LOCK});"
            f" CREATE TABLE IF NOT EXISTS {self.table} (key text PRIMARY KEY,"
            " protection text NOT NULL, record bytea NOT NULL, ends timestamptz); END $$"
        )

    @property
    def load(self) -> str:
        """
        Reads a row that has not ended.
        """
        return (
            f"SELECT protection, record, ends FROM {self.table}"
            " WHERE key = %s AND (ends IS NULL OR ends > now())"
        )

    @property
    def save(self) -> str:
        """
        Writes a row, whatever is there.
        """
        return (
            f"INSERT INTO {self.table} VALUES (%s, %s, %s, %s) ON CONFLICT (key) DO UPDATE"
            " SET protection = excluded.protection, record = excluded.record, ends = excluded.ends"
        )

    @property
    def insert(self) -> str:
        """
        Writes a row where none is, or one that has ended.
        """
        return f"{self.save} WHERE {self.table}.ends <= now()"

    @property
    def replace(self) -> str:
        """
        Replaces a row that is still as it was read.
        """
        return (
            f"UPDATE {self.table} SET protection = %s, record = %s, ends = %s WHERE key = %s"
            " AND protection = %s AND record = %s AND (ends IS NULL OR ends > now())"
        )

    def swap(
        self, key: str, row: Row | None, new: tuple[str, bytes], end: datetime | None
    ) -> tuple[str, tuple[object, ...]]:
        """
        The statement that replaces what was read, and its values.

        Args:
            row: What was read; None if there was none.
            new: Protection and record.
        """
        if row is None:
            return self.insert, (key, *new, end)
        return self.replace, (*new, end, key, row[0], row[1])

    @property
    def delete(self) -> str:
        """
        Deletes a row.
        """
        return f"DELETE FROM {self.table} WHERE key = %s"


def checked_table(table: str) -> Statements:
    """
    The statements of a table.

    Raises:
        ConfigurationError: Its name is more than small letters, digits and underscores.
    """
    if not isinstance(table, str) or not _NAME.fullmatch(table):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(
            "table must be a name of lower-case letters, digits and underscores"
        )
    return Statements(table)


def checked_pool(pool: Any, owner: str) -> Any:
    """
    A pool of connections.

    Raises:
        ConfigurationError: psycopg is not installed, or it has no ``connection()``.
    """
    library()
    if isinstance(pool, type) or not hasattr(pool, "connection"):
        raise ConfigurationError(f"{owner} needs a pool of psycopg_pool, with connection()")
    return pool


def end_of(ends: datetime | None) -> datetime | None:
    """
    When a record ends, in UTC.

    Raises:
        ArgumentError: The datetime has no time zone.
    """
    milliseconds(ends)
    return None if ends is None else ends.astimezone(UTC)


def opened(protection: Protection, row: Row | None, key: str, table: str) -> bytes | None:
    """
    Read a record.

    Raises:
        StoreError: It has another protection.
        RecordUnreadableError: It was encrypted with another key, or altered.
    """
    if row is None:
        return None
    # psycopg gives texts of a database without an encoding (SQL_ASCII) as bytes.
    name = row[0].decode("ascii") if isinstance(row[0], bytes) else row[0]
    return protection.unwrap(bytes(row[1]), key, name=name, place=f"{table}: {key}")


def as_store_error(table: str, error: Exception) -> StoreError:
    """
    Say of an error what happened, without its text: it may repeat a record or the address.
    """
    if isinstance(error, StoreError):
        return error
    state = getattr(error, "sqlstate", None)
    if state:
        return StoreError(f"{table}: PostgreSQL refused ({state})")
    return StoreError(f"{table}: PostgreSQL cannot be reached ({type(error).__name__})")


def lock_number(table: str, key: str) -> int:
    """
    The number of an advisory lock.
    """
    digest = hashlib.sha256(f"{table}:{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
