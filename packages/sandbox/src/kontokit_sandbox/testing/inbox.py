"""
A receiver of webhooks on loopback, for tests.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Condition
from types import TracebackType
from typing import Any, Self

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import request_response

from ..server.http_server import Server

__all__ = ["ReceivedNotification", "WebhookInbox"]


@dataclass(frozen=True, kw_only=True)
class ReceivedNotification:
    """
    A request to the inbox.
    """

    method: str
    path: str
    """The path as on the wire."""
    query: str
    """The query as on the wire, without the question mark."""
    headers: dict[str, str]
    """The headers by name in lower case; the last one if repeated."""
    body: bytes
    """As received, for ``webhooks.unwrap`` of the client packages."""

    def json(self) -> Any:
        """
        Parse the body.

        Raises:
            ValueError: It is no JSON.
        """
        return json.loads(self.body)


class WebhookInbox:
    """
    Takes every request, on any path.

        with WebhookInbox() as inbox:
            inbox.url
    """

    def __init__(self) -> None:
        self.status = 200
        """The status of the next responses."""
        self.headers: dict[str, str] = {}
        """Their headers."""
        self._received: list[ReceivedNotification] = []
        self._changed = Condition()
        self._server = Server(request_response(self._take))

    @property
    def url(self) -> str:
        """
        The address, such as ``http://127.0.0.1:40123/``.
        """
        return f"http://127.0.0.1:{self._server.port}/"

    @property
    def notifications(self) -> list[ReceivedNotification]:
        """
        What was received, the oldest first.
        """
        with self._changed:
            return list(self._received)

    def wait(self, count: int = 1, timeout: float = 10.0) -> list[ReceivedNotification]:
        """
        Wait until a number of notifications has been received since the last :meth:`clear`.

        Args:
            timeout: In seconds.

        Returns:
            All that were received, the oldest first; there may be more.

        Raises:
            TimeoutError: There are fewer.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._received) >= count, timeout):
                found = len(self._received)
                raise TimeoutError(f"{found} of {count} notifications came within {timeout:g} s")
            return list(self._received)

    def clear(self) -> None:
        """
        Forget what was received.
        """
        with self._changed:
            self._received.clear()

    def start(self) -> None:
        """
        Start, and wait until requests are accepted.
        """
        self._server.start()

    def close(self) -> None:
        """
        Stop. What was received stays readable.
        """
        self._server.close()

    def __enter__(self) -> Self:
        """
        Start.
        """
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Stop.
        """
        self.close()

    async def _take(self, request: Request) -> Response:
        notification = ReceivedNotification(
            method=request.method,
            path=request.scope["raw_path"].decode("ascii"),
            query=request.url.query,
            headers=dict(request.headers.items()),
            body=await request.body(),
        )
        with self._changed:
            self._received.append(notification)
            self._changed.notify_all()
        return Response(status_code=self.status, headers=self.headers)
