"""
A lock per key for the threads of this process; fork-safe.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

from .deadline import Deadline
from .forks import reset_after_fork


class _Entry:
    __slots__ = ("lock", "users")

    def __init__(self) -> None:
        self.lock = Lock()
        self.users = 0


class KeyedLock:
    """
    One lock per key, shared by the threads of a process.
    """

    def __init__(self) -> None:
        self._reset()
        # The threads that hold the locks do not exist in a forked child.
        reset_after_fork(self._reset)

    def _reset(self) -> None:
        self._guard = Lock()
        self._entries: dict[str, _Entry] = {}

    @contextmanager
    def hold(self, key: str, deadline: Deadline | None = None) -> Generator[None]:
        """
        Hold the lock of a key.

        Args:
            key: Threads with the same key wait for each other.
            deadline: How long to wait for the lock; None for ever.

        Raises:
            TimeoutError: Another thread held the lock until the deadline.
        """
        with self._guard:
            entry = self._entries.setdefault(key, _Entry())
            entry.users += 1
        try:
            # Outside of the guard: waiting for one key must not block the other keys.
            if not entry.lock.acquire(timeout=-1 if deadline is None else deadline.remaining()):
                raise TimeoutError
            try:
                yield
            finally:
                entry.lock.release()
        finally:
            self._leave(key, entry)

    def _leave(self, key: str, entry: _Entry) -> None:
        with self._guard:
            entry.users -= 1
            # The last user removes the entry, so that the dict does not grow with every key.
            if not entry.users:
                self._entries.pop(key, None)
