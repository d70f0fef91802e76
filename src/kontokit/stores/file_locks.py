"""
Shared by the stores on a disk: locks that the kernel releases.

A kernel lock belongs to an open file. It is released when its process ends, even if killed, and
those that it has forked meanwhile. Two holders in one process exclude each other, because each
opens the file again.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from filelock import BaseFileLock, FileLock, Timeout

from ..core.exceptions import StoreError
from ..core.tracebacks import ScrubsTracebacks
from .patience import Patience
from .private_files import OWNER_ONLY, make_folder

_T = TypeVar("_T")

_STRIPES: Final = 4096
_KIND: Final = re.compile("[a-z]{1,32}(?=[:-])")
TIMEOUT: Final = 30.0
"""Seconds that a store waits for others by default."""


class DiskLock(ScrubsTracebacks):
    """
    A lock on a key, held as a lock on a file.
    """

    def __init__(self, place: Path, lock: BaseFileLock) -> None:
        self._place = place
        self._lock = lock

    def release(self) -> None:
        """
        As :meth:`Lock.release`. A forked child does not release the lock of its parent.
        """
        on_disk(self._place, self._lock.release)


class DiskLocks:
    """
    The locks of one store, in a folder beside it: some for writers, and some that keys share.

    There are at most 4096 lock files for each kind of key, such as ``token:…``, however many keys
    there are. So two keys of a kind may share one: while the first is locked, the second seems
    locked too. Keys of two kinds never do, since an SCA flow that holds its own lock waits for that
    of a token. Do not delete lock files in use.
    """

    def __init__(self, place: Path, timeout: float) -> None:
        """
        Nothing is created yet.

        Args:
            place: The file of the store. The folder is named like it, with ``.locks``.
            timeout: Seconds that writers wait for each other.
        """
        self._place = place
        self._timeout = timeout
        self._folder = place.with_name(f"{place.name}.locks")

    def try_lock(self, key: str) -> DiskLock | None:
        """
        Try to lock a key, without waiting.

        Args:
            key: The key of a record.

        Returns:
            The lock, or None if the key, or one that shares its lock, is locked.

        Raises:
            StoreError: The lock file cannot be used.
        """
        kind = _KIND.match(key)
        stripe = f"{kind[0] if kind else 'other'}-{zlib.crc32(key.encode()) % _STRIPES:04}"
        lock = on_disk(self._place, lambda: self._take(stripe))
        return None if lock is None else DiskLock(self._place, lock)

    @contextmanager
    def writing(self, part: str = "") -> Generator[None]:
        """
        Exclude all other writers of the store, or of a part of it, in all threads and processes.

        Args:
            part: The name of the part; empty for what all parts have in common. One who holds a
                part waits for no other.

        Raises:
            StoreError: The lock file cannot be used, or another writer takes too long.
        """
        patience = Patience(self._timeout)
        while (lock := self._try_writing(part)) is None:
            if not patience.pause():
                raise patience.error(str(self._place), "another writer")
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def trying_to_write(self, part: str) -> Generator[bool]:
        """
        As :meth:`writing`, without waiting; gives whether there is no other writer.
        """
        lock = self._try_writing(part)
        try:
            yield lock is not None
        finally:
            if lock is not None:
                lock.release()

    def _try_writing(self, part: str) -> BaseFileLock | None:
        return on_disk(self._place, lambda: self._take(f"write-{part}" if part else "write"))

    def _take(self, name: str) -> BaseFileLock | None:
        make_folder(self._folder)
        lock = FileLock(
            self._folder / name,
            mode=OWNER_ONLY,
            thread_local=False,  # another thread may release it
            fallback_to_soft=False,  # a soft lock stays when its process is killed
            preserve_lock_file=True,  # deleting it would let two holders lock two files
        )
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return None
        return lock


def on_disk(place: Path, work: Callable[[], _T]) -> _T:
    """
    Run a disk operation; raise StoreError instead of OSError, without its traceback.

    Args:
        place: The file of the store, for the error.
        work: Does the disk operations.

    Raises:
        StoreError: The system failed. It names the place and the system's reason.
    """
    try:
        return work()
    except OSError as error:
        raise StoreError(f"{place}: {error.strerror or type(error).__name__}") from None
