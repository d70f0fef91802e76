"""
The clock of the sandbox, which tests can move forward and stop.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .timeline import BERLIN, Timeline

__all__ = ["BERLIN", "FURTHEST", "Clock", "ClockState", "berlin_text", "zoned_text"]

FURTHEST = timedelta(days=3653)
"""How far the clock moves at once: ten years."""


@dataclass(frozen=True, kw_only=True)
class ClockState:
    """
    Everything that tells the time, to go on later or in another process.
    """

    ahead: timedelta
    """How far it is ahead of the real time, while it runs."""
    frozen_at: datetime | None
    """Where it stands, if it does not run."""
    position: datetime
    """Everything up to here has been carried out."""


class Clock:
    """
    Shows the real time, or another one that runs on or stands still.

    Whenever it moves, :attr:`timeline` carries out what falls due.
    """

    def __init__(self, start: str = "now") -> None:
        """
        Args:
            start: ``now`` for the real time; ``TIME``, in ISO 8601 and in Berlin without a zone, to
                run on from there; ``frozen:TIME`` to stand still there.

        Raises:
            ValueError: It is none of these.
        """
        self._start, self._is_frozen_at_start = _read(start)
        self._steps = timedelta()
        self._ahead = timedelta()
        self._frozen_at: datetime | None = None
        # An event must see its own time, but other threads must not see it.
        self._thread = threading.local()
        self._rewind()
        self.timeline = Timeline(self.now())

    def now(self) -> datetime:
        """
        Return the current time in UTC; while an event is carried out, the time of the event.
        """
        if getattr(self._thread, "carries_out", False):
            return self.timeline.position
        # Real time goes on underneath, so that a client that sleeps sees it pass.
        return self._frozen_at or datetime.now(UTC) + self._ahead

    def steady(self) -> float:
        """
        Return monotonic seconds from an arbitrary start. They go on while the clock stands.
        """
        return time.monotonic() + self._steps.total_seconds()

    @property
    def is_frozen(self) -> bool:
        """
        Whether it stands still.
        """
        return self._frozen_at is not None

    def advance(self, by: timedelta) -> None:
        """
        Move forward, and carry out what falls due in between.

        Raises:
            ValueError: It is backwards, or more than ten years.
        """
        if by < timedelta():
            raise ValueError("the clock only moves forward; reset the sandbox to go back")
        if by > FURTHEST:
            raise ValueError("the clock moves at most ten years at once")
        self._steps += by
        if self._frozen_at is None:
            self._ahead += by
        else:
            self._frozen_at += by
        self.catch_up()

    def set(self, to: datetime) -> None:
        """
        Move forward to a time, and carry out what falls due in between.

        Args:
            to: A time with a zone.

        Raises:
            ValueError: It is in the past, more than ten years ahead, or has no zone.
        """
        if to.tzinfo is None:
            raise ValueError("the time needs a zone")
        self.advance(to - self.now())

    def freeze(self) -> None:
        """
        Stand still.
        """
        self._frozen_at = self.now()

    def run(self) -> None:
        """
        Run on from the current time.
        """
        if self._frozen_at is not None:
            self._ahead = self._frozen_at - datetime.now(UTC)
            self._frozen_at = None

    def catch_up(self) -> None:
        """
        Carry out what has fallen due. Called before each request, because real time passes.
        """
        now = self.now()
        self._thread.carries_out = True
        try:
            self.timeline.carry_out(now)
        finally:
            self._thread.carries_out = False

    def reset(self) -> None:
        """
        Go back to the start, and forget what would have fallen due.
        """
        self._rewind()
        self.timeline.position = self.now()

    @property
    def state(self) -> ClockState:
        """
        Everything that tells the time.
        """
        return ClockState(
            ahead=self._ahead, frozen_at=self._frozen_at, position=self.timeline.position
        )

    def restore(self, state: ClockState) -> None:
        """
        Go on as another clock did. What has fallen due since is carried out with the next request.
        """
        self._ahead, self._frozen_at = state.ahead, state.frozen_at
        self.timeline.position = state.position

    def _rewind(self) -> None:
        self._steps = self._ahead = timedelta()
        self._frozen_at = self._start if self._is_frozen_at_start else None
        if self._start is not None:
            self._ahead = self._start - datetime.now(UTC)


def berlin_text(moment: datetime) -> str:
    """
    Format a time as local time in Berlin without a zone: ``YYYY-MM-DD hh:mm:ss``.
    """
    return moment.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S")


def zoned_text(moment: datetime) -> str:
    """
    Format a time as RFC 3339 in UTC, to the second.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(start: str) -> tuple[datetime | None, bool]:
    """
    Read a start. Returns the time, or None for the real one, and whether the clock stands there.
    """
    if start == "now":
        return None, False
    kind, colon, text = start.partition(":")
    is_frozen = bool(colon) and kind == "frozen"
    try:
        moment = datetime.fromisoformat(text if is_frozen else start)
    except ValueError:
        raise ValueError(
            f"{start!r} is neither now, a time such as 2026-03-01T08:00, nor frozen:TIME"
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=BERLIN)
    return moment.astimezone(UTC), is_frozen
