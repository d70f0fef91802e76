"""
How the user confirms a payee, and what is kept of it.
"""

from __future__ import annotations

from datetime import datetime

from ...challenges.text import plain
from ...core.exceptions import ArgumentError
from ..errors import WrongStepError
from .flow_state import Confirmation, FlowState


def confirmation(
    flow: FlowState, name_shown: str | None, by: str | None, at: datetime
) -> Confirmation:
    """
    The confirmation of the payee that the bank has checked.

    Args:
        flow: The flow, in PAYEE_CHECK.
        name_shown: The name that the user has seen.
        by: Who confirms it.
        at: The current time.

    Raises:
        ArgumentError: The name is another one than the user must have seen.
        WrongStepError: There is no payee to confirm.
    """
    if flow.payee is None:
        raise WrongStepError("there is no payee to confirm; look at flow.step")
    wanted, shown = flow.payee.name_to_show, plain(name_shown or "")
    if not shown.strip():
        raise ArgumentError("pass the name that was shown to the user", place="name_shown")
    if wanted is not None and shown != plain(wanted):
        raise ArgumentError(
            "it is not the name that the user must have seen: step.suggested_name, or step.name if "
            "the bank suggests none",
            place="name_shown",
        )
    return Confirmation(payee=flow.payee, name_shown=shown, by=by, at=at)
