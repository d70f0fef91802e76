"""
A run in one process: lanes that take due units until none is left.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from kontokit import StoreError

from .clock import Clock, SystemClock, pause
from .outcome import Outcome
from .unit import Unit
from .work_list import Counts, WorkList

_LOOK_AGAIN: Final = timedelta(seconds=10)
_STORE_DOWN: Final = 5.0


async def refresh_all(
    run: str,
    work: WorkList,
    refresh: Callable[[Unit], Awaitable[Outcome]],
    *,
    lanes: int = 25,
    until: datetime | None = None,
    clock: Clock | None = None,
    sleep: Callable[[float], Awaitable[None]] = pause,
) -> Counts:
    """
    Refresh all units of a run with plain asyncio. Started again after a kill, it goes on.

    Args:
        run: The run, which is planned already.
        work: The units.
        refresh: ``Refresher.run``.
        lanes: How many units are in work at once; more than 50 in one process make it slower.
        until: When to stop, although units are left.
        clock: A clock of your own, for tests.
        sleep: How to wait for units that are due later, for tests.

    Returns:
        How far the run has come.

    Raises:
        StoreError: The work list did not work.
    """
    clock = clock or SystemClock()
    queue: asyncio.Queue[Unit] = asyncio.Queue(2 * lanes)
    lane_tasks = [asyncio.create_task(_lane(queue, refresh)) for _ in range(lanes)]
    try:
        while until is None or clock.now().time < until:
            try:
                wait = await _fill(queue, run, work, lanes, lane_tasks, clock)
            except StoreError:
                wait = _STORE_DOWN  # what was claimed meanwhile is offered again
            if wait is None:
                break
            await sleep(wait)
        await _emptied(queue, lane_tasks)
        return await work.counts(run)
    finally:
        for task in lane_tasks:
            task.cancel()
        await asyncio.gather(*lane_tasks, return_exceptions=True)


async def _fill(
    queue: asyncio.Queue[Unit],
    run: str,
    work: WorkList,
    lanes: int,
    lane_tasks: list[asyncio.Task[None]],
    clock: Clock,
) -> float | None:
    """
    Queue what is due.

    Returns:
        How many seconds to wait until more is due; None if nothing is left.
    """
    # Held as long as a claim, so that no unit waits twice in the queue.
    units = await work.due(run, 2 * lanes, hold=work.lease)
    for unit in units:
        await _put(queue, unit, lane_tasks)
    if units:
        return 0.0
    await _emptied(queue, lane_tasks)
    earliest = await work.earliest(run)
    if earliest is not None:
        return _until(earliest, clock.now().time)
    # A table may know what others have changed a little later than it counts it.
    return _LOOK_AGAIN.total_seconds() if (await work.counts(run)).open else None


async def _lane(queue: asyncio.Queue[Unit], refresh: Callable[[Unit], Awaitable[Outcome]]) -> None:
    while True:
        unit = await queue.get()
        try:
            with suppress(StoreError):  # the claim ends by itself, and the unit is offered again
                await refresh(unit)
        finally:
            queue.task_done()


async def _put(
    queue: asyncio.Queue[Unit], unit: Unit, lane_tasks: list[asyncio.Task[None]]
) -> None:
    await _unless_broken(asyncio.create_task(queue.put(unit)), lane_tasks)


async def _emptied(queue: asyncio.Queue[Unit], lane_tasks: list[asyncio.Task[None]]) -> None:
    await _unless_broken(asyncio.create_task(queue.join()), lane_tasks)


async def _unless_broken(waited: asyncio.Task[None], lane_tasks: list[asyncio.Task[None]]) -> None:
    """
    Wait for something that needs the lanes, unless one of them has ended with an error.
    """
    await asyncio.wait([waited, *lane_tasks], return_when=asyncio.FIRST_COMPLETED)
    for task in lane_tasks:
        if task.done():
            waited.cancel()
            task.result()
    await waited


def _until(earliest: datetime, now: datetime) -> float:
    wait = min(max(earliest - now, timedelta(seconds=1)), _LOOK_AGAIN)
    return wait.total_seconds()
