"""
The log of requests, and the failures of all servers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from threading import Lock

__all__ = ["ReceivedRequest", "RequestLog", "SentResponse"]


@dataclass(frozen=True, kw_only=True)
class ReceivedRequest:
    """
    A request as it was received, including its secrets.
    """

    api: str
    operation: str | None
    """The operation id; None if the specification has no such operation."""
    at: datetime
    """When it was received, by the clock of the sandbox."""
    method: str
    path: str
    """The path as on the wire, still percent-encoded."""
    query: str
    """The query as on the wire, without the question mark."""
    header_list: tuple[tuple[str, str], ...]
    """All headers in order, with names in lower case."""
    body: bytes
    """The first :data:`MOST_OF_A_BODY` bytes."""
    body_length: int
    """The length of the whole body in bytes."""
    number: int = 0
    """Counts the requests of a sandbox from 1, across resets."""

    @property
    def size(self) -> int:
        """
        How many characters and bytes are kept of it.
        """
        headers = sum(len(name) + len(value) for name, value in self.header_list)
        return len(self.path) + len(self.query) + headers + len(self.body)

    @property
    def headers(self) -> dict[str, str]:
        """
        The headers by name in lower case; the last one if repeated.
        """
        return dict(self.header_list)


@dataclass(frozen=True, kw_only=True)
class SentResponse:
    """
    What became of a request.
    """

    status: int | None
    """None if the connection was broken on purpose."""
    person: str | None
    """The user whose token was sent."""
    seconds: float
    """How long it took, in real time."""
    header_list: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    """The first :data:`MOST_OF_A_BODY` bytes."""
    body_length: int = 0
    """The length of the whole body in bytes."""

    @property
    def size(self) -> int:
        """
        How many characters and bytes are kept of it.
        """
        return len(self.body) + sum(len(name) + len(value) for name, value in self.header_list)


MOST_REQUESTS = 10_000
MOST_BYTES = 48 * 1024 * 1024
MOST_OF_A_BODY = 64 * 1024
MOST_FAILURES = 100


class RequestLog:
    """
    Shared by all servers of a sandbox.
    """

    def __init__(self) -> None:
        self.requests: list[ReceivedRequest] = []
        self.failures: list[Exception] = []
        """Bugs of the sandbox, such as responses that do not match the specification."""
        self.resets = 0
        """How often the log was reset, to recognise requests from before a reset."""
        self.listeners: list[Callable[[ReceivedRequest, SentResponse], None]] = []
        """Called after each response; they must be quick."""
        self._responses: dict[int, SentResponse] = {}
        self._numbers = count(1)
        self._lock = Lock()
        self._size = 0

    def next_number(self) -> int:
        """
        Return the number of the next request.
        """
        return next(self._numbers)

    def response_to(self, number: int) -> SentResponse | None:
        """
        Return what became of a request; None while it is being handled, or if it was forgotten.
        """
        return self._responses.get(number)

    def answered(self, request: ReceivedRequest, response: SentResponse) -> None:
        """
        Record what became of a request.
        """
        with self._lock:
            if any(one.number == request.number for one in reversed(self.requests)):
                self._responses[request.number] = response
                self._size += response.size
        for listener in self.listeners:
            listener(request, response)

    def clear(self) -> None:
        """
        Forget the requests, but no scripted responses and faults.
        """
        with self._lock:
            self.requests = []
            self._responses = {}
            self._size = 0

    def reset(self) -> None:
        """
        Forget everything.
        """
        with self._lock:
            # New lists instead of clear(): a test may still hold the old ones.
            self.requests = []
            self._responses = {}
            self.failures = []
            self.resets += 1
            self._size = 0

    def record(self, request: ReceivedRequest) -> None:
        """
        Record a request.

        The oldest requests are forgotten when there are more than :data:`MOST_REQUESTS`, or when
        they have more than :data:`MOST_BYTES` together.
        """
        with self._lock:
            self.requests.append(request)
            self._size += request.size
            self._forget()

    def fail(self, failure: Exception) -> None:
        """
        Record a bug of the sandbox. The first ones are kept: later ones often follow from them.
        """
        with self._lock:
            if len(self.failures) < MOST_FAILURES:
                self.failures.append(failure)

    def _forget(self) -> None:
        forgotten = 0
        # A test may have emptied the list itself.
        while forgotten < len(self.requests) and (
            len(self.requests) - forgotten > MOST_REQUESTS or self._size > MOST_BYTES
        ):
            self._size -= self.requests[forgotten].size
            response = self._responses.pop(self.requests[forgotten].number, None)
            self._size -= 0 if response is None else response.size
            forgotten += 1
        del self.requests[:forgotten]
