"""
Sends a call unless what it carries was refused, was just sent, or is used up for the day.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any, Final
from urllib.parse import urljoin

import msgspec

from ..auth.effects import UseGuard
from ..core.exceptions import KontokitError, StatusError, StoreError, TransportError
from ..core.http_response import HttpResponse
from ..core.tracebacks import strip_traceback
from ..core.typeguards import is_list, is_mapping
from ..serialization.json_tree import json_tree
from .authorized_send import CallSteps, NoToken, send_if_authorized
from .guards import Guards
from .lockout_guard import LockoutGuard
from .login_data import NO_LOGINS, CallLogins
from .prepared_call import PreparedCall
from .request_pipeline import RequestPipeline
from .sending import NOTHING_SPECIAL

_REFUSALS: Final = frozenset({400, 401, 403, 404, 405, 406, 415, 422, 429})
"""Statuses with which nothing was created."""


def send_guarded(
    pipeline: RequestPipeline, call: PreparedCall, guards: Guards
) -> CallSteps[HttpResponse | KontokitError]:
    """
    Send a call that belongs to no flow.

    Args:
        guards: Makes the guard. Calls without credentials need none.

    Returns:
        The response or the error.
    """
    outcome = yield from _send_unless_refused(pipeline, call, guards)
    if isinstance(outcome, StoreError):
        outcome.only_reads = call.attempts.only_reads
    return outcome


def _send_unless_refused(
    pipeline: RequestPipeline, call: PreparedCall, guards: Guards
) -> CallSteps[HttpResponse | KontokitError]:
    refusal: KontokitError | None = yield from _refused_login(pipeline, call, guards)
    if refusal is not None:
        return refusal
    sending, call.sending = call.sending, NOTHING_SPECIAL
    if not (sending.orders or sending.read_keys):  # as in most calls, so no guard is made
        return (yield from _send_with_logins(pipeline, call, guards)).response
    guard = guards.sending_guard(pipeline)
    if not guard.checks(sending):
        return (yield from _send_with_logins(pipeline, call, guards)).response
    owner = secrets.token_hex(16)
    refusal = yield UseGuard(guard.is_local, partial(guard.admit, sending, owner))
    if refusal is not None:
        return refusal
    sent = yield from _send_with_logins(pipeline, call, guards)
    if sending.orders and _is_certainly_undone(call, sent):
        yield UseGuard(guard.is_local, partial(guard.forget, sending, owner))
    if sending.read_keys and not sent.has_left:
        yield UseGuard(guard.is_local, partial(guard.give_back, sending))
    return sent.response


class _Sent(msgspec.Struct, frozen=True):
    """
    What became of a request.
    """

    response: HttpResponse | KontokitError
    has_left: bool = True
    """Whether the request may have been sent."""


def _send(pipeline: RequestPipeline, call: PreparedCall) -> CallSteps[_Sent]:
    response = yield from send_if_authorized(pipeline, call)
    if isinstance(response, NoToken):
        return _Sent(response.error, has_left=False)
    is_unsent = isinstance(response, TransportError) and not response.maybe_sent
    return _Sent(response, has_left=not is_unsent)


def _is_certainly_undone(call: PreparedCall, sent: _Sent) -> bool:
    if not sent.has_left:
        return True
    # A refused creation has made nothing. What a refused payment has done, only the bank knows.
    is_refused = isinstance(sent.response, HttpResponse) and sent.response.status_code in _REFUSALS
    return call.operation.retry_class == "create" and is_refused


def _refused_login(
    pipeline: RequestPipeline, call: PreparedCall, guards: Guards
) -> CallSteps[KontokitError | None]:
    if not call.logins.logins:
        return None
    guard = guards.guard(pipeline)
    refusal: KontokitError | None = yield UseGuard(
        guard.is_local, partial(guard.refusal, call.logins)
    )
    return refusal


def _send_with_logins(
    pipeline: RequestPipeline, call: PreparedCall, guards: Guards
) -> CallSteps[_Sent]:
    logins, call.logins = call.logins, NO_LOGINS
    url = call.url
    sent = yield from _send(pipeline, call)
    if not logins.logins:
        yield from _note_expected(pipeline, call, guards, url, sent.response)
        return sent
    guard = guards.guard(pipeline)
    yield from _note(pipeline, call, (guard, logins), sent.response)
    location = _location(url, sent.response)
    if location and logins.messages is not None:
        # The bank is asked later, so its refusal stands in the new resource.
        guards.expect(location, guard, guard.without_values(logins))
    return sent


def _note_expected(
    pipeline: RequestPipeline,
    call: PreparedCall,
    guards: Guards,
    url: str,
    response: HttpResponse | KontokitError,
) -> CallSteps[None]:
    """
    Remember what a resource that was expected to tell says of credentials, on its own or in a list.
    """
    known = guards.expected(url)
    if known is not None:
        yield from _note(pipeline, call, known, response)
        return
    waiting = guards.expected_below(url)
    if not waiting or isinstance(response, KontokitError) or response.status_code != 200:
        return
    rows = json_tree(response)
    for name, (guard, logins) in waiting.items():
        row = rows.get(name) if is_mapping(rows) else None
        code = _login_code(row, logins)
        if code is not None:
            yield UseGuard(guard.is_local, partial(guard.record_refusal, logins, code))


def _note(
    pipeline: RequestPipeline,
    call: PreparedCall,
    known: tuple[LockoutGuard, CallLogins],
    response: HttpResponse | KontokitError,
) -> CallSteps[None]:
    """
    Remember what a response says of the credentials.
    """
    guard, logins = known
    if isinstance(response, KontokitError) or logins.is_answer:
        return  # what refuses a TAN says nothing of the credentials
    if response.status_code >= 400:
        code = _error_code(pipeline, call, response)
    elif logins.messages is not None:
        code = _login_code(json_tree(response), logins)
    else:
        yield UseGuard(guard.is_local, partial(guard.record_success, logins))
        return
    if code in logins.codes:
        yield UseGuard(guard.is_local, partial(guard.record_refusal, logins, code))


def _error_code(
    pipeline: RequestPipeline, call: PreparedCall, response: HttpResponse
) -> str | None:
    try:
        pipeline.read_response(call, response)
    except StatusError as error:
        return strip_traceback(error).code
    except KontokitError:
        return None
    return None


def _login_code(resource: Any, logins: CallLogins) -> str | None:
    """
    The first code in the messages of a resource that refuses credentials.
    """
    if logins.messages is None or not is_mapping(resource):
        return None
    messages, code = logins.messages
    rows = resource.get(messages)
    found = (str(row.get(code)) for row in (rows if is_list(rows) else ()) if is_mapping(row))
    return next((one for one in found if one in logins.codes), None)


def _location(url: str, response: HttpResponse | KontokitError) -> str | None:
    if isinstance(response, KontokitError) or response.status_code >= 300:
        return None
    found = response.headers.get("location")
    return urljoin(url, found.strip()).partition("?")[0] if found else None
