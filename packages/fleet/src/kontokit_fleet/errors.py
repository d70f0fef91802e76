"""
The errors of a fleet.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kontokit import KontokitError

_HANDBOOK: Final = "kontokit_fleet.handbook"


class ClaimLostError(KontokitError):
    """
    Another worker has the unit, since this one did not extend its claim in time, or the unit is
    settled. Stop working on it: nothing that this worker writes is taken any more.
    """

    handbook = _HANDBOOK


class RateWaitError(KontokitError):
    """
    The limiter would let the caller wait longer than it may; nothing was sent.
    """

    handbook = _HANDBOOK

    def __init__(self, *, not_before: datetime) -> None:
        super().__init__(f"the rate limit leaves no room before {not_before.isoformat()}")
        self.not_before = not_before


class NotReadyError(KontokitError):
    """
    A resource was not ready at the deadline. What goes on at the provider goes on.
    """

    handbook = _HANDBOOK
