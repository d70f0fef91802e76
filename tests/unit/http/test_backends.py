"""
What opens connections: sockets of this machine, errors of several addresses, waiting, and loops.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpcore2
import pytest
import trio

from kontokit.core.deadline import Deadline
from kontokit.core.event_loop import current_loop
from kontokit.http import HttpRequest
from kontokit.http.connections import AsyncWatchedBackend
from kontokit.http.dialing import BlockingBackend
from kontokit.http.exchange import DeadlinePassed, exchanging
from kontokit.http.httpcore2_engine import ERRORS
from kontokit.http.loops import PerLoop

KEEP_ALIVE = (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
posix = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no such sockets")


class Opener(httpcore2.AsyncNetworkBackend):
    """
    A backend of the library that fails in one way, and only notes how long it should wait.
    """

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error
        self.waits: list[float] = []

    async def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore2.AsyncNetworkStream:
        raise self.error or OSError

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[str]:
    """
    The path of a server that takes connections, and never says a word.
    """
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(path)
        server.listen()
        yield path


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """
    A server on loopback that nobody has asked yet.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def _request(seconds: float) -> HttpRequest:
    deadline = Deadline.after(seconds)
    return HttpRequest(operation="x", method="GET", url="http://a.example", deadline=deadline)


@posix
def test_a_socket_of_this_machine_is_opened_as_it_is_wanted(path: str) -> None:
    """
    With the options that were given. A server that says nothing is an error that the library knows.
    """
    stream = BlockingBackend(ERRORS).connect_unix_socket(path, 5, [KEEP_ALIVE])
    with stream.get_extra_info("socket") as opened:
        assert opened.getsockopt(*KEEP_ALIVE[:2])
        with pytest.raises(httpcore2.ReadTimeout):
            stream.read(10, 0.01)

    async def run() -> None:
        backend = AsyncWatchedBackend(httpcore2.AnyIOBackend(), ERRORS)
        stream = await backend.connect_unix_socket(path, 5, [KEEP_ALIVE])
        assert stream.get_extra_info("socket").getsockopt(*KEEP_ALIVE[:2])
        with pytest.raises(httpcore2.ReadTimeout):
            await stream.read(10, 0.01)
        await stream.aclose()

    asyncio.run(run())


def _fill(path: str, waiting: contextlib.ExitStack) -> None:
    for _ in range(10_000):
        stream = BlockingBackend(ERRORS).connect_unix_socket(path, 5)
        waiting.callback(stream.close)


@posix
def test_a_server_of_this_machine_that_is_absent_or_full(path: str) -> None:
    """
    Is an error that the library knows, at once. Nothing was sent.
    """
    with pytest.raises(httpcore2.ConnectError):
        BlockingBackend(ERRORS).connect_unix_socket(f"{path}-absent", 5)
    with contextlib.ExitStack() as waiting, pytest.raises(httpcore2.ConnectError):
        _fill(path, waiting)


def test_a_connection_is_opened_as_it_is_wanted(server: socket.socket) -> None:
    """
    With the options and from the address that were given.
    """
    host, port = server.getsockname()
    stream = BlockingBackend(ERRORS).connect_tcp(host, port, 5, host, [KEEP_ALIVE])
    accepted, address = server.accept()
    with accepted, stream.get_extra_info("socket") as opened:
        assert opened.getsockopt(*KEEP_ALIVE[:2])
        assert stream.get_extra_info("client_addr") == address
        assert stream.get_extra_info("server_addr") == (host, port)


def test_no_connection_is_opened_when_the_time_is_up(server: socket.socket) -> None:
    """
    Not even to an address that needs no look-up.
    """
    host, port = server.getsockname()
    with pytest.raises(httpcore2.ConnectTimeout):
        BlockingBackend(ERRORS).connect_tcp(host, port, 0)
    server.setblocking(False)
    with pytest.raises(BlockingIOError):
        server.accept()


def test_no_socket_stays_open_when_a_program_is_interrupted(
    server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Such as by Ctrl-C while it connects.
    """
    opened: list[socket.socket] = []

    class Interrupted(socket.socket):
        def connect(self, address: Any, /) -> None:
            opened.append(self)
            raise KeyboardInterrupt

    host, port = server.getsockname()
    monkeypatch.setattr(socket, "socket", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        BlockingBackend(ERRORS).connect_tcp(host, port, 5)
    assert [one.fileno() for one in opened] == [-1]


@posix
def test_no_socket_of_this_machine_is_opened_after_the_deadline(path: str) -> None:
    """
    As no other connection.
    """
    with exchanging(_request(0)):
        with pytest.raises(DeadlinePassed):
            BlockingBackend(ERRORS).connect_unix_socket(path, 5)
        backend = AsyncWatchedBackend(httpcore2.AnyIOBackend(), ERRORS)
        with pytest.raises(DeadlinePassed):
            asyncio.run(backend.connect_unix_socket(path, 5))


def test_a_wait_ends_with_the_deadline_and_not_with_it_alone() -> None:
    """
    The library waits as long as it wants between two tries, and never longer than the call.
    """
    opener = Opener()
    backend = AsyncWatchedBackend(opener, ERRORS)
    asyncio.run(backend.sleep(20))
    with exchanging(_request(10)):
        asyncio.run(backend.sleep(0.5))
        asyncio.run(backend.sleep(20))
    first, second, third = opener.waits
    assert (first, second) == (20, 0.5)
    assert third <= 10


def test_a_blocking_wait_ends_with_the_deadline_and_not_with_it_alone() -> None:
    """
    The same without ``await``.
    """
    backend, begun = BlockingBackend(ERRORS), time.monotonic()
    backend.sleep(0.02)
    assert time.monotonic() - begun >= 0.02
    with exchanging(_request(0.2)):
        backend.sleep(20)
    assert time.monotonic() - begun < 5


CANCELLED = asyncio.CancelledError()


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        (BaseExceptionGroup("one", [CANCELLED]), asyncio.CancelledError),
        (
            BaseExceptionGroup("nested", [BaseExceptionGroup("inner", [CANCELLED]), CANCELLED]),
            asyncio.CancelledError,
        ),
        (BaseExceptionGroup("several", [CANCELLED, GeneratorExit()]), BaseExceptionGroup),
        (ExceptionGroup("errors", [OSError(), OSError()]), ExceptionGroup),
    ],
    ids=lambda value: value.message if isinstance(value, BaseExceptionGroup) else "",
)
def test_several_addresses_that_are_cancelled_are_one_cancellation(
    group: BaseExceptionGroup[BaseException], kind: type[BaseException]
) -> None:
    """
    However deep the tasks report it; a group with anything else in it stays one.
    """
    backend = AsyncWatchedBackend(Opener(group), ERRORS)

    async def run() -> None:
        with pytest.raises(kind) as caught:
            await backend.connect_tcp("a.example", 443)
        assert caught.type is kind

    asyncio.run(run())


class Pool:
    """
    A pool that notes in which loop it was closed.
    """

    def __init__(self) -> None:
        self.closed_in: list[object] = []

    async def aclose(self) -> None:
        self.closed_in.append(current_loop())


def test_pools_are_closed_in_the_loops_that_opened_them() -> None:
    """
    Closing all in one loop closes the others as soon as their loops run again.
    """
    pools: PerLoop[str, Pool] = PerLoop()

    async def turn() -> None:
        for _ in range(10):
            await asyncio.sleep(0)

    with asyncio.Runner() as first, asyncio.Runner() as second:
        one, other = first.run(pools.get("a", Pool)), second.run(pools.get("a", Pool))
        assert first.run(pools.get("a", Pool)) is one
        second.run(pools.close())
        assert (one.closed_in, other.closed_in) == ([], [second.get_loop()])
        first.run(turn())
        assert one.closed_in == [first.get_loop()]


def test_pools_of_trio_are_closed_at_the_end_of_its_run() -> None:
    """
    Whoever closes all of them in another loop leaves those of trio to trio.
    """
    pools: PerLoop[str, Pool] = PerLoop()

    async def run() -> tuple[Pool, object]:
        pool = await pools.get("a", Pool)
        await trio.to_thread.run_sync(asyncio.run, pools.close())
        assert pool.closed_in == []
        return pool, current_loop()

    pool, loop = trio.run(run)
    assert pool.closed_in == [loop]
