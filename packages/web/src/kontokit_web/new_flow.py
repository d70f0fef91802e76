"""
Starting a flow: its owner is stored before anything is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kontokit import ArgumentError, ConfigurationError, StoreError

from .entries import WebFlow, create, new_id
from .settings import Settings
from .work import Call, UseStore, Work


def create_flow(
    settings: Settings, request: Any, *, name: str, next_url: str | None
) -> Work[WebFlow]:
    """
    A new flow of the user who sends the request, without anything sent.

    Args:
        request: The request of the framework.
        name: A name of the application's.
        next_url: A path of this site.

    Raises:
        ConfigurationError: Nobody has signed in.
        ArgumentError: ``next_url`` is no path.
        StoreError: The store does not work.
    """
    if next_url is not None and (next_url[:1] != "/" or next_url[1:2] in ("/", "\\")):
        raise ArgumentError("it must be a path of this site", place="next_url")
    owner: object = yield Call(lambda: settings.owner(request))
    if not isinstance(owner, str) or not owner:
        raise ConfigurationError("owner(request) names no user; only a signed-in user has flows")
    flow = WebFlow(id=new_id(), owner=owner, name=name, next_url=next_url)
    if not (yield UseStore(lambda: create(settings.store, flow))):
        raise StoreError("the store has a flow with a new random id already")
    return flow


def start_flow(
    settings: Settings,
    flow: WebFlow,
    client: Any,
    method: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Work[Any]:
    """
    Start the call of a flow.

    Args:
        flow: A new flow.
        client: The kontokit client of its owner.
        method: A method of the client.
        args: Those of the method.
        kwargs: Those of the method.

    Raises:
        KontokitError: See ``ScaClient.start``.
    """
    sca = client.sca.with_options(
        store=settings.store,
        record_key=settings.record_key,
        flow_id=flow.id,
        return_url=settings.url(flow.id, "return"),
    )
    return (yield Call(lambda: sca.start(method, *args, **kwargs)))


@dataclass(frozen=True)
class BaseNewFlow:
    """
    A flow whose owner is stored, and of which nothing was sent yet.
    """

    flow: WebFlow
    _settings: Settings = field(repr=False)

    @property
    def id(self) -> str:
        """
        Its id, 128 random bits.
        """
        return self.flow.id

    @property
    def url(self) -> str:
        """
        Its page. Redirect the browser there after ``start``.
        """
        return self._settings.url(self.id)

    @property
    def return_url(self) -> str:
        """
        Where the bank sends the browser back to. ``start`` passes it on; where a method has a
        parameter for it, such as finAPI's ``redirect_url``, pass it yourself.
        """
        return self._settings.url(self.id, "return")

    @property
    def callback_url(self) -> str:
        """
        What a provider may call when a web form has changed.
        """
        return self._settings.url(self.id, "callback")
