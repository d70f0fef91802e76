"""
Webhooks that the sandbox really sends, as the receivers of kontokit read them.
"""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontokit import InvalidSignatureError
from kontokit.encryption import DataDecryptionKey
from kontokit.webhooks import Receiver
from kontokit_bankimport import webhooks as bankimport
from kontokit_banksapi import models
from kontokit_banksapi import webhooks as banksapi
from kontokit_finapi_access import models as access_models
from kontokit_finapi_access import webhooks as finapi_access
from kontokit_finapi_webform import webhooks as finapi_webform
from kontokit_sandbox import Sandbox, WebhookInbox, WebhookTarget
from kontokit_sandbox.server.clock import BERLIN, zoned_text
from tests.support.banksapi_customers import ACCESS, Customer, customer_of
from tests.support.finapi_callers import Caller, admin_of, demo_connection, token, user_of
from tests.support.raw_http import send_raw

RULE = {"triggerEvent": "NEW_TRANSACTIONS", "includeDetails": True, "callbackHandle": "user-4711"}
CALLBACK = "https://app.example.invalid/finapi/form?state=k3v9"


class TestBanksapi:
    """
    Numbers rise for each tenant, and what is not accepted is tried again.
    """

    def test_receiver_finds_gaps_and_repetitions(
        self, sandbox: Sandbox, customer: Customer, webhook_inbox: WebhookInbox
    ) -> None:
        customer.complete_access()
        hooks = sandbox.hooks
        hooks.set_target("banksapi", webhook_inbox.url)
        (first,) = hooks.fire("ERROR")
        assert hooks.gap(3) == 5
        hooks.fire("ERROR")
        hooks.resend(first.id)
        hooks.wait()
        receiver = Receiver(banksapi.NOTIFICATIONS)
        seen = [receiver.receive(one.body) for one in webhook_inbox.notifications]
        assert [one.decision for one in seen] == ["new", "new", "duplicate"]
        assert [one.gaps for one in seen] == [(), ((2, 4),), ()]
        error = seen[0].event
        assert isinstance(error, models.ErrorNotification)
        assert (error.account_id, error.code) == (ACCESS, "BA1010")

    def test_products_are_told_apart(
        self, sandbox: Sandbox, customer: Customer, webhook_inbox: WebhookInbox
    ) -> None:
        customer.complete_access()
        sandbox.hooks.set_target("banksapi", webhook_inbox.url)
        count = len(sandbox.hooks.fire("TRANSACTION", person="erika.beispiel"))
        sandbox.hooks.fire("BALANCE")
        events = [banksapi.unwrap(one.body) for one in webhook_inbox.wait(2 * count)]
        new = [one for one in events if isinstance(one, models.TransactionNotification)]
        moved = [one for one in events if isinstance(one, models.BalanceNotification)]
        assert [one.product_id for one in new] == [one.product_id for one in moved]
        for told, balance in zip(new, moved, strict=True):
            rows = customer.get(
                f"/customer/v2/bankzugaenge/{ACCESS}/{told.product_id}/kontoumsaetze"
            )
            amounts = {row["betrag"] for row in rows}
            assert {one.amount for one in told.new_transactions} <= amounts
            change = balance.new_balance - balance.old_balance
            assert change == sum(one.amount or 0 for one in told.new_transactions)
        assert webhook_inbox.notifications[0].headers["user-agent"] == "BANKSapi Notifier"

    @pytest.mark.sandbox(clock="frozen:2026-03-02T12:00")
    def test_a_week_is_told_night_by_night(
        self, sandbox: Sandbox, customer: Customer, webhook_inbox: WebhookInbox
    ) -> None:
        customer.complete_access()
        before = {one["id"]: one["saldo"] for one in customer.access()["bankprodukte"]}
        sandbox.hooks.set_target("banksapi", webhook_inbox.url)
        sandbox.advance(timedelta(days=7))
        sandbox.hooks.wait()
        received = [one.body for one in webhook_inbox.notifications]
        receiver = Receiver(banksapi.NOTIFICATIONS)
        assert {receiver.receive(body).decision for body in received} == {"new"}
        events = [banksapi.unwrap(body) for body in received]
        for told in events:
            if isinstance(told, models.BalanceNotification):
                assert told.old_balance == before[told.product_id]
                before[told.product_id] = told.new_balance
        later = customer_of(sandbox)  # whose token has not expired
        assert before == {one["id"]: one["saldo"] for one in later.access()["bankprodukte"]}
        nights = {str(json.loads(body)["occurred"]) for body in received}
        assert {night[11:] for night in nights} == {"03:00:00"}
        assert len(nights) > 3

    def test_given_up_is_a_gap(
        self, sandbox: Sandbox, customer: Customer, webhook_inbox: WebhookInbox
    ) -> None:
        customer.complete_access()
        sandbox.hooks.set_target("banksapi", webhook_inbox.url)
        sandbox.hooks.fire("ERROR")
        sandbox.hooks.wait()
        webhook_inbox.status = 503
        sandbox.hooks.fire("ERROR")
        sandbox.hooks.wait()
        sandbox.advance(timedelta(minutes=5))
        sandbox.hooks.wait()
        webhook_inbox.status = 200
        sandbox.hooks.fire("ERROR")
        sandbox.hooks.wait()
        states = [(one.state, len(one.attempts)) for one in sandbox.hooks.deliveries]
        assert states == [("sent", 1), ("given up", 4), ("sent", 1)]
        serials = [one.json()["serial"] for one in webhook_inbox.notifications]
        assert serials == [1, 2, 2, 2, 2, 3]


class TestFinapi:
    """
    Rules choose what is told, and details are encrypted.
    """

    def test_mock_update_is_told(self, sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
        user, connection = _user_with_rule(sandbox, webhook_inbox.url)
        account = connection["accountIds"][0]
        before = user.get(f"/api/v2/accounts/{account}")["balance"]
        data = {
            "accountId": account,
            "accountBalance": float(before - Decimal("12.99")),
            "newTransactions": [{"amount": -12.99, "purpose": "Miete", "counterpart": "Vermieter"}],
        }
        update = {
            "bankConnectionId": connection["id"],
            "bankingInterface": "XS2A",
            "mockAccountsData": [data],
        }
        body = {"mockBankConnectionUpdates": [update], "triggerNotifications": True}
        reply = user.call("POST", "/api/v2/tests/mockBatchUpdate", body)
        assert reply.status == 200, reply.body
        event = finapi_access.unwrap(webhook_inbox.wait()[0].body)
        assert isinstance(event, access_models.UserNotification)
        assert (event.trigger_event, event.callback_handle) == ("NEW_TRANSACTIONS", "user-4711")
        assert event.new_transactions is not None
        (told,) = event.new_transactions
        assert (told.account_id, told.new_transactions_count) == (account, 1)
        key = DataDecryptionKey(sandbox.credentials.finapi_data_decryption_key)
        details = json.loads(key.decrypt(told.details or ""))
        assert [(one["amount"], one["purpose"]) for one in details] == [(-12.99, "Miete")]
        assert key.decrypt(told.account_name or "") == "Girokonto"

    @pytest.mark.parametrize("event", ["NEW_ACCOUNT_BALANCE", "BANK_LOGIN_ERROR"])
    def test_every_event_can_be_fired(
        self, sandbox: Sandbox, webhook_inbox: WebhookInbox, event: str
    ) -> None:
        _user_with_rule(sandbox, webhook_inbox.url)
        sandbox.hooks.fire(event, person="erika")
        parsed = finapi_access.unwrap(webhook_inbox.wait()[0].body)
        assert isinstance(parsed, access_models.UserNotification)
        assert parsed.trigger_event == event
        assert sandbox.hooks.deliveries[-1].notes

    @pytest.mark.sandbox(clock="frozen:2026-03-02T12:00")
    def test_a_week_is_told_night_by_night(
        self, sandbox: Sandbox, webhook_inbox: WebhookInbox
    ) -> None:
        user, connection = _user_with_rule(sandbox, webhook_inbox.url)
        assert user.call("PATCH", "/api/v2/users", {"isAutoUpdateEnabled": True}).status == 200
        account = connection["accountIds"][0]
        path = f"/api/v2/transactions?view=bankView&accountIds={account}"
        before = user.get(path)["paging"]["totalCount"]
        sandbox.advance(timedelta(days=7))
        sandbox.hooks.wait()
        count = 0
        for one in webhook_inbox.notifications:
            event = finapi_access.unwrap(one.body)
            assert isinstance(event, access_models.UserNotification)
            for told in event.new_transactions or []:
                count += (told.new_transactions_count or 0) * (told.account_id == account)
        later = user_of(sandbox, "finapi_access")
        assert count == later.get(path)["paging"]["totalCount"] - before
        assert count > 0

    def test_deleted_user_is_told(self, sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
        _configure(sandbox, userSynchronizationCallbackUrl=webhook_inbox.url)
        body = {"userIds": [sandbox.credentials.finapi_user]}
        path = "/api/v2/mandatorAdmin/deleteUsers"
        assert admin_of(sandbox, "finapi_access").call("POST", path, body).status == 200
        event = finapi_access.unwrap(webhook_inbox.wait()[0].body)
        assert isinstance(event, access_models.UserSynchronization)
        assert event.user_id == sandbox.credentials.finapi_user

    def test_elsewhere_is_never_called(self, sandbox: Sandbox) -> None:
        _user_with_rule(sandbox, "http://192.0.2.1/finapi")
        sandbox.hooks.fire("NEW_TRANSACTIONS")
        sandbox.hooks.wait()
        (one,) = sandbox.hooks.deliveries
        assert (one.state, one.attempts) == ("not sent", [])

    def test_answer_is_not_looked_at(self, sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
        webhook_inbox.status = 500
        _user_with_rule(sandbox, webhook_inbox.url)
        (sent,) = sandbox.hooks.fire("NEW_TRANSACTIONS")
        sandbox.hooks.wait()
        assert (sent.state, [one.status for one in sent.attempts]) == ("sent", [500])


class TestBankimport:
    """
    An import is told, signed.
    """

    SECRET = "the shared secret"

    def test_signature_is_checked(self, sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
        target = WebhookTarget(url=webhook_inbox.url, secret=self.SECRET, accounts=(7856278,))
        sandbox.hooks.set_target("bankimport", target)
        _import(sandbox, 7856278)
        (one,) = webhook_inbox.wait()
        bankimport.unwrap(one.body, one.headers, self.SECRET, header="X-Sandbox-Signature")
        receiver = Receiver(bankimport.NOTIFICATIONS, secret=self.SECRET)
        assert receiver.receive(one.body, one.headers).decision == "new"
        with pytest.raises(InvalidSignatureError):
            bankimport.unwrap(one.body, one.headers, "another secret")
        with pytest.raises(InvalidSignatureError):
            bankimport.unwrap(one.body + b" ", one.headers, self.SECRET)
        told = one.json()["transactions"]
        assert {row["bank_account_id"] for row in told} == {7856278}

    def test_format_method_and_basic(self, sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
        target = WebhookTarget(
            url=webhook_inbox.url, method="PUT", format="xml", basic=("user", "word"),
            secret=self.SECRET, signature_header="X-Signature", signature_encoding="base64",
        )  # fmt: skip
        sandbox.hooks.set_target("bankimport", target)
        sandbox.hooks.fire("transactionsImported")
        one = webhook_inbox.wait()[0]
        assert (one.method, one.headers["authorization"]) == ("PUT", "Basic dXNlcjp3b3Jk")
        assert one.headers["content-type"] == "application/xml"
        assert b"<transaction>" in one.body
        assert len(one.headers["x-signature"]) == 88
        assert "made up" in sandbox.hooks.deliveries[0].notes[-1]

    @pytest.mark.sandbox(clock="frozen:2026-03-02T12:00")
    def test_a_week_is_told_night_by_night(
        self, sandbox: Sandbox, webhook_inbox: WebhookInbox
    ) -> None:
        sandbox.hooks.set_target("bankimport", webhook_inbox.url)
        sandbox.advance(timedelta(days=7))
        sandbox.hooks.wait()
        sent = sandbox.hooks.deliveries
        assert [one.body for one in webhook_inbox.notifications] == [one.body for one in sent]
        nights = list(dict.fromkeys(one.created for one in sent))
        assert nights == sorted(nights)
        assert len(nights) == 7
        assert {one.astimezone(BERLIN).hour for one in nights} == {3}
        for one in sent:
            told = {row["imported_at"] for row in json.loads(one.body)["transactions"]}
            assert told == {zoned_text(one.created)}


class TestWebForm:
    """
    Callbacks need https, so that they are forwarded here.
    """

    def test_end_of_a_form_is_forwarded(self, webhook_inbox: WebhookInbox) -> None:
        with Sandbox(forward=[f"finapi_webform={webhook_inbox.url}hooks"]) as sandbox:
            form = _form(sandbox)
            sandbox.visit(form["url"], action="complete")
            (one,) = webhook_inbox.wait()
        event = finapi_webform.unwrap(one.body)
        assert event == finapi_webform.parse_notification(
            json.dumps({"webFormId": form["id"], "status": "COMPLETED"})
        )
        assert (one.path, one.query) == ("/hooks/finapi/form", "state=k3v9")
        assert one.headers["x-sandbox-original-url"] == CALLBACK

    def test_cancel_and_expiry_are_not_told(self, sandbox: Sandbox) -> None:
        user = user_of(sandbox, "finapi_webform")
        cancelled, _expired = _form(sandbox), _form(sandbox)
        assert user.call("POST", f"/api/webForms/{cancelled['id']}/cancel").status == 200
        sandbox.advance(timedelta(minutes=21))
        aborted = _form(sandbox)
        sandbox.visit(aborted["url"], action="abort")
        sandbox.hooks.wait()
        told = [json.loads(one.body)["webFormId"] for one in sandbox.hooks.deliveries]
        assert told == [aborted["id"]]

    def test_task_goes_on_by_itself(self, sandbox: Sandbox) -> None:
        connection = demo_connection(user_of(sandbox, "finapi_access"))
        body = {
            "bankConnectionId": connection["id"],
            "importNewAccountsMode": "SKIP",
            "callbacks": {"finalised": CALLBACK, "webFormRequired": CALLBACK},
        }
        user = user_of(sandbox, "finapi_webform")
        assert user.call("POST", "/api/tasks/backgroundUpdate", body).status == 201
        body["manageSavedSettings"] = ["CREDENTIALS"]
        sandbox.advance(timedelta(seconds=2))
        assert user.call("POST", "/api/tasks/backgroundUpdate", body).status == 201
        sandbox.advance(timedelta(seconds=2))
        ended, wanted = sandbox.hooks.deliveries
        assert (ended.event, json.loads(ended.body)["webForm"]) == ("taskFinalised", None)
        assert wanted.event == "taskWebFormRequired"
        assert json.loads(wanted.body)["webForm"]["status"] == "NOT_YET_OPENED"

    def test_http_is_refused(self, sandbox: Sandbox) -> None:
        body = {"callbacks": {"finalised": "http://127.0.0.1:8000/done"}}
        user = user_of(sandbox, "finapi_webform")
        assert user.call("POST", "/api/webForms/bankConnectionImport", body).status == 400


def test_what_cannot_be_done_is_said(sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
    """
    Errors name what is missing.
    """
    hooks = sandbox.hooks
    with pytest.raises(ValueError, match="did you mean NEW_TRANSACTIONS"):
        hooks.fire("NEW_TRANSACTION")
    with pytest.raises(ValueError, match="nobody has a bank access"):
        hooks.fire("ERROR")
    with pytest.raises(ValueError, match="no address"):
        hooks.fire("transactionsImported")
    with pytest.raises(ValueError, match="its own API"):
        hooks.set_target("finapi_access", webhook_inbox.url)
    with pytest.raises(ValueError, match="no options"):
        hooks.set_target("banksapi", WebhookTarget(url=webhook_inbox.url, secret="x"))
    with pytest.raises(ValueError, match="secret is empty"):
        WebhookTarget(url=webhook_inbox.url, secret="")
    with pytest.raises(LookupError):
        hooks.resend("d1")


@pytest.mark.parametrize(
    ("kind", "decisions"),
    [
        ("drop", ["new", "new"]),
        ("twice", ["new", "duplicate", "new", "new"]),
        ("out_of_order", ["new", "late", "new"]),
        ("serial_gap", ["new", "new", "new"]),
        ("late", ["new", "new", "late"]),
    ],
)
def test_receiver_sees_faults(
    sandbox: Sandbox,
    customer: Customer,
    webhook_inbox: WebhookInbox,
    kind: str,
    decisions: list[str],
) -> None:
    """
    What goes wrong on the way is what a ``Receiver`` is made for.
    """
    customer.complete_access()
    sandbox.hooks.set_target("banksapi", webhook_inbox.url)
    receiver = Receiver(banksapi.NOTIFICATIONS)
    sandbox.hooks.fire("ERROR")
    sandbox.hooks.wait()
    first = receiver.receive(webhook_inbox.notifications[0].body)
    webhook_inbox.clear()
    sandbox.faults.add(kind, api="banksapi", operation="ERROR")
    for _ in range(3):
        sandbox.hooks.fire("ERROR")
    sandbox.hooks.wait()
    sandbox.advance(timedelta(minutes=2))
    sandbox.hooks.wait()
    seen = [receiver.receive(one.body) for one in webhook_inbox.notifications]
    assert (first.decision, [one.decision for one in seen]) == ("new", decisions)
    has_gap = [one.gaps for one in seen if one.gaps]
    assert bool(has_gap) == (kind in ("drop", "out_of_order", "serial_gap", "late"))


def test_receiver_refuses_bad_signatures(sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
    """
    A signature of another secret, or of a body that was cut, proves nothing.
    """
    secret = TestBankimport.SECRET
    target = WebhookTarget(url=webhook_inbox.url, secret=secret, accounts=(7856278,))
    sandbox.hooks.set_target("bankimport", target)
    for kind in ("bad_signature", "truncated"):
        sandbox.faults.add(kind, api="bankimport")
        sandbox.hooks.fire("transactionsImported")
    sandbox.hooks.fire("transactionsImported")
    sandbox.hooks.wait()
    receiver = Receiver(bankimport.NOTIFICATIONS, secret=secret)
    seen = [receiver.receive(one.body, one.headers) for one in webhook_inbox.notifications]
    assert [(one.decision, one.status) for one in seen] == [
        ("refused", 401), ("refused", 401), ("new", 200),
    ]  # fmt: skip


def test_reset_forgets_targets_and_numbers(
    sandbox: Sandbox, customer: Customer, webhook_inbox: WebhookInbox
) -> None:
    """
    The next test starts anew.
    """
    customer.complete_access()
    sandbox.hooks.set_target("banksapi", webhook_inbox.url)
    sandbox.hooks.fire("ERROR")
    sandbox.hooks.wait()
    sandbox.reset()
    assert (sandbox.hooks.deliveries, sandbox.hooks.targets) == ([], {})


def _configure(sandbox: Sandbox, **fields: Any) -> None:
    known = sandbox.credentials
    credentials = {
        "grant_type": "client_credentials",
        "client_id": known.finapi_client,
        "client_secret": known.finapi_client_secret,
    }
    client = Caller(sandbox, "finapi_access", token(sandbox, **credentials))
    reply = client.call("PATCH", "/api/v2/clientConfiguration", fields)
    assert reply.status == 200, reply.body


def _user_with_rule(sandbox: Sandbox, url: str) -> tuple[Caller, Any]:
    _configure(sandbox, userNotificationCallbackUrl=url)
    user = user_of(sandbox, "finapi_access")
    connection = demo_connection(user)
    assert user.call("POST", "/api/v2/notificationRules", RULE).status == 201
    return user, connection


def _import(sandbox: Sandbox, account: int) -> None:
    headers = {"Authorization": f"Token token={sandbox.credentials.bankimport_token}"}
    url = f"{sandbox.url('bankimport')}/bank-account/{account}"
    assert send_raw("POST", f"{url}/import", headers=headers).status == 200
    sandbox.advance(timedelta(seconds=2))
    assert send_raw("GET", url, headers=headers).status == 200


def _form(sandbox: Sandbox) -> Any:
    user = user_of(sandbox, "finapi_webform")
    body = {"bank": {"id": 280001}, "callbacks": {"finalised": CALLBACK}}
    reply = user.call("POST", "/api/webForms/bankConnectionImport", body)
    assert reply.status == 201, reply.body
    return reply.json
