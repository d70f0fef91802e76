"""
How a flow ends, and when its outcome is unknown.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from ...challenges.text import from_html
from ...core.evolving import evolve
from ..errors import WrongStepError
from ..steps import WAITING, State
from .events import (
    Answered,
    DeadlinePassed,
    EventDetails,
    GivenUp,
    Inconclusive,
    Observed,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
    UnsupportedStep,
)
from .flow_state import (
    LONGEST_RETURN_PAUSE,
    NOTHING_SHOWN,
    PAUSE,
    QUESTIONS,
    UNKNOWN_PATIENCE,
    USER_ACTIONS,
    FlowState,
)


def end(flow: FlowState, state: State, **facts: Any) -> FlowState:
    """
    The flow in a final state, without the fields that only a waiting flow has.

    Args:
        state: The final state.
        **facts: Field → what is known of the end.
    """
    return evolve(
        flow,
        state=state,
        offer=(),
        payee=None,
        relations=(),
        shown=NOTHING_SHOWN,
        digest=None,
        not_before=None,
        deadline=None,
        **facts,
    )


def stays_done(flow: FlowState, event: Observed) -> bool:
    """
    Whether a response says something against a success that the provider has reported, and which
    therefore stands.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    if not flow.is_done or isinstance(event, Succeeded | ProviderBusy | Unchanged):
        return False
    # The caller of an order that failed would pay again. What is no order may want a further SCA.
    is_gone = isinstance(event, DeadlinePassed | Inconclusive | UnsupportedStep)
    is_unclear = is_gone or (isinstance(event, Refused) and event.is_unclear)
    return flow.request.is_order or is_unclear


def state_before(flow: FlowState) -> State:
    """
    The state from which the last request was sent.
    """
    return flow.before or State.NEW


def outcome_unknown(flow: FlowState, at: datetime) -> FlowState:
    """
    The flow when the outcome of its last request is unknown.

    Args:
        at: The current time.
    """
    return evolve(
        flow,
        state=State.UNKNOWN,
        lost=flow.action,
        # What the bank has said to the user stays; what it asked for cannot be answered any more.
        text=flow.text or from_html(flow.shown.text) or None,
        deadline=at + UNKNOWN_PATIENCE,
        not_before=flow.not_before if flow.limits else None,
        shown=NOTHING_SHOWN,
        digest=None,
    )


def cancelled(flow: FlowState, event: GivenUp) -> FlowState:
    """
    The flow after it was cancelled.

    Args:
        event: Who cancelled it.
    """
    if flow.is_done:
        return end(flow, State.FINISHED)
    if _may_be_carried_out_later(flow):
        return outcome_unknown(flow, event.at)
    if flow.state is State.UNKNOWN and flow.request.is_order:
        return flow
    return _cancelled_for_good(flow, event.by)


def _cancelled_for_good(flow: FlowState, by: str) -> FlowState:
    return end(flow, State.CANCELLED, ended=by, can_restart=True)


def expired(flow: FlowState, event: DeadlinePassed) -> FlowState:
    """
    The flow after a deadline has passed.
    """
    if flow.is_done:
        return end(flow, State.FINISHED)
    if flow.state is State.UNKNOWN:
        if flow.request.is_order:
            return _still_unknown(flow, event.at)
        what = "form" if event.what == "form" else "outcome"
        return end(flow, State.EXPIRED, ended=what, can_restart=True)
    if _may_be_carried_out_later(flow):
        return outcome_unknown(flow, event.at)
    return end(flow, State.EXPIRED, ended=event.what, can_restart=True)


def _still_unknown(flow: FlowState, at: datetime) -> FlowState:
    """
    An order that stays unknown although a deadline has passed.
    """
    # Time proves nothing about an order. It can be asked for as long as there is a record.
    is_over = flow.deadline is not None and at >= flow.deadline
    return evolve(flow, deadline=None) if is_over else flow


def _may_be_carried_out_later(flow: FlowState) -> bool:
    """
    Whether the bank may still carry out an order whose flow stops waiting.
    """
    if flow.is_copy and flow.state is not State.UNKNOWN:
        return flow.request.is_order  # by another process
    return flow.state in WAITING and may_be_carried_out(flow)


def wrong_return(flow: FlowState, at: datetime) -> FlowState:
    """
    The flow after a browser came back with a wrong state: it only waits longer before it answers
    the next one.
    """
    seconds = 2.0 ** min(flow.wrong_returns, 10)
    pause = min(timedelta(seconds=seconds), LONGEST_RETURN_PAUSE)
    return evolve(flow, wrong_returns=flow.wrong_returns + 1, returns_after=at + pause)


def seen_after(flow: FlowState) -> Literal["answered"] | None:
    """
    What stays of what was seen of an order, whatever comes next.
    """
    return "answered" if flow.seen == "answered" else None


def answered(flow: FlowState, event: Answered) -> FlowState:
    """
    The flow after a successful response that does not say what became of it.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    if flow.request.is_order and flow.action in QUESTIONS:
        return unchanged(flow, event.at, PAUSE)
    if flow.request.is_order:
        return evolve(outcome_unknown(flow, event.at), seen="answered")
    return end(flow, State.FINISHED, result=event.result)


def not_sent(flow: FlowState) -> FlowState:
    """
    The flow after a request with which nothing was done.

    Args:
        flow: The flow, in SENDING.
    """
    return evolve(
        flow,
        state=state_before(flow),
        method=None if flow.action == "method" else flow.method,
        medium=None if flow.action == "medium" else flow.medium,
        method_name=None if flow.action == "method" else flow.method_name,
        medium_name=None if flow.action == "medium" else flow.medium_name,
        returned=None if flow.action == "callback" else flow.returned,
        followed=None if flow.action == "follow" else flow.followed,
        confirmations=flow.confirmations[: -1 if flow.action == "payee" else None],
    )


def ended(flow: FlowState, event: Observed) -> FlowState:
    """
    The flow after a response that ends it.

    Args:
        flow: The flow, in SENDING.
        event: How it ends.

    Raises:
        WrongStepError: The event does not end a flow.
    """
    match event:
        case Succeeded():
            return end(
                flow,
                State.FINISHED,
                result=event.result,
                verified=event.verified,
                needs_renewal=event.needs_renewal,
            )
        case Refused(reason="sca_failed") if flow.lost == "cancel":
            # The provider has done what was asked for, and only its answer was lost.
            return _cancelled_for_good(flow, "caller")
        case Refused():
            return end(
                flow,
                State.FAILED,
                reason=event.reason,
                code=event.details.code,
                can_restart=event.can_restart,
            )
        case GivenUp() if event.is_certain:
            return _cancelled_for_good(flow, event.by)
        case GivenUp():
            return cancelled(_before(flow, event.at), event)
        case DeadlinePassed():
            return expired(_before(flow, event.at), event)
        case _:
            raise WrongStepError(f"the event {type(event).__name__} does not end a flow")


def _before(flow: FlowState, at: datetime) -> FlowState:
    """
    The flow before its last request; an unknown outcome is not asked for again at once.
    """
    pause = at + PAUSE if flow.before is State.UNKNOWN else flow.not_before
    return evolve(flow, state=state_before(flow), not_before=pause)


def response_lost(flow: FlowState, at: datetime, request_id: str | None = None) -> FlowState:
    """
    The flow after a request whose response was lost, or does not say what has happened.

    Args:
        flow: The flow, in SENDING.
        at: The current time.
        request_id: The provider's id of the request, if it is not in the flow yet.
    """
    updated = evolve(flow, request_id=request_id or flow.request_id)
    # A question changes nothing, so it is simply repeated. A poll that hands over the order does.
    if flow.action in QUESTIONS and not may_hand_over(flow):
        return unchanged(updated, at, PAUSE)
    if flow.action == "cancel" and flow.request.is_order and not may_be_carried_out(flow):
        # Nothing has authorised the order, so it is not carried out, cancelled at the bank or not.
        return _cancelled_for_good(updated, "caller")
    return outcome_unknown(updated, at)


def unchanged(flow: FlowState, at: datetime, pause: timedelta) -> FlowState:
    """
    The flow in the state before its last request.

    Args:
        flow: The flow, in SENDING.
        at: The current time.
        pause: How long to wait before the next question.
    """
    if state_before(flow) is State.NEW:
        return outcome_unknown(flow, at)
    same = evolve(
        flow,
        state=state_before(flow),
        replied=flow.replied and flow.action not in USER_ACTIONS,
        not_before=at + pause,
    )
    if same.state is State.DECOUPLED and same.polls_left <= 0:
        return expired(same, DeadlinePassed(details=EventDetails(at), what="polls"))
    return same


def may_be_carried_out(flow: FlowState) -> bool:
    """
    Whether an order may have been carried out, or may still be: the user has authorised it or can
    do so without us, or the provider may have given it to the bank without asking.
    """
    return flow.request.is_order and (flow.answered or may_be_elsewhere(flow))


def may_be_elsewhere(flow: FlowState) -> bool:
    """
    Whether an order may have been carried out by another way than the answers of the user.
    """
    is_taken = flow.seen == "answered" or flow.handed_over or flow.lost is not None
    is_elsewhere = flow.approval_offered or flow.is_copy
    return flow.request.is_order and (is_taken or is_elsewhere)


def proves_nothing(flow: FlowState, event: Observed) -> bool:
    """
    Whether a response that would end a flow says nothing of what has become of its order.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    if not flow.request.is_order:
        return False
    is_question = flow.action in QUESTIONS
    if isinstance(event, DeadlinePassed):
        # What a look does not find may never have been there, but what was sent was.
        return is_question and not may_be_carried_out(flow)
    if not isinstance(event, Refused) or event.is_proof:
        return False
    # A refusal is one only as the answer to what was sent, and in words that are documented.
    is_answer = not is_question and flow.action != "cancel" and not event.is_unclear
    return not is_answer or may_be_carried_out(flow)


def may_hand_over(flow: FlowState) -> bool:
    """
    Whether the last action was a question that can hand the order to the bank.
    """
    # Such an API is polled by repeating the call that submits the order. Once the user has
    # confirmed, the next poll submits it.
    repeats = flow.adapter_name == "repeat" and flow.action == "poll"
    return repeats and flow.request.is_order
