"""
A night of several worker processes, some of which are killed while they work.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from redis.asyncio import Redis

from kontokit import AsyncReadBudget
from kontokit.stores import AsyncRedisStore
from kontokit_fleet import RedisTable, WorkList, load_parts
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import RUN, units
from tests.support.own_redis import OwnRedis
from tests.support.redis_server import REDIS

USERS, WORKERS, KILLS = 200, 3, 4
SUM = Decimal("-7.5")
"""Of the transactions of a user."""
PATIENCE = 240.0


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    if REDIS is None:
        pytest.skip("there is no redis-server on the path")
    redis = OwnRedis(tmp_path)
    yield redis
    redis.kill()


def worker(redis: OwnRedis, bank: FleetBank, folder: Path) -> subprocess.Popen[bytes]:
    words = [str(redis.port), bank.url, str(folder)]
    return subprocess.Popen([sys.executable, "-m", "tests.support.fleet_process", *words])


async def asked(redis: OwnRedis, work: Any) -> Any:
    client = Redis(port=redis.port)
    try:
        return await work(client)
    finally:
        await client.aclose()


async def planned(client: Any) -> int:
    return await WorkList(RedisTable(client)).plan(RUN, units(USERS))


async def left(client: Any) -> list[int]:
    budget = AsyncReadBudget(AsyncRedisStore(client, key=None))
    return [await budget.left(unit.budget_key) for unit in units(USERS)]


async def counted(client: Any) -> Any:
    return await WorkList(RedisTable(client)).counts(RUN)


def test_a_night_with_four_kills_is_complete(redis: OwnRedis, tmp_path: Path) -> None:
    """
    Nobody is lost, every bank is asked once, at most two tokens for each user, every row is there,
    and one read of each budget is used.
    """
    parts = tmp_path / "parts"
    parts.mkdir()
    with FleetBank() as bank:
        assert asyncio.run(asked(redis, planned)) == USERS
        workers = [worker(redis, bank, parts) for _ in range(WORKERS)]
        ends = time.monotonic() + PATIENCE
        for kill in range(KILLS):
            while sum(bank.updates.values()) < (kill + 1) * USERS // (KILLS + 1):
                assert time.monotonic() < ends, "the workers do not get on"
                time.sleep(0.02)
            victim = workers.pop(0)
            victim.kill()
            victim.wait()
            workers.append(worker(redis, bank, parts))
        for one in workers:
            assert one.wait(PATIENCE) == 0
        counts = asyncio.run(asked(redis, counted))
        assert (counts.done, counts.open) == (USERS, 0)
        assert dict(bank.updates) == {unit.connection: 1 for unit in units(USERS)}
        assert max(Counter(bank.tokens).values()) <= 2
    with duckdb.connect() as warehouse:
        for _ in range(2):  # a load that was interrupted is repeated
            assert load_parts(warehouse, parts) > 0
            sql = "SELECT count(*), sum(amount), count(DISTINCT account_key) FROM transactions"
            assert warehouse.execute(sql).fetchone() == (USERS * ROWS, USERS * SUM, USERS)
    assert asyncio.run(asked(redis, left)) == [3] * USERS
