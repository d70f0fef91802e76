"""
The current time, and how to wait; tests pass their own.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import NamedTuple, Protocol


class Moment(NamedTuple):
    """
    The current time, on two clocks.
    """

    time: datetime
    """In UTC."""
    steady: float
    """Seconds on a clock that only runs forward."""


class ReadsTime(Protocol):
    """
    What a moment of any clock has.
    """

    @property
    def time(self) -> datetime:
        """
        In UTC.
        """
        ...

    @property
    def steady(self) -> float:
        """
        Seconds on a clock that only runs forward.
        """
        ...


class Clock(Protocol):
    """
    A source of the current time, such as a clock of the runtime.
    """

    def now(self) -> ReadsTime:
        """
        The current time.
        """
        ...


class SystemClock:
    """
    The clocks of this machine.
    """

    def now(self) -> Moment:
        """
        The current time.
        """
        return Moment(datetime.now(UTC), time.monotonic())


async def pause(seconds: float) -> None:
    """
    Wait.
    """
    await asyncio.sleep(seconds)
