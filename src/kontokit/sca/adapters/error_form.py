"""
Web forms that an error leads to, and whose status can be asked for.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...core.exceptions import KontokitError, WebFormRequiredError
from ...operations import Operation
from ...operations.sca import FormQuery
from ...pipeline.prepared_call import PreparedCall
from ...serialization.json_decoder import decode
from ...serialization.response_parser import Response
from ..state import events
from ..state.events import EventDetails
from .base import CallContext, Interpretation, ResponseContext
from .parsing import body_of, is_of_another, safe_code

_SUCCESSES = range(200, 300)


def form_ids(error: WebFormRequiredError) -> tuple[str, ...]:
    """
    The id of the form, which is a number in place of a message.
    """
    texts = (one.message or "" for one in error.problems)
    return tuple(text for text in texts if text.isascii() and text.isdigit())[:1]


def form_query(query: FormQuery | None, context: CallContext) -> PreparedCall | None:
    """
    The call that asks for the status of the form the user was sent to.

    Args:
        query: How to ask, if the API has a way.
    """
    flow = context.flow
    if query is None or flow.page != "form" or not flow.references:
        return None
    known = flow.references[0]
    if not known.isdigit():  # the hash of a step before
        return None
    return context.prepare(query.operation, {query.argument: int(known)})


def form_status(
    query: FormQuery,
    operation: Operation[Any],
    context: ResponseContext,
    response: Response[Any],
    seconds: float,
) -> Interpretation:
    """
    What the status of the form means.

    Args:
        operation: The operation of the flow, whose response the form holds at its end.
        seconds: The pause between two looks.
    """
    found = body_of(response)
    if is_of_another(found, "id", context.flow.references[0]):
        lost = events.OutcomeLost(at=context.at, request_id=response.request_id)
        return Interpretation(lost)
    status = found.get(query.status)
    details = EventDetails(context.at, code=safe_code(status), request_id=response.request_id)
    match query.statuses.get(str(status)):
        case "done" if found.get(query.code) in (None, *_SUCCESSES):
            value = _value(operation, found.get(query.answer))
            result = None if value is None else safe_code(getattr(value, "id", None))
            return Interpretation(events.Succeeded(details=details, result=result), value=value)
        case "done":
            return Interpretation(_refused(found.get(query.code), context.at))
        case "cancelled":
            given_up = events.GivenUp(
                details=details, by="user", is_certain=not context.flow.request.is_order
            )
            return Interpretation(given_up)
        case _:
            return Interpretation(events.Unchanged(details=details, seconds=seconds))


def _refused(code: object, at: datetime) -> events.Refused:
    details = EventDetails(at, code=safe_code(code))
    return events.Refused(details=details, reason="bank_said_no", can_restart=True)


def _value(operation: Operation[Any], text: object) -> Any:
    types = [one.type for one in operation.results.values() if one.type is not None]
    if not types or not isinstance(text, str):
        return None
    try:
        return decode(text.encode(), types[0])
    except KontokitError:
        return None
