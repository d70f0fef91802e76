"""
Executes one action of a flow without I/O: lock, save, send, interpret, save.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs

from ...auth.effects import Sleep, Step
from ...core.clock import Clock
from ...core.exceptions import KontokitError, TransportError
from ...core.tracebacks import strip_traceback
from ...pipeline.authorized_send import send_authorized
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import PreparedCall, RequestPipeline
from ...serialization.response_parser import Response
from ..adapters.base import (
    Action,
    CallContext,
    Interpretation,
    RedirectContext,
    ResponseContext,
    ScaAdapter,
)
from ..adapters.browser import bank_error
from ..errors import ScaConflict
from ..lockout_guard import LockoutGuard
from ..records.secret_slots import Secrets
from ..state.events import (
    DeadlinePassed,
    EventDetails,
    GivenUp,
    NotSent,
    OutcomeLost,
    Refused,
    RequestSent,
)
from ..state.flow_state import FlowState
from ..state.transitions import apply_event, is_over
from ..steps import State

_PAUSES: Final = (0.0, 0.5, 1.0)
"""Seconds before each attempt to send a request that never leaves."""
_CLAIMS: Final = 25
_CLAIM_PAUSE: Final = 0.1
"""Seconds between two claims; a store may hold back some keys with another one."""


@attrs.frozen
class AcquireLock:
    """
    Acquire the lock of the flow. The answer tells whether it was granted.
    """


@attrs.frozen
class IsUnchanged:
    """
    Check whether the stored flow is unchanged. The answer tells.
    """


@attrs.frozen
class Swap:
    """
    Save the flow by compare-and-swap. The answer tells whether it was saved.
    """

    flow: FlowState


ScaStep: TypeAlias = Step | Sleep | AcquireLock | IsUnchanged | Swap
Execution: TypeAlias = Generator[ScaStep, Any, Interpretation | KontokitError]


@attrs.frozen(kw_only=True)
class FlowContext:
    """
    What a flow carries along.
    """

    pipeline: RequestPipeline
    adapter: ScaAdapter
    clock: Clock
    redirect: RedirectContext
    secrets: Secrets = attrs.field(repr=False)
    lockout_guard: LockoutGuard
    options: CallOptions | None = None

    def now(self) -> datetime:
        """
        The present moment.
        """
        return self.clock.now().time

    def for_call(self, flow: FlowState, action: Action) -> CallContext:
        """
        What the adapter needs to prepare a call.

        Args:
            flow: Where the flow stands.
            action: What to do.
        """
        return CallContext(
            pipeline=self.pipeline,
            flow=flow,
            action=action,
            secrets=self.secrets,
            redirect=self.redirect,
            options=self.options,
        )

    def credentials(self, flow: FlowState) -> str | None:
        """
        What stands for the credentials in the fuse; None where there are none.
        """
        if not self.secrets:
            return None
        return self.lockout_guard.digest(self.adapter.bank(flow), flow.base, self.secrets)


def execute(context: FlowContext, flow: FlowState, action: Action) -> Execution:
    """
    Execute one action.

    Args:
        context: What is needed.
        flow: Where the flow stands.
        action: What to do.

    Returns:
        What the answer meant; or the error because of which nothing was done.
    """
    if not (yield from _acquire_lock()):
        return ScaConflict(None)
    nothing = Interpretation(event=NotSent(at=context.now()))
    fresh = apply_timeouts(flow, context.now())
    if fresh is not flow:
        if not (yield Swap(fresh)):
            return ScaConflict(None)
        if fresh.state.is_final or (fresh.state is State.UNKNOWN and action.kind != "look"):
            return nothing
    return (yield from _with_retries(context, fresh, action, nothing))


def _acquire_lock() -> Generator[ScaStep, Any, bool]:
    """
    Acquire the lock. Where it is held but the flow is unchanged, another key shares the lock.
    """
    for _ in range(_CLAIMS):
        if (yield AcquireLock()):
            return True
        if not (yield IsUnchanged()):
            return False
        yield Sleep(_CLAIM_PAUSE)
    return False


def _with_retries(
    context: FlowContext, flow: FlowState, action: Action, result: Interpretation
) -> Execution:
    """
    Execute an action, with retries where the request was never sent.
    """
    for pause in _PAUSES:
        if pause:
            yield Sleep(pause)
            if not (yield from _acquire_lock()):  # the lock was free meanwhile
                return ScaConflict(None)
        done = yield from _attempt(context, flow, action)
        if isinstance(done, KontokitError):
            return done
        flow, result = done
        if not isinstance(result.event, NotSent) or not isinstance(result.error, TransportError):
            break
    return result


def _attempt(
    context: FlowContext, flow: FlowState, action: Action
) -> Generator[ScaStep, Any, tuple[FlowState, Interpretation] | KontokitError]:
    prepared = _prepared(context, flow, action)
    if isinstance(prepared, KontokitError):
        return prepared
    sent, call = prepared
    if not (yield Swap(sent)):
        return ScaConflict(None)
    interpretation = _as_the_bank_said(action, (yield from _answer(context, sent, action, call)))
    after = apply_event(sent, interpretation.event)
    _note_credentials(context, sent, action, interpretation)
    if not (yield Swap(after)):
        return ScaConflict(None)
    return after, interpretation


def _prepared(
    context: FlowContext, flow: FlowState, action: Action
) -> tuple[FlowState, PreparedCall | None] | KontokitError:
    """
    The mark that a request goes out, and the request; or the error before anything is done.
    """
    try:
        sent = apply_event(
            flow, RequestSent(at=context.now(), action=action.kind, choice=action.choice)
        )
        credentials = context.credentials(flow)
        if credentials is not None:
            context.lockout_guard.ensure_allowed(credentials)
        call = context.adapter.call(context.for_call(flow, action))
    except KontokitError as error:
        return strip_traceback(error)
    return sent, call


def _answer(
    context: FlowContext, sent: FlowState, action: Action, call: PreparedCall | None
) -> Generator[ScaStep, Any, Interpretation]:
    if call is None:
        return context.adapter.without_call(sent, action, context.now())
    answer = yield from send_authorized(context.pipeline, call)
    outcome = answer if isinstance(answer, KontokitError) else _parsed(context, call, answer)
    response = ResponseContext(
        flow=sent, action=action, outcome=outcome, redirect=context.redirect, at=context.now()
    )
    return context.adapter.read(response)


def _as_the_bank_said(action: Action, interpretation: Interpretation) -> Interpretation:
    """
    Where the bank's page has sent the browser back with an error, the user gave up there.
    """
    event = interpretation.event
    if action.kind != "callback" or action.answer is None or not isinstance(event, Refused):
        return interpretation
    if bank_error(action.answer.reveal()) is None:
        return interpretation
    details = EventDetails(event.at, code=event.details.code, request_id=event.details.request_id)
    given_up = GivenUp(details=details, by="user", is_certain=True)
    return Interpretation(event=given_up, cause=interpretation.cause)


def _parsed(context: FlowContext, call: PreparedCall, answer: Any) -> Response[Any] | KontokitError:
    try:
        return context.pipeline.parse_response(call, answer)
    except KontokitError as error:
        return strip_traceback(error)


def _note_credentials(
    context: FlowContext, flow: FlowState, action: Action, interpretation: Interpretation
) -> None:
    event = interpretation.event
    if not isinstance(event, Refused) or event.reason not in ("credentials", "locked"):
        return
    credentials = context.credentials(flow)
    if credentials is not None:
        context.lockout_guard.record_refusal(credentials, event.details.code)


def apply_timeouts(flow: FlowState, now: datetime) -> FlowState:
    """
    A flow after what has happened to it by itself: its time is over, or the process
    that was sending has died.

    Args:
        flow: The flow; no worker holds its lock.
        now: The moment.
    """
    if flow.state is State.SENDING:
        flow = apply_event(flow, OutcomeLost(at=now))
    while not flow.state.is_final and is_over(flow, now):
        flow = apply_event(flow, DeadlinePassed(details=EventDetails(now), what=_what(flow)))
    return flow


def _what(flow: FlowState) -> Any:
    if flow.state is State.DECOUPLED:
        return "polls"
    return "form" if flow.page == "form" else "step"
