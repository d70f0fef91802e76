"""
What stores on a disk share: private folders, and locks that the kernel frees.

A lock of the kernel belongs to an open file. It is free when its holder ends, however it
ends; and two holders in one process exclude each other, because each opens the file again.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from filelock import BaseFileLock, FileLock, Timeout

from ..core.exceptions import StoreError
from ..core.tracebacks import ScrubsTracebacks

_T = TypeVar("_T")

OWNER_ONLY: Final = 0o600
_OTHERS: Final = 0o077
_STRIPES: Final = 64
_PATIENCE: Final = 30.0
_POLL: Final = 0.002


class DiskLock(ScrubsTracebacks):
    """
    A key that is held by a lock on a file.
    """

    def __init__(self, place: Path, lock: BaseFileLock) -> None:
        self._place = place
        self._lock = lock

    def release(self) -> None:
        """
        Let others have the key, as ``Lock.release`` says. A forked child lets go of nothing.
        """
        on_disk(self._place, self._lock.release)


class DiskLocks:
    """
    The locks of one store, in a folder beside it: one for writers, and some that keys share.

    However many keys there are, the lock files are few. Two keys may share one, so that the
    second is now and then taken for held; it is free when the first is. Do not delete the
    lock files while the store is in use.
    """

    def __init__(self, place: Path) -> None:
        """
        Say whose locks they are. Nothing is touched yet.

        Args:
            place: The file of the store. The folder is called like it, with ``.locks``.
        """
        self._place = place
        self._folder = place.with_name(f"{place.name}.locks")

    def try_lock(self, key: str) -> DiskLock | None:
        """
        Take a key, without waiting.

        Args:
            key: The key of a record.

        Returns:
            The lock, or None where the key, or one that shares its lock, is held.

        Raises:
            StoreError: The lock file cannot be used.
        """
        stripe = f"{zlib.crc32(key.encode()) % _STRIPES:02}"
        lock = on_disk(self._place, lambda: self._take(stripe, wait=0.0))
        return None if lock is None else DiskLock(self._place, lock)

    @contextmanager
    def writing(self) -> Generator[None]:
        """
        Be the only writer of the store, of all threads and processes.

        Raises:
            StoreError: The lock file cannot be used, or another writer does not come to an end.
        """
        lock = on_disk(self._place, lambda: self._take("write", wait=_PATIENCE))
        if lock is None:
            raise StoreError(f"{self._place} is locked by another writer for {_PATIENCE:g} s")
        try:
            yield
        finally:
            lock.release()

    def _take(self, name: str, *, wait: float) -> BaseFileLock | None:
        self._make_folder()
        lock = FileLock(
            self._folder / name,
            mode=OWNER_ONLY,
            thread_local=False,
            fallback_to_soft=False,
            preserve_lock_file=True,
        )
        try:
            lock.acquire(timeout=wait, blocking=wait > 0, poll_interval=_POLL)
        except Timeout:
            return None
        return lock

    def _make_folder(self) -> None:
        with suppress(FileExistsError):
            self._folder.mkdir(mode=0o700)
        if not stat.S_ISDIR(self._folder.lstat().st_mode):
            raise NotADirectoryError(None, f"{self._folder.name} beside it is not a folder")


def on_disk(place: Path, work: Callable[[], _T]) -> _T:
    """
    Do something with a disk; where the system does not let it, tell so without its error.

    Args:
        place: The file of the store.
        work: What to do.

    Returns:
        What it gives.

    Raises:
        StoreError: The system failed. It names the place and the system's reason.
    """
    try:
        return work()
    except OSError as error:
        raise StoreError(f"{place}: {error.strerror or type(error).__name__}") from None


def make_private(file: int | Path) -> None:
    """
    Take a file's permissions from all but its owner.

    Args:
        file: An open file or a path.

    Raises:
        OSError: It is not ours to change, or it is a folder, a pipe or a device.
    """
    mode = os.stat(file).st_mode  # noqa: PTH116  # open files have no Path
    if not stat.S_ISREG(mode):
        raise OSError(None, "not a regular file")
    if os.name == "posix" and mode & _OTHERS:
        os.chmod(file, OWNER_ONLY)  # noqa: PTH101
        if os.stat(file).st_mode & _OTHERS:  # noqa: PTH116
            raise OSError(None, "others may read it, and that cannot be changed")


def create(path: Path) -> int:
    """
    Create a file that only its owner may read, from its first byte on.

    Args:
        path: A path where nothing is.

    Returns:
        The open file, for writing.

    Raises:
        OSError: It cannot be created, or something is there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags | getattr(os, "O_BINARY", 0), OWNER_ONLY)
