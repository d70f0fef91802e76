"""
A slow bank and its books. It carries out every complete order that it is handed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

import attrs


class HasTime(Protocol):
    """
    A clock that only the test moves.
    """

    time: datetime


@attrs.define(kw_only=True)
class Submission:
    """
    An order that the bank was handed, complete and authorised.
    """

    by: str
    """What handed it over: a start, a TAN, an approval, a return or a poll."""
    received: datetime
    done: datetime
    """When the bank has carried it out, or rejected it."""


@attrs.frozen(kw_only=True)
class Reply:
    """
    What a provider answers.
    """

    status: int = 200
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])
    tree: Any = None
    """The body as JSON; None for an empty one."""
    at: datetime | None = None
    """When it is ready; None at once."""

    @property
    def body(self) -> bytes:
        """
        The body in bytes.
        """
        return b"" if self.tree is None else json.dumps(self.tree).encode()


class Bank:
    """
    The bank behind a provider. It needs time, and it notices no order that comes twice.
    """

    def __init__(self, clock: HasTime, *, busy: float, refuses: bool) -> None:
        self._clock = clock
        self._busy = timedelta(seconds=busy)
        self.refuses = refuses
        self.submissions: list[Submission] = []
        """Everything that was handed to it, the first first."""
        self.tans: Counter[str] = Counter()
        """How often each TAN has arrived."""

    def take(self, by: str) -> Submission:
        """
        Take an order. From now on nothing stops it.
        """
        now = self._clock.time
        self.submissions.append(Submission(by=by, received=now, done=now + self._busy))
        return self.submissions[-1]

    @property
    def is_busy(self) -> bool:
        """
        Whether it is at work on an order.
        """
        return any(one.done > self._clock.time for one in self.submissions)

    @property
    def is_settled(self) -> bool:
        """
        Whether it was handed an order and has done with it.
        """
        return bool(self.submissions) and not self.is_busy

    @property
    def free_at(self) -> datetime:
        """
        When it will have done everything that it was handed.
        """
        return max((one.done for one in self.submissions), default=self._clock.time)

    @property
    def carried_out(self) -> int:
        """
        How often the order was carried out, or will be although no one does anything more.
        """
        return 0 if self.refuses else len(self.submissions)
