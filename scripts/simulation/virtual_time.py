"""
An event loop whose clock jumps to the next timer instead of waiting for it.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

from kontokit.core.clock import Moment

T = TypeVar("T")
BEGIN: Final = datetime(2040, 11, 28, tzinfo=UTC)
"""Midnight. Any day does: nothing in a simulation reads the clock of the machine."""


class VirtualClock:
    """
    The clock of a loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def now(self) -> Moment:
        """
        The current time of the loop.
        """
        steady = self._loop.time()
        return Moment(time=BEGIN + timedelta(seconds=steady), steady=steady)


class _Selector(selectors.SelectSelector):
    """
    Never waits: nothing but timers happens in a simulation.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("the simulation waits for something that never happens")
        self.now += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """
    A loop in which hours pass in no time.
    """

    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        """
        Seconds since the simulation has begun.
        """
        return self._virtual.now


def run(main: Coroutine[Any, Any, T], loop: VirtualLoop) -> T:
    """
    Run a coroutine in a loop, and close the loop.
    """
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(main)
