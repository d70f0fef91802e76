"""
The sandbox's BANKSapi against the samples of document 001.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from tests.integration.documents.comparison import addresses, same, shape
from tests.integration.documents.samples import banksapi
from tests.support import banksapi_customers as banks
from tests.support.banksapi_customers import Customer, href


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return banks.customer_of(sandbox)


def like_access(line: int, found: Any) -> None:
    """
    An access like the sample; timeout is optional, and products are another matter.
    """
    sample = banksapi(line)
    for name in ("timeout", "bankprodukte", "relations", "messages"):
        sample.pop(name, None)
    if not found["tanMedien"]:
        sample.pop("tanMedien", None)
    same(sample, found)


def test_an_access_that_wants_a_method_and_a_medium(customer: Customer) -> None:
    reply = customer.add_access("test_sca_method_media", "test_sca_method_media")
    assert reply.status == 201
    assert reply.body == b""
    assert shape(reply.headers["location"]) in (
        "/customer/v2/bankzugaenge/{}",
        "/customer/v2/bankzugaenge",
    )
    wanted = customer.access()
    like_access(6080, wanted)
    same(banksapi(6080)["messages"], wanted["messages"])
    assert wanted["status"] == "INTERAKTION"
    assert [one["code"] for one in wanted["messages"]] == ["BA3010"]
    assert addresses(wanted)["set_method"] == "/customer/v2/bankzugaenge/{}/consent/{}"
    medium = banks.step(customer, wanted, "set_method", chosenScaMethodId="1")
    like_access(2956, medium)
    assert [one["code"] for one in medium["messages"]] == ["BA3020"]
    assert medium["tanMedien"]
    name = medium["tanMedien"][0]["name"]
    tan = banks.step(customer, medium, "set_medium", chosenScaMedia=name)
    like_access(2956, tan)
    assert [one["code"] for one in tan["messages"]] == ["BA3030"]
    same({"name": "TAN", "content": {}, "decoupled": False, "redirect": False}, tan["challenge"])
    done = banks.step(customer, tan, "authenticate", scaAuthenticationData="2")
    like_access(2956, done)
    assert done["status"] == "VOLLSTAENDIG"
    assert not {"set_method", "set_medium", "authenticate"} & set(addresses(done))


def test_the_issues_of_an_access(customer: Customer) -> None:
    customer.add_access("test_sca_method_media", "test_sca_method_media")
    issues = customer.get(f"/customer/v2/bankzugaenge/{banks.ACCESS}/issues")
    sample = banksapi(2293)
    sample.pop("challenge")
    sample.pop("tanMedien")
    same(sample, issues)


def test_an_app_of_an_access(customer: Customer) -> None:
    customer.add_access("test_sca_method", "test_sca_method")
    told = banks.step(customer, customer.access(), "set_method", chosenScaMethodId="910")
    assert told["challenge"]["decoupled"] is True
    same(banksapi(5387)["challenge"], told["challenge"])
    found = addresses(told)
    assert {"authenticate", "authenticate_decoupled"} <= set(found)
    assert found["authenticate_decoupled"] == "/customer/v2/bankzugaenge/{}/consent/{}"


def test_a_cancelled_redirect_of_an_access(customer: Customer) -> None:
    callback = "?callbackUrl=https%3A%2F%2Fdemo-tenant.com%2Fcallback%3Fstate%3D123"
    customer.add_access("test_sca_method", "test_sca_method", query=callback)
    told = banks.step(customer, customer.access(), "set_method", chosenScaMethodId="920")
    assert "BA3005" in [one["code"] for one in told["messages"]]
    assert {"redirect_url", "cancel"} <= set(addresses(told))
    found = customer.call("POST", href(told, "cancel")).json
    sample = banksapi(3082)
    assert [one["code"] for one in found["messages"]] == ["BA3040", "BA3000"]
    assert found["status"] == sample["status"]
    assert addresses(sample).items() <= addresses(found).items()
    assert addresses(found)["start_sca"] == "/customer/v2/bankzugaenge/{}/consent"
    sample["relations"] = sample["tanMedien"] = sample["sicherheitsverfahren"] = []
    sample["messages"][1:] = []
    del sample["messages"][0]["details"]
    same(sample, found)


def test_a_form_for_an_access(customer: Customer) -> None:
    """
    Line 797: 451, no body, and an address with session and useCase.
    """
    reply = customer.call("POST", "/customer/v2/bankzugaenge", {str(uuid4()): {}})
    assert reply.status == 451
    assert reply.body == b""
    location = urlsplit(reply.headers["location"])
    assert location.path == "/customer/v2/webform"
    assert re.fullmatch(r"session=[0-9a-f-]+&useCase=CREATE_ACCOUNT", location.query)


def test_accesses_are_a_map(customer: Customer) -> None:
    customer.complete_access()
    found = customer.get("/customer/v2/bankzugaenge")
    assert set(found) == {banks.ACCESS}
    like_access(2190, found[banks.ACCESS])


@pytest.mark.parametrize("path", ["bankzugaenge/{}", "bankzugaenge/{}/consent/{}", "consent/{}"])
def test_404_of_what_is_not_there(customer: Customer, path: str) -> None:
    found = customer.call("GET", "/customer/v2/" + path.replace("{}", str(uuid4())))
    assert found.status == 404


ORDERS = {
    "single-transfer": (4409, 4496, "transfer"),
    "bulk-transfer": (4606, 4703, "transfer"),
    "single-debit": (4819, 4915, "debit"),
    "bulk-debit": (5050, 5161, "debit"),
}


def sca_order(customer: Customer, kind: str) -> Any:
    return banks.order(customer, kind, "test_sca_method_media")


def like_order(line: int, found: Any, part: str) -> None:
    """
    A payment like the sample, whose optional fields we did not send.
    """
    sample = banksapi(line)
    for name in ("transferDetails", "debitDetails"):
        details = sample[part].get(name)
        for one in [details] if isinstance(details, dict) else details or []:
            for optional in ("bic", "debtorAccountNumber", "debtorBankCode", "debtorBic"):
                one.pop(optional, None)
    for optional in ("business", "sequenceType"):
        sample[part].pop(optional, None)
    same(sample, found)


@pytest.mark.parametrize("kind", ORDERS)
def test_an_order_that_wants_a_method(customer: Customer, kind: str) -> None:
    line, look, part = ORDERS[kind]
    made = sca_order(customer, kind)
    like_order(line, made, part)
    assert [one["code"] for one in made["messages"]] == ["BA3010"]
    assert addresses(banksapi(line)).items() <= addresses(made).items()
    like_order(look, customer.get(href(made, "self")), part)


@pytest.mark.parametrize("kind", ORDERS)
def test_an_order_with_saved_credentials(customer: Customer, kind: str) -> None:
    line = {
        "single-transfer": 3216,
        "bulk-transfer": 3363,
        "single-debit": 3580,
        "bulk-debit": 3799,
    }[kind]
    customer.add_access("test_sca_method_media", "test_sca_method_media")
    access = customer.access()
    while set_method := {"set_method", "set_medium", "authenticate"} & set(addresses(access)):
        name = set_method.pop()
        data = {
            "set_method": {"chosenScaMethodId": "1"},
            "set_medium": {"chosenScaMedia": (access["tanMedien"] or [{"name": ""}])[0]["name"]},
            "authenticate": {"scaAuthenticationData": "2"},
        }[name]
        access = banks.step(customer, access, name, **data)
    product = customer.product()["id"]
    path = f"/customer/v2/bankzugaenge/{banks.ACCESS}/{product}/payment/{kind}"
    reply = customer.call("POST", path, banks.ORDERS[kind])
    assert reply.status == 200
    like_order(line, reply.json, ORDERS[kind][2])
    assert addresses(banksapi(line)).items() <= addresses(reply.json).items()


def test_a_consent_that_wants_a_medium(customer: Customer) -> None:
    made = sca_order(customer, "single-transfer")
    found = banks.step(customer, made, "set_method", chosenScaMethodId="1")
    for line in (5261, 5328):
        same(banksapi(line), found)
        assert addresses(banksapi(line)).items() <= addresses(found).items()
    assert [one["code"] for one in found["messages"]] == ["BA3020"]
    same(banksapi(5261), customer.get(href(found, "self")))


def test_a_consent_that_is_polled(customer: Customer) -> None:
    made = banks.order(customer, "single-transfer", "test_sca_method")
    told = banks.step(customer, made, "set_method", chosenScaMethodId="910")
    sample = banksapi(5387)
    polled = customer.get(href(told, "authenticate_decoupled"))
    for found in (told, polled):
        same(sample, found)
        assert addresses(sample).items() <= addresses(found).items()
        assert [one["code"] for one in found["messages"]] == ["BA3030"]
        assert found["challenge"]["decoupled"] is True
    end = customer.get(href(told, "authenticate_decoupled"))
    assert "get_single_transfer" in addresses(end)


def test_a_consent_that_is_cancelled(customer: Customer) -> None:
    made = banks.order(customer, "single-transfer", "test_sca_method")
    told = banks.step(customer, made, "set_method", chosenScaMethodId="920")
    found = customer.call("POST", href(told, "cancel")).json
    sample = banksapi(5452)
    del sample["messages"][0]["details"]
    same(sample, found)
    assert [one["code"] for one in found["messages"]] == ["BA3040"]


@pytest.mark.parametrize("method", ["1", "902", "912"])
def test_each_challenge_of_an_order(customer: Customer, method: str) -> None:
    made = banks.order(customer, "single-transfer", "test_sca_method")
    told = banks.step(customer, made, "set_method", chosenScaMethodId=method)
    sample = banksapi(6683)["challenge"]
    sample["content"] = {"instructions": "Bitte."}
    if method == "912":
        sample["content"] = banksapi(6683)["challenge"]["content"]
    if method == "902":
        sample["content"] |= {"photo": "Base64", "PDF": "Base64"}
    same(sample, told["challenge"])


def test_a_form_for_an_order(customer: Customer) -> None:
    """
    Line 859: 451 and an address with session and useCase; an empty object is sufficient.
    """
    reply = customer.call("POST", "/customer/v2/payment/single-transfer", {})
    assert reply.status == 451
    location = urlsplit(reply.headers["location"])
    assert location.path == "/customer/v2/webform"
    assert re.fullmatch(r"session=[0-9a-f-]+&useCase=START_PAYMENT_SINGLE_TRANSFER", location.query)


def transfer(customer: Customer, user: str, **more: Any) -> Any:
    body = {
        "credentials": banks.credentials(user),
        **banksapi(4040)["ueberweisung"],
        **more,
    }
    path = f"/customer/v2/ueberweisung/{DEMO_PROVIDER}/DE00123456789012345679"
    reply = customer.call("POST", path, body)
    assert reply.status == 200, reply.body
    return reply.json


def test_an_older_transfer_that_wants_a_method(customer: Customer) -> None:
    found = transfer(customer, "test_sca_method_media", ausfuehrungsdatum="2016-12-24")
    sample = banksapi(4040)
    for name in ("tanMediumName", "tanMedien"):
        sample.pop(name)
    same(sample, found)


def older_transfer(customer: Customer) -> Any:
    return transfer(customer, "demo1", sicherheitsverfahrenKodierung=1, tanMediumName="Mobil")


def test_the_method_of_an_older_transfer(customer: Customer) -> None:
    """
    Line 4040, whose relation leads to a path that is no operation of the document.
    """
    found = transfer(customer, "test_sca_method_media")
    assert addresses(banksapi(4040)).items() <= addresses(found).items()
    told = banks.step(customer, found, "set_method", chosenScaMethodId="912")
    sample = banksapi(4325)
    same(sample, told)


def test_the_tans_of_an_older_transfer(customer: Customer) -> None:
    """
    Lines 4282 and 4297: while a TAN is wanted there are a timeout and the relation; a right one
    makes both disappear.
    """
    found = older_transfer(customer)
    assert addresses(found)["submit_text_tan"] in (
        shape(href(banksapi(4325), "submit_text_tan")),
        shape(href(banksapi(4282), "submit_text_tan")),
    )
    sample = banksapi(4325)
    sample["challenge"]["content"] = {}
    same(sample, found)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", found["timeout"])

    def put(tan: str) -> Any:
        reply = customer.call("PUT", href(found, "submit_text_tan"), {"tan": tan})
        assert reply.status == 200
        return reply.json

    wrong = put("1")
    assert {"timeout", "relations"} <= set(wrong)
    assert "submit_text_tan" in addresses(wrong)
    assert wrong["messages"] != found["messages"] or wrong.get("hinweis") != found.get("hinweis")
    right = put("2")
    assert not right.get("timeout")
    assert "submit_text_tan" not in addresses(right)
