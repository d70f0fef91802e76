"""
A work list in PostgreSQL.
"""

# ruff: noqa: S608  # the name of the table is checked

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from kontokit import ConfigurationError, StoreError

from .postgres_sql import alone
from .table import Row

T = TypeVar("T")
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,50}")
_TIMEOUT: Final = 10.0


class PostgresTable:
    """
    A row for each unit, which SQL can look at too.
    """

    def __init__(self, pool: Any, *, table: str = "kontokit_work") -> None:
        """
        Nothing is sent yet. Call ``create_table`` once, or create the table yourself.

        Args:
            pool: A ``psycopg_pool.AsyncConnectionPool``, opened in this event loop. It stays yours.
            table: Its name: small letters, digits and underscores.

        Raises:
            ConfigurationError: The name cannot be one, or this is no pool.
        """
        if not _NAME.fullmatch(table) or not hasattr(pool, "connection"):
            raise ConfigurationError(
                "PostgresTable needs an AsyncConnectionPool, and a table of small letters, digits"
                " and underscores"
            )
        self._pool = pool
        self._table = table

    async def create_table(self) -> None:
        """
        Create the table and its index, if they are not there. Processes may do so at once.

        Raises:
            StoreError: The database cannot be reached, or does not allow it.
        """
        table = (
            f"CREATE TABLE IF NOT EXISTS {self._table} (run text, id text, label text NOT NULL,"
            " due timestamptz, record bytea NOT NULL, PRIMARY KEY (run, id))"
        )
        index = f"CREATE INDEX IF NOT EXISTS {self._table}_due ON {self._table} (run, due)"
        await self._execute(alone(table, index))

    async def add(self, run: str, rows: Sequence[Row], *, expected: int = 0) -> int:
        """
        As :meth:`WorkTable.add`.
        """
        columns = ([row.id for row in rows], [row.label for row in rows])
        more = ([row.when for row in rows], [row.record for row in rows])
        return await self._execute(
            f"INSERT INTO {self._table} (run, id, label, due, record) SELECT %s, * FROM"
            " unnest(%s::text[], %s::text[], %s::timestamptz[], %s::bytea[])"
            " ON CONFLICT DO NOTHING",
            run,
            *columns,
            *more,
        )

    async def load(self, run: str, id: str) -> bytes | None:  # noqa: A002
        """
        As :meth:`WorkTable.load`.
        """
        sql = f"SELECT record FROM {self._table} WHERE run = %s AND id = %s"
        found = await self._select(sql, run, id)
        return bytes(found[0][0]) if found else None

    async def swap(self, run: str, before: Row, after: Row) -> bool:
        """
        As :meth:`WorkTable.swap`.
        """
        changed = await self._execute(
            f"UPDATE {self._table} SET label = %s, due = %s, record = %s"
            " WHERE run = %s AND id = %s AND record IN (%s, %s)",
            *(after.label, after.when, after.record),
            *(run, before.id, before.record, after.record),
        )
        return changed > 0

    async def due(self, run: str, now: datetime, limit: int) -> list[bytes]:
        """
        As :meth:`WorkTable.due`.
        """
        sql = f"SELECT record FROM {self._table} WHERE run = %s AND due <= %s ORDER BY due LIMIT %s"
        return [bytes(record) for (record,) in await self._select(sql, run, now, limit)]

    async def labels(self, run: str) -> Mapping[str, int]:
        """
        As :meth:`WorkTable.labels`.
        """
        sql = f"SELECT label, count(*) FROM {self._table} WHERE run = %s GROUP BY label"
        return {_text(label): number for label, number in await self._select(sql, run)}

    async def earliest(self, run: str) -> datetime | None:
        """
        As :meth:`WorkTable.earliest`.
        """
        found = await self._select(f"SELECT min(due) FROM {self._table} WHERE run = %s", run)
        moment: datetime | None = found[0][0]
        return None if moment is None else moment.astimezone(UTC)

    async def forget(self, run: str) -> None:
        """
        As :meth:`WorkTable.forget`.
        """
        await self._execute(f"DELETE FROM {self._table} WHERE run = %s", run)

    async def _execute(self, sql: str, *values: object) -> int:
        async def work(connection: Any) -> int:
            return int((await connection.execute(sql, values)).rowcount)

        return await self._do(work)

    async def _select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        async def work(connection: Any) -> list[tuple[Any, ...]]:
            return list(await (await connection.execute(sql, values)).fetchall())

        return await self._do(work)

    async def _do(self, work: Callable[[Any], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(_TIMEOUT), self._pool.connection() as connection:
                return await work(connection)
        except TimeoutError:
            problem = StoreError(f"PostgreSQL has not answered within {_TIMEOUT:.3g} s")
        except Exception as error:  # whatever psycopg raises; its text may repeat a record
            state = getattr(error, "sqlstate", None) or type(error).__name__
            problem = StoreError(f"PostgreSQL cannot be reached or has refused: {state}")
        raise problem  # outside of the handler, so that it carries no other error

    def __repr__(self) -> str:
        return f"PostgresTable(table={self._table!r})"


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
