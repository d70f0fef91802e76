"""
The transports of the default engine.
"""

from __future__ import annotations

from ..core.event_loop import shielded
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from .base_transport import AwaitingTransport, BaseTransport, BlockingTransport, of_parents
from .exchange import Exchange
from .httpcore2_engine import FAILURES, AsyncHttpcore2Connection, Httpcore2Connection, NotAvailable
from .loop_pool import LoopPool
from .loops import PerLoop
from .messages import HttpRequest
from .settings import Http
from .thread_pool import ThreadPool
from .wire_request import Server, WireRequest, wire_request


class _Errors(BaseTransport):
    """
    What the blocking and the async transport share.
    """

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        return self._untrusted(request, error) or FAILURES.failure(error, request, exchange)


class HttpTransport(_Errors, BlockingTransport):
    """
    The default transport of ``kontokit.SyncClient``. Threads may share it.

    A connection is used for another call only after a response that ended cleanly.
    """

    def __init__(self, http: Http | None = None) -> None:
        """
        Create a transport; nothing is opened.

        Args:
            http: TLS, proxy and pool sizes.

        Raises:
            ConfigurationError: The settings cannot be used.
        """
        super().__init__(http)
        self._pool: ThreadPool[Httpcore2Connection] = ThreadPool(self._http)
        self._through = self._proxy()

    def _reset(self) -> None:
        of_parents.append(self._pool)
        self._pool = ThreadPool(self._http)

    def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        wire, pool = wire_request(request), self._pool
        if request.fresh_connection:
            return self._send(pool, self._new(wire.server), request, wire, exchange)
        try:
            pool.enter(exchange, exchange.timeout(request.timeouts.pool))
            while (kept := pool.take(wire.server)) is not None:
                try:
                    return self._send(pool, kept, request, wire, exchange)
                except NotAvailable:
                    continue
            made = self._new(wire.server)
            pool.add(made)
            return self._send(pool, made, request, wire, exchange)
        finally:
            pool.exit(exchange)

    def _new(self, server: Server) -> Httpcore2Connection:
        return Httpcore2Connection(server, self._through, self._trust)

    def _send(
        self,
        pool: ThreadPool[Httpcore2Connection],
        connection: Httpcore2Connection,
        request: HttpRequest,
        wire: WireRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        is_clean = False
        try:
            response, is_clean = connection.exchange(request, wire, exchange)
        finally:
            if is_clean and not request.fresh_connection:
                pool.keep(wire.server, connection)
            else:
                pool.drop(connection)
        return response

    def _close_all(self) -> None:
        self._pool.drop_all()


class _Pool(LoopPool[AsyncHttpcore2Connection]):
    """
    The connections of an event loop, which are closed with ``await``.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http)
        self.dropped: list[AsyncHttpcore2Connection] = []
        """What is left of them if a task is cancelled, the next one closes."""

    async def close_dropped(self) -> None:
        """
        Close what was dropped.
        """
        with shielded():
            while self.dropped:
                await self.dropped.pop().close()

    async def aclose(self) -> None:
        """
        Close all connections.
        """
        self.drop_all()
        await self.close_dropped()


class AsyncHttpTransport(_Errors, AwaitingTransport):
    """
    The default transport of ``kontokit.AsyncClient``, on asyncio and on trio.

    Connections belong to the event loop that opened them: in another loop, others are opened.
    They are closed with this transport, or when their loop ends.
    """

    def __init__(self, http: Http | None = None) -> None:
        """
        Create a transport; nothing is opened.

        As :meth:`HttpTransport`.
        """
        super().__init__(http)
        self._pools: PerLoop[str, _Pool] = PerLoop()
        self._through = self._proxy()

    def _reset(self) -> None:
        of_parents.append(self._pools)
        self._pools = PerLoop()

    async def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        wire = wire_request(request)
        pool = await self._pools.get("", lambda: _Pool(self._http))
        if request.fresh_connection:
            return await self._send(pool, self._new(pool, wire.server), request, wire, exchange)
        await pool.enter(exchange.timeout(request.timeouts.pool))
        try:
            while (kept := pool.take(wire.server)) is not None:
                try:
                    return await self._send(pool, kept, request, wire, exchange)
                except NotAvailable:
                    continue
            made = self._new(pool, wire.server)
            pool.add(made)
            return await self._send(pool, made, request, wire, exchange)
        finally:
            pool.exit()

    def _new(self, pool: _Pool, server: Server) -> AsyncHttpcore2Connection:
        return AsyncHttpcore2Connection(server, self._through, self._trust, pool.dropped)

    async def _send(
        self,
        pool: _Pool,
        connection: AsyncHttpcore2Connection,
        request: HttpRequest,
        wire: WireRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        is_clean = False
        try:
            response, is_clean = await connection.exchange(request, wire, exchange)
        finally:
            if is_clean and not request.fresh_connection:
                pool.keep(wire.server, connection)
            else:
                pool.drop(connection)
            if pool.dropped:
                await pool.close_dropped()
        return response

    async def _close_all(self) -> None:
        await self._pools.close()
