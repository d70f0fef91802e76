"""
How a flow comes to a step that is not known, and how it is carried on by hand.
"""

from __future__ import annotations

from ...core.evolving import evolve
from ...core.exceptions import ArgumentError
from ..steps import State
from .events import UnsupportedStep
from .flow_state import QUESTIONS, FlowState
from .outcomes import may_be_carried_out, response_lost
from .waiting import Wait, wait_for


def on_unsupported(flow: FlowState, event: UnsupportedStep) -> FlowState:
    """
    The flow after the provider has asked for something that is not known.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    is_look = flow.action in QUESTIONS
    if is_look and flow.before is State.UNKNOWN and may_be_carried_out(flow):
        # It says nothing of an order that may have been carried out.
        return response_lost(flow, event.at)
    is_same = is_look and flow.before is State.UNSUPPORTED
    has_page = is_same or (is_look and flow.before is State.REDIRECT)
    wait = Wait(
        State.UNSUPPORTED,
        shown=event.shown,
        relations=event.relations,
        page=flow.page if has_page else None,
        field=flow.field if has_page else None,
        digest=flow.digest if has_page else None,
    )
    waiting = wait_for(flow, event.details, wait)
    if waiting.state is not State.UNSUPPORTED:
        return waiting
    return evolve(
        waiting,
        code=event.details.code,
        # Looking at it again does not put its end off.
        deadline=flow.deadline if is_same else waiting.deadline,
        approval_offered=waiting.approval_offered or event.can_be_approved,
    )


def ensure_offered(flow: FlowState, relation: str | None) -> None:
    """
    Make sure that a relation can be followed by hand.

    Args:
        flow: The flow, in UNSUPPORTED.
        relation: The name of the relation.

    Raises:
        ArgumentError: It is not offered, or its link is not one of the provider's API.
    """
    if relation not in flow.relations:
        offered = ", ".join(map(repr, flow.relations)) or "nothing"
        raise ArgumentError(f"it was not offered; offered: {offered}", place="relation")
    if relation not in flow.links:
        raise ArgumentError(
            "its link leads to a page for the browser or to another server, so it is not followed",
            place="relation",
        )
