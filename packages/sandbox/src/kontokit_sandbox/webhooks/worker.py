"""
The thread that sends notifications, one after the other.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["MOST_WAITING", "Worker"]

MOST_WAITING = 1000
"""How many may wait to be sent; then the oldest is dropped."""
T = TypeVar("T")


class Worker(Generic[T]):
    """
    A queue, and a thread that is started with the first item.
    """

    def __init__(self, work: Callable[[T], None], pause: Callable[[], float | None]) -> None:
        """
        Args:
            work: Called with each item, in order.
            pause: Called when there is none; returns after how many seconds it has to be called
                again, or None for never.
        """
        self._work = work
        self._pause = pause
        self._waiting: deque[T] = deque()
        self._changed = threading.Condition()
        self._is_busy = False
        self._is_nudged = False
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """
        Start, if it is not running.
        """
        with self._changed:
            self._is_closed = False
            self._start()

    def put(self, item: T) -> T | None:
        """
        Append an item, and start if it is not running.

        Returns:
            The oldest item if there are too many; it is dropped.
        """
        with self._changed:
            dropped = self._waiting.popleft() if len(self._waiting) >= MOST_WAITING else None
            self._waiting.append(item)
            self._start()
            self._changed.notify_all()
        return dropped

    @property
    def waiting(self) -> int:
        """
        How many wait for their turn.
        """
        return len(self._waiting)

    def clear(self) -> None:
        """
        Forget what waits.
        """
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()

    def wait(self, timeout: float) -> bool:
        """
        Wait until nothing is left to do. Returns False if it takes longer.
        """
        with self._changed:
            return self._changed.wait_for(lambda: not (self._waiting or self._is_busy), timeout)

    def close(self) -> None:
        """
        Stop after the current item.
        """
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._changed.notify_all()
            thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def nudge(self) -> None:
        """
        Ask again for how long to pause.
        """
        with self._changed:
            self._is_nudged = True
            self._changed.notify_all()

    def _start(self) -> None:
        if self._thread is None and not self._is_closed:
            # A daemon, so that it does not keep a crashed test run alive.
            self._thread = threading.Thread(target=self._run, name="sandbox webhooks", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            # Outside of the condition: it waits for others, who may want to append an item.
            pause = self._pause()
            with self._changed:
                if not (self._waiting or self._is_nudged or self._is_closed):
                    self._changed.wait(pause)
                self._is_nudged = False
                if self._is_closed:
                    return
                item = self._waiting.popleft() if self._waiting else None
                self._is_busy = item is not None
            if item is not None:
                self._do(item)

    def _do(self, item: T) -> None:
        try:
            self._work(item)
        finally:
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()
