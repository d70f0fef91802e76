"""
Sends one request and logs its outcome.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.tracebacks import strip_traceback
from .messages import AsyncTransport, HttpRequest, Transport

FIELDS: Final = ("operation", "method", "status", "outcome", "seconds", "request_id")
"""
The keys of a log record's ``kontokit``: the operation's name in the specification, the HTTP
method, the status or None, ``answered`` or the class of the error, the duration, and the id that
the request was sent with.
"""
_LOG: Final = logging.getLogger("kontokit")


class RequestLog:
    """
    Times one request and logs its outcome.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._facts: dict[str, object] = {
            "operation": request.operation,
            "method": request.method,
            "request_id": request.correlation_id,
        }
        self._begun = time.monotonic()

    def log(self, outcome: HttpResponse | KontokitError) -> None:
        """
        Log the outcome of the request, if DEBUG is enabled.

        Args:
            outcome: The response or the error. Only its status or its class is logged.
        """
        # The URL is never logged: its path and query may hold names, IBANs or tokens.
        if not _LOG.isEnabledFor(logging.DEBUG):
            return
        if isinstance(outcome, HttpResponse):
            self._facts |= {"status": outcome.status_code, "outcome": "answered"}
        else:
            self._facts |= {"status": None, "outcome": type(outcome).__name__}
        self._facts["seconds"] = round(time.monotonic() - self._begun, 3)
        fields = {name: self._facts[name] for name in FIELDS}
        _LOG.debug(
            "%(operation)s %(method)s: %(outcome)s, status %(status)s, %(seconds)s s", fields,
            extra={"kontokit": fields},
        )  # fmt: skip


def send_logged(transport: Transport, request: HttpRequest) -> HttpResponse | KontokitError:
    """
    Send a request. The flow that sends it decides on errors too, so an error is returned.

    Args:
        transport: Any transport; one that is not ours may leave the request in its frames.
        request: The complete request.
    """
    request_log = RequestLog(request)
    outcome: HttpResponse | KontokitError
    try:
        outcome = transport.send(request)
    except KontokitError as error:
        outcome = strip_traceback(error)
    request_log.log(outcome)
    return outcome


async def send_logged_async(
    transport: AsyncTransport, request: HttpRequest
) -> HttpResponse | KontokitError:
    """
    As :func:`send_logged`, with ``await``.
    """
    request_log = RequestLog(request)
    outcome: HttpResponse | KontokitError
    try:
        outcome = await transport.send(request)
    except KontokitError as error:
        outcome = strip_traceback(error)
    request_log.log(outcome)
    return outcome
