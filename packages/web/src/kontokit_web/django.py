"""
Pages of flows as Django views, sync and async.
"""

# Django has no types.
# pyright: basic, reportAttributeAccessIssue=false

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt

from kontokit.sca import AsyncFlow, Flow
from kontokit.stores import SwapStore

from .commands import refuse_long_pause
from .entries import find
from .exchange import MAXIMUM_BODY, WebRequest, WebResponse
from .new_flow import BaseNewFlow, create_flow, start_flow
from .page import element
from .routes import Routes
from .settings import Settings
from .webhooks import Webhooks
from .work import InThread, run, run_async

__all__ = [
    "AsyncNewFlow",
    "AsyncScaViews",
    "NewFlow",
    "ScaViews",
    "async_webhook_view",
    "webhook_view",
]


class NewFlow(BaseNewFlow):
    """
    A flow whose owner is stored, and of which nothing was sent yet.
    """

    def start(
        self, client: Any, method: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Flow[Any]:
        """
        Call a method that may need the user, see ``client.sca.start``.

        Args:
            client: The kontokit client of the owner.
            method: A method of this client.
            *args: Passed on to the method.
            **kwargs: Passed on to the method.

        Raises:
            KontokitError: See ``ScaClient.start``.
        """
        flow: Flow[Any] = run(start_flow(self._settings, self.flow, client, method, args, kwargs))
        return flow


class ScaViews:
    """
    The pages of flows, blocking: ``path("sca/", include(sca.urls))``.
    """

    def __init__(self, settings: Settings) -> None:
        """
        Set up the views.
        """
        self._settings = settings
        self._routes = Routes(settings, _sleep)

    @property
    def urls(self) -> list[URLPattern | URLResolver]:
        """
        What to include where ``base_url`` says.
        """
        # Its own token counts: it belongs to one flow, and Django's to all pages.
        return [re_path(r"^(?P<path>.*)$", csrf_exempt(self._view))]

    def new_flow(
        self, request: HttpRequest, *, name: str = "", next_url: str | None = None
    ) -> NewFlow:
        """
        A new flow of the user who sends a request.

        Args:
            name: A name of yours; ``client`` and ``on_end`` find it in ``flow.name``.
            next_url: Where the page sends its user at the end: a path of your site.

        Raises:
            ConfigurationError: Nobody has signed in.
            ArgumentError: ``next_url`` is no path.
        """
        work = create_flow(self._settings, request, name=name, next_url=next_url)
        return NewFlow(run(work), self._settings)

    def element(self, flow_id: str) -> str:
        """
        The element as HTML, for a page of yours that you show to the owner of the flow only.

        Raises:
            LookupError: There is no such flow.
        """
        return element(self._routes.attributes(run(find(self._settings.store, flow_id))))

    def _view(self, request: HttpRequest, path: str) -> HttpResponse:
        return to_response(run(self._routes.respond(to_web_request(request, path))))


class AsyncNewFlow(BaseNewFlow):
    """
    A flow whose owner is stored, and of which nothing was sent yet.
    """

    async def start(
        self, client: Any, method: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> AsyncFlow[Any]:
        """
        Call a method that may need the user. See :meth:`NewFlow.start`.
        """
        work = start_flow(self._settings, self.flow, client, method, args, kwargs)
        flow: AsyncFlow[Any] = await run_async(work, in_thread_of(self._settings.store))
        return flow


class AsyncScaViews:
    """
    The pages of flows, with ``await``. See :class:`ScaViews`.
    """

    def __init__(self, settings: Settings) -> None:
        """
        Set up the views.

        Args:
            settings: The functions in it may be async, and ``client`` returns an async client.
        """
        self._settings = settings
        self._routes = Routes(settings, _sleep_async)

    @property
    def urls(self) -> list[URLPattern | URLResolver]:
        """
        What to include where ``base_url`` says.
        """
        return [re_path(r"^(?P<path>.*)$", csrf_exempt(self._view))]

    async def new_flow(
        self, request: HttpRequest, *, name: str = "", next_url: str | None = None
    ) -> AsyncNewFlow:
        """
        A new flow of the user who sends a request. See :meth:`ScaViews.new_flow`.
        """
        work = create_flow(self._settings, request, name=name, next_url=next_url)
        flow = await run_async(work, in_thread_of(self._settings.store))
        return AsyncNewFlow(flow, self._settings)

    async def element(self, flow_id: str) -> str:
        """
        The element as HTML. See :meth:`ScaViews.element`.
        """
        work = find(self._settings.store, flow_id)
        flow = await run_async(work, in_thread_of(self._settings.store))
        return element(self._routes.attributes(flow))

    async def _view(self, request: HttpRequest, path: str) -> HttpResponse:
        work = self._routes.respond(to_web_request(request, path))
        return to_response(await run_async(work, in_thread_of(self._settings.store)))


def to_web_request(request: HttpRequest, path: str) -> WebRequest:
    """
    A request without its framework. A body that is too large is not read to its end.

    Args:
        path: Below the mount point.
    """
    body = request.read(MAXIMUM_BODY + 1)
    return WebRequest(
        method=request.method or "",
        path=path,
        query=request.META.get("QUERY_STRING", ""),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body if len(body) <= MAXIMUM_BODY else None,
        native=request,
    )


def to_response(answer: WebResponse) -> HttpResponse:
    """
    A response of the framework.
    """
    response = HttpResponse(answer.body, status=answer.status)
    del response["Content-Type"]
    for name, value in answer.headers.items():
        response[name] = value
    return response


def in_thread_of(store: SwapStore) -> InThread:
    """
    What runs the calls of a store: a thread, if it blocks.
    """

    async def in_thread(function: Callable[[], Any]) -> Any:
        if store.is_local:
            return function()
        return await sync_to_async(function, thread_sensitive=False)()

    return in_thread


def _sleep(longest: float, seconds: float) -> None:
    refuse_long_pause(seconds, longest)
    time.sleep(seconds)


async def _sleep_async(longest: float, seconds: float) -> None:
    refuse_long_pause(seconds, longest)
    await asyncio.sleep(seconds)


def webhook_view(webhooks: Webhooks) -> Callable[[HttpRequest], Any]:
    """
    A view for the notifications of one stream. Give it a path of its own.

    Args:
        webhooks: With a ``Receiver``.
    """

    def view(request: HttpRequest) -> HttpResponse:
        return to_response(run(webhooks.respond(to_web_request(request, ""))))

    exempt: Callable[[HttpRequest], Any] = csrf_exempt(view)
    return exempt


def async_webhook_view(webhooks: Webhooks) -> Callable[[HttpRequest], Any]:
    """
    The same with ``await``.

    Args:
        webhooks: With an ``AsyncReceiver``; the handlers may be async.
    """

    async def view(request: HttpRequest) -> HttpResponse:
        work = webhooks.respond(to_web_request(request, ""))
        return to_response(await run_async(work, asyncio.to_thread))

    exempt: Callable[[HttpRequest], Any] = csrf_exempt(view)
    return exempt
