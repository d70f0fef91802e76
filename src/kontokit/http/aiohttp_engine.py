"""
The optional engine for async clients: the only module that imports aiohttp.

Of the library, the connector opens connections and the parser reads responses. There is no session
above them, so nothing is sent again, redirected or taken from the environment, there are no
cookies, and a request is written here byte for byte. The library's exceptions hold requests of
their own with the proxy's password, so none of them leaves this module.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from functools import partial
from typing import Any, Final, cast

from aiohttp import (
    ClientError,
    ClientHttpProxyError,
    ClientRequest,
    ClientTimeout,
    SocketTimeoutError,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection
from aiohttp.http import RawResponseMessage, StreamWriter
from aiohttp.streams import StreamReader
from yarl import URL

from ..core.event_loop import running_trio
from ..core.exceptions import ConfigurationError, KontokitError
from ..core.http_response import HttpResponse
from ..core.secret import reveal
from .arrivals import Arrivals
from .base_transport import AwaitingTransport, of_parents
from .body_reader import BodyReader
from .connections import pieces
from .exchange import Exchange, silence
from .failures import Failures
from .headers import is_header_name
from .loop_pool import LoopPool, PoolTimeout
from .loops import PerLoop
from .messages import HttpRequest
from .settings import Http, Proxy
from .sockets import is_readable
from .wire_request import Server, WireRequest, wire_request

LOGGERS: Final = tuple(
    f"aiohttp.{name}" for name in ("access", "client", "internal", "server", "web", "websocket")
)
"""All loggers of the library."""
_NO_TIMEOUTS: Final = ClientTimeout()
_CHUNK: Final = 64 * 1024
_PROXY_KNOWS: Final = ("User-Agent", "Accept", "Accept-Encoding")


class _ConnectTimeout(Exception):
    pass


class _WriteTimeout(Exception):
    pass


class _Unreachable(Exception):
    """
    Why a server cannot be reached, without anything private.
    """


class _Unsendable(Exception):
    pass


class _NoResponse(Exception):
    pass


_FAILURES: Final = Failures(
    phases=(
        (_ConnectTimeout, "connect"),
        (PoolTimeout, "pool"),
        (_WriteTimeout, "write"),
        (SocketTimeoutError, "read"),
        (TimeoutError, "total"),
    ),
    unreachable=(_Unreachable,),
    unsendable=_Unsendable,
)

silence(LOGGERS)


class _Handler(ResponseHandler):
    """
    The library's reader of responses, which counts what arrives.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop=loop)
        self.arrivals = Arrivals()
        self._largest_head = 0
        self._head = 0
        self._is_in_head = True

    def begin(self, request: HttpRequest, exchange: Exchange) -> None:
        """
        Prepare for the response to a request.
        """
        most, wait = request.max_headers, request.timeouts.read
        self.arrivals = Arrivals()  # what came before is read again now
        self._largest_head, self._head, self._is_in_head = most, 0, True
        self.set_response_params(
            skip_payload=request.method == "HEAD",
            read_until_eof=True,
            auto_decompress=False,
            # The deadline of the call has a timer of its own.
            read_timeout=wait if wait < exchange.timeout(None) else None,
            read_bufsize=_CHUNK,
            max_line_size=most,
            max_field_size=most,
            max_headers=max(most // 64, 128),  # so many, also behind the last chunk
        )

    def data_received(self, data: bytes) -> None:
        """
        Take the next bytes from the socket.
        """
        self._head += len(data)
        wanted = self.arrivals.add(data)
        if wanted or not data:
            super().data_received(wanted)
        if self._is_in_head and self._head > self._largest_head + 4 * _CHUNK:
            self.set_exception(_NoResponse())
            self.abort()

    def feed_data(self, data: Any, size: int = 0) -> None:
        """
        Take the head of a response from the parser.
        """
        self._head, self._is_in_head = 0, data[0].code < 200
        super().feed_data(data, size)


class _Connector(TCPConnector):
    """
    Opens connections whose bytes are counted.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        # The system's own look-up, asked each time, as the other engines do.
        super().__init__(  # pyright: ignore[reportUnknownMemberType]  # partly untyped
            limit=0, use_dns_cache=False, resolver=ThreadedResolver(loop=loop)
        )
        self._factory = cast("Any", partial(_Handler, loop))

    def _update_proxy_auth_header_and_build_proxy_req(self, req: ClientRequest) -> ClientRequest:
        """
        The request for a tunnel, without the headers that the library adds.
        """
        tunnel = super()._update_proxy_auth_header_and_build_proxy_req(req)
        for name in _PROXY_KNOWS:
            tunnel.headers.popall(name, None)
        return tunnel


class _Connection:
    """
    One connection to a server or a proxy.
    """

    def __init__(self, found: Connection) -> None:
        handler = found.protocol
        if not isinstance(handler, _Handler):
            found.close()
            raise _Unreachable("this version of aiohttp is not known; choose another engine")
        self._found = found
        self.handler = handler

    def is_usable(self) -> bool:
        """
        Whether the next request may go out on it: it is open, and nothing has arrived.
        """
        handler = self.handler
        transport = handler.transport
        if transport is None or transport.is_closing() or handler.should_close:
            return False
        return not handler.arrivals.received and not is_readable(transport.get_extra_info("socket"))

    def drop(self) -> None:
        """
        Close it at once.
        """
        self.handler.abort()
        self._found.close()

    def leave(self) -> None:
        """
        Let go of it without touching its socket.
        """
        of_parents.append(self.handler.transport)
        self.handler.transport = None


class _Pool(LoopPool[_Connection]):
    """
    The connections of one event loop.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http)
        self._connector = _Connector(asyncio.get_running_loop())

    async def open(self, dial: ClientRequest, seconds: float) -> _Connection:
        """
        Open a connection.

        Raises:
            Exception: There is none, or not in time.
        """
        try:
            async with asyncio.timeout(seconds):
                found = await self._connector.connect(dial, [], _NO_TIMEOUTS)
        except TimeoutError:
            raise _ConnectTimeout from None
        except (ClientError, OSError, ValueError, RuntimeError) as error:
            raise _Unreachable(_reason(error)) from None
        connection = _Connection(found)
        self.add(connection)
        return connection

    async def aclose(self) -> None:
        """
        Close all connections.
        """
        self.drop_all()
        await self._connector.close()
        await asyncio.sleep(0)  # the loop closes the sockets in its next step


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
        self._pools: PerLoop[str, _Pool] = PerLoop()
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
            raise _Unsendable
        async with asyncio.timeout(exchange.timeout(None)):
            pool = await self._pools.get("", lambda: _Pool(self._http))
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
        pool: _Pool,
        kept: _Connection | None,
        request: HttpRequest,
        wire: WireRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        connection = kept
        if connection is None:
            seconds = exchange.timeout(request.timeouts.connect)
            connection = await pool.open(self._dial(wire.server), seconds)
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

    def _dial(self, server: Server) -> ClientRequest:
        """
        What tells the connector where to connect; it is never sent.
        """
        proxy, scheme = self._through, server.scheme.decode()
        # Making a TLS context takes long, so not for a server on this machine.
        is_encrypted = "https" in (scheme, proxy.scheme if proxy else "")
        return ClientRequest(
            "GET",
            URL(f"{scheme}://{server.name.decode()}/", encoded=True),
            loop=asyncio.get_running_loop(),
            ssl=self._trust.context() if is_encrypted else True,
            proxy=None if proxy is None else _proxy_url(proxy),
            proxy_headers={"Proxy-Authorization": word} if (word := _password(proxy)) else None,
        )

    def _head(self, request: HttpRequest, wire: WireRequest) -> bytes:
        target, headers = wire.target, wire.headers
        if self._through is not None and wire.server.scheme == b"http":
            target = b"http://" + wire.server.name + target
            if word := _password(self._through):
                headers = [*headers, (b"Proxy-Authorization", word.encode())]
        lines = b"".join([b"%b: %b\r\n" % header for header in headers])
        return b"%b %b HTTP/1.1\r\n%b\r\n" % (request.method.encode(), target, lines)

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        return self._untrusted(request, error) or _FAILURES.failure(error, request, exchange)

    async def _close_all(self) -> None:
        await self._pools.close()


async def _exchange(
    handler: _Handler, head: bytes, request: HttpRequest, exchange: Exchange
) -> tuple[BodyReader, bool]:
    """
    Write a request and read its response; true if the connection can be used again.
    """
    if not handler.is_connected():
        raise _Unreachable("the server closed the connection at once")
    is_early = handler.arrivals.received > 0
    handler.begin(request, exchange)
    exchange.is_begun = True
    await _write(handler, head, request)
    is_early = is_early or (request.body is not None and handler.arrivals.received > 0)
    handler.start_timeout()
    message, content = await _final(handler)
    reader = BodyReader(request, exchange, message.code, message.raw_headers)
    is_whole = True
    while is_whole and (chunk := await content.readany()):
        is_whole = reader.take(chunk)
    is_clean = is_whole and not is_early and not handler.should_close
    is_clean = is_clean and handler.arrivals.are_exactly(message.code, message.raw_headers)
    handler.arrivals = Arrivals()
    return reader, is_clean


async def _write(handler: _Handler, head: bytes, request: HttpRequest) -> None:
    """
    Write a request. A server that has hung up may have answered before.
    """
    body = request.body or b""
    writer = StreamWriter(handler, asyncio.get_running_loop())
    for piece in (head + body,) if len(body) <= _CHUNK else (head, *pieces(body)):
        transport = handler.transport
        if transport is None or transport.is_closing():
            return
        transport.write(piece)
        if not handler.writing_paused:
            continue
        try:
            async with asyncio.timeout(request.timeouts.write):
                await writer.drain()
        except TimeoutError:
            raise _WriteTimeout from None
        except OSError:
            return


async def _final(handler: _Handler) -> tuple[RawResponseMessage, StreamReader]:
    """
    The head of the response, behind the interim ones.
    """
    message, content = await handler.read()
    while 100 <= message.code < 200:
        if message.code == 101:
            raise _NoResponse
        message, content = await handler.read()
    return message, content


def _proxy_url(proxy: Proxy) -> URL:
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    return URL(f"{proxy.scheme}://{host}:{proxy.port}/", encoded=True)


def _password(proxy: Proxy | None) -> str:
    """
    Name and password for a proxy, as its header wants them.
    """
    if proxy is None or proxy.user is None or proxy.password is None:
        return ""
    pair = f"{reveal(proxy.user)}:{reveal(proxy.password)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _reason(error: Exception) -> str:
    if isinstance(error, ClientHttpProxyError):
        return f"the proxy answered with the status {error.status}"
    found = getattr(error, "os_error", None) or getattr(error, "certificate_error", None)
    return "" if found is None else str(found)
