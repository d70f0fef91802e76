"""
Which requests are served at all: addressed to the sandbox, not sent by a page of another site, and
of a bounded size.
"""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .addresses import Addresses

__all__ = ["MAX_BODY", "Guard", "Refusal"]

MAX_BODY = 1024 * 1024
"""The largest body in bytes, unless set otherwise."""
MAX_HEADERS = 200
MAX_HEADER_BYTES = 64 * 1024
REQUEST_TIMEOUT = 60.0
"""How many seconds a request may take to arrive."""


class Refusal(Exception):  # noqa: N818 - an ordinary answer
    """
    A request is answered with an error before it gets to an API.
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Guard:
    """
    Stands before the router. What it refuses is neither routed nor recorded.
    """

    def __init__(self, application: ASGIApp, addresses: Addresses, max_body: int) -> None:
        """
        Args:
            max_body: The largest body in bytes.
        """
        self._application = application
        self._addresses = addresses
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Check one request, read its body, and pass it on.
        """
        request = Request(scope, receive)
        try:
            self._check_size(request)
            self._check_host(request)
            self._check_page(request)
            body = await self._body(request)
        except Refusal as refusal:
            headers = {"Connection": "close", "X-Content-Type-Options": "nosniff"}
            answer = PlainTextResponse(f"{refusal}\n", refusal.status, headers)
            await answer(scope, receive, send)
            return
        except ClientDisconnect:
            return
        await self._application(scope, _replayed(body, receive), send)

    @staticmethod
    def _check_size(request: Request) -> None:
        raw = request.headers.raw
        if len(raw) > MAX_HEADERS or sum(len(name) + len(text) for name, text in raw) > (
            MAX_HEADER_BYTES
        ):
            raise Refusal(431, f"more than {MAX_HEADERS} headers or {MAX_HEADER_BYTES} bytes")

    def _check_host(self, request: Request) -> None:
        # Another name may be a site whose name was pointed at this machine (DNS rebinding).
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self._addresses.is_own(hosts[0]):
            shown = ascii(hosts[0][:100]) if hosts else "missing"
            text = "the sandbox serves 127.0.0.1 and localhost with its own port"
            raise Refusal(421, f"Host is {shown}: {text}, and --allow-host NAME")

    def _check_page(self, request: Request) -> None:
        site = request.headers.get("sec-fetch-site", "none")
        for origin in request.headers.getlist("origin"):
            # Pages of the sandbox send "null" too, because of their Referrer-Policy. Only a browser
            # writes Sec-Fetch-Site; no page can.
            is_own_page = origin == "null" and site == "same-origin"
            if not is_own_page and not self._addresses.is_own_origin(origin):
                raise Refusal(403, f"Origin is {origin[:100]!a}: this is another site")
        if site in ("cross-site", "same-site") and not _is_navigation(request):
            raise Refusal(403, f"Sec-Fetch-Site is {site}: this is another site")

    async def _body(self, request: Request) -> bytes:
        if _announced(request) > self._max_body:
            raise self._too_large()
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(REQUEST_TIMEOUT):
                async for part in request.stream():
                    size += len(part)
                    if size > self._max_body:
                        raise self._too_large()
                    parts.append(part)
        except TimeoutError:
            raise Refusal(408, f"the body did not arrive in {REQUEST_TIMEOUT:.0f} s") from None
        return b"".join(parts)

    def _too_large(self) -> Refusal:
        return Refusal(413, f"the body has more than {self._max_body} bytes: --max-body SIZE")


def _is_navigation(request: Request) -> bool:
    # A user who comes from the application to the page of the bank.
    wanted = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    given = {name: request.headers.get(name) for name in wanted}
    return request.method == "GET" and given == wanted


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
