"""
When an order of unknown outcome may be sent again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ...core.evolving import evolve
from ..errors import TooEarlyError, WrongStepError
from ..steps import State
from .events import AnswerRequested, Observed, OrderStillOpen, Question
from .flow_state import LONGEST, ActionKind, FlowState
from .outcomes import seen_after

_LOOKS: Final = 2
"""How many looks in a row must see the order open."""
_CHOICES: Final[frozenset[ActionKind]] = frozenset({"start", "method", "medium", "payee"})
"""Actions that authorise nothing, so that a question after one that was lost is the next one."""


def sees_open(flow: FlowState, event: object) -> bool:
    """
    Whether an event says that an order has not reached the bank: by its status, or by a question
    for which the answer may be on its way already.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    return isinstance(event, OrderStillOpen) or _may_be_answered(flow, event)


def _may_be_answered(flow: FlowState, event: object) -> bool:
    is_look = flow.action == "look" and flow.before is State.UNKNOWN and flow.request.is_order
    if not is_look or not isinstance(event, Question) or not flow.answered:
        return False
    if isinstance(event, AnswerRequested) and event.is_wrong and not flow.wrong_answers:
        return False  # the first TAN was refused; after that, it may be the old refusal
    # A poll that only asks hands nothing over, so the user may still be waited for.
    only_asked = flow.lost == "poll" and flow.adapter_name != "repeat"
    return flow.lost not in _CHOICES and not only_asked


def is_held(flow: FlowState, event: Observed) -> bool:
    """
    Whether a question that a look finds is not given to the user yet. Until the provider had time
    to carry out the answer that was lost, a second one would be a second order.

    Args:
        flow: The flow, in SENDING.
        event: What the look says.
    """
    if not _may_be_answered(flow, event):
        return False
    opened = with_open_look(flow, event)
    try:
        ensure_resendable(opened, event.at, is_checked=flow.is_checked)
    except (TooEarlyError, WrongStepError):
        return True
    return False


def with_open_look(flow: FlowState, event: Observed) -> FlowState:
    """
    The flow with one more look that has seen its order open.

    Args:
        flow: The flow, in SENDING.
        event: What the look says.
    """
    return evolve(
        flow,
        seen=seen_after(flow) or "open",
        open_looks=flow.open_looks + 1,
        open_seen_at=event.at,
        is_asked=isinstance(event, Question),
    )


def allowed_from(flow: FlowState) -> datetime | None:
    """
    When an order that was seen open may be sent again, if it is then still open.

    Args:
        flow: The flow, whose outcome is unknown.

    Returns:
        None if it was not seen open, if the account has a booking that could be the order, if a
        person must look into the account first, or if another process may have its record.
    """
    if flow.seen != "open" or flow.has_booking or must_check(flow) or flow.is_copy:
        return None
    return _quiet_until(flow)


def must_check(flow: FlowState) -> bool:
    """
    Whether a person must have looked into the account before the order is sent again: the user may
    have approved it where the provider has not noticed.

    Args:
        flow: The flow, whose outcome is unknown.
    """
    return flow.approval_offered or flow.is_app_possible


def wants_bookings(flow: FlowState) -> bool:
    """
    Whether the bookings of the account must still be read before the order is sent again.

    Args:
        flow: The flow, whose outcome is unknown.
    """
    can_be_read = flow.account is not None and flow.seen == "open"
    is_read = flow.bookings_read_at is not None and flow.bookings_read_at >= _quiet_until(flow)
    return can_be_read and _was_seen_open(flow) and not is_read


def ensure_not_asked(flow: FlowState) -> None:
    """
    Make sure that the order is not sent once more while the provider asks for its TAN.

    Raises:
        WrongStepError: The last look has found a question for the user.
    """
    if flow.is_asked:
        raise WrongStepError(
            "the provider still asks the user about this order, so it is not sent again; "
            "reconcile() gives the question when it can be answered without a second order"
        )


def ensure_resendable(flow: FlowState, at: datetime, *, is_checked: bool) -> None:
    """
    Make sure that an order can be sent again without being carried out twice.

    Args:
        flow: The flow, whose outcome is unknown.
        at: The current time.
        is_checked: Whether a person has looked for the order in the account.

    Raises:
        TooEarlyError: The provider may still process the order, or has not been asked since.
        WrongStepError: The order was not seen open, or may have been carried out.
    """
    _ensure_open(flow, is_checked=is_checked)
    until = _quiet_until(flow)
    if at < until:
        raise TooEarlyError(
            until,
            f"the bank may still be processing this order; call reconcile() again after "
            f"{until.isoformat()}, and send the order again only if it is still open",
        )
    # Only a look after the quiet time counts: an earlier one may precede the provider's work.
    if not _was_seen_open(flow):
        raise TooEarlyError(
            until,
            "call reconcile() again: an order can be sent again only after two status checks have "
            f"found it open, the second after {until.isoformat()}",
        )
    if wants_bookings(flow) and not is_checked:
        raise TooEarlyError(
            until,
            "the account's transactions could not be read; call reconcile() again, or look for the "
            "order there and pass i_have_checked_the_account=True",
        )


def _ensure_open(flow: FlowState, *, is_checked: bool) -> None:
    if flow.seen == "answered":
        raise WrongStepError(
            "the provider has answered the sending of this order, so it is never sent again; look "
            "for it in the account's transactions"
        )
    if flow.seen != "open":
        raise WrongStepError(
            "call reconcile() first: only an order that is seen open can be sent again"
        )
    if flow.has_booking:
        raise WrongStepError(
            "the account has a transaction that could be this order, so it is not sent again"
        )
    if must_check(flow) and not is_checked:
        # OPEN is the provider's word. The user can approve at the bank without the provider.
        raise WrongStepError(
            "the user may still approve this order on the bank's page or in an app, or may have "
            "done so; look for it in the account's transactions, and if it is not there, pass "
            "i_have_checked_the_account=True"
        )


def _was_seen_open(flow: FlowState) -> bool:
    seen_at = flow.open_seen_at
    return flow.open_looks >= _LOOKS and seen_at is not None and seen_at >= _quiet_until(flow)


def _quiet_until(flow: FlowState) -> datetime:
    moved = flow.moved_at or flow.updated
    quiet = timedelta(seconds=max(flow.quiet_seconds, flow.flow_limits.quiet_time))
    if flow.approval_offered:
        # It may be approved at the last moment, which moves the order as a request of ours does.
        return max(moved, flow.approvable_until or moved + LONGEST) + quiet
    return max(moved + quiet, flow.approvable_until or moved)
