"""
How a flow waits after a request that the provider has turned away.
"""

from __future__ import annotations

from datetime import timedelta

from ...core.evolving import evolve
from .events import Limited
from .flow_state import (
    LIMIT_PAUSE,
    LONGEST,
    LONGEST_LIMIT_PAUSE,
    SHORTEST_RETRY_AFTER,
    FlowState,
)
from .outcomes import not_sent, seen_after


def turned_away(flow: FlowState, event: Limited) -> FlowState:
    """
    The flow after a request that was turned away: it is as before, but must wait.

    Args:
        flow: The flow, in SENDING.
        event: How long the provider wants it to wait.
    """
    is_apart = flow.action == "bookings"
    is_look = flow.action == "look" and flow.request.is_order
    if event.seconds is None:
        pause = min(LIMIT_PAUSE * 2 ** min(flow.limits, 10), LONGEST_LIMIT_PAUSE)
    else:
        reported = timedelta(seconds=min(event.seconds, LONGEST.total_seconds()))
        pause = max(reported, SHORTEST_RETRY_AFTER)
    return evolve(
        not_sent(flow),
        limits=flow.limits + 1,
        not_before=event.at + pause,
        request_id=event.request_id or flow.request_id,
        # It was no look at the order, so it ends the series of those that have seen it open.
        seen=flow.seen if is_apart else seen_after(flow),
        open_looks=flow.open_looks if is_apart else 0,
        moved_at=event.at if is_look else flow.moved_at,
    )
