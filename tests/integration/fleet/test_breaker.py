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
        clock.step(minutes=61)
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
        await other.worked("a")
        assert await one.not_before("a") is None
        for _ in range(3):
            await other.failed("a")
        assert await one.not_before("a") is None
        clock.step(seconds=2)
        assert await one.not_before("a") is not None

    asyncio.run(work())


def test_failures_count_that_nothing_has_worked_after() -> None:
    """
    A large bank of which one request in a hundred fails is not left alone; one that fails again and
    again is, though it is asked once in ten minutes only.
    """
    store, clock = MemoryStore(), Clock()
    one, other = breaker(store, clock), breaker(store, clock)

    async def work() -> None:
        for _ in range(10):
            assert not await one.failed("large")
            clock.step(seconds=1)
            await other.worked("large")
        opened = list[bool]()
        for _ in range(3):
            opened.append(await one.failed("small"))
            clock.step(minutes=10)
        assert opened == [False, False, True]

    asyncio.run(work())


def test_an_answer_to_what_was_asked_before_says_nothing() -> None:
    """
    Downloads that were begun before the bank failed end while it is left alone.
    """
    store, clock = MemoryStore(), Clock()
    one = breaker(store, clock)

    async def work() -> None:
        asked = clock.time
        for _ in range(3):
            clock.step(seconds=5)
            await one.worked("a", asked_at=asked)
            await one.failed("a")
        clock.step(seconds=5)
        assert not await one.worked("a", asked_at=asked)
        assert await one.not_before("a") is not None
        clock.step(minutes=5)
        assert await one.not_before("a") is None
        assert await one.worked("a", asked_at=clock.time)

    asyncio.run(work())


def test_who_began_before_it_opened_is_stopped_before_the_bank_is_asked() -> None:
    """
    The probe is not.
    """
    store, clock = MemoryStore(), Clock()
    one, other = breaker(store, clock), breaker(store, clock)

    async def work() -> None:
        await one.worked("a")
        begun = clock.time
        assert await other.not_before("a") is None
        assert await other.before_asking("a", begun=begun) is None
        clock.step(seconds=1)
        for _ in range(3):
            await one.failed("a")
        until = await other.before_asking("a", begun=begun)
        assert until is not None
        assert until >= clock.time + timedelta(minutes=5)
        clock.step(minutes=5)
        assert await one.not_before("a") is None
        assert await one.before_asking("a", begun=clock.time) is None
        assert await other.before_asking("a", begun=begun) is not None

    asyncio.run(work())


def test_of_a_bank_that_nobody_has_heard_of_some_units_go_first() -> None:
    """
    Before the first answer as many as would open the breaker, and again after a minute.
    """
    store, clock = MemoryStore(), Clock()
    workers = [breaker(store, clock) for _ in range(10)]

    async def asking() -> int:
        found = [await one.before_asking("a", begun=clock.time) for one in workers]
        moments = [moment - clock.time for moment in found if moment is not None]
        assert all(timedelta(seconds=2) <= wait <= timedelta(seconds=4) for wait in moments)
        return found.count(None)

    async def work() -> None:
        assert await workers[0].not_before("a") is None
        assert await asking() == 3
        assert await workers[0].not_before("a") is not None
        clock.step(minutes=1)
        assert await workers[0].not_before("a") is None
        assert await asking() == 3
        await workers[1].worked("a")
        assert await asking() == 10
        clock.step(minutes=1)
        assert await asking() == 3

    asyncio.run(work())


def test_a_probe_that_worked_by_chance_opens_no_door() -> None:
    """
    The first failure after it opens the breaker again, with the pause it had; a success of another
    unit lets all through.
    """
    store, clock = MemoryStore(), Clock()
    one = breaker(store, clock)

    async def probed() -> None:
        until = await one.not_before("a")
        assert until is not None
        clock.time = until
        assert await one.not_before("a") is None
        assert await one.worked("a", asked_at=clock.time)
        clock.step(seconds=1)

    async def work() -> None:
        for _ in range(3):
            await one.failed("a")
        await probed()
        begun = clock.time
        assert [await one.before_asking("a", begun=begun) for _ in range(3)] == [None] * 3
        assert await one.before_asking("a", begun=begun) is not None
        assert await one.failed("a")
        until = await one.not_before("a")
        assert until is not None
        assert until >= clock.time + timedelta(minutes=6)
        await probed()
        clock.step(seconds=1)
        assert not await one.worked("a")
        assert [await one.failed("a") for _ in range(3)] == [False, False, True]

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
