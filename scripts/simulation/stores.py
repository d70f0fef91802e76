"""
A store and the table of a work list in memory. Writing takes as long as with a server nearby.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from kontokit_fleet import Row

from .worker import Life

_SECONDS: Final = 0.0005


class Server:
    """
    What all workers share, as in one Redis.
    """

    def __init__(self) -> None:
        self.records: dict[str, bytes] = {}
        self.rows: dict[str, Row] = {}
        self.queue: list[tuple[datetime, str]] = []
        """When rows are due. A row that has changed stands here several times."""
        self.labels: Counter[str] = Counter()
        self.commands: Counter[str] = Counter()

    def put(self, row: Row) -> None:
        """
        Write a row.
        """
        there = self.rows.get(row.id)
        if there is not None:
            self.labels[there.label] -= 1
        self.labels[row.label] += 1
        self.rows[row.id] = row
        if row.when is not None and (there is None or there.when != row.when):
            heapq.heappush(self.queue, (row.when, row.id))

    def first(self) -> datetime | None:
        """
        When the first row is due; what has changed since is dropped.
        """
        while self.queue and self.rows[self.queue[0][1]].when != self.queue[0][0]:
            heapq.heappop(self.queue)
        return self.queue[0][0] if self.queue else None

    def due(self, now: datetime, limit: int) -> list[Row]:
        """
        Rows whose time has come, the earliest first.
        """
        found: list[Row] = []
        while len(found) < limit and (when := self.first()) is not None and when <= now:
            found.append(self.rows[heapq.heappop(self.queue)[1]])
        for row in found:
            if row.when is not None:
                heapq.heappush(self.queue, (row.when, row.id))
        return found


class Store:
    """
    Records of a worker, as ``AsyncRedisStore`` keeps them.
    """

    def __init__(self, server: Server, life: Life) -> None:
        self._server = server
        self._life = life

    async def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`AsyncSwapStore.load`.
        """
        self._count("load")
        return self._server.records.get(key)

    async def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`AsyncSwapStore.save`.
        """
        del ends  # nothing ends in a night
        self._count("save")
        self._server.records[key] = record
        await asyncio.sleep(_SECONDS)

    async def delete(self, key: str, /) -> None:
        """
        As :meth:`AsyncSwapStore.delete`.
        """
        self._count("delete")
        self._server.records.pop(key, None)
        await asyncio.sleep(_SECONDS)

    async def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        As :meth:`AsyncSwapStore.swap`.
        """
        del ends
        self._count("swap")
        is_expected = self._server.records.get(key) == expected
        if is_expected:
            self._server.records[key] = record
        await asyncio.sleep(_SECONDS)
        return is_expected

    async def close(self) -> None:
        """
        As :meth:`AsyncSwapStore.close`.
        """

    def _count(self, name: str) -> None:
        self._life.check()
        self._server.commands[f"store {name}"] += 1


class Table:
    """
    The work list of a worker, as ``RedisTable`` keeps it; there is one run.
    """

    def __init__(self, server: Server, life: Life) -> None:
        self._server = server
        self._life = life

    async def add(self, run: str, rows: Sequence[Row], *, expected: int = 0) -> int:
        """
        As :meth:`WorkTable.add`.
        """
        del run, expected
        new = [row for row in rows if row.id not in self._server.rows]
        for row in new:
            self._server.put(row)
        self._count("add")
        return len(new)

    async def load(self, run: str, id: str) -> bytes | None:  # noqa: A002  # its name elsewhere
        """
        As :meth:`WorkTable.load`.
        """
        del run
        self._count("load")
        found = self._server.rows.get(id)
        return None if found is None else found.record

    async def swap(self, run: str, before: Row, after: Row) -> bool:
        """
        As :meth:`WorkTable.swap`.
        """
        del run
        self._count("swap")
        there = self._server.rows.get(before.id)
        is_expected = there is not None and there.record in (before.record, after.record)
        if is_expected:
            self._server.put(after)
        # A worker that is killed now never learns that it was written.
        await asyncio.sleep(_SECONDS)
        return is_expected

    async def due(self, run: str, now: datetime, limit: int) -> list[bytes]:
        """
        As :meth:`WorkTable.due`.
        """
        del run
        self._count("due")
        return [row.record for row in self._server.due(now, limit)]

    async def labels(self, run: str) -> Mapping[str, int]:
        """
        As :meth:`WorkTable.labels`.
        """
        del run
        self._count("labels")
        return self._server.labels

    async def earliest(self, run: str) -> datetime | None:
        """
        As :meth:`WorkTable.earliest`.
        """
        del run
        self._count("earliest")
        return self._server.first()

    async def forget(self, run: str) -> None:
        """
        As :meth:`WorkTable.forget`.
        """
        del run
        self._server.rows.clear()
        self._count("forget")

    def _count(self, name: str) -> None:
        self._life.check()
        self._server.commands[f"table {name}"] += 1
