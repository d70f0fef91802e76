"""
A Redis that stands still, restarts or forgets while a night is under way: the event loop goes on,
no unit is lost, and no connection is read a fifth time.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from kontokit import StoreError
from kontokit.stores import AsyncRedisStore
from kontokit_fleet import Counts, Done, Later, RedisTable, Unit, refresh_all
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import NOW, RUN, Clock, Fleet, units
from tests.support.own_redis import OwnRedis
from tests.support.redis_server import REDIS

BEAT = 0.01
"""Seconds between two beats of the loop."""


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


class Heart:
    """
    Beats in the loop as long as nothing blocks it.
    """

    def __init__(self) -> None:
        self.beats = 0

    async def __aenter__(self) -> Heart:
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _beat(self) -> None:
        while True:
            self.beats += 1
            await asyncio.sleep(BEAT)


def in_redis(client: Any, clock: Clock, timeout: float = 30) -> Fleet:
    store = AsyncRedisStore(client, key=None, timeout=timeout)
    return Fleet(store, clock=clock, table=RedisTable(client))


async def refreshed(fleet: Fleet, bank: FleetBank) -> Counts:
    async with bank.client() as client:
        refresher = fleet.refresher(client)
        return await refresh_all(
            RUN, fleet.work, refresher.run, lanes=4, clock=fleet.clock, sleep=fleet.clock.sleep
        )


async def until_asked(bank: FleetBank, count: int) -> None:
    while len(bank.updates) < count:
        await asyncio.sleep(BEAT)


def test_a_redis_that_sleeps_delays_a_night_and_blocks_nothing(
    redis: OwnRedis, bank: FleetBank
) -> None:
    """
    While Redis does nothing for a second, the loop beats at least once in 100 ms on average, and
    then all units are read once.
    """

    async def work() -> tuple[int, Counts]:
        client: Any = Redis(port=redis.port)
        other: Any = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        await fleet.work.plan(RUN, units(20))
        async with Heart() as heart:
            night = asyncio.create_task(refreshed(fleet, bank))
            await until_asked(bank, 5)
            before = heart.beats
            await other.execute_command("DEBUG", "SLEEP", "1")
            beats = heart.beats - before
            counts = await night
        await client.aclose()
        await other.aclose()
        return beats, counts

    beats, counts = asyncio.run(work())
    assert beats >= 10
    assert (counts.done, counts.open) == (20, 0)
    assert bank.updates == {unit.connection: 1 for unit in units(20)}


def test_a_redis_that_stands_still_is_an_error_of_the_store(redis: OwnRedis) -> None:
    """
    After the timeout of the store, while other coroutines go on; afterwards all goes on.
    """

    async def work() -> None:
        client = Redis(port=redis.port)
        fleet = in_redis(client, Clock(), timeout=1)
        await fleet.work.plan(RUN, units(1))
        async with Heart() as heart:
            os.kill(redis.process.pid, signal.SIGSTOP)
            before = heart.beats
            with pytest.raises(StoreError):
                await fleet.budget.take("a")
            assert heart.beats - before >= 10
            os.kill(redis.process.pid, signal.SIGCONT)
            assert await fleet.work.due(RUN) == units(1)
        await client.aclose()

    asyncio.run(work())


def test_a_night_goes_on_after_redis_is_killed_and_started(
    redis: OwnRedis, bank: FleetBank
) -> None:
    """
    In the middle of it, with an append-only file: nothing is forgotten, no bank is asked twice, no
    unit is lost, and the loop is not blocked.
    """

    async def work() -> tuple[Counts, list[int]]:
        client = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        await fleet.work.plan(RUN, units(20))
        async with Heart() as heart:
            night = asyncio.create_task(refreshed(fleet, bank))
            await until_asked(bank, 5)
            await asyncio.to_thread(redis.kill)
            before = heart.beats
            while heart.beats < before + 20:
                await asyncio.sleep(BEAT)
            await asyncio.to_thread(redis.start)
            counts = await night
        left = [await fleet.budget.left(unit.budget_key) for unit in units(20)]
        await client.aclose()
        return counts, left

    counts, left = asyncio.run(work())
    assert (counts.done, counts.open) == (20, 0)
    assert bank.updates == {unit.connection: 1 for unit in units(20)}
    assert left == [3] * 20


def test_a_redis_that_forgets_in_the_middle_of_a_night(redis: OwnRedis, bank: FleetBank) -> None:
    """
    The night ends, since nothing is open any more. Planned again, all units are read; nobody's bank
    is asked more than twice.
    """
    bank.fetched_on = NOW

    async def work() -> tuple[int, list[Counts]]:
        client: Any = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        await fleet.work.plan(RUN, units(20))
        async with Heart() as heart:
            night = asyncio.create_task(refreshed(fleet, bank))
            await until_asked(bank, 5)
            before = heart.beats
            await client.flushall()
            found = [await night]
            beats = heart.beats - before
            await fleet.work.plan(RUN, units(20))
            found.append(await refreshed(fleet, bank))
        await client.aclose()
        return beats, found

    beats, (first, second) = asyncio.run(work())
    assert beats >= 1
    assert first.open == 0
    assert (second.done, second.open) == (20, 0)
    assert set(bank.updates) == {unit.connection for unit in units(20)}
    assert max(bank.updates.values()) <= 2


@pytest.mark.parametrize("reads", [1, 2, 3])
def test_no_fifth_read_reaches_a_bank_after_redis_has_forgotten(
    redis: OwnRedis, bank: FleetBank, reads: int
) -> None:
    """
    However many runs of the day read before, and however many are planned after: what the provider
    says of its last download stands in for the budget that is lost. A day later all is as before.
    """
    bank.fetched_on = NOW

    async def one_run(fleet: Fleet, number: int) -> list[Any]:
        run = f"run {number}"
        planned = [Unit(**{**unit.to_dict(), "run": run}) for unit in units(2)]
        await fleet.work.plan(run, planned)
        return [await fleet.refresh(bank, unit) for unit in planned]

    async def work() -> tuple[list[Any], list[Any]]:
        client: Any = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        for number in range(reads):
            assert await one_run(fleet, number) == [Done(ROWS)] * 2
            fleet.clock.step(hours=1)
        await client.flushall()
        after = [outcome for number in range(4) for outcome in await one_run(fleet, number)]
        most = max(bank.updates.values())
        fleet.clock.step(hours=24)
        later = await one_run(fleet, 9)
        await client.aclose()
        return [most, *after], later

    (most, *after), later = asyncio.run(work())
    assert most == reads + 1 <= 4
    assert after[:2] == [Done(ROWS)] * 2
    assert {one.reason for one in after[2:] if isinstance(one, Later)} == {"budget"}
    assert later == [Done(ROWS)] * 2


def test_a_run_that_is_forgotten_is_planned_again(redis: OwnRedis, bank: FleetBank) -> None:
    """
    Only the records of a run are gone: the unit is planned anew, and its read counts as before.
    """

    async def work() -> list[int]:
        client: Any = Redis(port=redis.port)
        fleet = in_redis(client, Clock())
        for _ in range(2):
            await fleet.work.plan(RUN, units(2))
            for unit in units(2):
                assert await fleet.refresh(bank, unit) == Done(ROWS)
            await client.delete(*await client.keys("kontokit:work:*"))
            assert await fleet.work.claim(units(1)[0]) is None
        left = [await fleet.budget.left(unit.budget_key) for unit in units(2)]
        await client.aclose()
        return left

    assert asyncio.run(work()) == [2, 2]
    assert bank.updates == {"1": 2, "2": 2}
