"""
Shared by the stores on a disk: private files, and locks that the kernel releases.

A kernel lock belongs to an open file. It is released when its process ends, even if killed. Two
holders in one process exclude each other, because each opens the file again.
"""

from __future__ import annotations

import os
import re
import stat
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from filelock import BaseFileLock, FileLock, Timeout

from ..core.exceptions import StoreError
from ..core.tracebacks import ScrubsTracebacks
from .patience import Patience

_T = TypeVar("_T")

OWNER_ONLY: Final = 0o600
_OTHERS: Final = 0o077
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
    The locks of one store, in a folder beside it: one for writers, and some that keys share.

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
    def writing(self) -> Generator[None]:
        """
        Exclude all other writers of the store, in all threads and processes.

        Raises:
            StoreError: The lock file cannot be used, or another writer takes too long.
        """
        patience = Patience(self._timeout)
        while (lock := on_disk(self._place, lambda: self._take("write"))) is None:
            if not patience.pause():
                raise patience.error(str(self._place), "another writer")
        try:
            yield
        finally:
            lock.release()

    def _take(self, name: str) -> BaseFileLock | None:
        self._make_folder()
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

    def _make_folder(self) -> None:
        with suppress(FileExistsError):
            self._folder.mkdir(mode=0o700)
        if not stat.S_ISDIR(self._folder.lstat().st_mode):
            raise NotADirectoryError(None, f"the lock path {self._folder.name} is not a directory")


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


def make_private(file: int | Path) -> None:
    """
    Restrict a file to its owner.

    Args:
        file: An open file or a path.

    Raises:
        OSError: It belongs to another user, or it is a folder, a pipe or a device.
    """
    mode = os.stat(file).st_mode  # noqa: PTH116  # open files have no Path
    if not stat.S_ISREG(mode):
        raise OSError(None, "not a regular file")
    if os.name == "posix" and mode & _OTHERS:
        os.chmod(file, OWNER_ONLY)  # noqa: PTH101
        # Some file systems, such as FAT, accept chmod and ignore it.
        if os.stat(file).st_mode & _OTHERS:  # noqa: PTH116
            raise OSError(None, "others may read it, and that cannot be changed")


def create(path: Path) -> int:
    """
    Create a file that only its owner can ever read.

    Args:
        path: A path that does not exist.

    Returns:
        The open file, for writing.

    Raises:
        OSError: It cannot be created, or something is there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags | getattr(os, "O_BINARY", 0), OWNER_ONLY)
