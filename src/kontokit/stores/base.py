"""
What a store is, and what all of them share.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from ..core.exceptions import ArgumentError, RecordUnreadable, StoreError

if TYPE_CHECKING:
    from ..encryption import RecordCipher

PLAINTEXT: Final = "plaintext"
SEALED: Final = "AES-256-GCM"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Lock(Protocol):
    """
    A key that is held. It is free again when it is released or dropped, or its holder ends.
    """

    def release(self) -> None:
        """
        Let others have the key. Releasing twice is allowed, and so is another thread.

        Raises:
            StoreError: The system did not let go of it.
        """
        ...


class Store(Protocol):
    """
    Keeps small records under keys, and lets one holder at a time work on a key.
    """

    @property
    def is_local(self) -> bool:
        """
        Whether no call waits for a disk or a network.
        """
        ...

    def load(self, key: str, /) -> bytes | None:
        """
        Read a record.

        Args:
            key: A short ASCII text.

        Returns:
            The record, or None where there is none or its end has come.

        Raises:
            StoreError: The place cannot be read.
            RecordUnreadable: The record was sealed with another key, or was altered.
        """
        ...

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        Keep a record, in the place of one that was there.

        Args:
            key: A short ASCII text.
            record: Some hundred bytes.
            ends: An aware moment after which the record is not needed and may be dropped.

        Raises:
            ArgumentError: ``ends`` has no zone.
            StoreError: The place cannot be written.
        """
        ...

    def delete(self, key: str, /) -> None:
        """
        Forget a record. There need not be one.

        Args:
            key: A short ASCII text.

        Raises:
            StoreError: The place cannot be written.
        """
        ...

    def try_lock(self, key: str, /) -> Lock | None:
        """
        Take a key for oneself, without waiting.

        Nothing keeps others from reading or writing the record. A store may hold back some
        other keys with this one, so hold one key at a time.

        Args:
            key: A short ASCII text.

        Returns:
            The lock, or None where a thread, a process or another machine holds it.

        Raises:
            StoreError: The place cannot be reached.
        """
        ...

    def close(self) -> None:
        """
        Give back what the store holds open. Closing twice is allowed.
        """
        ...


class SwapStore(Store, Protocol):
    """
    A store in which, of many that want to go on with a record, exactly one does.
    """

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Keep a record if the one that is there is still the expected one.

        No thread, process or machine can come between the look and the write. What was
        written outlasts a crash of the machine, as far as the place can promise that.

        Args:
            key: A short ASCII text.
            expected: What ``load`` gave: a record, or None for none or an ended one.
            record: Some hundred bytes. With a counter in it, a record that was there before
                is never taken for the expected one.
            ends: An aware moment after which the record is not needed and may be dropped.

        Returns:
            Whether it was written. If not, another record is there, or none.

        Raises:
            ArgumentError: ``ends`` has no zone.
            StoreError: The place cannot be reached or written. Whether the record is there,
                only ``load`` can tell.
            RecordUnreadable: The record that is there was sealed with another key, or was
                altered. It stays.
        """
        ...


class Protection:
    """
    How a store writes records down: sealed, or plainly because its owner wants that.
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
        What is written beside the records: ``plaintext`` or ``AES-256-GCM``.
        """
        return PLAINTEXT if self._cipher is None else SEALED

    def wrap(self, record: bytes, key: str) -> bytes:
        """
        A record as it is written down.

        Args:
            record: The record.
            key: Its key.

        Returns:
            The bytes, for which ``name`` tells how they are protected.
        """
        return record if self._cipher is None else self._cipher.seal(record, key)

    def unwrap(self, kept: bytes, key: str, *, name: str, place: str) -> bytes:
        """
        The record in what was written down.

        Args:
            kept: What ``wrap`` gave.
            key: The key of the record.
            name: How it is protected, as it stands beside it.
            place: Where it was kept, for errors.

        Returns:
            The record.

        Raises:
            StoreError: It is not protected as this store protects.
            RecordUnreadable: It was sealed with another key, or altered.
        """
        self.check(name, place)
        if self._cipher is None:
            return kept
        try:
            return self._cipher.open(kept, key)
        except RecordUnreadable as error:
            raise RecordUnreadable(f"{place}: {error}") from None

    def check(self, name: str, place: str) -> None:
        """
        Make sure that what is so protected may be read here.

        A store with a key reads no plaintext, which anybody may have put there.

        Args:
            name: How it is protected.
            place: Where it is kept.

        Raises:
            StoreError: It is not protected as this store protects.
        """
        if name not in (PLAINTEXT, SEALED):
            raise StoreError(f"{place} is protected in a way that is not known here")
        if name == SEALED and self._cipher is None:
            raise StoreError(f"{place} is sealed with {SEALED}; give the store its key")
        if name == PLAINTEXT and self._cipher is not None:
            raise StoreError(
                f"{place} is plaintext, which a store with a key does not trust; remove it"
            )


def milliseconds(ends: datetime | None) -> int | None:
    """
    A moment as whole milliseconds since 1970, rounded up.

    Args:
        ends: An aware moment, or None.

    Returns:
        The number, or None.

    Raises:
        ArgumentError: The moment has no zone.
    """
    if ends is None:
        return None
    if ends.utcoffset() is None:
        raise ArgumentError("a moment needs a time zone", place="ends")
    return -((_EPOCH - ends) // timedelta(milliseconds=1))


def has_ended(ends: int | None) -> bool:
    """
    Whether a moment has come.

    Args:
        ends: Milliseconds since 1970; None never comes.

    Returns:
        True if it is now or past.
    """
    return ends is not None and ends <= now()


def now() -> int:
    """
    The present moment, in milliseconds since 1970.
    """
    return time.time_ns() // 1_000_000


def _cipher(key: bytes | RecordCipher) -> RecordCipher:
    from ..encryption import RecordCipher  # a store in plaintext does not need its library

    return key if isinstance(key, RecordCipher) else RecordCipher(key)
