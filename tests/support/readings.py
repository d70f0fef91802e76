"""
What an adapter makes of one response, without a server.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, Final

import attrs

from kontokit import KontokitError, Secret
from kontokit.core.http_response import Headers, HttpResponse
from kontokit.operations import Operation
from kontokit.sca.adapters.base import (
    Action,
    Interpretation,
    RedirectContext,
    ResponseContext,
    ScaAdapter,
)
from kontokit.sca.adapters.parsing import legible
from kontokit.sca.state.flow_state import ActionKind, FlowState
from kontokit.serialization.response_parser import parse_response
from tests.support.flow_states import AT

LATER: Final = AT + timedelta(minutes=1)
"""When the response arrives."""
SENT_ID: Final = "our-id"
"""The id of the request where the provider gives none."""
STATE: Final = "the-state-of-the-browser"
RETURN_URL: Final = "https://app.example/back"
REDIRECT: Final = RedirectContext(return_url=RETURN_URL, state=STATE)


@attrs.frozen(kw_only=True)
class Reading:
    """
    An adapter, a flow that is on its way, and the operation that was called by its action.
    """

    adapter: ScaAdapter
    operation: Operation[Any]
    flow: FlowState
    redirect: RedirectContext = REDIRECT
    answer: str | None = None

    @property
    def action(self) -> Action:
        """
        What was sent.
        """
        kind: ActionKind = self.flow.action or "start"
        return Action(kind=kind, answer=None if self.answer is None else Secret(self.answer))

    def of(self, status: int, body: Any = None, **headers: str) -> Interpretation:
        """
        What a response means; its header names have _ for -.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        http = HttpResponse(
            status_code=status,
            headers=Headers({"content-type": "application/json", **named}.items()),
            body=b"" if body is None else content,
        )
        try:
            return self.of_outcome(parse_response(self.operation, http, request_id=SENT_ID))
        except KontokitError as error:
            return self.of_outcome(error)

    def of_outcome(self, outcome: Any) -> Interpretation:
        """
        What a response or an error means.
        """
        found = legible(outcome) if isinstance(outcome, KontokitError) else None
        return self.adapter.read(
            ResponseContext(
                flow=self.flow,
                action=self.action,
                outcome=outcome if found is None else found,
                undecoded=None if found is None else outcome,
                redirect=self.redirect,
                at=LATER,
            )
        )
