"""
BANKSapi in the box: strong customer authentication and payments.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from tests.support.banksapi_customers import (
    ACCESS,
    ACCESSES,
    ORDERS,
    Caller,
    Customer,
    another_customer,
    codes,
    credentials,
    href,
    order,
    rels,
    step,
)
from tests.support.raw_http import visit_raw

OUTCOMES = {
    "single-transfer": "BA1111",
    "bulk-transfer": "BA1112",
    "single-debit": "BA1212",
    "bulk-debit": "BA1212",
}


def test_access_goes_through_an_sca(customer: Customer) -> None:
    """
    A login with SCA asks for procedure and TAN, then everything is fetched.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = customer.access()
    assert access["status"] == "INTERAKTION"
    assert codes(access) == ["BA3010"]
    access = step(customer, access, "set_method", chosenScaMethodId="1")
    assert codes(access) == ["BA3030"]
    assert access["challenge"]["name"] == "mockTAN"
    access = step(customer, access, "authenticate", scaAuthenticationData="4711")
    assert codes(access) == ["BA1103", "BA3030"]
    access = step(customer, access, "authenticate", scaAuthenticationData="4712")
    assert access["status"] == "VOLLSTAENDIG"
    assert len(access["bankprodukte"]) == 4
    assert codes(access) == []


def test_access_asks_for_a_medium_too(customer: Customer) -> None:
    """
    A login with media asks for one between procedure and TAN.
    """
    customer.add_access("test_sca_method_media", "test_sca_method_media")
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="912")
    assert codes(access) == ["BA3020"]
    access = step(customer, access, "set_medium", chosenScaMedia="Handy Drei")
    assert codes(access) == ["BA1102", "BA3020"]
    access = step(customer, access, "set_medium", chosenScaMedia=access["tanMedien"][0]["name"])
    assert "HHD" in access["challenge"]["content"]
    access = step(customer, access, "authenticate", scaAuthenticationData="936086")
    assert access["status"] == "VOLLSTAENDIG"


def test_unknown_procedure_is_reported(customer: Customer) -> None:
    """
    A code that was not offered leaves the step as it is.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="77")
    assert codes(access) == ["BA1101", "BA3010"]
    assert "set_method" in rels(access)


def test_challenge_brings_its_document(customer: Customer) -> None:
    """
    A challenge with a PDF has a relation that leads to it, others have none.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    assert customer.call("GET", f"{ACCESSES}/{ACCESS}/challenge/pdf").status == 404
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="902")
    assert access["challenge"]["content"]["photo"].startswith("data:image/png;base64,")
    reply = customer.call("GET", href(access, "get_challenge_pdf"))
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.body.startswith(b"%PDF-")


def test_a_document_may_be_linked_only(customer: Customer) -> None:
    """
    The relation is there, and the challenge itself has nothing but its text.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="915")
    assert set(access["challenge"]["content"]) == {"instructions"}
    assert customer.call("GET", href(access, "get_challenge_pdf")).body.startswith(b"%PDF-")


def test_third_wrong_tan_ends_the_sca(customer: Customer) -> None:
    """
    After three wrong TANs the access is left with start_sca.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="999")
    for _ in range(3):
        access = step(customer, access, "authenticate", scaAuthenticationData="13")
    assert access["status"] == "VOLLSTAENDIG"
    assert "BA3040" in codes(access)
    reply = customer.call("POST", href(access, "start_sca"), {})
    assert reply.status == 201
    assert customer.access()["status"] == "INTERAKTION"


def test_app_confirms_at_the_second_poll(customer: Customer) -> None:
    """
    A decoupled SCA is done at the second look, without any TAN.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="910")
    assert access["challenge"]["decoupled"] is True
    poll = href(access, "authenticate_decoupled")
    assert customer.get(poll)["status"] == "INTERAKTION"
    assert customer.get(poll)["status"] == "VOLLSTAENDIG"


def test_redirect_is_confirmed_at_the_bank(customer: Customer) -> None:
    """
    The user's browser confirms at the bank and comes back to the caller.
    """
    query = "?callbackUrl=https%3A%2F%2Fexample.com%2Fback"
    customer.add_access("test_sca_method", "test_sca_method", query=query)
    access = step(customer, customer.access(), "set_method", chosenScaMethodId="920")
    assert codes(access) == ["BA3005"]
    reply = visit_raw(href(access, "redirect_url"))
    assert reply.status == 302
    assert reply.headers["location"] == "https://example.com/back?baReentry=FINISHED"
    assert customer.access()["status"] == "VOLLSTAENDIG"


def test_only_a_redirect_can_be_cancelled(customer: Customer) -> None:
    """
    Cancelling a redirect leaves start_sca; any other SCA cannot be cancelled.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = customer.access()
    here = href(access, "set_method")
    assert customer.call("POST", f"{here}/cancel").status == 404
    access = step(customer, access, "set_method", chosenScaMethodId="920")
    reply = customer.call("POST", href(access, "cancel"))
    assert codes(reply.json) == ["BA3040", "BA3000"]
    assert "start_sca" in rels(reply.json)


@pytest.mark.parametrize("kind", ORDERS)
def test_order_is_released_by_a_tan(customer: Customer, kind: str) -> None:
    """
    Each kind of order asks for procedure and TAN and ends with its message.
    """
    made = order(customer, kind)
    assert codes(made) == ["BA3010"]
    assert {one["code"] for one in made["scaMethods"]} >= {1, 902}
    consent = step(customer, made, "set_method", chosenScaMethodId="1")
    consent = step(customer, consent, "authenticate", scaAuthenticationData="8")
    assert codes(consent) == [OUTCOMES[kind]]
    found = customer.get(href(consent, f"get_{kind.replace('-', '_')}"))
    assert codes(found) == [OUTCOMES[kind]]
    assert rels(found) >= {"self"}


def test_order_keeps_every_cent(customer: Customer) -> None:
    """
    The amount comes back as it was sent.
    """
    made = order(customer, "single-transfer")
    assert made["transfer"]["transferDetails"]["amount"] == Decimal("1337.42")
    assert made["transfer"]["transferDetails"]["recipient"] == "Müller & Söhne"


@pytest.mark.parametrize("kind", ORDERS)
def test_order_with_stored_credentials(customer: Customer, kind: str) -> None:
    """
    A product of a stored access starts every kind of order.
    """
    customer.complete_access()
    name = f"initiate_{kind.replace('-', '_')}_with_saved_credentials"
    reply = customer.call("POST", href(customer.product(), name), ORDERS[kind])
    assert reply.status == 200, reply.body
    made = reply.json
    consent = step(customer, made, "set_method", chosenScaMethodId="910")
    poll = href(consent, "authenticate_decoupled")
    assert codes(customer.get(poll)) == ["BA3030"]
    assert codes(customer.get(poll)) == [OUTCOMES[kind]]


@pytest.mark.parametrize(
    ("kind", "code"), [("single-transfer", "BA1104"), ("bulk-debit", "BA1204")]
)
def test_bank_refuses_orders_of_one_login(customer: Customer, kind: str, code: str) -> None:
    """
    The login for failing payments ends with an error after a right TAN.
    """
    made = order(customer, kind, user="test_failing_payment")
    consent = step(customer, made, "set_method", chosenScaMethodId="1")
    consent = step(customer, consent, "authenticate", scaAuthenticationData="2")
    assert codes(consent) == [code]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("single-transfer", {}),
        ("single-debit", {}),
        ("bulk-transfer", ORDERS["bulk-transfer"]),
        ("bulk-debit", ORDERS["bulk-debit"]),
    ],
)
def test_order_without_credentials_goes_to_the_web_form(
    customer: Customer, kind: str, body: dict[str, Any]
) -> None:
    """
    Where credentials are missing, the answer is 451 with the use case of the payment.
    """
    reply = customer.call("POST", f"/customer/v2/payment/{kind}", body)
    assert reply.status == 451
    use_case = f"START_PAYMENT_{kind.replace('-', '_').upper()}"
    assert f"useCase={use_case}" in reply.headers["location"]
    back = visit_raw(f"{reply.headers['location']}&callbackUrl=https%3A%2F%2Fexample.com")
    assert back.headers["location"] == "https://example.com?baReentry=FINISHED"


def test_orders_belong_to_their_user(sandbox: Sandbox, customer: Customer) -> None:
    """
    An order of another user is as unknown as one that nobody has.
    """
    made = order(customer, "single-transfer")
    other = another_customer(sandbox)
    unknown = "/customer/v2/payment/single-transfer/3e97fa51-ce7b-42a0-9101-50fd67dbc3e7"
    for path in (href(made, "self"), href(made, "set_method"), unknown):
        assert other.call("GET", path).status == 404
    assert customer.call("GET", href(made, "self")).status == 200


@pytest.mark.parametrize("missing", ["provider", "product", "transferDetails"])
def test_an_incomplete_order_is_refused(customer: Customer, missing: str) -> None:
    """
    Beside credentials all fields are wanted.
    """
    body = {
        "provider": DEMO_PROVIDER,
        "product": "DE1",
        "credentials": credentials(),
        **ORDERS["single-transfer"],
    }
    del body[missing]
    assert customer.call("POST", "/customer/v2/payment/single-transfer", body).status == 400


@pytest.mark.parametrize(
    ("kind", "field"), [("transfer", "transferDetails"), ("debit", "debitDetails")]
)
def test_a_bulk_order_of_nothing_is_refused(customer: Customer, kind: str, field: str) -> None:
    """
    An order has something to pay, with credentials and with saved ones.
    """
    body = {**ORDERS[f"bulk-{kind}"], field: []}
    customer.complete_access()
    saved = f"{href(customer.product(), 'self')}/payment/bulk-{kind}"
    assert customer.call("POST", saved, body).status == 400
    base = {"provider": DEMO_PROVIDER, "product": "DE1", "credentials": credentials()}
    assert (
        customer.call("POST", f"/customer/v2/payment/bulk-{kind}", {**base, **body}).status == 400
    )
    assert customer.call("POST", saved, ORDERS[f"bulk-{kind}"]).status == 200


def test_settings_of_tans_and_older_rows_change_nothing(customer: Customer) -> None:
    """
    No TAN settings are saved, and older transactions want no further SCA.
    """
    path = "?queryTanSettings=true&maxTransactions=all"
    assert customer.add_access("test_sca_method", query=path).status == 201
    asked = customer.access()
    assert codes(asked) == ["BA3010"]
    done = step(customer, asked, "set_method", chosenScaMethodId="1")
    assert codes(step(customer, done, "authenticate", scaAuthenticationData="2")) == []
    assert customer.access()["status"] == "VOLLSTAENDIG"


def test_redirect_of_an_order_can_be_cancelled(customer: Customer) -> None:
    """
    A cancelled order says that its SCA has failed, and reading does not change it.
    """
    consent = step(
        customer, order(customer, "single-transfer"), "set_method", chosenScaMethodId="920"
    )
    reply = customer.call("POST", href(consent, "cancel"))
    assert codes(reply.json) == ["BA3040"]
    here = href(consent, "authenticate")
    assert codes(customer.get(here)) == ["BA3040"]


def old_transfer(customer: Customer, **more: Any) -> Any:
    path = f"/customer/v2/ueberweisung/{DEMO_PROVIDER}/DE00123456789012345679"
    body = {
        "credentials": credentials(),
        "empfaenger": "Muster GmbH",
        "verwendungszweck": "Rechnung",
        "iban": "DE89370400440532013000",
        "waehrung": "EUR",
        "betrag": 1337.42,
        **more,
    }
    return customer.call("POST", path, body).json


def test_the_method_of_an_old_transfer_is_chosen(sandbox: Sandbox, customer: Customer) -> None:
    """
    An unknown method keeps the choice, a known one asks for its TAN; nobody else can choose.
    """
    asked = old_transfer(customer)
    here = href(asked, "set_method")
    assert another_customer(sandbox).call("POST", here, {}).status == 404
    assert Caller(sandbox, None).call("POST", here, {}).status == 401
    nothing: tuple[Any, ...] = ({}, [], "1")
    for body in nothing:
        assert customer.call("POST", here, body).status == 400
    wrong = step(customer, asked, "set_method", chosenScaMethodId="7")
    assert codes(wrong) == ["BA1101", "BA3010"]
    told = step(customer, wrong, "set_method", chosenScaMethodId="999")
    assert (codes(told), told["challenge"]["name"]) == (["BA1110"], "iTAN")
    assert customer.call("POST", here, {"chosenScaMethodId": "1"}).status == 404
    right = customer.call("PUT", href(told, "submit_text_tan"), {"tan": "12"}).json
    assert codes(right) == ["BA1111"]


def test_the_choice_of_an_old_transfer_ends_too(sandbox: Sandbox, customer: Customer) -> None:
    """
    No TAN is taken before the choice, and no choice after its time.
    """
    asked = old_transfer(customer)
    here = href(asked, "set_method")
    transfer = here.removesuffix("/consent").rpartition("/")[2]
    path = f"/customer/v2/ueberweisung/{DEMO_PROVIDER}/DE00123456789012345679/{transfer}"
    assert customer.call("PUT", path, {"tan": "12"}).status == 404
    sandbox.advance(timedelta(minutes=6))
    assert customer.call("POST", here, {"chosenScaMethodId": "1"}).status == 404


def test_old_transfer_ends_with_its_timeout(sandbox: Sandbox, customer: Customer) -> None:
    """
    The right TAN, too late, is no TAN of any transfer.
    """
    begun = old_transfer(customer, sicherheitsverfahrenKodierung=1)
    sandbox.advance(timedelta(minutes=6))
    late = customer.call("PUT", href(begun, "submit_text_tan"), {"tan": "0004"})
    assert late.status == 404


def test_old_transfer_takes_its_tan_in_a_second_call(customer: Customer) -> None:
    """
    A wrong TAN asks again, a right one ends the transfer, and then nothing is left.
    """
    asked = old_transfer(customer)
    assert codes(asked) == ["BA3010"]
    assert asked["ueberweisung"]["betrag"] == Decimal("1337.42")
    begun = old_transfer(customer, sicherheitsverfahrenKodierung=1)
    assert codes(begun) == ["BA1110"]
    tan = href(begun, "submit_text_tan")
    wrong = customer.call("PUT", tan, {"tan": "3"}).json
    assert codes(wrong) == ["BA1103"]
    assert wrong["timeout"] == begun["timeout"]
    right = customer.call("PUT", tan, {"tan": "0004"}).json
    assert (codes(right), right["relations"]) == (["BA1111"], [])
    assert customer.call("PUT", tan, {"tan": "0004"}).status == 404


def test_old_bulk_transfer_works_alike(customer: Customer) -> None:
    """
    Several transfers are released by one TAN.
    """
    payment = {
        "empfaenger": "Muster GmbH",
        "verwendungszweck": "Rechnung",
        "iban": "DE89370400440532013000",
        "waehrung": "EUR",
        "betrag": 1.01,
    }
    body = {
        "credentials": credentials(),
        "payments": [payment, payment],
        "sicherheitsverfahrenKodierung": 999,
    }
    path = f"/customer/v2/ueberweisung/bulk/{DEMO_PROVIDER}/DE00123456789012345679"
    begun = customer.call("POST", path, body).json
    right = customer.call("PUT", href(begun, "submit_text_tan"), {"tan": "12"}).json
    assert codes(right) == ["BA1111"]


@pytest.mark.parametrize(("middle", "body"), [("", {}), ("/bulk", {"payments": []})])
def test_old_transfer_without_credentials_goes_to_the_web_form(
    customer: Customer, middle: str, body: dict[str, Any]
) -> None:
    """
    Where credentials are missing, the answer is 451 here as well.
    """
    path = f"/customer/v2/ueberweisung{middle}/{DEMO_PROVIDER}/DE00123456789012345679"
    reply = customer.call("POST", path, body)
    assert reply.status == 451
    assert "useCase=START_PAYMENT_" in reply.headers["location"]
