"""
The requests that were received, without secrets.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..server.request_log import ReceivedRequest, RequestLog, SentResponse
from ..server.service import Call, Handlers, Response
from .redaction import Redaction

__all__ = ["HANDLERS", "Journal", "JournalFilter"]

HANDLERS: Handlers[Journal] = Handlers()
_PAUSE = 0.1
_MOST_AT_ONCE = 500
_HEARTBEAT = 150
"""After how many pauses without a request a comment is sent, so that a dead connection is seen."""


@dataclass(frozen=True, kw_only=True)
class JournalFilter:
    """
    What a list of requests is limited to.
    """

    after: int = 0
    """Only requests with a greater number."""
    api: str | None = None
    operation: str | None = None
    person: str | None = None
    status: int | None = None

    def fits(self, request: ReceivedRequest, response: SentResponse | None) -> bool:
        """
        Whether a request belongs to the list.
        """
        person, status = (None, None) if response is None else (response.person, response.status)
        wanted = (self.api, self.operation, self.person, self.status)
        given = (request.api, request.operation, person, status)
        pairs = zip(wanted, given, strict=True)
        return request.number > self.after and all(one in (None, found) for one, found in pairs)


class Journal:
    """
    ``sandbox.journal``: the newest 10,000 requests. Secrets are blotted out; ``sandbox.requests``
    has them as they came.
    """

    def __init__(self, request_log: RequestLog) -> None:
        self._log = request_log

    def list(self, *, limit: int = _MOST_AT_ONCE, **filters: Any) -> list[dict[str, Any]]:
        """
        List requests, the oldest first.

        Args:
            limit: How many of the newest at most.
            **filters: The fields of :class:`JournalFilter`.
        """
        return list(self._found(JournalFilter(**filters)))[-limit:]

    def get(self, number: int) -> dict[str, Any]:
        """
        Return a request and its response, with headers and bodies.

        Raises:
            LookupError: There is none with this number, or it was forgotten.
        """
        for request in reversed(self._log.requests):
            if request.number == number:
                return self._whole(request)
        raise LookupError(f"there is no request {number}")

    def clear(self) -> None:
        """
        Forget all requests. Faults stay.
        """
        self._log.clear()

    def listen(self, listener: Callable[[dict[str, Any]], None]) -> None:
        """
        Call a function with each request that was answered, as in the list.

        Args:
            listener: Called in the thread of the server, so it must be quick.
        """
        self._log.listeners.append(lambda request, _: listener(self._line(request)))

    async def stream(self, filters: JournalFilter) -> AsyncIterator[dict[str, Any] | None]:
        """
        Yield each request that was answered, and None now and then while there is none.
        """
        after, quiet = filters.after, 0
        while True:
            # A request that is still being handled would come without its status.
            for request in list(self._log.requests):
                response = self._log.response_to(request.number)
                if request.number <= after:
                    continue
                if response is None:
                    break
                after, quiet = request.number, 0
                if filters.fits(request, response):
                    yield self._line(request)
            quiet += 1
            if quiet % _HEARTBEAT == 0:
                yield None
            await asyncio.sleep(_PAUSE)

    def _found(self, filters: JournalFilter) -> Iterator[dict[str, Any]]:
        for request in list(self._log.requests):
            if filters.fits(request, self._log.response_to(request.number)):
                yield self._line(request)

    def _line(self, request: ReceivedRequest) -> dict[str, Any]:
        response = self._log.response_to(request.number)
        return {
            "number": request.number,
            "at": request.at.isoformat(),
            "api": request.api,
            "operation": request.operation,
            "person": response and response.person,
            "method": request.method,
            "path": request.path,
            "query": Redaction(request.api).query(request.query),
            "status": response and response.status,
            "milliseconds": response and round(response.seconds * 1000),
        }

    def _whole(self, request: ReceivedRequest) -> dict[str, Any]:
        response = self._log.response_to(request.number)
        found = {**self._line(request), "request": _message(request.api, request)}
        found["response"] = response and _message(request.api, response)
        return found


def _message(api: str, message: ReceivedRequest | SentResponse) -> dict[str, Any]:
    redaction = Redaction(api)
    media_type = dict(message.header_list).get("content-type", "")
    return {
        "headers": redaction.headers(message.header_list),
        "body": redaction.body(media_type, message.body),
        "body_length": message.body_length,
    }


@HANDLERS.operation("listRequests")
def _list(journal: Journal, call: Call) -> Response:
    return Response(body={"requests": journal.list(**call.query)})


@HANDLERS.operation("getRequest")
def _get(journal: Journal, call: Call) -> Response:
    return Response(body=journal.get(call.path["number"]))


@HANDLERS.operation("clearRequests")
def _clear(journal: Journal, _: Call) -> Response:
    journal.clear()
    return Response(status=204)


@HANDLERS.operation("streamRequests")
def _stream(journal: Journal, call: Call) -> Response:
    events = _events(journal, JournalFilter(**call.query))
    return Response(body=events, media_type="text/event-stream")


async def _events(journal: Journal, filters: JournalFilter) -> AsyncIterator[str]:
    # At once, so that a caller knows that it listens.
    yield ": listening\n\n"
    async for line in journal.stream(filters):
        if line is None:
            yield ": nothing new\n\n"
        else:
            text = json.dumps(line, ensure_ascii=False)
            yield f"id: {line['number']}\nevent: request\ndata: {text}\n\n"
