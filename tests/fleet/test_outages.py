"""
Hours in which a bank is down, a Redis that stands still, restarts or forgets, and large runs.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from kontokit import StoreError
from kontokit.stores import AsyncRedisStore, MemoryStore
from kontokit_fleet import (
    BreakerChanged,
    Counts,
    Done,
    Event,
    Outcome,
    RedisTable,
    StoreTable,
    Unit,
    WorkList,
    refresh_all,
)
from tests.support.fleet_bank import ROWS, FleetBank, error
from tests.support.fleet_worker import RUN, Clock, Fleet, units
from tests.support.own_redis import OwnRedis
from tests.support.redis_server import REDIS

OUTAGE = timedelta(hours=3)


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    if REDIS is None:
        pytest.skip("there is no redis-server on the path")
    redis = OwnRedis(tmp_path)
    yield redis
    redis.kill()


def test_an_outage_of_three_hours_costs_few_probes_and_no_user(bank: FleetBank) -> None:
    """
    Of 40 users, 30 are at a bank that answers 500 for three simulated hours: at most 40 requests
    reach it, everyone is read after it, and nobody is locked out for the day.
    """
    fleet, seen, probes = Fleet(MemoryStore()), list[Event](), list[str]()
    down = units(30, bank="down", first=1)
    everybody = [*down, *units(10, first=31)]
    ends = fleet.clock.time + OUTAGE

    def refuse(path: str, connection: str) -> Any:
        is_down = int(connection or 0) <= 30 and fleet.clock.time < ends
        if not (path.endswith("/update") and is_down):
            return None
        probes.append(connection)
        return error(500)

    bank.refuse = lambda path, user: refuse(path, user) if user.isdecimal() else None

    async def work() -> Any:
        await fleet.work.plan(RUN, everybody)
        async with bank.client() as client:
            refresher = fleet.refresher(client, observers=(seen.append,))
            counts = await refresh_all(
                RUN, fleet.work, refresher.run, lanes=4, clock=fleet.clock, sleep=fleet.clock.sleep
            )
        return counts, [await fleet.budget.left(unit.budget_key) for unit in everybody]

    counts, left = asyncio.run(work())
    assert counts.done == 40
    assert 10 < len(probes) <= 40
    assert max(Counter(probes).values()) <= 2
    assert min(left) >= 1
    assert set(bank.updates.values()) == {1}
    changes = [one.is_open for one in seen if isinstance(one, BreakerChanged)]
    assert (changes[0], changes[-1]) == (True, False)


def in_redis(client: Any, clock: Clock) -> Fleet:
    store = AsyncRedisStore(client, key=None, timeout=1)
    return Fleet(store, clock=clock, table=RedisTable(client))


def test_a_redis_that_stands_still_does_not_block_the_loop(redis: OwnRedis) -> None:
    """
    Other coroutines go on, the store says so after its timeout, and afterwards all goes on.
    """
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.01)

    async def work() -> None:
        client = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        await fleet.work.plan(RUN, units(1))
        beating = asyncio.create_task(beat())
        os.kill(redis.process.pid, signal.SIGSTOP)
        before = beats
        with pytest.raises(StoreError):
            await fleet.budget.take("a")
        assert beats - before > 10
        os.kill(redis.process.pid, signal.SIGCONT)
        assert await fleet.work.due(RUN) == units(1)
        beating.cancel()
        await client.aclose()

    asyncio.run(work())


def test_a_night_goes_on_after_redis_is_killed_and_started(
    redis: OwnRedis, bank: FleetBank
) -> None:
    """
    With an append-only file nothing is forgotten: no read twice, no unit lost.
    """

    async def work() -> None:
        client = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        await fleet.work.plan(RUN, units(6))
        for unit in units(3):
            assert await fleet.refresh(bank, unit) == Done(ROWS)
        redis.kill()
        with pytest.raises(StoreError):
            await fleet.refresh(bank, units(4)[3])
        redis.start()
        counts = await fleet.work.counts(RUN)
        assert (counts.done, counts.open) == (3, 3)
        for unit in units(6):
            await fleet.refresh(bank, unit)
        assert (await fleet.work.counts(RUN)).done == 6
        left = [await fleet.budget.left(unit.budget_key) for unit in units(6)]
        assert left == [3] * 6
        await client.aclose()

    asyncio.run(work())
    assert set(bank.updates.values()) == {1}


def test_a_redis_that_has_forgotten_everything_gets_a_new_plan(
    redis: OwnRedis, bank: FleetBank
) -> None:
    """
    The work list and the budgets are gone: planned again, each unit is read once more.
    """

    async def work() -> None:
        client: Any = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        for _ in range(2):
            await fleet.work.plan(RUN, units(2))
            for unit in units(2):
                assert await fleet.refresh(bank, unit) == Done(ROWS)
            await client.flushall()
            assert await fleet.work.claim(units(1)[0]) is None
        await client.aclose()

    asyncio.run(work())
    assert bank.updates == {"1": 2, "2": 2}


def test_no_secret_is_in_redis(redis: OwnRedis, bank: FleetBank) -> None:
    """
    Neither a password nor a token: all keys and values are searched.
    """
    bank.refuse = lambda path, user: error(500) if user == "2" and "/update" in path else None

    async def work() -> bytes:
        client: Any = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        await fleet.work.plan(RUN, units(3))
        for unit in units(3):
            await fleet.refresh(bank, unit)
        found = b""
        for key in await client.keys("*"):
            found += key + (await client.dump(key))
            if await client.type(key) == b"hash":
                found += repr(await client.hgetall(key)).encode()
        await client.aclose()
        return found

    found = asyncio.run(work())
    assert units(1)[0].id.encode() in found
    for secret in (b"password-of", b"of-user-", b"again-user", b"secret-of-the-client"):
        assert secret not in found


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_the_cost_of_a_unit_does_not_grow_with_the_run(size: int) -> None:
    """
    To plan, offer, claim and settle a unit takes as few calls of the store in a run of ten thousand
    as in one of a thousand.
    """
    store, clock = CountingStore(), Clock()
    list_ = WorkList(StoreTable(store, clock=clock), clock=clock)

    async def work() -> tuple[float, float]:
        await list_.plan(RUN, units(size))
        planning = store.calls / size
        store.calls = taken = 0
        while taken < 500:
            for unit in await list_.due(RUN, 50):
                claim = await list_.claim(unit)
                assert claim is not None
                await claim.settle(Done(1))
                taken += 1
        return planning, store.calls / taken

    planning, rest = asyncio.run(work())
    assert planning < 0.2
    assert rest < 8


def test_a_worker_that_waits_reads_each_record_once_in_half_a_minute() -> None:
    """
    Nothing is due for ten minutes: to find that out again and again costs nearly nothing.
    """
    store, clock = CountingStore(), Clock()
    list_ = WorkList(StoreTable(store, clock=clock), clock=clock)

    async def refresh(unit: Unit) -> Outcome:
        claim = await list_.claim(unit)
        assert claim is not None
        await claim.settle(Done(1))
        return Done(1)

    async def work() -> Counts:
        await list_.plan(RUN, units(1_000), not_before=clock.time + timedelta(minutes=10))
        until = clock.time + timedelta(minutes=9)
        store.calls = 0
        return await refresh_all(
            RUN, list_, refresh, lanes=5, until=until, clock=clock, sleep=clock.sleep
        )

    assert asyncio.run(work()).due == 1_000
    buckets, looks = 32, 9 * 2
    assert store.calls <= buckets * (looks + 2)


class CountingStore(MemoryStore):
    calls = 0

    def load(self, key: str, /) -> bytes | None:
        self.calls += 1
        return super().load(key)

    def swap(self, key: str, expected: bytes | None, record: bytes, /, *, ends: Any = None) -> bool:
        self.calls += 1
        return super().swap(key, expected, record, ends=ends)
