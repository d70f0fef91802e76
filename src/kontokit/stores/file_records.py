"""
The records of a file store: one file for each, in folders beside the file of the store.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from ..core.exceptions import StoreError
from .base import has_ended
from .private_files import check_folder, make_folder, read, replace, settle, write

_NEW: Final = "new"
_AT_ONCE: Final = 4
"""So many records are looked at, and so many folders are listed, after each write."""


class Entry(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """
    A record as it stands on the disk.
    """

    record: bytes
    ends: int | None = None


_decode: Final = msgspec.json.Decoder(Entry).decode


class RecordFiles:
    """
    One file for each record, named by the digest of its key, in up to 256 folders. Each folder is
    one part: only one writer at a time may work in it.
    """

    def __init__(self, place: Path) -> None:
        """
        Nothing is made yet.

        Args:
            place: The file of the store. The folder is named like it, with ``.records``.
        """
        self._place = place
        self._folder = place.with_name(f"{place.name}.records")

    def file_of(self, key: str) -> Path:
        """
        Where a record is, or would be.
        """
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / name

    def find(self, file: Path) -> Entry | None:
        """
        Read a record.

        Raises:
            OSError: The file cannot be read.
            StoreError: It is no record.
        """
        # Others could have put a symlink only here: the folder in it is ours alone.
        found = read(file) if check_folder(self._folder) else None
        if found is None:
            return None
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            return _decode(found)
        raise StoreError(
            f"{self._place}: {file.name} is not a record of this version; it was not modified"
        )

    def put(self, file: Path, entry: Entry) -> None:
        """
        Write a record; its part must be locked.
        """
        self._make_folder_of(file)
        replace(file, msgspec.json.encode(entry), file.with_name(_NEW))

    def drop(self, file: Path) -> None:
        """
        Delete a record, if there is one; its part must be locked.
        """
        if check_folder(self._folder):
            with suppress(FileNotFoundError):
                file.unlink()
                settle(file.parent)

    def replace_all(self, entries: Mapping[str, Entry]) -> None:
        """
        Write these records and drop all others, while no one else reads or writes any.
        """
        self._clear()
        files = {self.file_of(key): entry for key, entry in entries.items()}
        for file, entry in files.items():
            self._make_folder_of(file)
            write(file, msgspec.json.encode(entry), is_settled=os.name != "posix")
        # Settled afterwards, because the system then has most of them on the disk already.
        for place in (*files, *{file.parent for file in files}):
            settle(place)

    def are_there(self) -> bool:
        """
        Whether there is any record.
        """
        return check_folder(self._folder) and any(
            file.name != _NEW for files in self.listed() for file in files
        )

    def is_over(self, file: Path) -> bool:
        """
        Whether a record has ended, or the file is what a killed writer has left.

        Lock its part and ask again before you delete it: another may just write it.
        """
        if file.name == _NEW:
            return True
        entry = self.find(file)
        return entry is not None and has_ended(entry.ends)

    def listed(self) -> Iterator[list[Path]]:
        """
        The files of all parts, each part when it is asked for.
        """
        parts = _inside(self._folder)
        # Programs that write once and end would look into the same part again and again.
        random.shuffle(parts)
        for part in parts:
            yield _inside(part)

    def _make_folder_of(self, file: Path) -> None:
        for folder in (self._folder, file.parent):
            if make_folder(folder):
                settle(folder.parent)

    def _clear(self) -> None:
        if check_folder(self._folder):
            for files in self.listed():
                for file in files:
                    file.unlink()


class Sweep:
    """
    Goes round all records, a few at a time, so that those which have ended do not stay.
    """

    def __init__(self, records: RecordFiles) -> None:
        self._records = records
        self._parts: Iterator[list[Path]] = iter(())
        self._files: list[Path] = []

    def some(self) -> Iterator[Path]:
        """
        The next few files. Another thread may get some of them.
        """
        for _ in range(_AT_ONCE):
            if not self._files and not self._next_part():
                return
            with suppress(IndexError):
                yield self._files.pop()

    def _next_part(self) -> bool:
        for _ in range(_AT_ONCE):
            # Two threads that ask a generator at once get a ValueError.
            with suppress(OSError, ValueError):
                found = next(self._parts, None)
                if found is None:
                    self._parts = self._records.listed()
                elif found:
                    self._files = found
                    return True
        return False


def _inside(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder))]  # noqa: PTH208  # faster
    except FileNotFoundError:
        return []
