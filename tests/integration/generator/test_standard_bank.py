"""
Each construct that documents of banks use, in a package that is built and called.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import RawJson, StatusError
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

DOCUMENT: Final = Path(__file__).parents[2] / "data" / "standard_bank.yaml"
IBAN: Final = "DE02120300000000202051"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    text = "\n" + DOCUMENT.read_text("utf-8")
    with imported(build_small(tmp_path_factory.mktemp("standard"), text)) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    return Caller(package, mode, bank)


def test_accounts(api: Caller) -> None:
    """
    Objects that contain themselves, null in every spelling, any JSON value, maps of links.
    """
    api.bank.says(
        f'{{"accounts": [{{"iban": "{IBAN}", "balance": {{"amount": 1.10, "currency": "EUR"}},'
        ' "limit": {"of": "2.50"}, "opened": null, "none": null, "class": "a",'
        f' "parent": {{"iban": "{IBAN}"}}, "data": ["x", {{"y": []}}]}}],'
        ' "_links": {"next": {"href": "/2"}}}'
    )
    listed = api.call(
        "list_accounts",
        x_request_id="12345678-1234-4234-8234-123456789abc",
        status=["a", "b"],
        filter={"from": date(2024, 1, 2)},
        session="s1",
    )
    (account,) = listed.accounts
    assert (account.balance.amount, account.limit.of) == (Decimal("1.10"), Decimal("2.50"))
    assert (account.opened, account.none, account.class_) == (None, None, "a")
    assert (account.parent.iban, account.data) == (IBAN, ["x", {"y": []}])
    assert api.bank.last.target == "/accounts?status=a,b&filter%5Bfrom%5D=2024-01-02"
    assert api.bank.last.headers["cookie"] == "session=s1"


def test_transactions(api: Caller) -> None:
    """
    A tag tells them apart; one that is not documented is kept as JSON.
    """
    api.bank.says(
        '{"transactions": [{"kind": "transfer", "purpose": "rent"}, {"kind": "fee", "rate": 2.5},'
        ' {"kind": "gift"}]}'
    )
    transfer, fee, gift = api.call("get_transactions", "a1").transactions
    assert (type(transfer).__name__, transfer.purpose) == ("Transfer", "rent")
    assert (type(fee).__name__, fee.rate) == ("Fee", Decimal("2.5"))
    assert isinstance(gift, RawJson)


def test_payments(api: Caller) -> None:
    """
    What is only read is no argument; each status has a result of its own.
    """
    money = {"amount": Decimal("12.30"), "currency": "EUR"}
    api.bank.says(
        f'{{"id": "p1", "to": "{IBAN}", "money": {{"amount": 12.30, "currency": "EUR"}}}}', 201
    )
    paid = api.call("pay", to=IBAN, money=money, pin="12345", priority=2, tags={"a": "b"})
    assert paid.id == "p1"
    assert '"amount":12.30' in api.bank.last.body.decode()
    assert api.sent["priority"] == 2
    api.bank.says('{"state": "OPEN"}', 202)
    assert api.call("pay", to=IBAN, money=money).state == "OPEN"


def test_consents_and_files(api: Caller) -> None:
    """
    Forms, parts, and raw answers.
    """
    api.bank.says(status=204)
    api.call("consent", accounts=["a", "b"], recurring=True)
    assert api.bank.last.body == b"accounts=a&accounts=b&recurring=true"
    api.bank.says(b"%PDF", Content_Type="application/pdf")
    assert api.call("upload", file=("a.pdf", b"%PDF", "application/pdf"), purpose="x") == b"%PDF"
    assert b'name="file"; filename="a.pdf"' in api.bank.last.body


def test_problems(api: Caller) -> None:
    """
    An error of any status below 500 has its model.
    """
    api.bank.says('{"title": "no", "status": 418}', 418, Content_Type="application/problem+json")
    with pytest.raises(StatusError) as caught:
        api.call("get_transactions", "a1")
    assert caught.value.status_code == 418


def test_notifications(package: Any) -> None:
    found = package.webhooks.parse_notification('{"kind": "transfer", "purpose": "rent"}')
    assert found.purpose == "rent"
