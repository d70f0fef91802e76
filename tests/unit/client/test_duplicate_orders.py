"""
Orders that are given twice: refused before anything is sent, unless both are meant.
"""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal, Inexact, Rounded, localcontext
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncClient,
    BadRequestError,
    CallOptions,
    ConnectError,
    ConnectionLostError,
    InternalServerError,
    Model,
    PossibleDuplicateError,
    Secret,
    SyncClient,
)
from kontokit.core.clock import Moment
from kontokit.operations import Body, Operation, OrderFields, Parameter, Result
from kontokit.pipeline import mark_book
from kontokit.pipeline.mark_book import MarkBook
from kontokit.stores import MemoryStore, SqliteStore
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import API

IBAN = "DE02120300000000202051"
OTHER_IBAN = "DE17123456780000000001"
NOON = datetime(2040, 3, 1, 12, tzinfo=UTC)


class Transfer(Model, kw_only=True):
    iban: str
    amount: Decimal
    purpose: str | None = None
    endToEndId: str | None = None  # the name on the wire


class Order(Model, kw_only=True):
    account: int
    orders: list[Transfer]


CREATE: Operation[Any] = Operation(
    id="createOrder",
    method="POST",
    path="/accesses/{access-id}/orders",
    retry_class="create",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path"),),
    body=Body(type=Order, required=True),
    results={200: Result(type=Any)},
    order=OrderFields(
        items=("orders",), debtor=("account",), payee=("iban",), amount="amount", texts=("purpose",)
    ),
)
PAY = structs.replace(CREATE, id="pay", retry_class="payment")


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> Moment:
        return Moment(time=self.time, steady=0.0)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each test has a process of its own, as far as orders go.
    """
    _new_process(monkeypatch)


def _new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    book = MarkBook(MemoryStore(), b"k" * 32, kind="order", lasting=timedelta(minutes=10))
    monkeypatch.setattr("kontokit.pipeline.guards.PROCESS_ORDERS", book)
    assert mark_book.PROCESS_ORDERS is not book


def _body(*rows: dict[str, Any], account: int = 1) -> dict[str, Any]:
    return {"account": account, "orders": list(rows) or [_row()]}


def _row(**changes: Any) -> dict[str, Any]:
    return {"iban": IBAN, "amount": "12.50", "purpose": "Rent May", **changes}


ONE = {"access_id": "1"}


def _refused(client: AnyClient, *args: Any, **kwargs: Any) -> PossibleDuplicateError:
    with pytest.raises(PossibleDuplicateError) as caught:
        client.call(*args, **kwargs)
    return caught.value


@pytest.mark.parametrize("operation", [CREATE, PAY], ids=lambda one: one.id)
def test_an_equal_order_is_refused_before_anything_is_sent(
    bank: Bank, any_client: AnyClient, operation: Operation[Any]
) -> None:
    """
    Also by another client, with other spellings, and with another end-to-end id.
    """
    any_client.call(operation, ONE, _body())
    for row in (
        _row(),
        _row(amount=Decimal("12.5")),
        _row(amount="12.500"),
        _row(iban="de02 1203 0000 0000 2020 51"),
        _row(purpose="  Rent   May "),
        _row(endToEndId="another"),
    ):
        error = _refused(any_client, operation, ONE, _body(row))
        assert error.place == "orders[0]"
        assert error.sent_at is not None
        assert abs(datetime.now(UTC) - error.sent_at) < timedelta(minutes=1)
        assert IBAN not in str(error)
        assert "allow_duplicate" in str(error)
    assert len(bank.heard) == 1


@pytest.mark.parametrize(
    "changed",
    [
        ({"access_id": "2"}, _body()),
        (ONE, _body(account=2)),
        (ONE, _body(_row(iban=OTHER_IBAN))),
        (ONE, _body(_row(amount="12.51"))),
        (ONE, _body(_row(amount="125.0"))),
        (ONE, _body(_row(purpose="Rent June"))),
        (ONE, _body(_row(purpose="rent may"))),
        (ONE, _body(_row(purpose=None))),
    ],
)
def test_another_order_is_another_order(bank: Bank, any_client: AnyClient, changed: Any) -> None:
    """
    One difference in what counts is enough.
    """
    any_client.call(CREATE, ONE, _body())
    any_client.call(CREATE, *changed)
    assert len(bank.heard) == 2


def test_a_thousand_orders_that_are_nearly_equal(bank: Bank) -> None:
    """
    None of them is taken for another.
    """
    seeded = random.Random(20)
    seen: set[tuple[Any, ...]] = set()
    with SyncClient(API, CREDENTIALS, base_url=bank.url) as client:
        while len(seen) < 1_000:
            amount = Decimal(seeded.randrange(1, 60)) / 100
            key = (
                seeded.choice(["1", "2", "11", "1/1"]),
                seeded.choice([1, 11]),
                seeded.choice([IBAN, OTHER_IBAN]),
                amount,
                seeded.choice(["", "a", "a b", "ab", "A", f"{amount}"]),
            )
            if key in seen:
                continue
            seen.add(key)
            access, account, iban, value, purpose = key
            row = {"iban": iban, "amount": value, "purpose": purpose}
            client.call(CREATE, {"access_id": access}, _body(row, account=account))
    assert len(bank.heard) == 1_000


def test_both_are_sent_if_both_are_meant(bank: Bank, any_client: AnyClient) -> None:
    """
    The option counts for one call; the next one is refused again.
    """
    any_client.call(CREATE, ONE, _body())
    any_client.call(CREATE, ONE, _body(), options={"allow_duplicate": True})
    any_client.call(CREATE, ONE, _body(), options=CallOptions(allow_duplicate=True))
    _refused(any_client, CREATE, ONE, _body())
    assert len(bank.heard) == 3
    with pytest.raises(ArgumentError, match="expected bool"):
        CallOptions(allow_duplicate="yes")  # type: ignore[arg-type]


def test_each_order_of_a_bulk_is_compared(bank: Bank, any_client: AnyClient) -> None:
    """
    With those that were sent alone, with those of another bulk, and with each other.
    """
    first, second, third = _row(), _row(amount="1"), _row(amount="2")
    any_client.call(CREATE, ONE, _body(second))
    assert _refused(any_client, CREATE, ONE, _body(first, second)).place == "orders[1]"
    # The first one was not sent either, so it is not remembered.
    any_client.call(CREATE, ONE, _body(first, third))
    assert _refused(any_client, CREATE, ONE, _body(third)).place == "orders[0]"
    twice = _refused(any_client, CREATE, ONE, _body(_row(amount="3"), _row(amount="3.0")))
    assert (twice.place, twice.sent_at) == ("orders[1]", None)
    both = _body(_row(amount="3"), _row(amount="3.0"))
    any_client.call(CREATE, ONE, both, options={"allow_duplicate": True})
    assert len(bank.heard) == 3


def test_what_was_not_sent_does_not_count(bank: Bank, any_client: AnyClient) -> None:
    """
    A server that cannot be reached has no order.
    """
    url, any_client.settings = bank.url, {"base_url": "http://127.0.0.1:9"}
    for _ in range(2):
        with pytest.raises(ConnectError):
            any_client.call(PAY, ONE, _body())
    any_client.settings = {"base_url": url}
    any_client.call(PAY, ONE, _body())


def test_what_may_have_been_sent_counts(bank: Bank, any_client: AnyClient) -> None:
    """
    After a lost response, an error of the server or a refusal by the bank, the order may exist.
    """
    for row, error, reply in (
        (_row(amount="1"), ConnectionLostError, None),
        (_row(amount="2"), InternalServerError, 500),
        (_row(amount="3"), BadRequestError, 400),
    ):
        if reply is None:
            bank.writes(b"")
        else:
            bank.says("{}", status=reply)
        with pytest.raises(error):
            any_client.call(PAY, ONE, _body(row))
        bank.says("{}")
        _refused(any_client, PAY, ONE, _body(row))


def test_a_refused_creation_does_not_count(bank: Bank, any_client: AnyClient) -> None:
    """
    Where a call only makes a resource, a refusal has made none, and the corrected call goes out.
    """
    bank.says("{}", status=400)
    with pytest.raises(BadRequestError):
        any_client.call(CREATE, ONE, _body())
    bank.says("{}", status=500)
    with pytest.raises(InternalServerError):
        any_client.call(CREATE, ONE, _body())
    bank.says("{}")
    _refused(any_client, CREATE, ONE, _body())


def test_an_allowed_order_that_was_not_sent_leaves_the_first_one(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    What became of the second one says nothing of the first one, which was sent.
    """
    any_client.call(CREATE, ONE, _body())
    bank.says("{}", status=400)
    with pytest.raises(BadRequestError):
        any_client.call(CREATE, ONE, _body(), options={"allow_duplicate": True})
    bank.says("{}")
    _refused(any_client, CREATE, ONE, _body())


def test_amounts_are_compared_exactly_however_the_program_rounds(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    A program that counts with two digits, and forbids rounding, has the same orders.
    """
    with localcontext(Context(prec=2, traps=[Inexact, Rounded])):
        any_client.call(CREATE, ONE, _body(_row(amount="950.25")))
        any_client.call(CREATE, ONE, _body(_row(amount="950.26")))
        _refused(any_client, CREATE, ONE, _body(_row(amount="950.250")))
    assert len(bank.heard) == 2


def test_it_is_forgotten_after_ten_minutes(bank: Bank) -> None:
    """
    By the clock of the client.
    """
    clock = Clock()
    with SyncClient(API, CREDENTIALS, base_url=bank.url, clock=clock) as client:
        client.call(PAY, ONE, _body())
        clock.time += timedelta(minutes=9, seconds=59)
        with pytest.raises(PossibleDuplicateError) as caught:
            client.call(PAY, ONE, _body())
        assert caught.value.sent_at == NOON
        clock.time += timedelta(seconds=1)
        client.call(PAY, ONE, _body())
    assert len(bank.heard) == 2


def test_two_users_may_give_equal_orders(bank: Bank) -> None:
    """
    A token names a user as well as a name does.
    """
    with SyncClient(API, CREDENTIALS, base_url=bank.url) as client:
        client.call(PAY, ONE, _body())
        client.with_options(user_token=Secret("another")).call(PAY, ONE, _body())
        with pytest.raises(PossibleDuplicateError):
            client.with_options(timeout=7).call(PAY, ONE, _body())
    assert len(bank.heard) == 2


@pytest.fixture
def stored(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "store", key=None)


def test_processes_share_orders_through_the_store(
    bank: Bank, any_client: AnyClient, stored: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The store holds a keyed digest: neither the IBAN nor the purpose, and no plain hash of them.
    """
    any_client.settings = {"token_store": stored}
    any_client.call(PAY, ONE, _body())
    _new_process(monkeypatch)
    _refused(any_client, PAY, ONE, _body())
    _new_process(monkeypatch)
    any_client.settings = {}
    any_client.call(PAY, ONE, _body())  # without the store, nobody knows
    kept = b"".join(path.read_bytes() for path in stored._path.parent.iterdir() if path.is_file())
    for text in (IBAN, "Rent", "12.5", "orders/"):
        assert text.encode() not in kept


def test_fifty_at_once_send_one(bank: Bank) -> None:
    """
    Tasks that give one order at the same time: one is sent.
    """

    async def run() -> list[Any]:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as client:
            calls = [client.call(PAY, ONE, _body()) for _ in range(50)]
            return await asyncio.gather(*calls, return_exceptions=True)

    results = asyncio.run(run())
    assert sum(isinstance(one, PossibleDuplicateError) for one in results) == 49
    assert len(bank.heard) == 1
