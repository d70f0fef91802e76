"""
The wire itself: timeouts, limits, broken connections, and a quiet log.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import random
import re
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import httpcore2
import httptools
import httpx2
import pytest

from kontokit import (
    ArgumentError,
    AsyncClient,
    AsyncHttpTransport,
    CallOptions,
    ClientClosedError,
    ConnectError,
    ConnectionLostError,
    HttpTransport,
    NotFoundError,
    ResponseTooLargeError,
    Secret,
    SyncClient,
    Timeouts,
    TransportError,
    TransportTimeoutError,
    UnexpectedResponseError,
)
from kontokit.core.limits import MAX_BODY
from kontokit.http import (
    HttpRequest,
    HttpResponse,
    aiohttp_engine,
    httpcore2_engine,
    httpx2_transport,
)
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from tests.support.bank import Bank, Reply
from tests.support.certificates import make_certificate
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.deaf_port import deaf_port
from tests.support.shapes import API, CREATE_ACCESS, DELETE_ACCESS, GET_ACCESS, Booking

ONE = {"access_id": "1"}
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_connection_refused(any_client: AnyClient) -> None:
    """
    A refused connection was not sent, and its error stands alone.
    """
    any_client.settings = {"base_url": f"http://127.0.0.1:{_closed_port()}"}
    with pytest.raises(ConnectError, match="getAccess: the server could not be reached") as caught:
        any_client.call(GET_ACCESS, ONE, options=CallOptions(correlation_id="my-id"))
    assert caught.value.maybe_sent is False
    assert caught.value.request_id == "my-id"
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_dns_failure(any_client: AnyClient) -> None:
    """
    An unknown host was not sent to either.
    """
    any_client.settings = {"base_url": "https://no-such-host.invalid"}
    with pytest.raises(ConnectError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.maybe_sent is False


def test_read_timeout_of_a_slow_server(bank: Bank, any_client: AnyClient) -> None:
    """
    An answer that takes too long is a timeout, and the request may have been carried out.
    """
    bank.writes(OK + b"Content-Length: 2\r\n\r\n{}", pause=0.6)
    with pytest.raises(TransportTimeoutError, match="the read timeout passed") as caught:
        any_client.call(GET_ACCESS, ONE, options=CallOptions(timeout=Timeouts(read=0.15)))
    assert (caught.value.phase, caught.value.maybe_sent) == ("read", True)
    with pytest.raises(TransportTimeoutError, match="the total timeout passed") as caught:
        any_client.call(GET_ACCESS, ONE, options=CallOptions(timeout=0.15))
    assert (caught.value.phase, caught.value.maybe_sent) == ("total", True)


def test_connect_timeout() -> None:
    """
    A connection that is not completed in time was not sent.
    """
    with (
        deaf_port() as port,
        SyncClient(
            API, CREDENTIALS, base_url=f"http://127.0.0.1:{port}", timeout=Timeouts(connect=0.2)
        ) as client,
        pytest.raises(TransportTimeoutError, match="nothing was sent") as caught,
    ):
        client.call(GET_ACCESS, ONE)
    assert (caught.value.phase, caught.value.maybe_sent) == ("connect", False)


BROKEN = [
    b"",
    b"\x00\x01\x02",
    b"HTTP/1.1 abc OK\r\n\r\n",
    OK + b"Content-Length: 10\r\n\r\n{",
    OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n",
    OK + b"Content-Length: -1\r\n\r\n{}",
    OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8bxx",
    OK + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(20_000)) + b"\r\n",
]


@pytest.mark.parametrize("raw", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_answer(bank: Bank, any_client: AnyClient, raw: bytes) -> None:
    """
    Whatever breaks after sending is a ConnectionLostError that admits the request may have arrived.
    """
    bank.writes(raw)
    with pytest.raises(ConnectionLostError) as caught:
        any_client.call(CREATE_ACCESS, {}, {"id": "1", "betrag": 1})
    assert caught.value.maybe_sent is True
    assert caught.value.__context__ is None
    assert len(bank.heard) == 1


def test_no_retry_of_a_lost_request(bank: Bank, client: SyncClient) -> None:
    """
    Every call sends exactly one request, whatever becomes of it.
    """
    bank.writes(b"")
    for _ in range(5):
        with pytest.raises(ConnectionLostError):
            client.call(DELETE_ACCESS, ONE)
    assert len(bank.heard) == 5


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def test_compressed_answers_are_read(bank: Bank, any_client: AnyClient) -> None:
    """
    A gzipped body is decompressed, also one that comes in chunks.
    """
    body = _gzipped(b'{"id":"' + b"x" * 100_000 + b'"}')
    bank.says(body, Content_Encoding="gzip")
    assert len(any_client.call(GET_ACCESS, ONE).id) == 100_000
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (body[:7], body[7:])) + b"0\r\n\r\n"
    bank.writes(OK + b"Content-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    assert len(any_client.call(GET_ACCESS, ONE).id) == 100_000
    bank.says(body[:-20], Content_Encoding="gzip")
    with pytest.raises(ConnectionLostError, match="the compressed body is incomplete"):
        any_client.call(GET_ACCESS, ONE)


def test_a_body_of_several_gzip_members_is_read_whole(bank: Bank, any_client: AnyClient) -> None:
    """
    A server may compress piece by piece; zeros at the end are padding, anything else is not.
    """
    members = _gzipped(b'{"id":"') + _gzipped(b"x" * 300_000) + _gzipped(b'"}')
    for padding in (b"", bytes(512)):
        bank.says(members + padding, Content_Encoding="x-gzip")
        assert len(any_client.call(GET_ACCESS, ONE).id) == 300_000
    for rest in (b"rest", members[:20]):
        bank.says(members + rest, Content_Encoding="gzip")
        with pytest.raises(ConnectionLostError):
            any_client.call(GET_ACCESS, ONE)


def test_the_work_for_many_gzip_members_is_bounded(bank: Bank, any_client: AnyClient) -> None:
    """
    Empty members make a small body costly; the call was answered, so the error has the status.
    """
    bank.says(_gzipped(b"") * 200_000, Content_Encoding="gzip")
    begin = time.process_time()
    with pytest.raises(UnexpectedResponseError, match="in too many small pieces") as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.status_code == 200
    assert time.process_time() - begin < 0.5
    members = _gzipped(b"") * 900 + _gzipped(b'{"id":"') + _gzipped(b'1"}')
    bank.says(members, Content_Encoding="gzip")
    assert any_client.call(GET_ACCESS, ONE) == Booking(id="1")
    members = b"".join([_gzipped(b'{"id":"'), *[_gzipped(b"x" * 1100)] * 2_000, _gzipped(b'"}')])
    bank.says(members, Content_Encoding="gzip")
    assert len(any_client.call(GET_ACCESS, ONE).id) == 2_200_000


@pytest.mark.parametrize("coding", ["UTF-8", "none", "binary", "identity", "", "8bit, none"])
def test_what_is_no_content_coding_is_ignored(
    bank: Bank, any_client: AnyClient, coding: str
) -> None:
    """
    Servers put all kinds of things into Content-Encoding.
    """
    bank.says('{"id":"1"}', Content_Encoding=coding)
    assert any_client.call(GET_ACCESS, ONE) == Booking(id="1")


def test_a_body_that_is_not_compressed_under_a_header_that_says_so(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    Some proxies decompress a body and leave the header.
    """
    bank.says('{"id":"1"}', Content_Encoding="gzip")
    assert any_client.call(GET_ACCESS, ONE) == Booking(id="1")
    one_by_one = b"".join(b"1\r\n%c\r\n" % byte for byte in _gzipped(b'{"id":"1"}')) + b"0\r\n\r\n"
    bank.writes(OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + one_by_one)
    assert any_client.call(GET_ACCESS, ONE) == Booking(id="1")


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "gzip, br"])
def test_a_content_coding_that_was_not_requested(
    bank: Bank, any_client: AnyClient, coding: str
) -> None:
    """
    The call was answered, so the error has the status; it is no lost connection.
    """
    bank.says(b"\x1b\x03", Content_Encoding=coding)
    with pytest.raises(UnexpectedResponseError, match="coding that was not requested") as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.status_code == 200
    bank.says(b"\x1b\x03", 404, Content_Encoding=coding)
    with pytest.raises(NotFoundError):
        any_client.call(GET_ACCESS, ONE)


def test_a_large_body_stands_in_memory_once(bank: Bank) -> None:
    """
    Reading takes less than twice the body, compressed or not.
    """
    body = random.Random(1).randbytes(10_000_000).hex().encode()
    for sent, coding in ((body, "identity"), (gzip.compress(body, 6, mtime=0), "gzip")):
        bank.says(sent, Content_Encoding=coding)
        request = HttpRequest(operation="x", method="GET", url=bank.url)
        transport = HttpTransport()
        tracemalloc.start()
        response = transport.send(request)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        transport.close()
        assert response.body == body
        assert peak < 1.5 * len(body)


def test_the_largest_body_of_a_request(bank: Bank, transport: HttpTransport) -> None:
    """
    A body of just the limit is whole; of a larger one, the limit is kept.
    """
    bank.says(b"12345678")
    for limit, kept, is_cut in ((8, b"12345678", False), (7, b"1234567", True)):
        request = HttpRequest(operation="x", method="GET", url=bank.url, max_body=limit)
        response = transport.send(request)
        assert (response.body, response.too_large) == (kept, is_cut)


def test_headers_over_the_limit(bank: Bank, any_client: AnyClient) -> None:
    """
    64 KiB of headers are read, and not more, in however many lines.
    """
    lines = b"".join(b"X-%05d: %s\r\n" % (number, b"x" * 900) for number in range(70))
    bank.writes(OK + lines + b'Content-Length: 10\r\n\r\n{"id":"1"}')
    assert any_client.call(GET_ACCESS, ONE) == Booking(id="1")
    bank.writes(OK + lines + lines[:4550] + b'Content-Length: 10\r\n\r\n{"id":"1"}')
    with pytest.raises(ConnectionLostError):
        any_client.call(GET_ACCESS, ONE)


def test_decompression_bomb_stops_at_the_limit(bank: Bank, client: SyncClient) -> None:
    """
    A small body that unpacks to 200 MB is given up early, and memory stays small.
    """
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    bank.says(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    with pytest.raises(ResponseTooLargeError) as caught:
        client.call(GET_ACCESS, ONE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.5 * MAX_BODY
    assert len(caught.value.body) <= MAX_BODY


def test_a_plain_flood_stops_at_the_limit(bank: Bank, any_client: AnyClient) -> None:
    """
    A body over 32 MiB is cut off, and the status is still reported.
    """
    bank.says(b" " * (MAX_BODY + 10))
    with pytest.raises(ResponseTooLargeError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.status_code == 200


def test_slow_drip_ends_at_the_total_timeout(bank: Bank, any_client: AnyClient) -> None:
    """
    A body that trickles in is given up when the total time is over.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        any_client.settings = {
            "base_url": f"http://127.0.0.1:{server.getsockname()[1]}",
            "timeout": Timeouts(read=1.0, total=1.0),
        }
        dripping = _drip(server)
        started = time.monotonic()
        with pytest.raises(TransportTimeoutError) as caught:
            any_client.call(
                GET_ACCESS, ONE, options=CallOptions(timeout=Timeouts(total=0.4, read=1.0))
            )
        assert time.monotonic() - started < 2
        dripping.join()
    assert (caught.value.phase, caught.value.maybe_sent) == ("total", True)


def _drip(server: socket.socket) -> Any:
    from threading import Thread

    def run() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            try:
                connection.sendall(OK + b"Content-Length: 1000\r\n\r\n")
                for _ in range(100):
                    connection.sendall(b" ")
                    time.sleep(0.05)
            except OSError:
                return

    thread = Thread(target=run)
    thread.start()
    return thread


def test_no_cookie_is_kept(bank: Bank, client: SyncClient) -> None:
    """
    A cookie of one answer does not travel in the next request.
    """
    bank.says('{"id":"1"}', Set_Cookie="session=s3cr3t; Path=/")
    client.call(GET_ACCESS, ONE)
    client.call(GET_ACCESS, ONE)
    assert "cookie" not in bank.last.headers


def test_the_environment_changes_nothing(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """
    Proxies, netrc files and certificates of the environment are not looked at.
    """
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login evil password evil\n")
    hostile = f"http://127.0.0.1:{_closed_port()}"
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"]:
        monkeypatch.setenv(name, hostile)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    bank.says('{"id":"1"}')
    with SyncClient(API, CREDENTIALS, base_url=bank.url) as client:
        assert client.call(GET_ACCESS, ONE) == Booking(id="1")
    assert bank.last.headers["authorization"].startswith("Bearer ")


@pytest.fixture
def tls_port(tmp_path: Path) -> Iterator[int]:
    """
    A TLS server with a certificate that no one signed.
    """
    context = make_certificate(tmp_path).server()
    from threading import Thread

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def run() -> None:
            try:
                connection, _ = server.accept()
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                return

        thread = Thread(target=run)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def test_an_untrusted_tls_certificate_is_refused(tls_port: int) -> None:
    """
    TLS is verified, and a failed handshake is reported as such and was not sent.
    """
    with (
        SyncClient(
            API, CREDENTIALS, base_url=f"https://localhost:{tls_port}", max_retries=0
        ) as client,
        pytest.raises(ConnectError, match="CERTIFICATE_VERIFY_FAILED") as caught,
    ):
        client.call(GET_ACCESS, ONE)
    assert caught.value.maybe_sent is False


def test_custom_http_transport(bank: Bank) -> None:
    """
    A transport of the HTTP library may be handed in, blocking and with await.
    """
    bank.says('{"id":"1"}')
    own = Httpx2Transport(httpx2.HTTPTransport(trust_env=False, local_address="127.0.0.1"))
    with SyncClient(API, CREDENTIALS, base_url=bank.url, transport=own) as client:
        assert client.call(GET_ACCESS, ONE) == Booking(id="1")
    assert repr(own) == "Httpx2Transport(open)"
    own.close()
    assert repr(own) == "Httpx2Transport(closed)"
    with pytest.raises(ClientClosedError):
        own.send(HttpRequest(operation="x", method="GET", url=bank.url))

    async def run() -> None:
        other = AsyncHttpx2Transport(httpx2.AsyncHTTPTransport(trust_env=False))
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url, transport=other) as client:
            assert await client.call(GET_ACCESS, ONE) == Booking(id="1")
        await other.close()
        with pytest.raises(ClientClosedError):
            await other.send(HttpRequest(operation="x", method="GET", url=bank.url))

    asyncio.run(run())


def test_a_url_that_the_library_would_rewrite_is_not_sent(
    bank: Bank, transport: HttpTransport
) -> None:
    """
    What goes over the wire is the URL that was checked, or nothing.
    """
    for path in ["/a/../b", "/a/./b", "/a b", "/ü", "/a\nb", "//a", "//host.invalid/a"]:
        with pytest.raises(TransportError) as caught:
            transport.send(HttpRequest(operation="x", method="DELETE", url=bank.url + path))
        assert caught.value.maybe_sent is False
    assert bank.heard == []


@pytest.mark.parametrize("url", ["{}?x=1", "http://anna@{}", "ftp://{}", "http://", "http://{}:/"])
def test_an_address_that_readers_take_differently_is_not_sent(
    bank: Bank, transport: HttpTransport, url: str
) -> None:
    """
    A URL must say plainly which server it names.
    """
    place = bank.url if url.startswith("{}") else bank.url.removeprefix("http://")
    with pytest.raises(ConnectError, match="cannot be sent") as caught:
        transport.send(HttpRequest(operation="x", method="GET", url=url.format(place)))
    assert caught.value.maybe_sent is False
    assert bank.heard == []


ILLEGAL = ["a\rb", "a\nb", "a\r\nX-B: 1", "a\x00", "a\n", " a", "a\x7f", "\x01", "€", "\ud800"]


WAYS = ["sync", "async", "aiohttp", "httptools-sync", "httptools-async"]


def _send(http: str, request: HttpRequest) -> HttpResponse:
    if http.endswith("sync") and not http.endswith("async"):
        blocking = HttptoolsTransport() if http.startswith("httptools") else HttpTransport()
        try:
            return blocking.send(request)
        finally:
            blocking.close()

    async def run() -> HttpResponse:
        kinds = {"aiohttp": AiohttpTransport, "httptools-async": AsyncHttptoolsTransport}
        transport: Any = kinds.get(http, AsyncHttpTransport)()
        try:
            response: HttpResponse = await transport.send(request)
        finally:
            await transport.close()
        return response

    return asyncio.run(run())


@pytest.mark.parametrize("http", WAYS)
@pytest.mark.parametrize("value", ILLEGAL)
def test_a_header_that_cannot_be_sent(bank: Bank, http: str, value: str) -> None:
    """
    It is an argument error that names the place and not the value, and nothing is sent.
    """
    plain: tuple[str, str | Secret] = ("X-A", value)
    for header in (plain, ("X-A", Secret(f"geheim{value}"))):
        request = HttpRequest(operation="x", method="GET", url=bank.url, headers=(header,))
        if value == " a" and header is not plain:
            continue  # a blank inside is allowed
        with pytest.raises(ArgumentError, match="cannot be sent in a header") as caught:
            _send(http, request)
        assert caught.value.place == "headers['X-A']"
        assert "geheim" not in str(caught.value)
        assert caught.value.__context__ is None
    assert bank.heard == []


@pytest.mark.parametrize("http", WAYS)
@pytest.mark.parametrize("name", ["", "X A", "X-A:", "X-A\r\nX-B", "X-Ä", "X-\x00"])
def test_a_header_whose_name_cannot_be_sent(bank: Bank, http: str, name: str) -> None:
    """
    The name of a header is checked in the same way.
    """
    request = HttpRequest(operation="x", method="GET", url=bank.url, headers=((name, "a"),))
    with pytest.raises(ArgumentError, match="not the name of a header"):
        _send(http, request)
    assert bank.heard == []


@pytest.mark.parametrize("http", WAYS)
def test_a_request_that_breaks_the_rules_of_http(bank: Bank, http: str) -> None:
    """
    What the HTTP library refuses to write has not arrived.
    """
    request = HttpRequest(operation="x", method="G ET", url=bank.url)
    with pytest.raises(ConnectError, match="the request cannot be sent") as caught:
        _send(http, request)
    assert caught.value.maybe_sent is False
    assert bank.heard == []


def test_the_log_is_quiet_in_calls_and_nowhere_else(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Records of the HTTP library about our calls are dropped; those about others' calls are not.
    """
    caplog.set_level(logging.DEBUG)
    bank.says(status=451, Location="https://x.example/?session=s3cr3t", Set_Cookie="a=s3cr3t")
    with pytest.raises(Exception, match="web form"):
        any_client.call(GET_ACCESS, ONE)
    names = {record.name.split(".")[0] for record in caplog.records}
    assert not names & {"aiohttp", "httpx2", "httpcore2"}
    assert "s3cr3t" not in caplog.text
    with httpx2.Client(trust_env=False) as other:
        other.get(bank.url)
    names = {record.name.split(".")[0] for record in caplog.records}
    assert {"httpx2", "httpcore2"} <= names


def test_every_logger_of_the_library_is_known() -> None:
    """
    No new logger of the HTTP library can start to log our calls unnoticed.
    """
    named: set[str] = set()
    for library in (aiohttp, httptools, httpx2, httpcore2):
        for module in Path(str(library.__file__)).parent.rglob("*.py"):
            named |= set(re.findall(r'getLogger\("(.+?)"\)', module.read_text()))
    engines = (aiohttp_engine, httpcore2_engine, httpx2_transport)
    known = {name for engine in engines for name in engine.LOGGERS}
    assert named - {"spam"} == known  # that one is an example in a docstring


def test_connections_are_kept_and_given_back(bank: Bank) -> None:
    """
    Many calls leave no open file behind, even when answers are cut short.
    """
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    for _ in range(20):
        with SyncClient(API, CREDENTIALS, base_url=bank.url, max_retries=0) as client:
            bank.queue.extend(
                [Reply(body=b'{"id":"1"}'), Reply(raw=OK + b"Content-Length: 9\r\n\r\n{")]
            )
            client.call(GET_ACCESS, ONE)
            with pytest.raises(ConnectionLostError):
                client.call(GET_ACCESS, ONE)
    after = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    assert after - before < 25


def test_cancellation_leaves_a_usable_client(bank: Bank) -> None:
    """
    Cancelling a task in the middle of its call harms no other call.
    """

    async def run() -> None:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as client:
            bank.queue.append(Reply(body=b'{"id":"1"}', pause=0.3))
            bank.says('{"id":"2"}')
            task = asyncio.create_task(client.call(GET_ACCESS, ONE))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await client.call(GET_ACCESS, ONE) == Booking(id="2")

    asyncio.run(run())
