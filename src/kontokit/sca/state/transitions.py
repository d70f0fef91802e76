"""
The state machine of a flow, as a pure function from a state and an event to the next state.

``MAY_SEND`` says which action may be sent from which state. Responses are accepted in ``SENDING``
only. ``waiting`` and ``outcomes`` hold the two halves of what a response can lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ...core.evolving import evolve
from ...core.exceptions import ArgumentError
from ..errors import TooEarlyError, WrongStepError
from ..steps import Choice, State
from . import events, outcomes
from .by_hand import ensure_offered, on_unsupported
from .contradictions import with_contradiction
from .copies import ensure_not_copied
from .flow_state import (
    PAUSE,
    QUESTIONS,
    USER_ACTIONS,
    ActionKind,
    FlowState,
)
from .limits import turned_away
from .payee import confirmation
from .resend import ensure_not_asked, ensure_resendable, is_held, sees_open, with_open_look
from .waiting import Wait, on_busy, on_challenge, on_confirmation, on_unchanged, wait_for

MAY_SEND: Final[Mapping[State, frozenset[ActionKind]]] = {
    State.NEW: frozenset({"start"}),
    State.METHOD: frozenset({"method", "look", "cancel"}),
    State.MEDIUM: frozenset({"medium", "look", "cancel"}),
    State.PAYEE_CHECK: frozenset({"payee", "look", "cancel"}),
    State.CHALLENGE: frozenset({"answer", "look", "cancel"}),
    State.REDIRECT: frozenset({"callback", "look", "cancel"}),
    State.DECOUPLED: frozenset({"poll", "confirm", "look", "cancel"}),
    State.WORKING: frozenset({"look", "cancel"}),
    State.UNSUPPORTED: frozenset({"follow", "callback", "look", "cancel"}),
    State.UNKNOWN: frozenset({"look", "bookings", "start"}),
}
_SAYS_NOTHING: Final = (
    events.OutcomeLost,
    events.Inconclusive,
    events.Answered,
    events.OrderStillOpen,
    events.Unchanged,
)
"""The events after which the bank may have an order, if a request has moved it."""


def apply_event(flow: FlowState, event: events.Event) -> FlowState:
    """
    The flow after an event.

    Args:
        flow: The flow before the event.
        event: What has happened.

    Returns:
        The flow after the event, with the next revision.

    Raises:
        WrongStepError: The event is impossible in this state.
        TooEarlyError: It is too early to ask the provider, or to send an order, again.
        ArgumentError: The choice was not offered.
    """
    if flow.state.is_final:
        raise WrongStepError(
            f"this flow has ended, its state is {flow.state.value!r}; start a new one"
        )
    if isinstance(event, events.RequestSent):
        return _on_request(flow, event)
    after = _next_state(flow, event)
    has_page = after.state in (State.REDIRECT, State.SENDING)
    return evolve(
        after,
        revision=flow.revision + 1,
        updated=event.at,
        sealed_url=after.sealed_url if has_page else None,
    )


def _next_state(flow: FlowState, event: events.Event) -> FlowState:
    match event:
        case events.GivenUp() if flow.state is not State.SENDING:
            return outcomes.cancelled(flow, event)
        case events.DeadlinePassed() if flow.state is not State.SENDING:
            return outcomes.expired(flow, event)
        case events.ReturnMismatch() if flow.expects_browser:
            return outcomes.wrong_return(flow, event.at)
        case events.NotSent() | events.OutcomeLost() | events.Limited() | events.Observed() if (
            flow.state is State.SENDING
        ):
            return _on_response(flow, event)
        case _:
            kind = type(event).__name__
            raise WrongStepError(
                f"the event {kind} is impossible in the state {flow.state.value!r}"
            )


def _on_request(flow: FlowState, event: events.RequestSent) -> FlowState:
    is_unexpected = event.action == "callback" and not flow.expects_browser
    if is_unexpected or event.action not in MAY_SEND.get(flow.state, ()):
        state = flow.state.value
        raise WrongStepError(
            f"the action {event.action!r} is not possible in the state {state!r}; look at flow.step"
        )
    ensure_not_copied(flow, event.action)
    if flow.state is State.UNKNOWN and event.action == "start":
        ensure_not_asked(flow)
        ensure_resendable(flow, event.at, is_checked=event.is_checked)
    asks = event.action in QUESTIONS and event.action != "bookings"
    must_wait = asks or (flow.limits and event.action != "cancel")
    if must_wait and flow.not_before and event.at < flow.not_before:
        raise TooEarlyError(flow.not_before)
    if event.action in ("method", "medium"):
        _check_offered(flow, event.choice)
    confirmations = flow.confirmations
    if event.action == "payee":
        known = confirmation(flow, event.name_shown, event.by, event.at)
        confirmations = (*confirmations, known)
    if event.action == "follow":
        ensure_offered(flow, event.relation)
    return evolve(
        flow,
        revision=flow.revision + 1,
        updated=event.at,
        state=State.SENDING,
        action=event.action,
        before=flow.state,
        attempt=flow.attempt + 1,
        method=event.choice if event.action == "method" else flow.method,
        medium=event.choice if event.action == "medium" else flow.medium,
        method_name=_name_of(flow, event, "method") or flow.method_name,
        medium_name=_name_of(flow, event, "medium") or flow.medium_name,
        returned=event.returned or flow.returned,
        sent_along=event.sent_along or flow.sent_along,
        followed=event.relation or flow.followed,
        confirmations=confirmations,
        is_checked=event.is_checked,
    )


def _name_of(flow: FlowState, event: events.RequestSent, action: ActionKind) -> str | None:
    """
    The bank's name of what an action chooses; None if it is another action.
    """
    if event.action != action:
        return None
    return next((one.name for one in flow.offer if one.id == event.choice), None)


def _check_offered(flow: FlowState, choice: str | None) -> None:
    if choice not in {one.id for one in flow.offer}:
        offered = ", ".join(repr(one.id) for one in flow.offer)
        raise ArgumentError(f"it was not offered; choose one of: {offered}", place="choice")


def _on_response(
    flow: FlowState,
    event: events.NotSent | events.OutcomeLost | events.Limited | events.Observed,
) -> FlowState:
    match event:
        case events.NotSent():
            return outcomes.not_sent(flow)
        case events.Limited():
            return turned_away(flow, event)
        case events.OutcomeLost():
            return outcomes.response_lost(_after_request(flow, event), event.at, event.request_id)
        case _ if flow.action == "bookings" and not isinstance(event, events.BookingsRead):
            # Nothing but bookings is read there, so nothing else says anything of the order.
            lost = events.OutcomeLost(at=event.at, request_id=event.details.request_id)
            return outcomes.response_lost(_after_request(flow, lost), event.at, lost.request_id)
        case _:
            details = event.details
            updated = _after_request(
                flow,
                event,
                code=details.code or flow.code,
                request_id=details.request_id or flow.request_id,
                text=details.text,
                bank=details.bank or flow.bank,
                references=_latest(details.references, flow.references),
                links=flow.links if details.links is None else details.links,
            )
            if details.is_taken and flow.request.is_order:
                updated = evolve(updated, seen="answered")
            return _on_observed(with_contradiction(updated, event), event)


def _after_request(
    flow: FlowState, event: events.OutcomeLost | events.Observed, **facts: Any
) -> FlowState:
    """
    The flow after a request that may have reached the provider.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
        **facts: Field → what is known from it.
    """
    if flow.action == "bookings":  # it asks for nothing of the order itself
        return evolve(flow, attempt=0, limits=0, **facts)
    is_users = flow.action in USER_ACTIONS
    moves = flow.action not in ("look", "cancel", "poll") or outcomes.may_hand_over(flow)
    is_open = sees_open(flow, event)
    # Whatever else a look finds, the provider may be at work.
    is_restless = flow.action == "look" and flow.request.is_order and not is_open
    is_busy = isinstance(event, events.ProviderBusy) and flow.request.is_order
    return evolve(
        flow,
        attempt=0,
        limits=0,
        answered=flow.answered or is_users,
        replied=flow.replied or is_users,
        polls_left=flow.polls_left - (flow.action == "poll"),
        digest=None if flow.action == "callback" else flow.digest,
        seen=outcomes.seen_after(flow),
        # Any other response ends the series of looks that have seen the order open.
        open_looks=flow.open_looks if is_open else 0,
        is_asked=False,
        moved_at=event.at if moves or is_busy or is_restless else flow.moved_at,
        handed_over=flow.handed_over or is_busy or (moves and isinstance(event, _SAYS_NOTHING)),
        is_app_possible=_is_app_possible(flow, event),
        **facts,
    )


def _is_app_possible(flow: FlowState, event: events.OutcomeLost | events.Observed) -> bool:
    if isinstance(event, events.Question):
        return False  # now it is known how the user is asked
    begins = flow.request.is_order and flow.action in ("start", "method", "medium")
    return flow.is_app_possible or (begins and isinstance(event, _SAYS_NOTHING))


def _latest(fresh: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return (*fresh, *(one for one in known if one not in fresh))[:3]


def _on_observed(flow: FlowState, event: events.Observed) -> FlowState:
    if outcomes.stays_done(flow, event):
        return outcomes.end(flow, State.FINISHED)
    if outcomes.proves_nothing(flow, event):
        return outcomes.response_lost(flow, event.at)
    if is_held(flow, event):
        return _on_still_open(flow, event)
    if isinstance(event, events.Question):
        return _on_question(flow, event)
    match event:
        case events.Answered():
            return outcomes.answered(flow, event)
        case events.Inconclusive():
            return outcomes.response_lost(flow, event.at)
        case events.UnsupportedStep():
            return on_unsupported(flow, event)
        case events.ProviderBusy():
            return on_busy(flow, event)
        case events.OrderStillOpen() if flow.before is State.UNKNOWN and flow.action == "look":
            known = evolve(flow, account=event.account, amount=event.amount)
            return _on_still_open(known, event)
        case events.BookingsRead() if flow.action == "bookings":
            return evolve(
                flow,
                state=outcomes.state_before(flow),
                bookings_read_at=event.at,
                has_booking=event.has_booking,
            )
        case events.OrderStillOpen():
            same = events.Unchanged(details=event.details, seconds=PAUSE.total_seconds())
            return on_unchanged(flow, same)
        case events.Unchanged():
            return on_unchanged(flow, event)
        case _:
            return outcomes.ended(flow, event)


def _on_question(flow: FlowState, event: events.Question) -> FlowState:
    match event:
        case events.MethodRequested():
            wait = Wait(State.METHOD, offer=event.offer, shown=event.shown)
            return wait_for(flow, event.details, wait)
        case events.MediumRequested():
            return wait_for(flow, event.details, Wait(State.MEDIUM, offer=event.offer))
        case events.PayeeCheckRequested():
            wait = Wait(State.PAYEE_CHECK, shown=event.shown, payee=event.payee)
            return wait_for(flow, event.details, wait)
        case events.AnswerRequested():
            return on_challenge(flow, event)
        case events.BrowserRequested():
            return _on_browser(flow, event)
        case events.ConfirmationRequested():
            return on_confirmation(flow, event)


def _on_browser(flow: FlowState, event: events.BrowserRequested) -> FlowState:
    wait = Wait(
        State.REDIRECT,
        shown=event.shown,
        page=event.page,
        field=event.field,
        digest=event.digest,
    )
    # A page that is still open after a lost return wants it again: it did not arrive.
    is_lost = flow.before is State.UNKNOWN
    known = evolve(flow, returned=None if is_lost else flow.returned)
    return wait_for(known, event.details, wait)


def _on_still_open(flow: FlowState, event: events.Observed) -> FlowState:
    opened = with_open_look(flow, event)
    return evolve(opened, state=State.UNKNOWN, not_before=event.at + PAUSE)


def is_over(flow: FlowState, now: datetime) -> bool:
    """
    Whether the deadline of a flow has passed.

    Args:
        now: The current time.
    """
    return flow.deadline is not None and now >= flow.deadline


def chosen(flow: FlowState, choice: Choice | str) -> str:
    """
    The id of a choice.

    Args:
        choice: One of the choices of the step, or its id.

    Raises:
        ArgumentError: The choice was not offered.
    """
    wanted = choice.id if isinstance(choice, Choice) else choice
    _check_offered(flow, wanted)
    return wanted
