"""
The store protocols, and the encryption that all stores share.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from ..core.exceptions import ArgumentError, RecordUnreadableError, StoreError

if TYPE_CHECKING:
    from ..encryption import RecordCipher

PLAINTEXT: Final = "plaintext"
SEALED: Final = "AES-256-GCM"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class Lock(Protocol):
    """
    A lock on a key. It ends when it is released or garbage collected, or when its process ends.
    """

    def release(self) -> None:
        """
        Release the lock. Releasing twice is allowed, and so is releasing in another thread.

        Raises:
            StoreError: The system could not release it.
        """
        ...


class Store(Protocol):
    """
    Saves small records by key, and locks keys.

    A store of your own bounds its waiting itself, such as by the timeout of its database: a call
    waits for it beyond its own timeout, since giving up a write would release the lock while an
    older record is still being written. In an async client, it is used in a thread unless it says
    ``is_local``.

    Another exception than ``StoreError``, or a value of a wrong type, becomes a ``StoreError`` that
    names the method and the class, without its text.
    """

    @property
    def is_local(self) -> bool:
        """
        Whether calls never wait for a disk or a network.
        """
        ...

    def load(self, key: str, /) -> bytes | None:
        """
        Read a record.

        Args:
            key: A short ASCII text.

        Returns:
            The record, or None if there is none or it has expired.

        Raises:
            StoreError: The store cannot be read.
            RecordUnreadableError: The record was encrypted with another key, or was altered.
        """
        ...

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        Save a record, replacing any other under this key.

        Args:
            key: A short ASCII text.
            record: Some hundred bytes.
            ends: An aware datetime after which the record may be deleted.

        Raises:
            ArgumentError: ``ends`` has no zone.
            StoreError: The store cannot be written.
        """
        ...

    def delete(self, key: str, /) -> None:
        """
        Delete the record, if there is one.

        Args:
            key: A short ASCII text.

        Raises:
            StoreError: The store cannot be written.
        """
        ...

    def try_lock(self, key: str, /) -> Lock | None:
        """
        Try to lock a key, without waiting.

        The lock does not protect the record: others can still read and write it. Some keys may
        share a lock, so hold one key at a time.

        Args:
            key: A short ASCII text.

        Returns:
            The lock, or None if a thread, a process or another machine holds it.

        Raises:
            StoreError: The store cannot be reached.
        """
        ...

    def close(self) -> None:
        """
        Close files and connections. Closing twice is allowed.
        """
        ...


class SwapStore(Store, Protocol):
    """
    A store with compare-and-swap.
    """

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap: replace a record only if it is still the expected one.

        The comparison and the write are atomic for all threads, processes and machines. The
        record survives a crash of the machine, as far as the store can promise that.

        Args:
            key: A short ASCII text.
            expected: The result of ``load``: a record, or None if there is none or it has expired.
            record: Some hundred bytes. Include a counter, so that an older record is never mistaken
                for the expected one.
            ends: An aware datetime after which the record may be deleted.

        Returns:
            Whether the record was written. If not, there is another record, or none.

        Raises:
            ArgumentError: ``ends`` has no zone.
            StoreError: The store cannot be reached or written. Call ``load`` to learn whether
                the record was written.
            RecordUnreadableError: The current record was encrypted with another key, or was
                altered. It stays.
        """
        ...


class AsyncSwapStore(Protocol):
    """
    A store with compare-and-swap whose methods are coroutines. It keeps the same records as its
    blocking twin, so that both may share them.
    """

    async def load(self, key: str, /) -> bytes | None:
        """
        Read a record. As :meth:`Store.load`.
        """
        ...

    async def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        Save a record. As :meth:`Store.save`.
        """
        ...

    async def delete(self, key: str, /) -> None:
        """
        Delete the record, if there is one. As :meth:`Store.delete`.
        """
        ...

    async def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.
        """
        ...

    async def close(self) -> None:
        """
        Close files and connections. As :meth:`Store.close`.
        """
        ...


class Protection:
    """
    How a store protects its records: encrypted, or in plaintext if its owner wants that.
    """

    def __init__(self, key: bytes | RecordCipher | None) -> None:
        """
        Take the key.

        Args:
            key: 32 bytes, a cipher with its keys, or None for plaintext.

        Raises:
            ConfigurationError: The key is not of 32 bytes.
        """
        self._cipher = None if key is None else _cipher(key)

    @property
    def name(self) -> str:
        """
        The name of the protection, saved with the records: ``plaintext`` or ``AES-256-GCM``.
        """
        return PLAINTEXT if self._cipher is None else SEALED

    def wrap(self, record: bytes, key: str) -> bytes:
        """
        Protect a record for saving.

        Args:
            key: What the record is stored under; it cannot be unwrapped under another one.

        Returns:
            The bytes to save, together with ``name``.
        """
        return record if self._cipher is None else self._cipher.seal(record, key)

    def unwrap(self, kept: bytes, key: str, *, name: str, place: str) -> bytes:
        """
        Restore a record from its saved bytes.

        Args:
            kept: The result of ``wrap``.
            key: The key of the record.
            name: The name of its protection, saved with it.
            place: The file or key, for errors.

        Returns:
            The record.

        Raises:
            StoreError: It has another protection than this store.
            RecordUnreadableError: It was encrypted with another key, or altered.
        """
        self.check(name, place)
        if self._cipher is None:
            return kept
        try:
            return self._cipher.open(kept, key)
        except RecordUnreadableError as error:
            raise RecordUnreadableError(f"{place}: {error}") from None

    def check(self, name: str, place: str) -> None:
        """
        Raise unless this store may read data with this protection.

        A store with a key does not read plaintext, because anybody could have written it.

        Args:
            name: The name of the protection.
            place: The file or key, for errors.

        Raises:
            StoreError: It has another protection than this store.
        """
        if name not in (PLAINTEXT, SEALED):
            raise StoreError(
                f"{place} is protected in a way that this version of kontokit does not know"
            )
        if name == SEALED and self._cipher is None:
            raise StoreError(f"{place} is encrypted with {SEALED}; pass the key to the store")
        if name == PLAINTEXT and self._cipher is not None:
            raise StoreError(
                f"{place} contains plaintext, but this store has a key; delete it or open it with "
                "key=None"
            )


def milliseconds(ends: datetime | None) -> int | None:
    """
    A datetime as whole milliseconds since 1970, rounded up.

    Args:
        ends: An aware datetime, or None.

    Raises:
        ArgumentError: The datetime has no time zone.
    """
    if ends is None:
        return None
    if ends.utcoffset() is None:
        raise ArgumentError("the datetime must have a time zone", place="ends")
    # Floor division of the negative difference rounds up: a record must not expire early.
    return -((_EPOCH - ends) // _MILLISECOND)


def has_ended(ends: int | None) -> bool:
    """
    Whether a record has expired.

    Args:
        ends: Milliseconds since 1970; None never expires.
    """
    return ends is not None and ends <= now()


def now() -> int:
    """
    The current time, in milliseconds since 1970.
    """
    return time.time_ns() // 1_000_000


def _cipher(key: bytes | RecordCipher) -> RecordCipher:
    from ..encryption import RecordCipher  # a store in plaintext does not need its library

    return key if isinstance(key, RecordCipher) else RecordCipher(key)
