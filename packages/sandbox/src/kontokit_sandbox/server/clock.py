"""
The clock of the sandbox, which tests can move forward.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = ["BERLIN", "Clock", "berlin_text", "zoned_text"]

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """
    The real time plus the time that tests have added.
    """

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """
        Return the current time in UTC.
        """
        # Real time goes on underneath, so that a client that sleeps sees it pass.
        return datetime.now(UTC) + self._ahead

    def steady(self) -> float:
        """
        Return monotonic seconds from an arbitrary start.
        """
        return time.monotonic() + self._ahead.total_seconds()

    def advance(self, by: timedelta) -> None:
        """
        Move the clock forward.
        """
        self._ahead += by

    def reset(self) -> None:
        """
        Go back to the real time.
        """
        self._ahead = timedelta()


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
