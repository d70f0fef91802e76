"""
SCA at BANKSapi in the box: logins, procedures and pages that play every scenario.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.banksapi_customers import (
    ACCESS,
    ACCESSES,
    Customer,
    codes,
    href,
    order,
    rels,
    step,
)

BACK = "https://app.example/back?user=7"
TAN = {"chosenScaMethodId": "1"}


def begun(customer: Customer, user: str, procedure: str | None = None) -> Any:
    query = "?callbackUrl=https%3A%2F%2Fapp.example%2Fback%3Fuser%3D7"
    assert customer.add_access(user, "any", query=query).status == 201
    if procedure is None:
        return customer.access()
    return step(customer, customer.access(), "set_method", chosenScaMethodId=procedure)


def polled(customer: Customer, resource: Any, rel: str = "authenticate_decoupled") -> Any:
    return customer.get(href(resource, rel))


def test_two_in_a_row(customer: Customer) -> None:
    """
    A first SCA with medium and picture is followed by one in the app, under another id.
    """
    access = begun(customer, "test_sca_twice", "902")
    first = href(access, "set_medium")
    access = step(customer, access, "set_medium", chosenScaMedia="Handy Eins")
    assert b64decode(access["challenge"]["content"]["photo"].partition(",")[2])[:4] == b"\x89PNG"
    access = step(customer, access, "authenticate", scaAuthenticationData="8534842")
    assert (access["status"], access["challenge"]["decoupled"]) == ("INTERAKTION", True)
    assert href(access, "authenticate_decoupled") != first
    assert customer.call("POST", first, {}).status == 404
    access = polled(customer, polled(customer, access))
    assert (access["status"], len(access["bankprodukte"])) == ("VOLLSTAENDIG", 4)


def test_two_in_a_row_for_an_order(customer: Customer) -> None:
    """
    An order can take two SCAs as well.
    """
    made = order(customer, "single-transfer", user="test_sca_twice")
    consent = step(customer, made, "set_method", **TAN)
    consent = step(customer, consent, "set_medium", chosenScaMedia="Handy Eins")
    consent = step(customer, consent, "authenticate", scaAuthenticationData="2")
    assert consent["challenge"]["decoupled"] is True
    assert codes(polled(customer, polled(customer, consent))) == ["BA1111"]


def test_a_redirect_is_followed_by_another(sandbox: Sandbox, customer: Customer) -> None:
    """
    An order that was confirmed at the bank's page is not released before its second SCA.
    """
    made = order(customer, "single-transfer", user="test_sca_twice")
    consent = step(customer, made, "set_method", chosenScaMethodId="920")
    assert sandbox.visit(href(consent, "redirect_url")).status == 200
    assert codes(customer.get(href(made, "self"))) == ["BA3030"]


@pytest.mark.parametrize(("procedure", "pending"), [("910", 1), ("911", 7), ("913", 60)])
def test_confirmations_take_time(customer: Customer, procedure: str, pending: int) -> None:
    """
    Apps confirm at the second look, at the eighth, or never.
    """
    access = begun(customer, "test_sca_method", procedure)
    assert rels(access) >= {"authenticate", "authenticate_decoupled"}
    for _ in range(pending):
        access = polled(customer, access)
        assert access["status"] == "INTERAKTION"
    done = procedure != "913"
    assert polled(customer, access)["status"] == ("VOLLSTAENDIG" if done else "INTERAKTION")


def test_a_user_says_that_it_is_done(customer: Customer) -> None:
    """
    One procedure cannot be polled, and one is not confirmed by saying so.
    """
    access = begun(customer, "test_sca_method", "913")
    assert step(customer, access, "authenticate")["status"] == "INTERAKTION"
    access = begun(customer, "test_sca_method", "914")
    assert access["challenge"]["decoupled"] is True
    assert "authenticate_decoupled" not in rels(access)
    assert step(customer, access, "authenticate")["status"] == "VOLLSTAENDIG"


def test_the_other_spelling(customer: Customer) -> None:
    """
    One login is asked to poll by the other name.
    """
    access = begun(customer, "test_sca_alias", "910")
    access = polled(customer, access, "authentication_decoupled")
    assert polled(customer, access, "authentication_decoupled")["status"] == "VOLLSTAENDIG"


def test_one_procedure(customer: Customer) -> None:
    """
    One login is offered a single procedure.
    """
    access = begun(customer, "test_sca_one_method")
    assert [one["kodierung"] for one in access["sicherheitsverfahren"]] == [1]
    assert codes(step(customer, access, "set_method", chosenScaMethodId="902"))[0] == "BA1101"


@pytest.mark.parametrize(
    ("user", "pin", "code"),
    [
        ("demo1", "gesperrt", "BA1010"),
        ("demo1", "falsch", "BA1011"),
        ("demo1", "unvollstaendig", "BA1012"),
        ("test_sca_none", "any", "BA3060"),
    ],
)
def test_logins_that_the_bank_refuses(customer: Customer, user: str, pin: str, code: str) -> None:
    """
    The bank says why it lets no one in, and nothing can be done.
    """
    assert customer.add_access(user, pin).status == 201
    access = customer.access()
    assert (access["status"], codes(access), access["bankprodukte"]) == ("VOLLSTAENDIG", [code], [])
    assert "set_method" not in rels(access)


def test_an_order_of_a_locked_user(customer: Customer) -> None:
    """
    An order of someone who is not let in ends at once.
    """
    made = order(customer, "single-transfer", user="test_sca_none")
    assert codes(made) == ["BA3060"]
    assert "set_method" not in rels(made)


def test_too_many_accesses(customer: Customer) -> None:
    """
    One login may be refreshed only while the user is there; its data stay.
    """
    begun(customer, "test_access_exceeded")
    assert customer.call("POST", f"{ACCESSES}?refresh=true", {ACCESS: {}}).status == 201
    access = customer.access()
    assert codes(access) == ["BA1053"]
    assert len(access["bankprodukte"]) == 4


def test_the_future(sandbox: Sandbox, customer: Customer) -> None:
    """
    One login meets a status, a message and a relation that no document knows.
    """
    access = begun(customer, "test_future")
    assert (access["status"], codes(access)) == ("PASSKEY", ["BA9999"])
    assert "authenticate_passkey" in rels(access)
    assert "authenticate_passkey" in rels(order(customer, "bulk-transfer", user="test_future"))
    assert not sandbox.violations


@pytest.mark.parametrize("change", ["", "+", "?"])
def test_the_way_back_is_handed_in(sandbox: Sandbox, customer: Customer, change: str) -> None:
    """
    What the bank's page has sent is taken byte for byte, question mark included.
    """
    access = begun(customer, "test_sca_method", "921")
    page = sandbox.visit(href(access, "redirect_url"))
    assert (page.status, sandbox.visit(href(access, "redirect_url")).status) == (302, 404)
    assert str(page.location).startswith(f"{BACK}&empty=&")
    query = str(page.location).partition("back")[2].replace(change, "", 1)
    assert customer.access()["status"] == "INTERAKTION"
    access = step(customer, access, "authenticate", scaAuthenticationData=query)
    assert codes(access) == (["BA3040", "BA3000"] if change else [])
    assert ("start_sca" in rels(access)) == bool(change)


@pytest.mark.parametrize(("procedure", "reported"), [("920", "USER_CANCELLED"), ("921", "error=")])
def test_a_denied_redirect(
    sandbox: Sandbox, customer: Customer, procedure: str, reported: str
) -> None:
    """
    A user who says no at the bank ends the SCA, at once or with what is handed in.
    """
    access = begun(customer, "test_sca_method", procedure)
    page = sandbox.visit(href(access, "redirect_url"), action="deny")
    assert reported in str(page.location)
    if procedure == "921":
        query = str(page.location).partition("back")[2]
        step(customer, access, "authenticate", scaAuthenticationData=query)
    assert codes(customer.access()) == ["BA3040", "BA3000"]


def test_the_way_back_of_an_order(sandbox: Sandbox, customer: Customer) -> None:
    """
    An order without a callback has nothing to hand in, and fails.
    """
    made = order(customer, "single-transfer")
    consent = step(customer, made, "set_method", chosenScaMethodId="921")
    assert sandbox.visit(href(consent, "redirect_url")).status == 200
    assert codes(step(customer, consent, "authenticate", scaAuthenticationData="?a")) == ["BA3040"]


def test_a_form_is_opened_then_ended(sandbox: Sandbox, customer: Customer) -> None:
    """
    A form is opened once and ended once; only then the access is there.
    """
    form = customer.call("POST", ACCESSES, {ACCESS: {}}).headers["location"]
    assert sandbox.visit(form, callbackUrl=BACK, action="open").status == 200
    assert sandbox.visit(form, callbackUrl=BACK).status == 404
    assert customer.call("GET", f"{ACCESSES}/{ACCESS}").status == 404
    page = sandbox.visit(form, callbackUrl=BACK, outcome="FINISHED")
    assert str(page.location).startswith(f"{BACK}&baReentry=FINISHED&event=accountCreated&")
    assert customer.access()["status"] == "VOLLSTAENDIG"
    assert sandbox.visit(form, callbackUrl=BACK, outcome="FINISHED").status == 404


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("USER_CANCELLED", "BA3040"),
        ("LEGAL_NOT_ACCEPTED", "BA3040"),
        ("INVALID_CREDENTIALS", "BA1011"),
        ("INVALID_TAN", "BA3040"),
        ("NO_ACCOUNTS", "BA3040"),
        ("BACKEND_ERROR", "BA1051"),
        ("ERROR", "BA3040"),
    ],
)
def test_a_form_without_success(
    sandbox: Sandbox, customer: Customer, outcome: str, code: str
) -> None:
    """
    A form that fails makes no access, and leaves an old one with its data and ``start_sca``.
    """
    form = customer.call("POST", ACCESSES, {ACCESS: {}}).headers["location"]
    page = sandbox.visit(form, callbackUrl=BACK, outcome=outcome)
    assert page.location == f"{BACK}&baReentry={outcome}"
    assert customer.call("GET", f"{ACCESSES}/{ACCESS}").status == 404
    form = customer.call("POST", ACCESSES, {ACCESS: {}}).headers["location"]
    sandbox.visit(form, callbackUrl=BACK)
    form = customer.call("POST", f"{ACCESSES}/{ACCESS}/consent", {}).headers["location"]
    access = customer.access()
    assert (access["status"], href(access, "get_webform")) == ("INTERAKTION", form)
    sandbox.visit(form, callbackUrl=BACK, outcome=outcome)
    access = customer.access()
    assert (access["status"], codes(access)) == ("VOLLSTAENDIG", [code, "BA3000"])
    assert "start_sca" in rels(access)
    assert "get_webform" not in rels(access)
    assert len(access["bankprodukte"]) == 4


def test_an_sca_ends(sandbox: Sandbox, customer: Customer) -> None:
    """
    An SCA waits until its ``timeout``; then its addresses are gone and ``start_sca`` is there.
    """
    access = begun(customer, "test_sca_method", "1")
    assert access["timeout"] > access["aktualisierungszeitpunkt"]
    here = href(access, "authenticate")
    sandbox.advance(timedelta(minutes=15))
    reply = customer.call("POST", here, {"scaAuthenticationData": "2"})
    assert reply.status == 404
    access = customer.access()
    assert codes(access) == ["BA3040", "BA3000"]
    assert "start_sca" in rels(access)
    assert "timeout" not in access


def test_consents_end_and_are_renewed(sandbox: Sandbox, customer: Customer) -> None:
    """
    Without a consent everything stays readable; an SCA renews it, a refresh does not.
    """
    customer.complete_access()
    sandbox.end_consents("banksapi")
    customer.call("POST", f"{ACCESSES}?refresh=true", {ACCESS: {}})
    access = customer.access()
    assert (access["status"], codes(access)) == ("VOLLSTAENDIG", ["BA3000"])
    assert len(access["bankprodukte"]) == 4
    assert customer.call("POST", href(access, "start_sca"), {}).status == 201
    access = step(customer, customer.access(), "set_method", **TAN)
    assert "start_sca" not in rels(access)
    access = step(customer, access, "authenticate", scaAuthenticationData="2")
    assert (access["status"], codes(access)) == ("VOLLSTAENDIG", [])
    assert "start_sca" not in rels(access)


def test_a_lost_answer_to_a_tan(sandbox: Sandbox, customer: Customer) -> None:
    """
    An answer that is lost was carried out, as the order shows.
    """
    made = order(customer, "single-transfer")
    consent = step(customer, made, "set_method", **TAN)
    sandbox.disturb("banksapi", "submitConsent", "gateway timeout")
    right = {"scaAuthenticationData": "2"}
    assert customer.call("POST", href(consent, "authenticate"), right).status == 504
    assert codes(customer.get(href(made, "self"))) == ["BA1111"]
