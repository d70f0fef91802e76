"""
The errors of finAPI Access.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..openapi.decimal_json import is_object
from ..openapi.errors import Problem
from ..server.service import Call
from .state.world import Record

if TYPE_CHECKING:
    from .context import Context

__all__ = [
    "bad_credentials",
    "error_message",
    "identify",
    "refused",
    "rejected",
    "unknown_entity",
]


def error_message(
    context: Context,
    endpoint: str,
    status: int,
    code: str,
    message: str | None,
    *,
    kind: str = "TECHNICAL",
    auth: str = "1",
    bank: str | None = None,
    challenge: Record | None = None,
) -> Problem:
    """
    Make an error with an ``ErrorMessage`` as its body.

    Args:
        kind: ``TECHNICAL`` for developers, ``BUSINESS`` for the user.
        auth: The ``authContext`` of the token.
        challenge: The SCA challenge, with status 510.
    """
    number = f"selfgen-{context.world.new_uuid()}"
    details: Record = {"code": code, "type": kind}
    if message is not None:
        details["message"] = message
    if challenge is not None:
        details["multiStepAuthentication"] = challenge
    body: Record = {
        "errors": [details],
        "date": context.world.instant(),
        "requestId": number,
        "endpoint": endpoint,
        "authContext": auth,
    }
    if bank is not None:
        body["bank"] = bank
    return Problem(status, body, headers={"X-Request-Id": number})


def identify(problem: Problem, given: str | None) -> None:
    """
    Write the request id of the caller, if there is one, into an error.
    """
    if given is None:
        return
    problem.headers["X-Request-Id"] = given
    if is_object(problem.body) and "requestId" in problem.body:
        problem.body = {**problem.body, "requestId": given}


def refused(context: Context, call: Call, status: int, code: str, message: str) -> Problem:
    """
    Refuse a call for a technical reason, which the developer can fix.
    """
    return _of_call(context, call, status, code, message)


def rejected(
    context: Context,
    call: Call,
    code: str,
    message: str | None,
    *,
    status: int = 422,
    bank: Record | None = None,
    challenge: Record | None = None,
) -> Problem:
    """
    Report a message of the bank to the user: a refusal, or a challenge with status 510.
    """
    named = f"{bank['blz']} - {bank['name']} (id: {bank['id']})" if bank else None
    return _of_call(
        context, call, status, code, message, kind="BUSINESS", bank=named, challenge=challenge
    )


def unknown_entity(context: Context, call: Call, message: str) -> Problem:
    """
    Report that the user has no such resource.
    """
    return _of_call(context, call, 404, "UNKNOWN_ENTITY", message)


def bad_credentials(error: str, description: str) -> Problem:
    """
    Refuse a token or credentials with an OAuth error.
    """
    return Problem(401, {"error": error, "error_description": description})


def _of_call(
    context: Context, call: Call, status: int, code: str, message: str | None, **more: Any
) -> Problem:
    path = call.operation.path
    for name, value in call.path.items():
        path = path.replace(f"{{{name}}}", str(value))
    return error_message(
        context,
        f"{call.operation.method} {path}",
        status,
        code,
        message,
        auth="1/18" if call.caller is not None and call.caller.user_id else "1",
        **more,
    )
