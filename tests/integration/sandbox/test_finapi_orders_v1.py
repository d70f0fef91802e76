"""
What only v1 of finAPI Access has: payments in its words, payments with a TAN, web forms.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.finapi_callers import LOGIN, Caller, demo_connection, user_of
from tests.support.raw_http import send_raw, visit_raw

LOCAL_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}")
ORDER = {
    "counterpartIban": "DE02120300000000202051",
    "counterpartName": "Erika Mustermann",
    "amount": 12.5,
}
RECIPIENT = {
    "recipientIban": "DE02120300000000202051",
    "recipientName": "Erika Mustermann",
    "amount": 12.5,
}
DEBTOR = {
    "debitorIban": "DE02120300000000202051",
    "debitorName": "Erika Mustermann",
    "amount": 49.9,
    "mandateDate": "2024-01-15",
    "mandateId": "M-1",
}


@pytest.fixture
def access(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access_v1")


@pytest.fixture
def account_id(sandbox: Sandbox) -> int:
    return int(demo_connection(user_of(sandbox, "finapi_access"))["accountIds"][0])


def code_of(reply: Any) -> str:
    return str(reply.json["errors"][0]["code"])


def test_payment(access: Caller) -> None:
    """
    v1 tells a payment with local times and with null for what is not set.
    """
    body = {"iban": "DE89370400440532013000", "moneyTransfers": [ORDER]}
    made = access.call("POST", "/api/v1/payments/moneyTransfers", body)
    assert made.status == 201, made.body
    assert made.json["accountId"] is None
    assert LOCAL_TIME.fullmatch(made.json["requestDate"])
    submission = {"paymentId": made.json["id"], "interface": "XS2A", "loginCredentials": LOGIN}
    assert access.call("POST", "/api/v1/payments/submit", submission).status == 200
    (done,) = access.get("/api/v1/payments")["payments"]
    assert done["status"] == "SUCCESSFUL"
    assert LOCAL_TIME.fullmatch(done["executionDate"])


def test_transfer_with_a_tan(access: Caller, account_id: int) -> None:
    """
    A requested transfer waits for the right TAN.
    """
    body = {**RECIPIENT, "accountId": account_id, "additionalMoneyTransfers": [RECIPIENT]}
    asked = access.call("POST", "/api/v1/accounts/requestSepaMoneyTransfer", body)
    assert (asked.status, asked.json["answerFieldLabel"]) == (200, "TAN")
    path = "/api/v1/accounts/executeSepaMoneyTransfer"
    wrong = access.call("POST", path, {"accountId": account_id, "bankingTan": "0"})
    assert (wrong.status, code_of(wrong)) == (422, "BANK_SERVER_REJECTION")
    right = {"accountId": account_id, "bankingTan": "123456"}
    done = access.call("POST", path, right)
    assert (done.status, done.json["paymentId"]) == (200, asked.json["paymentId"])
    assert code_of(access.call("POST", path, right)) == "NO_EXISTING_CHALLENGE"
    (payment,) = access.get("/api/v1/payments")["payments"]
    assert (payment["status"], payment["orderCount"]) == ("SUCCESSFUL", 2)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"accountId": 4711}, 404, "UNKNOWN_ENTITY"),
        ({"amount": 0}, 422, "ILLEGAL_FIELD_VALUE"),
        ({"executionDate": "morgen"}, 400, "ILLEGAL_FIELD_VALUE"),
        ({"clearingAccountId": "BANK"}, 501, "UNSUPPORTED_FEATURE"),
        ({"additionalMoneyTransfers": [{"amount": 1}]}, 400, "MISSING_FIELD"),
    ],
)
def test_refused_transfers(
    access: Caller, account_id: int, changes: dict[str, Any], status: int, code: str
) -> None:
    """
    A transfer that could not be carried out asks for no TAN.
    """
    body = {**RECIPIENT, "accountId": account_id, **changes}
    reply = access.call("POST", "/api/v1/accounts/requestSepaMoneyTransfer", body)
    assert (reply.status, code_of(reply)) == (status, code)


def test_debit_with_a_tan(access: Caller, account_id: int) -> None:
    """
    A requested direct debit waits for the right TAN.
    """
    body = {
        "accountId": account_id,
        "directDebitType": "BASIC",
        "directDebits": [DEBTOR],
        "executionDate": "2099-01-04",
        "sequenceType": "OOFF",
    }
    asked = access.call("POST", "/api/v1/accounts/requestSepaDirectDebit", body)
    assert asked.status == 200, asked.body
    tan = {"accountId": account_id, "bankingTan": "123456"}
    assert access.call("POST", "/api/v1/accounts/executeSepaDirectDebit", tan).status == 200
    refused = access.call(
        "POST", "/api/v1/accounts/requestSepaDirectDebit", {**body, "directDebitType": "B2B"}
    )
    assert (refused.status, code_of(refused)) == (422, "UNSUPPORTED_ORDER")


def submission(access: Caller) -> dict[str, Any]:
    body = {"iban": "DE89370400440532013000", "moneyTransfers": [ORDER]}
    made = access.call("POST", "/api/v1/payments/moneyTransfers", body).json
    return {"paymentId": made["id"], "interface": "XS2A", "forceWebForm": True}


def test_web_form(access: Caller) -> None:
    """
    A call that wants a web form is made by the form, which keeps the answer.
    """
    asked = access.call("POST", "/api/v1/payments/submit", submission(access))
    assert (asked.status, code_of(asked)) == (451, "WEB_FORM_REQUIRED")
    path = f"/api/v1/webForms/{asked.json['errors'][0]['message']}"
    form = access.get(path)
    assert (form["status"], form["serviceResponseCode"]) == ("NOT_YET_OPENED", None)
    address = asked.headers["location"]
    assert address.endswith(form["token"])
    assert send_raw("GET", address).status == 200
    assert access.get(path)["status"] == "IN_PROGRESS"
    assert visit_raw(f"{address}?action=complete", "POST").status == 200
    done = access.get(path)
    assert (done["status"], done["serviceResponseCode"]) == ("COMPLETED", 200)
    assert json.loads(done["serviceResponseBody"])["status"] == "PENDING"
    assert send_raw("GET", address).status == 410


def test_web_form_for_an_update(access: Caller, account_id: int) -> None:
    """
    An update can be sent through a web form as well.
    """
    connection_id = access.get(f"/api/v1/accounts/{account_id}")["bankConnectionId"]
    body = {"bankConnectionId": connection_id, "interface": "XS2A", "forceWebForm": True}
    asked = access.call("POST", "/api/v1/bankConnections/update", body)
    assert asked.status == 451
    visit_raw(f"{asked.headers['location']}?action=complete")
    form = access.get(f"/api/v1/webForms/{asked.json['errors'][0]['message']}")
    assert form["serviceResponseCode"] == 200
    assert json.loads(form["serviceResponseBody"])["id"] == connection_id


def test_left_web_form(access: Caller) -> None:
    """
    A web form that the user has left has no answer, and an unknown one is 404.
    """
    asked = access.call("POST", "/api/v1/payments/submit", submission(access))
    visit_raw(f"{asked.headers['location']}?action=abort", "POST")
    form = access.get(f"/api/v1/webForms/{asked.json['errors'][0]['message']}")
    assert (form["status"], form["serviceResponseBody"]) == ("ABORTED", None)
    assert access.call("GET", "/api/v1/webForms/4711").status == 404


def test_web_form_of_a_bank_that_wants_it(sandbox: Sandbox, access: Caller) -> None:
    """
    One login is answered 451 wherever v1 knows it; in v2 it needs no SCA.
    """
    login = [{**field, "value": "demo_web_form"} for field in LOGIN]
    account_id = demo_connection(user_of(sandbox, "finapi_access"), login)["accountIds"][0]
    body = {"bankId": 280001, "interface": "XS2A", "loginCredentials": login}
    imported = access.call("POST", "/api/v1/bankConnections/import", body)
    assert imported.status == 451
    assert sandbox.visit(imported.headers["location"], action="complete").status == 200
    form = access.get(f"/api/v1/webForms/{imported.json['errors'][0]['message']}")
    assert (form["status"], form["serviceResponseCode"]) == ("COMPLETED", 201)
    transfer = {**RECIPIENT, "accountId": account_id}
    asked = access.call("POST", "/api/v1/accounts/requestSepaMoneyTransfer", transfer)
    assert asked.status == 451
    assert access.get("/api/v1/payments")["payments"] == []
    sandbox.visit(asked.headers["location"], action="complete")
    (payment,) = access.get("/api/v1/payments")["payments"]
    assert payment["status"] == "SUCCESSFUL"
