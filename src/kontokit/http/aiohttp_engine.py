"""
The optional engine for async clients: the only module that imports aiohttp.

Of the library, the connector opens connections and the parser reads responses. There is no session
above them, so nothing is sent again, redirected or taken from the environment, there are no
cookies, and a request is written here byte for byte. The library's exceptions hold requests of
their own with the proxy's password, so none of them leaves this module.
"""

from __future__ import annotations

import asyncio
from functools import partial
from ssl import SSLContext
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

from .arrivals import Arrivals
from .base_transport import of_parents
from .connections import pieces
from .engine_errors import (
    ConnectTimeout,
    NoResponse,
    PoolTimeout,
    Unreachable,
    Unsendable,
    WriteTimeout,
)
from .exchange import Exchange, silence
from .failures import Failures
from .loop_pool import OpeningPool
from .messages import HttpRequest
from .settings import Http, Proxy
from .sockets import is_readable
from .wire_request import Server

LOGGERS: Final = tuple(
    f"aiohttp.{name}" for name in ("access", "client", "internal", "server", "web", "websocket")
)
"""All loggers of the library."""
_NO_TIMEOUTS: Final = ClientTimeout()
_CHUNK: Final = 64 * 1024
_PROXY_KNOWS: Final = ("User-Agent", "Accept", "Accept-Encoding")


FAILURES: Final = Failures(
    phases=(
        (ConnectTimeout, "connect"),
        (PoolTimeout, "pool"),
        (WriteTimeout, "write"),
        (SocketTimeoutError, "read"),
        (TimeoutError, "total"),
    ),
    unreachable=(Unreachable,),
    unsendable=Unsendable,
)

silence(LOGGERS)


class Handler(ResponseHandler):
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
            self.set_exception(NoResponse())
            self.abort()

    def feed_data(self, data: Any, size: int = 0) -> None:
        """
        Take the head of a response from the parser.
        """
        self._head, self._is_in_head = 0, data[0].code < 200
        super().feed_data(data, size)

    async def write(self, head: bytes, body: bytes, seconds: float) -> None:
        """
        Write a request. A server that has hung up may have answered before.

        Args:
            seconds: How long one step may take.

        Raises:
            WriteTimeout: One took longer.
        """
        writer = StreamWriter(self, self._loop)
        for piece in (head + body,) if len(body) <= _CHUNK else (head, *pieces(body)):
            transport = self.transport
            if transport is None or transport.is_closing():
                return
            transport.write(piece)
            if not self.writing_paused:
                continue
            try:
                async with asyncio.timeout(seconds):
                    await writer.drain()
            except TimeoutError:
                raise WriteTimeout from None
            except OSError:
                return

    async def final_head(self) -> tuple[RawResponseMessage, StreamReader]:
        """
        The head of the response, behind the interim ones, and its body.
        """
        message, content = await self.read()
        while 100 <= message.code < 200:
            if message.code == 101:
                raise NoResponse
            message, content = await self.read()
        return message, content


class _Connector(TCPConnector):
    """
    Opens connections whose bytes are counted.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        # The system's own look-up, asked each time, as the other engines do.
        super().__init__(  # pyright: ignore[reportUnknownMemberType]  # partly untyped
            limit=0, use_dns_cache=False, resolver=ThreadedResolver(loop=loop)
        )
        self._factory = cast("Any", partial(Handler, loop))

    def _update_proxy_auth_header_and_build_proxy_req(self, req: ClientRequest) -> ClientRequest:
        """
        The request for a tunnel, without the headers that the library adds.
        """
        tunnel = super()._update_proxy_auth_header_and_build_proxy_req(req)
        for name in _PROXY_KNOWS:
            tunnel.headers.popall(name, None)
        return tunnel


class AiohttpConnection:
    """
    One connection to a server or a proxy.
    """

    def __init__(self, found: Connection) -> None:
        handler = found.protocol
        if not isinstance(handler, Handler):
            found.close()
            raise Unreachable("this version of aiohttp is not known; choose another engine")
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


class AiohttpPool(OpeningPool[AiohttpConnection]):
    """
    The connections of one event loop.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http)
        self._connector = _Connector(asyncio.get_running_loop())

    async def open(
        self, server: Server, proxy: Proxy | None, context: SSLContext | None, seconds: float
    ) -> AiohttpConnection:
        """
        As :meth:`OpeningPool.open`.
        """
        # It tells the connector where to connect, and is never sent.
        dial = ClientRequest(
            "GET",
            URL(f"{server.scheme.decode()}://{server.name.decode()}/", encoded=True),
            loop=asyncio.get_running_loop(),
            ssl=context or True,
            proxy=None if proxy is None else _proxy_url(proxy),
            proxy_headers=_proxy_headers(proxy),
        )
        try:
            async with asyncio.timeout(seconds):
                found = await self._connector.connect(dial, [], _NO_TIMEOUTS)
        except TimeoutError:
            raise ConnectTimeout from None
        except (ClientError, OSError, ValueError, RuntimeError) as error:
            raise Unreachable(_reason(error)) from None
        connection = AiohttpConnection(found)
        self.add(connection)
        return connection

    async def aclose(self) -> None:
        """
        Close all connections.
        """
        self.drop_all()
        await self._connector.close()
        await super().aclose()


def _proxy_url(proxy: Proxy) -> URL:
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    return URL(f"{proxy.scheme}://{host}:{proxy.port}/", encoded=True)


def _proxy_headers(proxy: Proxy | None) -> dict[str, str] | None:
    word = "" if proxy is None else proxy.authorization
    return {"Proxy-Authorization": word} if word else None


def _reason(error: Exception) -> str:
    if isinstance(error, ClientHttpProxyError):
        return f"the proxy answered with the status {error.status}"
    found = getattr(error, "os_error", None) or getattr(error, "certificate_error", None)
    return "" if found is None else str(found)
