"""
How long a store waits: for its own timeout, and never longer than the call it works for.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar, cast

from ..core.deadline import Deadline, current_deadline
from ..core.exceptions import ConfigurationError, StoreError

T = TypeVar("T")
_FIRST_PAUSE: Final = 0.001
_LONGEST_PAUSE: Final = 0.05


def checked_timeout(seconds: float) -> float:
    """
    The timeout of a store.

    Args:
        seconds: A number above 0.

    Raises:
        ConfigurationError: It is no such number, or it is not finite.
    """
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
    if not is_number or not math.isfinite(seconds) or seconds <= 0:
        raise ConfigurationError("timeout must be a number of seconds above 0 and finite")
    return float(seconds)


class Patience:
    """
    Waits for one operation of a store.
    """

    def __init__(self, timeout: float) -> None:
        """
        It begins to run now.

        Args:
            timeout: Seconds, if the running call has no earlier end.
        """
        self._began = time.monotonic()
        self._own = Deadline.after(timeout)
        self._pause = _FIRST_PAUSE

    def remaining(self) -> float:
        """
        The seconds that are left. The end of the call may move while it is waited for.
        """
        call = current_deadline()
        own = self._own.remaining()
        return own if call is None else min(own, call.remaining())

    def pause(self) -> bool:
        """
        Wait a little, and longer each time; false if no time is left.
        """
        left = self.remaining()
        if left <= 0:
            return False
        time.sleep(min(left, self._pause * random.uniform(0.5, 1.5)))  # noqa: S311  # no secret
        self._pause = min(self._pause * 1.5, _LONGEST_PAUSE)
        return True

    def error(self, place: str, what: str) -> StoreError:
        """
        The error of an operation that took too long.

        Args:
            place: The file or key.
            what: What was waited for.
        """
        waited = time.monotonic() - self._began
        return StoreError(f"{place}: timed out after {waited:.3g} s waiting for {what}")


class _Job(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self.is_done = threading.Event()
        self.result: T | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work()
        except BaseException as error:  # raised again where it is waited for
            self.error = error
        self.is_done.set()


def run_bounded(work: Callable[[], T], patience: Patience) -> T:
    """
    Run a call of a library that cannot be given a deadline, in a thread of its own.

    Args:
        work: The call. If it takes too long, it is left to end by itself, and its result is lost.
        patience: How long to wait.

    Raises:
        TimeoutError: It took too long.
    """
    job = _Job(work)
    # A daemon, so that a server that never answers does not keep the program from ending.
    threading.Thread(target=job.run, name="kontokit-store", daemon=True).start()
    while not job.is_done.wait(min(patience.remaining(), _LONGEST_PAUSE)):
        if patience.remaining() <= 0:
            raise TimeoutError
    if job.error is not None:
        raise job.error
    return cast("T", cast("Any", job.result))
