"""
What the engine aiohttp must be kept from: sending again, adding, rewriting, and trusting
connections that hold bytes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest
from aiohttp.client_proto import ResponseHandler

from kontokit import (
    ConnectError,
    ConnectionLostError,
    Http,
    KontokitError,
    Timeouts,
    TransportTimeoutError,
)
from kontokit.http import HttpRequest, aiohttp_engine
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.testing.hostile_server import OK, HeardRequest, HostileServer, body, echo
from tests.support.deaf_port import deaf_port


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


def _run(work: Callable[[AiohttpTransport], Awaitable[Any]], http: Http | None = None) -> Any:
    async def run() -> Any:
        transport = AiohttpTransport(http)
        try:
            return await work(transport)
        finally:
            await transport.close()

    return asyncio.run(run())


def _send(request: HttpRequest, times: int = 1, http: Http | None = None) -> list[Any]:
    """
    The bodies of the responses, or the errors that came instead.
    """

    async def work(transport: AiohttpTransport) -> list[Any]:
        outcomes: list[Any] = []
        for _ in range(times):
            try:
                outcomes.append((await transport.send(request)).body.decode())
            except KontokitError as error:
                outcomes.append(error)
        return outcomes

    found: list[Any] = _run(work, http)
    return found


def test_no_session_of_the_library_is_used(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A session sends idempotent requests again, and follows and keeps what it should not.
    """

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(aiohttp.ClientSession, "_request", refuse)
    monkeypatch.setattr(aiohttp.ClientRequest, "send", refuse)
    assert _send(_request(server, "/a"), 2) == ["/a", "/a"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "POST"])
def test_a_request_that_was_lost_is_not_sent_again(server: HostileServer, method: str) -> None:
    """
    The server hangs up in place of an answer, on a connection that was used before.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/lost":
            connection.shutdown(socket.SHUT_RDWR)
        else:
            echo(connection, request)

    server.reply = reply

    async def work(transport: AiohttpTransport) -> None:
        await transport.send(_request(server, "/before"))
        with pytest.raises(ConnectionLostError) as caught:
            await transport.send(_request(server, "/lost", method=method))
        assert caught.value.maybe_sent
        assert caught.value.__context__ is None

    _run(work)
    heard = [(one.target, one.connection) for one in server.heard]
    assert heard == [("/before", 1), ("/lost", 1)]


@pytest.mark.parametrize("target", ["/a?", "/?", "/a?x=%2f%2F&y=", "/a%7e;b='c'", "/a?%zz|"])
def test_a_target_is_sent_byte_for_byte(server: HostileServer, target: str) -> None:
    """
    The library's own URLs lose an empty query and write escapes anew.
    """
    (outcome,) = _send(_request(server, target))
    if isinstance(outcome, ConnectError):
        assert server.heard == []
        assert "|" in target
    else:
        assert [one.target for one in server.heard] == [target]


def test_only_our_headers_are_sent(server: HostileServer) -> None:
    """
    Neither the library's name nor a type of the body is added, and letters are Latin-1.
    """
    _send(_request(server, method="POST", body=b"{}", headers=(("X-Name", "Müller"),)))
    host = server.url.partition("://")[2]
    assert server.heard[0].headers == (
        ("host", host),
        ("accept-encoding", "gzip"),
        ("x-name", "Müller"),
        ("content-length", "2"),
    )


def test_a_plain_proxy(server: HostileServer) -> None:
    """
    It is told the whole address, and its own password; nothing of the target is rewritten.
    """
    address = server.url.replace("://", "://anna:p%40ss@")
    request = HttpRequest(operation="x", method="GET", url="http://bank.invalid/a%2fb?")
    assert _send(request, 2, Http(proxy=address)) == ["http://bank.invalid/a%2fb?"] * 2
    heard = server.heard[1]
    assert heard.values("host") == ["bank.invalid"]
    assert heard.values("proxy-authorization") == ["Basic YW5uYTpwQHNz"]
    assert server.connections == 1


def test_a_tunnel_is_asked_for_without_more(server: HostileServer) -> None:
    """
    The proxy hears its password and the name of the server; what it answers is not quoted.
    """
    server.writes(b"HTTP/1.1 407 secret-of-the-proxy\r\nContent-Length: 0\r\n\r\n")
    address = server.url.replace("://", "://anna:geheim@")
    request = HttpRequest(operation="x", method="GET", url="https://bank.invalid/")
    (error,) = _send(request, http=Http(proxy=address))
    assert isinstance(error, ConnectError)
    assert "the proxy answered with the status 407" in str(error)
    assert "secret" not in str(error)
    names = [name for name, _ in server.heard[0].headers]
    assert sorted(names) == ["host", "proxy-authorization"]


def test_another_version_of_the_library(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    If its connections are no longer ours to watch, nothing is sent.
    """
    real = aiohttp_engine._Connector.__init__

    def forget(connector: Any, loop: asyncio.AbstractEventLoop) -> None:
        real(connector, loop)
        connector._factory = lambda: ResponseHandler(loop)

    monkeypatch.setattr(aiohttp_engine._Connector, "__init__", forget)
    (error,) = _send(_request(server))
    assert isinstance(error, ConnectError)
    assert "choose another engine" in str(error)
    assert server.heard == []


@pytest.mark.parametrize("line", [b"X-A: 1\r\n" * 500, b"X-A: " + b"a" * 60_000 + b"\r\n"])
def test_a_head_without_end(server: HostileServer, line: bytes) -> None:
    """
    Many headers, small or large, are given up as one that is too large is.
    """
    sent: list[int] = []

    def reply(connection: socket.socket, _: HeardRequest) -> None:
        connection.sendall(OK)
        for _number in range(20_000):
            connection.sendall(line)
            sent.append(len(line))

    server.reply = reply
    begun = time.monotonic()
    (error,) = _send(_request(server, timeouts=Timeouts(total=20)))
    assert isinstance(error, ConnectionLostError)
    assert time.monotonic() - begun < 5
    assert sum(sent) < 20_000_000


def test_a_server_that_cannot_be_reached_in_time() -> None:
    """
    Nothing was sent.
    """
    with deaf_port() as port:
        url = f"http://127.0.0.1:{port}"
        (error,) = _send(
            HttpRequest(operation="x", method="GET", url=url, timeouts=Timeouts(connect=0.2))
        )
    assert isinstance(error, TransportTimeoutError)
    assert (error.phase, error.maybe_sent) == ("connect", False)


def _endless_trailers(connection: socket.socket, _: HeardRequest) -> None:
    connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n")
    for number in range(2_000_000):
        connection.sendall(b"X-%d: 1\r\n" % number * 500)


def test_trailers_without_end(server: HostileServer) -> None:
    """
    They are given up as well.
    """
    server.reply = _endless_trailers
    begun = time.monotonic()
    (error,) = _send(_request(server, timeouts=Timeouts(total=20)))
    assert isinstance(error, ConnectionLostError)
    assert time.monotonic() - begun < 5


def test_the_parser_in_python() -> None:
    """
    Where the library has no compiled parser, the same rules hold.
    """
    program = (
        "from kontokit.http.aiohttp_transport import AiohttpTransport\n"
        "from kontokit.testing.conformance import PROBES\n"
        "names = ('surplus-bytes', 'broken-response', 'interim-responses', 'body-limit')\n"
        "for probe in PROBES:\n"
        "    if str(probe) in names:\n"
        "        probe.check_async(AiohttpTransport)\n"
    )
    environment = {**os.environ, "AIOHTTP_NO_EXTENSIONS": "1"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_server_that_speaks_first(*, is_closed: bool) -> None:
    """
    What it says is the answer, but its connection is not kept; if it hangs up, nothing was sent.
    """
    accepted: list[socket.socket] = []

    def speak(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                accepted.append(connection)
                connection.sendall(body("busy"))
                if is_closed:
                    connection.close()

    async def work(transport: AiohttpTransport) -> list[Any]:
        pool = await transport._pools.get("", lambda: aiohttp_engine.AiohttpPool(Http()))
        open_at_once = pool.open

        async def open_late(*args: Any) -> Any:
            found = await open_at_once(*args)
            await asyncio.sleep(0.1)
            return found

        pool.open = open_late  # type: ignore[assignment,method-assign]
        outcomes: list[Any] = []
        for _ in range(2):
            try:
                outcomes.append((await transport.send(request)).body)
            except KontokitError as error:
                outcomes.append(error)
        return outcomes

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=speak, args=(listener,), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        request = HttpRequest(operation="x", method="GET", url=url)
        outcomes = _run(work)
    assert len(accepted) == 2
    if is_closed:
        assert [type(one) for one in outcomes] == [ConnectError] * 2
    else:
        assert outcomes == [b"busy"] * 2
    for connection in accepted:
        connection.close()


@pytest.mark.parametrize("raw", [b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", b"\r\n\r\n"])
def test_a_protocol_that_was_not_asked_for(server: HostileServer, raw: bytes) -> None:
    """
    Another protocol, or none, is no response.
    """
    server.writes(raw, then_close=True)
    assert isinstance(_send(_request(server))[0], ConnectionLostError)


def test_an_answer_without_a_body_to_head(server: HostileServer) -> None:
    """
    The length of an answer to HEAD is not awaited.
    """
    server.reply = lambda connection, _: connection.sendall(OK + b"Content-Length: 9\r\n\r\n")
    assert _send(_request(server, method="HEAD"), 2) == ["", ""]


def test_an_answer_before_the_end_of_the_request(server: HostileServer) -> None:
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
        assert _send(request) == ["too long"]
        thread.join()


def test_a_server_that_stops_reading(server: HostileServer) -> None:
    """
    A step of writing has its timeout.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        (error,) = _send(
            HttpRequest(
                operation="x",
                method="POST",
                url=url,
                body=bytes(30_000_000),
                timeouts=Timeouts(write=0.3),
            )
        )
    assert isinstance(error, TransportTimeoutError)
    assert (error.phase, error.maybe_sent) == ("write", True)


@pytest.mark.parametrize(
    ("http", "connections"),
    [
        (Http(), 1),
        (Http(max_idle_connections=0), 3),
        (Http(idle_seconds=0.05), 3),
    ],
)
def test_how_long_a_connection_is_kept(server: HostileServer, http: Http, connections: int) -> None:
    """
    As long as the settings say.
    """

    async def work(transport: AiohttpTransport) -> None:
        for _ in range(3):
            await transport.send(_request(server))
            await asyncio.sleep(0.1)

    _run(work, http)
    assert server.connections == connections


def test_room_is_made_for_another_server(server: HostileServer) -> None:
    """
    An idle connection gives way if there are as many as there may be.
    """
    other = HostileServer()

    async def work(transport: AiohttpTransport) -> None:
        for one in (server, other, server):
            await transport.send(_request(one))

    _run(work, Http(max_connections=1))
    assert (server.connections, other.connections) == (2, 1)
    other.close()


def test_a_cancelled_call_closes_its_connection(server: HostileServer) -> None:
    """
    At once, and not when its answer has come.
    """
    ended: list[bytes] = []

    def reply(connection: socket.socket, _: HeardRequest) -> None:
        connection.settimeout(3)
        ended.append(connection.recv(100))

    server.reply = reply

    async def work(transport: AiohttpTransport) -> None:
        task = asyncio.ensure_future(transport.send(_request(server)))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0.2)
        assert ended == [b""]

    _run(work)


def test_a_call_in_a_transport_that_is_closed(server: HostileServer) -> None:
    """
    It ends, and may have arrived.
    """
    server.reply = lambda *_: time.sleep(2)

    async def work(transport: AiohttpTransport) -> None:
        task = asyncio.ensure_future(transport.send(_request(server)))
        await asyncio.sleep(0.2)
        await transport.close()
        with pytest.raises(ConnectionLostError):
            await task

    begun = time.monotonic()
    _run(work)
    assert time.monotonic() - begun < 1.5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_child_that_cleans_up(server: HostileServer) -> None:
    """
    Parent and child share what the loop waits for, so a connection that the library closes in the
    child, such as when it is thrown away, must not be forgotten by the loop of the parent.
    """
    transport = AiohttpTransport()
    with asyncio.Runner() as runner:
        runner.run(transport.send(_request(server)))
        (pool,) = transport._pools.all()
        (kept,) = pool._open
        child = os.fork()
        if child == 0:
            kept._found.close()
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        for _ in range(3):
            late = Timeouts(total=3)
            assert runner.run(transport.send(_request(server, "/a", timeouts=late))).body == b"/a"
        runner.run(transport.close())
    assert server.connections == 1
