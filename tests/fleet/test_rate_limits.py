"""
A provider that allows a hundred requests a second, and what it says in `Retry-After`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from kontokit.stores import MemoryStore
from kontokit_fleet import Counts, Done, Later, MemoryRateLimiter, RateLimit, refresh_all
from tests.support.fleet_bank import ROWS, FleetBank, error
from tests.support.fleet_worker import RUN, Clock, Fleet, units

PER_SECOND, OURS = 100, 95
(UNIT,) = units(1)
SLOW = timedelta(minutes=5)
"""What a busy machine may take for a unit."""


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


@attrs.define
class Allowance:
    """
    Refuses what is more than a hundred requests in any second of a clock that is set by hand.
    """

    clock: Clock
    times: deque[float] = attrs.field(factory=deque[float])
    refused: int = 0

    def refuse(self, _path: str, _connection: str) -> Any:
        now = self.clock.now().steady
        while self.times and self.times[0] <= now - 1:
            self.times.popleft()
        if len(self.times) < PER_SECOND:
            self.times.append(now)
            return None
        self.refused += 1
        return error(429)  # so that the clock of the test counts


def night(bank: FleetBank, fleet: Fleet, *limits: RateLimit) -> tuple[Counts, list[int]]:
    planned = units(60)

    async def work() -> tuple[Counts, list[int]]:
        await fleet.work.plan(RUN, planned)
        async with bank.client(middleware=limits) as client:
            counts = await refresh_all(
                RUN,
                fleet.work,
                fleet.refresher(client).run,
                lanes=8,
                clock=fleet.clock,
                sleep=fleet.clock.sleep,
            )
        return counts, [await fleet.budget.left(unit.budget_key) for unit in planned]

    return asyncio.run(work())


def test_a_limiter_below_the_limit_meets_no_429(bank: FleetBank) -> None:
    """
    95 a second where 100 are allowed, tokens and polls among them.
    """
    fleet = Fleet(MemoryStore())
    allowance = Allowance(fleet.clock)
    bank.refuse = allowance.refuse
    limiter = MemoryRateLimiter(OURS, clock=fleet.clock, sleep=fleet.clock.sleep)
    counts, left = night(bank, fleet, RateLimit(limiter, "client"))
    assert (counts.done, counts.open, allowance.refused) == (60, 0, 0)
    assert bank.requests > 3 * PER_SECOND
    assert left == [3] * 60


def test_without_a_limiter_nobody_loses_a_read(bank: FleetBank) -> None:
    """
    What is refused is given back and comes later: all users are read in the end, each once. The
    provider is the same as with a limiter.
    """
    fleet = Fleet(MemoryStore())
    fleet.clock.sleep = short_sleep(fleet.clock)  # type: ignore[method-assign]
    allowance = Allowance(fleet.clock)
    # A client that was refused a token waits by a clock of its own.
    bank.refuse = lambda path, asked: (
        None if path.endswith("/token") else allowance.refuse(path, asked)
    )
    counts, left = night(bank, fleet)
    assert allowance.refused > 0
    assert (counts.done, counts.open) == (60, 0)
    assert bank.updates == {unit.connection: 1 for unit in units(60)}
    assert left == [3] * 60


def short_sleep(clock: Clock) -> Any:
    async def sleep(seconds: float) -> None:
        # Polls do not make the clock run here, or the requests would be spread by them.
        clock.step(seconds=seconds if seconds >= 10 else seconds / 1000)
        await asyncio.sleep(0)

    return sleep


@pytest.mark.parametrize("path", ["/token", "/bankConnections/1", "/update", "/transactions"])
@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("86400", timedelta(days=1)),
        ("99999999999999999999", timedelta(days=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=1)),
        ("-5", timedelta(minutes=1)),
        ("soon", timedelta(minutes=1)),
        ("1e3, 7; \x7f", timedelta(minutes=1)),
    ],
)
def test_whatever_a_provider_says_the_unit_comes_back(
    bank: FleetBank, path: str, said: str, most: timedelta
) -> None:
    """
    Within a day, with no read lost; what makes no sense is a minute. The worker does not wait.
    """
    refused = error(429, Retry_After=said)
    bank.refuse = lambda asked, _: refused if asked.endswith(path) else None
    fleet = Fleet(MemoryStore(), clock=Clock(datetime.now(UTC)))  # that of the client

    async def work() -> tuple[Any, Any, int]:
        await fleet.work.plan(RUN, [UNIT])
        first = await fleet.refresh(bank, UNIT)
        assert isinstance(first, Later)
        assert first.reason == "rate_limit"
        assert fleet.clock.time <= first.not_before <= fleet.clock.time + most + SLOW
        bank.refuse = lambda *_: None
        fleet.clock.time = first.not_before
        again = await fleet.refresh(bank, UNIT)
        return first, again, await fleet.budget.left(UNIT.budget_key)

    _, again, left = asyncio.run(work())
    assert again == Done(ROWS)
    assert bank.updates == {UNIT.connection: 1}
    assert left >= 3  # a day later the read before it counts no more
