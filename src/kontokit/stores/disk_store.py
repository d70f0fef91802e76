"""
What the stores on a disk have in common.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.exceptions import ConfigurationError
from ..core.tracebacks import ScrubsTracebacks
from .base import Protection
from .file_locks import DiskLock, DiskLocks
from .patience import checked_timeout

if TYPE_CHECKING:
    from ..encryption import RecordCipher


class DiskStore(ScrubsTracebacks):
    """
    Base of the stores with one file and a folder of locks beside it.
    """

    def __init__(
        self, path: str | os.PathLike[str], key: bytes | RecordCipher | None, timeout: float
    ) -> None:
        self._path, self._protection = _real(path), Protection(key)
        self._timeout = checked_timeout(timeout)
        self._locks = DiskLocks(self._path, self._timeout)

    @property
    def is_local(self) -> bool:
        """
        False: calls wait for the disk.
        """
        return False

    def try_lock(self, key: str, /) -> DiskLock | None:
        """
        As :meth:`Store.try_lock`. Some keys share a lock.
        """
        return self._locks.try_lock(key)

    def close(self) -> None:
        """
        Nothing is held open between calls.
        """

    def __repr__(self) -> str:
        name = type(self).__name__
        if "_protection" not in vars(self):  # a traceback shows it before __init__ is done
            return f"{name}(…)"
        return f"{name}({str(self._path)!r}, protection={self._protection.name!r})"


def _real(path: str | os.PathLike[str]) -> Path:
    with suppress(ValueError):  # half a character
        if "\0" not in os.fsdecode(path):  # some versions of Python and systems take it
            return Path(os.path.realpath(path))
    raise ConfigurationError("the path of a store holds a character that no file name has")
