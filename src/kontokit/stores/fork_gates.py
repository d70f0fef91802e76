"""
Keeps forks away from libraries that hold locks of their own, which a child could never release.

There is one gate for each file: waiting for one file does not block another.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from weakref import WeakValueDictionary

from ..core.deadline import Deadline
from .patience import Patience

_PATIENCE_OF_FORKS: Final = 1.0
"""A thread that takes longer waits for its disk, and then holds no lock of the library."""


class Gate:
    """
    Lets one thread at a time work on a file, and forks wait for it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def passed(self, patience: Patience) -> Generator[bool]:
        """
        Pass the gate; gives false if that takes too long.

        Args:
            patience: How long to wait.
        """
        lock = self._lock
        if not lock.acquire(timeout=patience.remaining()):
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def stop(self, deadline: Deadline) -> bool:
        """
        Wait until no thread is inside, and let none in.
        """
        return self._lock.acquire(timeout=deadline.remaining())

    def start(self) -> None:
        """
        Let threads in again.
        """
        self._lock.release()

    def renew(self) -> None:
        """
        Forget the threads inside, which do not exist in this child.
        """
        self._lock = threading.Lock()


class _Gates:
    """
    The gates of this process.
    """

    def __init__(self) -> None:
        self._known: WeakValueDictionary[Path, Gate] = WeakValueDictionary()
        self._making = threading.Lock()
        self._stopped: list[Gate] = []

    def of(self, file: Path) -> Gate:
        with self._making:
            return self._known.setdefault(file, Gate())

    def before_fork(self) -> None:
        self._making.acquire()
        deadline = Deadline.after(_PATIENCE_OF_FORKS)
        self._stopped = [gate for gate in list(self._known.values()) if gate.stop(deadline)]

    def after_in_parent(self) -> None:
        for gate in self._stopped:
            gate.start()
        self._stopped = []
        self._making.release()

    def after_in_child(self) -> None:
        for gate in list(self._known.values()):
            gate.renew()
        self._stopped = []
        self._making = threading.Lock()


_gates: Final = _Gates()


def gate_of(file: Path) -> Gate:
    """
    The gate of a file, the same for all stores of this process.

    Args:
        file: Its real path.
    """
    return _gates.of(file)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_gates.before_fork,
        after_in_parent=_gates.after_in_parent,
        after_in_child=_gates.after_in_child,
    )
