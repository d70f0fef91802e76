"""
Rate limits: in memory, and in Redis for all processes by its clock.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from kontokit import ArgumentError, AttemptInfo, CallInfo, CallOutcome
from kontokit.stores import MemoryStore
from kontokit_fleet import (
    Event,
    LimiterWaited,
    MemoryRateLimiter,
    RateLimit,
    RateWaitError,
    RedisRateLimiter,
    RequestLimited,
    TokenRequested,
    refresh_all,
)
from tests.support.fleet_bank import FleetBank, error
from tests.support.fleet_worker import RUN, Clock, Fleet, units


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


def test_requests_leave_at_an_even_rate() -> None:
    """
    Ten a second: the first at once, each further one a tenth later; each key for itself.
    """
    clock = Clock()
    limiter = MemoryRateLimiter(10, clock=clock, sleep=clock.sleep)

    async def work() -> list[float]:
        await limiter.slot("other")
        begun = clock.time
        moments = []
        for _ in range(5):
            await limiter.slot("a")
            moments.append((clock.time - begun).total_seconds())
        return moments

    assert asyncio.run(work()) == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4], abs=1e-4)


def test_a_burst_follows_a_quiet_time() -> None:
    """
    Three more at once, and then the even rate again.
    """
    clock = Clock()
    limiter = MemoryRateLimiter(10, burst=3, clock=clock, sleep=clock.sleep)
    waits = asyncio.run(_waits(limiter, 6))
    assert waits == pytest.approx([0, 0, 0, 0, 0.1, 0.1], abs=1e-4)


def test_what_would_wait_too_long_takes_no_slot() -> None:
    """
    The error says when there is room.
    """
    clock = Clock()
    limiter = MemoryRateLimiter(1, clock=clock, sleep=clock.sleep)

    async def work() -> None:
        await limiter.slot("a")
        deadline = clock.time + timedelta(seconds=0.5)
        for _ in range(3):
            with pytest.raises(RateWaitError) as caught:
                await limiter.slot("a", deadline=deadline)
            assert caught.value.not_before == clock.time + timedelta(seconds=1)
        await limiter.hold("a", 60)
        assert await limiter.slot("a") == pytest.approx(60)

    asyncio.run(work())


@pytest.mark.parametrize(("per_second", "burst"), [(0, 0), (-1, 0), (float("nan"), 0), (1, -1)])
def test_a_rate_is_above_zero(per_second: float, burst: int) -> None:
    """
    Said when the limiter is made.
    """
    with pytest.raises(ArgumentError):
        MemoryRateLimiter(per_second, burst=burst)


def test_redis_spaces_the_requests_of_all_workers(redis_port: int) -> None:
    """
    The waits of two limiters interleave as those of one; a burst, a hold and a deadline count too.
    """

    async def work() -> None:
        from redis.asyncio import Redis

        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)

        client = Redis(port=redis_port)
        one, other = (RedisRateLimiter(client, 0.1, burst=1, sleep=sleep) for _ in range(2))
        waits = [await limiter.slot("a") for limiter in (one, other, one, other)]
        assert waits[:2] == [0, 0]
        assert waits[2:] == pytest.approx([10, 20], abs=5)
        assert slept == waits[2:]
        with pytest.raises(RateWaitError):
            await one.slot("a", deadline=datetime.now(UTC) + timedelta(seconds=1))
        await one.hold("b", 30)
        assert await other.slot("b") == pytest.approx(30, abs=5)
        await client.flushall()
        assert await one.slot("a") == 0
        await client.script_flush()
        assert await one.slot("c") == 0
        await client.aclose()

    asyncio.run(work())


PROGRAM = """
import asyncio, sys
from redis.asyncio import Redis
from kontokit_fleet import RedisRateLimiter

async def work():
    client = Redis(port=int(sys.argv[1]))
    async def sleep(_): pass
    limiter = RedisRateLimiter(client, 0.01, sleep=sleep)
    for _ in range(25):
        print(await limiter.slot("shared"))
    await client.aclose()

asyncio.run(work())
"""


def test_processes_get_slots_of_their_own(redis_port: int) -> None:
    """
    Of 50 slots that two processes take, no two are at the same time.
    """
    command = [sys.executable, "-c", PROGRAM, str(redis_port)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    waits = sorted(float(line) for one in running for line in one.communicate()[0].splitlines())
    assert len(waits) == 50
    assert all(later - earlier > 50 for earlier, later in pairwise(waits))


def test_a_storm_of_429_costs_nobody_a_read(bank: FleetBank) -> None:
    """
    Every second request is refused: all units are read in the end, and each update counts once.
    """
    fleet, clock = Fleet(MemoryStore()), Clock()
    refused: list[str] = []

    def refuse(path: str, _: str) -> Any:
        if not path.endswith("/update") or len(refused) > 40 or bank.requests % 2:
            return None
        refused.append(path)
        return error(429, Retry_After="7" if bank.requests % 3 else "soon")

    bank.refuse = refuse

    async def work() -> Any:
        await fleet.work.plan(RUN, units(20))
        limit = RateLimit(MemoryRateLimiter(95, clock=clock, sleep=clock.sleep), "client")
        async with bank.client(middleware=(limit,)) as client:
            counts = await refresh_all(
                RUN,
                fleet.work,
                fleet.refresher(client).run,
                lanes=4,
                clock=fleet.clock,
                sleep=fleet.clock.sleep,
            )
        return counts, [await fleet.budget.left(unit.budget_key) for unit in units(20)]

    counts, left = asyncio.run(work())
    assert refused
    assert counts.done == 20
    assert left == [3] * 20
    assert set(bank.updates.values()) == {1}


def test_the_pause_after_429s_grows_while_they_follow_at_once() -> None:
    """
    Those that were under way do not count; a minute without any begins anew.
    """
    clock, pauses = Clock(), list[float]()

    class Limiter(MemoryRateLimiter):
        async def hold(self, key: str, seconds: float) -> None:
            pauses.append(round(seconds, 1))

    call = CallInfo(
        operation="any", method="GET", route=None, server_address="bank.invalid",
        server_port=443, correlation_id="", reaches_bank=False,
    )  # fmt: skip
    attempt = AttemptInfo(call=call, attempt=1, header_names=())
    refused = CallOutcome(
        status=429, error=None, code=None, request_id=None, seconds=0.1, attempts=1
    )

    async def work() -> None:
        loop = asyncio.get_running_loop()
        loop.time = lambda: clock.time.timestamp()  # type: ignore[method-assign]
        limit = RateLimit(Limiter(10, clock=clock), "client")
        for seconds in (0.0, 0.4, 0.7, 2.1, 30.0, 100.0):
            clock.step(seconds=seconds)
            await limit.after_attempt(attempt, refused)

    asyncio.run(work())
    assert pauses == [1.0, 0.6, 2.0, 4.0, 4.0, 1.0]


def test_waits_429s_and_tokens_are_told(bank: FleetBank) -> None:
    """
    Each request has waited for its slot, those for tokens too.
    """
    clock, seen, fleet = Clock(), list[Event](), Fleet(MemoryStore())
    limiter = MemoryRateLimiter(2, clock=clock, sleep=clock.sleep)
    bank.refuse = lambda path, _: error(429) if path.endswith("/update") else None

    async def work() -> None:
        await fleet.work.plan(RUN, units(2))
        limit = RateLimit(limiter, "client", observers=(seen.append,))
        async with bank.client(middleware=(limit,)) as client:
            refresher = fleet.refresher(client)
            await asyncio.gather(*(refresher.run(unit) for unit in units(2)))

    asyncio.run(work())
    waits = [one.seconds for one in seen if isinstance(one, LimiterWaited)]
    assert len(waits) == bank.requests == 6
    assert sum(waits) > 0
    assert seen.count(TokenRequested("client")) == 2
    assert seen.count(RequestLimited("client")) == 2


async def _waits(limiter: MemoryRateLimiter, count: int) -> list[float]:
    return [await limiter.slot("a") for _ in range(count)]
