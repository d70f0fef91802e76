"""
Getting tokens with ``await``: tasks share one renewal, and stores that wait work in threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from ..auth.effects import Claim, Hold, Load, Obtain, Pause, RenewalStep, Save, Send
from ..auth.token import Held, Token, TokenSource
from ..auth.token_endpoint import TokenDesk
from ..auth.token_refresh import Renewed
from ..core.clock import Clock
from ..core.exceptions import KontokitError, StoreError
from ..core.sansio import drive_async
from ..core.tracebacks import without_frames
from ..http.messages import AsyncTransport
from ..http.send import attempt_async
from ..stores import Lock, Store
from ..stores.safe_calls import caught, in_thread, loaded
from .token_manager import BaseKeeper, told

_Place: TypeAlias = tuple[str, bool]
"""The key of a token, and whether it is got anew."""


class AsyncKeeper(BaseKeeper):
    """
    Gets and keeps tokens, with ``await``. Tasks may share it, also those of several loops.
    """

    def __init__(
        self, desk: TokenDesk, store: Store, clock: Clock, transport: AsyncTransport
    ) -> None:
        super().__init__(desk, store, clock)
        self._transport = transport
        self._flights: dict[asyncio.AbstractEventLoop, dict[_Place, _Flight]] = {}

    async def obtain(self, wish: Obtain) -> Token | KontokitError:
        """
        A token that may be sent, or the error that came instead.

        Whoever waits may be cancelled; the others get their token all the same.

        Args:
            wish: Whose token.
        """
        answer = self._ledger.answer(wish)
        if answer is None:
            answer = await self._joined(wish)
        if wish.refused is not None and _same(answer, wish.refused):
            # Somebody may have begun to get this token before it was refused here.
            again = self._ledger.answer(wish)
            answer = await self._joined(wish) if again is None else again
        return told(answer)

    async def _joined(self, wish: Obtain) -> Token | KontokitError:
        while True:
            task = self._task(wish)
            try:
                return await asyncio.shield(task)
            except asyncio.CancelledError:
                me = asyncio.current_task()
                if not task.cancelled() or (me is not None and me.cancelling()):
                    raise

    async def recall(self, source: TokenSource) -> tuple[Token, ...] | StoreError:
        """
        The tokens that are kept of a source, without asking its service.

        Args:
            source: Whose tokens they are.
        """
        return await in_thread(self._store, lambda: self._known(source))

    async def forget(self, source: TokenSource) -> StoreError | None:
        """
        Throw the tokens of a source away.

        Args:
            source: Whose tokens they are.
        """
        flights = self._flights.get(asyncio.get_running_loop(), {})
        landing = [flight.task for place, flight in flights.items() if place[0] == source.key]
        if landing:
            await asyncio.wait([task for task in landing if task is not None])
        self._ledger.forget(source)
        return await in_thread(self._store, lambda: self._deleted(source))

    def _task(self, wish: Obtain) -> asyncio.Task[Token | KontokitError]:
        self._clear_closed_loops()
        loop, place = asyncio.get_running_loop(), (wish.source.key, wish.anew)
        flights = self._flights.setdefault(loop, {})
        if place not in flights:
            hold = partial(self._ledger.hold, wish.source)
            flight = flights[place] = _Flight(self._store, self._transport, hold)
            flight.task = loop.create_task(self._renewed(wish, flight))
            flight.task.add_done_callback(partial(self._is_over, loop, place))
        task = flights[place].task
        if task is None:
            raise RuntimeError("a flight has a task from its beginning")
        return task

    def _is_over(
        self,
        loop: asyncio.AbstractEventLoop,
        place: _Place,
        task: asyncio.Task[Token | KontokitError],
    ) -> None:
        flights = self._flights.get(loop, {})
        flights.pop(place, None)
        if not flights:
            self._flights.pop(loop, None)
        if not task.cancelled():
            task.exception()  # whoever still waits gets it; nobody else has to hear of it

    def _clear_closed_loops(self) -> None:
        for loop in [loop for loop in self._flights if loop.is_closed()]:
            for flight in self._flights.pop(loop, {}).values():
                flight.let_go()

    async def _renewed(self, wish: Obtain, flight: _Flight) -> Token | KontokitError:
        try:
            renewed = await drive_async(self._renewal(wish).flow(), flight.do)
        except StoreError as error:
            renewed = Renewed(outcome=without_frames(error))
        except GeneratorExit:  # the loop was closed under it; nothing can be awaited any more
            flight.let_go()
            raise
        except BaseException:
            await flight.land()
            raise
        await flight.land()
        return self._ledger.settle(wish, renewed, flight.requests)


class _Flight:
    """
    Does the steps of one renewal, with ``await``.
    """

    def __init__(
        self, store: Store, transport: AsyncTransport, hold: Callable[[Held], None]
    ) -> None:
        self._store = store
        self._transport = transport
        self._hold = hold
        self._lock: Lock | None = None
        self.requests = 0
        self.task: asyncio.Task[Token | KontokitError] | None = None

    async def do(self, step: RenewalStep) -> Any:
        """
        Do one step.
        """
        match step:
            case Send():
                self.requests += 1
                return await attempt_async(self._transport, step.request)
            case Claim():
                return await in_thread(self._store, partial(self._claim, step.key))
            case Load():
                return await in_thread(self._store, partial(loaded, self._store, step.key))
            case Hold():
                return self._hold(step.held)
            case Save():
                return await in_thread(self._store, partial(self._save, step))
            case Pause():
                return await asyncio.sleep(step.seconds)

    def _claim(self, key: str) -> bool:
        self._lock = self._store.try_lock(key)
        return self._lock is not None

    def _save(self, step: Save) -> StoreError | None:
        return caught(lambda: self._store.save(step.key, step.record, ends=step.ends))

    async def land(self) -> None:
        """
        Let others go.
        """
        await in_thread(self._store, self.let_go)

    def let_go(self) -> None:
        """
        Let others go at once.
        """
        lock, self._lock = self._lock, None
        if lock is not None:
            caught(lock.release)  # it ends by itself


def _same(answer: Token | KontokitError, token: Token) -> bool:
    return isinstance(answer, Token) and answer.access == token.access
