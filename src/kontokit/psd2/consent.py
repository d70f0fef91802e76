"""
When a user's consent ends, and when to warn of it. No I/O: this avoids requests that the bank
would refuse.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import attrs

from ..core.exceptions import ArgumentError, ConsentExpiredError
from ..core.tracebacks import ScrubsTracebacks
from ..serialization.berlin_time import BERLIN

DAY: Final = timedelta(days=1)
_STEPS: Final[tuple[Literal[1, 7, 14], ...]] = (1, 7, 14)


def as_utc(moment: datetime, place: str) -> datetime:
    """
    A datetime in UTC, because arithmetic in a local zone ignores changes of the clocks.
    """
    if moment.utcoffset() is None:
        raise ArgumentError("the datetime must have a time zone", place=place)
    return moment.astimezone(UTC)


def _ends(moment: datetime) -> datetime:
    return as_utc(moment, "ends")


def _given(moment: datetime | None) -> datetime | None:
    return None if moment is None else as_utc(moment, "given")


@attrs.frozen(kw_only=True)
class Consent(ScrubsTracebacks):
    """
    The consent of a user to read accounts, until a given time.
    """

    ends: datetime = attrs.field(converter=_ends)
    """When it ends, in UTC; take the API's own value if it has one."""
    given: datetime | None = attrs.field(default=None, converter=_given)
    """When the user gave it, in UTC; None if unknown."""

    @classmethod
    def lasting(cls, given: datetime, *, days: int = 180) -> Consent:
        """
        A consent that was given for a number of days.

        Args:
            given: The timezone-aware datetime at which the user gave it.
            days: For how long: 180 at most banks, 90 at some.

        Returns:
            The consent. If clocks are changed in between, so that a day is longer or shorter,
            it ends at the earlier of the datetimes that could be meant.

        Raises:
            ArgumentError: The datetime has no time zone, or there is no such number of days.
        """
        exact = as_utc(given, "given")
        if days < 1:
            raise ArgumentError("a consent is given for at least one day", place="days")
        try:
            local = exact.astimezone(BERLIN) + timedelta(days=days)
            # A local time may exist twice or not at all when the clocks change.
            readings = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
            return cls(ends=min(exact + timedelta(days=days), *readings), given=exact)
        except OverflowError:
            pass
        raise ArgumentError("the end date is out of range", place="days")

    def is_over(self, now: datetime) -> bool:
        """
        Whether the user has to give a new consent.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        return as_utc(now, "now") >= self.ends

    def check(self, now: datetime) -> None:
        """
        Raise if the consent has ended.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ConsentExpiredError: It has; the user has to give a new one.
            ArgumentError: The datetime has no time zone.
        """
        if self.is_over(now):
            raise ConsentExpiredError(ended=self.ends)

    def days_left(self, now: datetime) -> int:
        """
        The number of whole days left, in Berlin.

        Args:
            now: The current time, timezone-aware.

        Returns:
            The number; 0 on the last day and when it is over.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        return max(0, self._left(now) // DAY)

    def warning(self, now: datetime) -> Literal[14, 7, 1] | None:
        """
        Which warning is due. Keep the last one given, to give each of them once.

        Args:
            now: The current time, timezone-aware.

        Returns:
            1, 7 or 14 if at most so many days are left; None if it is more, or it is over.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        if self.is_over(now):
            return None
        left = self._left(now)
        return next((step for step in _STEPS if left <= step * DAY), None)

    def _left(self, now: datetime) -> timedelta:
        return _wall(self.ends) - _wall(as_utc(now, "now"))


def _wall(moment: datetime) -> datetime:
    try:
        return moment.astimezone(BERLIN).replace(tzinfo=None)
    except OverflowError:  # some APIs end at the end of the calendar
        return moment.replace(tzinfo=None)
