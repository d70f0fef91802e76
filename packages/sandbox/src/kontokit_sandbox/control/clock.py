"""
The clock, as tests and the control API move it.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from ..server.clock import Clock
from ..server.service import Call, Handlers, Response

__all__ = ["HANDLERS", "ClockControl", "read_duration"]

HANDLERS: Handlers[ClockControl] = Handlers()

_DURATION = re.compile(
    r"P(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?)"
)


class ClockControl:
    """
    ``sandbox.clock``: moves forward, stands still and runs on. A reset goes back.
    """

    def __init__(self, clock: Clock, lock: AbstractContextManager[object]) -> None:
        """
        Args:
            lock: That of the sandbox: requests that are being handled finish first.
        """
        self._clock = clock
        self._lock = lock

    @property
    def now(self) -> datetime:
        """
        The current time in UTC.
        """
        return self._clock.now()

    @property
    def is_frozen(self) -> bool:
        """
        Whether it stands still.
        """
        return self._clock.is_frozen

    def advance(self, by: timedelta) -> None:
        """
        Move forward: tokens expire, imports finish, rows are booked, notifications are sent.

        Raises:
            ValueError: It is backwards, or more than ten years.
        """
        with self._lock:
            self._clock.advance(by)

    def set(self, to: datetime) -> None:
        """
        Move forward to a time.

        Args:
            to: A time with a zone.

        Raises:
            ValueError: It is in the past, more than ten years ahead, or has no zone.
        """
        with self._lock:
            self._clock.set(to)

    def freeze(self) -> None:
        """
        Stand still, until :meth:`run` or a reset.
        """
        self._clock.freeze()

    def run(self) -> None:
        """
        Run on from the current time.
        """
        self._clock.run()


@HANDLERS.operation("getClock")
def _get(clock: ClockControl, _: Call) -> Response:
    return Response(body=_reading(clock))


@HANDLERS.operation("moveClock")
def _move(clock: ClockControl, call: Call) -> Response:
    if "advance" in call.body:
        clock.advance(read_duration(call.body["advance"]))
    if "set" in call.body:
        clock.set(datetime.fromisoformat(call.body["set"]))
    if "frozen" in call.body:
        (clock.freeze if call.body["frozen"] else clock.run)()
    return Response(body=_reading(clock))


def _reading(clock: ClockControl) -> dict[str, Any]:
    return {"now": clock.now.isoformat(), "frozen": clock.is_frozen}


def read_duration(text: str) -> timedelta:
    """
    Read a duration of ISO 8601 in weeks, days, hours, minutes and seconds, such as ``P1DT2H``.

    Raises:
        ValueError: It is not one.
    """
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ValueError(f"{text!r} is no duration such as P1D, PT90S or P1DT2H")
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
