"""
Sends a request, and again after the faults after which that is allowed. No I/O.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from typing import Any, Final, Literal, TypeAlias

import msgspec
from msgspec import structs

from ..core.deadline import Deadline
from ..core.exceptions import KontokitError, StatusError, TransportError, TransportTimeoutError
from ..core.http_response import HttpResponse
from ..http.messages import HttpRequest
from ..http.retries import Retries, RetryState, retry_after
from .effects import Send, Sleep

Fault: TypeAlias = Literal["unsent", "lost", "busy"]
"""
``unsent``: no connection, so the server got nothing. ``lost``: no complete response arrived.
``busy``: the status says that the server failed or wants to be asked later.
"""
Outcome: TypeAlias = HttpResponse | KontokitError

ALWAYS: Final[frozenset[Fault]] = frozenset({"unsent", "lost", "busy"})
"""For what changes nothing: after every fault that may pass."""
UNSENT: Final[frozenset[Fault]] = frozenset({"unsent"})
"""For what may change something: only if nothing can have been sent."""
_MAY_PASS: Final = frozenset({408, 423, 425, 429, 500, 502, 503, 504})
"""Statuses after which a later call may succeed."""
_NO_RETRIES: Final = Retries(max_retries=0)


class Attempts(msgspec.Struct, kw_only=True):
    """
    Counts the attempts of one call and decides on the next one.
    """

    repeatable: frozenset[Fault] = UNSENT
    """The faults after which the request may be sent again."""
    retries: Retries = _NO_RETRIES
    state: RetryState = msgspec.field(default_factory=RetryState)
    deadline: Deadline | None = None
    """The end of the call. No pause lasts as long."""
    longest_pause: float | None = None
    """Seconds; None if only the deadline limits what the server asks for."""
    count: int = 0
    """The number of attempts until now. The one after a refreshed token counts too."""
    _taken: int = 0
    """The tokens of the quota that the last repetition took."""

    @property
    def only_reads(self) -> bool:
        """
        Whether the call changes nothing, not even a count of wrong passwords.
        """
        return "lost" in self.repeatable

    def once(self, number: int = 1) -> None:
        """
        Allow no repetition, for a caller that repeats by itself.

        Args:
            number: Which attempt of that caller the next one is.
        """
        self.retries, self.count = _NO_RETRIES, number - 1

    def pause_after(self, outcome: Outcome) -> float | None:
        """
        The seconds to wait before the next attempt; None if there must not be one.

        Args:
            outcome: That of the last attempt.
        """
        fault = self._fault(outcome)
        if fault is None:
            if isinstance(outcome, HttpResponse):
                self.state.quota.give_back(self._taken)
            return None
        if fault not in self.repeatable or self.count > self.retries.max_retries:
            return None
        pause = self._pause(outcome)
        if self._is_too_long(pause):
            return None
        self._taken = self.state.quota.take(is_timeout=isinstance(outcome, TransportTimeoutError))
        return pause if self._taken else None

    def _fault(self, outcome: Outcome) -> Fault | None:
        if isinstance(outcome, TransportError):
            return "lost" if outcome.maybe_sent else "unsent"
        if isinstance(outcome, HttpResponse) and outcome.status_code in self.retries.statuses:
            return "busy"
        return None

    def _pause(self, outcome: Outcome) -> float:
        drawn = self.retries.delay(self.count, self.state.draw)
        if isinstance(outcome, KontokitError):
            return drawn
        return max(retry_after(outcome.headers, self.state.clock.now().time) or 0.0, drawn)

    def _is_too_long(self, pause: float) -> bool:
        if self.longest_pause is not None and pause > self.longest_pause:
            return True
        return self.deadline is not None and pause >= self.deadline.remaining()

    def describe(self, error: KontokitError) -> None:
        """
        Write into the error of a call what its attempts have shown.
        """
        error.attempts, error.only_reads = self.count, self.only_reads
        if isinstance(error, TransportError):
            error.is_retry_safe = not error.maybe_sent or self.only_reads
        elif isinstance(error, StatusError):
            may_pass = error.status_code in _MAY_PASS | self.retries.statuses
            error.is_retry_safe = may_pass and "busy" in self.repeatable
            self._describe_wait(error)

    def _describe_wait(self, error: StatusError) -> None:
        now = self.state.clock.now().time
        seconds = retry_after(error.http.headers, now)
        if seconds is not None and error.status_code >= 400:
            error.not_before = now + timedelta(seconds=seconds)


def send_repeatedly(
    request: HttpRequest, attempts: Attempts
) -> Generator[Send | Sleep, Any, Outcome]:
    """
    Send a request, and again as long as ``attempts`` allows.

    Args:
        request: The complete request. Its deadline, or else its total timeout, also limits pauses.
        attempts: Those of the call, which this request may continue.

    Returns:
        The last response or error.
    """
    if attempts.deadline is None:
        attempts.deadline = request.deadline or Deadline.after(request.timeouts.total)
    while True:
        attempts.count += 1
        if request.attempt != attempts.count:
            request = structs.replace(request, attempt=attempts.count)
        outcome: Outcome = yield Send(request)
        pause = attempts.pause_after(outcome)
        if pause is None:
            break
        yield Sleep(pause)
    if isinstance(outcome, KontokitError):
        attempts.describe(outcome)
    return outcome
