"""
When an order of unknown outcome may be sent again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from ..errors import NotYet, OutOfTurn
from .flow_state import QUIET_TIME, FlowState

_LOOKS: Final = 2


def allowed_from(flow: FlowState) -> datetime | None:
    """
    The moment from which an order seen open may be sent again, if it is then still open.

    Args:
        flow: The flow, whose outcome is unknown.

    Returns:
        None where it was not seen open, or where the user may still approve it.
    """
    if flow.seen != "open" or flow.approval_offered:
        return None
    return _quiet_until(flow)


def ensure_resendable(flow: FlowState, at: datetime) -> None:
    """
    Refuse to send an order again that may still be carried out.

    Args:
        flow: The flow, whose outcome is unknown.
        at: The present moment.

    Raises:
        NotYet: The provider may still be busy with it, or was not asked after that time.
        OutOfTurn: It was not seen open, or the user may still approve it.
    """
    if flow.seen != "open":
        raise OutOfTurn("call reconcile() first: an order is sent again only if it is seen open")
    if flow.approval_offered:
        raise OutOfTurn(
            "the user may still approve this order on the bank's page or in an app, so it is not "
            "sent again; look for it in the account's transactions"
        )
    until = _quiet_until(flow)
    if at < until:
        raise NotYet(
            until,
            f"the provider may still be carrying this order out; after {until.isoformat()} call "
            "reconcile() again, and send the order again only if it is still open",
        )
    seen_late = flow.open_seen_at is not None and flow.open_seen_at >= until
    if flow.open_looks < _LOOKS or not seen_late:
        raise NotYet(
            until,
            "call reconcile() again: an order is sent again only if two looks see it open, "
            f"the second after {until.isoformat()}",
        )


def _quiet_until(flow: FlowState) -> datetime:
    return (flow.moved_at or flow.updated) + QUIET_TIME
