"""
The adapter protocol: actions, contexts, interpretations, and what errors mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import attrs
from msgspec import UNSET

from ...core import exceptions
from ...core.exceptions import KontokitError, StatusError, TransportError, UnexpectedResponseError
from ...core.secret import Secret
from ...core.values import replace, replace_checked
from ...http.retries import retry_after
from ...operations import Operation
from ...operations.sca import LockedMeaning
from ...pipeline.call_options import CallOptions
from ...pipeline.prepared_call import PreparedCall
from ...pipeline.request_pipeline import RequestPipeline
from ...pipeline.token_refusals import is_documented, refuses_the_token
from ...serialization.response_parser import Response
from ..records.references import Reference
from ..records.secret_slots import Secrets, insert_secrets
from ..state import events
from ..state.events import EventDetails
from ..state.flow_state import NOTHING_SHOWN, QUIET_TIME, ActionKind, FlowState, Request, Shown
from ..steps import Reason, State
from .parsing import safe_code, said

_OUTCOME_LOST: Final = (
    TransportError,
    exceptions.ServerError,
    UnexpectedResponseError,
    exceptions.RedirectRefusedError,
)
"""Errors after which the request may have been carried out."""


@attrs.frozen(kw_only=True)
class Action:
    """
    What the flow does next.
    """

    kind: ActionKind
    choice: str | None = None
    answer: Secret | None = None
    """A TAN, or the query string that the browser brought back."""
    name_shown: str | None = attrs.field(default=None, repr=False)
    """The name of the payee that the user has confirmed."""
    by: str | None = attrs.field(default=None, repr=False)
    """Who has confirmed it."""
    relation: str | None = None
    """The relation to follow by hand."""
    body: object = attrs.field(default=UNSET, repr=False)
    """What is sent to it. It is not stored."""
    is_checked: bool = False
    """Whether a person has looked for the order in the account before it is sent again."""


@attrs.frozen
class Interpretation:
    """
    What a response means.
    """

    event: events.Event
    url: str | None = attrs.field(default=None, repr=False, kw_only=True)
    """The page for the user's browser."""
    document: str | None = attrs.field(default=None, repr=False, kw_only=True)
    """The link to the document of a challenge that has none in itself."""
    value: Any = attrs.field(default=None, repr=False, kw_only=True)
    """The result of the call, if the response holds it."""
    error: KontokitError | None = attrs.field(default=None, kw_only=True)
    """The error to raise although the flow can continue."""
    cause: KontokitError | None = attrs.field(default=None, kw_only=True)
    """The error response that ended the flow."""


@attrs.frozen(kw_only=True)
class RedirectContext:
    """
    How the browser comes back.
    """

    return_url: str | None = attrs.field(default=None, repr=False)
    state: str = attrs.field(repr=False)
    """The secret value that the browser must bring back; empty if it comes back nowhere."""
    allow_loopback: bool = False
    """Whether a page may use http on this machine, for tests."""


NO_ONE_TO_ASK: Final = 60.0
"""Seconds between two looks that send nothing, so that a loop around them does not spin."""
STATE_FIELD: Final = "sca_state"
"""The query parameter in which our own state comes back."""


@attrs.frozen(kw_only=True)
class CallContext:
    """
    What an adapter needs to prepare the call of an action.
    """

    pipeline: RequestPipeline
    flow: FlowState
    action: Action
    secrets: Secrets = attrs.field(repr=False)
    redirect: RedirectContext
    options: CallOptions

    def prepare(self, operation: Operation[Any], arguments: Mapping[str, object]) -> PreparedCall:
        """
        Prepare another call than that of the flow, without a body.

        Args:
            operation: The operation to call.
            arguments: Its arguments by their Python names.
        """
        return self.pipeline.prepare(operation, arguments, UNSET, self.options)

    def original_call(
        self, operation: Operation[Any], fields: Mapping[str, object], **arguments: object
    ) -> PreparedCall:
        """
        Prepare the call that the flow was started with, its secrets included.

        Args:
            operation: The operation of the flow.
            fields: Fields that are added to the body.
            **arguments: Arguments that are added to those of the flow.
        """
        body = insert_secrets(self.flow.request.body, self.secrets)
        known = insert_secrets(self.flow.request.arguments, self.secrets)
        # Without fields the body stays what it is, which may be no mapping.
        sent = {**body, **fields} if fields else body
        return self.pipeline.prepare(operation, {**known, **arguments}, sent, self._with_extras())

    def _with_extras(self) -> CallOptions:
        request = self.flow.request
        # IBANs were checked when the flow began.
        options = replace_checked(self.options, allow_invalid_iban=True)
        if not (request.extra_query or request.extra_body or request.extra_headers):
            return options
        # A record may be the work of others, so that what it adds is checked again.
        return replace(
            options,
            extra_query=insert_secrets(request.extra_query, self.secrets),
            extra_body=insert_secrets(request.extra_body, self.secrets),
            extra_headers=insert_secrets(request.extra_headers, self.secrets),
        )


@attrs.frozen(kw_only=True)
class ResponseContext:
    """
    What an adapter needs to interpret the response to an action.
    """

    flow: FlowState
    action: Action
    outcome: Response[Any] | KontokitError
    """The response, or the error that came instead."""
    undecoded: KontokitError | None = None
    """Why a successful response has no value, although it is one."""
    redirect: RedirectContext
    at: datetime


class ScaAdapter(Protocol):
    """
    Turns an action into a call, and its response into an event.
    """

    operation: Operation[Any]
    """The operation that the flow was started with."""

    def call(self, context: CallContext) -> PreparedCall | None:
        """
        The call of an action; None if the API has no such call.
        """
        ...

    def read(self, context: ResponseContext) -> Interpretation:
        """
        What a response means.
        """
        ...

    def without_call(self, flow: FlowState, action: Action, at: datetime) -> Interpretation:
        """
        What an action means for which the API has no call.
        """
        if action.kind == "cancel":
            return Interpretation(events.GivenUp(details=EventDetails(at), by="caller"))
        return Interpretation(self.event_without_call(flow, action, at))

    def event_without_call(self, flow: FlowState, action: Action, at: datetime) -> events.Event:
        """
        The event of an action, other than to cancel, for which the API has no call.
        """
        ...

    def needs_confirm_call(self, flow: FlowState) -> bool:
        """
        Whether the API needs a call once the user has confirmed elsewhere, because it cannot be
        polled.
        """
        return False

    def document_call(self, context: CallContext, href: str) -> PreparedCall | None:
        """
        The call that reads the document of a challenge; None if the API has no such call.
        """
        return None

    def means_wrong_answer(self, code: str | None) -> bool:
        """
        Whether a code of the provider means that the TAN was wrong, and nothing else.
        """
        return False

    def references(self, flow: FlowState) -> tuple[Reference, ...]:
        """
        The ids of the provider that its callbacks or the caller may know a flow by.
        """
        return ()

    @property
    def return_argument(self) -> str | None:
        """
        The argument of the call that takes the return URL; None if it has none.
        """
        return None

    def ensure_single(self, request: Request) -> None:
        """
        Make sure that a call begins one operation only, since a flow has one step.

        Raises:
            ArgumentError: It begins several.
        """
        return

    @property
    def repeats_call(self) -> bool:
        """
        Whether each answer sends the call again, with its secrets.
        """
        return False

    def can_ask(self, flow: FlowState) -> bool:
        """
        Whether the API has a call that tells the outcome of the flow.
        """
        return True

    @property
    def quiet_time(self) -> timedelta:
        """
        From the last request that could have moved an order to the look that counts.
        """
        return QUIET_TIME

    @property
    def described_by(self) -> tuple[str, ...]:
        """
        The fields of a body by which a person recognises an order.
        """
        return ()


def has_result(operation: Operation[Any]) -> bool:
    """
    Whether a successful response of an operation holds anything.
    """
    return any(one.type is not None or one.location for one in operation.results.values())


def failed(
    context: ResponseContext,
    error: KontokitError,
    *,
    reason: Reason = "refused",
    is_proof: bool = False,
    is_unclear: bool | None = None,
    on_locked: LockedMeaning = "busy",
) -> Interpretation:
    """
    What an error means for every adapter.

    Args:
        context: The flow and the action.
        error: What came instead of a response.
        reason: What a refusal means.
        is_proof: Whether its code is documented to mean that the bank has rejected an order.
        is_unclear: Whether its body is in no documented words; None looks at the body.
        on_locked: What a 423 means.
    """
    flow, at = context.flow, context.at
    if is_unclear is None:
        is_unclear = not is_documented(error)
    match error:
        case TransportError() if not error.maybe_sent:
            return Interpretation(events.NotSent(at=at), error=error, cause=error)
        case exceptions.LockedError() if on_locked == "user":
            return user_locked(flow, error, at)
        case exceptions.RateLimitError() | exceptions.LockedError():
            return _turned_away(error, at)
        case exceptions.ServiceUnavailableError() if not flow.request.is_order:
            return _turned_away(error, at)
        case exceptions.NotSupportedError():
            return _refusal(error, at, "unsupported", is_unclear=is_unclear)
        case exceptions.AuthenticationError() | exceptions.PermissionDeniedError() if (
            is_unclear and flow.request.is_order and not refuses_the_token(error)
        ):
            # Something in front of the provider may have answered when the order was on its way.
            lost = events.OutcomeLost(at=at, request_id=error.request_id)
            return Interpretation(lost, cause=error)
        case exceptions.AuthenticationError() | exceptions.PermissionDeniedError():
            return Interpretation(events.NotSent(at=at), error=error)
        case _ if isinstance(error, _OUTCOME_LOST):
            lost = events.OutcomeLost(at=at, request_id=error.request_id)
            return Interpretation(lost, cause=error)
        case StatusError():
            return _refusal(error, at, reason, is_proof=is_proof, is_unclear=is_unclear)
        case _:
            return Interpretation(events.NotSent(at=at), error=error)


def _turned_away(error: StatusError, at: datetime) -> Interpretation:
    """
    A request with which nothing was done, because of a rate limit or because someone is busy.
    """
    pause = retry_after(error.http.headers)
    return Interpretation(
        events.Limited(at=at, seconds=pause, request_id=error.request_id), cause=error
    )


def without_token(flow: FlowState, error: KontokitError, at: datetime) -> Interpretation:
    """
    What an error of the token service means: nothing of the call was done.

    Args:
        flow: The flow, in SENDING.
        error: Why there is no token.
        at: The current time.
    """
    match error:
        case exceptions.LockedError():  # there is no token for a locked user
            return user_locked(flow, error, at)
        case exceptions.RateLimitError() | exceptions.ServiceUnavailableError():
            return _turned_away(error, at)
        case _:
            return Interpretation(events.NotSent(at=at), error=error, cause=error)


def user_locked(flow: FlowState, error: StatusError, at: datetime) -> Interpretation:
    """
    The provider has locked the user, so it takes nothing from the user until that is lifted.

    Args:
        flow: The flow, in SENDING.
        error: The response that says so.
        at: The current time.
    """
    if flow.before is State.NEW:
        return _refusal(error, at, "locked", is_proof=True)
    return Interpretation(events.NotSent(at=at), error=error)


def _refusal(
    error: StatusError,
    at: datetime,
    reason: Reason,
    *,
    is_proof: bool = False,
    is_unclear: bool = False,
) -> Interpretation:
    event = events.Refused(
        details=EventDetails(
            at, code=safe_code(error.code), request_id=error.request_id, text=said(error)
        ),
        reason=reason,
        can_restart=reason in ("too_often", "refused", "bank_said_no"),
        is_proof=is_proof,
        is_unclear=is_unclear,
    )
    return Interpretation(event, cause=error)


def offering(event: events.MethodRequested | events.MediumRequested) -> Interpretation:
    """
    A choice for the user, which is unsupported if nothing is offered.

    Args:
        event: The choice.
    """
    if event.offer:
        return Interpretation(event)
    shown = event.shown if isinstance(event, events.MethodRequested) else NOTHING_SHOWN
    return unsupported(event.details, shown, can_be_approved=False)


def unsupported(
    details: EventDetails, shown: Shown = NOTHING_SHOWN, *, can_be_approved: bool = True
) -> Interpretation:
    """
    A step that this version does not know, or cannot show.

    Args:
        details: What is known of it.
        shown: What the provider says to the user; only its text is kept.
        can_be_approved: Whether the user may be able to approve it without us.
    """
    event = events.UnsupportedStep(
        details=details, shown=Shown(text=shown.text), can_be_approved=can_be_approved
    )
    return Interpretation(event)
