"""
Sends a call with its token, repeats it where that is safe, and refreshes the token after a 401.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import UNSET, structs

from ..auth.attempts import send_repeatedly
from ..auth.effects import GetToken, MarkRejected, Step
from ..auth.signing import bearer_header
from ..auth.token import Token, TokenGrant
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..http.messages import HttpRequest
from ..operations import Operation
from ..serialization.response_parser import Response
from .prepared_call import PreparedCall
from .request_pipeline import RequestPipeline
from .sourced_tokens import sign_from_sources
from .token_refusals import is_certain_401

T = TypeVar("T")
CallSteps: TypeAlias = Generator[Step, Any, T]


class NoToken(msgspec.Struct, frozen=True):
    """
    There is no token, so the call was not sent, or the server has refused it for its token.
    """

    error: KontokitError


def send_authorized(
    pipeline: RequestPipeline, call: PreparedCall
) -> CallSteps[HttpResponse | KontokitError]:
    """
    Send a call, with a token where it needs one.

    Returns:
        The response or the error.
    """
    response = yield from send_if_authorized(pipeline, call)
    return response.error if isinstance(response, NoToken) else response


def send_if_authorized(
    pipeline: RequestPipeline, call: PreparedCall
) -> CallSteps[HttpResponse | KontokitError | NoToken]:
    """
    Send a call, and tell an error of the token service from one of the call.

    The call is repeated as far as ``call.attempts`` allows. After a 401 the token is refreshed once
    and the call is sent again, also without repetitions. That is safe, because the server refused
    it before doing anything. For an order, the 401 must be the provider's own, or the token must
    turn out to have expired.

    Returns:
        The response, the error of the call, or that there is no token.
    """
    request = call.release()
    response: HttpResponse | KontokitError
    if call.sources:
        return (yield from _send_with_sources(call, request))
    if call.grant is None:
        return (yield from send_repeatedly(request, call.attempts))
    token: Token | KontokitError = yield GetToken(call.grant, deadline=call.deadline)
    if isinstance(token, KontokitError):
        return NoToken(token)
    response = yield from send_repeatedly(_signed(request, token), call.attempts)
    is_certain = is_certain_401(call, response)
    token_request = _refresh_after_401(pipeline, call.grant, token, response, is_certain=is_certain)
    if token_request is None:
        return response
    token_request = structs.replace(token_request, deadline=call.deadline)
    fresh: Token | KontokitError = yield token_request
    if isinstance(fresh, KontokitError):
        return NoToken(fresh)
    # The same token again would be rejected again.
    if fresh.access == token.access:
        return response
    response = yield from send_repeatedly(_signed(request, fresh), call.attempts)
    if isinstance(response, HttpResponse) and response.status_code == 401:
        # Otherwise every further call would refresh the token and fail again.
        yield MarkRejected(call.grant)
    return response


def _send_with_sources(
    call: PreparedCall, request: HttpRequest
) -> CallSteps[HttpResponse | KontokitError | NoToken]:
    signed = yield from sign_from_sources(call, request)
    if isinstance(signed, KontokitError):
        return NoToken(signed)
    response = yield from send_repeatedly(signed, call.attempts)
    if not is_certain_401(call, response):
        return response
    again = yield from sign_from_sources(call, request, is_refused=True)
    if isinstance(again, KontokitError):
        return NoToken(again)
    # The same token again would be rejected again.
    if (again.headers, again.url) == (signed.headers, signed.url):
        return response
    return (yield from send_repeatedly(again, call.attempts))


def call_operation(
    pipeline: RequestPipeline,
    operation: Operation[Any],
    args: Mapping[str, object],
    body: object = UNSET,
) -> CallSteps[Response[Any]]:
    """
    Call an operation from within a flow.

    Args:
        args: Python argument name → value.

    Raises:
        KontokitError: Whatever a call raises.
    """
    call = pipeline.prepare(operation, args, body, None)
    response = yield from send_authorized(pipeline, call)
    if isinstance(response, KontokitError):
        raise response
    return pipeline.parse_response(call, response)


def _signed(request: HttpRequest, token: Token) -> HttpRequest:
    return structs.replace(request, headers=(*request.headers, bearer_header(token.access)))


def _refresh_after_401(
    pipeline: RequestPipeline,
    grant: TokenGrant,
    token: Token,
    response: HttpResponse | KontokitError,
    *,
    is_certain: bool,
) -> GetToken | None:
    """
    The request for another token, where the response says that this one has expired.

    A 403 may mean an expired token or missing rights, and a 401 of a gateway may mean anything. If
    the API can introspect tokens, the token is probed before it is refreshed.
    """
    if isinstance(response, KontokitError):
        return None
    if is_certain:
        return GetToken(grant, refused=token)
    introspect = pipeline.api.token_service().introspect
    if response.status_code not in (401, 403) or introspect is None:
        return None
    try:
        probe = pipeline.prepare(introspect, {"token": token.access}, UNSET, None).release()
    except KontokitError:
        return None
    return GetToken(grant, refused=token, probe=probe)
