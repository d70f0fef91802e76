"""
BANKSapi in the box: bank accesses, products and transactions.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.server.clock import BERLIN
from tests.support.banksapi_customers import (
    ACCESS,
    ACCESSES,
    Customer,
    another_customer,
    codes,
    credentials,
    customer_of,
    href,
    rels,
)
from tests.support.raw_http import send_raw, visit_raw

LONG_AGO = "2000-01-01T00:00:00"
BUILDER: dict[str, Any] = {
    "id": "815251d6-c062-4f61-bec0-182bc14a48fb",
    "providerId": "00000000-0000-0000-0000-000000000000",
    "bankprodukte": [
        {
            "id": "DE89370400440532013000",
            "status": "VOLLSTAENDIG",
            "bezeichnung": "Tagesgeldkonto",
            "kategorie": "TAGESGELDKONTO",
            "saldo": 27365.56,
            "aktualisierungszeitpunkt": "2021-10-15 09:13:44",
            "saldoDatum": "2021-10-15 00:00:00",
            "waehrung": "EUR",
            "kontonummer": "0532013000",
            "iban": "DE89370400440532013000",
            "bic": "COBADEFFXXX",
            "blz": "37040044",
            "kreditinstitut": "Demo Provider",
            "inhaber": "Fritz Testmüller",
        }
    ],
}


def test_access_is_complete_when_the_call_comes_back(customer: Customer) -> None:
    """
    A new access has four products at the first look.
    """
    reply = customer.add_access()
    assert (reply.status, reply.body) == (201, b"")
    assert reply.headers["location"] == f"{customer.url}{ACCESSES}/{ACCESS}"
    access = customer.access()
    assert access["status"] == "VOLLSTAENDIG"
    assert [one["kategorie"] for one in access["bankprodukte"]] == [
        "GIROKONTO",
        "TAGESGELDKONTO",
        "KREDITKARTE",
        "DEPOT",
    ]


def test_access_of_a_slow_login_is_polled(customer: Customer) -> None:
    """
    The access is not complete at the first look, and is at the second.
    """
    assert customer.add_access("demo_slow").status == 201
    looks = [customer.access() for _ in range(2)]
    assert [one["status"] for one in looks] == ["SAMMELN", "VOLLSTAENDIG"]
    assert [len(one["bankprodukte"]) for one in looks] == [0, 4]


def test_sca_may_be_asked_for(customer: Customer) -> None:
    """
    A login without SCA gets one on demand, and keeps its products meanwhile.
    """
    customer.complete_access()
    assert customer.call("POST", f"{ACCESSES}/{ACCESS}/consent", {}).status == 201
    access = customer.access()
    assert (access["status"], codes(access)) == ("INTERAKTION", ["BA3010"])
    assert customer.get(href(customer.product(), "get_kontoumsaetze"))


def test_product_is_found_by_its_own_relation(customer: Customer) -> None:
    """
    Each product looks alone as it does in its access.
    """
    for product in customer.complete_access()["bankprodukte"]:
        assert customer.get(href(product, "self")) == product


def test_relations_stay_on_the_origin_of_the_sandbox(customer: Customer) -> None:
    """
    No relation leads to the real provider.
    """
    access = customer.complete_access()
    found = [access, customer.get("/customer/v2"), *access["bankprodukte"]]
    hrefs = [one["href"] for resource in found for one in resource["relations"]]
    assert len(hrefs) > 20
    assert all(one.startswith(f"{customer.url}/") for one in hrefs)
    assert {"self", "delete_bankzugang", "get_issues", "refresh_bankzugang"} <= rels(access)


def test_transactions_are_many_exact_and_german(customer: Customer) -> None:
    """
    The current account has hundreds of transactions with exact cents and umlauts.
    """
    customer.complete_access()
    product = customer.product()
    rows = customer.get(f"{href(product, 'get_kontoumsaetze')}?from={LONG_AGO}")
    assert len(rows) == 450
    assert all(isinstance(row["betrag"], Decimal) for row in rows)
    assert any("ü" in row["verwendungszweck"] for row in rows)
    assert product["saldo"] == Decimal("8123.45") + sum(row["betrag"] for row in rows)


def test_transactions_of_ninety_days_come_without_dates(customer: Customer) -> None:
    """
    A day more has to be asked for.
    """
    customer.complete_access()
    path = href(customer.product(), "get_kontoumsaetze")
    first = (datetime.now(UTC) - timedelta(days=90)).astimezone(BERLIN)
    wanted = [
        row["id"]
        for row in customer.get(f"{path}?from={LONG_AGO}")
        if row["buchungsdatum"] >= f"{first:%Y-%m-%d %H:%M:%S}"
    ]
    assert [row["id"] for row in customer.get(path)] == wanted
    assert 0 < len(wanted) < 450


def test_transactions_are_the_same_every_time(sandbox: Sandbox, customer: Customer) -> None:
    """
    A reset gives the same transactions again.
    """
    customer.complete_access()
    path = href(customer.product(), "get_kontoumsaetze")
    before = customer.call("GET", path).body
    sandbox.reset()
    again = customer_of(sandbox)
    again.complete_access()
    assert again.call("GET", path).body == before


def test_transactions_are_cut_by_dates(customer: Customer) -> None:
    """
    Both ends of the time window are kept.
    """
    customer.complete_access()
    path = href(customer.product(), "get_kontoumsaetze")
    today = datetime.now(BERLIN).date()
    first_day, last_day = today - timedelta(days=90), today - timedelta(days=60)
    start, end = f"{first_day} 00:00:00", f"{last_day} 23:59:59"
    first, last = (quote(text.replace(" ", "T")) for text in (start, end))
    rows = customer.get(f"{path}?from={first}&to={last}")
    assert rows
    assert all(start <= row["buchungsdatum"] <= end for row in rows)
    assert customer.call("GET", f"{path}?from={first_day}").status == 400


def test_transactions_carry_tags_on_demand(customer: Customer) -> None:
    """
    Categories come with every transaction when they are asked for.
    """
    customer.complete_access()
    product = customer.product()
    plain = customer.get(href(product, "get_kontoumsaetze"))
    tagged = customer.get(href(product, "get_kontoumsaetze_categories"))
    assert not any(row.get("tags") for row in plain)
    assert all(row["tags"][0]["tagTreeItem"]["systemName"] for row in tagged)


def test_category_is_corrected(customer: Customer) -> None:
    """
    A correction with changeExisting holds for all transactions of the same payee.
    """
    customer.complete_access()
    product = customer.product()
    path = href(product, "get_kontoumsaetze")
    row = customer.get(path)[0]
    item = {"systemName": "HOUSING_RENT", "tagTree": {"systemName": "CATEGORIES"}}
    reply = customer.call(
        "PUT", f"{path}/{row['id']}?changeExisting=true", {"tags": [{"tagTreeItem": item}]}
    )
    assert reply.status == 200, reply.body
    same = [
        one["tags"][0]["tagTreeItem"]["systemName"]
        for one in customer.get(f"{path}?tag=categories")
        if one["gegenkontoInhaber"] == row["gegenkontoInhaber"]
    ]
    assert set(same) == {"HOUSING_RENT"}


def test_a_rule_holds_for_what_comes_later(sandbox: Sandbox, customer: Customer) -> None:
    """
    With createRule, later transactions of the payee have the category too, but no older ones.
    """
    access = customer.complete_access()
    path = href(customer.product(), "get_kontoumsaetze")
    customer.call("POST", href(access, "refresh_bankzugang"), {ACCESS: {}})
    old = purchases(customer, path)
    item = {"systemName": "HOUSING_RENT", "tagTree": {"systemName": "CATEGORIES"}}
    newest = next(iter(old))
    reply = customer.call(
        "PUT", f"{path}/{newest}?createRule=true", {"tags": [{"tagTreeItem": item}]}
    )
    assert reply.status == 200, reply.body
    sandbox.advance(timedelta(hours=1))
    customer.call("POST", href(access, "refresh_bankzugang"), {ACCESS: {}})
    after = purchases(customer, path)
    assert {after[key] for key in after.keys() - old.keys()} == {"HOUSING_RENT"}
    assert {key: after[key] for key in old} == {**old, newest: "HOUSING_RENT"}


def purchases(customer: Customer, path: str) -> dict[str, str]:
    """
    The categories of the purchases that a refresh brings, by their ids, newest first.
    """
    return {
        row["id"]: row["tags"][0]["tagTreeItem"]["systemName"]
        for row in customer.get(f"{path}?tag=categories")
        if row["gegenkontoInhaber"] == "Supermarkt Lindner KG"
    }


def test_unknown_category_is_reported(customer: Customer) -> None:
    """
    A category that the tree does not know is 400 with a text.
    """
    customer.complete_access()
    path = href(customer.product(), "get_kontoumsaetze")
    row = customer.get(path)[0]
    item = {"systemName": "HOUSING_RENTS", "tagTree": {"systemName": "CATEGORIES"}}
    reply = customer.call("PUT", f"{path}/{row['id']}", {"tags": [{"tagTreeItem": item}]})
    assert reply.status == 400
    assert reply.json["code"] == "400"
    assert "HOUSING_RENTS" in reply.json["message"]


def test_depot_is_worth_its_positions(customer: Customer) -> None:
    """
    Positions keep all decimal places, and their values make the balance.
    """
    customer.complete_access()
    depot = customer.product("DEPOT")
    positions = customer.get(href(depot, "get_depotpositionen"))
    assert [str(one["menge"]) for one in positions] == ["210.819609", "1000"]
    assert depot["saldo"] == sum(one["gesamtwert"] for one in positions)


def test_refresh_brings_something_new(sandbox: Sandbox, customer: Customer) -> None:
    """
    A refresh of a stored access moves its time and adds a transaction.
    """
    before = customer.complete_access()
    sandbox.advance(timedelta(hours=1))
    known = customer.get(href(customer.product(), "get_kontoumsaetze"))
    path = href(before, "refresh_bankzugang")
    assert customer.call("POST", path, {ACCESS: {}}).status == 201
    customer.access()
    after = customer.access()
    assert after["aktualisierungszeitpunkt"] > before["aktualisierungszeitpunkt"]
    rows = customer.get(href(customer.product(), "get_kontoumsaetze"))
    assert any(row not in known for row in rows)
    assert len(rows) > len(known)


@pytest.mark.parametrize(
    ("query", "data", "count"),
    [
        ("?paymentAccountsOnly=true", {}, 1),
        ("", {"selectedBankProducts": ["KK-1234XXXXXXXX5678", "DEPOT-9012345680"]}, 2),
    ],
)
def test_only_wanted_products_are_fetched(
    customer: Customer, query: str, data: dict[str, Any], count: int
) -> None:
    """
    Products can be chosen by kind or by id.
    """
    body = {ACCESS: {"credentials": credentials(), **data}}
    assert customer.call("POST", f"{ACCESSES}{query}", body).status == 201
    customer.access()
    assert len(customer.access()["bankprodukte"]) == count


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"sync": False}, 201),
        ({"sync": True}, 400),
        ({}, 400),
        ({"sync": False, "selectedBankProducts": ["DEPOT-9012345680"]}, 400),
    ],
)
def test_heads_alone_are_of_accesses_that_are_not_stored(
    customer: Customer, data: dict[str, Any], status: int
) -> None:
    """
    Document 001, line 1978: headOnly goes with sync false, which is true by default, and with no
    chosen products.
    """
    body = {ACCESS: {"credentials": credentials(), **data}}
    assert customer.call("POST", f"{ACCESSES}?headOnly=true", body).status == status
    if status == 201:
        assert customer.get(href(customer.product(), "get_kontoumsaetze")) == []


def test_wrong_pin_is_a_message(customer: Customer) -> None:
    """
    A refused login is no HTTP error but a message of the access.
    """
    assert customer.add_access(pin="falsch").status == 201
    assert codes(customer.access()) == ["BA1011"]
    assert codes(customer.get(f"{ACCESSES}/{ACCESS}/issues")) == ["BA1011"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("203.0.113.7", 201), ("127.0.0.1", 400), ("192.168.1.5", 400), ("nowhere", 400)],
)
def test_address_of_the_user_is_public(customer: Customer, address: str, status: int) -> None:
    """
    Loopback and private addresses are refused, as the provider does.
    """
    headers = {"Customer-IP-Address": address}
    body = {ACCESS: {"credentials": credentials()}}
    assert customer.call("POST", ACCESSES, body, headers=headers).status == status


def test_access_without_credentials_goes_to_the_web_form(customer: Customer) -> None:
    """
    An empty object is answered 451; the form works once and leads back to the caller.
    """
    reply = customer.call("POST", ACCESSES, {ACCESS: {}})
    form = reply.headers["location"]
    assert (reply.status, reply.body) == (451, b"")
    assert re.search(r"/customer/v2/webform\?session=[0-9a-f-]{36}&useCase=CREATE_ACCOUNT$", form)
    back = visit_raw(f"{form}&callbackUrl=https%3A%2F%2Fexample.com%2Fback%3Fa%3D1")
    assert back.status == 302
    assert back.headers["location"].startswith("https://example.com/back?a=1&baReentry=")
    assert send_raw("GET", f"{form}&callbackUrl=https%3A%2F%2Fexample.com").status == 404
    access = customer.access()
    assert access["status"] == "VOLLSTAENDIG"
    consent = customer.call("POST", f"{ACCESSES}/{ACCESS}/consent", {})
    assert consent.status == 451
    assert "useCase=AUTHENTICATE_ACCOUNT" in consent.headers["location"]


def test_sessions_of_web_forms_can_be_ended(customer: Customer) -> None:
    """
    After their deletion no form opens any more.
    """
    form = customer.call("POST", ACCESSES, {ACCESS: {}}).headers["location"]
    assert customer.call("DELETE", "/customer/v2/regprotect/sessions").status == 200
    assert send_raw("GET", f"{form}&callbackUrl=https%3A%2F%2Fexample.com").status == 404


def test_accesses_are_deleted_one_or_all(customer: Customer) -> None:
    """
    A deleted access is gone, and deleting all leaves none.
    """
    customer.complete_access()
    assert customer.call("DELETE", f"{ACCESSES}/{ACCESS}").status == 200
    assert customer.call("GET", f"{ACCESSES}/{ACCESS}").status == 404
    customer.add_access()
    assert customer.call("DELETE", ACCESSES).status == 200
    assert customer.get(ACCESSES) == {}


def test_accesses_belong_to_their_user(sandbox: Sandbox, customer: Customer) -> None:
    """
    Another user does not see the access.
    """
    customer.complete_access()
    other = another_customer(sandbox)
    assert other.get(ACCESSES) == {}
    assert other.call("GET", f"{ACCESSES}/{ACCESS}").status == 404


def test_selection_of_products_goes_to_the_web_form(customer: Customer) -> None:
    """
    Products are chosen by the user, in the form.
    """
    customer.complete_access()
    reply = customer.call("PUT", f"{ACCESSES}/{ACCESS}/selectedbankproducts")
    assert reply.status == 451


def test_builder_keeps_what_it_is_given(customer: Customer) -> None:
    """
    An own access has the products and transactions that were sent, digit for digit.
    """
    assert customer.call("PUT", f"{ACCESSES}/builder", BUILDER).status == 201
    access = customer.get(f"{ACCESSES}/{BUILDER['id']}")
    assert access["type"] == "BUILDER"
    product = access["bankprodukte"][0]
    assert product["saldo"] == Decimal("27365.56")
    path = href(product, "get_kontoumsaetze")
    row = {
        "betrag": -64.55,
        "verwendungszweck": "Bürobedarf",
        "buchungsdatum": "2024-05-23 13:37:00",
        "gegenkontoInhaber": "Schreibwaren Grün",
    }
    assert customer.call("POST", path, [row]).status == 201
    rows = customer.get(f"{path}?from={LONG_AGO}")
    assert [one["betrag"] for one in rows] == [Decimal("-64.55")]
    assert rows[0]["verwendungszweck"] == "Bürobedarf"


def test_links_beyond_the_document_answer_json(customer: Customer) -> None:
    """
    What is only linked can be fetched as plain JSON by the user.
    """
    found = customer.get("/customer/v2")
    for rel in ("get_contracts", "get_cashflow", "get_tagging_rules"):
        assert isinstance(customer.get(href(found, rel)), dict)
    items = customer.get("/tags/v1/tags/tag_trees/1/tag_tree_items/")
    assert customer.get(items[0]["relations"][1]["href"]) == items[0]
