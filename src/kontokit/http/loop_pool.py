"""
The connections of one event loop of asyncio: those in use, and those kept for further calls.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import Generic, Protocol, TypeVar

from .settings import Http
from .wire_request import Server


class PoolTimeout(Exception):  # like the other two, it never leaves an engine
    """
    No connection became free in time.
    """


class ConnectTimeout(Exception):
    """
    A server was not reached in time.
    """


class WriteTimeout(Exception):
    """
    A part of a request was not written in time.
    """


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


class LoopPool(Generic[ConnectionT]):
    """
    Lends each connection to one call at a time.
    """

    def __init__(self, http: Http) -> None:
        """
        Args:
            http: How many connections there may be, and how long they are kept.
        """
        self._http = http
        self._room = asyncio.Semaphore(http.max_connections)
        self._open: set[ConnectionT] = set()
        self._idle: deque[tuple[Server, ConnectionT, float]] = deque()
        """The one used last is the last."""

    async def enter(self, seconds: float) -> None:
        """
        Wait for room for one more connection in use; :meth:`exit` gives it back.

        Args:
            seconds: How long to wait.

        Raises:
            PoolTimeout: There is none in time.
        """
        if not self._room.locked():
            await self._room.acquire()
            return
        try:
            async with asyncio.timeout(seconds):
                await self._room.acquire()
        except TimeoutError:
            raise PoolTimeout from None

    def exit(self) -> None:
        """
        Give back the room of a connection.
        """
        self._room.release()

    def take(self, server: Server) -> ConnectionT | None:
        """
        A kept connection to a server on which nothing has arrived since.
        """
        self._drop_expired()
        for place in range(len(self._idle) - 1, -1, -1):
            known, connection, _ = self._idle[place]
            if known != server:
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
