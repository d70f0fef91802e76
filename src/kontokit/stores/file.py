"""
A store in one JSON file.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from ..core.exceptions import StoreError
from .base import has_ended, milliseconds
from .disk_store import DiskStore
from .file_locks import TIMEOUT, create, make_private, on_disk

if TYPE_CHECKING:
    from ..encryption import RecordCipher

# No symlink, and no waiting for a writer if the file was replaced by a pipe.
_READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

_CANNOT_SETTLE: Final = (errno.EINVAL, errno.ENOTSUP)
"""Errors of file systems that have no fsync for folders."""


class _Entry(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    record: bytes
    ends: int | None = None


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    kontokit_store: Literal[1]
    protection: str
    records: dict[str, _Entry]


_decode: Final = msgspec.json.Decoder(_Document).decode


class FileStore(DiskStore):
    """
    Keeps all records in one JSON file that only its owner may read.

    A write replaces the whole file: a reader sees the old or the new one, even if the
    writer is killed. Threads and processes of one machine may share it. Every write writes all
    records, so it suits some hundred of them; use a ``SqliteStore`` for more. Locks are in a
    folder beside it, named like the file with ``.locks``.

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
            timeout: Seconds to wait while others write the file; a call that ends earlier waits no
                longer than itself.

        Raises:
            ConfigurationError: The key is not of 32 bytes, or the timeout is not a finite number
                above 0.
        """
        super().__init__(path, key, timeout)

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        document = on_disk(self._path, self._read)
        return self._opened(document.records.get(key), key)

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`. Expired records are deleted.
        """
        entry = _Entry(self._protection.wrap(record, key), milliseconds(ends))

        def change(records: dict[str, _Entry]) -> bool:
            records[key] = entry
            return True

        self._change(change)

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.

        Expired records are deleted.
        """
        entry = _Entry(self._protection.wrap(record, key), milliseconds(ends))

        def change(records: dict[str, _Entry]) -> bool:
            is_expected = self._opened(records.get(key), key) == expected
            if is_expected:
                records[key] = entry
            return is_expected

        return self._change(change)

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`. Expired records are deleted.
        """
        self._change(lambda records: records.pop(key, None) is not None)

    def _opened(self, entry: _Entry | None, key: str) -> bytes | None:
        if entry is None or has_ended(entry.ends):
            return None
        return self._protection.unwrap(
            entry.record, key, name=self._protection.name, place=str(self._path)
        )

    def _change(self, change: Callable[[dict[str, _Entry]], bool]) -> bool:
        with self._locks.writing():
            return on_disk(self._path, lambda: self._write_changed(change))

    def _write_changed(self, change: Callable[[dict[str, _Entry]], bool]) -> bool:
        self._clear_remains()
        old = self._read()
        new = _Document(1, self._protection.name, self._kept(old))
        is_changed = change(new.records)
        if is_changed or new != old:
            self._replace(msgspec.json.encode(new))
        return is_changed

    def _kept(self, document: _Document) -> dict[str, _Entry]:
        return {k: entry for k, entry in document.records.items() if not has_ended(entry.ends)}

    def _read(self) -> _Document:
        try:
            handle = os.open(self._path, _READ)
        except FileNotFoundError:
            return _Document(1, self._protection.name, {})
        try:
            make_private(handle)
            with os.fdopen(handle, "rb", closefd=False) as file:
                return self._parse(file.read())
        finally:
            os.close(handle)

    def _parse(self, text: bytes) -> _Document:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            document = _decode(text)
            self._protection.check(document.protection, str(self._path))
            return document
        raise StoreError(f"{self._path} is not a store of this version; it was not modified")

    def _replace(self, text: bytes) -> None:
        # In the same folder, because a rename is atomic only within one file system.
        temporary = self._path.with_name(f"{self._remains}{secrets.token_hex(8)}")
        try:
            _write(temporary, text)
            temporary.replace(self._path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        _settle(self._path.parent)

    @property
    def _remains(self) -> str:
        return f".{self._path.name}.new-"

    def _clear_remains(self) -> None:
        with os.scandir(self._path.parent) as entries:
            remains = [entry.path for entry in entries if entry.name.startswith(self._remains)]
        for path in remains:  # left by killed writers: a live one would hold our lock
            with suppress(OSError):
                Path(path).unlink()


def _write(path: Path, text: bytes) -> None:
    handle = create(path)
    try:
        rest = memoryview(text)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)  # or a crash after the rename could leave an empty file
    finally:
        os.close(handle)


def _settle(folder: Path) -> None:
    if os.name != "posix":  # elsewhere folders cannot be opened; the file itself is complete
        return
    # The rename itself is durable only when the folder is synchronised too.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SETTLE:
            raise
    finally:
        os.close(handle)
