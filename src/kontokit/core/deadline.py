"""
The end of a call: one moment for everything that the call waits for.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

import attrs


@attrs.frozen
class Deadline:
    """
    The moment at which a call ends, on the monotonic clock of this process.
    """

    ends_at: float
    """Seconds of ``time.monotonic()``."""

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """
        A deadline that begins to run now.

        Args:
            seconds: How long the call may take.
        """
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """
        The seconds that are left; 0 if the deadline has passed.
        """
        return max(self.ends_at - time.monotonic(), 0.0)

    @classmethod
    def earlier(cls, *deadlines: Deadline | None) -> Deadline | None:
        """
        The one that passes first; None if there is none.
        """
        given = [one for one in deadlines if one is not None]
        return min(given, key=lambda one: one.ends_at, default=None)


_current: ContextVar[Deadline | None] = ContextVar("kontokit_deadline", default=None)


def current_deadline() -> Deadline | None:
    """
    The deadline of the call that runs now, for what it waits for without being told, such as a
    store; None outside of calls.
    """
    return _current.get()


@contextmanager
def running_until(deadline: Deadline | None) -> Generator[None]:
    """
    Run a call until its deadline, which :func:`current_deadline` tells.

    Args:
        deadline: That of the call; None if it has none.
    """
    token = _current.set(deadline)
    try:
        yield
    finally:
        _current.reset(token)
