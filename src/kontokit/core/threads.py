"""
Work that goes on in a thread when those who wait for it give up.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

from .deadline import Deadline, StillRunning
from .forks import reset_after_fork

T = TypeVar("T")


class KeyedWorkers(Generic[T]):
    """
    At most one thread per key; fork-safe.
    """

    def __init__(self) -> None:
        self._reset()
        # The threads do not exist in a forked child.
        reset_after_fork(self._reset)

    def _reset(self) -> None:
        self._guard = Lock()
        self._running: dict[str, Future[T]] = {}

    def join(self, key: str, work: Callable[[], T]) -> tuple[Future[T], bool]:
        """
        The work that runs for a key, started if there is none.

        The program does not end before the work does.

        Args:
            work: Runs with the context variables of the caller.

        Returns:
            What will hold the result, and whether it was started here.
        """
        with self._guard:
            found = self._running.get(key)
            if found is not None:
                return found, False
            future = self._running[key] = Future[T]()
        run = contextvars.copy_context().run

        def fulfil() -> None:
            try:
                result = run(work)
            except BaseException as error:
                self._leave(key)
                future.set_exception(error)
            else:
                self._leave(key)
                future.set_result(result)

        Thread(target=fulfil, name="kontokit-worker").start()
        return future, True

    def _leave(self, key: str) -> None:
        with self._guard:
            self._running.pop(key, None)


def result_in_time(future: Future[T], deadline: Deadline) -> T:
    """
    Wait for a result until a deadline.

    Raises:
        StillRunning: The deadline passed; the work goes on.
    """
    try:
        return future.result(deadline.remaining())
    except TimeoutError:
        if future.done():
            return future.result()
        raise StillRunning from None
