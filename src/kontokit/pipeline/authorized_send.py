"""
Sends a call with a bearer token, and once more after a refresh if the token was rejected.
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

    A token that the server does not take is renewed once, and the call is sent once more; the
    server has refused it before doing anything.

    Args:
        pipeline: The client's configuration.
        call: The call.

    Returns:
        The answer, or the error that came instead.
    """
    request = call.release()
    answer: HttpResponse | KontokitError
    if call.grant is None:
        answer = yield Send(request)
        return answer
    token: Token | KontokitError = yield GetToken(call.grant)
    if isinstance(token, KontokitError):
        return token
    answer = yield Send(_signed(request, token))
    token_request = _retry_token(pipeline, call.grant, token, answer)
    if token_request is None:
        return answer
    fresh: Token | KontokitError = yield token_request
    if isinstance(fresh, KontokitError):
        return fresh
    if fresh.access == token.access:
        return answer
    answer = yield Send(_signed(request, fresh))
    if isinstance(answer, HttpResponse) and answer.status == 401:
        yield MarkRejected(call.grant)
    return answer


def call_operation(
    pipeline: RequestPipeline,
    operation: Operation[Any],
    args: Mapping[str, object],
    body: object = UNSET,
) -> CallSteps[Response[Any]]:
    """
    Call an operation from within a flow.

    Args:
        pipeline: The client's configuration.
        operation: The operation.
        args: Python argument name → value.
        body: The body.

    Raises:
        KontokitError: Whatever a call raises.
    """
    call = pipeline.prepare(operation, args, body, None)
    answer = yield from send_authorized(pipeline, call)
    if isinstance(answer, KontokitError):
        raise answer
    return pipeline.parse_response(call, answer)


def _signed(request: HttpRequest, token: Token) -> HttpRequest:
    return attrs.evolve(request, headers=(*request.headers, bearer_header(token.access)))


def _retry_token(
    pipeline: RequestPipeline, grant: TokenGrant, token: Token, answer: HttpResponse | KontokitError
) -> GetToken | None:
    """
    The request for another token, where the response says that this one has expired.

    A 403 may say so or may mean a lack of rights; where the API has an operation that tells
    which, it is asked before anything is renewed.
    """
    if isinstance(answer, KontokitError):
        return None
    if answer.status == 401:
        return GetToken(grant, refused=token)
    introspect = pipeline.api.token_service().introspect
    if answer.status != 403 or introspect is None:
        return None
    try:
        probe = pipeline.prepare(introspect, {"token": token.access}, UNSET, None).release()
    except KontokitError:
        return None
    return GetToken(grant, refused=token, probe=probe)
