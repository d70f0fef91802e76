"""
The library of the default engine: the only module that imports httpcore2.

Its connections are used without a client or a pool above them: they follow no redirects, keep no
cookies, take no proxy or certificate from the environment, and do not retry. Streams of our own
keep the deadline of the call. The library's exceptions hold the request with its secrets, so none
of them leaves the transports.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, cast

import httpcore2

from ..core.event_loop import running_trio
from ..core.http_response import HttpResponse
from ..core.secret import reveal
from .base_transport import of_parents
from .body_reader import BodyReader, take_all
from .connections import AsyncWatchedBackend, StreamErrors
from .dialing import BlockingBackend
from .engine_errors import PoolTimeout
from .exchange import Exchange, silence
from .failures import Failures
from .framing import find_parser, mark_if_clean
from .messages import HttpRequest
from .settings import Proxy
from .tls import Trust
from .wire_request import Server, WireRequest

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
_TO_PARSER: Final = ("_connection", "_h11_state")
NotAvailable = httpcore2.ConnectionNotAvailable
"""A kept connection that cannot be used again; nothing was written."""
FAILURES: Final = Failures(
    phases=(
        (httpcore2.ConnectTimeout, "connect"),
        (PoolTimeout, "pool"),
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


class Httpcore2Connection:
    """
    A connection of the library, opened by its first request.
    """

    def __init__(self, server: Server, proxy: Proxy | None, trust: Trust) -> None:
        """
        Args:
            server: Where requests go.
            proxy: Where they go through.
            trust: Which servers are trusted.
        """
        backend = cast("httpcore2.NetworkBackend", BlockingBackend(ERRORS))
        pool = httpcore2.ConnectionPool(**_settings(server, proxy, trust), network_backend=backend)
        # The pool knows the kinds of connections, and is not used for more.
        self._connection = pool.create_connection(_origin(server))

    def is_usable(self) -> bool:
        """
        Whether another request may go out on it; its stream looks at its bytes before it does.
        """
        return self._connection.is_available()

    def exchange(
        self, request: HttpRequest, wire: WireRequest, exchange: Exchange
    ) -> tuple[HttpResponse, bool]:
        """
        Send a request and read its response.

        Returns:
            The response, and whether the connection can be used again.

        Raises:
            NotAvailable: It was used before and cannot be used again.
        """
        response = self._connection.handle_request(_outgoing(request, wire))
        is_clean = False
        try:
            reader = BodyReader(request, exchange, response.status, response.headers)
            # Not if it stops: the rest of the body would be read as the next response.
            if all(map(reader.take, cast("Iterator[bytes]", response.stream))):
                is_clean = _mark_reusable(response)
            return reader.finished(), is_clean
        finally:
            response.close()

    def drop(self) -> None:
        """
        Close it.
        """
        self._connection.close()

    def interrupt(self) -> None:
        """
        Close it while another thread waits for its response.
        """
        self._connection.close()

    def leave(self) -> None:
        """
        Leave its socket to the parent of this forked process.
        """
        of_parents.append(self._connection)


class AsyncHttpcore2Connection:
    """
    As :class:`Httpcore2Connection`, with ``await``.
    """

    def __init__(
        self,
        server: Server,
        proxy: Proxy | None,
        trust: Trust,
        dropped: list[AsyncHttpcore2Connection],
    ) -> None:
        """
        Args:
            dropped: Takes connections that are to be closed, which needs ``await``.
        """
        backend = httpcore2.AnyIOBackend() if running_trio() is None else httpcore2.TrioBackend()
        watched = cast("httpcore2.AsyncNetworkBackend", AsyncWatchedBackend(backend, ERRORS))
        settings = _settings(server, proxy, trust)
        pool = httpcore2.AsyncConnectionPool(**settings, network_backend=watched)
        self._connection = pool.create_connection(_origin(server))
        self._dropped = dropped

    def is_usable(self) -> bool:
        """
        As :meth:`Httpcore2Connection.is_usable`.
        """
        return self._connection.is_available()

    async def exchange(
        self, request: HttpRequest, wire: WireRequest, exchange: Exchange
    ) -> tuple[HttpResponse, bool]:
        """
        Send a request and read its response.

        As :meth:`Httpcore2Connection.exchange`.
        """
        response = await self._connection.handle_async_request(_outgoing(request, wire))
        is_clean = False
        try:
            reader = BodyReader(request, exchange, response.status, response.headers)
            if await take_all(reader, cast("AsyncIterator[bytes]", response.stream)):
                is_clean = _mark_reusable(response)
            return reader.finished(), is_clean
        finally:
            await response.aclose()

    def drop(self) -> None:
        """
        Have it closed.
        """
        self._dropped.append(self)

    async def close(self) -> None:
        """
        End it, whatever its server does.
        """
        await self._connection.aclose()

    def leave(self) -> None:
        """
        As :meth:`Httpcore2Connection.leave`.
        """
        of_parents.append(self._connection)


def _settings(server: Server, proxy: Proxy | None, trust: Trust) -> dict[str, Any]:
    # Making a TLS context takes long, so not for a server on this machine.
    context = trust.context() if server.scheme == b"https" else None
    return {"ssl_context": context, "proxy": _library_proxy(proxy, trust)}


def _library_proxy(proxy: Proxy | None, trust: Trust) -> httpcore2.Proxy | None:
    if proxy is None:
        return None
    url = httpcore2.URL(
        scheme=proxy.scheme.encode(), host=proxy.host.encode(), port=proxy.port, target=b"/"
    )
    auth = None
    if proxy.user is not None and proxy.password is not None:
        auth = (reveal(proxy.user).encode(), reveal(proxy.password).encode())
    context = trust.context() if proxy.scheme == "https" else None
    return httpcore2.Proxy(url, auth=auth, ssl_context=context)


def _origin(server: Server) -> httpcore2.Origin:
    return httpcore2.Origin(server.scheme, server.host, server.port)


def _outgoing(request: HttpRequest, wire: WireRequest) -> httpcore2.Request:
    server, limits = wire.server, request.timeouts
    timeouts = {"connect": limits.connect, "read": limits.read, "write": limits.write}
    return httpcore2.Request(
        request.method,
        httpcore2.URL(scheme=server.scheme, host=server.host, port=server.port, target=wire.target),
        headers=wire.headers,
        content=request.body,
        extensions={"timeout": timeouts},
    )


def _mark_reusable(response: httpcore2.Response) -> bool:
    untyped = cast("Any", response)
    stream: object = untyped.extensions.get("network_stream")
    parser = find_parser(response.stream, _TO_PARSER)
    return mark_if_clean(stream, parser, response.status, response.headers)
