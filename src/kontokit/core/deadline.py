"""
The end of a call: one moment for everything that the call waits for.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar, Token

import attrs


class StillRunning(Exception):  # it never leaves the library
    """
    A task did not end before the deadline of the one who waits.
    """


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


@attrs.define
class Scope:
    """
    What runs under one deadline.
    """

    deadline: Deadline | None

    def end(self) -> None:
        """
        Let the deadline be now, from any thread: everything that waits under it stops waiting.
        """
        self.deadline = Deadline(time.monotonic())


_scope: ContextVar[Scope | None] = ContextVar("kontokit_deadline", default=None)


def current_deadline() -> Deadline | None:
    """
    The deadline of the call that is running; None if it has none, or no call is running.
    """
    scope = _scope.get()
    return None if scope is None else scope.deadline


@contextmanager
def deadline_scope(deadline: Deadline | Scope | None) -> Generator[Scope]:
    """
    Set the deadline of what runs inside. An earlier one that is already set stays.

    A context variable carries it: into coroutines and tasks, but not into threads.

    Args:
        deadline: The deadline, or a scope whose end may be moved while it is used.
    """
    scope = deadline if isinstance(deadline, Scope) else Scope(deadline)
    outer = current_deadline()
    if outer is not None and (scope.deadline is None or outer.ends_at < scope.deadline.ends_at):
        scope = Scope(outer)
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _leave(token)


@contextmanager
def running_until(deadline: Deadline | None) -> Generator[None]:
    """
    Run work that others wait for too until a deadline of its own, whatever that of its first caller
    is.

    Args:
        deadline: None if the work has none.
    """
    token = _scope.set(Scope(deadline))
    try:
        yield
    finally:
        _leave(token)


def _leave(token: Token[Scope | None]) -> None:
    # What was waiting when its loop was closed is thrown away in another context: there is nothing
    # to set back, and an error would take the place of GeneratorExit.
    with suppress(ValueError):
        _scope.reset(token)
