"""
What was sent, or not, and how it was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from .notification import HookApi, Notification

__all__ = ["Attempt", "Delivery", "DeliveryState"]

DeliveryState = Literal["waiting", "sent", "given up", "not sent", "dropped"]
"""
``waiting`` for its next attempt; ``sent`` and accepted, by any answer where the provider does not
look at it; ``given up`` after the last attempt; ``not sent``, as its address is on another machine
or nowhere; ``dropped`` by a fault, or because too many were waiting.
"""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """
    One request, and what came of it.
    """

    at: datetime
    """By the clock of the sandbox."""
    status: int | None = None
    """The status of the response, or None if there was none."""
    answer: bytes = b""
    """The first 4 KiB of the response."""
    error: str | None = None
    """Why there was no response."""
    milliseconds: float = 0.0
    """How long it took, in real time."""


@dataclass(kw_only=True, eq=False)
class Delivery:
    """
    A notification on its way.
    """

    id: str
    api: HookApi
    event: str
    created: datetime
    """By the clock of the sandbox."""
    method: str
    url: str | None
    """Where the provider sends it; None for the forward alone."""
    body: bytes
    headers: Mapping[str, str] = field(repr=False)
    serial: int | None = None
    resent: str | None = None
    """The id of the delivery that this one repeats."""
    notes: tuple[str, ...] = ()
    """What is made up, because the provider does not document it, and what a fault has done."""
    state: DeliveryState = "waiting"
    reason: str | None = None
    """Why it was not sent, or dropped."""
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    notification: Notification = field(repr=False)
    """What it was made of."""

    def note(self, attempt: Attempt) -> float | None:
        """
        Take down an attempt.

        Returns:
            After how many seconds, counted from the event, the next one is due; None for never.
        """
        self.attempts.append(attempt)
        delays = self.notification.delays
        is_accepted = attempt.status is not None and 200 <= attempt.status < 300
        # Where there is a single attempt, the provider does not look at the answer.
        if is_accepted or (attempt.status is not None and len(delays) == 1):
            self.state = "sent"
            return None
        if len(self.attempts) >= len(delays):
            self.state = "given up"
            return None
        return delays[len(self.attempts)]
