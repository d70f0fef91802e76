"""
The end of a call: one moment for everything that the call waits for.
"""

from __future__ import annotations

import time

from .scoped_value import Block, ScopedValue
from .values import Value, put


class StillRunning(Exception):  # it never leaves the library
    """
    A task did not end before the deadline of the one who waits.
    """


class Deadline(Value):
    """
    The moment at which a call ends, on the monotonic clock of this process.
    """

    __slots__ = ("ends_at",)
    ends_at: float
    """Seconds of ``time.monotonic()``."""

    def __init__(self, ends_at: float) -> None:
        put(self, "ends_at", ends_at)

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


class Scope:
    """
    What runs under one deadline.
    """

    __slots__ = ("deadline",)

    def __init__(self, deadline: Deadline | None) -> None:
        self.deadline = deadline

    def end(self) -> None:
        """
        Let the deadline be now, from any thread: everything that waits under it stops waiting.
        """
        self.deadline = Deadline(time.monotonic())


_scope: ScopedValue[Scope] = ScopedValue("kontokit_deadline")


def current_deadline() -> Deadline | None:
    """
    The deadline of the call that is running; None if it has none, or no call is running.
    """
    scope = _scope.get()
    return None if scope is None else scope.deadline


def deadline_scope(deadline: Deadline | Scope | None) -> Block[Scope]:
    """
    Set the deadline of what runs inside. An earlier one that is already set stays.

    It holds in the coroutines and tasks that it calls, but not in threads.

    Args:
        deadline: The deadline, or a scope whose end may be moved while it is used.
    """
    scope = deadline if isinstance(deadline, Scope) else Scope(deadline)
    outer = current_deadline()
    if outer is not None and (scope.deadline is None or outer.ends_at < scope.deadline.ends_at):
        scope = Scope(outer)
    return _scope.holding(scope)


def running_until(deadline: Deadline | None) -> Block[Scope]:
    """
    Run work that others wait for too until a deadline of its own, whatever that of its first caller
    is.

    Args:
        deadline: None if the work has none.
    """
    return _scope.holding(Scope(deadline))
