"""
Getting tokens with ``await``: tasks share one renewal, and stores that wait work in threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Lock as ThreadLock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from .auth.grants import TokenDesk
from .auth.renewal import Renewed
from .auth.sources import TokenSource
from .auth.steps import Claim, Load, Obtain, Pause, RenewalStep, Save, Send
from .auth.tokens import Token
from .clock import Clock
from .driving import attempt_async, drive_async
from .errors import KontokitError, StoreError, without_frames
from .keeping import BaseKeeper, caught, told
from .stores import Lock, Store
from .wire import AsyncTransport

T = TypeVar("T")


class AsyncKeeper(BaseKeeper):
    """
    Gets and keeps tokens, with ``await``. Tasks may share it, also those of several loops.
    """

    def __init__(
        self, desk: TokenDesk, store: Store, clock: Clock, transport: AsyncTransport
    ) -> None:
        super().__init__(desk, store, clock)
        self._transport = transport
        self._flights: WeakKeyDictionary[
            asyncio.AbstractEventLoop, dict[str, asyncio.Task[Token | KontokitError]]
        ] = WeakKeyDictionary()

    async def obtain(self, wish: Obtain) -> Token | KontokitError:
        """
        A token that may be sent, or the error that came instead.

        Whoever waits may be cancelled; the others get their token all the same.

        Args:
            wish: Whose token.
        """
        answer = self._ledger.answer(wish)
        if answer is None:
            answer = await asyncio.shield(self._flight(wish))
        if wish.refused is not None and _same(answer, wish.refused):
            # Somebody had begun to get this token before it was refused here.
            again = self._ledger.answer(wish)
            answer = await asyncio.shield(self._flight(wish)) if again is None else again
        return told(answer)

    async def recall(self, source: TokenSource) -> Token | StoreError | None:
        """
        The token that is kept of a source, without asking its service.

        Args:
            source: Whose token it is.
        """
        mine = self._ledger.token(source)
        return mine or await _in_thread(self._store, lambda: self._stored(source))

    async def forget(self, source: TokenSource) -> StoreError | None:
        """
        Throw the tokens of a source away.

        Args:
            source: Whose tokens they are.
        """
        self._ledger.forget(source)
        return await _in_thread(self._store, lambda: self._deleted(source))

    def _flight(self, wish: Obtain) -> asyncio.Task[Token | KontokitError]:
        loop, key = asyncio.get_running_loop(), wish.source.key
        flights = self._flights.setdefault(loop, {})
        if key not in flights:
            flights[key] = loop.create_task(self._renewed(wish))
            flights[key].add_done_callback(lambda _: flights.pop(key, None))
        return flights[key]

    async def _renewed(self, wish: Obtain) -> Token | KontokitError:
        flight = _AsyncFlight(self._store, self._transport)
        try:
            renewed = await drive_async(self._renewal(wish).flow(), flight.do)
        except StoreError as error:
            renewed = Renewed(outcome=without_frames(error))
        finally:
            await flight.land()
        return self._ledger.settle(wish, renewed, flight.requests)


class _AsyncFlight:
    """
    Does the steps of one renewal, with ``await``.
    """

    def __init__(self, store: Store, transport: AsyncTransport) -> None:
        self._store = store
        self._transport = transport
        self._claim = _Claim()
        self.requests = 0

    async def do(self, step: RenewalStep) -> Any:
        """
        Do one step.
        """
        match step:
            case Send():
                self.requests += 1
                return await attempt_async(self._transport, step.request)
            case Claim():
                key = step.key
                return await _in_thread(self._store, lambda: self._claim.take(self._store, key))
            case Load():
                key = step.key
                return await _in_thread(self._store, lambda: self._store.load(key))
            case Save():
                return await _in_thread(self._store, lambda: self._save(step))
            case Pause():
                return await asyncio.sleep(step.seconds)

    def _save(self, step: Save) -> StoreError | None:
        return caught(lambda: self._store.save(step.key, step.record, ends=step.ends))

    async def land(self) -> None:
        """
        Let others go.
        """
        await asyncio.shield(_in_thread(self._store, self._claim.give_back))


class _Claim:
    """
    A lock that is taken in a thread, and given back even if nobody waits for it any more.
    """

    def __init__(self) -> None:
        self._guard = ThreadLock()
        self._lock: Lock | None = None
        self._is_over = False

    def take(self, store: Store, key: str) -> bool:
        """
        Try to lock a key.
        """
        lock = store.try_lock(key)
        with self._guard:
            if not self._is_over:
                self._lock = lock
                return lock is not None
        if lock is not None:
            caught(lock.release)
        return False

    def give_back(self) -> None:
        """
        Give the lock back, also one that is just being taken.
        """
        with self._guard:
            self._is_over, lock, self._lock = True, self._lock, None
        if lock is not None:
            caught(lock.release)  # it ends by itself


async def _in_thread(store: Store, do: Callable[[], T]) -> T:
    return do() if store.is_local else await asyncio.to_thread(do)


def _same(answer: Token | KontokitError, token: Token) -> bool:
    return isinstance(answer, Token) and answer.access == token.access
