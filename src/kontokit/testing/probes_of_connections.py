"""
Probes of connections: which may be used again, and what becomes of them.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from typing import Any

from ..core.exceptions import ClientClosedError, KontokitError, TransportError
from ..core.http_response import HttpResponse
from .bench import Bench, require
from .hostile_server import OK, HeardRequest, body, echo
from .probe import probe

_LEAK = body("of another user")
_DIRTY = {
    "a second response in the same packet": body("first") + _LEAK,
    "half a second response": body("first") + _LEAK[:30],
    "a length that is too short": OK + b"Content-Length: 5\r\n\r\nfirst and more",
    "a blank line": body("first") + b"\r\n",
    "an interim response": body("first") + b"HTTP/1.1 103 Hints\r\n\r\n",
    "a body after 204": b"HTTP/1.1 204 No Content\r\n\r\n" + _LEAK,
    "a body after 304": b"HTTP/1.1 304 Same\r\nContent-Length: 4\r\n\r\n" + _LEAK,
    "a response after the last chunk": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n" + _LEAK
    ),
    "a blank line after the last chunk": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n\r\n"
    ),
    "a length beside chunks": (
        OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n"
    ),
}


@probe()
def surplus_bytes(bench: Bench) -> None:
    """
    A connection is used again only if nothing followed the response.
    """
    for name, raw in _DIRTY.items():
        bench.server.writes(raw)
        bench.send("/first")
        got = bench.text("/next")
        require(got == "/next", f"after {name}, the next call got {got!r}")


@probe()
def late_bytes(bench: Bench) -> None:
    """
    A response that arrives on an idle connection belongs to no request.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        echo(connection, request)
        if request.target == "/first":
            time.sleep(0.05)
            connection.sendall(_LEAK)

    bench.server.reply = reply
    bench.send("/first")
    time.sleep(0.3)
    got = bench.text("/next")
    require(got == "/next", f"the next call got {got!r}")


@probe()
def never_sent_twice(bench: Bench) -> None:
    """
    A request that may have arrived is never sent again.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/lost":
            connection.shutdown(socket.SHUT_RDWR)
        else:
            echo(connection, request)

    bench.server.reply = reply
    for method in ("GET", "POST", "PUT", "DELETE"):
        bench.text("/before")
        data = None if method in ("GET", "DELETE") else b"{}"
        outcome = bench.send("/lost", method=method, body=data)
        arrived = [one for one in bench.server.heard if one.target == "/lost"]
        require(len(arrived) == 1, f"a {method} that the server had read arrived {len(arrived)}x")
        require(
            isinstance(outcome, TransportError) and outcome.maybe_sent,
            f"a {method} that was lost gave {outcome!r}, not an error with maybe_sent",
        )
        bench.server.heard.clear()


@probe()
def closed_while_idle(bench: Bench) -> None:
    """
    A connection that the server closed between two calls is replaced.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        echo(connection, request)
        connection.shutdown(socket.SHUT_RDWR)

    bench.server.reply = reply
    for target in ("/a", "/b", "/c"):
        got = bench.text(target)
        require(got == target, f"{target} got {got!r}")
        time.sleep(0.1)


@probe()
def fresh_connection(bench: Bench) -> None:
    """
    A request with fresh_connection goes out on a connection of its own.
    """
    bench.text("/first")
    bench.text("/fresh", fresh_connection=True)
    first, fresh = bench.server.heard[-2:]
    require(first.connection != fresh.connection, "it went out on a connection used before")


@probe()
def many_at_once(bench: Bench) -> None:
    """
    Each of many calls at the same time gets its own response.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        time.sleep(0.02)  # so that calls overlap
        echo(connection, request)

    bench.server.reply = reply
    targets = [f"/{number}" for number in range(40)]
    requests = [bench.request(target) for target in targets]
    transport = bench.transport
    if bench.is_async:

        async def together() -> list[Any]:
            return await asyncio.gather(*(transport.send(one) for one in requests))

        found = bench.run(together)
    else:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(transport.send, requests))
    require([one.body.decode() for one in found] == targets, "responses were mixed up")


@probe()
def closed_transport(bench: Bench) -> None:
    """
    After close(), calls raise ClientClosedError, and a second close() does nothing.
    """
    bench.text("/before")
    bench.shut(bench.transport)
    bench.shut(bench.transport)
    heard = len(bench.server.heard)
    outcome = bench.send("/after")
    require(isinstance(outcome, ClientClosedError), f"a call after close() gave {outcome!r}")
    require(len(bench.server.heard) == heard, "a call after close() was sent")


@probe()
def forked_child(bench: Bench) -> None:
    """
    A forked child opens connections of its own, or refuses; its parent goes on.
    """
    if not hasattr(os, "fork"):
        return
    bench.text("/before")
    child = os.fork()
    if not child:
        os._exit(_in_child(bench))
    until = time.monotonic() + 8
    done, status = os.waitpid(child, os.WNOHANG)
    while not done and time.monotonic() < until:
        time.sleep(0.02)
        done, status = os.waitpid(child, os.WNOHANG)
    if not done:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    require(done, "the child hangs")
    require(os.waitstatus_to_exitcode(status) == 0, "the child failed with a foreign error")
    heard = {one.target: one.connection for one in bench.server.heard}
    require(heard.get("/child") != heard["/before"], "the child used a connection of its parent")
    got = bench.text("/parent")
    require(got == "/parent", f"the parent got {got!r}")


def _in_child(bench: Bench) -> int:
    """
    The exit code of a child: 0 if its call was right or was refused.
    """
    try:
        request = bench.request("/child")
        try:
            response: HttpResponse = (
                asyncio.run(bench.transport.send(request))
                if bench.is_async
                else bench.transport.send(request)
            )
        except ClientClosedError:
            return 0
        return 0 if response.body == b"/child" else 1
    except BaseException:
        return 2


@probe("async")
def cancelled_call(bench: Bench) -> None:
    """
    A cancelled call is closed, and its response never reaches another call.
    """

    def reply(connection: socket.socket, request: HeardRequest) -> None:
        if request.target == "/cancelled":
            time.sleep(0.3)
        echo(connection, request)

    bench.server.reply = reply

    async def cancel() -> None:
        task = asyncio.ensure_future(bench.transport.send(bench.request("/cancelled")))
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.wait([task])
        require(task.cancelled(), "a cancelled call did not end as cancelled")

    bench.text("/before")
    bench.run(cancel)
    for target in ("/a", "/b"):
        got = bench.text(target)
        require(got == target, f"the call after it got {got!r}")


@probe("async")
def another_event_loop(bench: Bench) -> None:
    """
    A transport can be used in one event loop after another.
    """
    bench.text("/before")
    for target in ("/a", "/b"):
        try:
            response = asyncio.run(bench.transport.send(bench.request(target)))
        except KontokitError as error:
            raise AssertionError(f"in another loop, a call failed: {error!r}") from None
        except Exception as error:
            raise AssertionError(f"in another loop, {type(error).__name__} left it") from error
        got = response.body.decode()
        require(got == target, f"in another loop, a call got {got!r}")
    require(bench.text("/after") == "/after", "the first loop cannot be used any more")
