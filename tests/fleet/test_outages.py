"""
Hours in which a bank is down, a Redis that stands still, restarts or forgets, and large runs.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kontokit.stores import MemoryStore
from kontokit_fleet import (
    BreakerChanged,
    Counts,
    Done,
    Event,
    Outcome,
    StoreTable,
    Unit,
    WorkList,
    refresh_all,
)
from tests.support.fleet_bank import FleetBank, error
from tests.support.fleet_worker import RUN, Clock, Fleet, units

OUTAGE = timedelta(hours=3)


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


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
