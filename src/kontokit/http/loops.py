"""
Connection pools, one for each event loop: a connection can be used in its own loop only.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from ..core.event_loop import current_loop, is_closed
from .exchange import quietly

if TYPE_CHECKING:
    import asyncio

KeyT = TypeVar("KeyT", bound=Hashable)


class Closable(Protocol):
    """
    A pool of async connections.
    """

    async def aclose(self) -> None:
        """
        Close all connections.
        """
        ...


PoolT = TypeVar("PoolT", bound=Closable)


class _Home(Generic[KeyT, PoolT]):
    """
    The pools of one loop.
    """

    guard: AsyncGenerator[None]
    """Set before anything else can run in the loop."""

    def __init__(self) -> None:
        self.pools: dict[KeyT, PoolT] = {}
        self.closing: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """
        Close the pools; it runs in their loop.
        """
        pools, self.pools = list(self.pools.values()), {}
        with quietly():
            for pool in pools:
                await pool.aclose()


class PerLoop(Generic[KeyT, PoolT]):
    """
    Pools by event loop and key. They are closed when their loop ends or with this object.
    """

    def __init__(self) -> None:
        self._homes: dict[Any, _Home[KeyT, PoolT]] = {}
        self._lock = Lock()

    async def get(self, key: KeyT, new: Callable[[], PoolT]) -> PoolT:
        """
        The pool of the current loop.

        Args:
            key: One of several pools of the loop.
            new: Makes the pool.
        """
        loop = current_loop()
        home = self._homes.get(loop)
        if home is None:
            home = await self._settle(loop)
        pool = home.pools.get(key)
        if pool is None:
            pool = home.pools[key] = new()
        return pool

    async def _settle(self, loop: Any) -> _Home[KeyT, PoolT]:
        home: _Home[KeyT, PoolT] = _Home()
        with self._lock:
            self._drop_closed()
            self._homes[loop] = home
        # The loop closes its async generators at its end, and this one closes the pools.
        home.guard = self._guard(loop, home)
        await anext(home.guard)
        return home

    async def _guard(self, loop: Any, home: _Home[KeyT, PoolT]) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            with self._lock:
                self._homes.pop(loop, None)
            await home.close()

    def _drop_closed(self) -> None:
        """
        Forget loops that were closed without an end; nothing can be awaited in them.
        """
        for loop in [one for one in self._homes if is_closed(one)]:
            self._homes.pop(loop)

    def all(self) -> list[PoolT]:
        """
        The pools of all loops.
        """
        return [pool for home in list(self._homes.values()) for pool in home.pools.values()]

    async def close(self) -> None:
        """
        Close the pools of this loop, and tell the other loops to close theirs.
        """
        here = current_loop()
        for loop, home in list(self._homes.items()):
            if loop is here or loop == here:
                await home.guard.aclose()
            else:
                _tell(loop, home)


def _tell(loop: Any, home: _Home[Any, Any]) -> None:
    import asyncio

    if not isinstance(loop, asyncio.AbstractEventLoop):
        return  # trio closes them at the end of its run

    def begin() -> None:
        home.closing = loop.create_task(home.close())  # a loop holds its tasks only weakly

    # RuntimeError: the loop was closed meanwhile.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(begin)
