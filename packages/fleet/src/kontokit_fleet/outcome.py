"""
How a unit of work ends, for now or for this run.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from msgspec import Struct


class Done(Struct, frozen=True):
    """
    The rows are written.
    """

    rows: int = 0
    unreadable: int = 0
    """How many rows the provider sent that cannot be read. The next run reads them again."""
    incomplete: int = 0
    """Of how many accounts the provider could not download everything."""

    @property
    def reason(self) -> str:
        """
        What is missing, in one word for counts; empty if nothing is.
        """
        if self.unreadable:
            return "unreadable_rows"
        return "incomplete" if self.incomplete else ""


class Later(Struct, frozen=True):
    """
    It may be tried again at ``not_before``, an aware datetime.
    """

    not_before: datetime
    reason: str
    """One word for counts, such as ``busy``."""
    is_technical: bool = False
    """
    The bank failed, or the provider where no bank was reached. Enough of these open the breaker.
    """
    reached_bank: bool = True
    """Whether the bank may have been asked. If not, the read does not count."""
    is_try: bool = True
    """Whether it counts among the tries of a run. If not, the unit was only put off."""


class NeedsUser(Struct, frozen=True):
    """
    Nothing goes on without the user.
    """

    reason: str
    reached_bank: bool = True


class Gone(Struct, frozen=True):
    """
    The connection is not there any more, or can never be read.
    """

    reason: str
    reached_bank: bool = True


class Unknown(Struct, frozen=True):
    """
    Something unexpected, which a person looks at. It is not tried again in this run.
    """

    reason: str
    """The class of the error."""
    reached_bank: bool = True


Verdict: TypeAlias = Later | NeedsUser | Gone | Unknown
Outcome: TypeAlias = Done | Verdict
