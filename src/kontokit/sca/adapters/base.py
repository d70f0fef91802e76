"""
The adapter protocol: actions, interpretations of responses, and failures.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Protocol

import attrs

from ...challenges.text import from_html
from ...core import exceptions
from ...core.exceptions import KontokitError, StatusError, TransportError, UnexpectedResponse
from ...core.secret import Secret
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import PreparedCall, RequestPipeline
from ...serialization.response_parser import Response
from ..records.secret_slots import Secrets
from ..state.events import Event, MediumRequested, MethodRequested, NotSent, OutcomeLost, Refused
from ..state.flow_state import QUESTIONS, ActionKind, FlowState
from ..steps import Reason
from .parsing import short

_TRANSIENT: Final = (exceptions.ServerError, UnexpectedResponse, exceptions.RedirectRefused)


@attrs.frozen(kw_only=True)
class Action:
    """
    What is to be done next.
    """

    kind: ActionKind
    choice: str | None = None
    answer: Secret | None = None
    """A TAN, or the query string with which the browser came back."""


@attrs.frozen(kw_only=True)
class Interpretation:
    """
    What an answer means.
    """

    event: Event
    url: str | None = attrs.field(default=None, repr=False)
    """The page that the browser has to go to."""
    value: Any = attrs.field(default=None, repr=False)
    """The result, where the answer brought it."""
    error: KontokitError | None = None
    """What the caller has to hear of although the flow can go on."""
    cause: KontokitError | None = None
    """The answer that ended the flow, where it was an error."""


@attrs.frozen(kw_only=True)
class RedirectContext:
    """
    Where the browser is sent back to.
    """

    return_url: str | None = attrs.field(default=None, repr=False)
    state: str = attrs.field(repr=False)
    """What has to come back with it."""
    allow_loopback: bool = False


STATE_FIELD: Final = "sca_state"
"""The query parameter with our own state."""


class ScaAdapter(Protocol):
    """
    An adapter: turns an action into a call and interprets the response.
    """

    def call(
        self,
        pipeline: RequestPipeline,
        flow: FlowState,
        action: Action,
        secrets: Secrets,
        redirect: RedirectContext,
        options: CallOptions | None,
    ) -> PreparedCall | None:
        """
        The call of an action; None where there is nothing to ask.
        """
        ...

    def read(
        self,
        flow: FlowState,
        action: Action,
        outcome: Response[Any] | KontokitError,
        redirect: RedirectContext,
        at: datetime,
    ) -> Interpretation:
        """
        What the answer means.
        """
        ...

    def without_call(self, flow: FlowState, action: Action, at: datetime) -> Interpretation:
        """
        What happens where there is no such call.
        """
        ...

    def needs_confirm_call(self, flow: FlowState) -> bool:
        """
        Whether the API needs a call when the user has confirmed elsewhere, because it cannot
        be polled.
        """
        ...

    def bank(self, flow: FlowState) -> str:
        """
        The name of the bank as the call tells it, or an empty text.
        """
        ...


def failed(
    flow: FlowState,
    error: KontokitError,
    at: datetime,
    *,
    reason: Reason = "refused",
    is_proof: bool = False,
) -> Interpretation:
    """
    What an error means for every mechanism.

    Args:
        flow: The flow.
        error: What came instead of an answer.
        at: The moment.
        reason: What a refusal means.
        is_proof: Whether its code is documented to mean that the bank has rejected an order.
    """
    match error:
        case TransportError():
            sent = error.maybe_sent
            event = OutcomeLost(at=at, request_id=error.request_id) if sent else NotSent(at=at)
            return Interpretation(event=event, error=None if sent else error, cause=error)
        case exceptions.RateLimited() if flow.action in QUESTIONS:
            return Interpretation(
                event=OutcomeLost(at=at, request_id=error.request_id), cause=error
            )
        case exceptions.RateLimited():
            is_proof = flow.action != "callback" and not flow.approval_offered
            return _refusal(error, at, "too_often", is_proof=is_proof)
        case exceptions.NotSupported():
            return _refusal(error, at, "unsupported", is_proof=False)
        case exceptions.Unauthorized() | exceptions.Forbidden():
            return Interpretation(event=NotSent(at=at), error=error)
        case _ if isinstance(error, _TRANSIENT):
            return Interpretation(
                event=OutcomeLost(at=at, request_id=error.request_id), cause=error
            )
        case StatusError():
            return _refusal(error, at, reason, is_proof=is_proof)
        case _:
            return Interpretation(event=NotSent(at=at), error=error)


def _refusal(error: StatusError, at: datetime, reason: Reason, *, is_proof: bool) -> Interpretation:
    event = Refused(
        at=at,
        reason=reason,
        code=short(error.code),
        request_id=error.request_id,
        text=from_html(error.message) if error.message else None,
        can_restart=reason in ("too_often", "refused", "bank_said_no"),
        is_proof=is_proof,
    )
    return Interpretation(event=event, cause=error)


def offering(event: MethodRequested | MediumRequested) -> Interpretation:
    """
    A question with something to choose from; without, it cannot be answered.

    Args:
        event: The question.
    """
    if event.offer:
        return Interpretation(event=event)
    code, request_id = event.code, event.request_id
    refused = Refused(at=event.at, reason="unsupported", code=code, request_id=request_id)
    return Interpretation(event=refused)
