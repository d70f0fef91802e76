"""
What the servers were asked, what they shall say next, and where they failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

__all__ = ["Journal", "Mishap", "ReceivedRequest", "ScriptedAnswer"]


@dataclass(frozen=True, kw_only=True)
class ReceivedRequest:
    """
    A request as it came, secrets and all.
    """

    api: str
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
class ScriptedAnswer:
    """
    An answer that a test has laid down; nothing checks it.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Mishap:
    """
    What happens to the answer of a request that is carried out all the same.
    """

    seconds: float = 0.0
    """How long the request waits before it is carried out."""
    is_lost: bool = False
    """The connection breaks before the answer is complete."""


class Journal:
    """
    Kept by all servers of a sandbox together.
    """

    def __init__(self) -> None:
        self.requests: list[ReceivedRequest] = []
        self.failures: list[Exception] = []
        """Bugs of the sandbox that showed, above all answers against a document."""
        self.resets = 0
        """How often everything was forgotten, to know requests from before again."""
        self._scripts: dict[tuple[str, str, str], list[ScriptedAnswer]] = {}
        self._mishaps: dict[tuple[str, str, str], list[Mishap]] = {}
        self._lock = Lock()

    def reset(self) -> None:
        """
        Forget everything.
        """
        with self._lock:
            self.requests = []
            self.failures = []
            self._scripts = {}
            self._mishaps = {}
            self.resets += 1

    def write(
        self,
        api: str,
        method: str,
        path: str,
        query: str,
        headers: Sequence[tuple[str, str]],
        body: bytes,
    ) -> None:
        """
        Write a request down.
        """
        request = ReceivedRequest(
            api=api, method=method, path=path, query=query, header_list=tuple(headers), body=body
        )
        self.requests.append(request)

    def script(self, api: str, method: str, path: str, answers: Sequence[ScriptedAnswer]) -> None:
        """
        Lay answers down for the next requests of this kind.
        """
        with self._lock:
            self._scripts.setdefault((api, method.upper(), path), []).extend(answers)

    def take(self, api: str, method: str, path: str) -> ScriptedAnswer | None:
        """
        Take the oldest answer that is laid down for such a request, or None.
        """
        with self._lock:
            waiting = self._scripts.get((api, method, path))
            return waiting.pop(0) if waiting else None

    def arrange(self, api: str, method: str, path: str, mishaps: Sequence[Mishap]) -> None:
        """
        Let things happen to the next requests of this kind.
        """
        with self._lock:
            self._mishaps.setdefault((api, method.upper(), path), []).extend(mishaps)

    def mishap(self, api: str, method: str, path: str) -> Mishap:
        """
        Take the oldest thing that shall happen to such a request; mostly nothing does.
        """
        with self._lock:
            waiting = self._mishaps.get((api, method, path))
            return waiting.pop(0) if waiting else Mishap()
