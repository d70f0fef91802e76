"""
Final states of a flow, and the unknown outcome.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from ..steps import WAITING, State
from .events import DeadlinePassed, GivenUp
from .flow_state import MAX_WRONG, PATIENCE, FlowState, Shown


def end(flow: FlowState, state: State, **fields: Any) -> FlowState:
    """
    A flow at its end.

    Args:
        flow: The flow.
        state: One of the ends.
        **fields: What else is known of it.
    """
    return attrs.evolve(
        flow,
        state=state,
        offer=(),
        shown=Shown(),
        digest=None,
        not_before=None,
        deadline=None,
        **fields,
    )


def state_before(flow: FlowState) -> State:
    """
    The state from which something was sent.

    Args:
        flow: The flow.
    """
    return flow.before or State.NEW


def outcome_unknown(flow: FlowState, at: datetime) -> FlowState:
    """
    A flow whose last request has an unknown outcome.

    Args:
        flow: The flow.
        at: The moment.
    """
    return attrs.evolve(
        flow,
        state=State.UNKNOWN,
        lost=flow.action,
        deadline=at + PATIENCE[State.UNKNOWN],
        not_before=None,
        shown=Shown(),
        digest=None,
    )


def cancelled(flow: FlowState, event: GivenUp) -> FlowState:
    """
    The flow after it was cancelled.

    Args:
        flow: The flow.
        event: Who gave up.
    """
    if flow.is_done:
        return end(flow, State.FINISHED)
    if _may_have_happened(flow):
        return outcome_unknown(flow, event.at)
    if flow.state is State.UNKNOWN and flow.request.is_order:
        return end(flow, State.FAILED, reason="outcome_unknown")
    return end(flow, State.CANCELLED, ended=event.by)


def expired(flow: FlowState, event: DeadlinePassed) -> FlowState:
    """
    The flow after a deadline has passed.

    Args:
        flow: The flow.
        event: Which time.
    """
    if flow.is_done:
        return end(flow, State.FINISHED)
    if flow.state is State.UNKNOWN:
        if flow.request.is_order:
            return end(flow, State.FAILED, reason="outcome_unknown")
        ended = "form" if event.what == "form" else "outcome"
        return end(flow, State.EXPIRED, ended=ended, can_restart=True)
    if _may_have_happened(flow) or _may_be_filled_in(flow, event):
        return outcome_unknown(flow, event.at)
    return end(flow, State.EXPIRED, ended=event.what, can_restart=True)


def _may_be_filled_in(flow: FlowState, event: DeadlinePassed) -> bool:
    """
    Whether a form may have been filled in just before its end: its status tells, not our clock.
    """
    is_known = event.code is not None
    return flow.adapter_name == "webform" and flow.state is State.REDIRECT and not is_known


def _may_have_happened(flow: FlowState) -> bool:
    """
    Whether an order may still be carried out by the bank.
    """
    elsewhere = flow.state in (State.DECOUPLED, State.REDIRECT, State.WORKING)
    return flow.request.is_order and flow.state in WAITING and (elsewhere or flow.answered)


def wrong_return(flow: FlowState) -> FlowState:
    """
    The flow after a return whose state does not match.

    Args:
        flow: The flow.
    """
    wrong = flow.wrong_returns + 1
    if wrong >= MAX_WRONG:
        return end(flow, State.FAILED, reason="state_mismatch", code=None, wrong_returns=wrong)
    return attrs.evolve(flow, wrong_returns=wrong)
