"""
Marks of what a bank has refused, in one store and under digests with one key.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar, final

import msgspec

from ..core.exceptions import StoreError
from ..core.plain_time import plain
from ..core.secret import KeepsSecrets
from ..core.tracebacks import ScrubsTracebacks
from ..stores import MemoryStore, Store
from ..stores.memory import KeptRecord

T = TypeVar("T")

LIFETIME: Final = timedelta(hours=24)
"""How long a mark counts."""
_MORE: Final = timedelta(hours=1)
"""How much longer a store keeps it: the clocks of two machines may differ."""
_NAMES: Final = {"refused": "refused credentials and TANs", "order": "recent orders"}
_SWAPS: Final = 20
_MAX_MARKS: Final = 10_000
_LOG: Final = logging.getLogger("kontokit")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """
    What was refused, and until when that counts.
    """

    until: datetime
    after: str | None = None
    """The id of the last unlocking before it; of an unlocking, its own id."""
    code: str | None = None
    """The provider's code for the refusal."""
    banks: tuple[str | None, ...] = ()
    """Digests of the banks that have refused; None for a bank that the call did not name."""
    count: int = 0
    """How many TANs were refused."""


_decode: Final = msgspec.json.Decoder(Mark).decode
"""Made while nothing has put another class in the place of ``datetime``."""


@final
class MarkBook(ScrubsTracebacks, KeepsSecrets):
    """
    The marks in one store. A store that does not work is logged, and then it has no marks.
    """

    __slots__ = ("__key", "__kind", "__lasting", "__store")

    def __init__(
        self, store: Store, key: bytes, *, kind: str = "refused", lasting: timedelta = LIFETIME
    ) -> None:
        """
        Nothing is read yet.

        Args:
            store: Where the marks are; those of other keys may be there too.
            key: The secret key of the digests, which is never stored.
            kind: What they say, as the beginning of their keys.
            lasting: How long a mark counts.
        """
        self.__store = store
        self.__key = key
        self.__kind = kind
        self.__lasting = lasting + _MORE

    @property
    def is_local(self) -> bool:
        """
        Whether reading and writing never waits for a disk or a network.
        """
        return self.__store.is_local

    def digest(self, *parts: str) -> str:
        """
        The digest of some texts, in this order.

        Args:
            *parts: Credentials, or what else identifies a mark.

        Returns:
            64 hexadecimal digits: an HMAC-SHA256.
        """
        mac = hmac.new(self.__key, digestmod=hashlib.sha256)
        for text in parts:
            # The length before each part keeps "ab" + "c" from having the digest of "a" + "bc".
            part = text.encode("utf-8", "surrogatepass")
            mac.update(len(part).to_bytes(8, "big") + part)
        return mac.hexdigest()

    def load(self, digest: str) -> Mark | None:
        """
        The mark under a digest, which may have ended.
        """
        return _parsed(self._safely(lambda: self.__store.load(self._name(digest))))

    def update(self, digest: str, change: Callable[[Mark | None], Mark]) -> None:
        """
        Write a mark that depends on the one before.

        Args:
            change: Makes the new mark. It may be called again if another process writes too.
        """
        self._safely(lambda: self._update(self._name(digest), change))

    def _update(self, name: str, change: Callable[[Mark | None], Mark]) -> None:
        store: Any = self.__store
        for _ in range(_SWAPS):
            before = store.load(name)
            record = msgspec.json.encode(change(_parsed(before)))
            # Stores end records by the real time, marks by the clock of the client.
            ends = plain(datetime.now(UTC)) + self.__lasting
            if not hasattr(store, "swap"):
                store.save(name, record, ends=ends)
                return
            if store.swap(name, before, record, ends=ends):
                return
        raise StoreError(f"{name}: other processes kept changing the record; try again")

    def delete(self, digest: str) -> None:
        """
        Delete a mark, if there is one.
        """
        self._safely(lambda: self.__store.delete(self._name(digest)))

    def _safely(self, use: Callable[[], T]) -> T | None:
        try:
            return use()
        except StoreError as error:
            _LOG.warning(
                "the store of %s does not work, so they are only known within this process: %s",
                _NAMES.get(self.__kind, self.__kind),
                error,
            )
            return None

    def _name(self, digest: str) -> str:
        return f"{self.__kind}-{digest}"

    def __repr__(self) -> str:
        return f"MarkBook({self.__store!r})"


def _parsed(record: bytes | None) -> Mark | None:
    if record is None:
        return None
    try:
        mark = _decode(record)
    except (msgspec.MsgspecError, ValueError):
        return None
    return mark if mark.until.tzinfo is not None else None


class _RecentMarks(MemoryStore):
    """
    A store in memory that forgets the oldest of more than 10,000 marks.
    """

    def _put(self, key: str, kept: KeptRecord, end: int | None) -> None:
        self._records.pop(key, None)  # so that it counts as the newest
        super()._put(key, kept, end)
        while len(self._records) > _MAX_MARKS:
            del self._records[next(iter(self._records))]


PROCESS_BOOK: Final = MarkBook(_RecentMarks(), os.urandom(32))
"""What all clients of this process know, whatever their stores and keys are."""


_orders: Final = MemoryStore()
PROCESS_ORDERS: Final = MarkBook(
    _orders, os.urandom(32), kind="order", lasting=timedelta(minutes=10)
)
"""The orders of all clients of this process."""
