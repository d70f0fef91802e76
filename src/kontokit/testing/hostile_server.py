"""
A server on loopback that breaks HTTP on request, and keeps what it heard.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Final, TypeAlias

import attrs

_PATIENCE: Final = 10.0
_LONGEST_DRIP: Final = 4.0
OK: Final = b"HTTP/1.1 200 OK\r\n"
"""The status line of a good response."""


@attrs.frozen
class HeardRequest:
    """
    One request as it arrived.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    """Names in lower case."""
    body: bytes
    connection: int
    """The number of the connection, from 1."""

    def values(self, name: str) -> list[str]:
        """
        The values of a header.

        Args:
            name: In lower case.
        """
        return [value for known, value in self.headers if known == name]


Reply: TypeAlias = Callable[[socket.socket, HeardRequest], None]
"""Writes the response to a request; OSError and a closed socket end the connection."""


class HostileServer:
    """
    A server whose response to each request is a function.
    """

    def __init__(self) -> None:
        self.reply: Reply = echo
        self.heard: list[HeardRequest] = []
        self.connections = 0
        self._open: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        Thread(target=self._accept, name="kontokit-hostile-server", daemon=True).start()

    @property
    def url(self) -> str:
        """
        Scheme, host and port.
        """
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def writes(self, raw: bytes, *, then_close: bool = False) -> None:
        """
        Answer the first request from now on with these bytes, and echo the others.

        Args:
            raw: Status line, headers and body.
            then_close: Whether to close the connection after it.
        """
        first = len(self.heard)

        def reply(connection: socket.socket, request: HeardRequest) -> None:
            if len(self.heard) > first + 1:
                echo(connection, request)
                return
            connection.sendall(raw)
            if then_close:
                connection.shutdown(socket.SHUT_RDWR)

        self.reply = reply

    def close(self) -> None:
        """
        Close the server and its connections.
        """
        self._socket.close()
        for connection in self._open:
            connection.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                self._open.append(connection)
                serve = Thread(target=self._serve, args=(connection, self.connections), daemon=True)
                serve.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        connection.settimeout(_PATIENCE)
        with contextlib.suppress(OSError, ValueError), connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in _requests(connection, number):
                self.heard.append(request)
                self.reply(connection, request)


def _requests(connection: socket.socket, number: int) -> Iterator[HeardRequest]:
    buffer = b""
    while True:
        while b"\r\n\r\n" not in buffer:
            piece = connection.recv(65536)
            if not piece:
                return
            buffer += piece
        head, _, buffer = buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        pairs = [line.partition(":") for line in lines[1:]]
        headers = tuple((name.lower(), value.strip()) for name, _, value in pairs)
        length = int(dict(headers).get("content-length", "0"))
        while len(buffer) < length:
            piece = connection.recv(65536)
            if not piece:
                return
            buffer += piece
        body, buffer = buffer[:length], buffer[length:]
        yield HeardRequest(method, target, headers, body, number)


def body(text: str | bytes, *headers: str) -> bytes:
    """
    A good response with a body.

    Args:
        headers: Further header lines.
    """
    data = text.encode() if isinstance(text, str) else text
    lines = "".join(f"{line}\r\n" for line in headers).encode()
    return OK + lines + b"Content-Length: %d\r\n\r\n" % len(data) + data


def echo(connection: socket.socket, request: HeardRequest) -> None:
    """
    Answer with the target of the request.
    """
    connection.sendall(body(request.target))


def drip(begin: bytes, piece: bytes) -> Reply:
    """
    A response that begins, and then goes on piece by piece for four seconds.

    Args:
        begin: Sent at once.
        piece: Sent every 40 milliseconds.
    """

    def reply(connection: socket.socket, _: HeardRequest) -> None:
        connection.sendall(begin)
        until = time.monotonic() + _LONGEST_DRIP
        while time.monotonic() < until:
            connection.sendall(piece)
            time.sleep(0.04)
        connection.shutdown(socket.SHUT_RDWR)

    return reply
