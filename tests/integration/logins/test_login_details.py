"""
What the banks say for test logins, where the steps of a flow do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from kontokit.sca.steps import Challenge
from kontokit_sandbox import Sandbox
from kontokit_sandbox.server.clock import BERLIN
from tests.support import sca_banksapi as banksapi
from tests.support.banksapi_customers import Customer, codes, customer_of, href, order, rels, step
from tests.support.flow_driver import CallMode, new_user
from tests.support.sca_finapi import new_customer
from tests.support.sca_webform import BANK


@pytest.fixture
def mode() -> Iterator[CallMode]:
    made = CallMode("sync")
    yield made
    made.close()


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return customer_of(sandbox)


def begun(customer: Customer, login: str) -> Any:
    assert customer.add_access(login, "any").status == 201
    return customer.access()


def test_the_lifetime_of_data_that_is_over(sandbox: Sandbox, customer: Customer) -> None:
    """
    ``timeout`` is in the past, though the SCA waits for a TAN.
    """
    access = begun(customer, "old-data-timeout")
    assert "authenticate" in rels(access)
    timeout = datetime.fromisoformat(access["timeout"]).replace(tzinfo=BERLIN)
    assert timeout < sandbox.now


def test_a_result_that_cannot_be_read(customer: Customer) -> None:
    """
    After the TAN the order was submitted, and the look at it is 400.
    """
    made = order(customer, "single-transfer", "submitted-quiet")
    done = step(customer, made, "authenticate", scaAuthenticationData="123456")
    assert codes(done) == ["BA1112"]
    assert customer.call("GET", href(done, "get_single_transfer")).status == 400


def test_an_sca_that_has_failed_quietly(customer: Customer) -> None:
    """
    The access is complete, and wants another SCA.
    """
    access = begun(customer, "sca-failed-quiet")
    done = step(customer, access, "authenticate", scaAuthenticationData="123456")
    assert (done["status"], "start_sca" in rels(done)) == ("VOLLSTAENDIG", True)


def test_an_app_that_cannot_be_polled(customer: Customer) -> None:
    """
    There is a relation to say that the user has confirmed, and none to poll.
    """
    access = begun(customer, "decoupled-button")
    assert access["challenge"]["decoupled"] is True
    assert "authenticate" in rels(access)
    assert not {"authenticate_decoupled", "authentication_decoupled"} & rels(access)


@pytest.mark.parametrize("api", ["finapi_access", "banksapi"])
def test_a_payee_whose_name_does_not_fit(sandbox: Sandbox, mode: CallMode, api: str) -> None:
    """
    The challenge of an order has the words of the bank, that of an import has not.
    """
    if api == "banksapi":
        user = new_user(sandbox, mode, api)
        asked = [banksapi.pay(user, "payee-check").step, banksapi.add(user, "payee-check").step]
    else:
        other = new_customer(sandbox, mode, api)
        asked = [other.paying("payee-check").step, other.importing("payee-check").step]
    assert ["Empfängerprüfung" in one.text for one in asked] == [True, False]


@pytest.mark.parametrize("api", ["finapi_access", "banksapi"])
def test_texts_that_are_hostile(sandbox: Sandbox, mode: CallMode, api: str) -> None:
    """
    What a page or a terminal gets of a text has no markup, no terminal codes and no marks.
    """
    if api == "banksapi":
        user: Any = new_user(sandbox, mode, api)
        shown = banksapi.add(user, "hostile-text").step
    else:
        user = new_customer(sandbox, mode, api)
        shown = user.importing("hostile-text").step
    assert isinstance(shown, Challenge)
    assert len(shown.raw) > 10_000
    assert "\x1b" in shown.raw
    for text in (shown.text, shown.html, str(shown.to_dict())):
        assert not set("\x1b\x07\x00\u202e\u2066") & set(text)
    assert "<img" not in shown.html
    assert "<script" not in shown.html


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("web-form", "COMPLETED"),
        ("web-form-aborted", "ABORTED"),
        ("web-form-failed", "COMPLETED_WITH_ERROR"),
        ("web-form-expired", "IN_PROGRESS"),
    ],
)
def test_forms_of_web_form(sandbox: Sandbox, mode: CallMode, login: str, status: str) -> None:
    """
    A form of Web Form 2.0 ends as the login that is typed into it says.
    """
    user = new_user(sandbox, mode, "finapi_webform")
    form = user.call(user.client.web_forms.create_bank_connection_import, bank={"id": BANK})
    sandbox.visit(form.url, action="complete", login=login)
    found = user.call(user.client.web_forms.get, form.id)
    assert found.status == status
