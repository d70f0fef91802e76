"""
The record of one unit in a work list, and how it changes; without I/O.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kontokit import RecordUnreadableError

from .outcome import Done, Gone, Later, NeedsUser, Outcome, Unknown
from .unit import Unit

State: TypeAlias = Literal[
    "due", "running", "later", "needs_user", "done", "gone", "unknown", "carried"
]
StepName: TypeAlias = Literal["taking", "sending", "sent", "giving_back"]
_CLAIMABLE: Final = ("due", "later", "running")
TOO_MANY: Final = "too_many_attempts"


class Step(Struct, frozen=True, kw_only=True):
    """
    What a worker is about to do, written before it does it.
    """

    name: StepName
    take: datetime | None = None
    """Under which time the read is counted; None if none is."""
    before: datetime | None = None
    """What the connection said of its newest download before the bank was asked."""


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    The truth about a unit in its run.
    """

    unit: Unit
    state: State = "due"
    reason: str | None = None
    due: datetime | None = None
    """When it may be claimed; while it runs, when its claim ends. None if never."""
    offered: datetime | None = None
    """Until when it is not offered again, since it is in a queue."""
    owner: str | None = None
    """Who has claimed it."""
    version: int = 0
    claims: int = 0
    failures: int = 0
    """How often the bank failed."""
    step: Step | None = None
    rows: int = 0

    @property
    def label(self) -> str:
        """
        What it is counted under: the state, and the reason behind a colon.
        """
        return f"{self.state}:{self.reason}" if self.reason else self.state

    @property
    def when(self) -> datetime | None:
        """
        When it is offered to workers; None if never.
        """
        if self.due is None or self.offered is None:
            return self.due
        return max(self.due, self.offered)

    def encode(self) -> bytes:
        """
        The record, without secrets.
        """
        return msgspec.json.encode(self)

    @classmethod
    def decode(cls, record: bytes) -> Entry:
        """
        The entry in a record.

        Raises:
            RecordUnreadableError: It is of another version, or damaged.
        """
        try:
            return _DECODER.decode(record)
        except (msgspec.MsgspecError, ValueError):
            pass
        raise RecordUnreadableError("the record of a unit cannot be read")

    def claimed(self, owner: str, now: datetime, lease: timedelta) -> Entry | None:
        """
        The entry claimed by a worker; None if it is not due, or another one has it.
        """
        if not self.is_claimable(now):
            return None
        return replace(
            self,
            state="running",
            reason=None,
            owner=owner,
            due=now + lease,
            offered=None,
            version=self.version + 1,
            claims=self.claims + 1,
        )

    def is_claimable(self, now: datetime) -> bool:
        """
        Check whether it is due, and no worker has it.
        """
        return self.state in _CLAIMABLE and self.due is not None and self.due <= now

    def is_claimed(self, now: datetime) -> bool:
        """
        Check whether a worker has it.
        """
        return self.state == "running" and self.due is not None and self.due > now

    def extended(self, now: datetime, lease: timedelta) -> Entry:
        """
        The entry with a claim that ends later.
        """
        return replace(self, due=now + lease, version=self.version + 1)

    def stepped(self, step: Step | None) -> Entry:
        """
        The entry with another step.
        """
        return replace(self, step=step, version=self.version + 1)

    def offered_until(self, moment: datetime) -> Entry:
        """
        The entry, which is not offered again before a moment.
        """
        return replace(self, offered=moment, version=self.version + 1)

    def settled(self, outcome: Outcome, *, keeps_step: bool, most_claims: int) -> Entry:
        """
        The entry at the end of a claim.

        Args:
            keeps_step: Whether the next worker goes on at the step.
            most_claims: With so many claims, ``Later`` is the end of the run too.
        """
        if isinstance(outcome, Later) and outcome.is_try and self.claims >= most_claims:
            outcome = Unknown(TOO_MANY)
        is_try = not isinstance(outcome, Later) or outcome.is_try
        ended = replace(
            self,
            owner=None,
            due=None,
            offered=None,
            version=self.version + 1,
            claims=self.claims - (not is_try),
            reason=None,
        )
        if not keeps_step:
            ended = replace(ended, step=None)
        if isinstance(outcome, Done):
            reason = outcome.reason or None
            return replace(ended, state="done", reason=reason, rows=outcome.rows, step=None)
        return _ended(ended, outcome)

    def planned_again(self, run: str, due: datetime) -> Entry:
        """
        The entry of the same unit in a later run, which goes on at its step.
        """
        return Entry(unit=replace(self.unit, run=run), due=due, step=self.step)

    def carried(self) -> Entry:
        """
        The entry, which is part of a later run now.
        """
        left = replace(self, state="carried", reason=None, owner=None, due=None, offered=None)
        return replace(left, version=self.version + 1)

    def back_with_user(self, now: datetime) -> Entry | None:
        """
        The entry, due now, if it has waited for the user; else None.
        """
        if self.state != "needs_user":
            return None
        return replace(self, state="due", reason=None, due=now, version=self.version + 1)


def _ended(entry: Entry, outcome: Later | NeedsUser | Gone | Unknown) -> Entry:
    entry = replace(entry, reason=outcome.reason)
    if isinstance(outcome, Later):
        failures = entry.failures + (outcome.is_technical and outcome.reached_bank)
        return replace(entry, state="later", due=outcome.not_before, failures=failures)
    if isinstance(outcome, NeedsUser):
        return replace(entry, state="needs_user")
    return replace(entry, state="gone" if isinstance(outcome, Gone) else "unknown")


_DECODER: Final = msgspec.json.Decoder(Entry)
