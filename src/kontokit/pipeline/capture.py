"""
What a generated method would call, without calling it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import attrs

from ..core.exceptions import ArgumentError
from ..operations import Operation
from ..serialization.response_parser import Response
from .call_options import CallOptions


@attrs.frozen(kw_only=True)
class RecordedCall:
    """
    A call that was not made.
    """

    operation: Operation[Any]
    arguments: Mapping[str, object] = attrs.field(repr=False)
    body: object = attrs.field(repr=False)
    options: CallOptions | None = attrs.field(default=None, repr=False)


class _NotMade(BaseException):
    """
    Goes from the client to whoever records, past every ``except`` on the way.
    """

    def __init__(self, call: RecordedCall) -> None:
        super().__init__()
        self.call = call


_recorder: ContextVar[object | None] = ContextVar("kontokit_recorder", default=None)


def not_made(
    client: object,
    operation: Operation[Any],
    arguments: Mapping[str, object] | None,
    body: object,
    options: CallOptions | None,
) -> None:
    """
    Keep a client from a call that is only recorded.

    Args:
        client: The client that is about to make it.
        operation: The operation.
        arguments: Python argument name → value.
        body: The body.
        options: Settings of this call.
    """
    if _recorder.get() is client:
        given = {k: v for k, v in (arguments or {}).items() if v is not None}
        call = RecordedCall(operation=operation, arguments=given, body=body, options=options)
        raise _NotMade(call)


def refuse_recorded() -> None:
    """
    Keep everything from being sent while a call is only recorded: what ``not_made`` has not
    caught is not the call that is asked for.

    Raises:
        ArgumentError: A call is being recorded.
    """
    if _recorder.get() is not None:
        raise ArgumentError("it is no single call of an operation with this client", place="method")


def recorded(client: object, method: Callable[[], object]) -> RecordedCall:
    """
    The call that a method would make.

    Args:
        client: The client whose method it is.
        method: Calls it.

    Raises:
        ArgumentError: It makes no call with this client.
    """
    token = _recorder.set(client)
    try:
        method()
    except _NotMade as told:
        return told.call
    finally:
        _recorder.reset(token)
        del method
    raise ArgumentError("it makes no call with this client", place="method")


async def recorded_async(client: object, method: Callable[[], Awaitable[object]]) -> RecordedCall:
    """
    The call that a coroutine method would make.

    Args:
        client: The client whose method it is.
        method: Calls it.

    Raises:
        ArgumentError: It makes no call with this client.
    """
    token = _recorder.set(client)
    try:
        await method()
    except _NotMade as told:
        return told.call
    finally:
        _recorder.reset(token)
        del method
    raise ArgumentError("it makes no call with this client", place="method")


@attrs.define
class Capture:
    """
    Takes the whole response of the next call, for ``with_response`` and ``as_text``.
    """

    client: object
    media_type: str | None = None
    response: Response[Any] | None = None

    def taken(self) -> Response[Any]:
        """
        The response that was captured.

        Raises:
            ArgumentError: There was no call.
        """
        if self.response is None:
            raise ArgumentError("it makes no call with this client", place="method")
        return self.response


waiting_capture: ContextVar[Capture | None] = ContextVar("kontokit_capture", default=None)


@contextmanager
def capturing(capture: Capture) -> Generator[Capture]:
    """
    Let the next call with the capture's client leave its response there.

    Args:
        capture: An empty capture.
    """
    token = waiting_capture.set(capture)
    try:
        yield capture
    finally:
        waiting_capture.reset(token)
