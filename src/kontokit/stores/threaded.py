"""
A blocking store for coroutines: each call in a thread of its own pool.
"""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import cast

from ..core.exceptions import ConfigurationError
from ..core.tracebacks import ScrubsTracebacks
from .base import AsyncSwapStore, SwapStore
from .foreign_store import guarded, has_member
from .safe_calls import in_thread


def async_store(store: SwapStore | AsyncSwapStore) -> AsyncSwapStore:
    """
    Make any store with compare-and-swap usable with ``await``, without blocking the event loop.

    Args:
        store: An async store, which is returned as it is, or a blocking one, whose calls run in
            threads unless they wait for nothing.

    Raises:
        ConfigurationError: The store cannot compare and swap.
    """
    if isinstance(store, type) or not has_member(store, "swap"):
        raise ConfigurationError(
            "a store with swap is needed, such as SqliteStore(path, key=…) or AsyncRedisStore"
        )
    if inspect.iscoroutinefunction(store.swap):
        return cast("AsyncSwapStore", store)
    return ThreadedStore(cast("SwapStore", store))


class ThreadedStore(ScrubsTracebacks):
    """
    A blocking store with coroutines around its methods.
    """

    def __init__(self, store: SwapStore) -> None:
        self._store = guarded(store)

    async def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        return await in_thread(self._store, lambda: self._store.load(key))

    async def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`.
        """
        await in_thread(self._store, lambda: self._store.save(key, record, ends=ends))

    async def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        await in_thread(self._store, lambda: self._store.delete(key))

    async def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        As :meth:`SwapStore.swap`.
        """
        return await in_thread(
            self._store, lambda: self._store.swap(key, expected, record, ends=ends)
        )

    async def close(self) -> None:
        """
        As :meth:`Store.close`.
        """
        await in_thread(self._store, self._store.close)

    def __repr__(self) -> str:
        return f"ThreadedStore({self._store!r})"
