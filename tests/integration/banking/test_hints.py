"""
Which accounts a notification is about: the documented examples, and what the sandbox sends.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from kontokit import AsyncClient, SyncClient
from kontokit_bankimport import webhooks as bankimport
from kontokit_banking import async_reading, reading
from kontokit_banksapi import webhooks as banksapi
from kontokit_finapi_access import webhooks as finapi_access
from kontokit_finapi_access_v1 import webhooks as finapi_access_v1
from kontokit_sandbox import Sandbox, WebhookInbox
from tests.support.banking_servers import APIS
from tests.support.sandbox_accounts import connected

PARSERS: Mapping[str, Callable[[bytes], object]] = {
    "bankimport": bankimport.parse_notification,
    "banksapi": banksapi.parse_notification,
    "finapi_access": finapi_access.parse_notification,
    "finapi_access_v1": finapi_access_v1.parse_notification,
}
OF_BANKSAPI = {
    "userId": "mock-user-4711",
    "accountId": " 3671fbf6-c752-4107-a9c0-61ea77cd7f5e",
    "tenant": "demo",
    "occurred": "2019-05-11 09:05:00",
    "serial": 42,
}
IBAN = "DE00123456789012345679"
RULE = {"triggerEvent": "NEW_TRANSACTIONS", "callbackHandle": "user-4711", "notificationRuleId": 12}
FINAPI: list[tuple[dict[str, Any], tuple[str, ...] | None]] = [
    ({**RULE, "newTransactions": [{"accountId": 2, "newTransactionsCount": 3}]}, ("2",)),
    ({**RULE, "newTransactions": [{"accountId": one} for one in (2, 3, 2)]}, ("2", "3")),
    ({**RULE, "newTransactions": [{"accountId": 2}, {"accountName": "eA=="}]}, None),
    ({**RULE, "newTransactions": []}, None),
    ({**RULE, "triggerEvent": "LOW_ACCOUNT_BALANCE", "details": "eA=="}, None),
    ({"userId": "username", "event": "DELETED"}, None),
]
CASES: list[tuple[str, dict[str, Any], tuple[str, ...] | None]] = [
    ("bankimport", {}, None),
    ("bankimport", {"transactions": [{"bank_account_id": 7856278}]}, None),
    (
        "banksapi",
        {**OF_BANKSAPI, "notificationType": "TRANSACTION", "productId": f" {IBAN}"}
        | {"newTransactions": [{"payeeName": "La Sopia GmbH Munich", "amount": -70}]},
        (IBAN,),
    ),
    (
        "banksapi",
        {**OF_BANKSAPI, "notificationType": "BALANCE", "productId": IBAN}
        | {"oldBalance": 200000.00, "newBalance": 205000.00},
        (IBAN,),
    ),
    (
        "banksapi",
        {**OF_BANKSAPI, "notificationType": "ERROR", "level": "ERROR", "code": "BA1010"}
        | {"message": "Zugang gesperrt"},
        None,
    ),
    ("banksapi", {**OF_BANKSAPI, "notificationType": "NEW_KIND"}, None),
    *(("finapi_access", *one) for one in FINAPI),
    *(("finapi_access_v1", *one) for one in FINAPI),
]


@pytest.mark.parametrize(("api", "body", "wanted"), CASES)
def test_what_a_notification_names(
    api: str, body: dict[str, Any], wanted: tuple[str, ...] | None
) -> None:
    """
    The ids of accounts, or None where all have to be looked at: also if only some have ids.
    """
    event = PARSERS[api](json.dumps(body).encode())
    client: SyncClient = APIS[api].client("http://127.0.0.1:1")
    other: AsyncClient = APIS[api].async_client("http://127.0.0.1:1")
    assert reading(client).hint(event) == wanted
    assert async_reading(other).hint(event) == wanted


def test_what_is_no_notification() -> None:
    """
    That of another API names no account of this one.
    """
    client = APIS["banksapi"].client("http://127.0.0.1:1")
    body = json.dumps({**RULE, "newTransactions": [{"accountId": 2}]}).encode()
    assert reading(client).hint(finapi_access.parse_notification(body)) is None
    assert reading(client).hint("text") is None


def test_an_account_of_the_sandbox_is_named(sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
    """
    BANKSapi tells of new transactions of a product, by its id.
    """
    with connected(sandbox, "banksapi") as client:
        sandbox.hooks.set_target("banksapi", webhook_inbox.url)
        sandbox.hooks.fire("TRANSACTION")
        sandbox.hooks.wait()
        bank = reading(client)
        ids = {one.id for one in bank.accounts()}
        for sent in webhook_inbox.notifications:
            named = bank.hint(banksapi.parse_notification(sent.body))
            assert named is not None
            assert set(named) <= ids
        assert webhook_inbox.notifications


def test_an_account_of_finapi_is_named(sandbox: Sandbox, webhook_inbox: WebhookInbox) -> None:
    """
    After a night with new transactions.
    """
    with sandbox.client("finapi_access") as admin:
        admin.client_configuration.edit(user_notification_callback_url=webhook_inbox.url)
    with connected(sandbox, "finapi_access") as client:
        client.users.edit(is_auto_update_enabled=True)
        client.notification_rules.create(trigger_event="NEW_TRANSACTIONS")
        sandbox.advance(timedelta(days=1))
        sandbox.hooks.wait()
        bank = reading(client)
        (sent, *_) = webhook_inbox.wait()
        named = bank.hint(finapi_access.parse_notification(sent.body))
        assert named
        assert set(named) <= {one.id for one in bank.accounts()}
