"""
A work list in any store with compare-and-swap, such as one file of SQLite.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple, TypeVar
from weakref import WeakValueDictionary

import msgspec
from msgspec import Struct

from kontokit import RecordUnreadableError, StoreError
from kontokit.stores import AsyncSwapStore, SwapStore, async_store

from .clock import Clock, SystemClock
from .table import Row
from .unit import digest

T = TypeVar("T")
_IN_BUCKET: Final = 32
_UNKNOWN: Final = 50_000
"""How many rows are assumed where nobody says."""
_TRIES: Final = 50
_LOOK_AGAIN: Final = timedelta(seconds=30)


class _Head(Struct, frozen=True):
    buckets: int


class _Bucket(Struct, frozen=True):
    version: int = 0
    rows: dict[str, tuple[str, str, datetime | None]] = {}
    """Id → record, label and time."""


class _Look(NamedTuple):
    at: datetime
    first: datetime | None
    """When the first row of the bucket is offered."""


class StoreTable:
    """
    Rows in buckets of about 32, so that a store that can neither list nor search holds a run.

    Enough for one machine and 200,000 units. Which buckets have nothing to offer is remembered for
    half a minute, so what another process changes may be seen as late as that.
    """

    def __init__(
        self,
        store: SwapStore | AsyncSwapStore,
        *,
        clock: Clock | None = None,
        in_bucket: int = _IN_BUCKET,
    ) -> None:
        """
        Nothing is read yet.

        Args:
            store: An async store, or a blocking one, which is used in threads. It is not closed.
            clock: A clock of your own, for tests.
            in_bucket: How many rows share a record.

        Raises:
            ConfigurationError: The store cannot compare and swap.
        """
        self._store = async_store(store)
        self._clock = clock or SystemClock()
        self._in_bucket = in_bucket
        self._heads: dict[str, _Head] = {}
        self._next: dict[str, int] = {}
        self._looks: dict[tuple[str, int], _Look] = {}
        # Coroutines of a loop take turns at a bucket, instead of losing swaps to each other.
        self._turns: WeakValueDictionary[tuple[object, str], asyncio.Lock] = WeakValueDictionary()

    async def add(self, run: str, rows: Sequence[Row], *, expected: int = 0) -> int:
        """
        As :meth:`WorkTable.add`. What the first call expects decides about the buckets.
        """
        head = await self._begin(run, max(expected, len(rows)) if expected else _UNKNOWN)
        by_bucket: dict[int, list[Row]] = {}
        for row in rows:
            by_bucket.setdefault(_place(row.id, head), []).append(row)
        return sum([await self._add_to(run, place, some) for place, some in by_bucket.items()])

    async def load(self, run: str, id: str) -> bytes | None:  # noqa: A002
        """
        As :meth:`WorkTable.load`.
        """
        head = await self._head(run)
        if head is None:
            return None
        found = (await self._bucket(run, _place(id, head)))[0].rows.get(id)
        return None if found is None else found[0].encode()

    async def swap(self, run: str, before: Row, after: Row) -> bool:
        """
        As :meth:`WorkTable.swap`.
        """
        head = await self._head(run)
        if head is None:
            return False

        def change(rows: dict[str, _Kept]) -> bool | None:
            there = rows.get(before.id)
            if there is None or there[0].encode() not in (before.record, after.record):
                return None
            rows[after.id] = _kept(after)
            return True

        return bool(await self._change(run, _place(before.id, head), change))

    async def due(self, run: str, now: datetime, limit: int) -> list[bytes]:
        """
        As :meth:`WorkTable.due`: bucket after bucket, where the last call has ended.
        """
        head, found = await self._head(run), list[bytes]()
        if head is None:
            return found
        # Each process begins somewhere else, so that they seldom meet at a bucket.
        begin = self._next.setdefault(run, random.randrange(head.buckets))  # noqa: S311  # no secret
        for number in range(begin, begin + head.buckets):
            place = number % head.buckets
            found += await self._due_in(run, place, now)
            self._next[run] = place + 1
            if len(found) >= limit:
                # What is left out of this bucket comes first next time.
                self._next[run] = place if len(found) > limit else place + 1
                break
        return found[:limit]

    async def labels(self, run: str) -> Mapping[str, int]:
        """
        As :meth:`WorkTable.labels`; reads all buckets.
        """
        counted: Counter[str] = Counter()
        for bucket in await self._all(run):
            counted.update(label for _, label, _ in bucket.rows.values())
        return counted

    async def earliest(self, run: str) -> datetime | None:
        """
        As :meth:`WorkTable.earliest`; reads the buckets that were not looked at lately.
        """
        head, now = await self._head(run), self._clock.now().time
        places = range(head.buckets if head else 0)
        times = [await self._first_in(run, place, now) for place in places]
        return min((one for one in times if one is not None), default=None)

    async def forget(self, run: str) -> None:
        """
        As :meth:`WorkTable.forget`. Planning the run again makes new buckets.
        """
        head = await self._head(run)
        for place in range(head.buckets if head else 0):
            await self._store.delete(_key(run, place))
            self._looks.pop((run, place), None)
        await self._store.delete(_key(run, "head"))
        self._heads.pop(run, None)
        self._next.pop(run, None)

    async def _begin(self, run: str, units: int) -> _Head:
        found = await self._head(run)
        if found is not None:
            return found
        head = _Head(max(1, -(-units // self._in_bucket)))
        await self._store.swap(_key(run, "head"), None, msgspec.json.encode(head))
        return await self._head(run) or head

    async def _head(self, run: str) -> _Head | None:
        if run not in self._heads:
            record = await self._store.load(_key(run, "head"))
            if record is None:
                return None
            self._heads[run] = _decoded(record, _Head)
        return self._heads[run]

    async def _bucket(self, run: str, place: int) -> tuple[_Bucket, bytes | None]:
        record = await self._store.load(_key(run, place))
        return (_Bucket() if record is None else _decoded(record, _Bucket)), record

    async def _all(self, run: str) -> list[_Bucket]:
        head = await self._head(run)
        places = range(head.buckets if head else 0)
        return [(await self._bucket(run, place))[0] for place in places]

    async def _add_to(self, run: str, place: int, rows: Sequence[Row]) -> int:
        def change(there: dict[str, _Kept]) -> int | None:
            new = [row for row in rows if row.id not in there]
            there.update((row.id, _kept(row)) for row in new)
            return len(new) or None

        return await self._change(run, place, change) or 0

    async def _due_in(self, run: str, place: int, now: datetime) -> list[bytes]:
        known = self._known(run, place, now)
        if known is not None and (known.first is None or known.first > now):
            return []
        rows = (await self._look(run, place, now)).rows.values()
        due = [(when, record) for record, _, when in rows if when and when <= now]
        return [record.encode() for _, record in sorted(due)]

    async def _first_in(self, run: str, place: int, now: datetime) -> datetime | None:
        known = self._known(run, place, now)
        return known.first if known else _first(await self._look(run, place, now))

    def _known(self, run: str, place: int, now: datetime) -> _Look | None:
        look = self._looks.get((run, place))
        is_recent = look is not None and look.at <= now < look.at + _LOOK_AGAIN
        return look if is_recent else None

    async def _look(self, run: str, place: int, now: datetime) -> _Bucket:
        bucket, _ = await self._bucket(run, place)
        self._looks[run, place] = _Look(now, _first(bucket))
        return bucket

    async def _change(
        self, run: str, place: int, change: Callable[[dict[str, _Kept]], T | None]
    ) -> T | None:
        """
        Change the rows of a bucket; None from the function leaves them as they are.
        """
        key = _key(run, place)
        turn = self._turns.setdefault((asyncio.get_running_loop(), key), asyncio.Lock())
        async with turn:
            for _ in range(_TRIES):
                bucket, record = await self._bucket(run, place)
                rows = dict(bucket.rows)
                result = change(rows)
                if result is None:
                    return None
                new = msgspec.json.encode(_Bucket(bucket.version + 1, rows))
                if await self._store.swap(key, record, new):
                    self._looks.pop((run, place), None)
                    return result
        raise StoreError("other processes kept changing the records of a run; try again")

    def __repr__(self) -> str:
        return f"StoreTable({self._store!r})"


_Kept = tuple[str, str, datetime | None]


def _kept(row: Row) -> _Kept:
    return row.record.decode(), row.label, row.when


def _first(bucket: _Bucket) -> datetime | None:
    return min((when for _, _, when in bucket.rows.values() if when is not None), default=None)


def _place(row_id: str, head: _Head) -> int:
    # In the order of ids, so that rows that are added in this order share their buckets.
    return int(row_id[:12], 16) * head.buckets >> 48


def _key(run: str, place: int | str) -> str:
    return f"work-{digest(run)}-{place}"


def _decoded(record: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(record, type=kind)
    except (msgspec.MsgspecError, ValueError):
        pass
    raise RecordUnreadableError("a record of a run cannot be read")
