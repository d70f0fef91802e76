"""
The transport over aiohttp: requests byte for byte, and when a connection may be used again.
"""

from __future__ import annotations

import asyncio

from ..core.event_loop import running_trio
from ..core.exceptions import ConfigurationError, KontokitError
from ..core.http_response import HttpResponse
from .aiohttp_engine import (
    FAILURES,
    AiohttpConnection,
    AiohttpPool,
    Handler,
    NoResponse,
    Unreachable,
    Unsendable,
)
from .arrivals import Arrivals
from .base_transport import AwaitingTransport, of_parents
from .body_reader import BodyReader
from .exchange import Exchange
from .framing import framing_headers
from .headers import is_header_name
from .loops import PerLoop
from .messages import HttpRequest
from .settings import Http
from .wire_request import Server, WireRequest, wire_request


class AiohttpTransport(AwaitingTransport):
    """
    A transport over aiohttp, for ``kontokit.AsyncClient``, on asyncio only.

    A connection is used for another call only after a response that ended cleanly. Connections
    belong to the event loop that opened them: in another loop, others are opened.
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
        self._pools: PerLoop[str, AiohttpPool] = PerLoop()
        self._through = self._proxy()

    def _reset(self) -> None:
        of_parents.append(self._pools)
        for pool in self._pools.all():
            pool.leave_all()
        self._pools = PerLoop()

    async def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        if running_trio() is not None:
            raise ConfigurationError(
                'the engine "aiohttp" works on asyncio only; use another one under trio'
            )
        wire = wire_request(request)
        if not is_header_name(request.method):
            raise Unsendable
        async with asyncio.timeout(exchange.timeout(None)):
            pool = await self._pools.get("", lambda: AiohttpPool(self._http))
            if request.fresh_connection:
                return await self._exchange(pool, None, request, wire, exchange)
            await pool.enter(exchange.timeout(request.timeouts.pool))
            try:
                kept = pool.take(wire.server)
                return await self._exchange(pool, kept, request, wire, exchange)
            finally:
                pool.exit()

    async def _exchange(
        self,
        pool: AiohttpPool,
        kept: AiohttpConnection | None,
        request: HttpRequest,
        wire: WireRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        connection = kept
        if connection is None:
            seconds = exchange.timeout(request.timeouts.connect)
            connection = await self._open(pool, wire.server, seconds)
        is_clean = False
        try:
            head = self._head(request, wire)
            reader, is_clean = await _exchange(connection.handler, head, request, exchange)
            return reader.finished()
        finally:
            if is_clean and not request.fresh_connection:
                pool.keep(wire.server, connection)
            else:
                pool.drop(connection)

    async def _open(self, pool: AiohttpPool, server: Server, seconds: float) -> AiohttpConnection:
        proxy = self._through
        # Making a TLS context takes long, so not for a server on this machine.
        is_encrypted = server.scheme == b"https" or (proxy is not None and proxy.scheme == "https")
        context = self._trust.context() if is_encrypted else None
        return await pool.open(server, proxy, context, seconds)

    def _head(self, request: HttpRequest, wire: WireRequest) -> bytes:
        target, headers = wire.target, wire.headers
        if self._through is not None and wire.server.scheme == b"http":
            target = b"http://" + wire.server.name + target
            if word := self._through.authorization:
                headers = [*headers, (b"Proxy-Authorization", word.encode())]
        lines = b"".join([b"%b: %b\r\n" % header for header in headers])
        return b"%b %b HTTP/1.1\r\n%b\r\n" % (request.method.encode(), target, lines)

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        return self._untrusted(request, error) or FAILURES.failure(error, request, exchange)

    async def _close_all(self) -> None:
        await self._pools.close()


async def _exchange(
    handler: Handler, head: bytes, request: HttpRequest, exchange: Exchange
) -> tuple[BodyReader, bool]:
    """
    Write a request and read its response; true if the connection can be used again.
    """
    if not handler.is_connected():
        raise Unreachable("the server closed the connection at once")
    is_early = handler.arrivals.received > 0
    handler.begin(request, exchange)
    exchange.is_begun = True
    await handler.write(head, request.body or b"", request.timeouts.write)
    is_early = is_early or (request.body is not None and handler.arrivals.received > 0)
    handler.start_timeout()
    message, content = await handler.final_head()
    framing = framing_headers(message.raw_headers)
    if len(framing) > 1:  # the two parsers of the library do not agree about that
        raise NoResponse
    reader = BodyReader(request, exchange, message.code, message.raw_headers)
    is_whole = True
    while is_whole and (chunk := await content.readany()):
        is_whole = reader.take(chunk)
    is_clean = is_whole and not is_early and not handler.should_close
    is_clean = is_clean and handler.arrivals.are_exactly(message.code, framing)
    handler.arrivals = Arrivals()
    return reader, is_clean
