"""
What one process knows of tokens: those in its hands, and what went wrong last. No I/O.
"""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any, Final

import attrs

from ..core.clock import Clock
from ..core.exceptions import (
    ClientClosed,
    KontokitError,
    RateLimited,
    ReauthenticationRequired,
    StoreError,
)
from .effects import Obtain
from .token import Held, Token, TokenSource, held
from .token_endpoint import is_refusal
from .token_refresh import Renewed

_MOST: Final = 10_000
"""So many tokens are kept at hand; the store knows the others."""
_HOLD_OFF: Final = 2.5
"""Seconds in which a token service that failed is left alone, for each request it was sent."""
_LONG_HOLD_OFF: Final = 60.0
"""The same after it refused the credentials of a client."""
_LONGEST_HOLD_OFF: Final = 300.0
_STORE_HOLD_OFF: Final = 1.0
_IN_VAIN: Final = 2.5


@attrs.frozen(kw_only=True)
class _Failure:
    error: KontokitError
    until: float
    number: int


class Ledger:
    """
    Tokens and failures by the key of their source. Threads may use it without a lock.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tokens: dict[str, Held] = {}
        self._failures: dict[str, _Failure] = {}
        self._in_vain: dict[str, float] = {}
        self._alive: dict[str, tuple[Token, float]] = {}
        self.failures = 0
        """How many failures were written down, to tell those before from those after."""

    def answer(self, wish: Obtain, since: int | None = None) -> Token | KontokitError | None:
        """
        What can be said to a wish at once, or None where the token service has to be asked.

        Args:
            wish: Whose token, and which is not wanted.
            since: Who wishes to sign in anew hears of failures after this number of them.
        """
        now, key = self._clock.now(), wish.source.key
        mine = self._tokens.get(key)
        if mine is not None and mine.is_fresh(now):
            usable = wish.refused is None or wish.refused.access != mine.token.access
            if usable or now.steady < self._in_vain.get(key, 0.0):
                return mine.token
        if wish.probe is not None and self._is_alive(wish, now.steady):
            return wish.refused
        return self._failed(wish, since, now.steady)

    def _is_alive(self, wish: Obtain, now: float) -> bool:
        known = self._alive.get(wish.source.key)
        if known is None or wish.refused is None or now >= known[1]:
            return False
        return known[0].access == wish.refused.access

    def _failed(self, wish: Obtain, since: int | None, now: float) -> KontokitError | None:
        failure = self._failures.get(wish.source.key)
        if failure is None or now >= failure.until:
            return None
        if wish.anew and (since is None or failure.number <= since):
            return None
        return copy.copy(failure.error)

    def hold(self, source: TokenSource, token: Held) -> None:
        """
        Take a token into one's hands.

        Args:
            source: Whose token it is.
            token: The token.
        """
        self._failures.pop(source.key, None)
        self._tokens.pop(source.key, None)
        self._tokens[source.key] = token
        _shrink(self._tokens)

    def settle(self, wish: Obtain, renewed: Renewed, requests: int) -> Token | KontokitError:
        """
        Write down what came of a wish.

        Args:
            wish: The wish.
            renewed: What came of it.
            requests: How many requests the token service was sent.

        Returns:
            What to tell whoever wished.
        """
        now, outcome = self._clock.now(), renewed.outcome
        if isinstance(outcome, Token):
            mine = self.token(wish.source)
            if mine is None or mine.access != outcome.access:
                self.hold(wish.source, held(outcome, now))
            if renewed.lives:
                self._alive[wish.source.key] = outcome, now.steady + _IN_VAIN
                _shrink(self._alive)
            return renewed.unsaved or outcome
        if not isinstance(outcome, ClientClosed):
            until = now.steady + _hold_off(wish.source, renewed, requests)
            self.failures += 1
            failure = _Failure(error=copy.copy(outcome), until=until, number=self.failures)
            self._failures[wish.source.key] = failure
            _shrink(self._failures)
        return outcome

    def note_in_vain(self, source: TokenSource) -> None:
        """
        Remember for a moment that a new token does not help.

        Args:
            source: Whose token it is.
        """
        self._in_vain[source.key] = self._clock.now().steady + _IN_VAIN
        _shrink(self._in_vain)

    def forget(self, source: TokenSource) -> None:
        """
        Throw away what is known of a source.

        Args:
            source: Whose tokens they are.
        """
        for book in (self._tokens, self._failures, self._in_vain, self._alive):
            book.pop(source.key, None)

    def stale_token(self, source: TokenSource) -> Token | None:
        """
        The token in hand, if it must not be sent any more.

        Args:
            source: Whose token it is.
        """
        mine = self._tokens.get(source.key)
        return None if mine is None or mine.is_fresh(self._clock.now()) else mine.token

    def token(self, source: TokenSource) -> Token | None:
        """
        The token in hand, fresh or not.

        Args:
            source: Whose token it is.
        """
        mine = self._tokens.get(source.key)
        return mine.token if mine else None


def _shrink(book: dict[str, Any]) -> None:
    with suppress(RuntimeError, StopIteration):  # another thread is at it too
        while len(book) > _MOST:
            book.pop(next(iter(book)), None)


def _hold_off(source: TokenSource, renewed: Renewed, requests: int) -> float:
    error = renewed.outcome
    if isinstance(error, ReauthenticationRequired) and renewed.unsaved is not None:
        return float("inf")  # the store could not remember it
    if isinstance(error, StoreError):
        return _STORE_HOLD_OFF
    if isinstance(error, RateLimited) and error.retry_after is not None:
        return min(max(error.retry_after, _HOLD_OFF), _LONGEST_HOLD_OFF)
    if source.user is None and is_refusal(source, error):
        return _LONG_HOLD_OFF
    return _HOLD_OFF * max(requests, 1)
