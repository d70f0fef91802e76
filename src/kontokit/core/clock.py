"""
The current time, and clocks.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

from .plain_time import plain
from .values import Value, put


class Moment(Value):
    """
    The current time, on two clocks.
    """

    __slots__ = ("steady", "time")
    time: datetime
    """In UTC. This clock can be set, so it can jump."""
    steady: float
    """Seconds on a clock of this process that only runs forward."""

    def __init__(self, *, time: datetime, steady: float) -> None:
        put(self, "time", time)
        put(self, "steady", steady)


class Clock(Protocol):
    """
    A source of the current time; tests pass their own.
    """

    def now(self) -> Moment:
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
        return Moment(time=plain(datetime.now(UTC)), steady=time.monotonic())


class AnchoredClock:
    """
    A clock that starts at the wall clock and then follows the monotonic one, so that it cannot
    be set while it is used.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first = clock.now()

    @property
    def start(self) -> Moment:
        """
        When it was started.
        """
        return self._first

    def now(self) -> Moment:
        """
        The current time.
        """
        # The system clock would look at the wall too.
        is_system = isinstance(self._clock, SystemClock)
        steady = time.monotonic() if is_system else self._clock.now().steady
        passed = timedelta(seconds=steady - self._first.steady)
        return Moment(time=self._first.time + passed, steady=steady)
