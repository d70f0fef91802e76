"""
The default engine: the only module that imports httpcore2.

Its connection pools are used without a client above them: they follow no redirects, keep no
cookies, take no proxy or certificate from the environment, and do not retry. Streams of our own
keep the deadline of the call. The library's exceptions hold the request with its secrets, so none
of them leaves this module.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, cast

import httpcore2

from ..core.event_loop import running_trio
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.secret import reveal
from .base_transport import AwaitingTransport, BaseTransport, BlockingTransport, of_parents
from .body_reader import BodyReader, take_all
from .connections import AsyncWatchedBackend, StreamErrors
from .dialing import BlockingBackend
from .exchange import Exchange, silence
from .failures import Failures
from .framing import find_parser, mark_if_clean
from .loops import PerLoop
from .messages import HttpRequest
from .settings import Http
from .wire_request import Server, WireRequest, wire_request

ERRORS: Final = StreamErrors(
    connect=httpcore2.ConnectError,
    connect_timeout=httpcore2.ConnectTimeout,
    read=httpcore2.ReadError,
    read_timeout=httpcore2.ReadTimeout,
    write=httpcore2.WriteError,
    write_timeout=httpcore2.WriteTimeout,
    not_available=httpcore2.ConnectionNotAvailable,
)
"""The library's errors, by which its streams are recognised."""
LOGGERS: Final = tuple(
    f"httpcore2.{name}" for name in ("connection", "http11", "http2", "proxy", "socks")
)
"""All loggers of the library."""
_TO_PARSER: Final = ("_stream", "_connection", "_h11_state")
_FAILURES: Final = Failures(
    phases=(
        (httpcore2.ConnectTimeout, "connect"),
        (httpcore2.PoolTimeout, "pool"),
        (httpcore2.WriteTimeout, "write"),
        (httpcore2.ReadTimeout, "read"),
    ),
    unreachable=(httpcore2.ConnectError, httpcore2.ProxyError, httpcore2.UnsupportedProtocol),
    unsendable=httpcore2.LocalProtocolError,
)

silence(LOGGERS)


def blocking_backend(found: object) -> object | None:
    """
    A backend of ours in place of one of the library.

    Args:
        found: The backend of a pool.

    Returns:
        None if it is not one of the library, so that its streams are not known.
    """
    return BlockingBackend(ERRORS) if isinstance(found, httpcore2.SyncBackend) else None


def async_backend(found: object) -> object | None:
    """
    A backend that watches the connections of another one.

    As :func:`blocking_backend`; any backend of the library is taken, with its streams.
    """
    is_known = isinstance(found, httpcore2.AsyncNetworkBackend)
    return AsyncWatchedBackend(found, ERRORS) if is_known else None


class _Engine(BaseTransport):
    """
    What the blocking and the async transport share: settings, requests and errors.
    """

    def _settings(self, server: Server) -> dict[str, Any]:
        http = self._http
        # Making a TLS context takes long, so not for a server on this machine.
        is_encrypted = server.scheme == b"https"
        return {
            "ssl_context": self._trust.context() if is_encrypted else None,
            "proxy": self._library_proxy(),
            "max_connections": http.max_connections,
            "max_keepalive_connections": http.max_idle_connections,
            "keepalive_expiry": http.idle_seconds,
        }

    def _library_proxy(self) -> httpcore2.Proxy | None:
        proxy = self._proxy()
        if proxy is None:
            return None
        url = httpcore2.URL(
            scheme=proxy.scheme.encode(), host=proxy.host.encode(), port=proxy.port, target=b"/"
        )
        auth = None
        if proxy.user is not None and proxy.password is not None:
            auth = (reveal(proxy.user).encode(), reveal(proxy.password).encode())
        context = self._trust.context() if proxy.scheme == "https" else None
        return httpcore2.Proxy(url, auth=auth, ssl_context=context)

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        return self._untrusted(request, error) or _FAILURES.failure(error, request, exchange)


def _outgoing(request: HttpRequest, wire: WireRequest, exchange: Exchange) -> httpcore2.Request:
    server, limits = wire.server, request.timeouts
    timeouts = {
        "connect": limits.connect,
        "read": limits.read,
        "write": limits.write,
        "pool": exchange.timeout(limits.pool),
    }
    return httpcore2.Request(
        request.method,
        httpcore2.URL(scheme=server.scheme, host=server.host, port=server.port, target=wire.target),
        headers=wire.headers,
        content=request.body,
        extensions={"timeout": timeouts},
    )


def _library_backend() -> object:
    return httpcore2.AnyIOBackend() if running_trio() is None else httpcore2.TrioBackend()


def _mark_reusable(response: httpcore2.Response) -> None:
    untyped = cast("Any", response)
    stream: object = untyped.extensions.get("network_stream")
    parser = find_parser(response.stream, _TO_PARSER)
    mark_if_clean(stream, parser, response.status, response.headers)


class HttpTransport(_Engine, BlockingTransport):
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
        self._pools: dict[bytes, httpcore2.ConnectionPool] = {}

    def _reset(self) -> None:
        of_parents.append(self._pools)
        self._pools = {}

    def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        wire = wire_request(request)
        if not request.fresh_connection:
            return _exchange(self._pool(wire.server), request, wire, exchange)
        pool = self._new_pool(wire.server)
        try:
            return _exchange(pool, request, wire, exchange)
        finally:
            pool.close()

    def _pool(self, server: Server) -> httpcore2.ConnectionPool:
        pool = self._pools.get(server.scheme)
        # setdefault(): another thread may have been faster.
        return pool or self._pools.setdefault(server.scheme, self._new_pool(server))

    def _new_pool(self, server: Server) -> httpcore2.ConnectionPool:
        backend = cast("httpcore2.NetworkBackend", BlockingBackend(ERRORS))
        return httpcore2.ConnectionPool(**self._settings(server), network_backend=backend)

    def _close_all(self) -> None:
        for pool in self._pools.values():
            pool.close()


def _exchange(
    pool: httpcore2.ConnectionPool, request: HttpRequest, wire: WireRequest, exchange: Exchange
) -> HttpResponse:
    response = pool.handle_request(_outgoing(request, wire, exchange))
    try:
        reader = BodyReader(request, exchange, response.status, response.headers)
        # Not if it stops: the rest of the body would be read as the next response.
        if all(map(reader.take, cast("Iterator[bytes]", response.stream))):
            _mark_reusable(response)
        return reader.finished()
    finally:
        response.close()


class AsyncHttpTransport(_Engine, AwaitingTransport):
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
        self._pools: PerLoop[bytes, httpcore2.AsyncConnectionPool] = PerLoop()

    def _reset(self) -> None:
        of_parents.append(self._pools)
        self._pools = PerLoop()

    async def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        wire = wire_request(request)
        if not request.fresh_connection:
            pool = await self._pools.get(wire.server.scheme, lambda: self._new_pool(wire.server))
            return await _exchange_async(pool, request, wire, exchange)
        pool = self._new_pool(wire.server)
        try:
            return await _exchange_async(pool, request, wire, exchange)
        finally:
            await pool.aclose()

    def _new_pool(self, server: Server) -> httpcore2.AsyncConnectionPool:
        backend = cast(
            "httpcore2.AsyncNetworkBackend", AsyncWatchedBackend(_library_backend(), ERRORS)
        )
        return httpcore2.AsyncConnectionPool(**self._settings(server), network_backend=backend)

    async def _close_all(self) -> None:
        await self._pools.close()


async def _exchange_async(
    pool: httpcore2.AsyncConnectionPool,
    request: HttpRequest,
    wire: WireRequest,
    exchange: Exchange,
) -> HttpResponse:
    response = await pool.handle_async_request(_outgoing(request, wire, exchange))
    try:
        reader = BodyReader(request, exchange, response.status, response.headers)
        if await take_all(reader, cast("AsyncIterator[bytes]", response.stream)):
            _mark_reusable(response)
        return reader.finished()
    finally:
        await response.aclose()
