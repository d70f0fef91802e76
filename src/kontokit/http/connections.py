"""
Connections that are reused only after a response that ended cleanly.

The HTTP library keeps bytes that a server sends after a response and takes them for the response
to the next request, which may be that of another user. But it asks every idle connection whether
it is readable, and closes it if so. Until its last response is known to be complete, a connection
reports itself as readable, so that the pool closes it instead of reusing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

_PIECE: Final = 64 * 1024
"""A longer body is written in chunks, to notice a server that responds before the end."""


class _Watched:
    """
    The state of a connection: what was written and read, and whether it may be reused.
    """

    def __init__(self, stream: Any, refusal: type[Exception]) -> None:
        self._stream = stream
        self._refusal = refusal
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

    def get_extra_info(self, info: str) -> Any:
        """
        Facts about the stream. A stream that must not be reused claims to be readable.
        """
        if info == "is_readable" and self._is_http1:
            return not self._is_reusable or self._has_bytes()
        return self._stream.get_extra_info(info)

    def _has_bytes(self) -> bool:
        return bool(self._stream.get_extra_info("is_readable")) or _holds_bytes(self._stream)

    def _before_write(self, buffer: bytes) -> None:
        self._recognise(buffer)
        if not self._is_http1 or not buffer:
            return  # nothing is written at the end of a request
        # The first write after a read starts the next request on this connection.
        if self._is_answered and not self._is_asking:
            if not self._is_reusable or self._has_bytes():
                raise self._refusal
            self._is_early = False
        else:
            self._look_for_early_bytes()
        self._is_asking, self._is_reusable = True, False

    def _before_read(self) -> None:
        self._is_answered, self._is_asking = True, False

    def _recognise(self, buffer: bytes) -> None:
        """
        HTTP/1.1 begins with the name of a method, a SOCKS greeting with a control character.

        HTTP/2 needs no watching: its responses name the requests they belong to.
        """
        if buffer.startswith(b"PRI * HTTP/2"):
            self._is_multiplexed = True
        elif not self._is_multiplexed and buffer[:1].isalpha():
            self._is_http1 = True

    def _look_for_early_bytes(self) -> None:
        # A TLS server sends session tickets by itself before the first response.
        is_encrypted = self._stream.get_extra_info("ssl_object") is not None
        if (self._is_answered or not is_encrypted) and self._has_bytes():
            self._is_early = True


class WatchedStream(_Watched):
    """
    A stream of the HTTP library that says when it must not be used again.
    """

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """
        Read the next bytes of a response.
        """
        self._before_read()
        data: bytes = self._stream.read(max_bytes, timeout)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """
        Write a part of a request.

        Raises:
            Exception: The refusal: the connection must not be used again, and nothing was written.
        """
        for piece in _pieces(buffer):
            self._before_write(piece)
            self._stream.write(piece, timeout)

    def close(self) -> None:
        """
        Close the stream.
        """
        self._stream.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> WatchedStream:
        """
        Switch to TLS; the new stream is watched from its start.
        """
        return WatchedStream(self._stream.start_tls(*args, **kwargs), self._refusal)


class AsyncWatchedStream(_Watched):
    """
    The async counterpart of ``WatchedStream``.
    """

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """
        Read the next bytes of a response.

        As :meth:`WatchedStream.read`.
        """
        self._before_read()
        data: bytes = await self._stream.read(max_bytes, timeout)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """
        Write a part of a request.

        As :meth:`WatchedStream.write`.
        """
        for piece in _pieces(buffer):
            self._before_write(piece)
            await self._stream.write(piece, timeout)

    async def aclose(self) -> None:
        """
        Close the stream.

        As :meth:`WatchedStream.close`.
        """
        await self._stream.aclose()

    async def start_tls(self, *args: Any, **kwargs: Any) -> AsyncWatchedStream:
        """
        Switch to TLS; the new stream is watched from its start.

        As :meth:`WatchedStream.start_tls`.
        """
        return AsyncWatchedStream(await self._stream.start_tls(*args, **kwargs), self._refusal)


class _Backend:
    def __init__(self, backend: Any, refusal: type[Exception]) -> None:
        """
        Args:
            backend: The backend that opens the connections.
            refusal: The error that makes the HTTP library use another connection.
        """
        self._backend = backend
        self._refusal = refusal


class WatchedBackend(_Backend):
    """
    Opens the connections of the HTTP library, watched.
    """

    def connect_tcp(self, *args: Any, **kwargs: Any) -> WatchedStream:
        """
        Open a watched connection.
        """
        return WatchedStream(self._backend.connect_tcp(*args, **kwargs), self._refusal)

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> WatchedStream:
        """
        Open a watched connection to a socket of this machine.
        """
        return WatchedStream(self._backend.connect_unix_socket(*args, **kwargs), self._refusal)

    def sleep(self, seconds: float) -> None:
        """
        Wait before another try to connect.
        """
        self._backend.sleep(seconds)


class AsyncWatchedBackend(_Backend):
    """
    The async counterpart of ``WatchedBackend``.
    """

    async def connect_tcp(self, *args: Any, **kwargs: Any) -> AsyncWatchedStream:
        """
        Open a watched connection.

        As :meth:`WatchedBackend.connect_tcp`.
        """
        return AsyncWatchedStream(await self._backend.connect_tcp(*args, **kwargs), self._refusal)

    async def connect_unix_socket(self, *args: Any, **kwargs: Any) -> AsyncWatchedStream:
        """
        Open a watched connection to a socket of this machine.

        As :meth:`WatchedBackend.connect_unix_socket`.
        """
        stream = await self._backend.connect_unix_socket(*args, **kwargs)
        return AsyncWatchedStream(stream, self._refusal)

    async def sleep(self, seconds: float) -> None:
        """
        Wait before another try to connect.

        As :meth:`WatchedBackend.sleep`.
        """
        await self._backend.sleep(seconds)


def _pieces(buffer: bytes) -> Iterator[bytes]:
    for begin in range(0, max(len(buffer), 1), _PIECE):
        yield buffer[begin : begin + _PIECE]


def _holds_bytes(stream: Any) -> bool:
    """
    Whether bytes were read from the socket but not delivered yet.

    An event loop and TLS both read ahead, and only private attributes of the libraries show it.
    An unknown stream counts as holding bytes, so that it is never reused.
    """
    try:
        if hasattr(stream, "_sock"):
            return _blocking_holds(stream)
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


def _blocking_holds(stream: Any) -> bool:
    inner = getattr(stream, "ssl_obj", None)  # TLS to a server within TLS to a proxy
    if inner is not None and (stream._incoming.pending or inner.pending()):
        return True
    pending = getattr(stream._sock, "pending", None)
    return bool(pending and pending())


def _tls_holds(layer: Any) -> bool:
    name = "_read_bio" if hasattr(layer, "_read_bio") else "_incoming"
    return bool(getattr(layer, name).pending or layer._ssl_object.pending())
