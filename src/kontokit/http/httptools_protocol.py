"""
Connections of the engine httptools in an event loop of asyncio.

What arrives goes straight into the response, so nothing waits in between; a body over the limit
ends the connection.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any, Final

from .base_transport import of_parents
from .connections import pieces
from .engine_errors import NoResponse, ReadTimeout, Unreachable, WriteTimeout
from .exchange import Exchange
from .httptools_parser import ResponseParser
from .messages import HttpRequest
from .sockets import is_readable

_SINGLE: Final = 64 * 1024
"""The longest body that is written at once."""


class HttptoolsConnection(asyncio.Protocol):
    """
    One connection to a server or a proxy. Made and used in one event loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._transport: Any = None
        self._socket: Any = None
        self._is_lost = False
        self._is_used = False
        self._early = bytearray()
        """What arrived before a request."""
        self._parser: ResponseParser | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._is_paused = False
        self._timer: asyncio.TimerHandle | None = None
        self._fires_at = 0.0
        self._ends_at = 0.0
        self._silent_until = 0.0
        self._patience = 0.0

    # What the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Take the connection.
        """
        self._transport = transport
        self._socket = transport.get_extra_info("socket")

    def data_received(self, data: bytes) -> None:
        """
        Take the next bytes.
        """
        parser = self._parser
        if parser is None:
            self._early += data
            self._transport.pause_reading()
            return
        try:
            is_done = parser.feed(data)
        except Exception as error:
            self._finish(error)
            return
        if is_done:
            self._finish(None)
        else:
            self._silent_until = monotonic() + self._patience

    def eof_received(self) -> bool:
        """
        The server sends nothing more.
        """
        self._end()
        return False  # close it

    def connection_lost(self, exc: Exception | None) -> None:
        """
        The connection is gone.
        """
        self._is_lost = True
        if exc is None:
            self._end()
        else:
            self._finish(NoResponse())
        self.resume_writing()
        self._stop_timer()

    def pause_writing(self) -> None:
        """
        The server is slower than the request.
        """
        self._is_paused = True

    def resume_writing(self) -> None:
        """
        More may be written.
        """
        self._is_paused = False
        drained, self._drained = self._drained, None
        if drained is not None and not drained.done():
            drained.set_result(None)

    def _end(self) -> None:
        if self._parser is None:
            return
        try:
            self._parser.end()
        except NoResponse as error:
            self._finish(error)
        else:
            self._finish(None)

    def _finish(self, error: Exception | None) -> None:
        self._parser, waiter = None, self._waiter
        if waiter is None or waiter.done():
            return
        if error is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(error)
        if self._drained is not None:
            self.resume_writing()

    # Timeouts. The timer stays from one call to the next, since most calls end long before it.

    def _watch(self) -> None:
        due = min(self._ends_at, self._silent_until)
        if self._timer is not None:
            if self._fires_at <= due:
                return
            self._timer.cancel()
        self._fires_at = due
        self._timer = self._loop.call_later(max(due - monotonic(), 0), self._check_time)

    def _check_time(self) -> None:
        self._timer = None
        if self._parser is None:
            return
        if monotonic() < min(self._ends_at, self._silent_until):
            self._watch()
        else:
            self._finish(ReadTimeout())

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # What a call does

    @property
    def tls(self) -> Any:
        """
        The TLS of the connection, if it has one.
        """
        return self._transport.get_extra_info("ssl_object")

    def is_usable(self) -> bool:
        """
        Whether the next request may go out on it: it is open, and nothing has arrived.
        """
        if self._is_lost or self._early or self._transport.is_closing():
            return False
        return not is_readable(self._socket)

    def drop(self) -> None:
        """
        Close it at once.
        """
        self._stop_timer()
        self._transport.abort()
        self._finish(NoResponse())

    def leave(self) -> None:
        """
        Let go of it without touching its socket.
        """
        of_parents.append(self._transport)

    async def send(self, head: bytes, request: HttpRequest, exchange: Exchange) -> ResponseParser:
        """
        Write a request and read its response.

        Args:
            head: What goes before the body.

        Raises:
            Unreachable: The connection has ended, and nothing was written.
            WriteTimeout: One step took too long.
            ReadTimeout: One step took too long.
            NoResponse: There is none.
            DeadlinePassed: The deadline of the call has passed.
        """
        if self._is_lost or self._transport.is_closing():
            raise Unreachable("the server closed the connection at once")
        left = exchange.timeout(None)
        self._parser = parser = ResponseParser(request, exchange)
        self._waiter = waiter = self._loop.create_future()
        self._patience = request.timeouts.read
        self._ends_at = self._silent_until = monotonic() + left
        exchange.is_begun = True
        try:
            is_early = self._feed_early() or (not self._is_used and self._speaks_first())
            body = request.body or b""
            if len(body) <= _SINGLE:
                self._transport.write(head + body if body else head)
            else:
                is_early = await self._write(head, body, request, exchange) or is_early
            # Only now: a server may be silent for as long as a request is being written.
            self._silent_until = monotonic() + self._patience
            self._watch()
            await waiter
        finally:
            self._parser = self._waiter = None
            if waiter.done() and not waiter.cancelled():
                waiter.exception()  # so that asyncio reports none that nobody waited for
        self._is_used = True
        parser.is_clean = parser.is_clean and not is_early and not self._early
        return parser

    def _feed_early(self) -> bool:
        """
        Take what arrived before the request; true if anything did.
        """
        if not self._early:
            return False
        data, self._early = bytes(self._early), bytearray()
        self._transport.resume_reading()
        self.data_received(data)
        return True

    def _speaks_first(self) -> bool:
        # A server with TLS sends session tickets by itself before its first response.
        return self.tls is None and is_readable(self._socket)

    async def _write(
        self, head: bytes, body: bytes, request: HttpRequest, exchange: Exchange
    ) -> bool:
        """
        Write a long request; true if the response began before its end.
        """
        for piece in (head, *pieces(body)):
            if self._parser is None or self._transport.is_closing():
                return True  # a server that has hung up may have answered before
            self._transport.write(piece)
            if self._is_paused:
                await self._drain(exchange.timeout(request.timeouts.write))
        if self._parser is None or self._parser.is_begun:
            return True
        return self._speaks_first()

    async def _drain(self, seconds: float) -> None:
        self._drained = self._loop.create_future()
        try:
            async with asyncio.timeout(seconds):
                await self._drained
        except TimeoutError:
            raise WriteTimeout from None
        finally:
            self._drained = None
