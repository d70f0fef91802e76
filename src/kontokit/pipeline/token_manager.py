"""
Getting tokens for a client and everybody narrowed from it: once, however many ask at a time.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from ..auth.effects import Claim, Hold, Load, Obtain, Pause, RenewalStep, Save, Send
from ..auth.token import Held, Token, TokenSource, from_record
from ..auth.token_cache import Ledger
from ..auth.token_endpoint import TokenDesk
from ..auth.token_refresh import Renewal, Renewed
from ..core.clock import Clock
from ..core.exceptions import KontokitError, StoreError
from ..core.keyed_lock import Runways
from ..core.sansio import drive
from ..core.tracebacks import without_frames
from ..http.messages import Transport
from ..http.send import attempt
from ..stores import Lock, Store
from ..stores.safe_calls import caught, loaded


class BaseKeeper:
    """
    What both keepers have in common: what is known, and where it is kept.
    """

    def __init__(self, desk: TokenDesk, store: Store, clock: Clock) -> None:
        self._desk = desk
        self._store = store
        self._clock = clock
        self._ledger = Ledger(clock)

    def note_in_vain(self, source: TokenSource) -> None:
        """
        Remember for a moment that a new token was not taken either.

        Args:
            source: Whose token it is.
        """
        self._ledger.note_in_vain(source)

    def _renewal(self, wish: Obtain) -> Renewal:
        return Renewal(
            desk=self._desk,
            clock=self._clock,
            source=wish.source,
            refused=wish.refused,
            stale=self._ledger.stale_token(wish.source),
            mine=self._ledger.token(wish.source),
            anew=wish.anew,
            probe=wish.probe,
        )

    def _known(self, source: TokenSource) -> tuple[Token, ...] | StoreError:
        stored, mine = caught(lambda: self._loaded(source)), self._ledger.token(source)
        if isinstance(stored, StoreError):
            return stored
        found = {one.access.reveal(): one for one in (stored, mine) if one is not None}
        return tuple(found.values())

    def _loaded(self, source: TokenSource) -> Token | None:
        record = self._store.load(source.key)
        found = None if record is None else from_record(record, source.key)
        return found if isinstance(found, Token) else None

    def _deleted(self, source: TokenSource) -> StoreError | None:
        return caught(lambda: self._store.delete(source.key))


def told(answer: Token | KontokitError) -> Token | KontokitError:
    """
    An answer for one of many who wait for it: nobody shares an error, for each is raised.
    """
    return answer if isinstance(answer, Token) else copy.copy(answer)


class Keeper(BaseKeeper):
    """
    Gets and keeps tokens, blocking. Threads may share it.
    """

    def __init__(self, desk: TokenDesk, store: Store, clock: Clock, transport: Transport) -> None:
        super().__init__(desk, store, clock)
        self._transport = transport
        self._runways = Runways()

    def obtain(self, wish: Obtain) -> Token | KontokitError:
        """
        A token that may be sent, or the error that came instead.

        Args:
            wish: Whose token.
        """
        answer, before = self._ledger.answer(wish), self._ledger.failures
        if answer is None:
            with self._runways.alone(wish.source.key):
                answer = self._ledger.answer(wish, before) or self._renewed(wish)
        return told(answer)

    def recall(self, source: TokenSource) -> tuple[Token, ...] | StoreError:
        """
        The tokens that are kept of a source, without asking its service.

        Args:
            source: Whose tokens they are.
        """
        return self._known(source)

    def forget(self, source: TokenSource) -> StoreError | None:
        """
        Throw the tokens of a source away.

        Args:
            source: Whose tokens they are.
        """
        with self._runways.alone(source.key):
            self._ledger.forget(source)
            return self._deleted(source)

    def _renewed(self, wish: Obtain) -> Token | KontokitError:
        flight = _Flight(self._store, self._transport, partial(self._ledger.hold, wish.source))
        try:
            renewed = drive(self._renewal(wish).flow(), flight.do)
        except StoreError as error:
            renewed = Renewed(outcome=without_frames(error))
        finally:
            flight.land()
        return self._ledger.settle(wish, renewed, flight.requests)


class _Flight:
    """
    Does the steps of one renewal, blocking.
    """

    def __init__(self, store: Store, transport: Transport, hold: Callable[[Held], None]) -> None:
        self._store = store
        self._transport = transport
        self._hold = hold
        self._lock: Lock | None = None
        self.requests = 0

    def do(self, step: RenewalStep) -> Any:
        """
        Do one step.
        """
        match step:
            case Send():
                self.requests += 1
                return attempt(self._transport, step.request)
            case Claim():
                self._lock = self._store.try_lock(step.key)
                return self._lock is not None
            case Load():
                return loaded(self._store, step.key)
            case Hold():
                return self._hold(step.held)
            case Save():
                return caught(lambda: self._store.save(step.key, step.record, ends=step.ends))
            case Pause():
                return time.sleep(step.seconds)

    def land(self) -> None:
        """
        Let others go.
        """
        if self._lock is not None:
            caught(self._lock.release)  # it ends by itself
