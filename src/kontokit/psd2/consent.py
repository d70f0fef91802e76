"""
When a user's consent expires, and when to warn of it. No I/O: this avoids requests that the bank
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


def _expires_at(moment: datetime) -> datetime:
    return as_utc(moment, "expires_at")


def _granted_at(moment: datetime | None) -> datetime | None:
    return None if moment is None else as_utc(moment, "granted_at")


@attrs.frozen(kw_only=True)
class Consent(ScrubsTracebacks):
    """
    The consent of a user to read accounts, until a given time.
    """

    expires_at: datetime = attrs.field(converter=_expires_at)
    """When it expires, in UTC; take the API's own value if it has one."""
    granted_at: datetime | None = attrs.field(default=None, converter=_granted_at)
    """When the user granted it, in UTC; None if unknown."""

    @classmethod
    def for_days(cls, days: int, *, granted_at: datetime) -> Consent:
        """
        A consent for a number of days.

        Args:
            days: 180 at most banks, 90 at some.
            granted_at: When the user granted it, timezone-aware.

        Returns:
            The consent. If clocks are changed in between, so that a day is longer or shorter,
            it expires at the earlier of the datetimes that could be meant.

        Raises:
            ArgumentError: The datetime has no time zone, or there is no such number of days.
        """
        exact = as_utc(granted_at, "granted_at")
        if days < 1:
            raise ArgumentError("a consent is granted for at least one day", place="days")
        try:
            local = exact.astimezone(BERLIN) + timedelta(days=days)
            # A local time may exist twice or not at all when the clocks change.
            readings = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
            return cls(expires_at=min(exact + timedelta(days=days), *readings), granted_at=exact)
        except OverflowError:
            pass
        raise ArgumentError("the date of expiry is out of range", place="days")

    def is_expired(self, now: datetime) -> bool:
        """
        Whether the user has to give a new consent.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        return as_utc(now, "now") >= self.expires_at

    def ensure_valid(self, now: datetime) -> None:
        """
        Raise if the consent has expired.

        Args:
            now: The current time, timezone-aware.

        Raises:
            ConsentExpiredError: It has; the user has to give a new one.
            ArgumentError: The datetime has no time zone.
        """
        if self.is_expired(now):
            raise ConsentExpiredError(expired_at=self.expires_at)

    def days_left(self, now: datetime) -> int:
        """
        The number of whole days left, in Berlin.

        Args:
            now: The current time, timezone-aware.

        Returns:
            The number; 0 on the last day and when it has expired.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        return max(0, self._left(now) // DAY)

    def warning_due(self, now: datetime) -> Literal[14, 7, 1] | None:
        """
        Which warning is due. Keep the last one given, to give each of them once.

        Args:
            now: The current time, timezone-aware.

        Returns:
            1, 7 or 14 if at most so many days are left; None if it is more, or it has expired.

        Raises:
            ArgumentError: The datetime has no time zone.
        """
        if self.is_expired(now):
            return None
        left = self._left(now)
        return next((step for step in _STEPS if left <= step * DAY), None)

    def _left(self, now: datetime) -> timedelta:
        return _wall(self.expires_at) - _wall(as_utc(now, "now"))


def _wall(moment: datetime) -> datetime:
    try:
        return moment.astimezone(BERLIN).replace(tzinfo=None)
    except OverflowError:  # some APIs end at the end of the calendar
        return moment.replace(tzinfo=None)
