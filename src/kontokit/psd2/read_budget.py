"""
Counts reads without the user; banks allow four in 24 hours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import attrs

from ..core.clock import Clock, SystemClock
from ..core.exceptions import (
    ArgumentError,
    BudgetExhaustedError,
    ConfigurationError,
    PayloadError,
    RecordUnreadableError,
    StoreError,
)
from ..core.tracebacks import ScrubsTracebacks
from ..serialization.berlin_time import format_instant
from ..stores import SwapStore
from ..stores.foreign_store import guarded, has_member
from ..stores.safe_calls import in_thread
from ..stores.swap_attempts import swap_attempts
from .consent import DAY, as_utc

_LIMIT: Final = 4


def _limit(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ArgumentError("must be an integer of at least 1", place="limit")
    return value


def _moments(values: Iterable[datetime]) -> tuple[datetime, ...]:
    return tuple(sorted(as_utc(value, "reads") for value in values))


@attrs.frozen
class UnattendedReads(ScrubsTracebacks):
    """
    The recent reads without the user; banks allow four in 24 hours.

    An immutable value; ``ReadBudget`` keeps it in a store.
    """

    reads: tuple[datetime, ...] = attrs.field(default=(), converter=_moments)
    """The latest reads in UTC, the oldest first; no more than the limit are needed."""
    limit: int = attrs.field(default=_LIMIT, kw_only=True, converter=_limit)
    """How many reads are allowed within any 24 hours."""

    def left(self, now: datetime) -> int:
        """
        How many reads are allowed now.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        return self.limit - len(self.current(now).reads)

    def not_before(self, now: datetime) -> datetime:
        """
        The first time at which a read is allowed.

        Args:
            now: The current time, timezone-aware.

        Returns:
            The time in UTC: the current one if a read is allowed now.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        reads = self.current(now).reads
        return reads[0] + DAY if len(reads) == self.limit else as_utc(now, "now")

    def note(self, now: datetime) -> UnattendedReads:
        """
        The value after one more read, allowed or not.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        return attrs.evolve(self, reads=(*self.reads, now)).current(now)

    def without_last(self) -> UnattendedReads:
        """
        The value without its latest read, which was not sent.
        """
        return attrs.evolve(self, reads=self.reads[:-1])

    def current(self, now: datetime) -> UnattendedReads:
        """
        The value without reads older than 24 hours.

        A read in the future was recorded before the clock was set back. It counts as a read of now,
        so that a wrong clock blocks reads for a day at most.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        now = as_utc(now, "now")
        reads = [min(read, now) for read in self.reads if now - read < DAY]
        return attrs.evolve(self, reads=reads[-self.limit :])

    def to_json(self) -> str:
        """
        The value as a short JSON text without secrets. The limit is not part of it.
        """
        return json.dumps({"reads": [format_instant(read) for read in self.reads]})

    @classmethod
    def from_json(cls, text: str | bytes, *, limit: int = _LIMIT) -> UnattendedReads:
        """
        The value in a JSON text.

        Args:
            text: The result of ``to_json``.
            limit: How many reads are allowed within any 24 hours.

        Raises:
            PayloadError: It is not such a text.
            ArgumentError: The limit is less than 1.
        """
        limit = _limit(limit)
        try:
            document: Any = json.loads(text)
            return cls(map(datetime.fromisoformat, document["reads"]), limit=limit)
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
            pass
        raise PayloadError("Expected the datetimes of reads", path="$.reads")


class ReadBudget(ScrubsTracebacks):
    """
    Counts reads without the user, for all threads and processes that share a store.
    """

    def __init__(
        self, store: SwapStore, clock: Clock | None = None, *, limit: int = _LIMIT
    ) -> None:
        """
        Nothing is read yet.

        Args:
            store: Where the reads are counted. It is not closed.
            clock: A clock of your own, for tests.
            limit: How many reads are allowed within any 24 hours.

        Raises:
            ArgumentError: The limit is less than 1.
            ConfigurationError: The store cannot compare and swap.
        """
        if isinstance(store, type) or not has_member(store, "swap"):
            raise ConfigurationError(
                "the store of a ReadBudget needs swap, as SqliteStore(path, key=…) has it"
            )
        self._store = guarded(store)
        self._clock = clock or SystemClock()
        self._limit = _limit(limit)

    @property
    def is_local(self) -> bool:
        """
        Whether calls never wait for a disk or a network.
        """
        return self._store.is_local

    def take(self, key: str) -> None:
        """
        Count a read without the user, before it is sent.

        Args:
            key: What the bank counts by: a consent or an account. The store sees its digest.

        Raises:
            BudgetExhaustedError: The read is not allowed now; its ``not_before`` says when it is.
            StoreError: The store did not work. The read may have been counted.
        """
        place = _place(key)
        # Another process may write in between; then the swap fails and the count starts again.
        for _ in swap_attempts():
            now, record = self._clock.now().time, self._store.load(place)
            kept = self._read(record)
            reads = kept.current(now)
            refused = (
                None if reads.left(now) else BudgetExhaustedError(not_before=reads.not_before(now))
            )
            if refused is None:
                reads = reads.note(now)
            if reads == kept or self._swap(place, record, reads):
                if refused is not None:
                    raise refused
                return
        raise _busy()

    def give_back(self, key: str) -> None:
        """
        Uncount the latest read, which was certainly not sent.

        Args:
            key: What the bank counts by, as for ``take``.

        Raises:
            StoreError: The store did not work. The read may still be counted.
        """
        place = _place(key)
        for _ in swap_attempts():
            record = self._store.load(place)
            if not record or self._swap(place, record, self._read(record).without_last()):
                return
        raise _busy()

    def left(self, key: str) -> int:
        """
        How many reads without the user are allowed now.

        Args:
            key: What the bank counts by, as for ``take``.

        Raises:
            StoreError: The store did not work.
        """
        return self._read(self._store.load(_place(key))).left(self._clock.now().time)

    def _swap(self, place: str, record: bytes | None, reads: UnattendedReads) -> bool:
        latest = reads.reads[-1] if reads.reads else self._clock.now().time
        ends = latest + 2 * DAY  # the clocks of two machines may differ
        return self._store.swap(place, record, reads.to_json().encode(), ends=ends)

    def _read(self, record: bytes | None) -> UnattendedReads:
        if record is None:
            return UnattendedReads(limit=self._limit)
        try:
            return UnattendedReads.from_json(record, limit=self._limit)
        except PayloadError:
            pass
        raise RecordUnreadableError("the record of reads without the user cannot be read")

    def __repr__(self) -> str:
        return f"ReadBudget({self._store!r}, limit={self._limit})"


class AsyncReadBudget(ScrubsTracebacks):
    """
    Counts reads without the user, with ``await``. See :class:`ReadBudget`.
    """

    def __init__(
        self, store: SwapStore, clock: Clock | None = None, *, limit: int = _LIMIT
    ) -> None:
        """
        Nothing is read yet. See :class:`ReadBudget`.
        """
        self._budget = ReadBudget(store, clock, limit=limit)

    async def take(self, key: str) -> None:
        """
        Count a read without the user, before it is sent. See :meth:`ReadBudget.take`.
        """
        await in_thread(self._budget, lambda: self._budget.take(key))

    async def give_back(self, key: str) -> None:
        """
        Uncount the latest read, which was not sent. See :meth:`ReadBudget.give_back`.
        """
        await in_thread(self._budget, lambda: self._budget.give_back(key))

    async def left(self, key: str) -> int:
        """
        How many reads without the user are allowed now. See :meth:`ReadBudget.left`.
        """
        return await in_thread(self._budget, lambda: self._budget.left(key))

    def __repr__(self) -> str:
        return f"Async{self._budget!r}"


def _busy() -> StoreError:
    return StoreError("others change the record of reads without the user all the time")


def _place(key: str) -> str:
    return f"reads-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"
