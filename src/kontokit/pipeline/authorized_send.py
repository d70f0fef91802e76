"""
One call as a conversation: get a token, send, and once more with a new token if it had ended.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, TypeAlias, TypeVar

import attrs
from msgspec import UNSET

from ..auth.effects import InVain, Obtain, Send, Step
from ..auth.security_schemes import bearer_header
from ..auth.token import Token, TokenSource
from ..core.exceptions import KontokitError
from ..core.tracebacks import without_frames
from ..http.messages import WireRequest, WireResponse
from ..operations import Operation
from ..serialization.response_parser import Response
from .request_pipeline import Call, Core

T = TypeVar("T")
Talk: TypeAlias = Generator[Step, Any, T]


def converse(core: Core, call: Call) -> Talk[WireResponse | KontokitError]:
    """
    Send a call, with a token where it needs one.

    A token that the server does not take is renewed once, and the call is sent once more; the
    server has refused it before doing anything.

    Args:
        core: The client's configuration.
        call: The call.

    Returns:
        The answer, or the error that came instead.
    """
    request = call.release()
    answer: WireResponse | KontokitError
    if call.source is None:
        answer = yield Send(request)
        return answer
    token: Token | KontokitError = yield Obtain(call.source)
    if isinstance(token, KontokitError):
        return token
    answer = yield Send(_signed(request, token))
    renewal = _renewal(core, call.source, token, answer)
    if renewal is None:
        return answer
    fresh: Token | KontokitError = yield renewal
    if isinstance(fresh, KontokitError):
        return fresh
    if fresh.access == token.access:
        return answer
    answer = yield Send(_signed(request, fresh))
    if isinstance(answer, WireResponse) and answer.status == 401:
        yield InVain(call.source)
    return answer


def invoke(
    core: Core,
    operation: Operation[Any],
    args: Mapping[str, object],
    body: object = UNSET,
) -> Talk[Response[Any] | KontokitError]:
    """
    Call an operation from within a flow.

    Args:
        core: The client's configuration.
        operation: The operation.
        args: Python argument name → value.
        body: The body.

    Returns:
        The response, or the error that came instead.
    """
    try:
        call = core.prepare(operation, args, body, None)
        answer = yield from converse(core, call)
        return answer if isinstance(answer, KontokitError) else core.interpret(call, answer)
    except KontokitError as error:
        return without_frames(error)


def _signed(request: WireRequest, token: Token) -> WireRequest:
    return attrs.evolve(request, headers=(*request.headers, bearer_header(token.access)))


def _renewal(
    core: Core, source: TokenSource, token: Token, answer: WireResponse | KontokitError
) -> Obtain | None:
    """
    The wish for another token, where the answer says that this one has ended.

    A 403 may say so or may mean a lack of rights; where the API has an operation that tells
    which, it is asked before anything is renewed.
    """
    if isinstance(answer, KontokitError):
        return None
    if answer.status == 401:
        return Obtain(source, refused=token)
    introspect = core.api.token_service().introspect
    if answer.status != 403 or introspect is None:
        return None
    try:
        probe = core.prepare(introspect, {"token": token.access}, UNSET, None).release()
    except KontokitError:
        return None
    return Obtain(source, refused=token, probe=probe)
