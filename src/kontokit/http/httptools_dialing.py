"""
Opens connections of the engine httptools in an event loop, also through a proxy.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from functools import partial
from ssl import SSLContext
from typing import Any, Final, cast

from .dialing import is_address
from .engine_errors import ConnectTimeout, NoResponse, Unreachable
from .httptools_protocol import HttptoolsConnection
from .response_head import HeadBuffer, parse_head
from .settings import Proxy
from .tunnels import OTHER_PROTOCOL, check_tunnel, is_http1, tunnel_head
from .wire_request import Server

_MOST_HEAD: Final = 64 * 1024
_NEXT_ADDRESS: Final = 0.25
"""After so many seconds without an answer, the next address of a host is tried as well."""
_FIRST: Final = asyncio.FIRST_COMPLETED


class _Tunnel(asyncio.Protocol):
    """
    Waits for a proxy's response to CONNECT.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.response: asyncio.Future[tuple[bytes, bytes]] = loop.create_future()
        self._heads = HeadBuffer(_MOST_HEAD)

    def data_received(self, data: bytes) -> None:
        """
        Take the next bytes.
        """
        try:
            parts = None if self.response.done() else self._heads.add(data)
        except NoResponse:
            self._fail("the proxy sent no response")
            return
        if parts is not None:
            self.response.set_result(parts)

    def connection_lost(self, exc: Exception | None) -> None:
        """
        The proxy is gone.
        """
        self._fail("the proxy closed the connection")

    def _fail(self, why: str) -> None:
        if not self.response.done():
            self.response.set_exception(Unreachable(why))


async def open_connection(
    server: Server, proxy: Proxy | None, context: SSLContext | None, seconds: float
) -> HttptoolsConnection:
    """
    Open a connection; the arguments and errors are those of ``OpeningPool.open``.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            if proxy is not None and server.scheme == b"https":
                return await _open_tunnel(loop, server, proxy, context)
            made = HttptoolsConnection(loop)
            await _dial(loop, lambda: made, server, proxy, context)
            return _checked(made)
    except TimeoutError:
        raise ConnectTimeout from None
    except (OSError, ValueError) as error:  # ValueError: a host name that nobody takes
        raise Unreachable(str(error)) from None


async def _dial(
    loop: asyncio.AbstractEventLoop,
    make: Callable[[], asyncio.Protocol],
    server: Server,
    proxy: Proxy | None,
    context: SSLContext | None,
) -> asyncio.Transport:
    is_encrypted = server.scheme == b"https" if proxy is None else proxy.scheme == "https"
    host = server.host.decode() if proxy is None else proxy.host
    sock = await _connected(loop, host, server.port if proxy is None else proxy.port)
    try:
        transport, _ = await loop.create_connection(
            make,
            sock=sock,
            ssl=context if is_encrypted else None,
            server_hostname=host if is_encrypted else None,
        )
    except BaseException:
        sock.close()
        raise
    return transport


async def _connected(loop: asyncio.AbstractEventLoop, host: str, port: int) -> socket.socket:
    """
    A connection to the first address of a host that answers. uvloop has no such method.
    """
    look_up = partial(socket.getaddrinfo, host, port, 0, socket.SOCK_STREAM)
    found = look_up() if is_address(host) else await loop.run_in_executor(None, look_up)
    left, tried = deque(found), list[asyncio.Task[socket.socket]]()
    error: BaseException = OSError("the name has no address")
    try:
        while left or not all(task.done() for task in tried):
            if left:
                tried.append(loop.create_task(_connect(loop, *left.popleft())))
            running = [task for task in tried if not task.done()]
            patience = _NEXT_ADDRESS if left else None
            done, _ = await asyncio.wait(running, timeout=patience, return_when=_FIRST)
            for task in done:
                failed = task.exception()
                if failed is None:
                    tried.remove(task)
                    return task.result()
                error = failed
    finally:
        for task in tried:
            task.add_done_callback(_discard)
            task.cancel()
    raise error


async def _connect(
    loop: asyncio.AbstractEventLoop, family: int, kind: int, protocol: int, _: str, address: Any
) -> socket.socket:
    sock = socket.socket(family, kind, protocol)
    try:
        sock.settimeout(0)
        await loop.sock_connect(sock, address)
    except BaseException:
        sock.close()
        raise
    return sock


def _discard(task: asyncio.Task[socket.socket]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()


async def _open_tunnel(
    loop: asyncio.AbstractEventLoop, server: Server, proxy: Proxy, context: SSLContext | None
) -> HttptoolsConnection:
    tunnel = _Tunnel(loop)
    transport = await _dial(loop, lambda: tunnel, server, proxy, context)
    try:
        transport.write(tunnel_head(server, proxy))
        head, rest = await tunnel.response
        check_tunnel(parse_head(head).status, rest)
        made = HttptoolsConnection(loop)
        inner = await loop.start_tls(
            transport, made, cast("SSLContext", context), server_hostname=server.host.decode()
        )
        if inner is None:
            raise Unreachable("the proxy closed the connection")
        made.connection_made(inner)
    except NoResponse:
        transport.abort()
        raise Unreachable("the proxy sent no response") from None
    except BaseException:
        transport.abort()
        raise
    return _checked(made)


def _checked(made: HttptoolsConnection) -> HttptoolsConnection:
    tls = made.tls
    if tls is not None and not is_http1(tls):
        made.drop()
        raise Unreachable(OTHER_PROTOCOL)
    return made
