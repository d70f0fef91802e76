"""
Plays a recording back on one port: each request gets the response that it got then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import get_close_matches
from types import TracebackType
from typing import Self

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..server.addresses import Addresses
from ..server.guard import MAX_BODY, Guard
from ..server.http_server import Server
from .recording import Recorded, Sent

__all__ = ["Replay", "ReplayServer"]


class Replay:
    """
    The ASGI application.

    Of several responses to the same request each is given once, in order, and then the last one
    again. Links to the hosts of the recording are written with the address of the caller.
    """

    def __init__(self, exchanges: Sequence[Recorded]) -> None:
        self._exchanges = exchanges
        self._origins = sorted({one.origin for one in exchanges}, key=len, reverse=True)
        self._played: set[int] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer one request.
        """
        request = Request(scope, receive)
        url = f"{scope['raw_path'].decode('ascii')}?{request.url.query}"
        sent = Sent.of(request.method, url, await request.body())
        found = self._find(sent)
        response = self._unknown(sent) if found is None else self._answer(found, request)
        await response(scope, receive, send)

    def _find(self, sent: Sent) -> Recorded | None:
        fitting = [n for n, one in enumerate(self._exchanges) if one.sent.place == sent.place]
        # The same body first, though a redacted one may differ from what is sent now.
        fitting.sort(key=lambda n: self._exchanges[n].sent.body != sent.body)
        for number in fitting:
            if number not in self._played:
                self._played.add(number)
                return self._exchanges[number]
        return self._exchanges[max(fitting)] if fitting else None

    def _answer(self, found: Recorded, request: Request) -> Response:
        here = f"http://{request.headers['host']}"
        response = Response(self._moved(found.body.decode("latin-1"), here), found.status)
        length = response.headers["content-length"]
        response.raw_headers = [
            (name.lower().encode("latin-1"), self._moved(value, here))
            for name, value in found.headers
        ]
        # No body, and so no length, where HTTP allows none.
        if found.status >= 200 and found.status not in (204, 304):
            response.headers["content-length"] = length
        return response

    def _moved(self, text: str, here: str) -> bytes:
        for origin in self._origins:
            text = text.replace(origin, here)
        return text.encode("latin-1", "replace")

    def _unknown(self, sent: Sent) -> Response:
        known = {str(one.sent) for one in self._exchanges}
        nearest = get_close_matches(str(sent), known, n=3, cutoff=0.0)
        body = {"error": f"the recording has no {sent}", "nearest": nearest}
        headers = {"X-Sandbox-Problem": "replay"}
        return Response(json.dumps(body), 404, headers, media_type="application/json")


class ReplayServer:
    """
    Serves a recording on loopback, in a ``with`` statement.
    """

    def __init__(self, exchanges: Sequence[Recorded], port: int = 0) -> None:
        """
        Args:
            port: The port, or 0 for a free one.

        Raises:
            OSError: The port is taken.
        """
        addresses = Addresses()
        self._server = Server(Guard(Replay(exchanges), addresses, MAX_BODY), port)
        addresses.main_port = self._server.port
        addresses.ports.add(self._server.port)
        self.url = f"http://127.0.0.1:{self._server.port}"
        """The address, to which the paths of the recording are appended."""

    def __enter__(self) -> Self:
        """
        Start.
        """
        self._server.start()
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
        self._server.close()
