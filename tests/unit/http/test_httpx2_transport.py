"""
Transports of httpx2 that a program hands in: what their errors say, and which are watched.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from kontokit import (
    ConnectError,
    ConnectionLostError,
    KontokitError,
    TransportError,
    TransportTimeoutError,
)
from kontokit.http import HttpRequest, HttpResponse
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from kontokit.testing.hostile_server import HeardRequest, HostileServer, body, echo

LEAK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nLEAK"


@pytest.fixture
def server() -> Iterator[HostileServer]:
    """
    A server that answers with the path that was asked for.
    """
    server = HostileServer()
    yield server
    server.close()


def _send(given: Any, *urls: str) -> list[HttpResponse | KontokitError]:
    """
    The answers or errors of a transport over another one, blocking or with ``await``.
    """
    requests = [HttpRequest(operation="x", method="GET", url=url) for url in urls]
    found: list[HttpResponse | KontokitError] = []

    async def run() -> None:
        transport = AsyncHttpx2Transport(given)
        for request in requests:
            try:
                found.append(await transport.send(request))
            except KontokitError as error:
                found.append(error)
        await transport.close()

    if isinstance(given, httpx2.AsyncBaseTransport | httpx2.AsyncClient):
        asyncio.run(run())
        return found
    transport = Httpx2Transport(given)
    for request in requests:
        try:
            found.append(transport.send(request))
        except KontokitError as error:
            found.append(error)
    transport.close()
    return found


class Failing(httpx2.BaseTransport):
    """
    A transport of another class that fails in one way.
    """

    def __init__(self, error: Exception) -> None:
        self._error = error

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        raise self._error


class AsyncFailing(httpx2.AsyncBaseTransport):
    """
    The same with ``await``.
    """

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        raise self._error


@pytest.mark.parametrize("kind", [Failing, AsyncFailing])
@pytest.mark.parametrize(
    ("error", "expected", "maybe_sent"),
    [
        (httpx2.ConnectError("refused"), ConnectError, False),
        (httpx2.ConnectTimeout("late"), TransportTimeoutError, False),
        (httpx2.PoolTimeout("full"), TransportTimeoutError, False),
        (httpx2.ReadError("reset"), ConnectionLostError, True),
        (httpx2.WriteError("reset"), ConnectionLostError, True),
        (httpx2.ReadTimeout("late"), TransportTimeoutError, True),
        (RuntimeError("odd"), ConnectionLostError, True),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_of_a_transport_that_nobody_watches(
    kind: Callable[[Exception], Any],
    error: Exception,
    expected: type[TransportError],
    maybe_sent: bool,
) -> None:
    """
    Only an error before the first byte says that nothing was sent; after any other one the request
    may have arrived.
    """
    (found,) = _send(kind(error), "http://a.example/")
    assert isinstance(found, TransportError)
    assert (type(found), found.maybe_sent) == (expected, maybe_sent)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_a_version_of_the_library_that_rewrites_paths(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch, *, is_async: bool
) -> None:
    """
    What goes over the wire is the path that was checked, or nothing.
    """
    monkeypatch.setattr(httpx2.URL, "raw_path", property(lambda _: b"/else"))
    kind = httpx2.AsyncHTTPTransport if is_async else httpx2.HTTPTransport
    (found,) = _send(kind(trust_env=False), f"{server.url}/a")
    assert isinstance(found, ConnectError)
    assert "cannot be sent" in str(found)
    assert not found.maybe_sent
    assert server.heard == []


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_transports_for_some_addresses_are_watched_too(
    server: HostileServer, *, is_async: bool
) -> None:
    """
    What a server sends beyond an answer is never the answer to the next request, also where a
    client has a transport of its own for the address.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/a":
            connection.sendall(body("mine") + LEAK)
        else:
            echo(connection, request)

    server.reply = reply
    given: httpx2.AsyncClient | httpx2.Client
    if is_async:
        mounts = {"http://": httpx2.AsyncHTTPTransport(trust_env=False)}
        given = httpx2.AsyncClient(trust_env=False, mounts=mounts)
    else:
        given = httpx2.Client(
            trust_env=False, mounts={"http://": httpx2.HTTPTransport(trust_env=False)}
        )
    found = _send(given, *(f"{server.url}/{name}" for name in "abc"))
    assert [one.body for one in found if isinstance(one, HttpResponse)] == [b"mine", b"/b", b"/c"]
    assert server.connections == 2
