"""
Bankimport in the box behaves as its document and its notes say.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.demo.money import german_iban
from tests.support.raw_http import Reply, send_raw

FIRST = 7856278
LOGIN = {
    "title": "Geschäftskonto",
    "hbci_bank_code": "12030000",
    "username": "max.mustermann",
    "secret": "example-pin",
}


class Caller:
    """
    Calls Bankimport with its token.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._url = sandbox.url("bankimport")

    def get(self, path: str, token: str = TOKEN) -> Reply:
        return send_raw("GET", self._url + path, headers={"Authorization": f"Token token={token}"})

    def post(self, path: str, form: dict[str, str] | None = None) -> Reply:
        headers = {"Authorization": f"Token token={TOKEN}"}
        return send_raw("POST", self._url + path, headers=headers, form=form)

    def rows(self, query: str = "") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get(f"/transactions?{query}").json["transactions"]
        return rows


@pytest.fixture
def bank(sandbox: Sandbox) -> Caller:
    return Caller(sandbox)


def test_base_url_is_loopback_with_the_servers_path(sandbox: Sandbox) -> None:
    """
    The base URL binds nothing but loopback and ends as the production one.
    """
    assert sandbox.url("bankimport").startswith("http://127.0.0.1:")
    assert sandbox.url("bankimport").endswith("/api/v1")


@pytest.mark.parametrize("path", ["/bank-accounts", "/transactions", f"/bank-account/{FIRST}"])
def test_wrong_token_is_refused(bank: Caller, path: str) -> None:
    """
    A token that no one gave out opens nothing.
    """
    assert bank.get(path, token="someone-else").status == 401


def test_missing_token_is_refused(sandbox: Sandbox) -> None:
    """
    A request without a token is answered 401, not 400.
    """
    assert send_raw("GET", f"{sandbox.url('bankimport')}/bank-accounts").status == 401


def test_ibans_have_right_check_digits(bank: Caller) -> None:
    """
    Every IBAN of the sandbox passes the check of ISO 7064.
    """
    assert german_iban("37040044", "0532013000") == "DE89370400440532013000"
    for account in bank.get("/bank-accounts").json["bank_accounts"]:
        digits = account["iban"][4:] + "1314" + account["iban"][2:4]
        assert int(digits) % 97 == 1


def test_balance_moves_by_the_sum_of_what_is_booked(sandbox: Sandbox, bank: Caller) -> None:
    """
    An import changes the balance by what was pending and what is new, to the cent.
    """
    path = f"/bank-account/{FIRST}"
    before = bank.get(path).json["bank_account"]["balance"]
    pending = bank.get(f"{path}/transactions?status=pending").json["transactions"]
    bank.post(f"{path}/import")
    sandbox.advance(timedelta(seconds=5))
    after = bank.get(path).json["bank_account"]["balance"]
    query = "order_by=imported_at_desc&limit=2"
    new = bank.get(f"{path}/transactions?{query}").json["transactions"]
    assert after - before == sum(row["amount"] for row in (*pending, *new))
    assert isinstance(after, Decimal)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("bank_code=123", 2),
        ("bank_code=12345678&account_number=0532013001", 1),
        ("bank_code=888", 0),
        ("balance_max=0", 0),
        ("last_updated_after=2099-01-01T00:00:00Z", 0),
        ("last_updated_after=2026-01-01T00:00:00Z", 4),
    ],
)
def test_accounts_are_searched_by_every_criterion(bank: Caller, query: str, count: int) -> None:
    """
    A list of accounts holds those that match all criteria.
    """
    assert len(bank.get(f"/bank-accounts?{query}").json["bank_accounts"]) == count


def test_balance_bounds_are_included(bank: Caller) -> None:
    """
    Both bounds of the balance are part of the range.
    """
    balance = bank.get(f"/bank-account/{FIRST}").json["bank_account"]["balance"]
    found = bank.get(f"/bank-accounts?balance_min={balance}&balance_max={balance}").json
    assert [one["id"] for one in found["bank_accounts"]] == [FIRST]


def test_unknown_account_is_not_found(bank: Caller) -> None:
    """
    An id that no account has is answered 404.
    """
    assert bank.get("/bank-account/1").status == 404
    assert bank.get("/bank-account/1/transactions").status == 404


def test_transactions_need_three_pages(bank: Caller) -> None:
    """
    2,500 booked transactions come in pages of 1000, 1000 and 500, none twice.
    """
    pages = [bank.rows(f"status=completed&page={page}") for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [1000, 1000, 500, 0]
    assert len({row["id"] for page in pages for row in page}) == 2500


def test_transactions_are_the_same_every_time(sandbox: Sandbox, bank: Caller) -> None:
    """
    Nothing is left to chance: a reset gives the same bookings again.
    """
    before = bank.get("/transactions").body
    sandbox.reset()
    assert bank.get("/transactions").body == before


@pytest.mark.parametrize("order", ["account_date", "imported_at"])
def test_transactions_are_sorted_both_ways(bank: Caller, order: str) -> None:
    """
    The descending order is the ascending one turned round.
    """
    ascending = bank.get(f"/bank-account/7856279/transactions?order_by={order}").json
    descending = bank.get(f"/bank-account/7856279/transactions?order_by={order}_desc").json
    rows = ascending["transactions"]
    assert all(one[order] <= other[order] for one, other in pairwise(rows))
    assert descending["transactions"] == rows[::-1]


def test_transactions_are_filtered_by_status(bank: Caller) -> None:
    """
    Pending and completed transactions together are all.
    """
    pending = bank.rows("status=pending")
    assert {row["status"] for row in pending} == {"pending"}
    completed, everything = (bank.rows(f"status={one}&page=3") for one in ("completed", "any"))
    assert len(everything) == len(completed) + len(pending)


def test_transactions_are_filtered_by_exact_amounts(bank: Caller) -> None:
    """
    Amounts are compared to the cent, bounds included.
    """
    amount = bank.rows("limit=1")[0]["amount"]
    for row in bank.rows(f"amount={amount}"):
        assert row["amount"] == amount
    assert all(row["amount"] >= 1000 for row in bank.rows("amount_min=1000"))
    assert all(row["amount"] <= -100 for row in bank.rows("amount_max=-100.00"))
    exact = {row["id"] for row in bank.rows(f"amount={amount}")}
    assert exact == {r["id"] for r in bank.rows(f"amount_min={amount}&amount_max={amount}")}


def test_purpose_is_found_with_umlauts_in_any_case(bank: Caller) -> None:
    """
    A search for a text finds it inside the purpose.
    """
    rows = bank.rows("purpose=b%C3%BCrost%C3%BChle")
    assert rows
    assert all("Bürostühle" in row["purpose"] for row in rows)


@pytest.mark.parametrize("query", ["limit=1000", "limit=1001", "limit=5000"])
def test_limit_above_the_maximum_is_the_maximum(bank: Caller, query: str) -> None:
    """
    No page has more than 1000 rows, whatever is asked for.
    """
    answer = bank.get(f"/transactions?{query}").json
    assert len(answer["transactions"]) == 1000
    assert answer["pagination"]["limit"] == 1000


def test_short_purpose_is_refused(bank: Caller) -> None:
    """
    A search for less than three characters is answered 422 with its place.
    """
    reply = bank.get("/transactions?purpose=ab")
    assert reply.status == 422
    assert reply.json["findings"][0].startswith("query: purpose")
    assert bank.get("/transactions?purpose=ab&page=0").status == 400


def test_linked_account_appears_in_the_list(bank: Caller) -> None:
    """
    An HBCI login adds an account with transactions of its own.
    """
    reply = bank.post("/bank-account/hbci", LOGIN)
    account = reply.json["bank_account"]
    assert reply.status == 201
    assert account["account_type"] == "Geschäftskonto"
    listed = bank.get("/bank-accounts?bank_code=12030000").json["bank_accounts"]
    assert [one["id"] for one in listed] == [account["id"]]
    assert bank.get(f"/bank-account/{account['id']}/transactions").json["transactions"]


@pytest.mark.parametrize(
    "change", [{"secret": "falsch"}, {"hbci_bank_code": "00000000"}], ids=["pin", "bank"]
)
def test_refused_login_adds_nothing(bank: Caller, change: dict[str, str]) -> None:
    """
    A wrong PIN or an unknown bank leaves the accounts as they are.
    """
    assert bank.post("/bank-account/hbci", {**LOGIN, **change}).status == 422
    assert len(bank.get("/bank-accounts").json["bank_accounts"]) == 4


def test_login_is_linked_once(bank: Caller) -> None:
    """
    The same login a second time is refused.
    """
    assert bank.post("/bank-account/hbci", LOGIN).status == 201
    assert bank.post("/bank-account/hbci", LOGIN).status == 422


def test_import_moves_the_update_time_when_it_is_finished(sandbox: Sandbox, bank: Caller) -> None:
    """
    The account changes after the estimated time and not before.
    """
    before = bank.get(f"/bank-account/{FIRST}").json["bank_account"]
    order = bank.post(f"/bank-account/{FIRST}/import").json["import"]
    assert order["bank_account_id"] == FIRST
    assert bank.get(f"/bank-account/{FIRST}").json["bank_account"] == before
    sandbox.advance(timedelta(seconds=5))
    after = bank.get(f"/bank-account/{FIRST}").json["bank_account"]
    assert after["last_update_at"] > before["last_update_at"]
    finished = datetime.fromisoformat(after["last_update_at"])
    assert finished <= datetime.fromisoformat(order["estimated_finish_date"])
    assert after["balance"] != before["balance"]


def test_import_brings_new_transactions(sandbox: Sandbox, bank: Caller) -> None:
    """
    After an import there are more transactions, and none of the account is pending.
    """
    before = len(bank.rows("page=3"))
    bank.post(f"/bank-account/{FIRST}/import")
    sandbox.advance(timedelta(seconds=5))
    assert len(bank.rows("page=3")) == before + 2
    pending = bank.get(f"/bank-account/{FIRST}/transactions?status=pending").json
    assert pending["transactions"] == []


def test_suffix_json_changes_nothing(bank: Caller) -> None:
    """
    JSON is the default and can be asked for.
    """
    assert bank.get("/bank-accounts.json").body == bank.get("/bank-accounts").body


def test_suffix_xml_gives_the_same_as_xml(bank: Caller) -> None:
    """
    The suffix on the last segment chooses XML with the same digits and umlauts.
    """
    reply = bank.get(f"/bank-account/{FIRST}/transactions.xml?limit=3")
    assert reply.headers["content-type"] == "application/xml"
    rows = bank.get(f"/bank-account/{FIRST}/transactions?limit=3").json["transactions"]
    found = ElementTree.fromstring(reply.body).findall("transactions/transaction")
    assert [one.findtext("amount") for one in found] == [str(row["amount"]) for row in rows]
    assert [one.findtext("purpose") for one in found] == [row["purpose"] for row in rows]
