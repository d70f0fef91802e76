"""
A run in one process: lanes that take due units until none is left.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

import attrs

from kontokit import StoreError

from .clock import Clock, SystemClock, pause
from .events import Observer, RunCounted, tell
from .outcome import Outcome
from .unit import Unit
from .work_list import Counts, WorkList

_LOOK_AGAIN: Final = timedelta(seconds=10)
_STORE_DOWN: Final = 5.0
_GRACE: Final = 30.0
_COUNT_AGAIN: Final = timedelta(minutes=1)


async def refresh_all(
    run: str,
    work: WorkList,
    refresh: Callable[[Unit], Awaitable[Outcome]],
    *,
    lanes: int = 25,
    until: datetime | None = None,
    stop: asyncio.Event | None = None,
    grace: float = _GRACE,
    observers: Sequence[Observer] = (),
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
        until: When the night is over. Nothing is begun after it, and what is in work comes to its
            end; ``WorkList.carry_over`` begins the next run with the rest.
        stop: Set it when the process has to end, such as at SIGTERM. Nothing is begun after it.
        grace: How many seconds units may still take after ``stop``. Then they are given back, and
            the next worker goes on at their steps.
        observers: Called with ``RunCounted`` about once a minute.
        clock: A clock of your own, for tests.
        sleep: How to wait for units that are due later, for tests.

    Returns:
        How far the run has come.

    Raises:
        StoreError: The work list did not work.
    """
    lanes_of = _Lanes(
        run=run,
        work=work,
        refresh=refresh,
        number=lanes,
        until=until,
        observers=tuple(observers),
        clock=clock or SystemClock(),
        sleep=sleep,
    )
    try:
        await lanes_of.work_until(stop or asyncio.Event(), grace)
    finally:
        await lanes_of.close()
    return await lanes_of.counts()


@attrs.define(kw_only=True)
class _Lanes:
    run: str
    work: WorkList
    refresh: Callable[[Unit], Awaitable[Outcome]]
    number: int
    until: datetime | None
    observers: tuple[Observer, ...]
    clock: Clock
    sleep: Callable[[float], Awaitable[None]]
    queue: asyncio.Queue[Unit] = attrs.field(init=False)
    tasks: list[asyncio.Task[None]] = attrs.field(init=False)
    counted: datetime | None = None

    def __attrs_post_init__(self) -> None:
        self.queue = asyncio.Queue(2 * self.number)
        self.tasks = [asyncio.create_task(self._lane()) for _ in range(self.number)]

    async def work_until(self, stop: asyncio.Event, grace: float) -> None:
        """
        Work until nothing is left or the process has to end.
        """
        filling, stopping = (asyncio.create_task(one) for one in (self._fill(), stop.wait()))
        try:
            await asyncio.wait([filling, stopping], return_when=asyncio.FIRST_COMPLETED)
            if filling.done():
                await filling
                return
        finally:
            await _ended([filling, stopping])
        self._drop_queue()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._emptied(), grace)

    async def counts(self) -> Counts:
        """
        Count the units, and tell.
        """
        counts, now = await self.work.counts(self.run), self.clock.now().time
        behind = timedelta() if counts.earliest is None else now - counts.earliest
        lag = max(behind.total_seconds(), 0.0)
        tell(self.observers, RunCounted(self.run, counts, lag))
        self.counted = now
        return counts

    async def close(self) -> None:
        """
        Let units go that are in work still; a refresher gives them back.
        """
        await _ended(self.tasks)

    async def _fill(self) -> None:
        while self.until is None or self.clock.now().time < self.until:
            try:
                wait = await self._queue_due()
            except StoreError:
                wait = _STORE_DOWN  # what was claimed meanwhile is offered again
            if wait is None:
                return
            await self.sleep(wait)
        self._drop_queue()
        await self._emptied()

    async def _queue_due(self) -> float | None:
        """
        Queue what is due.

        Returns:
            How many seconds to wait until more is due; None if nothing is left.
        """
        await self._count_often()
        # Held as long as a claim, so that no unit waits twice in the queue.
        units = await self.work.due(self.run, 2 * self.number, hold=self.work.lease)
        for unit in units:
            await self._unless_broken(asyncio.create_task(self.queue.put(unit)))
        if units:
            return 0.0
        await self._emptied()
        earliest = await self.work.earliest(self.run)
        if earliest is not None:
            return _until(earliest, self.clock.now().time)
        # A table may know what others have changed a little later than it counts it.
        return _LOOK_AGAIN.total_seconds() if (await self.counts()).open else None

    async def _count_often(self) -> None:
        now = self.clock.now().time
        if self.observers and (self.counted is None or now - self.counted >= _COUNT_AGAIN):
            await self.counts()

    async def _lane(self) -> None:
        while True:
            unit = await self.queue.get()
            try:
                with suppress(StoreError):  # the claim ends by itself, and the unit comes again
                    await self.refresh(unit)
            finally:
                self.queue.task_done()

    def _drop_queue(self) -> None:
        """
        Begin nothing more; what was queued is offered again when it is held no longer.
        """
        while not self.queue.empty():
            self.queue.get_nowait()
            self.queue.task_done()

    async def _emptied(self) -> None:
        await self._unless_broken(asyncio.create_task(self.queue.join()))

    async def _unless_broken(self, waited: asyncio.Task[None]) -> None:
        """
        Wait for something that needs the lanes, unless one of them has ended with an error.
        """
        try:
            await asyncio.wait([waited, *self.tasks], return_when=asyncio.FIRST_COMPLETED)
            for task in self.tasks:
                if task.done():
                    task.result()
            await waited
        finally:
            waited.cancel()


async def _ended(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _until(earliest: datetime, now: datetime) -> float:
    wait = min(max(earliest - now, timedelta(seconds=1)), _LOOK_AGAIN)
    return wait.total_seconds()
