"""
The engine httptools: connections of our own, and responses that llhttp parses.

There is no library above the parser, so nothing is sent again, added, rewritten, logged or taken
from the environment.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Final

from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from .base_transport import BaseTransport, BlockingTransport, of_parents
from .body_reader import BodyReader
from .engine_errors import (
    ConnectTimeout,
    NoResponse,
    PoolTimeout,
    ReadTimeout,
    Unreachable,
    Unsendable,
    WriteTimeout,
)
from .exchange import Exchange, new_exchange, within
from .failures import Failures
from .httptools_parser import ResponseParser
from .httptools_sockets import BlockingConnection, DeadConnection, open_blocking
from .messages import HttpRequest
from .settings import Http
from .thread_pool import ThreadPool
from .tunnels import context_for, request_head
from .wire_request import Server, wire_request

_FAILURES: Final = Failures(
    phases=(
        (ConnectTimeout, "connect"),
        (PoolTimeout, "pool"),
        (WriteTimeout, "write"),
        (ReadTimeout, "read"),
    ),
    unreachable=(Unreachable,),
    unsendable=Unsendable,
)


class HttptoolsErrors(BaseTransport):
    """
    What both transports share: errors, and that no library logs.
    """

    def _exchanging(self, request: HttpRequest) -> AbstractContextManager[Exchange]:
        return nullcontext(new_exchange(request))

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        return self._untrusted(request, error) or _FAILURES.failure(error, request, exchange)


def reader_of(parser: ResponseParser) -> BodyReader:
    """
    What has the response.

    Raises:
        NoResponse: There is none.
    """
    if parser.reader is None:
        raise NoResponse
    return parser.reader


class HttptoolsTransport(HttptoolsErrors, BlockingTransport):
    """
    A transport over httptools, for ``kontokit.SyncClient``. Threads may share it.

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
        self._pool = ThreadPool[BlockingConnection](self._http)
        self._through = self._proxy()

    def _reset(self) -> None:
        of_parents.append(self._pool)
        self._pool = ThreadPool[BlockingConnection](self._http)

    def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        wire = wire_request(request)
        head = request_head(request, wire, self._through)
        pool, server = self._pool, wire.server
        if request.fresh_connection:
            return self._send(pool, server, None, head, request, exchange)
        try:
            pool.enter(exchange, exchange.timeout(request.timeouts.pool))
            while (kept := pool.take(server)) is not None:
                try:
                    return self._send(pool, server, kept, head, request, exchange)
                except DeadConnection:
                    continue
            return self._send(pool, server, None, head, request, exchange)
        finally:
            pool.exit(exchange)

    def _send(
        self,
        pool: ThreadPool[BlockingConnection],
        server: Server,
        kept: BlockingConnection | None,
        head: bytes,
        request: HttpRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        connection = kept or self._open(pool, server, request, exchange)
        is_clean = False
        try:
            parser = connection.send(head, request, exchange)
            response, is_clean = reader_of(parser).finished(), parser.is_clean
        finally:
            if is_clean and not request.fresh_connection:
                pool.keep(server, connection)
            else:
                pool.drop(connection)
        return response

    def _open(
        self,
        pool: ThreadPool[BlockingConnection],
        server: Server,
        request: HttpRequest,
        exchange: Exchange,
    ) -> BlockingConnection:
        context = context_for(server, self._through, self._trust)
        seconds = exchange.timeout(request.timeouts.connect)
        with within(exchange):
            connection = open_blocking(server, self._through, context, seconds)
        pool.add(connection)
        return connection

    def _close_all(self) -> None:
        self._pool.drop_all()
