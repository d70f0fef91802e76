"""
A store with one file for each record.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.exceptions import StoreError
from .base import has_ended, milliseconds
from .disk_store import DiskStore
from .file_header import HeaderFile
from .file_locks import TIMEOUT, on_disk
from .file_records import Entry, RecordFiles, Sweep

if TYPE_CHECKING:
    from ..encryption import RecordCipher


class FileStore(DiskStore):
    """
    Keeps each record in a file that only its owner may read.

    Reading and writing take as long with many records as with few. A write replaces one record: a
    reader sees the old or the new one, even if the writer is killed. Threads and processes of one
    machine may share the store.

    It is a file that names the version and the protection, and two folders beside it that are named
    like the file: ``.records`` and ``.locks``. Delete all three to delete the store; if only the
    file is missing, each use raises ``StoreError``. Where the file holds the records of an earlier
    version, the first write moves them; from then on, an earlier version refuses the file.

    The folder must exist. A symlink is followed once, when the store is made. Permissions are
    restricted to the owner at the first use; if that fails, the file belongs to another user
    and is refused.
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
            key: 32 bytes that encrypt the records, a cipher, or None for plaintext. The file
                remembers which, and it cannot be changed.
            timeout: Seconds to wait while others write; a call that ends earlier waits no longer
                than itself.

        Raises:
            ConfigurationError: The key is not of 32 bytes, the timeout is not a finite number
                above 0, or no file can have such a path.
        """
        super().__init__(path, key, timeout)
        self._records = RecordFiles(self._path)
        self._header = HeaderFile(self._path, self._protection, self._locks, self._records)
        self._sweep = Sweep(self._records)

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        return self._opened(on_disk(self._path, lambda: self._find(key)), key)

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`. Some records that have expired are deleted.
        """
        entry, file = self._entry(key, record, ends), self._records.file_of(key)
        self._header.ensure()
        with self._locks.writing(file.parent.name):
            on_disk(self._path, lambda: self._records.put(file, entry))
        self._tidy()

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.

        Some records that have expired are deleted.
        """
        entry, file = self._entry(key, record, ends), self._records.file_of(key)
        self._header.ensure()
        with self._locks.writing(file.parent.name):
            found = on_disk(self._path, lambda: self._records.find(file))
            if self._opened(found, key) != expected:
                return False
            on_disk(self._path, lambda: self._records.put(file, entry))
        self._tidy()
        return True

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`. Some records that have expired are deleted.
        """
        if on_disk(self._path, self._header.read) is None:
            return
        self._header.ensure()
        file = self._records.file_of(key)
        with self._locks.writing(file.parent.name):
            on_disk(self._path, lambda: self._records.drop(file))
        self._tidy()

    def _entry(self, key: str, record: bytes, ends: datetime | None) -> Entry:
        return Entry(self._protection.wrap(record, key), milliseconds(ends))

    def _find(self, key: str) -> Entry | None:
        header = self._header.read()
        if header is None:
            return None
        if header.records is not None:
            return header.records.get(key)
        return self._records.find(self._records.file_of(key))

    def _opened(self, entry: Entry | None, key: str) -> bytes | None:
        if entry is None or has_ended(entry.ends):
            return None
        return self._protection.unwrap(
            entry.record, key, name=self._protection.name, place=str(self._path)
        )

    def _tidy(self) -> None:
        # What was to be written is written, so nothing that goes wrong here is reported.
        for file in self._sweep.some():
            with suppress(OSError, StoreError):
                self._drop_if_over(file)

    def _drop_if_over(self, file: Path) -> None:
        if not self._records.is_over(file):
            return
        with self._locks.trying_to_write(file.parent.name) as is_alone:
            if is_alone and self._records.is_over(file):
                file.unlink()
