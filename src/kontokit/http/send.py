"""
Sends one request, logs its outcome and tells middleware of it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any, Final

from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.tracebacks import strip_traceback
from .labels import NO_FACTS, AttemptInfo, CallInfo, CallOutcome, ResponseFacts
from .messages import AsyncTransport, HttpRequest, Transport
from .middleware import (
    AsyncCallWatch,
    CallWatch,
    Middleware,
    call_info,
    tell,
    tell_async,
    within_call,
)

FIELDS: Final = (
    "operation",
    "method",
    "route",
    "status",
    "outcome",
    "attempt",
    "seconds",
    "correlation_id",
    "request_id",
    "code",
    "reaches_bank",
)
"""
The keys of a log record's ``kontokit``: the operation's name in the specification, the HTTP method,
the path template, the status or None, ``answered`` or the class of the error, the number of the
attempt, the duration, the id of the call, the provider's id of the request, the provider's code of
an error, and whether a bank is contacted.
"""
_LOG: Final = logging.getLogger("kontokit")


class _Attempt:
    """
    Times one request, logs its outcome and describes it.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._begun = time.monotonic()
        self._seconds = 0.0
        self._facts = NO_FACTS
        self._outcome: HttpResponse | BaseException | None = None

    def end(self, outcome: HttpResponse | BaseException, *, is_observed: bool = False) -> None:
        """
        Log the outcome, if DEBUG is enabled.

        Args:
            outcome: The response or the error.
            is_observed: Whether middleware wants to know more than its status or class.
        """
        self._seconds, self._outcome = time.monotonic() - self._begun, outcome
        is_logged = _LOG.isEnabledFor(logging.DEBUG)
        if is_logged or is_observed:
            self._facts = facts_of(self._request, outcome)
        if is_logged:
            self._log()

    def _log(self) -> None:
        # The URL is never logged: its path and query may hold names, IBANs or tokens.
        request, labels, error = self._request, self._request.labels, self._error
        values = (
            request.operation,
            request.method,
            labels.route,
            self._status,
            "answered" if error is None else error,
            request.attempt,
            round(self._seconds, 3),
            labels.correlation_id,
            self._facts.request_id,
            self._facts.code,
            labels.reaches_bank,
        )
        fields = dict(zip(FIELDS, values, strict=True))
        _LOG.debug(
            "%(operation)s %(method)s: %(outcome)s, status %(status)s, attempt %(attempt)s,"
            " %(seconds)s s",
            fields,
            extra={"kontokit": fields},
        )

    @property
    def _status(self) -> int | None:
        return self._outcome.status_code if isinstance(self._outcome, HttpResponse) else None

    @property
    def _error(self) -> str | None:
        return type(self._outcome).__name__ if isinstance(self._outcome, BaseException) else None

    def described(self) -> CallOutcome:
        """
        The outcome, for middleware.
        """
        return CallOutcome(
            status=self._status,
            error=self._error,
            code=self._facts.code,
            request_id=self._facts.request_id,
            seconds=self._seconds,
            attempts=self._request.attempt,
        )


def facts_of(request: HttpRequest, outcome: HttpResponse | BaseException) -> ResponseFacts:
    """
    What a response says of itself; nothing for an error.
    """
    return request.labels.read(outcome) if isinstance(outcome, HttpResponse) else NO_FACTS


def _attempt_info(request: HttpRequest, call: CallInfo) -> AttemptInfo:
    names = tuple(name for name, _ in request.headers)
    return AttemptInfo(call=call, attempt=request.attempt, header_names=names)


def send_logged(
    transport: Transport, request: HttpRequest, middleware: Sequence[Middleware] = ()
) -> HttpResponse | KontokitError:
    """
    Send a request. The flow that sends it decides on errors too, so an error is returned.

    Args:
        transport: Any transport; one that is not ours may leave the request in its frames.
        request: The complete request.
        middleware: Called for the attempt, and for the call if ``labels.call`` is None.
    """
    call = request.labels.call
    if middleware and call is None:
        call = call_info(request)
        with CallWatch(middleware, call, lambda: request.attempt) as watch:
            outcome = send_logged(transport, within_call(request, call), middleware)
            watch.saw(outcome, facts_of(request, outcome))
            return outcome
    info = None if call is None else _attempt_info(request, call)
    tell(middleware, "before_attempt", info)
    attempt = _Attempt(request)
    try:
        outcome = transport.send(request)
    except KontokitError as error:
        outcome = strip_traceback(error)
    except BaseException as error:  # such as a cancelled task
        attempt.end(error)
        tell(middleware, "after_attempt", info, attempt.described())
        raise
    attempt.end(outcome, is_observed=bool(middleware))
    if middleware:
        tell(middleware, "after_attempt", info, attempt.described())
    return outcome


async def send_logged_async(
    transport: AsyncTransport, request: HttpRequest, middleware: Sequence[Any] = ()
) -> HttpResponse | KontokitError:
    """
    As :func:`send_logged`, with ``await``.
    """
    call = request.labels.call
    if middleware and call is None:
        call = call_info(request)
        async with AsyncCallWatch(middleware, call, lambda: request.attempt) as watch:
            outcome = await send_logged_async(transport, within_call(request, call), middleware)
            watch.saw(outcome, facts_of(request, outcome))
            return outcome
    info = None if call is None else _attempt_info(request, call)
    if middleware:
        await tell_async(middleware, "before_attempt", info)
    attempt = _Attempt(request)
    try:
        outcome = await transport.send(request)
    except KontokitError as error:
        outcome = strip_traceback(error)
    except BaseException as error:  # such as a cancelled task
        attempt.end(error)
        await tell_async(middleware, "after_attempt", info, attempt.described())
        raise
    attempt.end(outcome, is_observed=bool(middleware))
    if middleware:
        await tell_async(middleware, "after_attempt", info, attempt.described())
    return outcome
