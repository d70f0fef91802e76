"""
The sandbox's time, which tests can move forward.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = ["BERLIN", "Clock", "berlin_text", "zoned_text"]

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """
    The time of day, plus what tests have let pass.
    """

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """
        Tell the time, aware of its zone.
        """
        return datetime.now(UTC) + self._ahead

    def steady(self) -> float:
        """
        Tell seconds that only ever grow, from no particular start.
        """
        return time.monotonic() + self._ahead.total_seconds()

    def advance(self, by: timedelta) -> None:
        """
        Let time pass at once.
        """
        self._ahead += by

    def reset(self) -> None:
        """
        Go back to the real time.
        """
        self._ahead = timedelta()


def berlin_text(moment: datetime) -> str:
    """
    Write a moment as local time of Berlin without a zone: ``YYYY-MM-DD hh:mm:ss``.
    """
    return moment.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S")


def zoned_text(moment: datetime) -> str:
    """
    Write a moment as RFC 3339 in UTC, to the second.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
