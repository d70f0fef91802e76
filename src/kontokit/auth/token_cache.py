"""
In-memory token cache of one process, with a negative cache for failures. No I/O.
"""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any, Final

import msgspec

from ..core.clock import Clock
from ..core.exceptions import (
    ClientClosedError,
    KontokitError,
    RateLimitError,
    ReauthenticationRequiredError,
    StoreError,
)
from .effects import GetToken
from .token import CachedToken, Token, TokenGrant, cached
from .token_endpoint import may_be_refusal
from .token_refresh import RefreshResult

_MOST: Final = 10_000
"""The most tokens in memory; the others are in the store."""
_HOLD_OFF: Final = 2.5
"""Seconds without requests after the token endpoint failed, for each request of the attempt."""
_LONG_HOLD_OFF: Final = 60.0
"""The same after it refused a request, but not the user's own grant."""
_LONGEST_HOLD_OFF: Final = 300.0
_STORE_HOLD_OFF: Final = 1.0
_REJECTED: Final = 2.5


class _Failure(msgspec.Struct, frozen=True, kw_only=True):
    error: KontokitError
    until: float
    number: int


class TokenCache:
    """
    Caches tokens and failures by token key. Threads may use it without a lock.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tokens: dict[str, CachedToken] = {}
        self._failures: dict[str, _Failure] = {}
        self._rejected: dict[str, float] = {}
        self._alive: dict[str, tuple[Token, float]] = {}
        self.failures = 0
        """Number of recorded failures, to distinguish those before a time from those after it."""

    def lookup(self, request: GetToken, since: int | None = None) -> Token | KontokitError | None:
        """
        The cached result of a token request, or None if the token endpoint has to be asked.

        Args:
            since: A forced request ignores failures up to this number of them.
        """
        now, key = self._clock.now(), request.grant.key
        mine = self._tokens.get(key)
        if mine is not None and mine.is_fresh(now):
            # A 401 for a token that was fetched just now will not be cured by another one.
            usable = request.refused is None or request.refused.access != mine.token.access
            if usable or now.steady < self._rejected.get(key, 0.0):
                return mine.token
        if request.probe is not None and self._is_alive(request, now.steady):
            return request.refused
        return self._failed(request, since, now.steady)

    def _is_alive(self, request: GetToken, now: float) -> bool:
        known = self._alive.get(request.grant.key)
        if known is None or request.refused is None or now >= known[1]:
            return False
        return known[0].access == request.refused.access

    def _failed(self, request: GetToken, since: int | None, now: float) -> KontokitError | None:
        failure = self._failures.get(request.grant.key)
        if failure is None or now >= failure.until:
            return None
        if request.force and (since is None or failure.number <= since):
            return None
        return copy.copy(failure.error)  # each caller raises its own

    def cache_token(self, grant: TokenGrant, token: CachedToken) -> None:
        """
        Keep a token for the next calls, and forget the failure before it.
        """
        self._failures.pop(grant.key, None)
        # Removed first, so that a renewed token counts as the newest when the cache shrinks.
        self._tokens.pop(grant.key, None)
        self._tokens[grant.key] = token
        _shrink(self._tokens)

    def record_result(
        self, request: GetToken, result: RefreshResult, requests: int
    ) -> Token | KontokitError:
        """
        Record the result of a token request.

        Args:
            requests: The number of requests that were sent.

        Returns:
            The token or error for the caller.
        """
        now, outcome = self._clock.now(), result.outcome
        if isinstance(outcome, Token):
            mine = self.token(request.grant)
            if mine is None or mine.access != outcome.access:
                self.cache_token(request.grant, cached(outcome, now))
            if result.is_alive:
                self._alive[request.grant.key] = outcome, now.steady + _REJECTED
                _shrink(self._alive)
            return result.unsaved or outcome
        # A closed client says nothing about the token endpoint; another client may still ask.
        if not isinstance(outcome, ClientClosedError):
            until = now.steady + _hold_off(request.grant, result, requests)
            self.failures += 1
            failure = _Failure(error=copy.copy(outcome), until=until, number=self.failures)
            self._failures[request.grant.key] = failure
            _shrink(self._failures)
        return outcome

    def mark_rejected(self, grant: TokenGrant) -> None:
        """
        Remember briefly that the API rejected a new token too.
        """
        self._rejected[grant.key] = self._clock.now().steady + _REJECTED
        _shrink(self._rejected)

    def drop(self, grant: TokenGrant) -> None:
        """
        Drop the tokens and failures of a grant.
        """
        for book in (self._tokens, self._failures, self._rejected, self._alive):
            book.pop(grant.key, None)

    def stale_token(self, grant: TokenGrant) -> Token | None:
        """
        The cached token, if it has expired.
        """
        mine = self._tokens.get(grant.key)
        return None if mine is None or mine.is_fresh(self._clock.now()) else mine.token

    def token(self, grant: TokenGrant) -> Token | None:
        """
        The cached token, expired or not.
        """
        mine = self._tokens.get(grant.key)
        return mine.token if mine else None


def _shrink(book: dict[str, Any]) -> None:
    with suppress(RuntimeError, StopIteration):  # another thread changes it too
        while len(book) > _MOST:
            book.pop(next(iter(book)), None)


def _hold_off(grant: TokenGrant, result: RefreshResult, requests: int) -> float:
    error = result.outcome
    if isinstance(error, ReauthenticationRequiredError) and result.unsaved is not None:
        return float("inf")  # the store could not remember it
    if isinstance(error, StoreError):
        return _STORE_HOLD_OFF
    if isinstance(error, RateLimitError) and error.retry_after is not None:
        return min(max(error.retry_after, _HOLD_OFF), _LONGEST_HOLD_OFF)
    if may_be_refusal(error):
        return _LONG_HOLD_OFF  # it may be about the user after all, whom repetitions lock out
    return _HOLD_OFF * max(requests, 1)
