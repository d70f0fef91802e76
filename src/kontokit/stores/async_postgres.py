"""
A store in PostgreSQL for coroutines.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from ..core.exceptions import StoreError
from ..core.tracebacks import ScrubsTracebacks
from .base import Protection
from .patience import checked_timeout
from .postgres_records import Row, as_store_error, checked_pool, checked_table, end_of, opened

if TYPE_CHECKING:
    from ..encryption import RecordCipher

_T = TypeVar("_T")
_TIMEOUT: Final = 5.0


class AsyncConnectionPool(Protocol):
    """
    A pool of psycopg connections, such as ``psycopg_pool.AsyncConnectionPool``.
    """

    def connection(self, timeout: float | None = None) -> AbstractAsyncContextManager[Any]:
        """
        Lend a connection; the block is a transaction.
        """
        ...


class AsyncPostgresStore(ScrubsTracebacks):
    """
    Keeps records in a table of PostgreSQL without blocking the event loop. The records are those of
    ``PostgresStore``.
    """

    def __init__(
        self,
        pool: AsyncConnectionPool,
        *,
        key: bytes | RecordCipher | None,
        table: str = "kontokit_records",
        timeout: float = _TIMEOUT,
    ) -> None:
        """
        Nothing is sent yet. Arguments as for ``PostgresStore``.

        Args:
            pool: A ``psycopg_pool.AsyncConnectionPool``, opened in this event loop. It stays yours;
                ``close`` leaves it open.

        Raises:
            ConfigurationError: As ``PostgresStore``.
        """
        self._pool: Any = checked_pool(pool, "AsyncPostgresStore")
        self._sql = checked_table(table)
        self._timeout = checked_timeout(timeout)
        self._protection = Protection(key)

    async def create_table(self) -> None:
        """
        Create the table, if it is not there. Processes may do so at once.

        Raises:
            StoreError: The database cannot be reached, or does not allow it.
        """
        await self._do(lambda connection: connection.execute(self._sql.create))

    async def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        return opened(self._protection, await self._row(key), key, self._sql.table)

    async def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`.
        """
        values = (key, *self._values(key, record), end_of(ends))
        await self._do(lambda connection: connection.execute(self._sql.save, values))

    async def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        await self._do(lambda connection: connection.execute(self._sql.delete, (key,)))

    async def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.
        """
        end, new = end_of(ends), self._values(key, record)
        row = await self._row(key)
        # Equal records have different ciphertexts: the statement compares the bytes that were read.
        while opened(self._protection, row, key, self._sql.table) == expected:
            sql, values = self._sql.swap(key, row, new, end)
            if await self._changed(sql, values):
                return True
            row = await self._row(key)
        return False

    async def close(self) -> None:
        """
        Do nothing: the pool belongs to the caller.
        """

    def _values(self, key: str, record: bytes) -> tuple[str, bytes]:
        return self._protection.name, self._protection.wrap(record, key)

    async def _row(self, key: str) -> Row | None:
        async def work(connection: Any) -> Row | None:
            row: Row | None = await (await connection.execute(self._sql.load, (key,))).fetchone()
            return row

        return await self._do(work)

    async def _changed(self, sql: str, values: tuple[object, ...]) -> bool:
        async def work(connection: Any) -> bool:
            return bool((await connection.execute(sql, values)).rowcount)

        return await self._do(work)

    async def _do(self, work: Callable[[Any], Awaitable[_T]]) -> _T:
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._pool.connection(self._timeout) as connection,
            ):
                return await work(connection)
        except TimeoutError:
            problem = StoreError(f"{self._sql.table}: timed out after {self._timeout:.3g} s")
        except Exception as error:  # whatever psycopg and its pool raise
            problem = as_store_error(self._sql.table, error)
        raise problem  # outside of the handler, so that it carries no other error

    def __repr__(self) -> str:
        if "_protection" not in vars(self):  # a traceback shows it before __init__ is done
            return "AsyncPostgresStore(…)"
        return (
            f"AsyncPostgresStore(table={self._sql.table!r}, protection={self._protection.name!r})"
        )
