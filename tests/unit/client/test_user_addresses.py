"""
The address of a user who is present, wherever a call takes one, and reads that banks count.
"""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncReadBudget,
    BudgetExhaustedError,
    ConfigurationError,
    ConnectError,
    EndUser,
    Model,
    NonPublicAddressError,
    ReadBudget,
    Secret,
    StoreError,
    SyncClient,
)
from kontokit.core.clock import Moment
from kontokit.core.secret import reveal
from kontokit.http import HttpRequest, HttpResponse
from kontokit.operations import BankRead, Body, Operation, Parameter, Result
from kontokit.stores import MemoryStore, SqliteStore
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import API


class Metadata(Model, kw_only=True):
    ip: str | None = None


class Update(Model, kw_only=True):
    connection: int
    user: Metadata | None = None


IP = Parameter(name="user_ip", wire="User-IP", place="header", end_user="ip_address")
UPDATE: Operation[Any] = Operation(
    id="update",
    method="POST",
    path="/connections/update",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(IP,),
    body=Body(type=Update, required=True),
    results={200: Result(type=Any)},
    bank_read=BankRead(keys=("connection",), user_ip="user.ip"),
)
ADD_ALL: Operation[Any] = structs.replace(
    UPDATE, id="addAll", body=Body(type=dict[str, Update]), bank_read=BankRead(keys=("*",))
)
REMOTE = "https://bank.invalid"
NOT_PUBLIC = [
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.1.1",
    "100.64.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "localhost",
    "",
    " 8.8.8.8",
    "8.8.8.8, 10.0.0.1",
    "8.8.8",
]
DOCUMENTATION = ["192.0.2.1", "198.51.100.9", "203.0.113.7", "2001:db8::1", "::ffff:203.0.113.7"]


class _Far:
    """
    A transport that answers for any server and keeps what was sent.
    """

    def __init__(self) -> None:
        self.sent: list[HttpRequest] = []

    def send(self, request: HttpRequest) -> HttpResponse:
        self.sent.append(request)
        return HttpResponse(status_code=200, body=b"{}")

    def close(self) -> None:
        pass


def _ways(address: str) -> list[dict[str, Any]]:
    return [
        {"args": {"user_ip": address}},
        {"args": {}, "options": {"headers": {"user-ip": address}}},
        {"args": {}, "body": {"connection": 1, "user": {"ip": address}}},
    ]


def _call(client: Any, way: dict[str, Any]) -> Any:
    body = way.get("body", {"connection": 1})
    return client.call(UPDATE, way["args"], body, options=way.get("options"))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_never_sent(
    bank: Bank, any_client: AnyClient, address: str
) -> None:
    """
    Not as an argument, not as a header and not in a body, to no server.
    """
    far = _Far()
    with SyncClient(API, CREDENTIALS, base_url=REMOTE, transport=far) as remote:
        for way in _ways(address):
            for client in (any_client, remote):
                with pytest.raises(ArgumentError):
                    _call(client, way)
    assert not far.sent
    assert not bank.heard


@pytest.mark.parametrize("address", DOCUMENTATION)
def test_documentation_addresses_are_for_this_machine_only(
    bank: Bank, any_client: AnyClient, address: str
) -> None:
    """
    Tests and demonstrations use them; a bank never sees them.
    """
    far = _Far()
    with SyncClient(API, CREDENTIALS, base_url=REMOTE, transport=far) as remote:
        for way in _ways(address):
            with pytest.raises(NonPublicAddressError, match="documentation"):
                _call(remote, way)
        for user in (EndUser(ip_address=address),):
            with pytest.raises(NonPublicAddressError, match="documentation"):
                remote.call(UPDATE, {}, {"connection": 1}, options={"end_user": user})
            with pytest.raises(NonPublicAddressError):
                remote.with_options(end_user=user).call(UPDATE, {}, {"connection": 1})
    assert not far.sent
    for way in _ways(address):
        _call(any_client, way)
    assert len(bank.heard) == 3


def test_a_public_address_goes_everywhere(bank: Bank, any_client: AnyClient) -> None:
    """
    In its shortest form.
    """
    far = _Far()
    with SyncClient(API, CREDENTIALS, base_url=REMOTE, transport=far) as remote:
        for way in _ways("8.8.8.8"):
            _call(remote, way)
        remote.call(UPDATE, {"user_ip": "::ffff:8.8.8.8"}, {"connection": 1})
    assert dict(far.sent[-1].headers)["User-IP"] == "8.8.8.8"
    _call(any_client, _ways("8.8.8.8")[0])
    assert bank.last.headers["user-ip"] == "8.8.8.8"


@pytest.mark.parametrize("name", ["PSU-IP-Address", "customer-ip-address"])
def test_headers_of_your_own_are_checked_in_every_call(
    bank: Bank, any_client: AnyClient, name: str
) -> None:
    """
    Also where the operation has no such header, and where no document describes the path.
    """
    plain = structs.replace(UPDATE, parameters=(), bank_read=None)
    headers: list[dict[str, str | Secret]] = [
        {name: "10.0.0.1"},
        {name.upper(): Secret("127.0.0.1")},
        {name: "x"},
    ]
    for header in headers:
        shown = {name: reveal(one) for name, one in header.items()}
        for options in ({"headers": shown}, {"extra_headers": header}):
            with pytest.raises(NonPublicAddressError):
                any_client.call(plain, {}, {"connection": 1}, options=options)
            with pytest.raises(NonPublicAddressError):
                any_client.request("POST", "/x", body={}, options=options)
        any_client.settings = {"headers": shown}
        with pytest.raises(NonPublicAddressError):
            any_client.call(plain, {}, {"connection": 1})
        with pytest.raises(NonPublicAddressError):
            any_client.request("GET", "/x")
        any_client.settings = {}
    assert bank.heard == []
    any_client.request("GET", "/x", options={"headers": {name: "8.8.8.8"}})
    assert bank.last.headers[name.lower()] == "8.8.8.8"


def test_no_address_is_made_up(bank: Bank, any_client: AnyClient) -> None:
    """
    A call without a user says nothing of one.
    """
    any_client.call(UPDATE, {}, {"connection": 1})
    assert "user-ip" not in bank.last.headers
    assert b"ip" not in bank.last.body


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2040, 3, 24, 12, tzinfo=UTC)

    def now(self) -> Moment:
        return Moment(time=self.time, steady=0.0)


def test_the_fifth_read_of_a_day_is_refused_before_it_is_sent(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    It says when it is allowed again; other connections and reads with the user go on.
    """
    clock = Clock()
    budget = ReadBudget(MemoryStore(), clock)
    any_client.settings = {"read_budget": budget}
    for hour in range(4):
        any_client.call(UPDATE, {}, {"connection": 1})
        clock.time += timedelta(hours=1)
        assert len(bank.heard) == hour + 1
    with pytest.raises(BudgetExhaustedError) as caught:
        any_client.call(UPDATE, {}, {"connection": 1})
    assert caught.value.not_before == clock.time + timedelta(hours=20)
    assert len(bank.heard) == 4
    any_client.call(UPDATE, {}, {"connection": 2})
    for way in _ways("203.0.113.7"):
        if "options" not in way:
            _call(any_client, way)
    any_client.settings = {"read_budget": budget, "end_user": EndUser(ip_address="203.0.113.7")}
    any_client.call(UPDATE, {}, {"connection": 1})
    any_client.settings = {"read_budget": budget}
    clock.time = caught.value.not_before
    any_client.call(UPDATE, {}, {"connection": 1})
    with pytest.raises(BudgetExhaustedError):
        any_client.call(UPDATE, {}, {"connection": 1})


def test_a_read_that_was_not_sent_is_not_counted(any_client: AnyClient) -> None:
    """
    Where nothing listens, nothing is read at a bank.
    """
    budget = ReadBudget(MemoryStore(), Clock(), limit=2)
    any_client.settings = {"read_budget": budget, "max_retries": 0}
    any_client.call(UPDATE, {}, {"connection": 1})
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # it never listens
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        for _ in range(3):
            any_client.settings = {"read_budget": budget, "max_retries": 0, "base_url": url}
            with pytest.raises(ConnectError):
                any_client.call(UPDATE, {}, {"connection": 1})
    any_client.settings = {"read_budget": budget}
    any_client.call(UPDATE, {}, {"connection": 1})
    with pytest.raises(BudgetExhaustedError):
        any_client.call(UPDATE, {}, {"connection": 1})


def test_a_read_that_cannot_be_counted_is_not_sent(bank: Bank, any_client: AnyClient) -> None:
    """
    Such as where the store never swaps.
    """

    class ReadOnly(MemoryStore):
        def swap(self, *_: Any, **__: Any) -> bool:
            return False

    any_client.settings = {"read_budget": ReadBudget(ReadOnly(), Clock())}
    with pytest.raises(StoreError) as caught:
        any_client.call(UPDATE, {}, {"connection": 1})
    assert bank.heard == []
    assert caught.value.help.repeat == "ask_first"  # since it asks a bank


def test_each_connection_of_a_map_is_counted_by_its_key(bank: Bank, any_client: AnyClient) -> None:
    """
    A call that names several of them is refused if one has no read left, and then none of the
    others is counted, wherever it stands.
    """
    budget = ReadBudget(MemoryStore(), Clock(), limit=1)
    any_client.settings = {"read_budget": budget}
    for name in ("first", "second"):
        any_client.call(ADD_ALL, {}, {name: {"connection": 1}})
    for names in (["first"], ["second"], ["first", "third"], ["third", "second"]):
        with pytest.raises(BudgetExhaustedError):
            any_client.call(ADD_ALL, {}, {name: {"connection": 1} for name in names})
    any_client.call(ADD_ALL, {}, {"third": {"connection": 1}, "fourth": {"connection": 1}})
    assert len(bank.heard) == 3


def test_a_store_that_fails_after_a_call_does_not_hide_its_error(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    A read that was not sent then stays counted.
    """

    class Failing(MemoryStore):
        fails = False

        def load(self, key: str, /) -> bytes | None:
            if self.fails:
                raise StoreError("the disk is full")
            return super().load(key)

        def swap(self, *args: Any, **more: Any) -> bool:
            done = super().swap(*args, **more)
            self.fails = True
            return done

    store = Failing()
    budget = ReadBudget(store, Clock(), limit=1)
    any_client.settings = {
        "read_budget": budget, "max_retries": 0, "base_url": "http://127.0.0.1:9",
    }  # fmt: skip
    with pytest.raises(ConnectError):
        any_client.call(UPDATE, {}, {"connection": 1})
    store.fails = False
    with pytest.raises(BudgetExhaustedError):
        any_client.call(UPDATE, {}, {"connection": 1})
    assert not bank.heard


def test_without_a_budget_nothing_is_counted(bank: Bank, any_client: AnyClient) -> None:
    """
    Direct calls are counted only for those who ask for it; with_options can end that too.
    """
    for _ in range(9):
        any_client.call(UPDATE, {}, {"connection": 1})
    with SyncClient(
        API, CREDENTIALS, base_url=bank.url, read_budget=ReadBudget(MemoryStore(), limit=1)
    ) as client:
        client.call(UPDATE, {}, {"connection": 1})
        with pytest.raises(BudgetExhaustedError):
            client.with_options(timeout=5).call(UPDATE, {}, {"connection": 1})
        client.with_options(read_budget=None).call(UPDATE, {}, {"connection": 1})
        with pytest.raises(ConfigurationError, match="read_budget needs ReadBudget"):
            client.with_options(read_budget=MemoryStore())


def test_reads_are_counted_with_await(tmp_path: Path) -> None:
    """
    The async budget counts as the other one does, in the same store.
    """
    store = SqliteStore(tmp_path / "store", key=None)

    async def run() -> list[Any]:
        budget = AsyncReadBudget(store)
        taken = [budget.take("access") for _ in range(9)]
        done = await asyncio.gather(*taken, return_exceptions=True)
        assert await budget.left("access") == 0
        return done

    results = asyncio.run(run())
    assert sum(isinstance(one, BudgetExhaustedError) for one in results) == 5
    assert ReadBudget(store).left("access") == 0
