"""
Connections that end with the deadline of their call, and are reused only after a response that
ended cleanly.

The HTTP library keeps bytes that a server sends after a response and takes them for the response
to the next request, which may be that of another user. But it asks every idle connection whether
it is readable, and closes it if so. Until its last response is known to be complete, a connection
reports itself as readable, so that the pool closes it instead of reusing it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

import msgspec

from .exchange import current_exchange, step_timeout

PIECE: Final = 16 * 1024
"""
A longer body is written in chunks, to notice a server that responds before the end. One chunk is
one record of TLS, of which a server can read all or nothing.
"""


class StreamErrors(msgspec.Struct, frozen=True):
    """
    The exceptions by which a stream tells the HTTP library what went wrong.
    """

    connect: type[Exception]
    connect_timeout: type[Exception]
    read: type[Exception]
    read_timeout: type[Exception]
    write: type[Exception]
    write_timeout: type[Exception]
    not_available: type[Exception]
    """Makes the library use another connection."""


class Watched(ABC):
    """
    The state of a connection: what was written and read, and whether it may be reused.
    """

    def __init__(self, errors: StreamErrors) -> None:
        self._errors = errors
        self._is_http1 = False
        self._is_multiplexed = False
        self._is_reusable = True
        self._is_answered = False
        """Something was read, so the TLS handshake is over."""
        self._is_asking = False
        """The last step was a write."""
        self._is_early = False

    def mark_reusable(self) -> None:
        """
        Allow another request, unless more than the response has arrived.
        """
        self._is_reusable = not self._is_early and not self._has_bytes()

    @abstractmethod
    def _has_bytes(self) -> bool: ...

    @abstractmethod
    def _is_encrypted(self) -> bool: ...

    def _claims_bytes(self) -> bool:
        """
        What the stream tells the pool: one that must not be reused claims to be readable.
        """
        return (self._is_http1 and not self._is_reusable) or self._has_bytes()

    def _before_write(self, buffer: bytes) -> None:
        self._recognise(buffer)
        if not self._is_http1:
            return
        # The first write after a read starts the next request on this connection.
        if self._is_answered and not self._is_asking:
            if not self._may_be_reused():
                raise self._errors.not_available
            self._is_early = False
        else:
            self._look_for_early_bytes()
        self._is_asking, self._is_reusable = True, False
        self._begin(buffer)

    def _may_be_reused(self) -> bool:
        exchange = current_exchange()
        is_refused = exchange is not None and exchange.needs_fresh
        return self._is_reusable and not is_refused and not self._has_bytes()

    def _begin(self, buffer: bytes) -> None:
        exchange = current_exchange()
        # CONNECT is for a proxy, and nothing of the request itself.
        if exchange is not None and not buffer.startswith(b"CONNECT "):
            exchange.is_begun = True

    def _before_read(self) -> None:
        self._is_answered, self._is_asking = True, False

    def _recognise(self, buffer: bytes) -> None:
        """
        HTTP/1.1 begins with the name of a method, a SOCKS greeting with a control character.

        HTTP/2 needs no watching: its responses name the requests they belong to.
        """
        if buffer.startswith(b"PRI * HTTP/2"):
            self._is_multiplexed = True
            self._begin(buffer)
        elif not self._is_multiplexed and buffer[:1].isalpha():
            self._is_http1 = True
        elif self._is_multiplexed:
            self._begin(buffer)

    def _look_for_early_bytes(self) -> None:
        # A TLS server sends session tickets by itself before the first response.
        if (self._is_answered or not self._is_encrypted()) and self._has_bytes():
            self._is_early = True


class AsyncWatchedStream(Watched):
    """
    A stream of the HTTP library that keeps deadlines and says when it must not be used again.
    """

    def __init__(self, stream: Any, errors: StreamErrors) -> None:
        super().__init__(errors)
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """
        Read the next bytes of a response.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
        """
        self._before_read()
        data: bytes = await self._stream.read(max_bytes, step_timeout(timeout))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """
        Write a part of a request.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
            Exception: The connection must not be used again, and nothing was written.
        """
        for piece in pieces(buffer):
            limit = step_timeout(timeout)
            self._before_write(piece)
            await self._stream.write(piece, limit)

    async def aclose(self) -> None:
        """
        Close the stream.
        """
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> AsyncWatchedStream:
        """
        Switch to TLS; the new stream is watched from its start.
        """
        stream = await self._stream.start_tls(ssl_context, server_hostname, step_timeout(timeout))
        return AsyncWatchedStream(stream, self._errors)

    def get_extra_info(self, info: str) -> Any:
        """
        Facts about the stream. A stream that must not be reused claims to be readable.
        """
        if info == "is_readable" and self._is_http1:
            return self._claims_bytes()
        return self._stream.get_extra_info(info)

    def _has_bytes(self) -> bool:
        return bool(self._stream.get_extra_info("is_readable")) or _holds_bytes(self._stream)

    def _is_encrypted(self) -> bool:
        return self._stream.get_extra_info("ssl_object") is not None


class AsyncWatchedBackend:
    """
    Opens the connections of the HTTP library, watched.
    """

    is_watched = True

    def __init__(self, backend: Any, errors: StreamErrors) -> None:
        """
        Args:
            backend: The library's own, which opens them.
        """
        self._backend = backend
        self._errors = errors

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> AsyncWatchedStream:
        """
        Open a watched connection.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
        """
        try:
            stream = await self._backend.connect_tcp(
                host, port, step_timeout(timeout), local_address, socket_options
            )
        except BaseExceptionGroup as group:
            raise _without_group(group) from None
        return AsyncWatchedStream(stream, self._errors)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> AsyncWatchedStream:
        """
        Open a watched connection to a socket of this machine.
        """
        stream = await self._backend.connect_unix_socket(
            path, step_timeout(timeout), socket_options
        )
        return AsyncWatchedStream(stream, self._errors)

    async def sleep(self, seconds: float) -> None:
        """
        Wait before another try to connect.
        """
        limit = step_timeout(seconds)
        await self._backend.sleep(seconds if limit is None else limit)


def _without_group(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """
    The one cancellation that a caller expects, where the tasks that tried the addresses of a host
    under trio each report their own; else the group.
    """
    one = next(_members(group))
    is_alone = all(type(other) is type(one) for other in _members(group))
    return one if is_alone and not isinstance(one, Exception) else group


def _members(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    inner: tuple[BaseException, ...] = group.exceptions
    for one in inner:
        if isinstance(one, BaseExceptionGroup):
            yield from _members(cast("BaseExceptionGroup[BaseException]", one))
        else:
            yield one


def pieces(buffer: bytes) -> Iterable[bytes]:
    """
    What is written at a time.
    """
    if len(buffer) <= PIECE:
        return (buffer,) if buffer else ()
    return (buffer[begin : begin + PIECE] for begin in range(0, len(buffer), PIECE))


def _holds_bytes(stream: Any) -> bool:
    """
    Whether bytes were read from the socket but not delivered yet.

    An event loop and TLS both read ahead, and only private attributes of the libraries show it.
    An unknown stream counts as holding bytes, so that it is never reused.
    """
    try:
        layer = stream._stream
        while hasattr(layer, "transport_stream"):
            if _tls_holds(layer):
                return True
            layer = layer.transport_stream
        if hasattr(layer, "_protocol"):
            return bool(layer._protocol.read_queue)  # anyio on asyncio
        return not hasattr(layer, "socket")  # trio
    except AttributeError:
        return True  # another version of the library: be careful and do not reuse


def _tls_holds(layer: Any) -> bool:
    name = "_read_bio" if hasattr(layer, "_read_bio") else "_incoming"
    return bool(getattr(layer, name).pending or layer._ssl_object.pending())
