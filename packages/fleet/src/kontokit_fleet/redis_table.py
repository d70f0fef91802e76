"""
A work list in Redis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from .redis_server import Scripts, as_bytes, as_text
from .table import Row

if TYPE_CHECKING:
    import redis.asyncio

_MOST: Final = 1000
_ADD: Final = """
local added = 0
for i = 1, #ARGV, 4 do
  if redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) == 1 then
    added = added + 1
    redis.call('HINCRBY', KEYS[3], ARGV[i + 2], 1)
    if ARGV[i + 3] ~= '' then redis.call('ZADD', KEYS[2], ARGV[i + 3], ARGV[i]) end
  end
end
return added
"""
_SWAP: Final = """
local there = redis.call('HGET', KEYS[1], ARGV[1])
if there == ARGV[3] then return 1 end
if there ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[4] ~= ARGV[5] then
  redis.call('HINCRBY', KEYS[3], ARGV[4], -1)
  redis.call('HINCRBY', KEYS[3], ARGV[5], 1)
end
if ARGV[6] == '' then redis.call('ZREM', KEYS[2], ARGV[1])
else redis.call('ZADD', KEYS[2], ARGV[6], ARGV[1]) end
return 1
"""
"""A command that redis-py repeats after a lost reply finds its own record, and says so."""
_DUE: Final = """
local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
if #ids == 0 then return {} end
return redis.call('HMGET', KEYS[1], unpack(ids))
"""


class RedisTable:
    """
    Three keys for each run: a hash of records, a sorted set of times, and counts of labels.

    A crash of Redis with ``appendfsync everysec`` may forget the last second: units are then tried
    again, and look at the connection before they ask the bank.
    """

    def __init__(self, client: redis.asyncio.Redis, *, prefix: str = "kontokit:work:") -> None:
        """
        Nothing is sent yet.

        Args:
            client: A ``redis.asyncio.Redis`` of this event loop. It stays yours.
            prefix: The prefix of all keys in Redis.
        """
        self._scripts = Scripts(client)
        self._prefix = prefix

    async def add(self, run: str, rows: Sequence[Row], *, expected: int = 0) -> int:
        """
        As :meth:`WorkTable.add`.
        """
        added = 0
        for begin in range(0, len(rows), _MOST):
            values: list[Any] = []
            for row in rows[begin : begin + _MOST]:
                values += [row.id, row.record, row.label, _score(row.when)]
            added += int(await self._scripts.run(_ADD, self._keys(run), values))
        return added

    async def load(self, run: str, id: str) -> bytes | None:  # noqa: A002
        """
        As :meth:`WorkTable.load`.
        """
        found = await self._scripts.ask(self._scripts.client.hget(self._keys(run)[0], id))
        return None if found is None else as_bytes(found)

    async def swap(self, run: str, before: Row, after: Row) -> bool:
        """
        As :meth:`WorkTable.swap`.
        """
        records: list[Any] = [before.id, before.record, after.record]
        values = [*records, before.label, after.label, _score(after.when)]
        return bool(int(await self._scripts.run(_SWAP, self._keys(run), values)))

    async def due(self, run: str, now: datetime, limit: int) -> list[bytes]:
        """
        As :meth:`WorkTable.due`; at most 1,000 at once.
        """
        values = [_score(now), min(limit, _MOST)]
        found = await self._scripts.run(_DUE, self._keys(run), values)
        return [as_bytes(one) for one in found if one is not None]

    async def labels(self, run: str) -> Mapping[str, int]:
        """
        As :meth:`WorkTable.labels`.
        """
        found = await self._scripts.ask(self._scripts.client.hgetall(self._keys(run)[2]))
        return {as_text(label): int(number) for label, number in found.items()}

    async def earliest(self, run: str) -> datetime | None:
        """
        As :meth:`WorkTable.earliest`.
        """
        client = self._scripts.client
        found = await self._scripts.ask(client.zrange(self._keys(run)[1], 0, 0, withscores=True))
        return datetime.fromtimestamp(found[0][1] / 1000, UTC) if found else None

    async def forget(self, run: str) -> None:
        """
        As :meth:`WorkTable.forget`.
        """
        await self._scripts.ask(self._scripts.client.unlink(*self._keys(run)))

    def _keys(self, run: str) -> list[str]:
        # The braces keep the keys of a run on one machine of a cluster.
        return [f"{self._prefix}{{{run}}}:{kind}" for kind in ("records", "times", "labels")]

    def __repr__(self) -> str:
        return f"RedisTable(prefix={self._prefix!r})"


def _score(when: datetime | None) -> str:
    return "" if when is None else str(round(when.timestamp() * 1000))
