"""
What the errors of a fleet mean; ``error.help`` shows it.
"""

from __future__ import annotations

from typing import Final

from kontokit.handbook import Entry, Handbook

from . import errors

HANDBOOK: Final = Handbook(
    page="https://docs.kontokit.invalid/errors-fleet.html",
    entries={
        errors.ClaimLostError: Entry(
            "Another worker has the unit, because this one did not extend its claim in time, or the"
            " unit is settled.",
            "Stop working on it. Nothing that this worker writes is taken any more.",
            "no",
            "busy",
        ),
        errors.RateWaitError: Entry(
            "The rate limit leaves no room within the time that the caller may wait. Nothing was"
            " sent.",
            "Wait until `error.not_before`.",
            "yes",
            "too_many_requests",
        ),
        errors.NotReadyError: Entry(
            "A resource was not ready at the deadline. What the provider does with it goes on.",
            "Wait for it again, and do not start it a second time.",
            "yes",
            "busy",
        ),
    },
)
