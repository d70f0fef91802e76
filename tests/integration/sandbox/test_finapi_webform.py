"""
Web Form in the box: forms, the page, tasks, profiles, translations.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.finapi_callers import Caller, admin_of, demo_connection, user_of
from tests.support.raw_http import Reply, send_raw, visit_raw

PAYEE = {"iban": "DE02120300000000202051", "name": "Erika Mustermann"}
ORDER = {"recipient": PAYEE, "amount": {"value": 12.5, "currency": "EUR"}, "purpose": "Miete"}


@pytest.fixture
def forms(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_webform")


@pytest.fixture
def access(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


@pytest.fixture
def admin(sandbox: Sandbox) -> Caller:
    return admin_of(sandbox, "finapi_webform")


def new_form(forms: Caller, kind: str = "bankConnectionImport", **details: Any) -> Any:
    reply = forms.call("POST", f"/api/webForms/{kind}", details)
    assert reply.status == 201, reply.body
    return reply.json


def act(form: Any, action: str, **query: str) -> Reply:
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return visit_raw(f"{form['url']}?action={action}{more}", "POST")


def state(forms: Caller, form: Any) -> Any:
    return forms.get(f"/api/webForms/{form['id']}")


def test_import(forms: Caller, access: Caller) -> None:
    """
    A completed form has imported a bank connection with its accounts.
    """
    form = new_form(forms, bankConnectionName="Hausbank")
    assert form["status"] == "NOT_YET_OPENED"
    assert send_raw("GET", form["url"]).status == 200
    assert state(forms, form)["status"] == "IN_PROGRESS"
    assert act(form, "complete").status == 200
    ended = state(forms, form)
    assert ended["status"] == "COMPLETED"
    connection_id = ended["payload"]["bankConnectionId"]
    connection = access.get(f"/api/v2/bankConnections/{connection_id}")
    assert connection["name"] == "Hausbank"
    assert connection["bank"]["id"] == 280001
    accounts = access.get("/api/v2/accounts")["accounts"]
    assert {one["id"] for one in accounts} == set(connection["accountIds"])
    assert accounts


def test_import_of_some_accounts(forms: Caller, access: Caller) -> None:
    """
    A form imports the kinds of accounts that were asked for, over an interface that was allowed.
    """
    form = new_form(forms, accountTypes=["SAVINGS"], allowedInterfaces=["FINTS_SERVER"])
    act(form, "complete")
    (account,) = access.get("/api/v2/accounts")["accounts"]
    assert account["accountType"] == "Savings"
    assert [one["bankingInterface"] for one in account["interfaces"]] == ["FINTS_SERVER"]


def test_wrong_login(forms: Caller) -> None:
    """
    A login that the bank does not know ends a form with an error.
    """
    form = new_form(forms)
    act(form, "complete", login="falsch")
    ended = state(forms, form)
    assert ended["status"] == "COMPLETED_WITH_ERROR"
    assert ended["payload"]["errorCode"] == "BANK_SERVER_REJECTION"
    assert ended["payload"]["bankConnectionId"] is None


@pytest.mark.parametrize(
    ("action", "way", "status"),
    [
        ("complete", "redirectUrl", "COMPLETED"),
        ("abort", "abortRedirectUrl", "ABORTED"),
        ("fail", "errorRedirectUrl", "COMPLETED_WITH_ERROR"),
    ],
)
def test_ways_back(forms: Caller, action: str, way: str, status: str) -> None:
    """
    Each end of a form leads to the address that was appended for it.
    """
    form = new_form(forms)
    reply = act(form, action, **{way: "https%3A%2F%2Fapp.example%2Fback%3Fuser%3D7"})
    assert reply.status == 303
    assert reply.headers["location"] == "https://app.example/back?user=7"
    assert state(forms, form)["status"] == status


@pytest.mark.parametrize("code", ["NO_ACCOUNTS_FOR_TYPE_LIST", "INTERRUPTED"])
def test_chosen_failure(forms: Caller, code: str) -> None:
    """
    A form fails with the error code that the page is given.
    """
    form = new_form(forms)
    act(form, "fail", errorCode=code)
    assert state(forms, form)["payload"]["errorCode"] == code


def test_expiry(sandbox: Sandbox, forms: Caller) -> None:
    """
    A form expires after twenty minutes, and its page is gone.
    """
    form = new_form(forms)
    sandbox.advance(timedelta(minutes=19))
    assert state(forms, form)["status"] == "NOT_YET_OPENED"
    sandbox.advance(timedelta(minutes=1))
    assert state(forms, form)["status"] == "EXPIRED"
    assert send_raw("GET", form["url"]).status == 410


def test_cancel(forms: Caller) -> None:
    """
    A form can be cancelled once, and then neither opened nor cancelled again.
    """
    form = new_form(forms)
    cancelled = forms.call("POST", f"/api/webForms/{form['id']}/cancel")
    assert cancelled.json["status"] == "CANCELLED"
    assert act(form, "complete").status == 410
    again = forms.call("POST", f"/api/webForms/{form['id']}/cancel")
    assert (again.status, again.json["code"]) == (422, "NOT_ALLOWED")


def test_list_and_delete(forms: Caller) -> None:
    """
    Forms are listed in pages, in the order that was asked for, until they are deleted.
    """
    made = [new_form(forms)["id"] for _ in range(3)]
    page = forms.get("/api/webForms?perPage=2&page=2")
    assert [one["id"] for one in page["items"]] == made[2:]
    assert page["paging"] == {"page": 2, "perPage": 2, "pageCount": 2, "totalCount": 3}
    newest = forms.get("/api/webForms?order=createdAt,desc")["items"]
    assert [one["id"] for one in newest] == made[::-1]
    assert forms.call("DELETE", f"/api/webForms/{made[0]}").status == 200
    assert forms.call("GET", f"/api/webForms/{made[0]}").json["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("details", "status", "code"),
    [
        ({"bank": {"id": 1}}, 422, "BANK_NOT_SUPPORTED"),
        ({"bank": {"search": "finAPI Test"}}, 422, "BANK_NOT_UNIQUE"),
        ({"bank": {"search": "gibt es nicht"}}, 422, "BANK_NOT_SUPPORTED"),
        ({"bank": {"id": 280001}, "allowTestBank": False}, 422, "BANK_NOT_SUPPORTED"),
        ({"bank": {"id": 280001}, "allowedInterfaces": ["WEB_SCRAPER"]}, 422, "BANK_NOT_SUPPORTED"),
        ({"profileId": "00000000-0000-4000-8000-000000000000"}, 404, "NOT_FOUND"),
    ],
)
def test_refused_imports(forms: Caller, details: dict[str, Any], status: int, code: str) -> None:
    """
    A form that could not work is refused with the code of the reason.
    """
    reply = forms.call("POST", "/api/webForms/bankConnectionImport", details)
    assert (reply.status, reply.json["code"]) == (status, code)
    assert reply.json["endpoint"] == "POST /api/webForms/bankConnectionImport"
    assert reply.json["timestamp"].endswith("+0000")


@pytest.mark.parametrize(
    "details",
    [
        {"bank": {"id": 280001, "search": "DEMO0001"}},
        {"skipBalancesDownload": True},
        {"bankConnectionName": ""},
        {"maxDaysForDownload": 3651},
    ],
)
def test_invalid_imports(forms: Caller, details: dict[str, Any]) -> None:
    """
    A request with a faulty field is answered 400 with the fields.
    """
    reply = forms.call("POST", "/api/webForms/bankConnectionImport", details)
    assert reply.status == 400
    assert reply.json["errors"][0]["field"]
    assert "code" not in reply.json


def test_standalone_payment(forms: Caller, access: Caller) -> None:
    """
    A completed form has handed a payment to the bank, which succeeds.
    """
    form = new_form(forms, "standalonePayment", orders=[ORDER, ORDER])
    act(form, "complete")
    payment_id = state(forms, form)["payload"]["paymentId"]
    (payment,) = access.get(f"/api/v2/payments?ids={payment_id}")["payments"]
    assert (payment["status"], payment["amount"]) == ("SUCCESSFUL", 25)
    assert "accountId" not in payment


def test_payment_from_an_account(forms: Caller, access: Caller) -> None:
    """
    A payment from an imported account names the account and its bank.
    """
    account_id = demo_connection(access)["accountIds"][0]
    form = new_form(forms, "paymentWithAccountId", orders=[ORDER], sender={"accountId": account_id})
    assert form["type"] == "PAYMENT_WITH_ACCOUNT_ID"
    act(form, "complete")
    (payment,) = access.get("/api/v2/payments")["payments"]
    assert (payment["accountId"], payment["bankId"]) == (account_id, 280001)


def test_direct_debit(forms: Caller, access: Caller) -> None:
    """
    A completed form for a direct debit has handed it to the bank.
    """
    account_id = demo_connection(access)["accountIds"][0]
    order = {
        "payer": PAYEE,
        "amount": {"value": 10, "currency": "EUR"},
        "mandateId": "M-1",
        "mandateDate": "2024-01-15",
        "creditorId": "DE98ZZZ09999999999",
    }
    form = new_form(
        forms,
        "directDebitWithAccountId",
        orders=[order],
        receiver={"accountId": account_id},
        executionDate="2099-01-04",
        directDebitType="BASIC",
        sequenceType="OOFF",
    )
    act(form, "complete")
    (payment,) = access.get("/api/v2/payments")["payments"]
    assert (payment["type"], payment["accountId"]) == ("DIRECT_DEBIT", account_id)


def test_standing_order(forms: Caller, access: Caller) -> None:
    """
    A completed form for a standing order has set it up.
    """
    form = new_form(
        forms,
        "standingOrder",
        amount={"value": 750, "currency": "EUR"},
        recipient=PAYEE,
        startDate="2099-01-01",
        frequency="MONTHLY",
    )
    act(form, "complete")
    order_id = state(forms, form)["payload"]["standingOrderId"]
    (order,) = access.get(f"/api/v2/standingOrders?ids={order_id}")["standingOrders"]
    assert order["status"] == "SUCCESSFUL"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"executionDate": "2020-01-01"}, 400),
        ({"orders": [{**ORDER, "amount": {"value": -1, "currency": "EUR"}}]}, 400),
        ({"orders": [{**ORDER, "recipient": {"iban": "DE00120300000000202051"}}]}, 400),
        ({"orders": [{**ORDER, "amount": {"value": 1, "currency": "USD"}}]}, 422),
        ({"instantPayment": True, "orders": [ORDER, ORDER]}, 422),
        ({"sender": {"iban": "DE00120300000000202051"}}, 422),
    ],
)
def test_refused_payments(forms: Caller, changes: dict[str, Any], status: int) -> None:
    """
    A payment that no bank would carry out gets no form.
    """
    details = {"orders": [ORDER], **changes}
    reply = forms.call("POST", "/api/webForms/standalonePayment", details)
    assert reply.status == status, reply.body


def test_task_without_the_user(forms: Caller, access: Caller) -> None:
    """
    A task updates a connection without SCA on its own.
    """
    connection = demo_connection(access)
    body = {"bankConnectionId": connection["id"], "importNewAccountsMode": "SKIP"}
    task = forms.call("POST", "/api/tasks/backgroundUpdate", body).json
    assert task["status"] == "NOT_YET_STARTED"
    looks = [forms.get(f"/api/tasks/{task['id']}")["status"] for _ in range(3)]
    assert looks == ["IN_PROGRESS", "COMPLETED", "COMPLETED"]
    assert [one["id"] for one in forms.get("/api/tasks")["items"]] == [task["id"]]


def test_task_with_the_user(forms: Caller, access: Caller) -> None:
    """
    A task asks for a form where the bank wants the user.
    """
    imported = new_form(forms)
    act(imported, "complete", login="demo")
    connection_id = state(forms, imported)["payload"]["bankConnectionId"]
    access.get(f"/api/v2/bankConnections/{connection_id}")
    access.get(f"/api/v2/bankConnections/{connection_id}")
    body = {"bankConnectionId": connection_id, "importNewAccountsMode": "SKIP"}
    task_id = forms.call("POST", "/api/tasks/backgroundUpdate", body).json["id"]
    forms.get(f"/api/tasks/{task_id}")
    task = forms.get(f"/api/tasks/{task_id}")
    assert task["status"] == "WEB_FORM_REQUIRED"
    form = task["payload"]["webForm"]
    assert act(form, "complete").status == 200
    ended = state(forms, form)
    assert (ended["type"], ended["status"]) == ("BANK_CONNECTION_UPDATE", "COMPLETED")
    assert ended["payload"]["bankConnectionId"] == connection_id
    assert forms.get(f"/api/tasks/{task_id}")["payload"]["webForm"]["status"] == "COMPLETED"


def test_task_of_a_busy_connection(forms: Caller) -> None:
    """
    A connection that is still being imported is locked for tasks.
    """
    form = new_form(forms)
    act(form, "complete")
    connection_id = state(forms, form)["payload"]["bankConnectionId"]
    body = {"bankConnectionId": connection_id, "importNewAccountsMode": "SKIP"}
    reply = forms.call("POST", "/api/tasks/backgroundUpdate", body)
    assert (reply.status, reply.json["code"]) == (423, "LOCKED")


def test_task_of_nothing(forms: Caller) -> None:
    """
    A task for an unknown connection is answered 404.
    """
    body = {"bankConnectionId": 4711, "importNewAccountsMode": "SKIP"}
    assert forms.call("POST", "/api/tasks/backgroundUpdate", body).status == 404
    assert forms.call("GET", "/api/tasks/00000000").status == 404


def test_update_form(forms: Caller, access: Caller) -> None:
    """
    The deprecated form for updates updates a connection too.
    """
    connection = demo_connection(access)
    form = new_form(forms, "bankConnectionUpdate", bank={"bankConnectionId": connection["id"]})
    act(form, "complete")
    assert state(forms, form)["payload"]["bankConnectionId"] == connection["id"]


def test_profiles(admin: Caller, forms: Caller) -> None:
    """
    A profile is created, used by a form, edited and deleted.
    """
    made = admin.call("POST", "/api/profiles", {"label": "Blau", "default": True}).json
    assert new_form(forms, profileId=made["id"])["status"] == "NOT_YET_OPENED"
    twin = admin.call("POST", "/api/profiles", {"label": "Blau"})
    assert (twin.status, twin.json["code"]) == (422, "ENTITY_EXISTS")
    colours = {"aspect": {"colorScheme": {"brand": "#123456"}}}
    edited = admin.call("PATCH", f"/api/profiles/{made['id']}", colours)
    assert (edited.status, edited.json["label"]) == (201, "Blau")
    assert admin.get("/api/profiles")["items"] == [edited.json]
    assert admin.call("DELETE", f"/api/profiles/{made['id']}").status == 200
    assert admin.call("GET", f"/api/profiles/{made['id']}").status == 404


def test_translations(admin: Caller) -> None:
    """
    A mandator has one translation set at most.
    """
    texts = {"de": {"errorView": {"title": "Das ging nicht"}}}
    made = admin.call("POST", "/api/translations", texts)
    assert made.status == 201
    assert admin.call("POST", "/api/translations", texts).json["code"] == "ENTITY_EXISTS"
    assert admin.get(f"/api/translations/{made.json['id']}") == made.json
    assert admin.get("/api/translations")["items"] == [made.json]
    assert admin.call("DELETE", f"/api/translations/{made.json['id']}").status == 200


def test_tokens(sandbox: Sandbox, admin: Caller, forms: Caller) -> None:
    """
    Forms want a user's token, profiles the mandator admin's, and an unknown token is 401.
    """
    assert admin.call("GET", "/api/webForms").json["code"] == "FORBIDDEN"
    assert forms.call("GET", "/api/profiles").json["code"] == "FORBIDDEN"
    stranger = Caller(sandbox, "finapi_webform", "unknown")
    reply = stranger.call("GET", "/api/webForms")
    assert (reply.status, reply.json["code"]) == (401, "UNAUTHORIZED")


def test_a_form_opens_once(sandbox: Sandbox, forms: Caller) -> None:
    """
    The address of a form opens once; what the user does in it counts all the same.
    """
    form = new_form(forms)
    assert [sandbox.visit(form["url"]).status for _ in range(2)] == [200, 410]
    page = sandbox.visit(form["url"], action="complete", redirectUrl="https://app.example/?a=1&b=")
    assert page.location == "https://app.example/?a=1&b="
    assert state(forms, form)["status"] == "COMPLETED"


def test_task_after_the_consent_has_ended(sandbox: Sandbox, forms: Caller, access: Caller) -> None:
    """
    Without a consent a task needs the user, whatever the login.
    """
    connection = demo_connection(access)
    sandbox.end_consents("finapi_access")
    body = {"bankConnectionId": connection["id"], "importNewAccountsMode": "SKIP"}
    task = forms.call("POST", "/api/tasks/backgroundUpdate", body).json
    looks = [forms.get(f"/api/tasks/{task['id']}")["status"] for _ in range(2)]
    assert looks == ["IN_PROGRESS", "WEB_FORM_REQUIRED"]
    task = forms.get(f"/api/tasks/{task['id']}")
    sandbox.visit(task["payload"]["webForm"]["url"], action="complete")
    (interface,) = access.get(f"/api/v2/bankConnections/{connection['id']}")["interfaces"]
    assert interface["aisConsent"]["status"] == "PRESENT"
    assert interface["userActionRequired"] is False
