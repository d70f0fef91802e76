"""
The connections that the threads of a process share.
"""

from __future__ import annotations

from threading import Condition, RLock
from time import monotonic
from typing import Protocol, TypeVar

from .engine_errors import PoolTimeout
from .pool import Pool, Poolable
from .settings import Http
from .wire_request import Server


class Interruptible(Poolable, Protocol):
    """
    A connection that a thread may wait for.
    """

    def interrupt(self) -> None:
        """
        Let the thread lose its response.
        """
        ...


ConnectionT = TypeVar("ConnectionT", bound=Interruptible)


class ThreadPool(Pool[ConnectionT]):
    """
    A pool that threads share.
    """

    def __init__(self, http: Http) -> None:
        """
        As :class:`Pool`.
        """
        super().__init__(http)
        self._lock = RLock()
        self._room = Condition(self._lock)
        self._inside: set[object] = set()
        self._waiting = 0
        self._is_closed = False

    def enter(self, call: object, seconds: float) -> None:
        """
        Wait for room for one more connection in use.

        Args:
            call: Who gives it back with :meth:`exit`, also if this raises.
            seconds: How long to wait.

        Raises:
            PoolTimeout: There is none in time.
        """
        with self._lock:
            if len(self._inside) >= self._http.max_connections:
                self._wait(monotonic() + seconds)
            self._inside.add(call)

    def _wait(self, until: float) -> None:
        self._waiting += 1
        try:
            while len(self._inside) >= self._http.max_connections:
                left = until - monotonic()
                if left <= 0:
                    raise PoolTimeout
                self._room.wait(left)
        finally:
            self._waiting -= 1

    def exit(self, call: object) -> None:
        """
        Give back the room of a connection.
        """
        with self._lock:
            self._inside.discard(call)
            if self._waiting:
                self._room.notify()

    def take(self, server: Server) -> ConnectionT | None:
        """
        As :meth:`Pool.take`.
        """
        with self._lock:
            return super().take(server)

    def add(self, connection: ConnectionT) -> None:
        """
        As :meth:`Pool.add`.
        """
        with self._lock:
            super().add(connection)

    def keep(self, server: Server, connection: ConnectionT) -> None:
        """
        As :meth:`Pool.keep`; one of a pool that was closed meanwhile is closed.
        """
        with self._lock:
            if connection in self._open and not self._is_closed:
                super().keep(server, connection)
                return
        self.drop(connection)

    def drop(self, connection: ConnectionT) -> None:
        """
        As :meth:`Pool.drop`.
        """
        with self._lock:
            super().drop(connection)

    def drop_all(self) -> None:
        """
        As :meth:`Pool.drop_all`. A thread that waits for a response has lost it.
        """
        with self._lock:
            self._is_closed = True
            for _, connection, _ in self._idle:
                self._open.discard(connection)
                connection.drop()
            self._idle.clear()
            for connection in self._open:
                connection.interrupt()
            self._open.clear()
