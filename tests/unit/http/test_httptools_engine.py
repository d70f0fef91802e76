"""
The engine httptools: what it takes for a response, which connections it keeps, and that nothing
is sent twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kontokit import (
    ConnectError,
    ConnectionLostError,
    Http,
    HttpTransport,
    KontokitError,
    Timeouts,
    TransportTimeoutError,
)
from kontokit.http import HttpRequest
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.engine_errors import NoResponse
from kontokit.http.httptools_dialing import open_connection
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httptools_sockets import BlockingConnection, open_blocking
from kontokit.http.response_head import HeadBuffer, parse_head
from kontokit.testing.hostile_server import OK, HeardRequest, HostileServer, body, echo
from tests.support.certificates import make_certificate
from tests.support.deaf_port import deaf_port

CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


class Sender:
    """
    Sends requests one after another with one transport, blocking or not.
    """

    def __init__(self, *, is_async: bool) -> None:
        self.is_async = is_async

    def send(
        self, *requests: HttpRequest, http: Http | None = None, pause: float = 0.0
    ) -> list[Any]:
        """
        The bodies of the responses, or the errors that came instead.
        """
        return (
            asyncio.run(self._await(requests, http, pause))
            if self.is_async
            else _block(requests, http, pause)
        )

    async def _await(self, requests: Any, http: Http | None, pause: float) -> list[Any]:
        transport = AsyncHttptoolsTransport(http)
        outcomes: list[Any] = []
        for request in requests:
            try:
                outcomes.append((await transport.send(request)).body.decode())
            except KontokitError as error:
                outcomes.append(error)
            await asyncio.sleep(pause)
        await transport.close()
        return outcomes


def _block(requests: Any, http: Http | None, pause: float) -> list[Any]:
    transport = HttptoolsTransport(http)
    outcomes: list[Any] = []
    for request in requests:
        try:
            outcomes.append(transport.send(request).body.decode())
        except KontokitError as error:
            outcomes.append(error)
        time.sleep(pause)
    transport.close()
    return outcomes


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def sender(request: pytest.FixtureRequest) -> Sender:
    """
    Both transports.
    """
    return Sender(is_async=request.param)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    """
    A server that does as it is told.
    """
    server = HostileServer()
    yield server
    server.close()


def _request(server: HostileServer, target: str = "/", **more: Any) -> HttpRequest:
    facts: dict[str, Any] = {"operation": "x", "method": "GET", "url": server.url + target}
    return HttpRequest(**{**facts, **more})


NO_HEADS = {
    "a blank before the colon": b"X-A : 1\r\n",
    "no colon": b"X-A\r\n",
    "no name": b": 1\r\n",
    "a name that is none": b"X A: 1\r\n",
    "a letter beyond ASCII in a name": b"X-\xc4: 1\r\n",
    "a folded line": b"X-A: 1\r\n 2\r\n",
    "a line that begins with a tab": b"\tX-A: 1\r\n",
    "a NUL": b"X-A: \x001\r\n",
    "a control character": b"X-A: \x7f\r\n",
    "a line feed alone": b"X-A: 1\nX-B: 2\r\n",
    "a carriage return alone": b"X-A: 1\rX-B: 2\r\n",
    "two lengths": b"Content-Length: 2\r\nContent-Length: 2\r\n",
    "a list of lengths": b"Content-Length: 2, 2\r\n",
    "a length beside chunks": b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
    "two transfer codings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "an unknown transfer coding": b"Transfer-Encoding: gzip\r\n",
    "chunks within another coding": b"Transfer-Encoding: chunked, gzip\r\n",
    "another coding within chunks": b"Transfer-Encoding: gzip, chunked\r\n",
    "chunks with a tail": b"Transfer-Encoding: chunked \x0b\r\n",
    "a length with a sign": b"Content-Length: +2\r\n",
    "a length of 30 digits": b"Content-Length: 000000000000000000000000000002\r\n",
}
NO_STATUS_LINES = {
    "a blank line first": b"\r\nHTTP/1.1 200 OK\r\n",
    "another version": b"HTTP/1.2 200 OK\r\n",
    "HTTP/2": b"HTTP/2.0 200 OK\r\n",
    "small letters": b"http/1.1 200 OK\r\n",
    "two digits": b"HTTP/1.1 20 OK\r\n",
    "four digits": b"HTTP/1.1 2000 OK\r\n",
    "a status below 100": b"HTTP/1.1 099 OK\r\n",
    "a tab": b"HTTP/1.1\t200 OK\r\n",
    "a NUL in the reason": b"HTTP/1.1 200 O\x00K\r\n",
    "a switch of protocols": b"HTTP/1.1 101 Now\r\nUpgrade: x\r\nConnection: upgrade\r\n",
}
NO_CHUNKS = {
    "a sign": b"+4\r\nmine\r\n0\r\n\r\n",
    "a minus": b"-4\r\nmine\r\n0\r\n\r\n",
    "a prefix": b"0x4\r\nmine\r\n0\r\n\r\n",
    "a blank": b"4 \r\nmine\r\n0\r\n\r\n",
    "no size": b"\r\nmine\r\n0\r\n\r\n",
    "a line feed behind a size": b"4\nmine\r\n0\r\n\r\n",
    "a line feed behind a chunk": b"4\r\nmine\n0\r\n\r\n",
    "a chunk that is too long": b"4\r\nminemine\r\n0\r\n\r\n",
    "a size beyond 64 bits": b"1" + b"0" * 16 + b"\r\nmine",
    "a NUL in an extension": b"4;a\x00\r\nmine\r\n0\r\n\r\n",
    "a trailer that is none": b"4\r\nmine\r\n0\r\nno trailer\r\n\r\n",
}
REFUSED = {
    **{name: OK + lines + b"\r\n{}" for name, lines in NO_HEADS.items()},
    **{name: line + b"Content-Length: 2\r\n\r\n{}" for name, line in NO_STATUS_LINES.items()},
    **{f"chunks with {name}": CHUNKED + chunks for name, chunks in NO_CHUNKS.items()},
    "lines that end with line feeds": b"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_response(server: HostileServer, sender: Sender, name: str) -> None:
    """
    It is lost at once, also if the server waits, and its connection is closed.
    """
    server.writes(REFUSED[name])
    timeouts = Timeouts(total=20)
    first, second = sender.send(
        _request(server, "/a", timeouts=timeouts), _request(server, "/b", timeouts=timeouts)
    )
    assert type(first) is ConnectionLostError
    assert first.maybe_sent
    assert (second, server.connections) == ("/b", 2)
    assert [one.target for one in server.heard] == ["/a", "/b"]


TAKEN = {
    "no reason": (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", 1),
    "an empty reason": (b"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n{}", 1),
    "a reason in Latin-1": (b"HTTP/1.1 200 \xe4\r\nContent-Length: 2\r\n\r\n{}", 1),
    "an empty header": (OK + b"X-A:\r\nContent-Length:\t2 \r\n\r\n{}", 1),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}", 2),
    "an end that is told": (OK + b"connection: Close\r\nContent-Length: 2\r\n\r\n{}", 2),
    "a connection that is kept": (OK + b"Connection: Keep-Alive\r\nContent-Length: 2\r\n\r\n{}", 1),
    "extensions": (CHUNKED + b'2;a=1;b="c"\r\n{}\r\n0\r\n\r\n', 1),
    "an extension of the last chunk": (CHUNKED + b"2\r\n{}\r\n0;a\r\n\r\n", 2),
    "trailers": (CHUNKED + b"002\r\n{}\r\n0\r\nX-A: 0\r\nX-B: 1\r\n\r\n", 2),
    "a blank line behind the last chunk": (CHUNKED + b"2\r\n{}\r\n0\r\n\r\n\r\n", 2),
    "half a line behind the last chunk": (CHUNKED + b"2\r\n{}\r\n0\r\n\r\n0\r\n\r\n", 2),
    "a response behind chunks": (CHUNKED + b"2\r\n{}\r\n0\r\n\r\n" + body("of another"), 2),
}


@pytest.mark.parametrize("is_dripping", [False, True], ids=["whole", "byte by byte"])
@pytest.mark.parametrize("name", TAKEN)
def test_what_is_a_response(
    server: HostileServer, sender: Sender, name: str, *, is_dripping: bool
) -> None:
    """
    It is read however it is cut up, and its connection is kept if nothing is odd.
    """
    raw, connections = TAKEN[name]

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/b":
            echo(connection, request)
        elif is_dripping:
            for place in range(len(raw)):
                connection.sendall(raw[place : place + 1])
        else:
            connection.sendall(raw)

    server.reply = reply
    outcomes = sender.send(_request(server, "/a"), _request(server, "/b"), pause=0.05)
    assert outcomes == ["{}", "/b"]
    assert server.connections == connections


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "POST"])
def test_a_request_that_was_lost_is_not_sent_again(
    server: HostileServer, sender: Sender, method: str
) -> None:
    """
    The server hangs up in place of an answer, on a connection that was used before.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/lost":
            connection.shutdown(socket.SHUT_RDWR)
        else:
            echo(connection, request)

    server.reply = reply
    _, error = sender.send(_request(server), _request(server, "/lost", method=method))
    assert type(error) is ConnectionLostError
    assert error.maybe_sent
    assert error.__context__ is None
    assert [(one.target, one.connection) for one in server.heard] == [("/", 1), ("/lost", 1)]


@pytest.mark.parametrize("target", ["/a?", "/?", "/a?x=%2f%2F&y=", "/a%7e;b='c'", "/a?%zz"])
def test_a_target_is_sent_byte_for_byte(server: HostileServer, sender: Sender, target: str) -> None:
    """
    Nothing is escaped, joined or left out.
    """
    assert sender.send(_request(server, target)) == [target]


def test_only_our_headers_are_sent(server: HostileServer, sender: Sender) -> None:
    """
    Letters are Latin-1.
    """
    sender.send(_request(server, method="POST", body=b"{}", headers=(("X-Name", "Müller"),)))
    host = server.url.partition("://")[2]
    assert server.heard[0].headers == (
        ("host", host),
        ("accept-encoding", "gzip"),
        ("x-name", "Müller"),
        ("content-length", "2"),
    )


def test_a_plain_proxy(server: HostileServer, sender: Sender) -> None:
    """
    It is told the whole address, and its own password; nothing of the target is rewritten.
    """
    address = server.url.replace("://", "://anna:p%40ss@")
    request = HttpRequest(operation="x", method="GET", url="http://bank.invalid/a%2fb?")
    outcomes = sender.send(request, request, http=Http(proxy=address))
    assert outcomes == ["http://bank.invalid/a%2fb?"] * 2
    heard = server.heard[1]
    assert heard.values("host") == ["bank.invalid"]
    assert heard.values("proxy-authorization") == ["Basic YW5uYTpwQHNz"]
    assert server.connections == 1


ANSWERS_OF_PROXIES = {
    "the status 407": (b"HTTP/1.1 407 secret\r\nContent-Length: 0\r\n\r\n", "the status 407"),
    "no HTTP": (b"secret\r\n\r\n", "no response"),
    "bytes behind its response": (OK + b"\r\nsecret", "more than a response"),
    "nothing": (b"", "closed the connection"),
}


@pytest.mark.parametrize("name", ANSWERS_OF_PROXIES)
def test_a_proxy_that_gives_no_tunnel(server: HostileServer, sender: Sender, name: str) -> None:
    """
    Nothing was sent. It heard its password and the name of the server, and is not quoted.
    """
    raw, words = ANSWERS_OF_PROXIES[name]
    server.writes(raw, then_close=True)
    address = server.url.replace("://", "://anna:geheim@")
    request = HttpRequest(operation="x", method="POST", url="https://bank.invalid/", body=b"{}")
    (error,) = sender.send(request, http=Http(proxy=address))
    assert type(error) is ConnectError
    assert words in str(error)
    assert "secret" not in str(error)
    (heard,) = server.heard
    assert (heard.method, heard.target) == ("CONNECT", "bank.invalid:443")
    assert sorted(name for name, _ in heard.headers) == ["host", "proxy-authorization"]


def test_the_tunnel_to_an_address_of_ipv6(server: HostileServer, sender: Sender) -> None:
    """
    It has brackets.
    """
    server.writes(b"HTTP/1.1 403 No\r\n\r\n")
    request = HttpRequest(operation="x", method="GET", url="https://[2001:db8::1]:8443/")
    sender.send(request, http=Http(proxy=server.url))
    assert server.heard[0].target == "[2001:db8::1]:8443"
    assert server.heard[0].values("host") == ["[2001:db8::1]:8443"]


def _endless(first: bytes, line: bytes) -> Callable[[socket.socket, HeardRequest], None]:
    def reply(connection: socket.socket, _: HeardRequest) -> None:
        connection.sendall(first)
        for _number in range(40_000_000 // (len(line) * 500)):
            connection.sendall(line * 500)

    return reply


ENDLESS = {
    "small headers": _endless(OK, b"X-A: 1\r\n"),
    "a large header": _endless(OK + b"X-A: ", b"aaaaaaaa"),
    "the reason": _endless(b"HTTP/1.1 200 ", b"aaaaaaaa"),
    "interim responses": _endless(b"", b"HTTP/1.1 103 Hints\r\n\r\n"),
    "trailers": _endless(CHUNKED + b"0\r\n", b"X-A: 1\r\n"),
    "the size of a chunk": _endless(CHUNKED, b"00000000"),
    "an extension": _endless(CHUNKED + b"1;", b"aaaaaaaa"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_response_without_end(server: HostileServer, sender: Sender, name: str) -> None:
    """
    It is given up.
    """
    server.reply = ENDLESS[name]
    begun = time.monotonic()
    (error,) = sender.send(_request(server, timeouts=Timeouts(total=20)))
    assert isinstance(error, ConnectionLostError)
    assert time.monotonic() - begun < 5


def test_a_server_that_cannot_be_reached_in_time(sender: Sender) -> None:
    """
    Nothing was sent.
    """
    with deaf_port() as port:
        url = f"http://127.0.0.1:{port}"
        timeouts = Timeouts(connect=0.2)
        (error,) = sender.send(HttpRequest(operation="x", method="GET", url=url, timeouts=timeouts))
    assert isinstance(error, TransportTimeoutError)
    assert (error.phase, error.maybe_sent) == ("connect", False)


def test_a_server_that_chooses_another_protocol(sender: Sender, tmp_path: Path) -> None:
    """
    A context of the caller may offer HTTP/2. Nothing is sent to a server that takes it.
    """
    certificate = make_certificate(tmp_path)
    serving = certificate.server()
    serving.set_alpn_protocols(["h2"])
    offering = ssl.create_default_context(cafile=str(certificate.certificate))
    offering.set_alpn_protocols(["h2", "http/1.1"])
    heard: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with contextlib.suppress(OSError), serving.wrap_socket(connection, server_side=True) as tls:
            heard.append(tls.recv(100))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        request = HttpRequest(operation="x", method="GET", url=url)
        (error,) = sender.send(request, http=Http(ssl_context=offering))
        thread.join(5)
    assert type(error) is ConnectError
    assert "another protocol than HTTP/1.1" in str(error)
    assert heard in ([], [b""])


@pytest.mark.parametrize("first", ["deaf", "closed"])
def test_a_second_address(
    server: HostileServer, sender: Sender, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """
    It is tried if the first one leads nowhere, or refuses, and the request is sent once.
    """
    with socket.create_server(("127.0.0.1", 0)) as closed, deaf_port() as deaf:
        refusing = closed.getsockname()[1]
        closed.close()
        ports = [deaf if first == "deaf" else refusing, int(server.url.rpartition(":")[2])]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in ports]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)
        request = HttpRequest(
            operation="x", method="GET", url="http://a.invalid/", timeouts=Timeouts(connect=1)
        )
        assert sender.send(request, request) == ["/", "/"]
        assert (len(server.heard), server.connections) == (2, 1)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found[:1])
        (error,) = sender.send(request)
    assert isinstance(error, TransportTimeoutError if first == "deaf" else ConnectError)
    assert not error.maybe_sent


def test_an_answer_without_a_body_to_head(server: HostileServer, sender: Sender) -> None:
    """
    The length of an answer to HEAD is not awaited. A server may send the body by mistake, so the
    connection is closed.
    """
    server.reply = lambda connection, _: connection.sendall(OK + b"Content-Length: 9\r\n\r\n")
    request = _request(server, method="HEAD")
    assert sender.send(request, request) == ["", ""]
    assert server.connections == 2


def test_an_answer_before_the_end_of_the_request(sender: Sender) -> None:
    """
    A server that refuses a long body, and hangs up, is heard.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def refuse() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(body("too long"))
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(1 << 20):
                    pass

        thread = threading.Thread(target=refuse)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        request = HttpRequest(operation="x", method="POST", url=url, body=bytes(8_000_000))
        assert sender.send(request) == ["too long"]
        thread.join()


def test_a_server_that_stops_reading(sender: Sender) -> None:
    """
    A step of writing has its timeout.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        timeouts = Timeouts(write=0.3)
        (error,) = sender.send(
            HttpRequest(
                operation="x", method="POST", url=url, body=bytes(30_000_000), timeouts=timeouts
            )
        )
    assert isinstance(error, TransportTimeoutError)
    assert (error.phase, error.maybe_sent) == ("write", True)


@pytest.mark.parametrize(
    ("http", "connections"),
    [(Http(), 1), (Http(max_idle_connections=0), 3), (Http(idle_seconds=0.05), 3)],
)
def test_how_long_a_connection_is_kept(
    server: HostileServer, sender: Sender, http: Http, connections: int
) -> None:
    """
    As long as the settings say.
    """
    sender.send(*[_request(server)] * 3, http=http, pause=0.1)
    assert server.connections == connections


def test_room_is_made_for_another_server(server: HostileServer, sender: Sender) -> None:
    """
    An idle connection gives way if there are as many as there may be.
    """
    other = HostileServer()
    requests = [_request(one) for one in (server, other, server)]
    assert sender.send(*requests, http=Http(max_connections=1)) == ["/", "/", "/"]
    assert (server.connections, other.connections) == (2, 1)
    other.close()


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_server_that_speaks_first(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, *, is_closed: bool
) -> None:
    """
    What it says is the answer, but its connection is not kept; if it hangs up, nothing was sent.
    """
    accepted: list[socket.socket] = []

    def speak(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                accepted.append(connection)
                if is_closed:
                    connection.close()
                else:
                    connection.sendall(body("busy"))

    _open_late(monkeypatch)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=speak, args=(listener,), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        request = HttpRequest(operation="x", method="GET", url=url)
        outcomes = sender.send(request, request)
    assert len(accepted) == 2
    if is_closed:
        assert [type(one) for one in outcomes] == [ConnectError] * 2
    else:
        assert outcomes == ["busy"] * 2
    for connection in accepted:
        connection.close()


def _open_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Give the server time before the request.
    """

    def open_late(*args: Any) -> Any:
        found = open_blocking(*args)
        time.sleep(0.1)
        return found

    async def open_late_async(*args: Any) -> Any:
        found = await open_connection(*args)
        await asyncio.sleep(0.1)
        return found

    http = "kontokit.http"
    monkeypatch.setattr(f"{http}.httptools_engine.open_blocking", open_late)
    monkeypatch.setattr(f"{http}.async_httptools_engine.open_connection", open_late_async)


def test_a_kept_connection_that_takes_nothing(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    One that turns out to be dead when it is written to is replaced: nothing of the request is
    sent. The check before it had not seen that yet.
    """
    transport = HttptoolsTransport()
    transport.send(_request(server, "/a"))
    (kept,) = transport._pool._open
    kept._socket.shutdown(socket.SHUT_WR)
    monkeypatch.setattr(BlockingConnection, "is_usable", lambda _: True)
    assert transport.send(_request(server, "/b", method="POST", body=b"{}")).body == b"/b"
    assert [(one.target, one.connection) for one in server.heard] == [("/a", 1), ("/b", 2)]
    transport.close()


@pytest.mark.parametrize("kind", [HttptoolsTransport, HttpTransport])
def test_a_full_pool(kind: Any, server: HostileServer) -> None:
    """
    A thread waits for room, for as long as its timeout says, and gets what others give back.
    """
    gate = threading.Event()

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/slow":
            gate.wait(5)
        echo(connection, request)

    server.reply = reply
    transport = kind(Http(max_connections=1))
    slow = threading.Thread(target=transport.send, args=(_request(server, "/slow"),))
    slow.start()
    while not server.heard:
        time.sleep(0.01)
    with pytest.raises(TransportTimeoutError) as caught:
        transport.send(_request(server, "/a", timeouts=Timeouts(pool=0.1)))
    assert (caught.value.phase, caught.value.maybe_sent) == ("pool", False)
    found: list[bytes] = []
    waiting = [
        threading.Thread(target=lambda: found.append(transport.send(_request(server, "/b")).body))
        for _ in range(4)
    ]
    for thread in waiting:
        thread.start()
    gate.set()
    for thread in (slow, *waiting):
        thread.join(5)
    assert found == [b"/b"] * 4
    assert server.connections == 1
    transport.close()


def test_a_thread_in_a_transport_that_is_closed(server: HostileServer) -> None:
    """
    Its call ends, and may have arrived.
    """
    server.reply = lambda *_: time.sleep(2)
    transport = HttptoolsTransport()
    outcomes: list[Any] = []

    def call() -> None:
        try:
            transport.send(_request(server))
        except KontokitError as error:
            outcomes.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    while not server.heard:
        time.sleep(0.01)
    begun = time.monotonic()
    transport.close()
    thread.join(5)
    assert time.monotonic() - begun < 1.5
    assert [type(one) for one in outcomes] == [ConnectionLostError]


def test_a_task_in_a_transport_that_is_closed(server: HostileServer) -> None:
    """
    The same with ``await``.
    """
    server.reply = lambda *_: time.sleep(2)

    async def run() -> None:
        transport = AsyncHttptoolsTransport()
        task = asyncio.ensure_future(transport.send(_request(server)))
        await asyncio.sleep(0.2)
        await transport.close()
        with pytest.raises(ConnectionLostError):
            await task

    begun = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize("size", [0, 30_000_000])
def test_a_cancelled_call_closes_its_connection(server: HostileServer, size: int) -> None:
    """
    At once, and not when its answer has come, or its body has been written.
    """
    ended: list[bytes] = []

    def reply(connection: socket.socket, _: HeardRequest) -> None:
        connection.settimeout(3)
        ended.append(connection.recv(100))

    server.reply = reply

    async def run() -> None:
        transport = AsyncHttptoolsTransport()
        request = _request(server, body=bytes(size), method="POST")
        with socket.create_server(("127.0.0.1", 0)) as deaf:
            if size:
                request = _request(server, url=f"http://127.0.0.1:{deaf.getsockname()[1]}/")
            task = asyncio.ensure_future(transport.send(request))
            await asyncio.sleep(0.2)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.sleep(0.2)
        assert ended == ([] if size else [b""])
        assert not [one for pool in transport._pools.all() for one in pool._open]
        await transport.close()

    asyncio.run(run())


def test_timers_do_not_pile_up(server: HostileServer) -> None:
    """
    One timer serves all calls on a connection, and goes with it.
    """

    async def run() -> None:
        transport = AsyncHttptoolsTransport()
        for _ in range(20):
            await transport.send(_request(server))
        (pool,) = transport._pools.all()
        (kept,) = pool._open
        loop: Any = asyncio.get_running_loop()
        mine = [one for one in loop._scheduled if one._callback == kept._check_time]
        assert len(mine) == 1
        await transport.close()
        assert mine[0].cancelled()

    asyncio.run(run())


def test_a_shorter_call_on_a_kept_connection(server: HostileServer) -> None:
    """
    The timer of a longer call does not hide its end.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/first":
            echo(connection, request)

    server.reply = reply

    async def run() -> None:
        transport = AsyncHttptoolsTransport()
        await transport.send(_request(server, "/first", timeouts=Timeouts(read=50)))
        with pytest.raises(TransportTimeoutError) as caught:
            await transport.send(_request(server, "/next", timeouts=Timeouts(read=0.2)))
        assert caught.value.phase == "read"
        await transport.close()

    begun = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - begun < 3
    assert [one.connection for one in server.heard] == [1, 1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_child_that_cleans_up(server: HostileServer) -> None:
    """
    Parent and child share what the loop waits for, so a connection that is thrown away in the
    child must not be forgotten by the loop of the parent.
    """
    transport = AsyncHttptoolsTransport()
    with asyncio.Runner() as runner:
        runner.run(transport.send(_request(server)))
        child = os.fork()
        if child == 0:
            del transport
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        for _ in range(3):
            late = Timeouts(total=3)
            assert runner.run(transport.send(_request(server, "/a", timeouts=late))).body == b"/a"
        runner.run(transport.close())
    assert server.connections == 1


def test_a_head_in_any_number_of_parts() -> None:
    """
    It is found wherever it is cut, and what follows it is kept apart.
    """
    raw = OK + b"X-A: 1\r\nX-B:\r\n\r\n"
    for place in range(1, len(raw)):
        heads = HeadBuffer(100)
        assert heads.add(raw[:place]) is None
        assert heads.add(raw[place:] + b"rest") == (raw, b"rest")
    head = parse_head(raw)
    assert (head.status, head.headers) == (200, [(b"X-A", b"1"), (b"X-B", b"")])


@pytest.mark.parametrize("raw", [b"GET / HTTP/1.1", b"HTTP/1.1 200 OK\nX", b"HTTP/1.1 200 OK\rX"])
def test_a_head_that_begins_wrong(raw: bytes) -> None:
    """
    It is refused before its end, byte by byte too.
    """
    with pytest.raises(NoResponse):
        HeadBuffer(100).add(raw)
    heads = HeadBuffer(100)

    def drip() -> None:
        for place in range(len(raw)):
            heads.add(raw[place : place + 1])

    with pytest.raises(NoResponse):
        drip()
