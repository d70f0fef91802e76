"""
A TCP proxy on loopback that spoils what the server answers, in the ways of real networks.
"""

from __future__ import annotations

import random
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from types import TracebackType
from typing import Literal, Self, TypeAlias

__all__ = ["FaultProxy", "Toxic", "ToxicKind"]

ToxicKind: TypeAlias = Literal[
    "latency", "bandwidth", "slow close", "timeout", "reset", "slicer", "limit"
]
_CHUNK = 65_536
_IDLE = 0.05
"""How often a waiting connection looks whether the proxy was closed."""


@dataclass(frozen=True, kw_only=True)
class Toxic:
    """
    What happens to an answer on its way to the client.
    """

    kind: ToxicKind
    seconds: float = 0.0
    """latency and slicer: before each part; slow close: before the end; timeout: until the end."""
    jitter: float = 0.0
    """latency: at most so many seconds more, drawn for each part."""
    size: int = 0
    """bandwidth: bytes a second; slicer: bytes of a part; reset and limit: bytes that arrive."""


@dataclass
class _Connection:
    """
    One client, with the connection to the server that was made for it.
    """

    client: socket.socket
    server: socket.socket
    proxy: FaultProxy
    ended: Event
    random: random.Random
    passed: int = field(default=0, init=False)
    """How many bytes have gone through since the toxic began."""
    _toxic: Toxic | None = field(default=None, init=False)

    @property
    def toxic(self) -> Toxic | None:
        """
        The toxic of the proxy, which holds for connections that are open already too.
        """
        if self.proxy.toxic is not self._toxic:
            self._toxic, self.passed = self.proxy.toxic, 0
        return self._toxic

    def answer(self) -> None:
        """
        Pass on what the server says, spoilt.
        """
        with suppress(OSError):
            while not self.ended.is_set():
                part = _received(self.server, self.ended)
                if not part:
                    break
                if not self._pass(part):
                    return
            toxic = self.toxic
            if toxic is not None and toxic.kind == "slow close":
                self.ended.wait(toxic.seconds)
        self._close()

    def ask(self) -> None:
        """
        Pass on what the client says, as it is.
        """
        with suppress(OSError):
            while part := _received(self.client, self.ended):
                self.server.sendall(part)
            self.server.shutdown(socket.SHUT_WR)

    def _pass(self, part: bytes) -> bool:
        """
        Send one part to the client; False when the connection is at its end.
        """
        toxic = self.toxic
        if toxic is None or toxic.kind == "slow close":
            self.client.sendall(part)
        elif toxic.kind == "timeout":
            self.ended.wait(toxic.seconds)
            self._close()
            return False
        elif toxic.kind in ("reset", "limit"):
            return self._cut(part, toxic)
        else:
            self._slowly(part, toxic)
        return True

    def _cut(self, part: bytes, toxic: Toxic) -> bool:
        self.client.sendall(part[: toxic.size - self.passed])
        self.passed += len(part)
        if self.passed < toxic.size:
            return True
        self._close(abruptly=toxic.kind == "reset")
        return False

    def _slowly(self, part: bytes, toxic: Toxic) -> None:
        # A tenth of a second's bytes at a time, so that a slow line is slow and not a long pause.
        size = max(1, toxic.size // 10) if toxic.kind == "bandwidth" else toxic.size or len(part)
        for at in range(0, len(part), size):
            piece = part[at : at + size]
            pause = len(piece) / toxic.size if toxic.kind == "bandwidth" else toxic.seconds
            if self.ended.wait(pause + self.random.uniform(0, toxic.jitter)):
                return
            self.client.sendall(piece)

    def _close(self, *, abruptly: bool = False) -> None:
        if abruptly:
            # A linger time of zero makes the system send a reset instead of an end.
            linger = struct.pack("ii", 1, 0)
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        else:
            with suppress(OSError):
                self.client.shutdown(socket.SHUT_RDWR)
        self.client.close()
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()


class FaultProxy:
    """
    Stands before a server until it is closed.
    """

    def __init__(self, port: int, *, at: int = 0, seed: int = 0) -> None:
        """
        Args:
            port: Of the server, on loopback.
            at: The port of the proxy; 0 for any free one.
            seed: Of the jitter.
        """
        self.toxic: Toxic | None = None
        """Holds from now on; None passes everything on."""
        self.connections = 0
        """How many were made."""
        self._target = port
        self._random = random.Random(seed)
        self._ended = Event()
        self._threads: list[Thread] = []
        self._socket = socket.create_server(("127.0.0.1", at), backlog=256)
        self._socket.settimeout(_IDLE)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def close(self) -> None:
        """
        End all connections, and wait until no thread is left.
        """
        self._ended.set()
        self._accepting.join()
        self._socket.close()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                client, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.connections += 1
            self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._target), timeout=5)
        except OSError:
            client.close()
            return
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.settimeout(_IDLE)
        rng = random.Random(self._random.random())
        made = _Connection(client, server, self, self._ended, rng)
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        for work in (made.ask, made.answer):
            self._threads.append(Thread(target=work, daemon=True))
            self._threads[-1].start()


def _received(one: socket.socket, ended: Event) -> bytes:
    """
    Read what has arrived; nothing at the end of the connection or of the proxy.
    """
    while not ended.is_set():
        try:
            return one.recv(_CHUNK)
        except TimeoutError:
            continue
    return b""
