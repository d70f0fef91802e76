"""
The verification of a payee: how it is read, and how it is confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.evolving import evolve
from ...operations.sca import PayeeFields
from ..state.events import EventDetails, PayeeCheckRequested
from ..state.flow_state import FlowState, Payee, Shown
from .base import Action, Interpretation, unsupported
from .parsing import at_path, raw_code


def payee_check(
    fields: PayeeFields | None, found: Any, flow: FlowState, details: EventDetails, shown: Shown
) -> Interpretation:
    """
    What the bank has found out about a payee; a step that is not known if its result is not.

    Args:
        fields: Where it is said.
        found: The challenge or the resource.
        flow: The flow, whose call may have the name of the payee.
        details: When it was asked for.
        shown: What else the provider says to the user, if there is no text.
    """
    raw = at_path(found, fields.result) if fields else None
    result = fields.results.get(str(raw)) if fields else None
    if fields is None or result is None:
        return unsupported(evolve(details, code=raw_code(raw) or details.code), shown)
    payee = Payee(
        result=result,
        suggested_name=_text_at(found, fields.suggested_name),
        name=_text_at(flow.request.body, fields.order_name),
    )
    text = _text_at(found, fields.text) or shown.text
    return Interpretation(PayeeCheckRequested(details=details, payee=payee, shown=Shown(text=text)))


def payee_answer(
    fields: PayeeFields | None, flow: FlowState, action: Action
) -> Mapping[str, object]:
    """
    The fields that confirm a payee.

    Args:
        fields: What they are called.
        flow: The flow, in PAYEE_CHECK.
        action: What the user has confirmed.
    """
    if fields is None:
        return {}
    name = (flow.payee and flow.payee.name_to_show) or action.name_shown
    given = {fields.confirmed: True, fields.confirmed_name: name}
    return {field: value for field, value in given.items() if field is not None}


def _text_at(tree: Any, path: str | None) -> str | None:
    found = at_path(tree, path) if path else None
    return found if isinstance(found, str) and found.strip() else None
