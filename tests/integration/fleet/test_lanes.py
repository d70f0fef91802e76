"""
A run in one process with plain asyncio, back-pressure, and one loop for workers of threads.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from kontokit import StoreError
from kontokit.stores import MemoryStore
from kontokit_fleet import (
    Done,
    Event,
    Later,
    LoopThread,
    Outcome,
    RunCounted,
    StoreTable,
    Unit,
    WorkList,
    refresh_all,
)
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import RUN, Clock, Fleet, units


def made(clock: Clock) -> WorkList:
    return WorkList(StoreTable(MemoryStore(), clock=clock), clock=clock)


def test_all_units_are_refreshed_and_later_ones_waited_for() -> None:
    """
    No more at once than there are lanes; the run is over when nothing is open.
    """
    clock = Clock()
    work_list, at_once, most = made(clock), 0, 0

    async def refresh(unit: Unit) -> Outcome:
        nonlocal at_once, most
        claim = await work_list.claim(unit)
        if claim is None:
            return Later(clock.time, "claimed")
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.001)
        is_first = unit.connection == "7" and clock.time < begun + timedelta(hours=1)
        outcome = Later(begun + timedelta(hours=1), "busy") if is_first else Done(1)
        await claim.settle(outcome)
        at_once -= 1
        return outcome

    begun = clock.time

    async def work() -> Any:
        await work_list.plan(RUN, units(40))
        return await refresh_all(RUN, work_list, refresh, lanes=5, clock=clock, sleep=clock.sleep)

    counts = asyncio.run(work())
    assert (counts.done, counts.open) == (40, 0)
    assert 1 < most <= 5
    assert clock.time >= begun + timedelta(hours=1)


def test_the_night_ends_in_time() -> None:
    """
    What is left stays due.
    """
    clock = Clock()
    work_list = made(clock)
    until = clock.time + timedelta(minutes=10)

    async def refresh(unit: Unit) -> Outcome:
        await clock.sleep(60)
        claim = await work_list.claim(unit)
        if claim is not None:
            await claim.settle(Done(1))
        return Done(1)

    async def work() -> Any:
        await work_list.plan(RUN, units(500))
        return await refresh_all(
            RUN, work_list, refresh, lanes=2, until=until, clock=clock, sleep=clock.sleep
        )

    counts = asyncio.run(work())
    assert 0 < counts.done < 60
    assert counts.total == 500


def test_an_error_of_the_table_is_waited_out_and_another_one_is_raised() -> None:
    """
    A store that is down for a moment does not end the night; an error of the program does.
    """
    clock = Clock()
    work_list, fails = made(clock), [True]

    async def refresh(unit: Unit) -> Outcome:
        if fails:
            fails.clear()
            raise StoreError("down")
        claim = await work_list.claim(unit)
        if claim is not None:
            await claim.settle(Done(1))
        return Done(1)

    async def broken(_: Unit) -> Outcome:
        raise ValueError("a bug")

    async def work(how: Any) -> Any:
        await work_list.plan(RUN, units(3))
        return await refresh_all(RUN, work_list, how, lanes=2, clock=clock, sleep=clock.sleep)

    assert asyncio.run(work(refresh)).done == 3
    work_list = made(clock)
    with pytest.raises(ValueError, match="a bug"):
        asyncio.run(work(broken))


def test_a_queue_never_holds_more_than_its_room() -> None:
    """
    A pump that puts out what fits keeps a queue short, however many units are planned.
    """
    clock = Clock()
    work_list, queue, room = made(clock), list[Unit](), 10

    async def work() -> None:
        await work_list.plan(RUN, units(300))
        done = 0
        while done < 300:
            queue.extend(await work_list.due(RUN, room - len(queue), hold=timedelta(hours=1)))
            assert len(queue) <= room
            for unit in [queue.pop(0) for _ in range(min(4, len(queue)))]:
                claim = await work_list.claim(unit)
                assert claim is not None
                await claim.settle(Done(1))
                done += 1

    asyncio.run(work())


def test_a_process_that_is_stopped_begins_nothing_and_gives_back_what_is_slow() -> None:
    """
    What ends within the grace ends; the rest is due at once, for another process.
    """
    clock = Clock()
    work_list, stop, given_back = made(clock), asyncio.Event(), list[str]()

    async def refresh(unit: Unit) -> Outcome:
        claim = await work_list.claim(unit)
        assert claim is not None
        if len(begun) == 3:
            stop.set()
        begun.append(unit.connection)
        try:
            await asyncio.sleep(0.01 if unit.connection == begun[0] else 60)
        except asyncio.CancelledError:
            await claim.release()
            given_back.append(unit.connection)
            raise
        await claim.settle(Done(1))
        return Done(1)

    begun: list[str] = []

    async def work() -> Any:
        await work_list.plan(RUN, units(40))
        before = asyncio.all_tasks()
        counts = await refresh_all(
            RUN, work_list, refresh, lanes=4, stop=stop, grace=0.2, clock=clock, sleep=clock.sleep
        )
        assert asyncio.all_tasks() == before
        return counts

    counts = asyncio.run(work())
    assert len(begun) == 4
    assert given_back == begun[1:]
    assert (counts.done, counts.running, counts.open) == (1, 0, 39)
    assert counts.later == {"stopped": 3}


def test_a_run_that_is_cancelled_leaves_no_task_behind() -> None:
    """
    Also while its queue is full.
    """
    clock = Clock()
    work_list = made(clock)

    async def refresh(_: Unit) -> Outcome:
        await asyncio.sleep(60)
        return Done(1)

    async def work() -> None:
        await work_list.plan(RUN, units(40))
        before = asyncio.all_tasks()
        task = asyncio.create_task(refresh_all(RUN, work_list, refresh, lanes=2, clock=clock))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == before

    asyncio.run(work())


def test_a_run_is_counted_while_it_goes_on() -> None:
    """
    Once a minute, and at its end; the lag is how long the earliest unit has been due.
    """
    clock = Clock()
    work_list, seen = made(clock), list[Event]()

    async def refresh(unit: Unit) -> Outcome:
        await clock.sleep(20)
        claim = await work_list.claim(unit)
        if claim is not None:
            await claim.settle(Done(1))
        return Done(1)

    async def work() -> Any:
        await work_list.plan(RUN, units(30))
        return await refresh_all(
            RUN, work_list, refresh, lanes=1, observers=(seen.append,), clock=clock,
            sleep=clock.sleep,
        )  # fmt: skip

    counts = asyncio.run(work())
    told = [one for one in seen if isinstance(one, RunCounted)]
    assert 5 <= len(told) <= 17
    assert [one.counts.done for one in told] == sorted(one.counts.done for one in told)
    assert told[0].lag == 0.0
    assert max(one.lag for one in told) > 60.0
    assert told[-1] == RunCounted(RUN, counts, 0.0)


def test_threads_share_one_loop() -> None:
    """
    As in a worker of Celery: each thread calls the same refresher, and none meets a closed loop.
    """
    fleet = Fleet(MemoryStore())
    with FleetBank() as bank, LoopThread() as loop, ThreadPoolExecutor(4) as threads:
        loop.call(fleet.work.plan(RUN, units(8)))
        client = loop.make(bank.client)
        refresher = fleet.refresher(client)
        found = list(threads.map(lambda unit: loop.call(refresher.run(unit)), units(8)))
        assert found == [Done(ROWS)] * 8
        loop.call(client.close())
    loop.close()
    assert bank.updates == {unit.connection: 1 for unit in units(8)}


def test_closing_a_loop_cancels_what_runs() -> None:
    """
    A unit is given back, and the caller learns of it.
    """
    loop, ended = LoopThread(), list[str]()

    async def forever() -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    async def begin() -> Any:
        return asyncio.get_running_loop().create_task(forever())

    loop.call(begin())
    loop.call(asyncio.sleep(0))
    loop.close()
    assert ended == ["cancelled"]
