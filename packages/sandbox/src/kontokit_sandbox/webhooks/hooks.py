"""
Webhooks, as tests and the control API see them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from .deliveries import Delivery
from .notification import HookApi, WebhookTarget
from .notifiers import Notifiers
from .outbox import Outbox

__all__ = ["OUTSIDE", "Hooks"]

OUTSIDE: tuple[HookApi, ...] = ("bankimport", "banksapi")
"""The APIs whose address is set outside of them."""


class Hooks:
    """
    ``sandbox.hooks``: where notifications go, and what became of them.
    """

    def __init__(
        self, outbox: Outbox, notifiers: Notifiers, lock: AbstractContextManager[object]
    ) -> None:
        """
        Args:
            lock: That of the sandbox.
        """
        self._outbox = outbox
        self._notifiers = notifiers
        self._lock = lock

    @property
    def events(self) -> dict[HookApi, tuple[str, ...]]:
        """
        The events that :meth:`fire` knows, by API.
        """
        return self._notifiers.events

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
        if api not in OUTSIDE:
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
        notifier = self._notifiers.that_knows(event, api)
        with self._lock:
            notifications = notifier.fire(event, person)
            deliveries = [self._outbox.post(notification) for notification in notifications]
        made = [one for one in deliveries if one is not None]
        if not made:
            raise ValueError(f"there is no address to send {event} to")
        return made

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

    def wait(self, timeout: float = 30.0) -> None:
        """
        Wait until everything that is due has been attempted.

        Raises:
            TimeoutError: It takes longer.
        """
        if not self._outbox.wait(timeout):
            raise TimeoutError(f"notifications are still being sent after {timeout:g} s")
