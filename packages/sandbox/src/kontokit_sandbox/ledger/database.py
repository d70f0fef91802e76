"""
The SQLite database of a sandbox, which holds the ledger and the state of all providers.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

__all__ = ["Database"]

_CACHE_KIB = 8 * 1024


class Database:
    """
    One connection, in memory or to a file. Its users take turns: each holds the sandbox's lock.
    """

    def __init__(
        self, path: Path | None = None, *, is_lasting: bool = False, is_kept: bool = True
    ) -> None:
        """
        Args:
            path: Created if it does not exist; None for memory.
            is_lasting: Whether the file shall survive a crash; otherwise it is only a place for
                what does not fit into memory.
            is_kept: Whether the file stays when it is closed; otherwise its folder goes with it.
        """
        self._folder = None if path is None or is_kept else path.parent
        # Without the module's own transactions: a turn begins and ends one by itself.
        self.connection = sqlite3.connect(
            ":memory:" if path is None else path, check_same_thread=False, isolation_level=None
        )
        self.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if path is not None:
            self.execute(f"PRAGMA journal_mode = {'WAL' if is_lasting else 'MEMORY'}")
            self.execute(f"PRAGMA synchronous = {'NORMAL' if is_lasting else 'OFF'}")
        if self._folder is not None and os.name == "posix":
            # The open file lives on without a name, so that nothing is left after a crash.
            self.execute("PRAGMA user_version")
            rmtree(self._folder, ignore_errors=True)

    def create(self, statements: Sequence[str]) -> None:
        """
        Create tables and indexes that do not exist yet.
        """
        for statement in statements:
            self.execute(statement)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """
        Run one statement.
        """
        return self.connection.execute(statement, values)

    def value(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """
        Return the first value of the first row, or None without one.
        """
        row = self.execute(statement, values).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def transaction(self) -> Generator[None]:
        """
        Write everything in the block, or nothing. Blocks inside of another one belong to it.
        """
        if self.connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    def copy_from(self, other: Database) -> None:
        """
        Replace everything with a copy of another database.
        """
        other.connection.backup(self.connection)

    def close(self) -> None:
        """
        Close the connection.
        """
        self.connection.close()
        if self._folder is not None:
            rmtree(self._folder, ignore_errors=True)
