"""
Every kind of fault: what a socket reads, whether the order was carried out, and how it is counted.
"""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.faults.fault import Target
from kontokit_sandbox.faults.faults import Faults
from kontokit_sandbox.faults.kinds import KINDS
from tests.support.finapi_callers import LOGIN, Caller, user_of

ORDER: Final = {
    "counterpartIban": "DE02120300000000202051",
    "counterpartName": "Erika Mustermann",
    "amount": 12.5,
    "structuredRemittanceInformation": list[Any](),
}
RESET: Final = b"reset"
"""Stands for a connection that was reset."""
SHORT: Final[dict[str, Any]] = {
    "ms": 1,
    "mib": 1,
    "bytes_per_second": 100_000,
    "depth": 2000,
}
"""Options with which a test does not take long."""


@attrs.frozen
class Seen:
    """
    What a socket has read.
    """

    data: bytes
    is_reset: bool = False
    is_ended: bool = False

    @property
    def head(self) -> bytes:
        return self.data.partition(b"\r\n\r\n")[0]

    @property
    def body(self) -> bytes:
        return self.data.partition(b"\r\n\r\n")[2]

    @property
    def start(self) -> bytes:
        return RESET if self.is_reset else self.data[:12]


def ask(
    connection: socket.socket,
    caller: Caller,
    method: str,
    path: str,
    body: bytes = b"",
    **more: str,
) -> None:
    headers = {"Host": urlsplit(caller.url).netloc, "Content-Length": str(len(body))}
    headers |= {"Content-Type": "application/json", **caller.headers, **more}
    lines = [f"{method} {urlsplit(caller.url).path}{path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)


def read(connection: socket.socket, enough: Callable[[bytes], bool] | None = None) -> Seen:
    """
    Read until the connection ends, or until there is enough: by default, one whole answer.
    """
    found = b""
    try:
        while not (enough or _is_whole)(found):
            part = connection.recv(65_536)
            if not part:
                return Seen(found, is_ended=True)
            found += part
    except ConnectionResetError:
        return Seen(found, is_reset=True, is_ended=True)
    return Seen(found)


def _is_whole(found: bytes) -> bool:
    head, end, body = found.partition(b"\r\n\r\n")
    lengths = [
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    ]
    is_last = b"connection: close" in head
    return bool(end and lengths) and not is_last and len(body) >= lengths[0]


def connected(caller: Caller) -> socket.socket:
    parts = urlsplit(caller.url)
    return socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=10)


@pytest.fixture
def caller(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


@attrs.frozen
class Asked:
    """
    A request to which a fault happens.
    """

    operation: str
    method: str
    path: str
    body: bytes = b""


def reading(caller: Caller) -> Asked:
    fields = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": LOGIN}
    caller.call("POST", "/api/v2/bankConnections/import", fields)
    return Asked("getAndSearchAllAccounts", "GET", "/api/v2/accounts")


def submitting(caller: Caller) -> Asked:
    orders = {"bankId": 280001, "moneyTransfers": [ORDER]}
    made = caller.call("POST", "/api/v2/payments/moneyTransfers", orders)
    fields = {"paymentId": made.json["id"], "bankingInterface": "XS2A", "loginCredentials": LOGIN}
    body = json.dumps(fields).encode()
    return Asked("submitPayment", "POST", "/api/v2/payments/submit", body)


TROUBLES = ("maintenance", "locked", "budget_exceeded", "credentials_changed", "bank_offline")
OK, REFUSED = b"HTTP/1.1 200", b"HTTP/1.1 422"
GARBAGE = b"\x16\x03\x01\x02\x00 sandbo"
STARTS: Final[dict[str, tuple[bytes, bytes, int]]] = {
    # kind: what begins the answer to a GET, and to the submission; how often it was carried out
    **dict.fromkeys(KINDS, (OK, OK, 1)),
    "reset_before": (RESET, RESET, 0),
    "answer_lost": (RESET, RESET, 1),
    "empty_answer": (b"", b"", 1),
    "garbage_then_close": (GARBAGE, GARBAGE, 1),
    "status": (b"HTTP/1.1 500", b"HTTP/1.1 500", 0),
    "response": (OK, OK, 0),
    "token_ended": (b"HTTP/1.1 401", b"HTTP/1.1 401", 0),
    **dict.fromkeys(
        ("maintenance", "locked", "budget_exceeded", "credentials_changed", "bank_offline"),
        (OK, REFUSED, 0),
    ),
}
ELSEWHERE: Final = {"hang", "refused"} | {
    name for name, kind in KINDS.items() if kind.stage == "delivery" or kind.is_for_tokens
}
"""Kinds that have tests of their own."""
KIND_NAMES: Final = sorted(KINDS.keys() - ELSEWHERE)


def short(name: str) -> dict[str, Any]:
    return {key: SHORT[key] for key in KINDS[name].options if key in SHORT}


@pytest.mark.parametrize("is_order", [False, True], ids=["GET", "submitPayment"])
@pytest.mark.parametrize("name", KIND_NAMES)
def test_what_a_socket_reads(
    sandbox: Sandbox, caller: Caller, name: str, *, is_order: bool
) -> None:
    """
    The answer begins as it should, the order was carried out or not, and the fault has happened
    once, to this request only.
    """
    asked = (submitting if is_order else reading)(caller)
    fault = sandbox.faults.add(
        name, api="finapi_access", operation=asked.operation, options=short(name)
    )
    caller.get("/api/v2/banks/280001")
    assert fault.hits == 0
    with connected(caller) as connection:
        ask(connection, caller, asked.method, asked.path, asked.body)
        seen = read(connection)
    start = STARTS[name][is_order]
    assert seen.start == start
    assert len(sandbox.executions) == (STARTS[name][2] if is_order else 0)
    assert (fault.hits, fault.left) == (1, 0)


def read_with(sandbox: Sandbox, caller: Caller, name: str, **options: Any) -> tuple[Seen, Seen]:
    """
    The usual answer to a GET, and the one with a fault.
    """
    asked = reading(caller)
    sandbox.faults.add(
        name, api="finapi_access", operation=asked.operation, skip=1, options=options
    )
    found: list[Seen] = []
    for _ in range(2):
        with connected(caller) as connection:
            ask(connection, caller, asked.method, asked.path, asked.body)
            found.append(read(connection))
    return found[0], found[1]


def _first_account(seen: Seen) -> dict[str, Any]:
    account: dict[str, Any] = json.loads(seen.body)["accounts"][0]
    return account


def _is_not_json(_: Seen, seen: Seen) -> bool:
    try:
        json.loads(seen.body)
    except ValueError:
        return True
    return False


BODIES: Final[dict[str, Callable[[Seen, Seen], bool]]] = {
    "html_200": lambda _, seen: b"text/html" in seen.head,
    "wrong_type": lambda usual, seen: b"text/plain" in seen.head and seen.body == usual.body,
    "bad_json": _is_not_json,
    "deep_json": lambda _, seen: seen.body == b"[" * 2000 + b"]" * 2000,
    "huge": lambda usual, seen: seen.body == b" " * 1024 * 1024 + usual.body,
    "gzip_bomb": lambda usual, seen: (
        len(seen.body) < 10_000 and gzip.decompress(seen.body).lstrip() == usual.body
    ),
    "gzip_two_parts": lambda usual, seen: (
        seen.body.count(b"\x1f\x8b\x08") == 2 and gzip.decompress(seen.body) == usual.body
    ),
    "wrong_length": lambda usual, seen: (
        seen.body == usual.body and f"content-length: {len(usual.body) + 10}".encode() in seen.head
    ),
    "bom": lambda usual, seen: seen.body == b"\xef\xbb\xbf" + usual.body,
    "duplicate_keys": lambda _, seen: seen.body.startswith(b'{"accounts":null,"accounts":['),
    "nan": lambda _, seen: b"NaN" in seen.body,
    "unknown_field": lambda usual, seen: (
        _first_account(seen).keys() - _first_account(usual).keys() == {"sandboxFieldOfTomorrow"}
    ),
    "unknown_enum": lambda _, seen: b"SANDBOX_VALUE_OF_TOMORROW" in seen.body,
    "missing_field": lambda _, seen: b"accounts" not in seen.body,
    "null_field": lambda _, seen: json.loads(seen.body)["accounts"] is None,
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_that_are_not_as_they_should_be(sandbox: Sandbox, caller: Caller, name: str) -> None:
    """
    Each kind of body, made from the usual one.
    """
    usual, seen = read_with(sandbox, caller, name, **short(name))
    assert BODIES[name](usual, seen)
    assert BODIES.keys() == {one.name for one in KINDS.values() if one.group in ("body", "growth")}


def test_a_field_of_ones_own(sandbox: Sandbox, caller: Caller) -> None:
    """
    A path names the field that is missing.
    """
    usual, seen = read_with(sandbox, caller, "missing_field", path="accounts.1.accountType")
    whole, spoilt = (json.loads(one.body)["accounts"] for one in (usual, seen))
    assert whole[1].keys() - spoilt[1].keys() == {"accountType"}
    assert whole[0].keys() == spoilt[0].keys()


def test_an_answer_that_is_cut(sandbox: Sandbox, caller: Caller) -> None:
    """
    As many bytes come as were asked for, and then the end.
    """
    usual, seen = read_with(sandbox, caller, "answer_cut", bytes=100)
    assert seen.is_ended
    assert len(seen.data) == 100
    assert seen.data[:15] == usual.data[:15]


def test_a_stale_connection(sandbox: Sandbox, caller: Caller) -> None:
    """
    The next request on the connection is neither answered nor handled; on a new one it is.
    """
    asked = submitting(caller)
    sandbox.faults.add("stale_connection", operation="getAndSearchAllAccounts")
    with connected(caller) as connection:
        ask(connection, caller, "GET", "/api/v2/accounts")
        assert read(connection).start == OK
        ask(connection, caller, asked.method, asked.path, asked.body)
        assert read(connection).data == b""
    assert not sandbox.requests_to("finapi_access", "submitPayment")
    assert not sandbox.executions


def test_an_answer_that_nobody_has_asked_for(sandbox: Sandbox, caller: Caller) -> None:
    """
    A second answer stands behind the first.
    """
    sandbox.faults.add("extra_answer", operation="getAndSearchAllAccounts")
    with connected(caller) as connection:
        ask(connection, caller, "GET", "/api/v2/accounts")
        seen = read(connection, lambda found: b"nobody has asked for" in found)
    assert seen.data.count(b"HTTP/1.1 200") == 2


@pytest.mark.parametrize("carried_out", [False, True])
def test_an_answer_that_never_comes(sandbox: Sandbox, caller: Caller, *, carried_out: bool) -> None:
    """
    Nothing is read until the caller gives up; others are served meanwhile.
    """
    asked = submitting(caller)
    options = {"carried_out": carried_out}
    sandbox.faults.add("hang", operation="submitPayment", options=options)
    with connected(caller) as connection:
        ask(connection, caller, asked.method, asked.path, asked.body)
        while not sandbox.requests_to("finapi_access", "submitPayment"):
            pass
        assert caller.get("/api/v2/banks/280001")["id"] == 280001
        connection.settimeout(0.05)
        with pytest.raises(TimeoutError):
            connection.recv(1)
    assert len(sandbox.executions) == carried_out


def test_a_port_that_refuses(sandbox: Sandbox, caller: Caller) -> None:
    """
    The port is closed until the fault is removed, and its state is kept.
    """
    asked = submitting(caller)
    fault = sandbox.faults.add("refused", api="finapi_access", options={"seconds": None})
    with pytest.raises(ConnectionRefusedError):
        connected(caller)
    assert (fault.hits, fault.left) == (1, 0)
    sandbox.faults.remove(fault.id)
    with connected(caller) as connection:
        ask(connection, caller, asked.method, asked.path, asked.body)
        assert read(connection).start == OK
    assert len(sandbox.executions) == 1


@pytest.mark.parametrize(
    ("options", "start", "expected"),
    [
        ({"code": 503, "retry_after": 7}, b"HTTP/1.1 503", b"retry-after: 7"),
        ({"code": 502}, b"HTTP/1.1 502", b"text/html"),
        ({"code": 504, "carried_out": True}, b"HTTP/1.1 504", b"text/html"),
        ({"code": 423}, b"HTTP/1.1 423", b"application/json"),
        ({"code": 401}, b"HTTP/1.1 401", b"application/json"),
    ],
)
def test_statuses(
    sandbox: Sandbox, caller: Caller, options: dict[str, Any], start: bytes, expected: bytes
) -> None:
    """
    A status comes in the shape of the provider, or of a gateway; carried out where it says so.
    """
    asked = submitting(caller)
    sandbox.faults.add("status", operation="submitPayment", options=options)
    with connected(caller) as connection:
        ask(connection, caller, asked.method, asked.path, asked.body)
        seen = read(connection)
    assert seen.start == start
    assert expected in seen.head
    assert len(sandbox.executions) == options.get("carried_out", False)


def test_the_same_draws_in_each_run() -> None:
    """
    1,000 matches at a probability of 0.3 give the same sequence twice, and another one by seed.
    """

    def drawn(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add("answer_lost", times=None, probability=0.3)
        return [bool(faults.take(Target(api="banksapi"))) for _ in range(1000)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert 240 < sum(drawn(1)) < 360


def test_a_client_that_does_not_wait(sandbox: Sandbox, caller: Caller) -> None:
    """
    A request is carried out though its client has gone at once.
    """
    asked = submitting(caller)
    with connected(caller) as connection:
        ask(connection, caller, asked.method, asked.path, asked.body)
    while not sandbox.executions:
        pass
