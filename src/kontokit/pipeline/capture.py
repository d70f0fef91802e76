"""
Captures the call of a generated method, or its whole response. Of a list it is the first page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, NoReturn, ParamSpec, TypeVar

import msgspec

from ..core.exceptions import ArgumentError
from ..core.scoped_value import Block, ScopedValue
from ..core.tracebacks import Interception
from ..core.typeguards import type_name
from ..core.values import HidesFields
from ..operations import Operation
from ..serialization.response_parser import Response
from .call_options import NO_OPTIONS, CallOptions, GivenOptions, call_options
from .paginator import Listing

P = ParamSpec("P")
T = TypeVar("T")


class CapturedCall(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    A call that was captured instead of sent.
    """

    _hidden: ClassVar = frozenset({"arguments", "body", "options"})

    operation: Operation[Any]
    arguments: Mapping[str, object]
    body: object
    options: CallOptions = NO_OPTIONS


class _Intercepted(Interception):
    """
    Carries the call from the client to ``capture_call``.
    """

    # It is no Exception, so that no "except Exception" in a method of a program stops it.
    def __init__(self, call: CapturedCall) -> None:
        super().__init__()
        self.call = call


capturing_client: ScopedValue[object] = ScopedValue("kontokit_recorder")
"""The client whose next call is captured instead of sent. Clients look here before each call."""


def intercept(
    operation: Operation[Any],
    arguments: Mapping[str, object] | None,
    body: object,
    options: GivenOptions,
) -> NoReturn:
    """
    Hand a call to ``capture_call`` instead of sending it.

    Args:
        arguments: Python argument name → value.
        options: Settings of this call.
    """
    # None leaves an argument out, as in a call.
    given = {k: v for k, v in (arguments or {}).items() if v is not None}
    raise _Intercepted(
        CapturedCall(operation=operation, arguments=given, body=body, options=call_options(options))
    )


def refuse_captured() -> NoReturn:
    """
    Refuse what is not a single call while a call is captured, so that nothing is sent.

    Raises:
        ArgumentError: Always.
    """
    raise ArgumentError("it must make exactly one operation call on this client", place="method")


def request_first_page(result: object) -> None:
    """
    Request the first page if a method returned a list, which sends nothing by itself.

    Args:
        result: What the method returned.
    """
    if isinstance(result, Listing):
        result.first_page()


def checked_method(method: Callable[P, T]) -> Callable[P, T]:
    """
    A method to call, not the result of a call.

    Raises:
        ArgumentError: It cannot be called.
    """
    if not callable(method):
        raise ArgumentError(
            f"pass the method and its arguments without calling it, not {type_name(method)}",
            place="method",
        )
    return method


def capture_call(client: object, method: Callable[[], object]) -> CapturedCall:
    """
    Capture the call that a method would make.

    Args:
        client: The client of the method.
        method: Calls the method.

    Raises:
        ArgumentError: It did not call an operation of this client.
    """
    try:
        with capturing_client.holding(client):
            request_first_page(method())
    except _Intercepted as intercepted:
        return intercepted.call
    raise ArgumentError("it did not call an operation of this client", place="method")


async def capture_call_async(
    client: object, method: Callable[[], Awaitable[object]]
) -> CapturedCall:
    """
    Capture the call that a coroutine method would make.

    As :func:`capture_call`.
    """
    try:
        with capturing_client.holding(client):
            await method()
    except _Intercepted as intercepted:
        return intercepted.call
    raise ArgumentError("it did not call an operation of this client", place="method")


class ResponseCapture(msgspec.Struct):
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
            raise ArgumentError("it did not call an operation of this client", place="method")
        return self.response


pending_capture: ScopedValue[ResponseCapture] = ScopedValue("kontokit_capture")


def capture_response(capture: ResponseCapture) -> Block[ResponseCapture]:
    """
    Store the response of the next call with the capture's client in the capture.

    Args:
        capture: An empty capture.
    """
    return pending_capture.holding(capture)
