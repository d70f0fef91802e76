"""
A store in a SQLite database.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

from ..core.exceptions import StoreError
from .base import has_ended, milliseconds, now
from .disk_store import DiskStore
from .file_locks import TIMEOUT, on_disk
from .fork_gates import gate_of
from .patience import Patience
from .private_files import create, make_private

if TYPE_CHECKING:
    from ..encryption import RecordCipher

_T = TypeVar("_T")

_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_APPLICATION: Final = 0x6B6F6E74
_VERSION: Final = 1
_COMPANIONS: Final = ("", "-journal", "-wal", "-shm")
_CREATE: Final = (
    """
    CREATE TABLE records (
        key TEXT PRIMARY KEY, protection TEXT NOT NULL, record BLOB NOT NULL, ends INTEGER
    ) WITHOUT ROWID
    """,
    "CREATE INDEX records_by_protection ON records (protection)",
    "CREATE INDEX records_by_end ON records (ends) WHERE ends IS NOT NULL",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
)
_LOAD: Final = "SELECT protection, record, ends FROM records WHERE key = ?"
_SAVE: Final = "INSERT OR REPLACE INTO records (key, protection, record, ends) VALUES (?, ?, ?, ?)"
_DELETE: Final = "DELETE FROM records WHERE key = ?"
_DROP: Final = "DELETE FROM records WHERE ends <= ?"
# Two range searches use the index; "<> :own" would scan the table at every call.
_OTHERWISE: Final = """
    SELECT protection FROM records WHERE protection < :own
    UNION ALL SELECT protection FROM records WHERE protection > :own LIMIT 1
"""


class SqliteStore(DiskStore):
    """
    Keeps records in a SQLite database that only its owner may read.

    Threads, forked children and other processes of one machine may share it: every call opens
    its own connection. Locks are in a folder beside it, named like it with ``.locks``.

    The folder must exist. A symlink is followed once, when the store is made. Permissions
    are restricted to the owner at every use; if that fails, the database belongs to another
    user and is refused.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        key: bytes | RecordCipher | None,
        timeout: float = TIMEOUT,
    ) -> None:
        """
        Nothing is opened yet.

        Args:
            path: The file; it need not exist.
            key: 32 bytes that encrypt the records, a cipher, or None for plaintext. Each record
                remembers which, and all must be the same.
            timeout: Seconds to wait while others write the database; a call that ends earlier
                waits no longer than itself.

        Raises:
            ConfigurationError: The key is not of 32 bytes, the timeout is not a finite number
                above 0, or no file can have such a path.
        """
        super().__init__(path, key, timeout)
        self._gate = gate_of(self._path)

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        return self._with(lambda database: self._found_in(database, key))

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`. Expired records are deleted.
        """
        self._write(_SAVE, self._row(key, record, ends))

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.

        Expired records are deleted if it was written.
        """
        row = self._row(key, record, ends)

        def work(database: sqlite3.Connection) -> bool:
            # FULL does not synchronise the folder after the journal is deleted.
            database.execute("PRAGMA synchronous = EXTRA")
            database.execute("BEGIN IMMEDIATE")
            is_expected = self._found_in(database, key) == expected
            if is_expected:
                database.execute(_DROP, (now(),))
                database.execute(_SAVE, row)
            database.execute("COMMIT")
            return is_expected

        return self._with(work)

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`. Expired records are deleted.
        """
        self._write(_DELETE, (key,))

    def _row(self, key: str, record: bytes, ends: datetime | None) -> tuple[object, ...]:
        wrapped = self._protection.wrap(record, key)
        return key, self._protection.name, wrapped, milliseconds(ends)

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        def work(database: sqlite3.Connection) -> None:
            database.execute("BEGIN IMMEDIATE")
            database.execute(_DROP, (now(),))
            database.execute(statement, values)
            database.execute("COMMIT")

        self._with(work)

    def _with(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        patience = Patience(self._timeout)
        while True:
            with self._gate.passed(patience) as is_inside:
                if is_inside:
                    found = self._attempt(work)
                    if not isinstance(found, _Busy):
                        return found
            # SQLite could wait as well, but only inside of the gate.
            if not patience.pause():
                raise patience.error(str(self._path), "another user of the database")

    def _attempt(self, work: Callable[[sqlite3.Connection], _T]) -> _T | _Busy:
        # A fresh connection for each call: a SQLite connection belongs to one thread, and must not
        # be used or closed in a forked child.
        try:
            with closing(on_disk(self._path, self._open)) as database:
                self._prepare(database)
                return work(database)
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF in _BUSY:
                return _Busy()
            raise StoreError(f"{self._path}: {error}") from None

    def _open(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._create()
        # SQLite gives its journal and shared memory the mode of the database, so fix all of them.
        for companion in _COMPANIONS:
            with suppress(FileNotFoundError):
                make_private(self._path.with_name(f"{self._path.name}{companion}"))
        return sqlite3.connect(
            f"{self._path.as_uri()}?mode=rw", uri=True, timeout=0.0, isolation_level=None
        )

    def _create(self) -> None:
        """
        Create the database readable by its owner only; SQLite would make it readable by everybody.

        Another thread must not open it before our handle is closed: closing any handle of a file
        drops the POSIX locks of the whole process on it. So it gets its name afterwards.
        """
        with self._locks.writing():
            empty = self._path.with_name(f".{self._path.name}.new")
            empty.unlink(missing_ok=True)  # left by a killed process
            os.close(create(empty))
            if self._path.exists():
                empty.unlink()
            else:
                empty.rename(self._path)

    def _found_in(self, database: sqlite3.Connection, key: str) -> bytes | None:
        found = database.execute(_LOAD, (key,)).fetchone()
        if found is None or has_ended(found[2]):
            return None
        return self._protection.unwrap(found[1], key, name=found[0], place=str(self._path))

    def _prepare(self, database: sqlite3.Connection) -> None:
        # Deleted tokens are overwritten with zeros instead of staying in free pages.
        database.execute("PRAGMA secure_delete = ON")
        if not _is_ours(database):
            self._create_tables(database)
        for (name,) in database.execute(_OTHERWISE, {"own": self._protection.name}):
            self._protection.check(name, str(self._path))

    def _create_tables(self, database: sqlite3.Connection) -> None:
        database.execute("BEGIN IMMEDIATE")
        # Checked again under the lock: another process may have been faster.
        if not _is_ours(database):
            if _number(database, "SELECT count(*) FROM sqlite_master"):
                raise StoreError(
                    f"{self._path} is not a store of this version; it was not modified"
                )
            for statement in _CREATE:
                database.execute(statement)
        database.execute("COMMIT")


class _Busy:
    """
    Another connection has locked the database, and nothing was done.
    """


def _is_ours(database: sqlite3.Connection) -> bool:
    application = _number(database, "PRAGMA application_id")
    return application == _APPLICATION and _number(database, "PRAGMA user_version") == _VERSION


def _number(database: sqlite3.Connection, question: str) -> int:
    return int(database.execute(question).fetchone()[0])
