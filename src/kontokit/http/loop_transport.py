"""
What the transports on asyncio with a pool of our own share.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Generic

from ..core.event_loop import running_trio
from ..core.exceptions import ConfigurationError
from ..core.http_response import HttpResponse
from .base_transport import AwaitingTransport, of_parents
from .body_reader import BodyReader
from .exchange import Exchange
from .loop_pool import OpeningPool
from .loops import PerLoop
from .messages import HttpRequest
from .pool import ConnectionT
from .settings import Http
from .tunnels import context_for, request_head
from .wire_request import Server, wire_request


class LoopTransport(AwaitingTransport, Generic[ConnectionT]):
    """
    Lends a connection of the running loop to each call.
    """

    engine: ClassVar[str]

    def __init__(self, http: Http | None = None) -> None:
        """
        Create a transport; nothing is opened.

        Args:
            http: TLS, proxy and pool sizes.

        Raises:
            ConfigurationError: The settings cannot be used.
        """
        super().__init__(http)
        self._pools: PerLoop[str, OpeningPool[ConnectionT]] = PerLoop()
        self._through = self._proxy()

    def _reset(self) -> None:
        of_parents.append(self._pools)
        for pool in self._pools.all():
            pool.leave_all()
        self._pools = PerLoop()

    @abstractmethod
    def _new_pool(self) -> OpeningPool[ConnectionT]: ...

    @abstractmethod
    async def _exchange(
        self, connection: ConnectionT, head: bytes, request: HttpRequest, exchange: Exchange
    ) -> tuple[BodyReader, bool]:
        """
        Write a request and read its response; true if the connection can be used again.
        """

    async def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        if running_trio() is not None:
            raise ConfigurationError(
                f'the engine "{self.engine}" works on asyncio only; use "httpcore2" under trio'
            )
        wire = wire_request(request)
        head = request_head(request, wire, self._through)
        return await self._lend(wire.server, head, request, exchange)

    async def _lend(
        self, server: Server, head: bytes, request: HttpRequest, exchange: Exchange
    ) -> HttpResponse:
        pool = await self._pools.get("", self._new_pool)
        if request.fresh_connection:
            return await self._send(pool, server, None, head, request, exchange)
        await pool.enter(exchange.timeout(request.timeouts.pool))
        try:
            kept = pool.take(server)
            return await self._send(pool, server, kept, head, request, exchange)
        finally:
            pool.exit()

    async def _send(
        self,
        pool: OpeningPool[ConnectionT],
        server: Server,
        kept: ConnectionT | None,
        head: bytes,
        request: HttpRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        connection = kept
        if connection is None:
            seconds = exchange.timeout(request.timeouts.connect)
            context = context_for(server, self._through, self._trust)
            connection = await pool.open(server, self._through, context, seconds)
        is_clean = False
        try:
            reader, is_clean = await self._exchange(connection, head, request, exchange)
            return reader.finished()
        finally:
            if is_clean and not request.fresh_connection:
                pool.keep(server, connection)
            else:
                pool.drop(connection)

    async def _close_all(self) -> None:
        await self._pools.close()
