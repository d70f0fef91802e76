"""
One event loop in a thread, for workers that have threads and no loop of their own.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Self, TypeVar

T = TypeVar("T")


class LoopThread:
    """
    An event loop in a daemon thread. Make it once in each process, after a fork, and never before:
    clients and stores belong to one loop.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._work, name="kontokit-loop", daemon=True)
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """
        Run a coroutine in the loop, and wait for it. Many threads may do that at once.

        Args:
            work: Such as ``refresher.run(unit)``.

        Raises:
            Exception: Whatever the coroutine raises.
        """
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def make(self, build: Callable[[], T]) -> T:
        """
        Run a function in the loop, such as one that makes a client.

        Raises:
            Exception: Whatever the function raises.
        """

        async def inside() -> T:
            return build()

        return self.call(inside())

    def close(self) -> None:
        """
        Cancel what runs, and end the loop. Closing twice is allowed.
        """
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            tasks = asyncio.all_tasks(self._loop)
            for task in tasks:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
