"""
A call ends with its deadline, whatever drips.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest

from kontokit import (
    AsyncHttpTransport,
    HttpTransport,
    SyncClient,
    Timeouts,
    TransportTimeoutError,
)
from kontokit.core.deadline import Deadline
from kontokit.http import HttpRequest
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.base_transport import BlockingTransport
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from tests.support.clients import CREDENTIALS
from tests.support.deaf_port import deaf_port
from tests.support.shapes import API, GET_ACCESS

SECONDS = 0.8
BUSY = 0.6
"""What a busy machine may add."""
Write = Callable[[socket.socket], None]


class Dripping:
    """
    A server that reads a request, and then answers as it is told until the client hangs up.
    """

    def __init__(self, write: Write, *, reads: bool = True) -> None:
        self._write, self._reads = write, reads
        self._server = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._run, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
                with connection:
                    if self._reads:
                        connection.recv(65536)
                    self._write(connection)
            except OSError:
                if self._server.fileno() < 0:
                    return

    def close(self) -> None:
        self._server.close()


def _drip(begin: bytes, piece: bytes) -> Write:
    def write(connection: socket.socket) -> None:
        connection.sendall(begin)
        while True:
            connection.sendall(piece)
            time.sleep(0.04)

    return write


def _reads_slowly(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    while connection.recv(1000):
        time.sleep(0.04)


OK = b"HTTP/1.1 200 OK\r\n"
DRIPS = {
    "nothing": _drip(b"", b""),
    "the status line": _drip(b"HTTP/1.1 200 ", b"O"),
    "a header": _drip(OK + b"X-Long: ", b"x"),
    "interim answers": _drip(b"", b"HTTP/1.1 103 Hints\r\nLink: </x>\r\n\r\n"),
    "the body": _drip(OK + b"Content-Length: 1000\r\n\r\n", b" "),
    "a body without a length": _drip(OK + b"\r\n", b" "),
    "chunks": _drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "the size of a chunk": _drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "an extension of a chunk": _drip(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x"),
    "trailers": _drip(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: ", b"x"),
}


@pytest.fixture(
    params=[
        HttpTransport,
        AsyncHttpTransport,
        Httpx2Transport,
        AsyncHttpx2Transport,
        AiohttpTransport,
        HttptoolsTransport,
        AsyncHttptoolsTransport,
    ]
)
def send(request: pytest.FixtureRequest) -> Callable[[HttpRequest], Any]:
    """
    Sends one request with a transport of its own: all engines, blocking and with ``await``.
    """

    def send(wanted: HttpRequest) -> Any:
        transport = request.param()
        if isinstance(transport, BlockingTransport):
            try:
                return transport.send(wanted)
            finally:
                transport.close()

        async def run() -> Any:
            try:
                return await transport.send(wanted)
            finally:
                await transport.close()

        return asyncio.run(run())

    return send


@pytest.fixture
def serve() -> Iterator[Callable[..., Dripping]]:
    """
    Starts servers, which end with the test.
    """
    servers: list[Dripping] = []

    def start(write: Write, **how: Any) -> Dripping:
        servers.append(Dripping(write, **how))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def _request(url: str, **more: Any) -> HttpRequest:
    timeouts = Timeouts(total=SECONDS)
    return HttpRequest(operation="x", method="GET", url=url, timeouts=timeouts, **more)


@pytest.mark.parametrize("what", DRIPS)
def test_a_drip_ends_with_the_deadline(
    serve: Callable[..., Dripping], send: Callable[[HttpRequest], Any], what: str
) -> None:
    """
    Every part of an answer may drip: the call ends in time, and the request may have arrived.
    """
    begun = time.monotonic()
    with pytest.raises(TransportTimeoutError, match="the total timeout passed") as caught:
        send(_request(serve(DRIPS[what]).url))
    assert time.monotonic() - begun < SECONDS * 1.1 + BUSY
    assert (caught.value.phase, caught.value.maybe_sent) == ("total", True)
    assert caught.value.__context__ is None


def test_a_server_that_reads_a_long_body_slowly(
    serve: Callable[..., Dripping], send: Callable[[HttpRequest], Any]
) -> None:
    """
    Sending ends with the deadline too, although there is always some progress.
    """
    begun = time.monotonic()
    with pytest.raises(TransportTimeoutError) as caught:
        send(_request(serve(_reads_slowly, reads=False).url, body=bytes(20_000_000)))
    assert time.monotonic() - begun < SECONDS * 1.1 + BUSY
    assert (caught.value.phase, caught.value.maybe_sent) == ("total", True)


def test_a_deadline_that_has_passed(send: Callable[[HttpRequest], Any]) -> None:
    """
    Nothing is opened and nothing was sent.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(TransportTimeoutError, match="nothing was sent") as caught:
            send(_request(url, deadline=Deadline.after(0)))
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (caught.value.phase, caught.value.maybe_sent) == ("total", False)


def test_a_tls_handshake_that_never_ends(
    serve: Callable[..., Dripping], send: Callable[[HttpRequest], Any]
) -> None:
    """
    A handshake counts, and nothing of the request was sent before its end.
    """
    server = serve(_drip(b"\x16\x03\x03\x40\x00", b"\x02"))
    begun = time.monotonic()
    with pytest.raises(TransportTimeoutError, match="nothing was sent") as caught:
        send(_request(server.url.replace("http:", "https:")))
    assert time.monotonic() - begun < SECONDS * 1.1 + BUSY
    assert (caught.value.phase, caught.value.maybe_sent) == ("total", False)


def test_a_look_up_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The system's look-up of a name knows no timeout, but the call does.
    """

    def look_up(*_: Any) -> list[Any]:
        time.sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    transport, begun = HttpTransport(), time.monotonic()
    with pytest.raises(TransportTimeoutError, match="nothing was sent") as caught:
        transport.send(_request("http://bank.invalid"))
    assert time.monotonic() - begun < SECONDS * 1.1 + BUSY
    assert caught.value.maybe_sent is False
    transport.close()


def test_a_first_address_that_leads_nowhere(
    serve: Callable[..., Dripping], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It takes its share of the time, and the next address is tried.
    """
    server = serve(lambda connection: connection.sendall(OK + b"Content-Length: 0\r\n\r\n"))
    port = int(server.url.rpartition(":")[2])
    with deaf_port() as deaf:
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", one)) for one in (deaf, port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)
        transport = HttpTransport()
        assert transport.send(_request("http://bank.invalid")).status_code == 200
        transport.close()


def test_a_number_is_the_whole_call_of_a_client(serve: Callable[..., Dripping]) -> None:
    """
    ``timeout=0.8`` of a client ends a call after 0.8 seconds, whatever comes in between.
    """
    server = serve(DRIPS["a header"])
    begun = time.monotonic()
    with (
        SyncClient(API, CREDENTIALS, base_url=server.url, timeout=SECONDS) as client,
        pytest.raises(TransportTimeoutError),
    ):
        client.call(GET_ACCESS, {"access_id": "1"})
    assert time.monotonic() - begun < SECONDS * 1.1 + BUSY
