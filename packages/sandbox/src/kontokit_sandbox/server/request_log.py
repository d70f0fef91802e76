"""
What the servers were asked, what they shall say next, and where they failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

__all__ = ["Fault", "ReceivedRequest", "RequestLog", "ScriptedResponse"]


@dataclass(frozen=True, kw_only=True)
class ReceivedRequest:
    """
    A request as it came, secrets and all.
    """

    api: str
    operation: str | None
    """The id of the operation that it asks for; None where the document knows none."""
    at: datetime
    """When it came, by the clock of the sandbox."""
    method: str
    path: str
    """The path as on the wire, still percent-encoded."""
    query: str
    """The query as on the wire, without the question mark."""
    header_list: tuple[tuple[str, str], ...]
    """All headers in their order, names in small letters."""
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """
        The headers by their names in small letters; of repeated ones the last.
        """
        return dict(self.header_list)


@dataclass(frozen=True, kw_only=True)
class ScriptedResponse:
    """
    An answer that a test has laid down; nothing checks it.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    What happens to a request or to its answer; nothing unless told.
    """

    seconds: float = 0.0
    """How long the request waits before it is carried out."""
    is_dropped: bool = False
    """The connection is reset before anything is carried out."""
    is_lost: bool = False
    """It is carried out, but the connection breaks before the answer is complete."""
    is_timed_out: bool = False
    """It is carried out, but a gateway before the server answers 504."""


_NO_FAULT = Fault()


class RequestLog:
    """
    Kept by all servers of a sandbox together.
    """

    def __init__(self) -> None:
        self.requests: list[ReceivedRequest] = []
        self.failures: list[Exception] = []
        """Bugs of the sandbox that showed, above all answers against a document."""
        self.resets = 0
        """How often everything was forgotten, to know requests from before again."""
        self._scripts: dict[tuple[str, str, str], list[ScriptedResponse]] = {}
        self._faults: dict[tuple[str, ...], list[Fault]] = {}
        self._lock = Lock()

    def reset(self) -> None:
        """
        Forget everything.
        """
        with self._lock:
            self.requests = []
            self.failures = []
            self._scripts = {}
            self._faults = {}
            self.resets += 1

    def record(self, request: ReceivedRequest) -> Fault:
        """
        Write a request down, and tell what shall happen to it; mostly nothing.
        """
        self.requests.append(request)
        with self._lock:
            by_path = self._due((request.api, request.method, request.path))
            by_operation = self._due((request.api, request.operation or ""))
        return by_operation if by_path == _NO_FAULT else by_path

    def add_scripted(
        self, api: str, method: str, path: str, answers: Sequence[ScriptedResponse]
    ) -> None:
        """
        Lay answers down for the next requests of this kind.
        """
        with self._lock:
            self._scripts.setdefault((api, method.upper(), path), []).extend(answers)

    def take_scripted(self, api: str, method: str, path: str) -> ScriptedResponse | None:
        """
        Take the oldest answer that is laid down for such a request, or None.
        """
        with self._lock:
            waiting = self._scripts.get((api, method, path))
            return waiting.pop(0) if waiting else None

    def add_faults(self, key: tuple[str, ...], faults: Sequence[Fault]) -> None:
        """
        Let things happen to the next requests of a kind.

        Args:
            key: The API, then method and path, or the id of the operation.
            faults: What happens to one after the other.
        """
        with self._lock:
            self._faults.setdefault(key, []).extend(faults)

    def _due(self, key: tuple[str, ...]) -> Fault:
        waiting = self._faults.get(key)
        return waiting.pop(0) if waiting else _NO_FAULT
