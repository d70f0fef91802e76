"""
Blocking connections of the engine httptools: opened, written to and read from within a deadline.
"""

from __future__ import annotations

import contextlib
import socket
import time
from ssl import SSLContext
from typing import Any, Final

from .connections import PIECE, StreamErrors
from .dialing import BlockingBackend
from .engine_errors import ConnectTimeout, NoResponse, ReadTimeout, Unreachable, WriteTimeout
from .exchange import Exchange
from .httptools_parser import ResponseParser
from .messages import HttpRequest
from .response_head import HeadBuffer, parse_head
from .settings import Proxy
from .sockets import BlockingStream, TunnelledTls, is_readable
from .tunnels import OTHER_PROTOCOL, check_tunnel, is_http1, tunnel_head
from .wire_request import Server

_MOST: Final = 64 * 1024
_ERRORS: Final = StreamErrors(
    connect=Unreachable,
    connect_timeout=ConnectTimeout,
    read=Unreachable,
    read_timeout=ConnectTimeout,
    write=Unreachable,
    write_timeout=ConnectTimeout,
    not_available=Unreachable,
)
"""Nothing but dialing happens on a stream."""


class DeadConnection(Exception):
    """
    A kept connection took nothing of a request.
    """


class BlockingConnection:
    """
    One connection to a server or a proxy.
    """

    def __init__(self, sock: Any) -> None:
        """
        Args:
            sock: A socket, plain or with TLS.
        """
        self._socket = sock
        self._seconds: float | None = None
        self._pending = getattr(sock, "pending", None)
        self._is_used = False

    def is_usable(self) -> bool:
        """
        Whether the next request may go out on it: nothing has arrived, not even its end.
        """
        return not self._has_bytes()

    def _has_bytes(self) -> bool:
        return is_readable(self._socket) or bool(self._pending and self._pending())

    def drop(self) -> None:
        """
        Close it at once.
        """
        self._socket.close()

    def interrupt(self) -> None:
        """
        End what another thread does on it. That thread closes it.
        """
        sock = self._socket
        with contextlib.suppress(OSError):
            if isinstance(sock, TunnelledTls):
                sock.shutdown(socket.SHUT_RDWR)
            else:
                # Not the method of a socket with TLS, which would go on in plain text.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def leave(self) -> None:
        """
        Let go of it without touching its socket.
        """

    def send(self, head: bytes, request: HttpRequest, exchange: Exchange) -> ResponseParser:
        """
        Write a request and read its response.

        Args:
            head: What goes before the body.

        Raises:
            DeadConnection: It had been used before, and took nothing of the request.
            Unreachable: It is new, and took nothing of the request.
            WriteTimeout: One step took too long.
            ReadTimeout: One step took too long.
            NoResponse: There is none.
            DeadlinePassed: The deadline of the call has passed.
        """
        is_early = not self._is_used and self._speaks_first()
        is_early = self._write(head, request, exchange) or is_early
        self._is_used = True
        parser = ResponseParser(request, exchange)
        seconds = request.timeouts.read
        while True:
            data = self._receive(exchange.timeout(seconds))
            if not data:
                parser.end()
                break
            if parser.feed(data):
                break
        parser.is_clean = parser.is_clean and not is_early and not self._has_pending()
        return parser

    def _speaks_first(self) -> bool:
        # A server with TLS sends session tickets by itself before its first response.
        if self._pending is not None or not self._has_bytes():
            return False
        with contextlib.suppress(OSError):
            if not self._socket.recv(1, socket.MSG_PEEK):
                raise Unreachable("the server closed the connection at once")
        return True

    def _has_pending(self) -> bool:
        return bool(self._pending and self._pending())

    def _write(self, head: bytes, request: HttpRequest, exchange: Exchange) -> bool:
        """
        Write a request; true if the response began before its end.
        """
        view = memoryview(head + request.body if request.body else head)
        seconds, is_early, is_begun = request.timeouts.write, False, False
        exchange.timeout(None)
        exchange.is_begun = True
        while view:
            try:
                self._limit(exchange.timeout(seconds))
                sent = self._socket.send(view[:PIECE])
            except TimeoutError:
                raise WriteTimeout from None
            except OSError as error:
                if not is_begun:
                    # The system took none of it, or less than one record of TLS.
                    exchange.is_begun = False
                    raise self._refused(error) from None
                return True  # a server that has hung up may have answered before
            view, is_begun = view[sent:], True
            is_early = is_early or (bool(view) and self._is_early())
        return is_early

    def _is_early(self) -> bool:
        return (self._is_used or self._pending is None) and self._has_bytes()

    def _refused(self, error: OSError) -> Exception:
        return DeadConnection() if self._is_used else Unreachable(str(error))

    def _receive(self, seconds: float) -> bytes:
        try:
            self._limit(seconds)
            data: bytes = self._socket.recv(_MOST)
        except TimeoutError:
            raise ReadTimeout from None
        except OSError:
            raise NoResponse from None
        return data

    def _limit(self, seconds: float) -> None:
        if seconds != self._seconds:
            self._socket.settimeout(seconds)
            self._seconds = seconds


def open_blocking(
    server: Server, proxy: Proxy | None, context: SSLContext | None, seconds: float
) -> BlockingConnection:
    """
    Open a connection; the arguments and errors are those of ``OpeningPool.open``.

    Raises:
        DeadlinePassed: The deadline of the call has passed.
    """
    until = time.monotonic() + seconds
    backend = BlockingBackend(_ERRORS)
    host = server.host.decode()
    if proxy is None:
        stream = backend.connect_tcp(host, server.port, seconds)
    else:
        stream = backend.connect_tcp(proxy.host, proxy.port, seconds)
        if proxy.scheme == "https" and context is not None:
            stream = stream.start_tls(context, proxy.host, _left(until))
    try:
        if server.scheme == b"https":
            if proxy is not None:
                _tunnel(stream, server, proxy, until)
            stream = stream.start_tls(_required(context), host, _left(until))
            if not is_http1(stream.get_extra_info("ssl_object")):
                raise Unreachable(OTHER_PROTOCOL)
    except BaseException:
        stream.close()
        raise
    return BlockingConnection(stream.get_extra_info("socket"))


def _required(context: SSLContext | None) -> SSLContext:
    if context is None:
        raise Unreachable("TLS needs settings")
    return context


def _tunnel(stream: BlockingStream, server: Server, proxy: Proxy, until: float) -> None:
    stream.write(tunnel_head(server, proxy), _left(until))
    heads, parts = HeadBuffer(_MOST), None
    try:
        while parts is None:
            data = stream.read(_MOST, _left(until))
            if not data:
                raise Unreachable("the proxy closed the connection")
            parts = heads.add(data)
        status = parse_head(parts[0]).status
    except NoResponse:
        raise Unreachable("the proxy sent no response") from None
    check_tunnel(status, parts[1])


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise ConnectTimeout
    return left
