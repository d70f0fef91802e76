"""
Turns notifications of providers into deliveries, and attempts them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import RLock
from typing import Any

from ..openapi.decimal_json import write_json
from ..openapi.errors import BrokenResponseError
from ..server.clock import Clock
from .deliveries import Attempt, Delivery
from .destinations import Destinations, NotSentError
from .notification import HookApi, Notification, WebhookTarget
from .sender import Sender
from .worker import MOST_WAITING, Worker

__all__ = ["MOST_DELIVERIES", "FaultOptions", "Outbox"]

MOST_DELIVERIES = 10_000
FaultOptions = Mapping[str, Mapping[str, Any]]
"""The faults of one notification, by kind, with their options."""


@dataclass(frozen=True, kw_only=True)
class _Later:
    """
    A delivery whose next attempt is not due.
    """

    due: datetime
    delivery: Delivery


class Outbox:
    """
    All notifications of a sandbox, from the event to the last attempt.

    It is a source of the clock's timeline, because attempts fall due by the time of the sandbox.
    """

    def __init__(
        self,
        clock: Clock,
        destinations: Destinations,
        *,
        validate: Callable[[HookApi, str, Any], None],
        fail: Callable[[Exception], None],
        catch_up: Callable[[], datetime | None],
        faults: Callable[[HookApi, str], FaultOptions] = lambda _, __: {},
    ) -> None:
        """
        Args:
            validate: Checks a body against a webhook of the specification of an API.
            fail: Reports a bug of the sandbox.
            catch_up: Carries out what has fallen due, and returns when the next falls due; None
                if the clock stands still.
            faults: Takes the faults for a notification, by its API and event.
        """
        self._clock = clock
        self._destinations = destinations
        self._validate = validate
        self._fail = fail
        self._faults = faults
        self._lock = RLock()
        self._catch_up = catch_up
        self._sender = Sender()
        self._worker = Worker(self._attempt, self._pause)
        self.targets: dict[HookApi, WebhookTarget] = {}
        self.serials: dict[HookApi, int] = {}
        """The last running number of each API that numbers its notifications."""
        self._begin()

    def _begin(self) -> None:
        self.deliveries: deque[Delivery] = deque(maxlen=MOST_DELIVERIES)
        self.dropped = 0
        """How many were dropped because too many were waiting."""
        self._later: list[_Later] = []
        self._held: dict[HookApi, Delivery] = {}
        self._last_id = 0

    def reset(self) -> None:
        """
        Forget all deliveries, targets and running numbers.
        """
        with self._lock:
            self._worker.clear()
            self.targets = {}
            self.serials = {}
            self._begin()

    def start(self) -> None:
        """
        Begin to send.
        """
        self._worker.start()

    def close(self) -> None:
        """
        Stop after the current attempt.
        """
        self._worker.close()
        self._sender.close()

    def wait(self, timeout: float) -> bool:
        """
        Wait until everything that is due has been attempted. Returns False if it takes longer.
        """
        return self._worker.wait(timeout)

    def post(self, notification: Notification) -> Delivery | None:
        """
        Send a notification, as soon as its turn comes.

        Returns:
            None if there is no address, so that the provider would send nothing.
        """
        target = self.targets.get(notification.api)
        if (
            notification.url is None
            and target is None
            and not self._destinations.has_forward(notification.api)
        ):
            return None
        if target is not None and not _is_wanted(target, notification):
            return None
        faults = self._faults(notification.api, notification.event)
        with self._lock:
            notification = self._numbered(
                notification, int(faults.get("serial_gap", {}).get("n", 0))
            )
            try:
                self._validate(notification.api, notification.webhook, notification.body)
            except BrokenResponseError as bug:
                self._fail(bug)
                return None
            delivery = self._delivery(notification, target, faults)
            self._go(delivery, faults)
            if "twice" in faults:
                self.resend(delivery)
        return delivery

    def resend(self, delivery: Delivery) -> Delivery:
        """
        Send the same bytes again.
        """
        with self._lock:
            again = replace(
                delivery,
                id=self._next_id(),
                created=self._clock.now(),
                resent=delivery.id,
                state="waiting",
                reason=None,
                attempts=[],
            )
            self.deliveries.append(again)
            self._put(again)
        return again

    def due(self, after: datetime) -> datetime | None:
        """
        Return when the next attempt falls due.
        """
        self.carry_out(after)
        with self._lock:
            return min((one.due for one in self._later), default=None)

    def carry_out(self, moment: datetime) -> None:
        """
        Make the attempts that are due at a moment.
        """
        with self._lock:
            # The list is empty nearly always, and this is asked for each request.
            ready = [one for one in self._later if one.due <= moment]
            for one in sorted(ready, key=lambda one: one.due):
                self._later.remove(one)
                self._put(one.delivery)

    def _numbered(self, notification: Notification, gap: int) -> Notification:
        if notification.serial_name is None:
            return notification
        number = self.serials.get(notification.api, 0) + gap + 1
        self.serials[notification.api] = number
        return replace(notification, body={**notification.body, notification.serial_name: number})

    def _delivery(
        self, notification: Notification, target: WebhookTarget | None, faults: FaultOptions
    ) -> Delivery:
        is_xml = target is not None and target.format == "xml" and notification.xml is not None
        body = (
            notification.xml
            if is_xml and notification.xml is not None
            else write_json(notification.body)
        )
        headers = {"Content-Type": "application/xml" if is_xml else "application/json"}
        notes = notification.notes
        if target is not None:
            headers |= target.headers(body, is_wrong="bad_signature" in faults)
            if target.secret is not None:
                notes += ("made up: the header of the signature, and its encoding",)
        if "truncated" in faults:
            body = body[: len(body) // 2]
        delivery = Delivery(
            id=self._next_id(),
            api=notification.api,
            event=notification.event,
            created=self._clock.now(),
            method=target.method if target else "POST",
            url=notification.url
            if notification.url is not None
            else (target.url if target else None),
            body=body,
            headers={**notification.headers, **headers},
            serial=notification.body.get(notification.serial_name or ""),
            notes=notes + tuple(f"fault: {kind}" for kind in faults),
            notification=notification,
        )
        self.deliveries.append(delivery)
        return delivery

    def _next_id(self) -> str:
        self._last_id += 1
        return f"d{self._last_id}"

    def _go(self, delivery: Delivery, faults: FaultOptions) -> None:
        before = self._held.pop(delivery.api, None)
        if "drop" in faults:
            delivery.state, delivery.reason = "dropped", "dropped by a fault"
        elif "late" in faults:
            seconds = float(faults["late"].get("seconds", 60))
            self._later.append(
                _Later(due=delivery.created + timedelta(seconds=seconds), delivery=delivery)
            )
            self._worker.nudge()
        elif "out_of_order" in faults:
            self._held[delivery.api] = delivery
        else:
            self._put(delivery)
        if before is not None:
            self._put(before)

    def _put(self, delivery: Delivery) -> None:
        dropped = self._worker.put(delivery)
        if dropped is not None:
            self.dropped += 1
            dropped.state = "dropped"
            dropped.reason = f"more than {MOST_WAITING} were waiting"

    def _attempt(self, delivery: Delivery) -> None:
        """
        Make an attempt, in the thread of the worker.
        """
        try:
            destination = self._destinations.find(delivery.api, delivery.url)
        except NotSentError as problem:
            delivery.state, delivery.reason = "not sent", str(problem)
            return
        at = self._clock.now()
        try:
            answer = self._sender.send(
                destination, delivery.method, delivery.headers, delivery.body
            )
        except Exception as bug:  # the thread has to go on with the next one
            self._fail(bug)
            return
        attempt = Attempt(
            at=at,
            status=answer.status,
            answer=answer.body,
            error=answer.error,
            milliseconds=answer.milliseconds,
        )
        with self._lock:
            delay = delivery.note(attempt)
            # After a reset, it belongs to a state that is gone.
            if delay is not None and delivery in self.deliveries:
                due = delivery.created + timedelta(seconds=delay)
                self._later.append(_Later(due=due, delivery=delivery))
                self.carry_out(self._clock.now())

    def _pause(self) -> float | None:
        # Also without requests, nights come and attempts fall due.
        due = self._catch_up()
        return None if due is None else max(0.0, (due - self._clock.now()).total_seconds())


def _is_wanted(target: WebhookTarget, notification: Notification) -> bool:
    return (
        notification.account is None
        or target.accounts is None
        or notification.account in target.accounts
    )
