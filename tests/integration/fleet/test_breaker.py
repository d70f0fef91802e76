"""
The breaker of a bank.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from kontokit.stores import MemoryStore
from kontokit_fleet import BankBreaker
from tests.support.fleet_worker import Clock


def breaker(store: MemoryStore, clock: Clock, **more: Any) -> BankBreaker:
    return BankBreaker(store, clock=clock, failures=3, known_for=timedelta(0), **more)


def test_some_failures_open_it_for_all_workers() -> None:
    """
    Another bank is not touched, and failures that lie apart do not count together.
    """
    store, clock = MemoryStore(), Clock()
    one, other = breaker(store, clock), breaker(store, clock)

    async def work() -> None:
        assert not await one.failed("a")
        clock.step(minutes=6)
        assert [await one.failed("a") for _ in range(3)] == [False, False, True]
        until = await other.not_before("a")
        assert until is not None
        assert clock.time + timedelta(minutes=5) <= until <= clock.time + timedelta(minutes=5.5)
        assert await other.not_before("b") is None

    asyncio.run(work())


def test_one_probe_at_a_time() -> None:
    """
    After the pause one worker may ask, and the first success lets all through.
    """
    store, clock = MemoryStore(), Clock()
    workers = [breaker(store, clock) for _ in range(5)]

    async def work() -> None:
        for _ in range(3):
            await workers[0].failed("a")
        clock.step(minutes=5)
        found = await asyncio.gather(*(one.not_before("a") for one in workers))
        assert found.count(None) == 1
        assert not await workers[0].failed("a")  # it is open already
        clock.step(minutes=4)
        assert await workers[1].not_before("a") is not None
        clock.step(minutes=1)
        assert await workers[1].not_before("a") is None
        assert await workers[1].worked("a")
        assert not await workers[1].worked("a")
        assert [await one.not_before("a") for one in workers] == [None] * 5

    asyncio.run(work())


def test_the_longer_it_is_open_the_further_apart_its_units_come_back() -> None:
    """
    After an hour, those of a large bank are spread over minutes.
    """
    store, clock = MemoryStore(), Clock()
    one = breaker(store, clock)

    async def spread() -> timedelta:
        found = [await one.not_before("a") for _ in range(200)]
        moments = [moment for moment in found if moment is not None]
        return max(moments) - min(moments)

    async def work() -> None:
        for _ in range(3):
            await one.failed("a")
        assert await spread() <= timedelta(seconds=30)
        for _ in range(9):
            clock.step(minutes=10)
            assert await one.not_before("a") is None
        assert timedelta(minutes=3) < await spread() <= timedelta(minutes=5)

    asyncio.run(work())


def test_a_bank_that_works_is_not_looked_up_each_time() -> None:
    """
    What is known of it lasts for two seconds.
    """
    store, clock = MemoryStore(), Clock()
    one, other = BankBreaker(store, clock=clock, failures=1), breaker(store, clock)

    async def work() -> None:
        assert await one.not_before("a") is None
        for _ in range(3):
            await other.failed("a")
        assert await one.not_before("a") is None
        clock.step(seconds=2)
        assert await one.not_before("a") is not None

    asyncio.run(work())


def test_a_damaged_record_leaves_no_bank_alone() -> None:
    """
    It is written anew.
    """
    store, clock = MemoryStore(), Clock()

    async def work() -> None:
        await breaker(store, clock).failed("a")
        (key,) = store._records  # pyright: ignore[reportPrivateUsage]
        store.save(key, b"{")
        assert await breaker(store, clock).not_before("a") is None
        assert not await breaker(store, clock).failed("a")

    asyncio.run(work())
