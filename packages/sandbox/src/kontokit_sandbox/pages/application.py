"""
The ASGI application of the pages that a person meets.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from ..server.browser import ACTS_HEADER
from ..server.clock import Clock
from ..server.request_log import (
    MOST_OF_A_BODY,
    ReceivedRequest,
    RequestLog,
    SentResponse,
)
from .http import page_response, read_request, style
from .rendering import Renderer
from .replies import message
from .request import Language, PageRequest, Reply

__all__ = ["Handler", "Pages", "PagesOrVisit"]

Handler = Callable[[PageRequest], Reply | Response]
_LOG = logging.getLogger("kontokit_sandbox")


class PagesOrVisit:
    """
    Passes requests of ``Sandbox.visit``, which act without a form, on to the API.
    """

    def __init__(self, pages: ASGIApp, api: ASGIApp) -> None:
        self._pages = pages
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass one request on.
        """
        acts = ACTS_HEADER.lower() in Request(scope).headers
        await (self._api if acts else self._pages)(scope, receive, send)


class Pages:
    """
    Serves pages: reads the form, takes a turn, calls the handler and renders its reply.
    """

    def __init__(
        self,
        handlers: dict[str, Handler],
        renderer: Renderer,
        request_log: RequestLog,
        *,
        lock: AbstractContextManager[object],
        clock: Clock,
        after_step: Callable[[], None],
        page_base: Callable[[], str],
        default_language: Language = "de",
    ) -> None:
        """
        Args:
            handlers: By path, as Starlette writes it: ``/phone/{login}``.
            lock: Held while a request is handled.
            clock: Carries out what has fallen due before a request is handled.
            after_step: Called after each handled request, with the lock.
            page_base: Returns the URL below which all pages are.
        """
        self._renderer = renderer
        self._request_log = request_log
        self._lock = lock
        self._clock = clock
        self._after_step = after_step
        self._page_base = page_base
        self._default_language: Language = default_language
        routes = [
            Route(path, self._endpoint(handler), methods=["GET", "POST"])
            for path, handler in handlers.items()
        ]
        sheet = Route("/pages.css", style)
        self._router = Router([*routes, sheet], default=self._not_found)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve one request.
        """
        await self._router(scope, receive, send)

    async def _not_found(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = await self._read(Request(scope, receive))
        page = message("not_found", "not_found_more", status=404)
        await page_response(self._renderer, request, page)(scope, receive, send)

    def _endpoint(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            read = await self._read(request)
            began = time.perf_counter()
            received = self._received(request, await request.body())
            self._request_log.record(received)
            # Like the handlers of APIs, those of pages take turns.
            with self._lock:
                self._clock.catch_up()
                response = self._answered(handler, read)
                self._after_step()
            self._request_log.answered(received, _sent(response, time.perf_counter() - began))
            return response

        return endpoint

    def _answered(self, handler: Handler, request: PageRequest) -> Response:
        try:
            reply = handler(request)
            return (
                reply
                if isinstance(reply, Response)
                else page_response(self._renderer, request, reply)
            )
        except Exception as bug:
            _LOG.exception("%s %s failed", request.method, request.path)
            self._request_log.fail(bug)
            return page_response(self._renderer, request, message("failed", status=500))

    async def _read(self, request: Request) -> PageRequest:
        values: dict[str, str] = request.scope.get("path_params", {})
        return await read_request(request, values, self._page_base(), self._default_language)

    def _received(self, request: Request, body: bytes) -> ReceivedRequest:
        return ReceivedRequest(
            number=self._request_log.next_number(),
            api="pages",
            operation=None,
            at=self._clock.now(),
            method=request.method,
            path=request.scope["raw_path"].decode("ascii"),
            query=request.url.query,
            header_list=tuple(request.headers.items()),
            body=body[:MOST_OF_A_BODY],
            body_length=len(body),
        )


def _sent(response: Response, seconds: float) -> SentResponse:
    # Without the page itself, which may show a TAN.
    return SentResponse(
        status=response.status_code,
        person=None,
        seconds=seconds,
        header_list=tuple(response.headers.items()),
        body_length=len(response.body),
    )
