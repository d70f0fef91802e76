"""
``Http(…)``: TLS, proxies, client certificates and pool sizes, the same for both engines.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import socket
import ssl
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast

import pytest

from kontokit import (
    AsyncClient,
    AsyncHttpTransport,
    ConfigurationError,
    ConnectError,
    Http,
    HttpTransport,
    SyncClient,
    TransportError,
    TransportTimeoutError,
)
from kontokit.http import HttpRequest, HttpResponse, Timeouts
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.base_transport import BlockingTransport
from kontokit.http.dialing import BlockingBackend
from kontokit.http.httpcore2_engine import ERRORS
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from kontokit.http.settings import Proxy
from kontokit.http.tls import Trust
from tests.support.bank import Bank
from tests.support.certificates import Certificate, make_certificate
from tests.support.clients import CREDENTIALS
from tests.support.shapes import API, GET_ACCESS, Booking

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmine"


class Listener(ABC):
    """
    A server on loopback with a thread for each connection.
    """

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    @abstractmethod
    def _serve(self, connection: socket.socket) -> None: ...

    def close(self) -> None:
        self._server.close()


class TlsServer(Listener):
    """
    A server of TLS that answers every request alike.
    """

    def __init__(self, context: ssl.SSLContext) -> None:
        self.may_answer = Event()
        self.may_answer.set()
        self.answers = 0
        self._context = context
        super().__init__()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with (
            contextlib.suppress(OSError),
            connection,
            self._context.wrap_socket(connection, server_side=True) as encrypted,
        ):
            while encrypted.recv(65536):
                self.may_answer.wait(3)
                self.answers += 1
                encrypted.sendall(OK)


class TunnelProxy(Listener):
    """
    A proxy for CONNECT, plain or with TLS.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self.heads: list[bytes] = []
        super().__init__()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                head = connection.recv(65536)
                self.heads.append(head)
                port = int(head.split()[1].rpartition(b":")[2])
                with socket.create_connection(("127.0.0.1", port)) as target:
                    connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                    _pipe(connection, target)


def _pipe(one: socket.socket, other: socket.socket) -> None:
    while True:
        pending = [one] if isinstance(one, ssl.SSLSocket) and one.pending() else []
        ready = pending or select.select([one, other], [], [], 10)[0]
        for source in ready:
            data = source.recv(65536)
            if not data:
                return
            (other if source is one else one).sendall(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Where the certificates are.
    """
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def mine(folder: Path) -> Certificate:
    """
    The certificate of the servers.
    """
    return make_certificate(folder, "server")


@pytest.fixture(scope="module")
def clients(folder: Path) -> Certificate:
    """
    The certificate of the client.
    """
    return make_certificate(folder, "client")


@pytest.fixture
def server(mine: Certificate) -> Iterator[TlsServer]:
    """
    A server of TLS.
    """
    server = TlsServer(mine.server())
    yield server
    server.close()


KINDS = [
    HttpTransport,
    AsyncHttpTransport,
    Httpx2Transport,
    AsyncHttpx2Transport,
    AiohttpTransport,
    HttptoolsTransport,
    AsyncHttptoolsTransport,
]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Any:
    """
    The transports of all engines, blocking and with ``await``.
    """
    return request.param


def _send(kind: Any, http: Http, url: str, times: int = 1, **more: Any) -> list[HttpResponse]:
    request = HttpRequest(operation="x", method="GET", url=url, **more)
    transport = kind(http)
    if issubclass(kind, BlockingTransport):
        try:
            return [transport.send(request) for _ in range(times)]
        finally:
            transport.close()

    async def run() -> list[HttpResponse]:
        try:
            return [await transport.send(request) for _ in range(times)]
        finally:
            await transport.close()

    return asyncio.run(run())


def test_a_ca_file_replaces_those_of_the_system(
    kind: Any, server: TlsServer, mine: Certificate, clients: Certificate
) -> None:
    """
    A private authority is trusted, and no other one.
    """
    url = f"https://localhost:{server.port}/"
    assert _send(kind, Http(ca_file=mine.certificate), url, 2)[1].body == b"mine"
    for http in (Http(), Http(ca_file=clients.certificate)):
        with pytest.raises(ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            _send(kind, http, url)


def test_the_name_of_the_server_is_checked(kind: Any, mine: Certificate) -> None:
    """
    A trusted certificate of another host is no proof.
    """
    server = TlsServer(mine.server())
    with pytest.raises(ConnectError):
        _send(kind, Http(ca_file=mine.certificate), f"https://127.0.0.2:{server.port}/")
    server.close()


def test_a_client_certificate(kind: Any, mine: Certificate, clients: Certificate) -> None:
    """
    Mutual TLS with two files, with one, and with a context of one's own.
    """
    server = TlsServer(mine.server(clients=clients.certificate))
    url = f"https://localhost:{server.port}/"
    both = clients.certificate.with_suffix(".both")
    both.write_text(clients.certificate.read_text() + clients.key.read_text())
    own = ssl.create_default_context(cafile=mine.certificate)
    own.load_cert_chain(clients.certificate, clients.key)
    pair = (clients.certificate, clients.key)
    for http in (
        Http(ca_file=mine.certificate, client_certificate=pair),
        Http(ca_file=mine.certificate, client_certificate=both),
        Http(ssl_context=own),
    ):
        assert _send(kind, http, url)[0].body == b"mine"
    with pytest.raises(TransportError):
        _send(kind, Http(ca_file=mine.certificate), url)
    server.close()


def test_an_encrypted_key(kind: Any, mine: Certificate, clients: Certificate) -> None:
    """
    Its password is given; without it, nobody is asked at the terminal.
    """
    locked = clients.key.with_suffix(".locked")
    subprocess.run(
        ["openssl", "rsa", "-aes256", "-passout", "pass:geheim", "-in", clients.key, "-out",
         locked], check=True, capture_output=True,
    )  # fmt: skip
    server = TlsServer(mine.server(clients=clients.certificate))
    pair = (clients.certificate, locked)
    http = Http(ca_file=mine.certificate, client_certificate=pair, client_key_password="geheim")
    assert "geheim" not in repr(http)
    assert _send(kind, http, f"https://localhost:{server.port}/")[0].body == b"mine"
    for password in (None, "falsch"):
        with pytest.raises(ConfigurationError, match="cannot be used"):
            kind(Http(client_certificate=pair, client_key_password=password))
    server.close()


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["http", "https"])
def test_a_proxy(kind: Any, server: TlsServer, mine: Certificate, *, is_encrypted: bool) -> None:
    """
    A tunnel through a proxy, plain or with TLS itself; name and password are for the proxy only.
    """
    proxy = TunnelProxy(mine.server() if is_encrypted else None)
    scheme = "https" if is_encrypted else "http"
    http = Http(ca_file=mine.certificate, proxy=f"{scheme}://anna:p%40ss@localhost:{proxy.port}")
    assert "ss@localhost" not in repr(http)
    answers = _send(kind, http, f"https://localhost:{server.port}/", 3)
    assert [answer.body for answer in answers] == [b"mine"] * 3
    assert len(proxy.heads) == 1
    assert proxy.heads[0].startswith(b"CONNECT localhost:%d HTTP/1.1" % server.port)
    assert b"Basic YW5uYTpwQHNz" in proxy.heads[0]
    proxy.close()


@pytest.mark.parametrize(
    ("address", "port"),
    [
        ("http://proxy.example", 3128),
        ("https://proxy.example/", 443),
        ("http://proxy.example:80", 80),
        ("HTTPS://anna:geheim@proxy.example", 443),
        ("https://[::1]:8443", 8443),
    ],
)
def test_the_port_of_a_proxy(address: str, port: int) -> None:
    """
    Without one in the address it is the usual port of proxies, or that of TLS.
    """
    assert Proxy.parse(address).port == port


def test_a_silent_server_behind_a_proxy(kind: Any, server: TlsServer, mine: Certificate) -> None:
    """
    The timeout of a step counts within TLS in TLS too.
    """
    proxy = TunnelProxy(mine.server())
    http = Http(ca_file=mine.certificate, proxy=f"https://localhost:{proxy.port}")
    server.may_answer.clear()
    try:
        with pytest.raises(TransportTimeoutError) as caught:
            _send(kind, http, f"https://localhost:{server.port}/", timeouts=Timeouts(read=0.2))
        assert server.answers == 0
    finally:
        server.may_answer.set()
        proxy.close()
    assert (caught.value.phase, caught.value.maybe_sent) == ("read", True)


class Hasty(TlsServer):
    """
    A server that hangs up after its answer, which has no length.
    """

    def _serve(self, connection: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            connection,
            self._context.wrap_socket(connection, server_side=True) as encrypted,
        ):
            encrypted.recv(65536)
            encrypted.sendall(b"HTTP/1.1 200 OK\r\n\r\nmine")


def test_an_answer_until_the_end_of_a_tunnel(kind: Any, mine: Certificate) -> None:
    """
    The end of a connection within TLS in TLS is the end of an answer without a length.
    """
    server, proxy = Hasty(mine.server()), TunnelProxy(mine.server())
    http = Http(ca_file=mine.certificate, proxy=f"https://localhost:{proxy.port}")
    try:
        answers = _send(kind, http, f"https://localhost:{server.port}/", 2)
        assert [answer.body for answer in answers] == [b"mine"] * 2
    finally:
        proxy.close()
        server.close()


def test_a_connection_through_a_tunnel(server: TlsServer, mine: Certificate) -> None:
    """
    Its facts are those of the connection to the proxy, apart from TLS. A step for which no time is
    left is a timeout.
    """
    proxy, trusted = TunnelProxy(mine.server()), Trust(Http(ca_file=mine.certificate)).context()
    stream = BlockingBackend(ERRORS).connect_tcp("localhost", proxy.port, 5)
    stream = stream.start_tls(trusted, "localhost", 5)
    stream.write(b"CONNECT localhost:%d HTTP/1.1\r\n\r\n" % server.port, 5)
    assert stream.read(1000, 5).startswith(b"HTTP/1.1 200")
    inner = stream.start_tls(trusted, "localhost", 5)
    assert inner.get_extra_info("server_addr") == ("127.0.0.1", proxy.port)
    assert inner.get_extra_info("client_addr") == stream.get_extra_info("client_addr")
    assert inner.get_extra_info("ssl_object").getpeercert()["subject"]
    server.may_answer.clear()
    inner.write(b"GET / HTTP/1.1\r\n\r\n", 5)
    with pytest.raises(ERRORS.read_timeout):
        inner.read(1000, 0)
    server.may_answer.set()
    assert inner.read(1000, 5) == OK
    inner.close()
    proxy.close()


def test_a_proxy_that_refuses(kind: Any, bank: Bank) -> None:
    """
    Its answer is no answer of the server: nothing was sent.
    """
    bank.says(status=407)
    with pytest.raises(ConnectError):
        _send(kind, Http(proxy=bank.url), "https://bank.invalid/")


def test_pool_sizes(kind: Any, bank: Bank) -> None:
    """
    With room for one connection, a second call waits for it, and gives up.
    """
    bank.says("{}").pause = 0.6
    transport = kind(Http(max_connections=1))
    request = HttpRequest(operation="x", method="GET", url=bank.url, timeouts=Timeouts(pool=0.2))
    outcomes: list[Any] = []
    if issubclass(kind, BlockingTransport):

        def send() -> None:
            try:
                outcomes.append(transport.send(request))
            except TransportError as error:
                outcomes.append(error)

        threads = [Thread(target=send) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        transport.close()
    else:

        async def run() -> None:
            calls = [transport.send(request) for _ in range(2)]
            outcomes.extend(await asyncio.gather(*calls, return_exceptions=True))
            await transport.close()

        asyncio.run(run())
    (late,) = [one for one in outcomes if isinstance(one, Exception)]
    assert isinstance(late, TransportTimeoutError)
    assert (late.phase, late.maybe_sent) == ("pool", False)


@pytest.mark.parametrize("name", ["absent.pem", "no-certificate.pem"])
def test_a_file_that_cannot_be_used(kind: Any, tmp_path: Path, name: str) -> None:
    """
    It is noticed when the client is made, and not at its first call.
    """
    (tmp_path / "no-certificate.pem").write_text("no certificate")
    with pytest.raises(ConfigurationError, match="ca_file"):
        kind(Http(ca_file=tmp_path / name))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"proxy": "socks5://proxy.example"}, "proxy must be an address such as"),
        ({"proxy": "proxy.example:3128"}, "proxy must be an address such as"),
        ({"proxy": "http://proxy.example:99999"}, "proxy must be an address such as"),
        ({"proxy": "http://[::1"}, "proxy must be an address such as"),
        ({"proxy": 3128}, "proxy must be an address such as"),
        ({"proxy": "http://proxy .example"}, "proxy must be an address such as"),
        ({"proxy": "http://anna:ge heim@proxy.example"}, "proxy must be an address such as"),
        ({"ca_file": "missing.pem"}, "ca_file must be the path of a file"),
        ({"client_certificate": "missing.pem"}, "client_certificate must be the path of a file"),
        ({"ca_file": 5}, "ca_file must be the path of a file"),
        ({"max_connections": 0}, "max_connections must be a whole number of at least 1"),
        ({"max_connections": "10"}, "max_connections must be a whole number of at least 1"),
        ({"max_connections": True}, "max_connections must be a whole number of at least 1"),
        (
            {"max_idle_connections": 2.5},
            "max_idle_connections must be a whole number of at least 0",
        ),
        ({"max_idle_connections": -1}, "max_idle_connections must be a whole number of at least 0"),
        ({"idle_seconds": float("nan")}, "idle_seconds must be a number of seconds"),
        ({"ssl_context": True}, "ssl_context needs ssl.SSLContext, not bool"),
        ({"client_key_password": "x"}, "needs client_certificate"),
        (
            {"client_certificate": ("a", "b", "c")},
            "a path, or the paths of a certificate and its key",
        ),
        (
            {"ssl_context": ssl.create_default_context(), "ca_file": __file__},
            "a context has both in it",
        ),
    ],
)
def test_wrong_settings(settings: dict[str, Any], words: str) -> None:
    """
    Each is refused with its name.
    """
    with pytest.raises(ConfigurationError, match=words):
        Http(**settings)


def test_a_machine_without_a_trust_store(
    kind: Any, server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    In a slim container without ca-certificates the error says what is missing and what helps.
    """
    monkeypatch.setattr("kontokit.http.tls._system_store", lambda: (None, None))
    with pytest.raises(ConnectError, match=r"no certificates of authorities.*ca-certificates"):
        _send(kind, Http(), f"https://localhost:{server.port}/")


def test_the_trust_store_of_this_machine_is_found() -> None:
    """
    Where the tests run there is one, and it is not empty.
    """
    from kontokit.http.tls import Trust

    trust = Trust(Http())
    context = trust.context()
    assert not trust.is_empty
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize("engine", [None, "httpcore2", "httpx2"])
def test_an_engine_by_name(bank: Bank, engine: Any) -> None:
    """
    Both clients take the name of an engine, and close what they made.
    """
    bank.says('{"id":"1"}')
    http = Http(max_connections=3)
    client = SyncClient(API, CREDENTIALS, base_url=bank.url, engine=engine, http=http)
    kinds: dict[Any, Any] = {"httpx2": Httpx2Transport}
    assert type(client._transport) is kinds.get(engine, HttpTransport)
    assert client.call(GET_ACCESS, {"access_id": "1"}) == Booking(id="1")
    client.close()
    assert "closed" in repr(client._transport)

    async def run() -> None:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url, engine=engine) as other:
            assert await other.call(GET_ACCESS, {"access_id": "1"}) == Booking(id="1")
        assert "closed" in repr(other._transport)

    asyncio.run(run())


@pytest.mark.parametrize("client", [SyncClient, AsyncClient])
@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"engine": "curl"}, 'engine must be "httpcore2".*"httpx2"'),
        ({"http": "proxy"}, r"http needs Http\(…\), not str"),
        ({"engine": "httpx2", "http": {}}, r"http needs Http\(…\), not dict"),
        ({"transport": HttpTransport(), "http": Http()}, "either a transport, or engine and http"),
        ({"transport": HttpTransport(), "engine": "httpx2"}, "either a transport, or engine"),
    ],
)
def test_an_engine_that_cannot_be_used(client: Any, settings: dict[str, Any], words: str) -> None:
    """
    The constructor says so.
    """
    with pytest.raises(ConfigurationError, match=words):
        client(API, CREDENTIALS, **settings)


def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The error names the extra.
    """
    for module in (
        "httpx2_transport",
        "aiohttp_transport",
        "httptools_engine",
        "async_httptools_engine",
    ):
        monkeypatch.setitem(__import__("sys").modules, f"kontokit.http.{module}", None)
    for client in (SyncClient, AsyncClient):
        with pytest.raises(ConfigurationError, match=r"pip install 'kontokit\[httpx2\]'"):
            client(API, CREDENTIALS, engine="httpx2")
        with pytest.raises(ConfigurationError, match=r"pip install 'kontokit\[httptools\]'"):
            client(API, CREDENTIALS, engine="httptools")
    with pytest.raises(ConfigurationError, match=r"pip install 'kontokit\[aiohttp\]'"):
        AsyncClient(API, CREDENTIALS, engine="aiohttp")


def test_an_engine_of_async_clients(bank: Bank) -> None:
    """
    A sync client refuses it, installed or not; an async one closes what it made.
    """
    wrong: Any = "aiohttp"
    with pytest.raises(ConfigurationError, match="for async clients only"):
        SyncClient(API, CREDENTIALS, engine=wrong)
    bank.says('{"id":"1"}')

    async def run() -> None:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url, engine="aiohttp") as client:
            assert type(client._transport) is AiohttpTransport
            assert await client.call(GET_ACCESS, {"access_id": "1"}) == Booking(id="1")
        assert repr(client._transport) == "AiohttpTransport(closed)"

    asyncio.run(run())


def test_paths_of_any_kind(mine: Certificate) -> None:
    """
    Texts and paths mean the same.
    """
    text = os.fspath(mine.certificate)
    assert Http(ca_file=text) == Http(ca_file=mine.certificate)


@pytest.mark.parametrize("path", ["x" * 5000, "x" * 2_000_000, "a\0b", "\ud800", "/dev/null/x"])
def test_what_no_system_takes_for_a_path(path: str) -> None:
    """
    It is the path of no file, whatever the system says about it.
    """
    for given in ({"ca_file": path}, {"client_certificate": path}, {"client_certificate": [path]}):
        with pytest.raises(ConfigurationError, match="must be the path of a file") as caught:
            Http(**cast("dict[str, Any]", given))
        assert len(str(caught.value)) < 100
