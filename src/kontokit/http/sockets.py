"""
Blocking connections of the HTTP library: every step ends with the deadline of the call.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any, Final

from .connections import StreamErrors, Watched, pieces
from .exchange import current_exchange, step_timeout

_RECORD: Final = 16 * 1024


class BlockingStream(Watched):
    """
    A connection over a socket, which says when it must not be used again.
    """

    def __init__(self, sock: Any, errors: StreamErrors) -> None:
        """
        Args:
            sock: A socket, plain or with TLS.
        """
        super().__init__(errors)
        self._socket = sock
        self._is_partly_sent = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """
        Read the next bytes of a response.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
        """
        self._before_read()
        try:
            self._socket.settimeout(step_timeout(timeout))
            data: bytes = self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise self._errors.read_timeout(str(error)) from None
        except OSError as error:
            raise self._errors.read(str(error)) from None
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """
        Write a part of a request.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
            Exception: The connection must not be used again, and nothing was written.
        """
        for piece in pieces(buffer):
            limit = step_timeout(timeout)
            was_begun, is_reused = self._was_begun(), self._is_answered
            self._is_partly_sent = False
            self._before_write(piece)
            try:
                self._send(piece, timeout, limit)
            except TimeoutError as error:
                raise self._errors.write_timeout(str(error)) from None
            except OSError as error:
                raise self._failed(error, was_begun=was_begun, is_reused=is_reused) from None

    def _send(self, piece: bytes, timeout: float | None, limit: float | None) -> None:
        view = memoryview(piece)
        while view:
            self._socket.settimeout(limit)
            sent = self._socket.send(view)
            view = view[sent:]
            if view:
                self._is_partly_sent = True
                limit = step_timeout(timeout)

    def _was_begun(self) -> bool:
        exchange = current_exchange()
        return exchange is None or exchange.is_begun

    def _failed(self, error: OSError, *, was_begun: bool, is_reused: bool) -> Exception:
        """
        The error of a failed write. If it was the first of its request, nothing was sent: the
        system took none of it, or less than one record of TLS, which no server can read.
        """
        exchange = current_exchange()
        if was_begun or self._is_partly_sent or exchange is None:
            return self._errors.write(str(error))
        exchange.is_begun = False
        return self._errors.not_available() if is_reused else self._errors.connect(str(error))

    def close(self) -> None:
        """
        Close the connection.
        """
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> BlockingStream:
        """
        Switch to TLS; the new stream is watched from its start.

        Raises:
            DeadlinePassed: The deadline of the call has passed.
        """
        try:
            limit = step_timeout(timeout)
            if isinstance(self._socket, ssl.SSLSocket):
                sock: Any = TunnelledTls(self._socket, ssl_context, server_hostname, limit)
            else:
                self._socket.settimeout(limit)
                sock = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise self._errors.connect_timeout(str(error)) from None
        except (OSError, ValueError) as error:  # ValueError: a host name that TLS does not take
            self.close()
            raise self._errors.connect(str(error)) from None
        except BaseException:
            self.close()
            raise
        return BlockingStream(sock, self._errors)

    def get_extra_info(self, info: str) -> Any:
        """
        Facts about the stream. A stream that must not be reused claims to be readable.
        """
        match info:
            case "is_readable":
                return self._claims_bytes()
            case "ssl_object":
                return self._tls()
            case "socket":
                return self._socket
            case "client_addr":
                return self._socket.getsockname()
            case "server_addr":
                return self._socket.getpeername()
            case _:
                return None

    def _tls(self) -> Any:
        if isinstance(self._socket, TunnelledTls):
            return self._socket.tls
        return self._socket if isinstance(self._socket, ssl.SSLSocket) else None

    def _has_bytes(self) -> bool:
        pending: Callable[[], int] | None = getattr(self._socket, "pending", None)
        return is_readable(self._socket) or bool(pending and pending())

    def _is_encrypted(self) -> bool:
        return self._tls() is not None


class TunnelledTls:
    """
    TLS to a server within TLS to a proxy, with the methods of a socket.
    """

    def __init__(
        self, sock: ssl.SSLSocket, context: ssl.SSLContext, host: str | None, timeout: float | None
    ) -> None:
        """
        Args:
            host: The name that the server must prove.
        """
        self._socket = sock
        self._timeout = timeout
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self._do(self.tls.do_handshake)

    def settimeout(self, timeout: float | None) -> None:
        """
        How long the next operation may take, in seconds.
        """
        self._timeout = timeout

    def recv(self, size: int) -> bytes:
        """
        Receive; empty at the end.
        """
        try:
            data: bytes = self._do(lambda: self.tls.read(size))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""
        return data

    def send(self, data: memoryview) -> int:
        """
        Send up to one record.
        """
        sent: int = self._do(lambda: self.tls.write(data[:_RECORD]))
        return sent

    def pending(self) -> int:
        """
        How many bytes were received and not read yet.
        """
        return self._incoming.pending + self.tls.pending() + self._socket.pending()

    def fileno(self) -> int:
        """
        The file descriptor of the socket.
        """
        return self._socket.fileno()

    def getsockname(self) -> Any:
        """
        The address of this side.
        """
        return self._socket.getsockname()

    def getpeername(self) -> Any:
        """
        The address of the proxy.
        """
        return self._socket.getpeername()

    def shutdown(self, how: int) -> None:
        """
        End the connection below, for all threads that wait for it.

        Args:
            how: As for a socket.
        """
        socket.socket.shutdown(self._socket, how)  # its own would go on without TLS

    def close(self) -> None:
        """
        Close the socket.
        """
        self._socket.close()

    def _do(self, step: Callable[[], Any]) -> Any:
        until = None if self._timeout is None else time.monotonic() + self._timeout
        while True:
            result, is_done = None, False
            with contextlib.suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                result, is_done = step(), True
            self._limit(until)
            self._socket.sendall(self._outgoing.read())
            if is_done:
                return result
            self._limit(until)
            received = self._socket.recv(_RECORD)
            if received:
                self._incoming.write(received)
            else:
                self._incoming.write_eof()

    def _limit(self, until: float | None) -> None:
        left = None if until is None else until - time.monotonic()
        if left is not None and left <= 0:
            raise TimeoutError("timed out")
        self._socket.settimeout(left)


def is_readable(sock: Any) -> bool:
    """
    Whether a socket has bytes or an end to deliver; a closed one counts as readable.
    """
    number = sock.fileno()
    if number < 0:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([number], [], [], 0)[0])
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))
