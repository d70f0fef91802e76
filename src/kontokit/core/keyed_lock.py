"""
One at a time for each key, among the threads of this process.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakSet

import attrs


@attrs.define(eq=False)
class _Runway:
    lock: Lock = attrs.field(factory=Lock)
    users: int = 0


class Runways:
    """
    Lets threads through one by one where they want the same thing.
    """

    def __init__(self) -> None:
        self._reset()
        _all.add(self)

    def _reset(self) -> None:
        self._guard = Lock()
        self._runways: dict[str, _Runway] = {}

    @contextmanager
    def alone(self, key: str) -> Generator[None]:
        """
        Wait until no other thread is inside with the same key.

        Args:
            key: What is wanted.
        """
        with self._guard:
            runway = self._runways.setdefault(key, _Runway())
            runway.users += 1
        try:
            with runway.lock:
                yield
        finally:
            self._leave(key, runway)

    def _leave(self, key: str, runway: _Runway) -> None:
        with self._guard:
            runway.users -= 1
            if not runway.users:
                self._runways.pop(key, None)


_all: WeakSet[Runways] = WeakSet()


def _reset_all() -> None:
    """
    Begin anew in a forked child: the threads that held locks do not exist there.
    """
    for runways in _all:
        runways._reset()  # pyright: ignore[reportPrivateUsage]  # of this very module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_all)
