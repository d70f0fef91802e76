"""
Payments, standing orders and notification rules of finAPI Access in the box.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.finapi_callers import LOGIN, Caller, demo_connection, user_of

PAYMENTS = "/api/v2/payments"
STANDING_ORDERS = "/api/v2/standingOrders"
RULES = "/api/v2/notificationRules"
PAYEE = {"counterpartIban": "DE02120300000000202051", "counterpartName": "Erika Mustermann"}
ORDER = {**PAYEE, "amount": 12.5, "structuredRemittanceInformation": []}
STANDING_ORDER = {
    **PAYEE,
    "amount": 750,
    "currency": "EUR",
    "frequency": "MONTHLY",
    "startDate": "2099-01-01",
}
DEBIT = {
    **PAYEE,
    "amount": 49.9,
    "creditorId": "DE98ZZZ09999999999",
    "mandateDate": "2024-01-15",
    "mandateId": "M-1",
}
SCA_LOGIN = [{**field, "value": "demo"} for field in LOGIN]


@pytest.fixture
def access(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


def transfer(access: Caller, *orders: Any, **more: Any) -> Any:
    body = {"bankId": 280001, "moneyTransfers": list(orders) or [ORDER], **more}
    reply = access.call("POST", f"{PAYMENTS}/moneyTransfers", body)
    assert reply.status == 201, reply.body
    return reply.json


def submit(access: Caller, payment: Any, **more: Any) -> Any:
    body = {"paymentId": payment["id"], "bankingInterface": "XS2A", **more}
    return access.call("POST", f"{PAYMENTS}/submit", body)


def test_payment_with_stored_credentials(access: Caller) -> None:
    """
    A payment from an account whose credentials are stored is open, then pending, then successful.
    """
    account_id = demo_connection(access)["accountIds"][0]
    payment = transfer(access, accountId=account_id, executionDate="2099-01-01")
    assert (payment["status"], payment["instructedExecutionDate"]) == ("OPEN", "2099-01-01")
    assert access.get(PAYMENTS)["payments"] == [payment]
    submitted = submit(access, payment)
    assert (submitted.status, submitted.json["status"]) == (200, "PENDING")
    (done,) = access.get(PAYMENTS)["payments"]
    assert done["status"] == "SUCCESSFUL"
    assert done["executionDate"] >= done["requestDate"]


def test_payment_with_sca(access: Caller) -> None:
    """
    A payment of the user who needs SCA takes a procedure and its answer.
    """
    payment = transfer(access)
    asked = submit(access, payment, loginCredentials=SCA_LOGIN)
    assert asked.status == 510
    first = asked.json["errors"][0]["multiStepAuthentication"]
    assert first["status"] == "TWO_STEP_PROCEDURE_REQUIRED"
    chosen = {"hash": first["hash"], "twoStepProcedureId": "smsTan"}
    challenged = submit(access, payment, loginCredentials=SCA_LOGIN, multiStepAuthentication=chosen)
    second = challenged.json["errors"][0]["multiStepAuthentication"]
    assert second["status"] == "CHALLENGE_RESPONSE_REQUIRED"
    answer = {"hash": second["hash"], "challengeResponse": "123456"}
    done = submit(access, payment, loginCredentials=SCA_LOGIN, multiStepAuthentication=answer)
    assert (done.status, done.json["status"]) == (200, "PENDING")


def test_payment_with_sca_and_stored_credentials(sandbox: Sandbox, access: Caller) -> None:
    """
    Stored credentials of the user who needs SCA lead to the same questions.
    """
    forms = user_of(sandbox, "finapi_webform")
    form = forms.call("POST", "/api/webForms/bankConnectionImport", {}).json
    assert sandbox.visit(form["url"], action="complete", login="demo").status == 200
    account_id = access.get("/api/v2/accounts")["accounts"][0]["id"]
    payment = transfer(access, accountId=account_id)
    first = submit(access, payment).json["errors"][0]["multiStepAuthentication"]
    answer = {"hash": first["hash"], "twoStepProcedureId": "decoupled"}
    second = submit(access, payment, multiStepAuthentication=answer)
    assert (
        second.json["errors"][0]["multiStepAuthentication"]["status"] == "DECOUPLED_AUTH_REQUIRED"
    )


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({}, 422, "MISSING_CREDENTIALS"),
        ({"loginCredentials": LOGIN[:1]}, 422, "MISSING_CREDENTIALS"),
        (
            {"loginCredentials": [*LOGIN, {"label": "Farbe", "value": "blau"}]},
            400,
            "LOGIN_FIELDS_MISMATCH",
        ),
        (
            {"loginCredentials": [{**field, "value": "falsch"} for field in LOGIN]},
            422,
            "BANK_SERVER_REJECTION",
        ),
        ({"bankingInterface": "WEB_SCRAPER"}, 501, "UNSUPPORTED_FEATURE"),
        ({"paymentId": 4711}, 404, "UNKNOWN_ENTITY"),
    ],
)
def test_refused_submissions(access: Caller, more: dict[str, Any], status: int, code: str) -> None:
    """
    A submission that lacks something, or that the bank refuses, leaves the payment open.
    """
    payment = transfer(access)
    reply = submit(access, payment, **more)
    assert (reply.status, reply.json["errors"][0]["code"]) == (status, code)
    assert access.get(PAYMENTS)["payments"] == [payment]


def test_second_submission(access: Caller) -> None:
    """
    A payment is submitted once.
    """
    payment = transfer(access)
    assert submit(access, payment, loginCredentials=LOGIN).status == 200
    again = submit(access, payment, loginCredentials=LOGIN)
    assert (again.status, again.json["errors"][0]["code"]) == (422, "ILLEGAL_ENTITY_STATE")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"bankId": None}, 400, "BAD_REQUEST"),
        ({"accountId": 4711}, 404, "UNKNOWN_ENTITY"),
        ({"bankId": 1}, 404, "UNKNOWN_ENTITY"),
        ({"iban": "DE00120300000000202051"}, 422, "ILLEGAL_FIELD_VALUE"),
        ({"executionDate": "2020-01-01"}, 422, "ILLEGAL_FIELD_VALUE"),
        ({"moneyTransfers": [{**ORDER, "amount": -1}]}, 422, "ILLEGAL_FIELD_VALUE"),
        ({"moneyTransfers": [{**ORDER, "amount": 1.005}]}, 422, "ILLEGAL_FIELD_VALUE"),
        ({"moneyTransfers": [ORDER, ORDER], "instantPayment": True}, 422, "UNSUPPORTED_ORDER"),
        ({"moneyTransfers": []}, 400, "BAD_REQUEST"),
    ],
)
def test_refused_transfers(access: Caller, changes: dict[str, Any], status: int, code: str) -> None:
    """
    A transfer that could not be carried out is refused at once.
    """
    body = {"bankId": 280001, "moneyTransfers": [ORDER], **changes}
    reply = access.call("POST", f"{PAYMENTS}/moneyTransfers", body)
    assert (reply.status, reply.json["errors"][0]["code"]) == (status, code)


def test_payer_is_needed(access: Caller) -> None:
    """
    A transfer has to tell who pays; an IBAN alone is enough.
    """
    body: dict[str, Any] = {"moneyTransfers": [ORDER]}
    reply = access.call("POST", f"{PAYMENTS}/moneyTransfers", body)
    assert (reply.status, reply.json["errors"][0]["code"]) == (400, "MISSING_FIELD")
    body["iban"] = "DE89370400440532013000"
    assert access.call("POST", f"{PAYMENTS}/moneyTransfers", body).json["bankId"] == 280001


def test_filters_and_order(access: Caller) -> None:
    """
    Payments are filtered by amount, status, id and account, ordered, and cut into pages.
    """
    made = [transfer(access, *[ORDER] * count) for count in (1, 3, 2)]
    submit(access, made[0], loginCredentials=LOGIN)

    def ids(query: str) -> list[int]:
        return [one["id"] for one in access.get(f"{PAYMENTS}?{query}")["payments"]]

    first, second, third = (one["id"] for one in made)
    assert ids("minAmount=25") == [second, third]
    assert ids("maxAmount=25.00") == [first, third]
    assert ids("status=SUCCESSFUL") == [first]
    assert ids(f"ids={first},{third}") == [first, third]
    assert ids("accountIds=1") == []
    assert ids("order=amount,desc") == [second, third, first]
    assert ids("perPage=2&page=2") == [third]
    for query in ("status=FERTIG", "order=farbe,asc", "perPage=501"):
        assert access.call("GET", f"{PAYMENTS}?{query}").status == 400


def test_lost_account(access: Caller) -> None:
    """
    A payment is dropped when its bank connection is deleted before it was submitted.
    """
    connection = demo_connection(access)
    transfer(access, accountId=connection["accountIds"][0])
    access.call("DELETE", f"/api/v2/bankConnections/{connection['id']}")
    assert access.get(PAYMENTS)["payments"][0]["status"] == "DISCARDED"


def test_direct_debit(access: Caller) -> None:
    """
    A direct debit is kept for an account that can collect, and submitted over FinTS.
    """
    account_id = demo_connection(access)["accountIds"][0]
    body = {
        "accountId": account_id,
        "directDebitType": "BASIC",
        "directDebits": [DEBIT, DEBIT],
        "executionDate": "2099-01-04",
        "sequenceType": "OOFF",
    }
    made = access.call("POST", f"{PAYMENTS}/directDebits", body)
    assert (made.status, made.json["orderCount"]) == (201, 2)
    assert made.json["type"] == "DIRECT_DEBIT"
    assert submit(access, made.json).status == 501
    done = submit(access, made.json, bankingInterface="FINTS_SERVER", loginCredentials=LOGIN)
    assert done.status == 200
    business = access.call("POST", f"{PAYMENTS}/directDebits", {**body, "directDebitType": "B2B"})
    assert (business.status, business.json["errors"][0]["code"]) == (422, "UNSUPPORTED_ORDER")


def test_standing_order(access: Caller) -> None:
    """
    A standing order is open, then pending, then successful.
    """
    body = {**STANDING_ORDER, "bankId": 280001}
    made = access.call("POST", STANDING_ORDERS, body)
    assert (made.status, made.json["status"]) == (201, "OPEN")
    submission = {
        "standingOrderId": made.json["id"],
        "bankingInterface": "XS2A",
        "loginCredentials": LOGIN,
    }
    done = access.call("POST", f"{STANDING_ORDERS}/submit", submission)
    assert (done.status, done.json["status"]) == (200, "PENDING")
    (order,) = access.get(f"{STANDING_ORDERS}?status=SUCCESSFUL")["standingOrders"]
    assert order["requestCompletionDate"]
    again = access.call("POST", f"{STANDING_ORDERS}/submit", submission)
    assert again.json["errors"][0]["code"] == "ILLEGAL_ENTITY_STATE"
    assert access.call("POST", STANDING_ORDERS, {**body, "endDate": "2098-01-01"}).status == 422
    unknown = {**submission, "standingOrderId": 4711}
    assert access.call("POST", f"{STANDING_ORDERS}/submit", unknown).status == 404


def test_notification_rules(access: Caller) -> None:
    """
    Notification rules are kept, found by what they wait for, and deleted.
    """
    wanted = {
        "triggerEvent": "LOW_ACCOUNT_BALANCE",
        "params": {"accountId": "1", "balanceThreshold": "100"},
        "callbackHandle": "user=7",
        "includeDetails": True,
    }
    made = access.call("POST", RULES, wanted)
    assert (made.status, made.json) == (201, {"id": made.json["id"], **wanted})
    other = access.call("POST", RULES, {"triggerEvent": "NEW_TRANSACTIONS"}).json
    assert other["includeDetails"] is False
    assert access.get(f"{RULES}/{other['id']}") == other
    for query in ("triggerEvent=NEW_TRANSACTIONS", "includeDetails=false", f"ids={other['id']}"):
        assert access.get(f"{RULES}?{query}")["notificationRules"] == [other]
    assert access.call("DELETE", f"{RULES}/{made.json['id']}").status == 200
    assert access.call("GET", f"{RULES}/{made.json['id']}").status == 404
    assert access.call("DELETE", RULES).json == {"identifiers": [other["id"]]}
    assert access.get(RULES) == {"notificationRules": []}
