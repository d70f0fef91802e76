"""
Counts reads without the user; banks allow four in 24 hours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
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
from ..stores import AsyncSwapStore, SwapStore, async_store
from ..stores.foreign_store import guarded, has_member
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

    def without(self, read: datetime) -> UnattendedReads:
        """
        The value without one read, which was not sent; the same if it is not there.

        Args:
            read: When it was counted, timezone-aware.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        read = as_utc(read, "read")
        return attrs.evolve(self, reads=[one for one in self.reads if one != read])

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
        _check(store)
        self._store = guarded(store)
        self._record = _Record(clock or SystemClock(), _limit(limit))

    @property
    def is_local(self) -> bool:
        """
        Whether calls never wait for a disk or a network.
        """
        return self._store.is_local

    def take(
        self,
        key: str,
        *,
        at: datetime | None = None,
        floor: int = 0,
        fetched_at: datetime | None = None,
    ) -> datetime:
        """
        Count a read without the user, before it is sent.

        Args:
            key: What the bank counts by: a consent or an account. The store sees its digest.
            at: The time to count it at, if you have noted it before: counted again, also by another
                process, it counts once. By default now.
            floor: How many reads to leave for others, such as one for the user's morning.
            fetched_at: When the provider has fetched last, as far as it says. If that is less than
                a day ago and the store knows nothing of the key, the connection is new or the store
                has lost its data: this read is allowed whatever the floor, and no other one before
                that day is over.

        Returns:
            When it was counted, in UTC, for ``give_back``.

        Raises:
            BudgetExhaustedError: The read is not allowed now; its ``not_before`` says when it is.
            ArgumentError: A datetime has no time zone.
            StoreError: The store did not work. The read may have been counted.
        """
        place = _place(key)
        # Another process may write in between; then the swap fails and the count starts again.
        for _ in swap_attempts():
            record = self._store.load(place)
            count = self._record.count(record, at, floor, fetched_at)
            if count.is_written or self._store.swap(place, record, count.record, ends=count.ends):
                return count.taken()
        raise _busy()

    def give_back(self, key: str, at: datetime | None = None) -> None:
        """
        Uncount a read, which was certainly not sent to a bank.

        Args:
            key: What the bank counts by, as for ``take``.
            at: The result of ``take``; giving the same read back twice is allowed. None for the
                latest one.

        Raises:
            ArgumentError: ``at`` has no time zone.
            StoreError: The store did not work. The read may still be counted.
        """
        place = _place(key)
        for _ in swap_attempts():
            record = self._store.load(place)
            less = self._record.uncount(record, at)
            if less is None or self._store.swap(place, record, less.record, ends=less.ends):
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
        return self._record.left(self._store.load(_place(key)))

    def __repr__(self) -> str:
        return f"ReadBudget({self._store!r}, limit={self._record.limit})"


class AsyncReadBudget(ScrubsTracebacks):
    """
    Counts reads without the user, with ``await``. See :class:`ReadBudget`.
    """

    def __init__(
        self,
        store: SwapStore | AsyncSwapStore,
        clock: Clock | None = None,
        *,
        limit: int = _LIMIT,
    ) -> None:
        """
        Nothing is read yet. See :class:`ReadBudget`.

        Args:
            store: An async store, or a blocking one, which is used in threads.
        """
        _check(store)
        self._store = async_store(store)
        self._record = _Record(clock or SystemClock(), _limit(limit))

    async def take(
        self,
        key: str,
        *,
        at: datetime | None = None,
        floor: int = 0,
        fetched_at: datetime | None = None,
    ) -> datetime:
        """
        Count a read without the user, before it is sent. See :meth:`ReadBudget.take`.
        """
        place = _place(key)
        for _ in swap_attempts():
            record = await self._store.load(place)
            count = self._record.count(record, at, floor, fetched_at)
            if count.is_written or await self._store.swap(
                place, record, count.record, ends=count.ends
            ):
                return count.taken()
        raise _busy()

    async def give_back(self, key: str, at: datetime | None = None) -> None:
        """
        Uncount a read, which was not sent. See :meth:`ReadBudget.give_back`.
        """
        place = _place(key)
        for _ in swap_attempts():
            record = await self._store.load(place)
            less = self._record.uncount(record, at)
            if less is None or await self._store.swap(place, record, less.record, ends=less.ends):
                return
        raise _busy()

    async def left(self, key: str) -> int:
        """
        How many reads without the user are allowed now. See :meth:`ReadBudget.left`.
        """
        return self._record.left(await self._store.load(_place(key)))

    def __repr__(self) -> str:
        return f"AsyncReadBudget({self._store!r}, limit={self._record.limit})"


@attrs.frozen(kw_only=True)
class _Count:
    """
    What a record becomes.
    """

    reads: UnattendedReads
    ends: datetime
    at: datetime | None = None
    """When the read is counted; None if it is not allowed."""
    refusal: BudgetExhaustedError | None = None
    is_written: bool = False
    """Whether the record is that already."""

    @property
    def record(self) -> bytes:
        return self.reads.to_json().encode()

    def taken(self) -> datetime:
        if self.at is None:
            raise self.refusal or _busy()
        return self.at


@attrs.frozen
class _Record:
    """
    How the record of a key changes, without I/O.
    """

    clock: Clock
    limit: int

    def count(
        self,
        record: bytes | None,
        at: datetime | None,
        floor: int,
        fetched_at: datetime | None,
    ) -> _Count:
        now, kept = self.clock.now().time, self.read(record)
        if record is None and (assumed := self._assumed(fetched_at, now)).reads:
            kept, floor = assumed, 0
        if at is not None and (at := as_utc(at, "at")) in kept.reads:
            return _Count(reads=kept, ends=now, at=at, is_written=True)
        reads = kept.current(now)
        if reads.left(now) <= floor:
            refusal = BudgetExhaustedError(not_before=_allowed(reads, now, floor))
            return self._changed(reads, refusal=refusal, is_written=reads == kept)
        moment = at or _free(reads, now)
        noted = attrs.evolve(reads, reads=(*reads.reads, moment))
        return self._changed(noted, at=moment)

    def uncount(self, record: bytes | None, at: datetime | None) -> _Count | None:
        at = None if at is None else as_utc(at, "at")
        if not record:
            return None
        kept = self.read(record)
        less = kept.without_last() if at is None else kept.without(at)
        return None if at is not None and less == kept else self._changed(less)

    def left(self, record: bytes | None) -> int:
        return self.read(record).left(self.clock.now().time)

    def read(self, record: bytes | None) -> UnattendedReads:
        if record is None:
            return UnattendedReads(limit=self.limit)
        try:
            return UnattendedReads.from_json(record, limit=self.limit)
        except PayloadError:
            pass
        raise RecordUnreadableError("the record of reads without the user cannot be read")

    def _assumed(self, fetched_at: datetime | None, now: datetime) -> UnattendedReads:
        """
        What to go by when nothing is known: all reads but one were those that fetched last.
        """
        reads = [] if fetched_at is None else [fetched_at] * (self.limit - 1)
        return UnattendedReads(reads, limit=self.limit).current(now)

    def _changed(self, reads: UnattendedReads, **more: Any) -> _Count:
        latest = reads.reads[-1] if reads.reads else self.clock.now().time
        ends = latest + 2 * DAY  # the clocks of two machines may differ
        return _Count(reads=reads, ends=ends, **more)


def _allowed(reads: UnattendedReads, now: datetime, floor: int) -> datetime:
    """
    When so many reads are a day old that more than the floor are left.
    """
    place = len(reads.reads) - reads.limit + floor
    return reads.reads[min(place, len(reads.reads) - 1)] + DAY if reads.reads else now + DAY


def _free(reads: UnattendedReads, now: datetime) -> datetime:
    """
    A time that no read has yet, so that each can be given back by it.
    """
    while now in reads.reads:
        now += timedelta(microseconds=1)
    return now


def _check(store: object) -> None:
    if isinstance(store, type) or not has_member(store, "swap"):
        raise ConfigurationError(
            "the store of a ReadBudget needs swap, as SqliteStore(path, key=…) has it"
        )


def _busy() -> StoreError:
    return StoreError(
        "other processes kept changing the record of reads without the user; try again"
    )


def _place(key: str) -> str:
    return f"reads-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"
