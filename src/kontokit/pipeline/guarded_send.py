"""
Sends a call unless a bank has refused its credentials before, and remembers a refusal.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urljoin

import msgspec

from ..auth.effects import UseGuard
from ..core.exceptions import KontokitError, StatusError
from ..core.http_response import HttpResponse
from ..core.tracebacks import strip_traceback
from ..core.typeguards import is_list, is_mapping
from .authorized_send import CallSteps, send_authorized
from .guards import Guards
from .lockout_guard import LockoutGuard
from .login_data import NO_LOGINS, CallLogins
from .request_pipeline import PreparedCall, RequestPipeline


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
    logins, call.logins = call.logins, NO_LOGINS
    url = call.url
    if not logins.logins:
        response = yield from send_authorized(pipeline, call)
        yield from _note_expected(pipeline, call, guards, url, response)
        return response
    guard = guards.guard(pipeline)
    refusal: KontokitError | None = yield UseGuard(guard.is_local, partial(guard.refusal, logins))
    if refusal is not None:
        return refusal
    response = yield from send_authorized(pipeline, call)
    yield from _note(pipeline, call, (guard, logins), response)
    location = _location(url, response)
    if location and logins.messages is not None:
        # The bank is asked later, so its refusal stands in the new resource.
        guards.expect(location, guard, guard.without_values(logins))
    return response


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
    rows = _tree(response.body)
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
        code = _login_code(_tree(response.body), logins)
    else:
        yield UseGuard(guard.is_local, partial(guard.record_success, logins))
        return
    if code in logins.codes:
        yield UseGuard(guard.is_local, partial(guard.record_refusal, logins, code))


def _error_code(
    pipeline: RequestPipeline, call: PreparedCall, response: HttpResponse
) -> str | None:
    try:
        pipeline.parse_response(call, response)
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


def _tree(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _location(url: str, response: HttpResponse | KontokitError) -> str | None:
    if isinstance(response, KontokitError) or response.status_code >= 300:
        return None
    found = response.headers.get("location")
    return urljoin(url, found.strip()).partition("?")[0] if found else None
