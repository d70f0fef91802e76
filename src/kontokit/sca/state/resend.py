"""
When an order of unknown outcome may be sent again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ..errors import TooEarlyError, WrongStepError
from .flow_state import QUIET_TIME, FlowState

_LOOKS: Final = 2
"""How many looks in a row must see the order open."""


def allowed_from(flow: FlowState) -> datetime | None:
    """
    When an order that was seen open may be sent again, if it is then still open.

    Args:
        flow: The flow, whose outcome is unknown.

    Returns:
        None if it was not seen open, if the user may still approve it, or if another process may
        have its record.
    """
    if flow.seen != "open" or flow.approval_offered or flow.is_copy:
        return None
    return _quiet_until(flow)


def ensure_resendable(flow: FlowState, at: datetime) -> None:
    """
    Make sure that an order can be sent again without being carried out twice.

    Args:
        flow: The flow, whose outcome is unknown.
        at: The current time.

    Raises:
        TooEarlyError: The provider may still process the order, or has not been asked since.
        WrongStepError: The order was not seen open, or the user may still approve it.
    """
    if flow.seen == "answered":
        raise WrongStepError(
            "the provider has answered the sending of this order, so it is never sent again; look "
            "for it in the account's transactions"
        )
    if flow.seen != "open":
        raise WrongStepError(
            "call reconcile() first: only an order that is seen open can be sent again"
        )
    if flow.approval_offered:
        # OPEN is the provider's word. The user can approve at the bank without the provider.
        raise WrongStepError(
            "the user may still approve this order on the bank's page or in an app, so it cannot "
            "be sent again; look for it in the account's transactions"
        )
    until = _quiet_until(flow)
    if at < until:
        raise TooEarlyError(
            until,
            f"the provider may still be processing this order; call reconcile() again after "
            f"{until.isoformat()}, and send the order again only if it is still open",
        )
    # Only a look after the quiet time counts: an earlier one may precede the provider's work.
    seen_late = flow.open_seen_at is not None and flow.open_seen_at >= until
    if flow.open_looks < _LOOKS or not seen_late:
        raise TooEarlyError(
            until,
            "call reconcile() again: an order can be sent again only after two status checks have "
            f"found it open, the second after {until.isoformat()}",
        )


def _quiet_until(flow: FlowState) -> datetime:
    least = timedelta(seconds=flow.flow_limits.quiet_time)
    return (flow.moved_at or flow.updated) + max(QUIET_TIME, least)
