"""
A route for the notifications of one provider, over a receiver of ``kontokit.webhooks``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kontokit.webhooks import AsyncReceiver, Notifications, Received, Receiver, UnknownNotification

from .exchange import WebRequest, WebResponse
from .problems import logger
from .work import Call, Work

T = TypeVar("T")
Handler = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Webhooks:
    """
    What to do with the notifications of one stream.

    A notification is a hint, so a handler fetches what it names. Repetitions reach no handler. If a
    handler raises, the sender gets 503 and the notification counts as not received.
    """

    receiver: Receiver[Any] | AsyncReceiver[Any] = field(repr=False)
    """It has the limits, the secret of the signature and the time in which bodies repeat."""
    handlers: Mapping[type, Handler]
    """
    Model of a notification → a function that is called with one: the first whose model fits. That
    of ``UnknownNotification`` gets those of kinds that this version does not know, and that of
    ``object`` all that no other gets. Those of Bankimport are of type ``dict``.
    """
    on_resync: Handler | None = None
    """
    Called with ``Received`` before the handler, if notifications were lost: read everything since
    the last time.
    """

    def respond(self, request: WebRequest) -> Work[WebResponse]:
        """
        Answer a request.
        """
        if request.method != "POST":
            return WebResponse(status=405, headers={"Allow": "POST"})
        body = request.body
        if body is None:
            return WebResponse(status=413)
        received: Received[Any] = yield Call(lambda: self.receiver.receive(body, request.headers))
        if not received.is_new:
            return WebResponse(status=received.status)
        try:
            yield from self._handle(received)
        except Exception:
            logger.exception("a notification could not be processed; the sender may repeat it")
            yield Call(lambda: self.receiver.forget(received))
            return WebResponse(status=503)
        return WebResponse(status=received.status)

    def _handle(self, received: Received[Any]) -> Work[None]:
        event, on_resync = received.event, self.on_resync
        fitting = (one for model, one in self.handlers.items() if isinstance(event, model))
        handler = next(fitting, None)
        if received.needs_resync and on_resync is not None:
            yield Call(lambda: on_resync(received))
        if handler is not None:
            yield Call(lambda: handler(event))


def parse_unverified(notifications: Notifications[T], body: bytes) -> T | UnknownNotification:
    """
    Parse a notification without verifying it, such as behind a queue that a verifying route fills.

    Args:
        notifications: Those of a provider, such as ``NOTIFICATIONS`` of its package.

    Raises:
        PayloadError: The body is too large, is not JSON or does not fit its model.
    """
    return notifications.parse(body)
