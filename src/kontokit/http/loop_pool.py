"""
The connections of one event loop.
"""

from __future__ import annotations

from abc import abstractmethod
from ssl import SSLContext

from ..core.event_loop import acquired, new_semaphore, sleep
from .engine_errors import PoolTimeout
from .pool import ConnectionT, Pool
from .settings import Http, Proxy
from .wire_request import Server


class LoopPool(Pool[ConnectionT]):
    """
    A pool that lets tasks wait for room.
    """

    def __init__(self, http: Http) -> None:
        """
        As :class:`Pool`.
        """
        super().__init__(http)
        self._room = new_semaphore(http.max_connections)

    async def enter(self, seconds: float) -> None:
        """
        Wait for room for one more connection in use; :meth:`exit` gives it back.

        Args:
            seconds: How long to wait.

        Raises:
            PoolTimeout: There is none in time.
        """
        if not await acquired(self._room, seconds):
            raise PoolTimeout

    def exit(self) -> None:
        """
        Give back the room of a connection.
        """
        self._room.release()

    async def aclose(self) -> None:
        """
        Close all connections.
        """
        self.drop_all()
        await sleep(0)  # the loop closes the sockets in its next step


class OpeningPool(LoopPool[ConnectionT]):
    """
    A pool that opens its connections itself.
    """

    @abstractmethod
    async def open(
        self, server: Server, proxy: Proxy | None, context: SSLContext | None, seconds: float
    ) -> ConnectionT:
        """
        Open a connection.

        Args:
            context: For TLS to the server or the proxy, if one of them needs it.
            seconds: How long that may take.

        Raises:
            Unreachable: There is none.
            ConnectTimeout: There is none in time.
        """
