"""
Receives the webhooks of BANKSapi.
"""

from __future__ import annotations

from kontokit.webhooks import Receiver, UnknownNotification
from kontokit_banksapi.webhooks import NOTIFICATIONS


class Inbox:
    """
    Decides what to fetch.
    """

    def __init__(self) -> None:
        self._receiver = Receiver(NOTIFICATIONS)
        self.to_fetch: list[str] = []
        """The bank accesses to read again."""
        self.has_missed = False
        """Whether everything has to be read again."""

    def handle(self, body: bytes) -> int:
        """
        Take one request; returns the status to answer with.
        """
        received = self._receiver.receive(body)
        self.has_missed |= received.needs_resync
        event = received.event
        if received.is_new and event is not None and not isinstance(event, UnknownNotification):
            self.to_fetch.append(event.account_id)
        return received.status
