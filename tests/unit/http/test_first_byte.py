"""
What is known of a request whose writing failed: nothing was sent, or it may have arrived.
"""

from __future__ import annotations

import select
import socket
import ssl
from collections.abc import Iterator

import httpcore2
import pytest

from kontokit import ConnectError, ConnectionLostError
from kontokit.core.deadline import Deadline
from kontokit.http import HttpRequest
from kontokit.http.exchange import DeadlinePassed, Exchange, exchanging
from kontokit.http.failures import Failures
from kontokit.http.httpcore2_engine import ERRORS
from kontokit.http.sockets import BlockingStream

HEAD = b"POST / HTTP/1.1\r\nHost: a\r\n\r\n"


class FailingSocket:
    """
    A socket that takes some bytes, and then breaks.
    """

    def __init__(self) -> None:
        self.room = 0
        self.error: OSError = ConnectionResetError("reset")
        self.most = 1_000_000
        """So many bytes are taken at once."""
        self.limits: list[float | None] = []
        """How long each step might take."""
        self.decrypted = 0
        """So many bytes were read, and are kept until somebody wants them."""
        self.pair = socket.socketpair()

    def settimeout(self, timeout: float | None) -> None:
        self.limits.append(timeout)

    def pending(self) -> int:
        return self.decrypted

    def fileno(self) -> int:
        return self.pair[0].fileno()

    def recv(self, size: int) -> bytes:
        return b"answer"

    def send(self, data: memoryview) -> int:
        if not self.room:
            raise self.error
        taken = min(self.room, self.most, len(data))
        self.room -= taken
        return taken

    def close(self) -> None:
        for one in self.pair:
            one.close()


@pytest.fixture
def line() -> Iterator[FailingSocket]:
    """
    The socket below the stream.
    """
    line = FailingSocket()
    yield line
    line.close()


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    """
    The exchange of a request.
    """
    with exchanging(HttpRequest(operation="x", method="POST", url="https://a.example")) as exchange:
        yield exchange


def test_a_new_connection_that_takes_nothing(line: FailingSocket, exchange: Exchange) -> None:
    """
    The server was not reached.
    """
    with pytest.raises(httpcore2.ConnectError):
        BlockingStream(line, ERRORS).write(HEAD, 5)
    assert not exchange.is_begun


def test_a_kept_connection_that_takes_nothing(line: FailingSocket, exchange: Exchange) -> None:
    """
    It is replaced without a word.
    """
    stream = BlockingStream(line, ERRORS)
    line.room = len(HEAD)
    stream.write(HEAD, 5)
    stream.read(10, 5)
    stream.mark_reusable()
    exchange.is_begun = False
    with pytest.raises(httpcore2.ConnectionNotAvailable):
        stream.write(HEAD, 5)
    assert not exchange.is_begun


def test_a_connection_that_takes_a_part(line: FailingSocket, exchange: Exchange) -> None:
    """
    From the first byte on the request may have arrived, also after a pause within it.
    """
    stream = BlockingStream(line, ERRORS)
    line.room = 3
    with pytest.raises(httpcore2.WriteError):
        stream.write(HEAD, 5)
    assert exchange.is_begun


def test_a_body_that_is_not_taken(line: FailingSocket, exchange: Exchange) -> None:
    """
    The head was sent, so the request may have arrived.
    """
    stream = BlockingStream(line, ERRORS)
    line.room = len(HEAD)
    stream.write(HEAD, 5)
    with pytest.raises(httpcore2.WriteError):
        stream.write(b"body", 5)
    assert exchange.is_begun


def test_a_write_that_takes_too_long(line: FailingSocket, exchange: Exchange) -> None:
    """
    TLS may have sent a part of it, so it is not known that nothing was sent.
    """
    line.error = TimeoutError("timed out")
    with pytest.raises(httpcore2.WriteTimeout):
        BlockingStream(line, ERRORS).write(HEAD, 5)
    assert exchange.is_begun


def test_each_part_of_a_write_has_its_limit(line: FailingSocket) -> None:
    """
    Also what is left after the system has taken a part. Without a call there is only the phase.
    """
    line.room, line.most = 1000, 10
    BlockingStream(line, ERRORS).write(HEAD, 5)
    assert line.limits == [5, 5, 5]


def test_no_part_of_a_write_outlasts_the_call(line: FailingSocket) -> None:
    """
    Whatever the phase may take.
    """
    line.room, line.most = 1000, 10
    request = HttpRequest(
        operation="x", method="POST", url="https://a.example", deadline=Deadline.after(2)
    )
    with exchanging(request):
        BlockingStream(line, ERRORS).write(HEAD, 5)
    assert len(line.limits) == 3
    assert all(limit is not None and 1 < limit <= 2 for limit in line.limits)


def test_a_kept_connection_with_bytes_that_tls_holds_back(
    line: FailingSocket, exchange: Exchange
) -> None:
    """
    No system call shows them, and they would be read as the next answer.
    """
    stream = BlockingStream(line, ERRORS)
    line.room = 1000
    stream.write(HEAD, 5)
    stream.read(10, 5)
    stream.mark_reusable()
    assert not stream.get_extra_info("is_readable")
    line.decrypted = 5
    assert stream.get_extra_info("is_readable")
    with pytest.raises(httpcore2.ConnectionNotAvailable):
        stream.write(HEAD, 5)


def test_facts_about_a_stream(line: FailingSocket) -> None:
    """
    What the library asks for is there, and anything else is None.
    """
    stream = BlockingStream(line, ERRORS)
    assert stream.get_extra_info("socket") is line
    assert stream.get_extra_info("anything") is None


def test_words_for_a_proxy(line: FailingSocket, exchange: Exchange) -> None:
    """
    CONNECT and its answer are nothing of the request.
    """
    line.room = 1000
    stream = BlockingStream(line, ERRORS)
    stream.write(b"CONNECT a.example:443 HTTP/1.1\r\n\r\n", 5)
    assert not exchange.is_begun


def test_a_request_that_wants_a_fresh_connection(line: FailingSocket, exchange: Exchange) -> None:
    """
    A connection that was used before refuses it, and takes the next one.
    """
    line.room = 1000
    stream = BlockingStream(line, ERRORS)
    stream.write(HEAD, 5)
    stream.read(10, 5)
    stream.mark_reusable()
    exchange.needs_fresh = True
    with pytest.raises(httpcore2.ConnectionNotAvailable):
        stream.write(HEAD, 5)
    exchange.needs_fresh = False
    stream.write(HEAD, 5)


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_connection_that_breaks_in_an_odd_way(exchange: Exchange, *, is_begun: bool) -> None:
    """
    Before the first byte the server was not reached, and the error says why; after it, the request
    may have arrived.
    """
    failures = Failures(
        phases=(), unreachable=(httpcore2.ConnectError,), unsendable=httpcore2.LocalProtocolError
    )
    request = HttpRequest(operation="x", method="GET", url="https://a.example")
    exchange.is_begun = is_begun
    found = failures.failure(httpcore2.RemoteProtocolError("it hung up"), request, exchange)
    assert type(found) is (ConnectionLostError if is_begun else ConnectError)
    assert found.maybe_sent is is_begun
    assert ("it hung up" in str(found)) is not is_begun


@pytest.mark.parametrize("has_poll", [True, False])
def test_a_closed_stream_counts_as_readable(
    line: FailingSocket, monkeypatch: pytest.MonkeyPatch, *, has_poll: bool
) -> None:
    """
    So that no pool uses it again. Bytes are noticed on systems without ``poll`` too.
    """
    if not has_poll:
        monkeypatch.delattr(select, "poll", raising=False)
    ours, theirs = line.pair
    stream = BlockingStream(ours, ERRORS)
    assert stream.get_extra_info("is_readable") is False
    theirs.send(b"x")
    assert stream.get_extra_info("is_readable") is True
    ours.recv(1)
    assert stream.get_extra_info("is_readable") is False
    stream.close()
    assert stream.get_extra_info("is_readable") is True


def test_a_connection_whose_deadline_passes_before_tls_is_closed(line: FailingSocket) -> None:
    """
    It would never be used, and the server would wait for it.
    """
    request = HttpRequest(
        operation="x", method="GET", url="https://a.example", deadline=Deadline.after(0)
    )
    ours, theirs = line.pair
    with exchanging(request), pytest.raises(DeadlinePassed):
        BlockingStream(ours, ERRORS).start_tls(ssl.create_default_context(), "a.example", 5)
    assert theirs.recv(1) == b""
