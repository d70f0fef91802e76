"""
What an adapter sends for an action, without a server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import attrs

from kontokit import Secret, SyncClient
from kontokit.pipeline.call_options import NO_OPTIONS, CallOptions
from kontokit.pipeline.prepared_call import PreparedCall
from kontokit.pipeline.request_pipeline import RequestPipeline
from kontokit.sca.adapters.base import Action, CallContext, RedirectContext, ScaAdapter
from kontokit.sca.state.flow_state import FlowState
from tests.support.readings import REDIRECT

BASE: Final = "https://banks.example"
"""The server of the clients whose calls are made here."""


@attrs.frozen(kw_only=True)
class Sent:
    """
    A request, as the provider reads it.
    """

    operation: str
    method: str
    path: str
    query: Mapping[str, list[str]] = attrs.field(factory=dict[str, list[str]])
    body: Any = None
    read_timeout: float = 60.0


class Reverser:
    """
    A cipher that can be read.
    """

    def encrypt(self, value: str, /) -> str:
        return value[::-1]


def pipeline_of(client_class: Any, **settings: Any) -> RequestPipeline:
    """
    The pipeline of a client class, with a token.
    """
    client: SyncClient
    with client_class(user_token="t", base_url=BASE, **settings) as client:
        return client._pipeline  # pyright: ignore[reportPrivateUsage]


def as_sent(call: PreparedCall | None) -> Sent | None:
    """
    What a prepared call sends; None if there is none.
    """
    if call is None:
        return None
    request = call.release()
    url = urlsplit(request.url)
    assert f"{url.scheme}://{url.netloc}" == BASE
    return Sent(
        operation=request.operation,
        method=request.method,
        path=url.path,
        query=parse_qs(url.query, keep_blank_values=True),
        body=None if request.body is None else json.loads(request.body),
        read_timeout=request.timeouts.read,
    )


@attrs.frozen(kw_only=True)
class Calling:
    """
    An adapter and a flow that stands before an action.
    """

    pipeline: RequestPipeline
    adapter: ScaAdapter
    flow: FlowState
    secrets: Mapping[str, Secret] = attrs.field(factory=dict[str, Secret])
    redirect: RedirectContext = REDIRECT
    options: CallOptions = NO_OPTIONS

    def context(self, action: Action) -> CallContext:
        """
        What the adapter gets to know.
        """
        return CallContext(
            pipeline=self.pipeline,
            flow=self.flow,
            action=action,
            secrets=self.secrets,
            redirect=self.redirect,
            options=self.options,
        )

    def of(self, kind: Any, answer: str | None = None, **more: Any) -> Sent | None:
        """
        What is sent for an action; None if the API has no such call.
        """
        secret = None if answer is None else Secret(answer)
        return as_sent(self.adapter.call(self.context(Action(kind=kind, answer=secret, **more))))
