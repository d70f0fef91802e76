"""
Webhooks, as tests and the control API see them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from difflib import get_close_matches
from typing import Protocol

from .deliveries import Delivery
from .notification import HookApi, Notification, WebhookTarget
from .outbox import Outbox

__all__ = ["Hooks", "Notifier"]

_OUTSIDE: tuple[HookApi, ...] = ("bankimport", "banksapi")
"""The APIs whose address is set outside of them."""


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


class Hooks:
    """
    ``sandbox.hooks``: where notifications go, and what became of them.
    """

    def __init__(self, outbox: Outbox, lock: AbstractContextManager[object]) -> None:
        """
        Args:
            lock: That of the sandbox.
        """
        self._outbox = outbox
        self._lock = lock
        self._notifiers: dict[HookApi, Notifier] = {}
        self._night: list[Notifier] = []
        """Those that have been told of the night that is being carried out."""

    @property
    def events(self) -> dict[HookApi, tuple[str, ...]]:
        """
        The events that :meth:`fire` knows, by API.
        """
        return {api: one.events for api, one in self._notifiers.items()}

    @property
    def targets(self) -> dict[HookApi, WebhookTarget]:
        """
        The targets that are set by :meth:`set_target`.
        """
        return dict(self._outbox.targets)

    def set_target(self, api: HookApi, target: WebhookTarget | str) -> None:
        """
        Say where Bankimport or BANKSapi sends notifications. finAPI says so in its own API.

        Args:
            target: A URL on this machine; other addresses are listed as not sent. A
                :class:`WebhookTarget` has the options that Bankimport knows besides.

        Raises:
            ValueError: The API has no such target, or not these options.
        """
        if api not in _OUTSIDE:
            raise ValueError(f"{api} takes its addresses by its own API")
        target = WebhookTarget(url=target) if isinstance(target, str) else target
        if api != "bankimport" and target != WebhookTarget(url=target.url):
            raise ValueError(f"{api} knows no options besides the address")
        self._outbox.targets[api] = target

    def remove_target(self, api: HookApi) -> None:
        """
        Send nothing any more.
        """
        self._outbox.targets.pop(api, None)

    def fire(
        self, event: str, *, person: str | None = None, api: HookApi | None = None
    ) -> list[Delivery]:
        """
        Send the notifications of an event as if it had just happened.

        Args:
            event: Such as ``NEW_TRANSACTIONS``; see :attr:`events`.
            person: The user it happens to; by default, all who have an account.
            api: Only needed where two APIs have an event of this name.

        Raises:
            ValueError: The event is unknown, nobody has what it is about, or no address is set.
        """
        notifier = self._that_knows(event, api)
        with self._lock:
            notifications = notifier.fire(event, person)
            deliveries = [self._outbox.post(notification) for notification in notifications]
        made = [one for one in deliveries if one is not None]
        if not made:
            raise ValueError(f"there is no address to send {event} to")
        return made

    def _that_knows(self, event: str, api: HookApi | None) -> Notifier:
        known: list[str] = []
        for name, notifier in self._notifiers.items():
            if api in (None, name):
                if event in notifier.events:
                    return notifier
                known += notifier.events
        near = get_close_matches(event, known, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
        raise ValueError(f"there is no event {event}{hint}")

    def add(self, api: HookApi, notifier: Notifier) -> None:
        """
        Add a provider, or replace it.
        """
        self._notifiers[api] = notifier

    def begin_night(self, _moment: datetime) -> None:
        """
        Look at the accounts before the nightly updates. The sandbox is locked.
        """
        self._night = list(self._notifiers.values())
        for notifier in self._night:
            notifier.begin_night()

    def collect(self) -> None:
        """
        Send what has happened since the last call. The sandbox is locked.
        """
        night, self._night = self._night, []
        notifications = [told for notifier in night for told in notifier.end_night()]
        notifications += [told for one in self._notifiers.values() for told in one.news()]
        for notification in notifications:
            self._outbox.post(notification)

    @property
    def deliveries(self) -> list[Delivery]:
        """
        The newest 10,000, the oldest first.
        """
        return list(self._outbox.deliveries)

    @property
    def dropped(self) -> int:
        """
        How many were dropped because more than 1,000 were waiting.
        """
        return self._outbox.dropped

    def resend(self, delivery_id: str) -> Delivery:
        """
        Send the bytes of a delivery again: a duplicate on purpose.

        Raises:
            LookupError: There is no such delivery.
        """
        for one in self.deliveries:
            if one.id == delivery_id:
                return self._outbox.resend(one)
        raise LookupError(f"there is no delivery {delivery_id}")

    def gap(self, count: int = 1, api: HookApi = "banksapi") -> int:
        """
        Skip running numbers, as if notifications had been lost.

        Returns:
            The number of the next notification.

        Raises:
            ValueError: The count is less than 1, or the API numbers nothing.
        """
        if count < 1:
            raise ValueError(f"a gap of {count} is none")
        if api != "banksapi":
            raise ValueError(f"{api} does not number its notifications")
        with self._lock:
            self._outbox.serials[api] = self._outbox.serials.get(api, 0) + count
            return self._outbox.serials[api] + 1

    def wait(self, timeout: float = 5.0) -> None:
        """
        Wait until everything that is due has been attempted.

        Raises:
            TimeoutError: It takes longer.
        """
        if not self._outbox.wait(timeout):
            raise TimeoutError(f"notifications are still being sent after {timeout:g} s")
