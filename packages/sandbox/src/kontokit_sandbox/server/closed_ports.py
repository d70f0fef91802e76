"""
Ports that refuse connections for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread, current_thread

from ..faults.fault import Fault
from .http_server import THREAD_NAME

__all__ = ["ClosedPorts"]

_LONGEST = 10.0
"""How many seconds closing and opening a port may take."""


class ClosedPorts:
    """
    Closes the port of an API when a fault says so, and opens it again.
    """

    def __init__(self, closed: Callable[[str], AbstractContextManager[None]]) -> None:
        """
        Args:
            closed: Keeps the port of an API closed while its block runs.
        """
        self._closed = closed
        self._waiting: dict[str, tuple[Event, Thread]] = {}

    def close(self, fault: Fault) -> None:
        """
        Close a port, if a new fault is of that kind.
        """
        if fault.kind.stage != "listener":
            return
        fault.hits, fault.left = fault.hits + 1, 0
        is_closed, is_removed = Event(), Event()
        thread = Thread(target=self._refuse, args=(fault, is_closed, is_removed), daemon=True)
        self._waiting[fault.id] = is_removed, thread
        thread.start()
        # A server cannot wait for its own end.
        if not current_thread().name.startswith(THREAD_NAME):
            is_closed.wait(_LONGEST)

    def open(self, fault: Fault) -> None:
        """
        Open a port again whose fault was removed.
        """
        found = self._waiting.pop(fault.id, None)
        if found is not None:
            found[0].set()
            found[1].join(_LONGEST)

    def _refuse(self, fault: Fault, is_closed: Event, is_removed: Event) -> None:
        seconds = fault.options["seconds"]
        with self._closed(fault.api or ""):
            is_closed.set()
            is_removed.wait(None if seconds is None else float(seconds))
