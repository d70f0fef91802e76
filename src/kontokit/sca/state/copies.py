"""
Flows of which another process may have a copy: what may be sent from them.
"""

from __future__ import annotations

import warnings

from ..errors import CopiedRecordError, CopiedRecordWarning
from .flow_state import QUESTIONS, ActionKind, FlowState


def only_asks(flow: FlowState, action: ActionKind) -> bool:
    """
    Whether an action only asks, so that two processes may do it.

    Args:
        flow: The flow before the action.
        action: What to do.
    """
    if action == "poll":
        # Polling by repeating the call hands the order over once the user has confirmed.
        return flow.adapter_name != "repeat"
    # After a form there is nothing to hand in: the provider knows what the user did.
    return action in (*QUESTIONS, "cancel") or (action == "callback" and flow.page == "form")


def ensure_not_copied(flow: FlowState, action: ActionKind) -> None:
    """
    Make sure that nothing of an order is sent by two processes that have its record.

    Args:
        flow: The flow before the action.
        action: What to do.

    Raises:
        CopiedRecordError: It would send something of an order of which there may be a copy.
    """
    if flow.is_copy and flow.request.is_order and not only_asks(flow, action):
        raise CopiedRecordError


def warn_if_copied(flow: FlowState, action: ActionKind) -> bool:
    """
    Warn that two processes may send the same, if it is no order; an order is refused.

    Args:
        flow: The flow before the action.
        action: What to do.

    Returns:
        Whether it has warned.
    """
    if not flow.is_copy or flow.request.is_order or only_asks(flow, action):
        return False
    warnings.warn(
        "the store does not know the record of this flow; if another process goes on with it too, "
        "both send. Share a store, or pass sole_holder=True to client.sca.with_options",
        CopiedRecordWarning,
        stacklevel=2,
    )
    return True
