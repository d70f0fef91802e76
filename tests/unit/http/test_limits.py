"""
Responses that are too large in one way or another, through clients.
"""

from __future__ import annotations

import gzip
import itertools
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncClient,
    CallOptions,
    ConfigurationError,
    ConnectionLostError,
    DecodeError,
    KontokitError,
    Limits,
    ResponseTooLargeError,
    SyncClient,
    TransportError,
)
from kontokit.http import HttpRequest
from kontokit.http.body_reader import BodyReader
from kontokit.http.exchange import exchanging
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import API, GET_ACCESS

ONE = {"access_id": "1"}
MIB = 1024 * 1024


@pytest.mark.parametrize("where", ["client", "with_options", "call"])
def test_the_body_has_a_limit_that_can_be_set(
    bank: Bank, any_client: AnyClient, where: str
) -> None:
    """
    A body of just that size is read, and one byte more is refused with its status.
    """
    limits = Limits(body=1000)
    settings: dict[str, Any] = {"limits": limits} if where == "client" else {}
    options = {"limits": limits} if where == "call" else None
    any_client.settings = settings
    if where == "with_options":
        any_client.settings = {"limits": Limits(body=10)}
        options = {"limits": limits}
    body = b'{"id":"' + b"x" * 991 + b'"}'
    assert len(body) == 1000
    bank.says(body)
    assert len(any_client.call(GET_ACCESS, ONE, options=options).id) == 991
    bank.says(body + b" ")
    with pytest.raises(ResponseTooLargeError) as caught:
        any_client.call(GET_ACCESS, ONE, options=options)
    assert caught.value.status_code == 200


def test_an_operation_without_pages_raises_the_default_only(bank: Bank) -> None:
    """
    What the specification says raises 32 MiB, and never what the caller has set.
    """
    large = structs.replace(GET_ACCESS, max_body=40 * MIB)
    bank.says(b'{"id":"' + b"x" * (36 * MIB) + b'"}')
    with SyncClient(API, CREDENTIALS, base_url=bank.url) as client:
        assert len(client.call(large, ONE).id) == 36 * MIB
        with pytest.raises(ResponseTooLargeError):
            client.call(GET_ACCESS, ONE)
        with pytest.raises(ResponseTooLargeError):
            client.with_options(limits=Limits(body=MIB)).call(large, ONE)


def test_depth_and_digits_can_be_set(bank: Bank, any_client: AnyClient) -> None:
    """
    The limits of a call reach the decoder, and its error names the call.
    """
    bank.says(b'{"id":"1","more":[[[[1]]]],"betrag":123456}')
    any_client.call(GET_ACCESS, ONE)
    for limits in (Limits(depth=4), Limits(digits=5)):
        with pytest.raises(DecodeError, match="getAccess"):
            any_client.call(GET_ACCESS, ONE, options={"limits": limits})


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
def test_what_is_no_limits_is_refused(kind: Any) -> None:
    """
    The constructor, with_options and a call refuse it before anything is sent.
    """
    with pytest.raises(ConfigurationError, match="limits needs Limits"):
        kind(API, CREDENTIALS, limits=5)
    with pytest.raises(ConfigurationError, match="limits needs Limits"):
        kind(API, CREDENTIALS).with_options(limits={"body": 5})
    with pytest.raises(ArgumentError, match="limits needs Limits"):
        CallOptions(limits=5)  # type: ignore[arg-type]
    assert kind(API, CREDENTIALS, limits=Limits(depth=5)).with_options(limits=None)


def _headers(size: int) -> bytes:
    """
    A complete response whose headers have this size.
    """
    first = b"Content-Length: 10\r\nContent-Type: application/json\r\n"
    rest = size - len(first)
    rows = [b"X-%05d: %s\r\n" % (number, b"a" * 989) for number in range(rest // 1000)]
    last = rest - 1000 * len(rows)
    rows.append(b"X-Last: " + b"a" * (last - 10) + b"\r\n")
    return b"HTTP/1.1 200 OK\r\n" + first + b"".join(rows) + b'\r\n{"id":"1"}'


def test_headers_have_a_limit_in_bytes(bank: Bank, any_client: AnyClient) -> None:
    """
    64 KiB of headers are read, one byte more is refused, and the limit can be set.
    """
    bank.writes(_headers(64 * 1024))
    assert any_client.call(GET_ACCESS, ONE).id == "1"
    bank.writes(_headers(64 * 1024 + 1))
    with pytest.raises(ConnectionLostError, match="headers of more than 65536 bytes") as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.maybe_sent
    bank.writes(_headers(2000))
    with pytest.raises(ConnectionLostError, match="headers of more than 1000 bytes"):
        any_client.call(GET_ACCESS, ONE, options={"limits": Limits(headers=1000)})


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
BOMBS = {
    "100,000 headers": OK + b"".join(b"X-%d: 1\r\n" % n for n in range(100_000)) + b"\r\n{}",
    "1 MiB header": OK + b"X-Long: " + b"a" * MIB + b"\r\n\r\n{}",
    "shorter than it says": OK + b"Content-Length: 1000000\r\n\r\n{}",
    "no length that is one": OK + b"Content-Length: 99999999999999999999999\r\n\r\n{}",
}


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_in_the_framing(bank: Bank, any_client: AnyClient, raw: bytes) -> None:
    """
    Headers without end and wrong lengths are transport errors, in little time.
    """
    bank.writes(raw)
    began = time.monotonic()
    with pytest.raises(TransportError):
        any_client.call(GET_ACCESS, ONE)
    assert time.monotonic() - began < 5


def test_a_bomb_inside_of_a_bomb(bank: Bank, any_client: AnyClient) -> None:
    """
    One coding is undone; what is inside is no JSON.
    """
    bank.says(gzip.compress(gzip.compress(b" " * 10 * MIB)), Content_Encoding="gzip")
    with pytest.raises(DecodeError):
        any_client.call(GET_ACCESS, ONE)


def test_a_bomb_needs_little_memory(bank: Bank, client: SyncClient) -> None:
    """
    Of a body that unpacks to 1,000 times its size, no more is unpacked than 200 times.
    """
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * MIB) for _ in range(200)) + packer.flush()
    bank.says(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    with pytest.raises(ResponseTooLargeError):
        client.call(GET_ACCESS, ONE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * MIB


@pytest.mark.parametrize("size", [MIB // 4 - 1, MIB // 4, MIB // 4 + 100, MIB])
def test_a_packed_body_is_read_whole_wherever_it_is_cut(size: int) -> None:
    """
    Two chunks may part a body anywhere, also where the first one unpacks to more than it seems to.
    """
    body = b"x" * size
    packed = gzip.compress(body, 9, mtime=0)
    request = HttpRequest(operation="x", method="GET", url="https://a.example")
    headers = [(b"Content-Encoding", b"gzip")]
    for cut in range(1, len(packed), 1 if size < MIB else 20):
        with exchanging(request) as exchange:
            reader = BodyReader(request, exchange, 200, headers)
            assert reader.take(packed[:cut])
            assert reader.take(packed[cut:])
            assert reader.finished().body == body


class _Endless(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response_only(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        try:
            for _ in itertools.count():
                self.wfile.write(chunk)
        except OSError:
            self.close_connection = True


@pytest.fixture
def endless() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Endless) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_stream_without_end(endless: str) -> None:
    """
    It is cut at the limit, and costs less than twice the limit at its peak.
    """
    with SyncClient(API, CREDENTIALS, base_url=endless) as client:
        tracemalloc.start()
        with pytest.raises(ResponseTooLargeError):
            client.call(GET_ACCESS, ONE)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 2 * 32 * MIB


def test_a_large_body_is_read_at_less_than_twice_its_size(bank: Bank) -> None:
    """
    Receiving, checking and decoding a text of 30 MiB hold the body, its value, and little more.
    """
    bank.says(b'{"id":"' + b"x" * (30 * MIB) + b'"}')
    with SyncClient(API, CREDENTIALS, base_url=bank.url) as client:
        client.call(GET_ACCESS, ONE)
        tracemalloc.start()
        found = client.call(GET_ACCESS, ONE)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert len(found.id) == 30 * MIB
    value = len(found.id)
    assert peak - value < 2 * 30 * MIB


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 101 + b"]" * 101,
        b'{"id":"1","betrag":' + b"1" * 65 + b"}",
        b'{"id":"1","betrag":NaN}',
        b'{"id":"1","betrag":"Infinity"}',
        b'{"id":"1","betrag":1e400}',
        b'{"id":"1"} x',
    ],
)
def test_json_beyond_the_limits_is_a_decode_error(
    bank: Bank, any_client: AnyClient, body: bytes
) -> None:
    """
    Everything that cannot be read is one kind of error.
    """
    bank.says(body)
    with pytest.raises(DecodeError):
        any_client.call(GET_ACCESS, ONE)


def test_an_error_body_beyond_the_limits_costs_no_status(bank: Bank, any_client: AnyClient) -> None:
    """
    A 500 with a body that is nested too deeply is still a 500.
    """
    bank.says(b"[" * 100_000, status=500)
    with pytest.raises(KontokitError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert getattr(caught.value, "status_code", None) == 500


def test_a_url_that_is_too_long_is_named_as_such(bank: Bank, any_client: AnyClient) -> None:
    """
    It is an error of the arguments, before anything is sent.
    """
    with pytest.raises(ArgumentError, match=r"a URL of \d+ characters; 65536 are allowed"):
        any_client.call(GET_ACCESS, {"access_id": "x" * 70_000})
    with pytest.raises(ArgumentError, match="URL") as caught:
        any_client.call(GET_ACCESS, ONE, options={"extra_query": {"a": "x" * 70_000}})
    assert caught.value.place == "query"
    assert not bank.heard
