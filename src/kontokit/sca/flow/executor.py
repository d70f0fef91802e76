"""
Executes one action of a flow without I/O: lock, save, send, interpret, save.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

import attrs

from ...auth.effects import Sleep
from ...core.clock import Clock
from ...core.evolving import evolve
from ...core.exceptions import KontokitError, TransportError
from ...core.printable import one_line_or_none
from ...core.random_uuid import random_uuid
from ...core.tracebacks import strip_traceback
from ...core.values import replace_checked
from ...http.retries import retries_from
from ...operations import Operation
from ...pipeline.authorized_send import NoToken, send_if_authorized
from ...pipeline.call_options import NO_OPTIONS, CallOptions
from ...pipeline.lockout_guard import LockoutGuard
from ...pipeline.prepared_call import PreparedCall
from ...pipeline.request_pipeline import RequestPipeline
from ...pipeline.sending_guard import SendingGuard
from ...serialization.response_parser import Response
from ..adapters.base import (
    Action,
    CallContext,
    Interpretation,
    RedirectContext,
    ResponseContext,
    ScaAdapter,
    without_token,
)
from ..adapters.browser import bank_error, state_digest
from ..adapters.parsing import legible
from ..errors import ScaConflictError
from ..records.page_address import sealed_address
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
from .documents import with_document
from .effects import ScaStep, Swap, acquire_lock
from .lockout import Lockout, logins_of_flow
from .watch import Watch

_RETRY_PAUSES: Final = (0.0, 0.5, 1.0)
"""Seconds before each attempt to send a request that was certainly not sent."""

_LOG: Final = logging.getLogger("kontokit")
_LONGEST_PAUSE: Final = timedelta(seconds=60)
Execution: TypeAlias = Generator[ScaStep, Any, Interpretation | KontokitError]


@attrs.frozen(kw_only=True, slots=False)  # copied in a tenth of the time
class FlowContext:
    """
    What a flow needs to execute actions. Nothing of it is stored.
    """

    pipeline: RequestPipeline
    operation: Operation[Any]
    adapter: ScaAdapter
    clock: Clock
    redirect: RedirectContext
    secrets: Secrets = attrs.field(repr=False)
    make_lockout_guard: Callable[[], LockoutGuard]
    make_sending_guard: Callable[[], SendingGuard]
    """Most actions need no guard, so it is made when it is used."""
    options: CallOptions = NO_OPTIONS
    record_key: bytes | None = attrs.field(default=None, repr=False)

    def now(self) -> datetime:
        """
        The current time.
        """
        return self.clock.now().time

    def lockout(self, flow: FlowState, first: PreparedCall | None) -> Lockout:
        """
        What keeps an action of a flow from locking the user out.

        Args:
            flow: Where the flow stands.
            first: The call that the flow was started with, if it is what is sent.
        """
        logins = logins_of_flow(self.pipeline, self.operation, flow, self.secrets, first)
        return Lockout(make_guard=self.make_lockout_guard, logins=logins, adapter=self.adapter)

    def watch(self, flow: FlowState) -> Watch:
        """
        What keeps an action of a flow from repeating an order, or from reading too often.

        Args:
            flow: Where the flow stands.
        """
        return Watch(make_guard=self.make_sending_guard, flow=flow, options=self.options)

    def for_call(self, flow: FlowState, action: Action) -> CallContext:
        """
        The context in which the adapter prepares a call.

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


def execute(context: FlowContext, flow: FlowState, action: Action) -> Execution:
    """
    Execute one action.

    Args:
        context: What the flow needs.
        action: What to do.

    Returns:
        What the response means, or the error because of which nothing was sent.
    """
    # The lock comes first: only under it does SENDING mean that the sender has died. Whether the
    # flow is the newest one, the compare-and-swap finds out before anything is sent.
    if not (yield from acquire_lock()):
        return ScaConflictError(None)
    now = context.now()
    fresh = apply_timeouts(flow, now)
    if fresh is not flow:
        if not (yield Swap(fresh)):
            return ScaConflictError(None)
        yield from context.watch(flow).outcome(context.pipeline, context.operation, fresh)
        must_wait = fresh.not_before is not None and context.now() < fresh.not_before
        is_unknown = fresh.state is State.UNKNOWN and (action.kind != "look" or must_wait)
        if fresh.state.is_final or is_unknown:
            return Interpretation(event=NotSent(at=now))
    return (yield from _with_retries(context, fresh, action))


def _with_retries(context: FlowContext, flow: FlowState, action: Action) -> Execution:
    """
    Execute an action, with retries while the request certainly was not sent.
    """
    most = retries_from(context.options.max_retries, context.pipeline.retries).max_retries
    last = min(most + 1, len(_RETRY_PAUSES))
    named, number = _with_correlation_id(context), 1
    while True:
        if pause := _RETRY_PAUSES[number - 1]:
            yield Sleep(pause)
            if not (yield from acquire_lock()):  # a pause releases the lock
                return ScaConflictError(None)
        done = yield from _attempt(context, named, flow, action, number)
        if isinstance(done, KontokitError):
            return done
        flow, result = done
        if number == last or not _is_unsent(result):
            return result
        number += 1


def _is_unsent(result: Interpretation) -> bool:
    return isinstance(result.event, NotSent) and isinstance(result.error, TransportError)


def _with_correlation_id(context: FlowContext) -> FlowContext:
    # All attempts of an action have the same id.
    correlation_id = context.options.correlation_id or random_uuid()
    options = replace_checked(context.options, correlation_id=correlation_id)
    return evolve(context, options=options)


def _attempt(
    context: FlowContext, named: FlowContext, flow: FlowState, action: Action, number: int
) -> Generator[ScaStep, Any, tuple[FlowState, Interpretation] | KontokitError]:
    prepared = _prepare(named, flow, action)
    if isinstance(prepared, KontokitError):
        return prepared
    prepared_flow, call, lockout = prepared
    if call is not None:
        call.attempts.once(number)  # the flow itself repeats what was not sent
    sent = yield from lockout.admit(prepared_flow, call)
    if isinstance(sent, KontokitError):
        return sent
    watch = context.watch(flow)
    refusal = yield from watch.admit(action.kind, call)
    if refusal is not None:
        return refusal
    # SENDING is saved before the first byte. If this process dies now, the next one finds it and
    # does not send an order or a TAN twice.
    if not (yield Swap(sent)):
        return ScaConflictError(None)
    answer = yield from _send(context, sent, action, call)
    interpretation = _cancelled_at_bank(sent, action, answer)
    after = apply_event(sent, interpretation.event)
    _warn(sent, after)
    if interpretation.url is not None and after.state is State.REDIRECT:
        sealed = sealed_address(after, interpretation.url, context.record_key)
        after = evolve(after, sealed_url=sealed)
    after = yield from lockout.outcome(sent, interpretation, after)
    yield from watch.outcome(context.pipeline, context.operation, after)
    if _is_unsent(interpretation):
        yield from watch.unsent(context.pipeline, context.operation, action.kind)
    if not (yield Swap(after)):
        return ScaConflictError(None)
    if interpretation.document is not None:
        after = yield from with_document(context, sent, after, interpretation.document)
    return after, interpretation


def _prepare(
    context: FlowContext, flow: FlowState, action: Action
) -> tuple[FlowState, PreparedCall | None, Lockout] | KontokitError:
    """
    The flow in SENDING, the call and its guard, or the error that keeps it from being sent.
    """
    try:
        sent = apply_event(
            flow,
            RequestSent(
                at=context.now(),
                action=action.kind,
                choice=action.choice,
                name_shown=action.name_shown,
                by=action.by,
                relation=action.relation,
                returned=_returned(action),
                sent_along=_sent_along(context, action),
                is_checked=action.is_checked,
            ),
        )
        call = context.adapter.call(context.for_call(flow, action))
        lockout = context.lockout(flow, call if action.kind == "start" else None)
    except KontokitError as error:
        return strip_traceback(error)
    return sent, call, lockout


def _returned(action: Action) -> str | None:
    if action.kind != "callback" or action.answer is None:
        return None
    return state_digest(action.answer.reveal())


def _sent_along(context: FlowContext, action: Action) -> str | None:
    # The process that sends the call makes the state, which may be another one than began the flow.
    if action.kind != "start" or context.redirect.return_url is None:
        return None
    return state_digest(context.redirect.state)


def _send(
    context: FlowContext, sent: FlowState, action: Action, call: PreparedCall | None
) -> Generator[ScaStep, Any, Interpretation]:
    if call is None:
        return context.adapter.without_call(sent, action, context.now())
    response = yield from send_if_authorized(context.pipeline, call)
    if isinstance(response, NoToken):
        return without_token(sent, response.error, context.now())
    outcome = response if isinstance(response, KontokitError) else _parse(context, call, response)
    undecoded: KontokitError | None = None
    if isinstance(outcome, KontokitError) and outcome is not response:
        found = legible(outcome)
        undecoded, outcome = (outcome, found) if found is not None else (None, outcome)
    interpretation = context.adapter.read(
        ResponseContext(
            flow=sent,
            action=action,
            outcome=outcome,
            undecoded=undecoded,
            redirect=context.redirect,
            at=context.now(),
        )
    )
    if undecoded is None or interpretation.cause is not None:
        return interpretation
    return evolve(interpretation, cause=undecoded)


def _cancelled_at_bank(
    flow: FlowState, action: Action, interpretation: Interpretation
) -> Interpretation:
    """
    A refusal as a cancellation, if the bank's page has sent the browser back with an error.
    """
    event = interpretation.event
    if action.kind != "callback" or action.answer is None or not isinstance(event, Refused):
        return interpretation
    if bank_error(action.answer.reveal()) is None:
        return interpretation
    details = EventDetails(event.at, code=event.details.code, request_id=event.details.request_id)
    # Anyone can write a query, so for an order it says no more than the provider's answer does.
    is_certain = event.is_proof or not flow.request.is_order
    given_up = GivenUp(details=details, by="user", is_certain=is_certain)
    return Interpretation(event=given_up, cause=interpretation.cause)


def _warn(before: FlowState, after: FlowState) -> None:
    for one in after.contradictions[len(before.contradictions) :]:
        _LOG.warning(
            "flow %s: the provider said %r before and %r now (code %s); what it said before stands",
            after.id,
            one.known,
            one.said,
            one_line_or_none(one.code),
        )


def _parse(
    context: FlowContext, call: PreparedCall, response: Any
) -> Response[Any] | KontokitError:
    try:
        return context.pipeline.parse_response(call, response)
    except KontokitError as error:
        return strip_traceback(error)


def apply_timeouts(flow: FlowState, now: datetime) -> FlowState:
    """
    The flow after the deadlines that have passed, or after its sender has died.

    Args:
        flow: The flow. The caller must hold its lock.
        now: The current time.
    """
    # A sender holds the lock until it has saved the response. Now we hold it.
    if flow.state is State.SENDING:
        flow = apply_event(flow, OutcomeLost(at=now))
    # A form may have been completed in time, so the next look at it decides.
    while not flow.state.is_final and not flow.awaits_form and is_over(flow, now):
        flow = apply_event(
            flow, DeadlinePassed(details=EventDetails(now), what=_passed_deadline(flow))
        )
    return flow


def _passed_deadline(flow: FlowState) -> Literal["polls", "form", "step"]:
    if flow.state is State.DECOUPLED:
        return "polls"
    return "form" if flow.page == "form" else "step"


def cap_pause(flow: FlowState, now: datetime) -> FlowState:
    """
    The flow with its next question at most a minute from now.

    Args:
        flow: The flow. The caller must hold its lock.
        now: The current time.
    """
    # The process before may have run with a wrong clock, which put the question off by hours.
    latest = now + _LONGEST_PAUSE
    last_look = now + max(_LONGEST_PAUSE, timedelta(seconds=flow.flow_limits.longest_pause))
    not_before = flow.not_before if flow.limits else _capped(flow.not_before, latest)
    look_at = _capped(flow.look_at, last_look)
    if (not_before, look_at) == (flow.not_before, flow.look_at):
        return flow
    return evolve(flow, not_before=not_before, look_at=look_at, revision=flow.revision + 1)


def _capped(moment: datetime | None, latest: datetime) -> datetime | None:
    return None if moment is None else min(moment, latest)
