"""
Pages of flows as an ASGI application, for Starlette and FastAPI.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kontokit.sca import AsyncFlow
from kontokit.stores import SwapStore

from .commands import refuse_long_pause
from .entries import find
from .exchange import MAXIMUM_BODY, WebRequest, WebResponse
from .new_flow import BaseNewFlow, create_flow, start_flow
from .page import element
from .routes import Routes
from .settings import Settings
from .webhooks import Webhooks
from .work import InThread, run_async

__all__ = ["NewFlow", "ScaApp", "WebhookApp"]


class NewFlow(BaseNewFlow):
    """
    A flow whose owner is stored, and of which nothing was sent yet.
    """

    async def start(
        self, client: Any, method: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> AsyncFlow[Any]:
        """
        Call a method that may need the user. See ``kontokit_web.django.NewFlow.start``.
        """
        work = start_flow(self._settings, self.flow, client, method, args, kwargs)
        flow: AsyncFlow[Any] = await run_async(work, in_thread_of(self._settings.store))
        return flow


class ScaApp:
    """
    An ASGI application with the pages of flows. Mount it where ``base_url`` says:
    ``app.mount("/sca", sca)``.
    """

    def __init__(self, settings: Settings) -> None:
        """
        Set up the application.

        Args:
            settings: The functions in it may be async, and ``client`` returns an async client.
        """
        self._settings = settings
        self._routes = Routes(self._settings, _sleep)

    async def new_flow(
        self, request: Request, *, name: str = "", next_url: str | None = None
    ) -> NewFlow:
        """
        A new flow of the user who sends a request. See ``kontokit_web.django.ScaViews.new_flow``.
        """
        work = create_flow(self._settings, request, name=name, next_url=next_url)
        return NewFlow(await run_async(work, in_thread_of(self._settings.store)), self._settings)

    async def element(self, flow_id: str) -> str:
        """
        The element as HTML, for a page of yours that you show to the owner of the flow only.

        Raises:
            LookupError: There is no such flow.
        """
        flow = await run_async(
            find(self._settings.store, flow_id), in_thread_of(self._settings.store)
        )
        return element(self._routes.attributes(flow))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request.
        """
        if scope["type"] != "http":
            raise TypeError("only HTTP is served here")
        request = Request(scope, receive)
        work = self._routes.respond(await to_web_request(request))
        answer = await run_async(work, in_thread_of(self._settings.store))
        await to_response(answer)(scope, receive, send)


async def to_web_request(request: Request) -> WebRequest:
    """
    A request without its framework. A body that is too large is not read to its end.
    """
    root = request.scope.get("root_path", "")
    path = request.scope["path"].removeprefix(root).removeprefix("/")
    return WebRequest(
        method=request.method,
        path=path,
        query=request.scope["query_string"].decode("latin-1"),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=await _body(request),
        native=request,
    )


async def _body(request: Request) -> bytes | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAXIMUM_BODY:
            return None
    return body


def to_response(answer: WebResponse) -> Response:
    """
    A response of the framework.
    """
    return Response(answer.body, status_code=answer.status, headers=dict(answer.headers))


def in_thread_of(store: SwapStore) -> InThread:
    """
    What runs the calls of a store: a thread, if it blocks.
    """

    async def in_thread(function: Callable[[], Any]) -> Any:
        return function() if store.is_local else await anyio.to_thread.run_sync(function)

    return in_thread


async def _sleep(longest: float, seconds: float) -> None:
    refuse_long_pause(seconds, longest)
    await anyio.sleep(seconds)


class WebhookApp:
    """
    An ASGI application for the notifications of one stream:
    ``FastAPI(routes=[Route("/webhooks/banksapi", WebhookApp(webhooks))])``, with ``Route`` of
    ``starlette.routing``. Type checkers refuse it in ``app.add_route``.
    """

    def __init__(self, webhooks: Webhooks) -> None:
        """
        Set up the application.

        Args:
            webhooks: With an ``AsyncReceiver``; the handlers may be async.
        """
        self._webhooks = webhooks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request.
        """
        request = await to_web_request(Request(scope, receive))
        answer = await run_async(self._webhooks.respond(request), anyio.to_thread.run_sync)
        await to_response(answer)(scope, receive, send)
