"""
A store in the memory of one process.
"""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Final, final
from weakref import WeakValueDictionary

from ..core.exceptions import ConfigurationError, StoreError
from ..core.forks import reset_after_fork
from ..core.secret import KeepsSecrets
from ..core.tracebacks import ScrubsTracebacks
from .base import has_ended, milliseconds

_ROOM: Final = 64
_MOST_RECORDS: Final = 100_000


class MemoryStore(ScrubsTracebacks):
    """
    Keeps records in memory, for one process.

    Threads may share it. A forked child has a copy of the records, but none of the locks.

    Records past their end are dropped. If it is full even so, a new record is refused: dropping
    another one could lose a token, or what is known of an order. Records that are there can still
    be replaced.
    """

    def __init__(self, *, max_records: int = _MOST_RECORDS) -> None:
        """
        Make an empty store.

        Args:
            max_records: How many records it takes.

        Raises:
            ConfigurationError: It is no integer of at least 1.
        """
        if not isinstance(max_records, int) or isinstance(max_records, bool) or max_records < 1:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ConfigurationError("max_records must be an integer of at least 1")
        self._max_records = max_records
        self._records: dict[str, tuple[KeptRecord, int | None]] = {}
        self._room = _ROOM
        self._begin()
        # The threads that hold the locks do not exist in a forked child.
        reset_after_fork(self._begin)

    def _begin(self) -> None:
        self._gate = threading.Lock()
        # Weak, so that a lock that its holder forgot to release ends when it is collected.
        self._held: WeakValueDictionary[str, _MemoryLock] = WeakValueDictionary()

    @property
    def is_local(self) -> bool:
        """
        True: no call waits.
        """
        return True

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        with self._gate:
            return self._found(key)

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`. Raises ``StoreError`` if it is full.
        """
        end, kept = milliseconds(ends), KeptRecord(record)
        with self._gate:
            self._put(key, kept, end)

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`. Raises ``StoreError`` if it is full.
        """
        end, kept = milliseconds(ends), KeptRecord(record)
        with self._gate:
            is_expected = self._found(key) == expected
            if is_expected:
                self._put(key, kept, end)
            return is_expected

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        with self._gate:
            self._records.pop(key, None)

    def try_lock(self, key: str, /) -> _MemoryLock | None:
        """
        As :meth:`Store.try_lock`.
        """
        with self._gate:
            if key in self._held:
                return None
            lock = self._held[key] = _MemoryLock(self, key)
            return lock

    def close(self) -> None:
        """
        Forget all records.
        """
        with self._gate:
            self._records.clear()

    def _let_go(self, key: str, lock: _MemoryLock) -> None:
        with self._gate:
            # A second release must not free the lock of the next holder.
            if self._held.get(key) is lock:
                del self._held[key]

    def _found(self, key: str) -> bytes | None:
        kept, ends = self._records.get(key, (None, None))
        return None if kept is None or has_ended(ends) else kept.reveal()

    def _put(self, key: str, kept: KeptRecord, end: int | None) -> None:
        if key not in self._records and len(self._records) >= min(self._room, self._max_records):
            self._drop_ended()
            if len(self._records) >= self._max_records:
                raise StoreError(f"the memory store is full: it holds {len(self._records)} records")
        self._records[key] = (kept, end)

    def _drop_ended(self) -> None:
        self._records = {k: kept for k, kept in self._records.items() if not has_ended(kept[1])}
        self._room = max(_ROOM, 2 * len(self._records))  # so that few saves scan all records

    def __repr__(self) -> str:
        return "MemoryStore()"


@final
class KeptRecord(KeepsSecrets):
    """
    A record that no traceback or debugger shows.
    """

    __slots__ = ("__record",)

    def __init__(self, record: bytes) -> None:
        self.__record = bytes(record)

    def reveal(self) -> bytes:
        """
        The record itself.
        """
        return self.__record

    def __repr__(self) -> str:
        return "KeptRecord(***)"


class _MemoryLock:
    def __init__(self, store: MemoryStore, key: str) -> None:
        self._store = store
        self._key = key

    def release(self) -> None:
        self._store._let_go(self._key, self)  # pyright: ignore[reportPrivateUsage]  # its own store
