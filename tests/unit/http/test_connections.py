"""
A connection is used again only after an answer that ended cleanly, so that no answer goes astray.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import time
from collections.abc import Callable, Coroutine, Iterator
from threading import Thread
from typing import Any, TypeAlias

import httpcore2
import httpx2
import pytest

from kontokit import (
    AsyncHttpTransport,
    ConfigurationError,
    ConnectionLostError,
    Http,
    HttpTransport,
    TransportError,
)
from kontokit.core.limits import MAX_BODY
from kontokit.http import HttpRequest, HttpResponse
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.connections import AsyncWatchedStream
from kontokit.http.httpcore2_engine import ERRORS
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from kontokit.http.sockets import BlockingStream
from tests.support.certificates import Certificate, make_certificate

Script: TypeAlias = Callable[["Peer", socket.socket, str], None]
LEAK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nLEAK"
OK = b"HTTP/1.1 200 OK\r\n"


def _body(text: str, *headers: str) -> bytes:
    lines = "".join(f"{line}\r\n" for line in headers)
    return OK + f"{lines}Content-Length: {len(text)}\r\n\r\n{text}".encode()


class Peer:
    """
    A server of raw bytes on loopback that counts its connections.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.script: Script = lambda peer, connection, path: peer.echo(connection, path)
        self.reads_bodies = True
        self.paths: list[str] = []
        self.connections = 0
        self.last_heads: list[bytes] = []
        self._context = context
        self._open: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        scheme = "https" if self._context else "http"
        return f"{scheme}://127.0.0.1:{self._server.getsockname()[1]}"

    def echo(self, connection: socket.socket, path: str) -> None:
        """
        Answer with the path that was asked for.
        """
        connection.sendall(_body(path))

    def leaks(self, raw: bytes) -> None:
        """
        Answer the first request with these bytes, and the others with their paths.
        """

        def script(peer: Peer, connection: socket.socket, path: str) -> None:
            if len(peer.paths) == 1:
                connection.sendall(raw)
            else:
                peer.echo(connection, path)

        self.script = script

    def close(self) -> None:
        self._server.close()
        for connection in self._open:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open.append(connection)
        with contextlib.suppress(OSError):
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            while self._answer(connection):
                pass
        connection.close()

    def _answer(self, connection: socket.socket) -> bool:
        heard = b""
        while b"\r\n\r\n" not in heard:
            piece = connection.recv(65536)
            if not piece:
                return False
            heard += piece
        head, rest = heard.split(b"\r\n\r\n", 1)
        self.last_heads.append(head)
        path = head.split(b" ")[1].decode()
        if self.reads_bodies:
            _read_body(connection, head, len(rest))
        self.paths.append(path)
        self.script(self, connection, path)
        return True


def _read_body(connection: socket.socket, head: bytes, begun: int) -> None:
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    left = int(fields.get(b"content-length", b"0")) - begun
    while left > 0:
        left -= len(connection.recv(65536)) or left


class Caller:
    """
    Sends one request after another with one transport, blocking or not.
    """

    def __init__(self, *, is_async: bool, engine: str = "httpcore2") -> None:
        self.is_async = is_async
        self.engine = engine
        self.http = Http()
        self.make: Callable[[], Any] | None = None
        self.pause = 0.0

    @property
    def is_strict(self) -> bool:
        """
        Whether a response that says twice where it ends is lost.
        """
        return self.engine in ("aiohttp", "httptools")

    def ask(self, url: str, *paths: str, body: bytes | None = None) -> list[Any]:
        """
        The bodies of the answers, or the errors that came instead.
        """
        requests = [
            HttpRequest(
                operation="ask", method="GET" if body is None else "POST", url=url + path, body=body
            )
            for path in paths
        ]
        return asyncio.run(self._await(requests)) if self.is_async else self._block(requests)

    def _block(self, requests: list[HttpRequest]) -> list[Any]:
        transport = self._transport(
            {
                "httpcore2": HttpTransport,
                "httpx2": Httpx2Transport,
                "httptools": HttptoolsTransport,
            }
        )
        outcomes: list[Any] = []
        for request in requests:
            try:
                outcomes.append(_text(transport.send(request)))
            except TransportError as error:
                outcomes.append(error)
            time.sleep(self.pause)
        transport.close()
        return outcomes

    async def _await(self, requests: list[HttpRequest]) -> list[Any]:
        transport = self._transport(
            {
                "httpcore2": AsyncHttpTransport,
                "httpx2": AsyncHttpx2Transport,
                "aiohttp": AiohttpTransport,
                "httptools": AsyncHttptoolsTransport,
            }
        )
        outcomes: list[Any] = []
        for request in requests:
            try:
                outcomes.append(_text(await transport.send(request)))
            except TransportError as error:
                outcomes.append(error)
            await asyncio.sleep(self.pause)
        await transport.close()
        return outcomes

    def _transport(self, kinds: dict[str, Any]) -> Any:
        return kinds[self.engine](self.http if self.make is None else self.make())


def _text(response: HttpResponse) -> str:
    return f"{response.status_code} too large" if response.too_large else response.body.decode()


@pytest.fixture
def peer() -> Iterator[Peer]:
    """
    A server that speaks plain HTTP.
    """
    peer = Peer()
    yield peer
    peer.close()


WITH_PRIVATE_NAMES = ["httpcore2-sync", "httpcore2-async", "httpx2-sync", "httpx2-async"]


@pytest.fixture(params=[*WITH_PRIVATE_NAMES, "aiohttp-async", "httptools-sync", "httptools-async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    """
    The transports of all engines, blocking and with ``await``.
    """
    engine, way = request.param.split("-")
    return Caller(is_async=way == "async", engine=engine)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def giver(request: pytest.FixtureRequest) -> Caller:
    """
    Only to httpx2 can something be handed in.
    """
    return Caller(is_async=request.param, engine="httpx2")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """
    A certificate of this machine, and its key.
    """
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def tls_peer(certificate: Certificate, caller: Caller) -> Iterator[Peer]:
    """
    A server that speaks TLS, which the caller trusts.
    """
    caller.http = Http(ca_file=certificate.certificate)
    peer = Peer(certificate.server())
    yield peer
    peer.close()


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nmine\r\n0\r\n\r\n"
SURPLUS = {
    "a second answer in the same packet": (_body("mine") + LEAK, "mine"),
    "half a second answer": (_body("mine") + LEAK[:20], "mine"),
    "one stray byte": (_body("mine") + b"\n", "mine"),
    "a stray line end": (_body("mine") + b"\r\n", "mine"),
    "a Content-Length too short": (OK + b"Content-Length: 4\r\n\r\nmine and more", "mine"),
    "a body after 204": (b"HTTP/1.1 204 No\r\n\r\n" + LEAK, ""),
    "a body after 204 with its length": (b"HTTP/1.1 204 No\r\nContent-Length: 9\r\n\r\n", ""),
    "a body after 304": (b"HTTP/1.1 304 Same\r\nContent-Length: 4\r\n\r\n" + LEAK, ""),
    "304 alone": (b"HTTP/1.1 304 Same\r\nContent-Length: 4\r\n\r\n", ""),
    "bytes after the last chunk": (CHUNKED + LEAK, "mine"),
    "a second answer after a chunked one of 64 KiB": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % 70_000
        + b"m" * 70_000 + b"\r\n0\r\n\r\n" + LEAK,
        "m" * 70_000,
    ),
    "both Content-Length and chunks": (
        CHUNKED.replace(b"Transfer", b"Content-Length: 4\r\nTransfer"),
        "mine",
    ),
    "no length at all, with a second answer": (OK + b"\r\nmine" + LEAK, None),
    "an interim answer too many": (_body("mine") + b"HTTP/1.1 103 Hints\r\n\r\n", "mine"),
}  # fmt: skip


@pytest.mark.parametrize("name", SURPLUS)
def test_response_smuggling_by_surplus_bytes(peer: Peer, caller: Caller, name: str) -> None:
    """
    What a server sends beyond an answer is never the answer to the next request.
    """
    raw, mine = SURPLUS[name]

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        if path == "/a":
            connection.sendall(raw)
            if mine is None:
                connection.shutdown(socket.SHUT_RDWR)
        else:
            peer.echo(connection, path)

    peer.script = script
    first, *others = caller.ask(peer.url, "/a", "/b", "/c")
    if caller.is_strict and name == "both Content-Length and chunks":
        assert isinstance(first, ConnectionLostError)
    else:
        assert mine is None or first == mine
    assert others == ["/b", "/c"]
    assert peer.connections == 2


@pytest.mark.parametrize("pause", [0.0, 0.05])
def test_response_smuggling_by_a_later_second_response(
    peer: Peer, caller: Caller, pause: float
) -> None:
    """
    A second answer that arrives before the next request is not taken for its answer either.
    """

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        peer.echo(connection, path)
        if path == "/a":
            time.sleep(pause)
            connection.sendall(LEAK)

    peer.script = script
    caller.pause = 0.2
    assert caller.ask(peer.url, "/a", "/b") == ["/a", "/b"]
    assert peer.connections == 2


def test_response_smuggling_by_a_second_response_read_ahead(peer: Peer, caller: Caller) -> None:
    """
    An event loop takes more from the socket than is asked for; what it holds counts too.
    """
    head = len(_body("m" * 65_000)) - 65_000
    raw = _body("m" * (65_536 - head))
    assert len(raw) == 65_536

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        if path == "/a":
            connection.sendall(raw + LEAK * 10)
        else:
            peer.echo(connection, path)

    peer.script = script
    for _ in range(10):
        peer.connections = 0
        first, second = caller.ask(peer.url, "/a", "/b")
        assert (len(first), second) == (65_536 - head, "/b")
        assert peer.connections == 2


@pytest.mark.parametrize(
    "lengths",
    [("4", "5"), ("4, 5",), ("+4",), ("4 4",), ("-4",), ("0x4",), ("4.0",), ("",)],
)
def test_invalid_content_length(peer: Peer, caller: Caller, lengths: tuple[str, ...]) -> None:
    """
    An answer whose length is not one number is lost, and its connection is closed.
    """
    lines = "".join(f"Content-Length: {length}\r\n" for length in lengths)
    peer.leaks(OK + lines.encode() + b"\r\nmine" + LEAK)
    first, second = caller.ask(peer.url, "/a", "/b")
    assert isinstance(first, ConnectionLostError)
    assert first.maybe_sent
    assert (second, peer.connections) == ("/b", 2)


@pytest.mark.parametrize("lengths", [("4", "4"), ("4, 4",), (" 4 ",)])
def test_repeated_content_length(peer: Peer, caller: Caller, lengths: tuple[str, ...]) -> None:
    """
    One length, though said twice, is a length; llhttp refuses it.
    """
    lines = "".join(f"Content-Length: {length}\r\n" for length in lengths)
    peer.leaks(OK + lines.encode() + b"\r\nmine")
    first, second = caller.ask(peer.url, "/a", "/b")
    if caller.is_strict and lengths != (" 4 ",):
        assert isinstance(first, ConnectionLostError)
    else:
        assert first == "mine"
    assert second == "/b"


def test_an_answer_until_the_end_of_the_connection(peer: Peer, caller: Caller) -> None:
    """
    An answer without a length is read to the end, and the next call opens a connection.
    """

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        connection.sendall(OK + b"\r\n" + path.encode())
        connection.shutdown(socket.SHUT_WR)

    peer.script = script
    assert caller.ask(peer.url, "/a", "/b") == ["/a", "/b"]
    assert peer.connections == 2


def test_a_body_that_is_given_up(peer: Peer, caller: Caller) -> None:
    """
    The connection of a body over the limit is closed.
    """
    peer.leaks(_body(" " * (MAX_BODY + 10)))
    assert caller.ask(peer.url, "/a", "/b") == ["200 too large", "/b"]
    assert peer.connections == 2


def test_a_body_that_cannot_be_unpacked(peer: Peer, caller: Caller) -> None:
    """
    The connection of an answer that cannot be read is closed.
    """
    peer.leaks(_body("\x1f no gzip", "Content-Encoding: gzip"))
    first, second = caller.ask(peer.url, "/a", "/b")
    assert isinstance(first, ConnectionLostError)
    assert (second, peer.connections) == ("/b", 2)


def test_informational_responses(peer: Peer, caller: Caller) -> None:
    """
    Interim answers before the final one are skipped, and the connection stays open.
    """
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 200
    peer.script = lambda _, connection, path: connection.sendall(hints + _body(path))
    assert caller.ask(peer.url, "/a", "/b") == ["/a", "/b"]
    assert peer.connections == 1


def test_early_response(peer: Peer, caller: Caller) -> None:
    """
    An answer that comes while the request is still being sent ends the connection.
    """
    peer.reads_bodies = False

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        peer.echo(connection, path)
        time.sleep(0.2)
        _read_body(connection, peer.last_heads[-1], 0)

    peer.script = script
    body = b"x" * 16_000_000
    assert caller.ask(peer.url, "/a", "/b", body=body) == ["/a", "/b"]
    assert peer.connections == 2


ENDINGS = [b"Content-Length: 1\r\n\r\nx", b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"]


@pytest.mark.parametrize("ending", ENDINGS, ids=["length", "chunks"])
@pytest.mark.parametrize("body", [None, b"{}"], ids=["GET", "POST"])
def test_a_clean_connection_is_kept(
    peer: Peer, caller: Caller, ending: bytes, body: bytes | None
) -> None:
    """
    Clean answers come over one connection. If this fails with a new version of the HTTP library,
    its private names have changed, and every call opens a connection.
    """
    peer.script = lambda _peer, connection, _path: connection.sendall(OK + ending)
    assert caller.ask(peer.url, *["/"] * 20, body=body) == ["x"] * 20
    assert peer.connections == 1


@pytest.mark.parametrize("status", ["204 No", "204 No\r\nContent-Length: 0"])
def test_an_empty_answer_keeps_the_connection(peer: Peer, caller: Caller, status: str) -> None:
    """
    An answer without a body is clean too.
    """
    peer.script = lambda _peer, connection, _path: connection.sendall(
        f"HTTP/1.1 {status}\r\n\r\n".encode()
    )
    assert caller.ask(peer.url, "/a", "/b") == ["", ""]
    assert peer.connections == 1


def test_a_connection_that_the_server_closed(peer: Peer, caller: Caller) -> None:
    """
    A connection that ended between two calls is replaced, and no call notices.
    """

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        peer.echo(connection, path)
        connection.shutdown(socket.SHUT_RDWR)

    peer.script = script
    caller.pause = 0.1
    assert caller.ask(peer.url, "/a", "/b", "/c") == ["/a", "/b", "/c"]
    assert peer.connections == 3


@pytest.mark.parametrize("body", [None, b"{}", b"x" * 200_000], ids=["GET", "POST", "large"])
def test_a_clean_connection_over_tls_is_kept(
    tls_peer: Peer, caller: Caller, body: bytes | None
) -> None:
    """
    Clean answers over TLS come over one connection; session tickets do no harm.
    """
    paths = [f"/{number}" for number in range(10)]
    assert caller.ask(tls_peer.url, *paths, body=body) == paths
    assert tls_peer.connections == 1


@pytest.mark.parametrize("way", ["one record", "two records", "later"])
@pytest.mark.parametrize("size", [4, 16_384, 65_536])
def test_response_smuggling_by_surplus_bytes_over_tls(
    tls_peer: Peer, caller: Caller, way: str, size: int
) -> None:
    """
    Bytes that TLS has received, and not yet given out, count too.
    """
    mine = _body("m" * (size - len(_body("")) if size > 4 else 4))

    def script(peer: Peer, connection: socket.socket, path: str) -> None:
        if path != "/a":
            peer.echo(connection, path)
        elif way == "one record":
            connection.sendall(mine + LEAK)
        else:
            connection.sendall(mine)
            time.sleep(0.05 if way == "later" else 0)
            connection.sendall(LEAK)

    tls_peer.script = script
    caller.pause = 0.2
    first, *others = caller.ask(tls_peer.url, "/a", "/b", "/c")
    assert set(first) == {"m"}
    assert others == ["/b", "/c"]
    assert tls_peer.connections == 2


class _Wrapped(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """
    A transport of another class around that of the library.
    """

    def __init__(self) -> None:
        self._inner = httpx2.HTTPTransport(trust_env=False)
        self._async_inner = httpx2.AsyncHTTPTransport(trust_env=False)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self._inner.handle_request(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        return await self._async_inner.handle_async_request(request)

    def close(self) -> None:
        self._inner.close()

    async def aclose(self) -> None:
        await self._async_inner.aclose()


def test_a_transport_of_another_class(peer: Peer, giver: Caller) -> None:
    """
    Where nothing is known of the connections, each call has one of its own.
    """
    peer.leaks(_body("mine") + LEAK)
    giver.make = _Wrapped
    assert giver.ask(peer.url, "/a", "/b", "/c") == ["mine", "/b", "/c"]
    assert peer.connections == 3
    assert all(b"Connection: close" in head for head in peer.last_heads)


def test_a_transport_that_knows_no_connections(giver: Caller) -> None:
    """
    A transport without connections works as it is.
    """
    giver.make = lambda: httpx2.MockTransport(lambda _: httpx2.Response(200, content=b"mine"))
    assert giver.ask("http://127.0.0.1:1", "/a", "/b") == ["mine", "mine"]


def test_custom_transport(peer: Peer, giver: Caller) -> None:
    """
    A transport of the library that is handed in is watched too, also through a proxy.
    """
    peer.leaks(_body("mine") + LEAK)
    kind: Any = httpx2.AsyncHTTPTransport if giver.is_async else httpx2.HTTPTransport
    giver.make = lambda: kind(proxy=peer.url, trust_env=False)
    site = "http://bank.invalid"
    answers = giver.ask(site, "/a", "/b", "/c")
    assert answers == ["mine", f"{site}/b", f"{site}/c"]
    assert peer.connections == 2


def test_a_client_of_the_library(peer: Peer, giver: Caller) -> None:
    """
    Of a client that is handed in, the connections are used, and nothing else.
    """
    kind: Any = httpx2.AsyncClient if giver.is_async else httpx2.Client
    giver.make = lambda: kind(
        trust_env=False,
        follow_redirects=True,
        headers={"X-Own": "1"},
        cookies={"own": "1"},
        auth=("anna", "geheim"),
        timeout=0.001,
    )
    moved = b"HTTP/1.1 302 Found\r\nLocation: /else\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n"
    peer.leaks(moved)
    assert giver.ask(peer.url, "/a", "/b", "/c") == ["", "/b", "/c"]
    assert (peer.paths, peer.connections) == (["/a", "/b", "/c"], 1)
    heads = b"".join(peer.last_heads).lower()
    assert not [name for name in (b"x-own", b"cookie", b"authorization") if name in heads]


def test_what_cannot_be_handed_in(giver: Caller) -> None:
    """
    Only transports and clients of the library that fit.
    """
    wrong: Any = httpx2.Client(trust_env=False) if giver.is_async else httpx2.AsyncClient()
    for given in (wrong, "proxy", 5):
        giver.make = lambda given=given: given
        with pytest.raises(ConfigurationError, match=r"pass Http\(…\), httpx2\."):
            giver.ask("http://127.0.0.1:1", "/a")


def test_a_transport_that_two_share(peer: Peer) -> None:
    """
    A transport that was handed in twice is watched once; one that was used before, never kept.
    """
    own = httpx2.HTTPTransport(trust_env=False)
    for transport in (Httpx2Transport(own), Httpx2Transport(own)):
        transport.send(HttpRequest(operation="ask", method="GET", url=peer.url))
    assert peer.connections == 1
    own.close()
    used = httpx2.HTTPTransport(trust_env=False)
    used.handle_request(httpx2.Request("GET", peer.url)).read()
    transport = Httpx2Transport(used)
    for _ in range(3):
        transport.send(HttpRequest(operation="ask", method="GET", url=peer.url))
    assert b"Connection: close" in peer.last_heads[-1]
    transport.close()


@pytest.mark.parametrize("caller", WITH_PRIVATE_NAMES, indirect=True)
def test_an_unknown_version_of_the_library(
    peer: Peer, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Where a private name is gone, connections are closed instead of trusted.
    """
    for module in ("httpx2_transport", "httpcore2_engine"):
        monkeypatch.setattr(f"kontokit.http.{module}._TO_PARSER", ("_renamed",))
    assert caller.ask(peer.url, "/a", "/b") == ["/a", "/b"]
    assert peer.connections == 2


class _Line:
    """
    A socket without a network, which is readable on demand.
    """

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self._out, self._in = socket.socketpair()
        self._is_readable = False

    @property
    def is_readable(self) -> bool:
        return self._is_readable

    @is_readable.setter
    def is_readable(self, wanted: bool) -> None:
        if wanted and not self._is_readable:
            self._in.send(b"x")
        if self._is_readable and not wanted:
            self._out.recv(1)
        self._is_readable = wanted

    def send(self, buffer: memoryview) -> int:
        self.written.append(bytes(buffer))
        return len(buffer)

    def recv(self, size: int) -> bytes:
        return b"answer"

    def settimeout(self, timeout: float | None) -> None:
        return

    def fileno(self) -> int:
        return self._out.fileno()

    def close(self) -> None:
        self._in.close()
        self._out.close()


class _AsyncLine:
    """
    A stream of the library over such a socket.
    """

    def __init__(self, line: _Line) -> None:
        self._line = line
        self._stream = self
        self.socket = line

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._line.send(memoryview(buffer))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._line.recv(max_bytes)

    def get_extra_info(self, info: str) -> object:
        return self._line.is_readable if info == "is_readable" else None


class Watched:
    """
    A watched stream over such a line, blocking or not.
    """

    def __init__(self, *, is_async: bool) -> None:
        self.line = _Line()
        self.stream: Any = (
            AsyncWatchedStream(_AsyncLine(self.line), ERRORS)
            if is_async
            else BlockingStream(self.line, ERRORS)
        )

    def write(self, buffer: bytes) -> None:
        self._done(self.stream.write(buffer))

    def read(self) -> None:
        self._done(self.stream.read(10))

    def _done(self, outcome: Coroutine[Any, Any, Any] | bytes | None) -> None:
        if asyncio.iscoroutine(outcome):
            asyncio.run(outcome)


@pytest.fixture(params=["sync", "async"])
def watched(request: pytest.FixtureRequest) -> Iterator[Watched]:
    """
    A watched stream, blocking, then with ``await``.
    """
    watched = Watched(is_async=request.param == "async")
    yield watched
    watched.line.close()


def test_a_response_that_was_not_approved(watched: Watched) -> None:
    """
    Without an approval the stream counts as readable and takes no further request.
    """
    watched.write(b"GET / HTTP/1.1\r\n\r\n")
    watched.read()
    assert watched.stream.get_extra_info("is_readable") is True
    with pytest.raises(httpcore2.ConnectionNotAvailable):
        watched.write(b"GET / HTTP/1.1\r\n\r\n")
    assert len(watched.line.written) == 1


def test_bytes_that_slip_in_between_the_check_and_the_request(watched: Watched) -> None:
    """
    The stream looks once more just before a request is written.
    """
    watched.write(b"GET / HTTP/1.1\r\n\r\n")
    watched.read()
    watched.stream.mark_reusable()
    assert watched.stream.get_extra_info("is_readable") is False
    watched.line.is_readable = True
    with pytest.raises(httpcore2.ConnectionNotAvailable):
        watched.write(b"GET / HTTP/1.1\r\n\r\n")
    assert len(watched.line.written) == 1


def test_bytes_between_head_and_body(watched: Watched) -> None:
    """
    An answer that is there before the body is written ends the connection.
    """
    watched.write(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n")
    watched.line.is_readable = True
    watched.write(b"{}")
    watched.line.is_readable = False
    watched.read()
    watched.stream.mark_reusable()
    assert watched.stream.get_extra_info("is_readable") is True


@pytest.mark.parametrize("opening", [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x05\x01\x00"])
def test_other_protocols_are_let_be(watched: Watched, opening: bytes) -> None:
    """
    HTTP/2 and the greeting of a SOCKS proxy read and write in turns.
    """
    for piece in (opening, b"\x00\x00", b"\x00\x01"):
        watched.write(piece)
        watched.read()
        assert watched.stream.get_extra_info("is_readable") is False


def test_a_stream_of_an_unknown_version_of_the_library() -> None:
    """
    Where nobody can tell what it holds, it takes no further request.
    """
    line = _Line()
    inner = _AsyncLine(line)
    stream = AsyncWatchedStream(inner, ERRORS)

    async def run() -> None:
        await stream.write(b"GET / HTTP/1.1\r\n\r\n")
        await stream.read(10)
        stream.mark_reusable()
        assert stream.get_extra_info("is_readable") is False
        del inner._stream
        assert stream.get_extra_info("is_readable") is True
        with pytest.raises(httpcore2.ConnectionNotAvailable):
            await stream.write(b"GET / HTTP/1.1\r\n\r\n")

    asyncio.run(run())
    line.close()
