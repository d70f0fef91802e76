"""
Time, processes that die, and a second worker that steps in.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from tests.faults.schedule import Schedule
from tests.faults.shared import START
from tests.support.order_marks import forget_orders
from tests.support.scripted_caller import Clock


class Crash(BaseException):
    """
    The process dies here.
    """


class Life:
    """
    One process that works on the flow. After its crash it does nothing more.
    """

    def __init__(self) -> None:
        self.is_over = False


class World:
    """
    Time, the points at which a process may die, and the moments of a second worker.
    """

    def __init__(self, plan: Schedule) -> None:
        forget_orders()  # those of other schedules, which belong to other banks
        self.plan = plan
        self.clock = Clock(START)
        self.begun = self.clock.time
        self.trace: list[str] = []
        self.life = Life()
        self.crashes = 0
        self.unclear_crashes = 0
        """Those after which no one can know what became of a request that moves the order."""
        self.approval: datetime | None = None
        """When the user approves elsewhere."""
        self.approve: Callable[[], None] = _nothing
        self.told: str | None = None
        """The address of the order that the client was told last."""
        self.known: str | None = None
        """The same, as soon as it is written down, so that no crash can lose it."""
        self.intrude: Callable[[], Awaitable[None]] | None = None
        """What the second worker does."""
        self._points = 0
        self._moments = 0
        self._is_intruding = False

    def note(self, text: str) -> None:
        """
        Write down what happens, with the time since the beginning.
        """
        passed = (self.clock.time - self.begun).total_seconds()
        who = "  second worker: " if self._is_intruding else ""
        self.trace.append(f"{passed:9.1f} s  {who}{text}")

    def wrote(self) -> None:
        """
        The record was written, and with it what the client was told.
        """
        self.known = self.told

    def check(self) -> None:
        """
        A dead process does nothing.
        """
        if self.life.is_over:
            raise Crash

    def point(self, name: str, *, is_clear: bool) -> None:
        """
        A point at which the process may die. The second worker never does.

        Args:
            name: What was about to be done, or was done.
            is_clear: Whether no request that moves the order is under way.
        """
        self.check()
        if self._is_intruding:
            return
        number, self._points = self._points, self._points + 1
        if number in self.plan.crashes:
            self.note(f"CRASH {name}")
            self.crashes += 1
            self.unclear_crashes += not is_clear
            self.life.is_over = True
            self.told = self.known
            raise Crash

    async def moment(self) -> None:
        """
        A moment at which a second worker may step in.
        """
        if self._is_intruding or self.intrude is None:
            return
        number, self._moments = self._moments, self._moments + 1
        if number not in self.plan.intrusions:
            return
        life, self.life, self._is_intruding = self.life, Life(), True
        try:
            await self.intrude()
        finally:
            self.life, self._is_intruding = life, False

    def pass_time(self, seconds: float) -> None:
        """
        Let time pass, in which the user may approve the order.
        """
        until = self.clock.time + timedelta(seconds=max(0.0, seconds))
        if self.approval is not None and self.approval <= until:
            self._move(self.approval)
            self.approval = None
            self.note("the user approves in the app")
            self.approve()
        self._move(until)

    def _move(self, until: datetime) -> None:
        self.clock.sleep(max(0.0, (until - self.clock.time).total_seconds()))

    async def sleep(self, seconds: float) -> None:
        """
        What the client does instead of sleeping.
        """
        self.check()
        self.pass_time(seconds)
        await self.moment()


class WatchedStore:
    """
    A store in which every writing is a point.
    """

    def __init__(self, inner: Any, world: World) -> None:
        self._inner = inner
        self._world = world
        self._life = world.life

    def swap(self, key: str, expected: bytes | None, record: bytes, /, **settings: Any) -> bool:
        self._check()
        told = json.loads(record)
        state, asks = told["state"], self._only_asks(told)
        is_begin = state == "sending"
        self._world.point(f"before writing {state}", is_clear=is_begin or asks)
        done: bool = self._inner.swap(key, expected, record, **settings)
        self._world.wrote()
        self._world.point(f"after writing {state}", is_clear=asks or not is_begin)
        return done

    def load(self, key: str, /) -> Any:
        self._check()
        return self._inner.load(key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _only_asks(self, record: dict[str, Any]) -> bool:
        action = record.get("action")
        is_poll = action == "poll" and self._world.plan.api == "banksapi"
        return is_poll or action in ("look", "cancel")

    def _check(self) -> None:
        if self._life.is_over:
            raise Crash


def run_blocking(work: Any) -> Any:
    """
    Run a coroutine that never waits for anything outside.
    """
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("a blocking client has nothing to wait for")


def _nothing() -> None:
    pass
