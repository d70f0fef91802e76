"""
The providers that have something to tell, and when they are asked.
"""

from __future__ import annotations

from datetime import datetime
from difflib import get_close_matches
from typing import Protocol

from .notification import HookApi, Notification
from .outbox import Outbox

__all__ = ["Notifier", "Notifiers"]


class Notifier(Protocol):
    """
    What a provider has to tell.
    """

    @property
    def events(self) -> tuple[str, ...]:
        """
        The events that :meth:`fire` knows.
        """
        ...

    def fire(self, event: str, person: str | None) -> list[Notification]:
        """
        Make the notifications of an event as if it had just happened.

        Args:
            person: The user it happens to, or None for all who have an account.

        Raises:
            ValueError: Nobody has what the event is about.
        """
        ...

    def begin_night(self) -> None:
        """
        Remember the accounts before the nightly updates.
        """
        ...

    def end_night(self) -> list[Notification]:
        """
        Make the notifications of the nightly updates.
        """
        ...

    def news(self) -> list[Notification]:
        """
        Make the notifications of everything that has happened since the last call.
        """
        ...


class Notifiers:
    """
    All providers. The caller holds the lock of the sandbox.
    """

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._all: dict[HookApi, Notifier] = {}
        self._night: list[Notifier] = []
        """Those that know of the night that is being carried out."""

    def add(self, api: HookApi, notifier: Notifier) -> None:
        """
        Add a provider.
        """
        self._all[api] = notifier

    @property
    def events(self) -> dict[HookApi, tuple[str, ...]]:
        """
        The events that can be fired.
        """
        return {api: one.events for api, one in self._all.items() if one.events}

    def begin_night(self, _moment: datetime) -> None:
        """
        Look at the accounts before the nightly updates.
        """
        self._night = list(self._all.values())
        for notifier in self._night:
            notifier.begin_night()

    def collect(self) -> None:
        """
        Send what has happened since the last call.
        """
        night, self._night = self._night, []
        notifications = [one for notifier in night for one in notifier.end_night()]
        notifications += [one for notifier in self._all.values() for one in notifier.news()]
        for notification in notifications:
            self._outbox.post(notification)

    def that_knows(self, event: str, api: HookApi | None) -> Notifier:
        """
        Find the provider that has an event.

        Raises:
            ValueError: There is none.
        """
        known: list[str] = []
        for name, notifier in self._all.items():
            if api in (None, name):
                if event in notifier.events:
                    return notifier
                known += notifier.events
        near = get_close_matches(event, known, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
        raise ValueError(f"there is no event {event}{hint}")
