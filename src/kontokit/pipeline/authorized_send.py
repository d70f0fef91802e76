"""
Sends a call with its token; after a 401, refreshes the token and sends once more.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, TypeAlias, TypeVar

import attrs
from msgspec import UNSET

from ..auth.effects import GetToken, MarkRejected, Send, Step
from ..auth.security_schemes import bearer_header
from ..auth.token import Token, TokenGrant
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..http.messages import HttpRequest
from ..operations import Operation
from ..serialization.response_parser import Response
from .request_pipeline import PreparedCall, RequestPipeline

T = TypeVar("T")
CallSteps: TypeAlias = Generator[Step, Any, T]


def send_authorized(
    pipeline: RequestPipeline, call: PreparedCall
) -> CallSteps[HttpResponse | KontokitError]:
    """
    Send a call, with a token where it needs one.

    After a 401 the token is refreshed once and the call is sent again. That is safe for every
    method, because the server refused it before doing anything.

    Returns:
        The response or the error.
    """
    request = call.release()
    response: HttpResponse | KontokitError
    if call.grant is None:
        response = yield Send(request)
        return response
    token: Token | KontokitError = yield GetToken(call.grant)
    if isinstance(token, KontokitError):
        return token
    response = yield Send(_signed(request, token))
    token_request = _refresh_after_401(pipeline, call.grant, token, response)
    if token_request is None:
        return response
    fresh: Token | KontokitError = yield token_request
    if isinstance(fresh, KontokitError):
        return fresh
    # The same token again would be rejected again.
    if fresh.access == token.access:
        return response
    response = yield Send(_signed(request, fresh))
    if isinstance(response, HttpResponse) and response.status_code == 401:
        # Otherwise every further call would refresh the token and fail again.
        yield MarkRejected(call.grant)
    return response


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
    return attrs.evolve(request, headers=(*request.headers, bearer_header(token.access)))


def _refresh_after_401(
    pipeline: RequestPipeline,
    grant: TokenGrant,
    token: Token,
    response: HttpResponse | KontokitError,
) -> GetToken | None:
    """
    The request for another token, where the response says that this one has expired.

    A 403 may mean an expired token or missing rights. If the API can introspect tokens, the
    token is probed before it is refreshed.
    """
    if isinstance(response, KontokitError):
        return None
    if response.status_code == 401:
        return GetToken(grant, refused=token)
    introspect = pipeline.api.token_service().introspect
    if response.status_code != 403 or introspect is None:
        return None
    try:
        probe = pipeline.prepare(introspect, {"token": token.access}, UNSET, None).release()
    except KontokitError:
        return None
    return GetToken(grant, refused=token, probe=probe)
