"""
Connections that are open: those in use, and those kept for further calls.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import Generic, Protocol, TypeVar

from .settings import Http
from .wire_request import Server


class Poolable(Protocol):
    """
    An open connection.
    """

    def is_usable(self) -> bool:
        """
        Whether the next request may go out on it.
        """
        ...

    def drop(self) -> None:
        """
        Close it at once.
        """
        ...

    def leave(self) -> None:
        """
        Let go of it without touching its socket, which belongs to the parent of this process.
        """
        ...


ConnectionT = TypeVar("ConnectionT", bound=Poolable)


class Pool(Generic[ConnectionT]):
    """
    Lends each connection to one call at a time.
    """

    def __init__(self, http: Http) -> None:
        """
        Args:
            http: How many connections there may be, and how long they are kept.
        """
        self._http = http
        self._open: set[ConnectionT] = set()
        self._idle: deque[tuple[Server, ConnectionT, float]] = deque()
        """The one used last is the last."""

    def take(self, server: Server) -> ConnectionT | None:
        """
        A kept connection to a server on which nothing has arrived since.
        """
        self._drop_expired()
        for place in range(len(self._idle) - 1, -1, -1):
            known, connection, _ = self._idle[place]
            if known is not server and known != server:  # most often it is the same object
                continue
            del self._idle[place]
            if connection.is_usable():
                return connection
            self.drop(connection)
        return None

    def _drop_expired(self) -> None:
        oldest = monotonic() - self._http.idle_seconds
        while self._idle and self._idle[0][2] < oldest:
            self.drop(self._idle.popleft()[1])

    def add(self, connection: ConnectionT) -> None:
        """
        Note a connection that was opened.
        """
        if self._idle and len(self._open) >= self._http.max_connections:
            self.drop(self._idle.popleft()[1])
        self._open.add(connection)

    def keep(self, server: Server, connection: ConnectionT) -> None:
        """
        Keep a connection for further calls.
        """
        if connection not in self._open:
            return  # this pool was closed meanwhile
        self._idle.append((server, connection, monotonic()))
        if len(self._idle) > self._http.max_idle_connections:
            self.drop(self._idle.popleft()[1])

    def drop(self, connection: ConnectionT) -> None:
        """
        Close a connection.
        """
        self._open.discard(connection)
        connection.drop()

    def drop_all(self) -> None:
        """
        Close all connections, those in use as well.
        """
        self._idle.clear()
        while self._open:
            self._open.pop().drop()

    def leave_all(self) -> None:
        """
        Leave all connections to the parent of this forked process.
        """
        for connection in self._open:
            connection.leave()
