"""
The breaker of a bank, and an outage of hours.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kontokit.stores import MemoryStore
from kontokit_fleet import BankBreaker, BreakerChanged, Event, refresh_all
from tests.support.fleet_bank import FleetBank, error
from tests.support.fleet_worker import RUN, Clock, Fleet, units

OUTAGE = timedelta(hours=3)


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


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
        await workers[0].failed("a")
        clock.step(minutes=4)
        assert await workers[1].not_before("a") is not None
        clock.step(minutes=1)
        assert await workers[1].not_before("a") is None
        assert await workers[1].worked("a")
        assert not await workers[1].worked("a")
        assert [await one.not_before("a") for one in workers] == [None] * 5

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
