"""
A store in PostgreSQL, for many machines.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from ..core.tracebacks import ScrubsTracebacks
from .base import Protection
from .patience import Patience, checked_timeout, run_bounded
from .postgres_records import (
    Row,
    as_store_error,
    checked_pool,
    checked_table,
    end_of,
    lock_number,
    opened,
)

if TYPE_CHECKING:
    from ..encryption import RecordCipher

_T = TypeVar("_T")
_TIMEOUT: Final = 5.0
_LOCK: Final = "SELECT pg_try_advisory_lock(%s)"
_UNLOCK: Final = "SELECT pg_advisory_unlock(%s)"


class ConnectionPool(Protocol):
    """
    A pool of psycopg connections, such as ``psycopg_pool.ConnectionPool``.
    """

    def connection(self, timeout: float | None = None) -> AbstractContextManager[Any]:
        """
        Lend a connection; the block is a transaction.
        """
        ...

    def getconn(self, timeout: float | None = None) -> Any:
        """
        Lend a connection until ``putconn``.
        """
        ...

    def putconn(self, conn: Any) -> None:
        """
        Take a connection back.
        """
        ...


class PostgresStore(ScrubsTracebacks):
    """
    Keeps records in a table of PostgreSQL, for all machines that reach it.

    A lock is an advisory lock, for which a connection of the pool is lent until it is released.
    """

    def __init__(
        self,
        pool: ConnectionPool,
        *,
        key: bytes | RecordCipher | None,
        table: str = "kontokit_records",
        timeout: float = _TIMEOUT,
    ) -> None:
        """
        Nothing is sent yet. Call ``create_table`` once, or create the table yourself.

        Args:
            pool: A ``psycopg_pool.ConnectionPool``. It stays yours; ``close`` leaves it open. A
                lock holds a connection, so there have to be more of them than locks at a time.
            key: 32 bytes that encrypt the records, a cipher, or None for plaintext.
            table: Its name: small letters, digits and underscores.
            timeout: Seconds to wait for the database.

        Raises:
            ConfigurationError: psycopg is not installed, this is no pool, the key is not of 32
                bytes, the name cannot be one, or the timeout is not a finite number above 0.
        """
        self._pool: Any = checked_pool(pool, "PostgresStore")
        self._sql = checked_table(table)
        self._timeout = checked_timeout(timeout)
        self._protection = Protection(key)

    @property
    def is_local(self) -> bool:
        """
        False: calls wait for the network.
        """
        return False

    def create_table(self) -> None:
        """
        Create the table, if it is not there. Processes may do so at once.

        Raises:
            StoreError: The database cannot be reached, or does not allow it.
        """
        self._do(lambda connection: connection.execute(self._sql.create))

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        return opened(self._protection, self._row(key), key, self._sql.table)

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`.
        """
        values = (key, *self._values(key, record), end_of(ends))
        self._do(lambda connection: connection.execute(self._sql.save, values))

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        self._do(lambda connection: connection.execute(self._sql.delete, (key,)))

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.
        """
        end, new = end_of(ends), self._values(key, record)
        row = self._row(key)
        # Equal records have different ciphertexts: the statement compares the bytes that were read.
        while opened(self._protection, row, key, self._sql.table) == expected:
            sql, values = self._sql.swap(key, row, new, end)
            if self._changed(sql, values):
                return True
            row = self._row(key)
        return False

    def try_lock(self, key: str, /) -> _AdvisoryLock | None:
        """
        As :meth:`Store.try_lock`.
        """
        number = lock_number(self._sql.table, key)

        def work() -> Any:
            connection = self._pool.getconn(self._timeout)
            try:
                connection.autocommit = True  # no transaction stays open while it is held
                if connection.execute(_LOCK, (number,)).fetchone()[0]:
                    return connection
            except Exception:
                self._pool.putconn(connection)
                raise
            _give_back(self._pool, connection)
            return None

        connection = self._guarded(work)
        return None if connection is None else _AdvisoryLock(self._pool, connection, number)

    def close(self) -> None:
        """
        Do nothing: the pool belongs to the caller.
        """

    def _values(self, key: str, record: bytes) -> tuple[str, bytes]:
        return self._protection.name, self._protection.wrap(record, key)

    def _row(self, key: str) -> Row | None:
        row: Row | None = self._do(lambda c: c.execute(self._sql.load, (key,)).fetchone())
        return row

    def _changed(self, sql: str, values: tuple[object, ...]) -> bool:
        return bool(self._do(lambda connection: connection.execute(sql, values).rowcount))

    def _do(self, work: Callable[[Any], _T]) -> _T:
        def inside() -> _T:
            with self._pool.connection(self._timeout) as connection:
                return work(connection)

        return self._guarded(inside)

    def _guarded(self, work: Callable[[], _T]) -> _T:
        patience = Patience(self._timeout)
        try:
            return run_bounded(work, patience)
        except TimeoutError:
            problem = patience.error(self._sql.table, "PostgreSQL")
        except Exception as error:  # whatever psycopg and its pool raise
            problem = as_store_error(self._sql.table, error)
        raise problem  # outside of the handler, so that it carries no other error

    def __repr__(self) -> str:
        if "_protection" not in vars(self):  # a traceback shows it before __init__ is done
            return "PostgresStore(…)"
        return f"PostgresStore(table={self._sql.table!r}, protection={self._protection.name!r})"


class _AdvisoryLock(ScrubsTracebacks):
    """
    An advisory lock with the connection that holds it. It ends with this object, too.
    """

    def __init__(self, pool: Any, connection: Any, number: int) -> None:
        self._end = weakref.finalize(self, _unlock, pool, connection, number, os.getpid())
        self._end.atexit = False  # the connection ends with the process

    def release(self) -> None:
        """
        Release the lock. Where the database cannot be reached, it has released the lock itself.
        """
        self._end()


def _unlock(pool: Any, connection: Any, number: int, process: int) -> None:
    if process != os.getpid():  # a forked child must not use the connection of its parent
        return
    with suppress(Exception):  # a lost connection holds no lock
        connection.execute(_UNLOCK, (number,))
    _give_back(pool, connection)


def _give_back(pool: Any, connection: Any) -> None:
    with suppress(Exception):
        connection.autocommit = False
    pool.putconn(connection)
