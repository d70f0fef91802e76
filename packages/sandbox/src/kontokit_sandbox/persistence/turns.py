"""
Turns: one request, or one call of the sandbox's methods, at a time.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock
from types import TracebackType

from ..ledger.database import Database
from .store import StateStore

__all__ = ["Turns"]


class Turns:
    """
    A lock. With a file, everything that happens in a turn is written to it when the turn ends, in
    one transaction: after a crash, the file has whole turns only.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self.store: StateStore | None = None
        """Where the state is kept from turn to turn; None if it is in memory only."""

    def __enter__(self) -> None:
        """
        Wait for the turn.
        """
        self._lock.acquire()
        try:
            if self.store is not None:
                self._database.execute("BEGIN")
        except BaseException:
            self._lock.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        End the turn. What it has changed is kept after an error too, as it is in memory.
        """
        try:
            if self.store is not None:
                self._write(self.store)
        finally:
            self._lock.release()

    @contextmanager
    def alone(self) -> Generator[None]:
        """
        A turn without a transaction, for what reads or replaces the whole database.
        """
        with self._lock:
            try:
                yield
            finally:
                if self.store is not None:
                    self.store.forget()
                    self._database.execute("BEGIN")
                    self._write(self.store)

    def _write(self, store: StateStore) -> None:
        try:
            store.write()
            self._database.execute("COMMIT")
        except BaseException:
            # The next turn writes everything.
            store.forget()
            self._database.execute("ROLLBACK")
            raise
