"""
The engine httptools for async clients on asyncio.
"""

from __future__ import annotations

from ssl import SSLContext

from .body_reader import BodyReader
from .exchange import Exchange
from .httptools_dialing import open_connection
from .httptools_engine import HttptoolsErrors, reader_of
from .httptools_protocol import HttptoolsConnection
from .loop_pool import OpeningPool
from .loop_transport import LoopTransport
from .messages import HttpRequest
from .settings import Proxy
from .wire_request import Server


class HttptoolsPool(OpeningPool[HttptoolsConnection]):
    """
    The connections of one event loop.
    """

    async def open(
        self, server: Server, proxy: Proxy | None, context: SSLContext | None, seconds: float
    ) -> HttptoolsConnection:
        """
        As :meth:`OpeningPool.open`.
        """
        connection = await open_connection(server, proxy, context, seconds)
        self.add(connection)
        return connection


class AsyncHttptoolsTransport(HttptoolsErrors, LoopTransport[HttptoolsConnection]):
    """
    A transport over httptools, for ``kontokit.AsyncClient``, on asyncio only.

    Connections belong to the event loop that opened them: in another loop, others are opened.
    They are closed with this transport, or when their loop ends.
    """

    engine = "httptools"

    def _new_pool(self) -> HttptoolsPool:
        return HttptoolsPool(self._http)

    async def _exchange(
        self, connection: HttptoolsConnection, head: bytes, request: HttpRequest, exchange: Exchange
    ) -> tuple[BodyReader, bool]:
        parser = await connection.send(head, request, exchange)
        return reader_of(parser), parser.is_clean
