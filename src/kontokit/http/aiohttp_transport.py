"""
The transport over aiohttp: requests byte for byte, and when a connection may be used again.
"""

from __future__ import annotations

import asyncio

from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from .aiohttp_engine import FAILURES, AiohttpConnection, AiohttpPool, Handler
from .arrivals import Arrivals
from .body_reader import BodyReader
from .engine_errors import NoResponse, Unreachable
from .exchange import Exchange
from .framing import framing_headers
from .loop_transport import LoopTransport
from .messages import HttpRequest
from .wire_request import Server


class AiohttpTransport(LoopTransport[AiohttpConnection]):
    """
    A transport over aiohttp, for ``kontokit.AsyncClient``, on asyncio only.

    A connection is used for another call only after a response that ended cleanly. Connections
    belong to the event loop that opened them: in another loop, others are opened.
    """

    engine = "aiohttp"

    def _new_pool(self) -> AiohttpPool:
        return AiohttpPool(self._http)

    async def _lend(
        self, server: Server, head: bytes, request: HttpRequest, exchange: Exchange
    ) -> HttpResponse:
        async with asyncio.timeout(exchange.timeout(None)):
            return await super()._lend(server, head, request, exchange)

    async def _exchange(
        self, connection: AiohttpConnection, head: bytes, request: HttpRequest, exchange: Exchange
    ) -> tuple[BodyReader, bool]:
        return await _exchange(connection.handler, head, request, exchange)

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        return self._untrusted(request, error) or FAILURES.failure(error, request, exchange)


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
