"""
What a provider says against what it has said before. The first stands; the second is kept beside
it.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from ...core.evolving import evolve
from ..steps import Contradiction, State
from . import events
from .flow_state import FlowState
from .outcomes import may_be_carried_out

Known: TypeAlias = Literal["done", "answered", "pending", "sent"]
Said: TypeAlias = Literal["open", "refused", "gone", "asked", "unclear"]
_MOST: Final = 20
"""How many a record keeps."""


def with_contradiction(flow: FlowState, event: events.Observed) -> FlowState:
    """
    The flow with what a look says against what is known, if it does.

    Args:
        flow: The flow, in SENDING.
        event: What the look says.
    """
    known = _known(flow) if flow.action in ("poll", "look") else None
    said = _said(event, known) if known is not None else None
    if known is None or said is None:
        return flow
    code = event.details.code
    # The same look again tells nothing new.
    is_listed = any(
        (one.known, one.said, one.code) == (known, said, code) for one in flow.contradictions
    )
    if is_listed or len(flow.contradictions) >= _MOST:
        return flow
    one = Contradiction(at=event.at, known=known, said=said, code=code)
    return evolve(flow, contradictions=(*flow.contradictions, one))


def _known(flow: FlowState) -> Known | None:
    if flow.is_done:
        return "done"
    if not flow.request.is_order:
        return None
    if flow.before is State.WORKING:
        return "pending"
    if flow.seen == "answered":
        return "answered"
    return "sent" if may_be_carried_out(flow) else None


def _said(event: events.Observed, known: Known) -> Said | None:
    match event:
        case events.OrderStillOpen() if known != "sent":
            return "open"
        case events.Refused() if event.is_proof and known != "done":
            return None  # orders are refused for good while they are pending
        case events.Refused():
            return "unclear" if event.is_unclear else "refused"
        case events.GivenUp() if known == "done":
            return "refused"
        case events.DeadlinePassed():
            return "gone"
        case events.Inconclusive() | events.UnsupportedStep():
            return "unclear"
        case _ if isinstance(event, events.Question) and known == "done":
            return "asked"
        case _:
            return None
