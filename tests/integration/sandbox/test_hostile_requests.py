"""
What a careless or hostile program could send to a sandbox.
"""

from __future__ import annotations

import socket
from urllib.parse import quote, urlsplit

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.openapi.formats import is_script
from kontokit_sandbox.server import guard, limits, protocol
from kontokit_sandbox.server.guard import MAX_BODY
from kontokit_sandbox.server.limits import Limited, Recent, remember
from kontokit_sandbox.server.request_log import MOST_FAILURES, ReceivedRequest, RequestLog
from tests.support.banksapi_customers import ACCESS, ACCESSES, Customer
from tests.support.finapi_callers import user_of
from tests.support.raw_http import send_raw
from tests.support.resources import resident

SCRIPTS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
]


def test_a_body_without_end_is_cut_off(sandbox: Sandbox) -> None:
    """
    A body that is too long gets 413, announced or not, and is neither kept nor read to its end.
    """
    address = urlsplit(sandbox.url("bankimport"))
    sent, before = 0, resident()
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        head = f"POST {address.path}/bank-accounts HTTP/1.1\r\nHost: localhost\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        try:
            while sent < 300:
                connection.sendall(chunk)
                sent += 1
            answer = connection.recv(65536)
        except (ConnectionError, TimeoutError):
            answer = b"HTTP/1.1 413"
    assert answer.startswith(b"HTTP/1.1 413")
    # What the two ends of the connection buffer comes on top of what is read.
    assert sent < 2 * MAX_BODY // 0x100000 + 10
    assert sandbox.requests == []
    # The client of this test is in the same process.
    assert resident() - before < 10 * 1024 * 1024
    # Only announced: a body that nobody reads may break the connection before the answer is read.
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(f"{head}Content-Length: {MAX_BODY + 1}\r\n\r\n".encode())
        announced = connection.recv(65536).lower()
    assert announced.startswith(b"http/1.1 413")
    assert b"connection: close" in announced
    assert send_raw("POST", f"{sandbox.url('bankimport')}/x", content=b"x" * MAX_BODY).status == 404


@pytest.mark.parametrize("begun", ["", "GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_headers_that_never_end_are_given_up(
    monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox, begun: str
) -> None:
    """
    A connection without a whole request does not stay open for ever.
    """
    monkeypatch.setattr(protocol, "HEAD_TIMEOUT", 0.1)
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=10) as connection:
        connection.sendall(begun.encode())
        assert connection.recv(100) == b""


def test_a_kept_connection_is_given_up_too(
    monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    """
    Its next request has to arrive in time as well; one that has, may take longer to be answered.
    """
    monkeypatch.setattr(protocol, "HEAD_TIMEOUT", 0.1)
    sandbox.faults.add("delay", options={"ms": 300})
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=10) as connection:
        connection.sendall(b"GET /banksapi/hello/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /banksapi/hello/ HTTP/1.1\r\n")
        rest = connection.recv(1000)
        while rest.endswith(b"}"):
            rest = connection.recv(1000)
        assert rest == b""


def test_a_body_that_never_comes_is_given_up(
    monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    """
    A request has to arrive in time, and is answered 408 otherwise.
    """
    monkeypatch.setattr(guard, "REQUEST_TIMEOUT", 0.1)
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=10) as connection:
        head = "POST /banksapi/hello/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 408")
    assert sandbox.requests == []


@pytest.mark.parametrize("address", SCRIPTS)
def test_an_address_that_a_browser_would_run_is_refused(
    sandbox: Sandbox, customer: Customer, address: str
) -> None:
    """
    A URL with a script is an invalid request, as a wrong URL is: in a query, a body and a page.
    """
    query = f"?callbackUrl={quote(address, safe='')}"
    assert customer.add_access(query=query).status == 400
    user = user_of(sandbox, "finapi_access")
    body = {"bankId": 280001, "bankingInterface": "XS2A", "redirectUrl": address}
    refused = user.call("POST", "/api/v2/bankConnections/import", body)
    assert refused.status == 400
    assert b"redirectUrl is no address of a page" in refused.body
    form = customer.call("POST", ACCESSES, {ACCESS: {}})
    assert form.status == 451
    page = sandbox.visit(form.headers["location"], callbackUrl=address)
    assert (page.status, page.location) == (400, None)


def test_addresses_of_pages_and_apps_are_no_scripts() -> None:
    """
    Web pages, apps with a scheme of their own and paths pass.
    """
    for address in ("https://shop.example/back?x=javascript:1", "myapp://back", "/back", ""):
        assert not is_script(address)


def test_the_log_of_requests_has_an_end(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    """
    The oldest requests are forgotten, by number and by size; failures stop at a number.
    """
    log = RequestLog()
    monkeypatch.setattr("kontokit_sandbox.server.request_log.MOST_REQUESTS", 3)
    monkeypatch.setattr("kontokit_sandbox.server.request_log.MOST_BYTES", 20)
    for number in range(6):
        log.record(received(str(number), b"x"))
    assert [one.path for one in log.requests] == ["3", "4", "5"]
    log.record(received("large", b"x" * 13))
    assert [one.path for one in log.requests] == ["5", "large"]
    log.requests.clear()
    log.record(received("after", b"x" * 20))
    assert len(log.requests) <= 1
    for number in range(MOST_FAILURES + 5):
        log.fail(ValueError(number))
    assert [str(log.failures[0]), len(log.failures)] == ["0", MOST_FAILURES]


def test_a_long_body_is_logged_in_part(sandbox: Sandbox) -> None:
    """
    Of a long body the beginning is kept, with the length of the whole.
    """
    send_raw("POST", f"{sandbox.url('bankimport')}/x", content=b"ab" * 100_000)
    logged = sandbox.requests[-1]
    assert (logged.body, logged.body_length) == (b"ab" * 32_768, 200_000)


def received(path: str, body: bytes) -> ReceivedRequest:
    return ReceivedRequest(
        api="bankimport",
        operation=None,
        at=Sandbox().now,
        method="GET",
        path=path,
        query="",
        header_list=(),
        body=body,
        body_length=len(body),
    )


def test_state_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Tokens and challenges push out the oldest; users and orders are refused when there are too many.
    """
    monkeypatch.setattr(limits, "RECENT", 2)
    monkeypatch.setattr(limits, "LIMIT", 2)
    recent, limited, listed = Recent[int, int](), Limited[int, int](), list[int]()
    for number in range(4):
        recent[number] = number
        remember(listed, number)
    assert (list(recent), listed) == ([2, 3], [2, 3])
    limited[0] = limited[1] = 0
    limited[1] = 1
    with pytest.raises(Exception, match="keeps 2 of these") as caught:
        limited[2] = 2
    assert getattr(caught.value, "status", None) == 507


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    """
    A wrong port is an error of its own, before anything is started.
    """
    with pytest.raises(ValueError, match=f"{port} is no port"):
        Sandbox({"bankimport": port})
