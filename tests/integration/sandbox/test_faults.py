"""
Which requests a fault is for, what banks and the sign-in make of it, and how one is asked for.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import pytest

from kontokit_sandbox import Sandbox, WebhookInbox
from kontokit_sandbox.faults.fault import Target
from kontokit_sandbox.faults.faults import Faults
from tests.support.banksapi_customers import (
    ACCESS,
    ACCESSES,
    Customer,
    codes,
    customer_of,
    order,
    rels,
)
from tests.support.finapi_callers import LOGIN, Caller, user_of
from tests.support.raw_http import Reply, send_raw

TROUBLES: Final = {
    "maintenance": "BA1000",
    "locked": "BA1010",
    "credentials_changed": "BA1011",
    "bank_offline": "BA1051",
    "budget_exceeded": "BA1053",
}


@pytest.fixture
def caller(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return customer_of(sandbox)


def statuses(caller: Caller, count: int) -> list[int]:
    return [caller.call("GET", "/api/v2/accounts").status for _ in range(count)]


def test_some_requests_go_well_first(sandbox: Sandbox, caller: Caller) -> None:
    """
    The first added is tried first, and what it leaves is for the next.
    """
    first = sandbox.faults.add("status", api="finapi_access", skip=1, times=2)
    second = sandbox.faults.add("status", method="get", api="finapi_access", times=None,
                                options={"code": 503}, path="/api/v2/accounts")  # fmt: skip
    assert statuses(caller, 4) == [503, 500, 500, 503]
    assert [(one.id, one.hits, one.left) for one in sandbox.faults.all()] == [
        (first.id, 2, 0),
        (second.id, 2, None),
    ]
    assert sandbox.faults.remove(second.id)
    assert not sandbox.faults.remove(second.id)
    assert statuses(caller, 1) == [200]


def test_a_fault_for_a_person(sandbox: Sandbox, caller: Caller) -> None:
    """
    Only the user with this name, or with this login at a bank, meets it.
    """
    fields = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": LOGIN}
    caller.call("POST", "/api/v2/bankConnections/import", fields)
    login = str(LOGIN[0]["value"])
    for person, status in ((login, 500), ("somebody", 200), (sandbox.credentials.finapi_user, 500)):
        sandbox.faults.clear()
        sandbox.faults.add("status", person=person)
        assert statuses(caller, 1) == [status]


def test_faults_of_two_stages_happen_together(sandbox: Sandbox, caller: Caller) -> None:
    """
    A delay, and a body that is not as it should be.
    """
    faults = [
        sandbox.faults.add("delay", options={"median": 2, "sigma": 0.1}),
        sandbox.faults.add("bom"),
    ]
    assert caller.call("GET", "/api/v2/accounts").body.startswith(b"\xef\xbb\xbf")
    assert [one.hits for one in faults] == [1, 1]


def test_a_request_asks_for_its_own_fault(sandbox: Sandbox, caller: Caller) -> None:
    """
    A header is enough, where there is no one to add a fault; nonsense is 400.
    """

    def asked(text: str) -> Reply:
        return caller.call("GET", "/api/v2/accounts", X_Sandbox_Fault=text)

    reply = asked("status; code=503; retry_after=9, delay; ms=1")
    assert (reply.status, reply.headers["retry-after"]) == (503, "9")
    assert asked("answer_losd").status == 400
    assert b"did you mean answer_lost?" in asked("answer_losd").body
    assert asked("bom; size=1").status == 400
    assert statuses(caller, 1) == [200]
    assert sandbox.faults.all() == []


def test_the_header_can_be_turned_off() -> None:
    """
    Then it is a header like others.
    """
    with Sandbox(fault_header=False) as sandbox:
        caller = user_of(sandbox, "finapi_access")
        reply = caller.call("GET", "/api/v2/accounts", X_Sandbox_Fault="status")
        assert reply.status == 200


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"kind": "answer_losd"}, "did you mean answer_lost"),
        ({"kind": "delay", "options": {"seconds": 1}}, "has no option 'seconds'; it has ms"),
        ({"kind": "bank_offline", "api": "bankimport"}, "not for bankimport"),
        ({"kind": "bom", "api": "finapi_acess"}, "did you mean finapi_access"),
        ({"kind": "bom", "operation": "submitPaymnt"}, "did you mean submitPayment"),
        (
            {"kind": "bom", "api": "banksapi", "operation": "getTask"},
            "there is no operation 'getTask'",
        ),
        ({"kind": "delay", "options": {"ms": "soon"}}, "ms of delay cannot be 'soon'"),
        ({"kind": "maintenance", "options": {"window": "night"}}, "window of maintenance"),
        ({"kind": "bom", "path": "/x"}, "a path needs an api"),
        ({"kind": "bom", "times": 0}, "times 1 or more"),
        ({"kind": "bom", "probability": 2}, "from 0 to 1"),
    ],
)
def test_what_is_no_fault(given: dict[str, Any], text: str) -> None:
    """
    What can never happen is refused at once, with the reason.
    """
    with pytest.raises(ValueError, match=text):
        Faults().add(**given)


@pytest.mark.parametrize(("kind", "code"), TROUBLES.items())
def test_troubles_of_a_bank(sandbox: Sandbox, customer: Customer, kind: str, code: str) -> None:
    """
    The bank refuses an import and an order with the code for it, once each; then all is well.
    """
    sandbox.faults.add(kind, api="banksapi", operation="addBankAccess")
    customer.add_access("demo1", "demo")
    assert codes(customer.access()) == [code]
    sandbox.faults.add(kind, api="banksapi", operation="initiateSingleTransfer")
    assert codes(order(customer, "single-transfer")) == [code]
    customer.add_access("demo1", "demo")
    assert codes(customer.access()) == []
    assert not sandbox.executions


def test_a_bank_is_closed_at_night() -> None:
    """
    A maintenance with a window happens within it only, by the time of Berlin.
    """
    faults = Faults()
    faults.add("maintenance", times=None, options={"window": "23:30-04:00"})
    found = [
        bool(faults.take(Target(api="banksapi", now=datetime(2026, 11, 29, hour, 45, tzinfo=UTC))))
        for hour in (21, 22, 2, 3)
    ]
    assert found == [False, True, True, False]


@pytest.mark.parametrize(("kind", "again"), [("consent_ended", []), ("login_required", ["BA1011"])])
def test_consents_that_end(
    sandbox: Sandbox, customer: Customer, kind: str, again: list[str]
) -> None:
    """
    The access wants a renewal; after a change of the credentials, the stored ones do not do.
    """
    customer.add_access("no-sca", "any")
    sandbox.faults.add(kind, api="banksapi", operation="getBankAccess")
    assert "start_sca" in rels(customer.access())
    renewed = customer.call("POST", f"{ACCESSES}/{ACCESS}/consent", {})
    assert renewed.status == 201
    assert codes(customer.access())[:1] == again


def test_a_token_that_ends(sandbox: Sandbox, customer: Customer) -> None:
    """
    The token of the request is worth nothing from then on.
    """
    sandbox.faults.add("token_ended", api="banksapi")
    assert [customer.call("GET", ACCESSES).status for _ in range(2)] == [403, 403]


def _token(sandbox: Sandbox, **form: str) -> Reply:
    known = sandbox.credentials
    client = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    url = f"{sandbox.url('finapi_access')}/api/v2/oauth/token"
    return send_raw("POST", url, form={**client, **form})


def test_refresh_tokens(sandbox: Sandbox) -> None:
    """
    One refresh rotates, one is refused, and one error says nothing.
    """
    known = sandbox.credentials
    password = {"username": known.finapi_user, "password": known.finapi_password}
    first = _token(sandbox, grant_type="password", **password).json["refresh_token"]
    sandbox.faults.add("refresh_rotated")
    again = {"grant_type": "refresh_token"}
    second = _token(sandbox, refresh_token=first, **again).json["refresh_token"]
    assert second != first
    assert _token(sandbox, refresh_token=second, **again).json["refresh_token"] == second
    sandbox.faults.add("token_error_without_description")
    reply = _token(sandbox, refresh_token=second, **again)
    assert (reply.status, reply.json) == (401, {"error": "invalid_client"})
    sandbox.faults.add("refresh_refused")
    refused = _token(sandbox, refresh_token=second, **again)
    assert refused.json["error"] == "invalid_grant"
    assert _token(sandbox, refresh_token=second, **again).json["error"] == "invalid_grant"


def test_a_clock_that_is_wrong(sandbox: Sandbox, caller: Caller) -> None:
    """
    The Date of an answer is ahead.
    """
    sandbox.faults.add("clock_skew", options={"seconds": 86_400})
    shown = caller.call("GET", "/api/v2/accounts").headers["date"]
    assert (parsedate_to_datetime(shown) - sandbox.now).total_seconds() > 80_000


@pytest.mark.parametrize("kind", ["duplicate_rows", "rows_change_id"])
def test_rows_that_are_imported_again(sandbox: Sandbox, kind: str) -> None:
    """
    Each row comes twice, or under another id, which stays the same.
    """
    url = f"{sandbox.url('bankimport')}/transactions"
    headers = {"Authorization": f"Token token={sandbox.credentials.bankimport_token}"}

    def ids() -> list[int]:
        rows = send_raw("GET", url, headers=headers).json["transactions"]
        return [row["id"] for row in rows]

    usual = ids()
    sandbox.faults.add(kind, times=2)
    found = ids()
    assert found == ids()
    is_twice = kind == "duplicate_rows"
    assert len(set(found)) == len(found) == len(usual) * (2 if is_twice else 1)
    assert bool(set(found) & set(usual)) == is_twice


def test_faults_of_notifications() -> None:
    """
    They are taken by API and event, each kind at most once, and no request meets them.
    """
    faults = Faults()
    faults.add("late", api="banksapi", operation="TRANSACTION", options={"seconds": 5})
    faults.add("twice", api="banksapi")
    faults.add("twice", api="banksapi")
    assert faults.for_delivery("finapi_access", "TRANSACTION") == {}
    assert faults.for_delivery("banksapi", "BALANCE") == {"twice": {}}
    assert faults.for_delivery("banksapi", "TRANSACTION") == {"late": {"seconds": 5}, "twice": {}}
    assert faults.for_delivery("banksapi", "TRANSACTION") == {}


@pytest.mark.parametrize(
    ("kind", "serials"),
    [
        ("drop", [1, 3]),
        ("twice", [1, 2, 2, 3]),
        ("late", [1, 3, 2]),
        ("out_of_order", [1, 3, 2]),
        ("serial_gap", [1, 3, 4]),
    ],
)
def test_webhooks_that_go_wrong(
    sandbox: Sandbox,
    customer: Customer,
    webhook_inbox: WebhookInbox,
    kind: str,
    serials: list[int],
) -> None:
    """
    The second of three notifications meets the fault: what arrives, in its order.
    """
    customer.complete_access()
    sandbox.hooks.set_target("banksapi", webhook_inbox.url)
    fault = sandbox.faults.add(kind, api="banksapi", operation="ERROR", skip=1)
    for _ in range(3):
        sandbox.hooks.fire("ERROR")
    sandbox.hooks.wait()
    sandbox.advance(timedelta(minutes=2))
    sandbox.hooks.wait()
    assert [one.json()["serial"] for one in webhook_inbox.notifications] == serials
    assert (fault.hits, fault.left) == (1, 0)


def test_a_webhook_that_is_truncated(
    sandbox: Sandbox, customer: Customer, webhook_inbox: WebhookInbox
) -> None:
    """
    Half of the body arrives.
    """
    customer.complete_access()
    sandbox.hooks.set_target("banksapi", webhook_inbox.url)
    sandbox.faults.add("truncated")
    sandbox.hooks.fire("ERROR")
    (received,) = webhook_inbox.wait(1)
    with pytest.raises(json.JSONDecodeError):
        received.json()


def test_a_request_for_a_token_does_not_reach_the_bank(sandbox: Sandbox) -> None:
    """
    The fault is still there for the call that does.
    """
    fault = sandbox.faults.add("bank_offline", api="finapi_access")
    with sandbox.client("finapi_access", as_user=True) as user:
        assert fault.hits == 0
        user.bank_connections.list().first_page()
        assert sandbox.token_requests("finapi_access") == 1
        assert fault.hits == 1


@pytest.mark.parametrize(
    ("api", "path", "begins"),
    [
        ("bankimport", "/transactions", b'{"error":'),
        ("banksapi", ACCESSES, b""),
        ("finapi_access", "/api/v2/accounts", b'{"errors":[{"code":'),
        ("finapi_access_v1", "/api/v1/accounts", b'{"authContext":'),
        ("finapi_webform", "/api/webForms", b'{"code":"NOT_ALLOWED"'),
    ],
)
def test_statuses_in_the_shape_of_each_api(
    sandbox: Sandbox, api: Any, path: str, begins: bytes
) -> None:
    """
    An error that nobody documents, 429, comes in the shape of the documented ones.
    """
    sandbox.faults.add("status", api=api, options={"code": 429, "retry_after": 3})
    reply = send_raw("GET", sandbox.url(api) + path)
    assert (reply.status, reply.headers["retry-after"]) == (429, "3")
    assert reply.body.startswith(begins)
    assert bool(reply.body) == bool(begins)
