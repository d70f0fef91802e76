"""
The file of a file store: how its records are protected, and, from earlier versions, the records.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

import msgspec

from ..core.exceptions import StoreError
from .base import Protection, has_ended
from .file_locks import DiskLocks, on_disk
from .file_records import Entry, RecordFiles
from .private_files import read, replace


class Header(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """
    What stands in the file. The first version has all records in it.
    """

    kontokit_store: Literal[1, 2]
    protection: str
    records: dict[str, Entry] | None = None


_decode: Final = msgspec.json.Decoder(Header).decode


class HeaderFile:
    """
    Reads the file of a store, and makes or renews it.
    """

    def __init__(
        self, path: Path, protection: Protection, locks: DiskLocks, records: RecordFiles
    ) -> None:
        self._path = path
        self._protection = protection
        self._locks = locks
        self._records = records

    def read(self) -> Header | None:
        """
        What stands in the file; None if there is no store yet.

        Raises:
            OSError: It cannot be read.
            StoreError: It is no store, or one with another protection, or it is missing although
                its records are there.
        """
        text = self._text()
        if text is None:
            return None
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            header = _decode(text)
            if (header.records is not None) == (header.kontokit_store == 1):
                self._protection.check(header.protection, str(self._path))
                return header
        raise StoreError(f"{self._path} is not a store of this version; it was not modified")

    def _text(self) -> bytes | None:
        text = read(self._path)
        if text is None and self._records.are_there():
            text = read(self._path)  # another process may have made both meanwhile
            if text is None:
                raise StoreError(
                    f"{self._path} is missing, but its records are there; restore it, or delete"
                    f" {self._path.name}.records too"
                )
        return text

    def ensure(self) -> None:
        """
        Make the file if there is none, and move the records out of one of the first version.

        Raises:
            StoreError: It cannot be made or read, or another writer takes too long.
        """
        if not self._is_current():
            with self._locks.writing():
                if not self._is_current():  # another process may have been faster
                    on_disk(self._path, self._renew)

    def _is_current(self) -> bool:
        header = on_disk(self._path, self.read)
        return header is not None and header.records is None

    def _renew(self) -> None:
        """
        The records are moved while the file still says that they stand in itself. So after a crash
        it is done again, with what an earlier version may have written since.
        """
        header = self.read()
        old = (header.records if header else None) or {}
        self._clear_remains()
        self._records.replace_all({key: one for key, one in old.items() if not has_ended(one.ends)})
        new = msgspec.json.encode(Header(2, self._protection.name))
        replace(self._path, new, self._path.with_name(f"{self._remains}"))

    @property
    def _remains(self) -> str:
        return f".{self._path.name}.new-"

    def _clear_remains(self) -> None:
        with os.scandir(self._path.parent) as entries:
            remains = [entry.path for entry in entries if entry.name.startswith(self._remains)]
        for path in remains:  # left by killed writers: a live one would hold our lock
            with suppress(OSError):
                Path(path).unlink()
