"""
What observes calls: it sees each call and attempt, and can neither send, change nor see a
secret.
"""

from __future__ import annotations

import inspect
import logging
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Final, Literal, Self, TypeAlias, TypeVar

from msgspec import structs

from ..core.exceptions import ConfigurationError, KontokitError
from ..core.http_response import HttpResponse
from ..core.typeguards import type_name
from .labels import AttemptInfo, CallInfo, CallOutcome, ResponseFacts
from .messages import HttpRequest
from .urls import parse_url

_LOG: Final = logging.getLogger("kontokit")
Hook: TypeAlias = Literal["before_call", "before_attempt", "after_attempt", "after_call"]


class Middleware:
    """
    Called for each call and its attempts. Override what you need; the methods here do nothing.

    An exception of a method is logged as a warning by its class, and the call goes on.
    """

    def before_call(self, call: CallInfo) -> None:
        """
        A call begins.
        """

    def before_attempt(self, attempt: AttemptInfo) -> None:
        """
        A request is about to be sent.
        """

    def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        """
        A request was answered or has failed. ``outcome.error`` is None for any response.
        """

    def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
        """
        A call is over. ``outcome.error`` is the class of the error that the caller gets.
        """


class AsyncMiddleware:
    """
    As :class:`Middleware`, with ``await``, for the async client. It also takes a ``Middleware``.
    """

    async def before_call(self, call: CallInfo) -> None:
        """
        A call begins.
        """

    async def before_attempt(self, attempt: AttemptInfo) -> None:
        """
        A request is about to be sent.
        """

    async def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        """
        A request was answered or has failed. ``outcome.error`` is None for any response.
        """

    async def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
        """
        A call is over. ``outcome.error`` is the class of the error that the caller gets.
        """


AnyMiddleware: TypeAlias = Middleware | AsyncMiddleware
KindT = TypeVar("KindT", bound=AnyMiddleware)


def checked_middleware(given: Any, kinds: tuple[type[KindT], ...]) -> tuple[KindT, ...]:
    """
    The middleware of a client.

    Args:
        given: What the caller passed.
        kinds: The classes that the client takes.

    Raises:
        ConfigurationError: It is no sequence of them.
    """
    names = " or ".join(kind.__name__ for kind in kinds)
    if given is None:
        return ()
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ConfigurationError(f"middleware must be a list of {names}, not {type_name(given)}")
    found: list[Any] = list(given)  # pyright: ignore[reportUnknownArgumentType]  # callers err
    for one in found:
        if not isinstance(one, kinds):
            raise ConfigurationError(f"middleware takes {names}, not {type_name(one)}")
    return tuple(found)


def call_info(request: HttpRequest) -> CallInfo:
    """
    What middleware learns of the call of a request.
    """
    origin = parse_url(request.url).origin
    return CallInfo(
        operation=request.operation,
        method=request.method,
        route=request.labels.route,
        server_address=origin.host,
        server_port=origin.port,
        correlation_id=request.labels.correlation_id or "",
        reaches_bank=request.labels.reaches_bank,
        asks_for_token=request.labels.asks_for_token,
    )


def within_call(request: HttpRequest, call: CallInfo) -> HttpRequest:
    """
    The request, marked as one of a call that middleware knows of.
    """
    return structs.replace(request, labels=structs.replace(request.labels, call=call))


def _warn(hook: Hook, one: object, error: Exception) -> None:
    # Only the class: the text may quote what the middleware knows.
    _LOG.warning(
        "%s of the middleware %s raised %s; the call goes on",
        hook,
        type(one).__name__,
        type(error).__name__,
    )


def tell(middleware: Sequence[Any], hook: Hook, *args: object) -> None:
    """
    Call one method of each middleware; the calls at the end go in reverse order.

    Args:
        hook: The name of the method.
    """
    for one in middleware if hook.startswith("before") else reversed(middleware):
        try:
            getattr(one, hook)(*args)
        except Exception as error:  # a payment must not fail by its logging
            _warn(hook, one, error)


async def tell_async(middleware: Sequence[Any], hook: Hook, *args: object) -> None:
    """
    As :func:`tell`, with ``await`` where a method needs it.
    """
    for one in middleware if hook.startswith("before") else reversed(middleware):
        try:
            found = getattr(one, hook)(*args)
            if inspect.isawaitable(found):
                await found
        except Exception as error:  # a payment must not fail by its logging
            _warn(hook, one, error)


class BaseCallWatch:
    """
    Tells middleware of the begin and the end of one call.
    """

    def __init__(
        self, middleware: Sequence[Any], call: CallInfo, attempts: Callable[[], int]
    ) -> None:
        """
        Args:
            middleware: Those to call.
            call: The call.
            attempts: Returns the number of its attempts until now.
        """
        self._middleware = middleware
        self._call = call
        self._attempts = attempts
        self._begun = time.monotonic()
        self._status: int | None = None
        self._error: str | None = None
        self._code: str | None = None
        self._request_id: str | None = None

    def saw(self, outcome: HttpResponse | KontokitError, facts: ResponseFacts) -> None:
        """
        Note the last response or error.

        Args:
            facts: What the response says of itself.
        """
        self._status = outcome.status_code if isinstance(outcome, HttpResponse) else None
        self._error = type(outcome).__name__ if isinstance(outcome, KontokitError) else None
        self._code, self._request_id = facts.code, facts.request_id

    def _outcome(self, kind: type[BaseException] | None) -> CallOutcome:
        return CallOutcome(
            status=self._status,
            error=self._error if kind is None else kind.__name__,
            code=self._code,
            request_id=self._request_id,
            seconds=time.monotonic() - self._begun,
            attempts=self._attempts(),
        )


class CallWatch(BaseCallWatch):
    """
    A call of the sync client, as a context.
    """

    def __enter__(self) -> Self:
        tell(self._middleware, "before_call", self._call)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tell(self._middleware, "after_call", self._call, self._outcome(kind))


class AsyncCallWatch(BaseCallWatch):
    """
    A call of the async client, as a context.
    """

    async def __aenter__(self) -> Self:
        await tell_async(self._middleware, "before_call", self._call)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await tell_async(self._middleware, "after_call", self._call, self._outcome(kind))
