"""
Notifications as the sandbox sends them, handed to the application.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from kontokit_banksapi import Banksapi
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox, WebhookInbox, WebhookTarget

SECRET = "a shared secret"
ACCESS = UUID("629e4510-5331-47d4-9bad-8902039ff762")


@pytest.fixture
def app(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """
    The application with an empty inbox.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUSH_SECRET", SECRET)
    monkeypatch.setenv("FINAPI_KEY", sandbox.credentials.finapi_data_decryption_key)
    monkeypatch.delitem(sys.modules, "app", raising=False)
    module = import_module("app")
    with TestClient(module.app) as client:
        yield client
    module.store.close()


def deliver(app: TestClient, api: str, sent: WebhookInbox) -> list[int]:
    """
    Pass on what has arrived; returns the answers.
    """
    answers = [
        app.post(f"/webhooks/{api}", content=one.body, headers=dict(one.headers)).status_code
        for one in sent.notifications
    ]
    sent.clear()
    return answers


def test_only_what_bankimport_has_signed_is_taken(
    app: TestClient, sandbox: Sandbox, webhook_inbox: WebhookInbox
) -> None:
    sandbox.hooks.set_target("bankimport", WebhookTarget(url=webhook_inbox.url, secret="another"))
    sandbox.hooks.fire("transactionsImported")
    sandbox.hooks.wait()
    assert set(deliver(app, "bankimport", webhook_inbox)) == {401}
    assert app.get("/to-read").text == ""
    sandbox.hooks.set_target("bankimport", WebhookTarget(url=webhook_inbox.url, secret=SECRET))
    sandbox.hooks.fire("transactionsImported")
    sandbox.hooks.wait()
    assert set(deliver(app, "bankimport", webhook_inbox)) == {200}
    assert app.get("/to-read").text == "bankimport *\n"


def test_repetitions_are_noted_once_and_gaps_noticed(
    app: TestClient, banksapi: Banksapi, sandbox: Sandbox, webhook_inbox: WebhookInbox
) -> None:
    login = {"userid": "demo1", "pin": "demo"}
    bank = sandbox.credentials.banksapi_demo_provider
    banksapi.bank_accesses.add(ACCESS, provider_id=bank, credentials=login)
    sandbox.hooks.set_target("banksapi", webhook_inbox.url)
    sandbox.faults.add("twice", api="banksapi", times=None)
    sandbox.hooks.fire("BALANCE")
    sandbox.hooks.wait()
    assert deliver(app, "banksapi", webhook_inbox) == [200] * 6
    noted = app.get("/to-read").text.splitlines()
    assert len(noted) == 3
    sandbox.hooks.gap(2)
    sandbox.hooks.fire("BALANCE")
    sandbox.hooks.wait()
    deliver(app, "banksapi", webhook_inbox)
    assert app.get("/to-read").text.splitlines() == ["banksapi * something was lost", *noted]


def test_names_of_finapi_are_decrypted(
    app: TestClient, finapi_access: FinapiAccess, sandbox: Sandbox, webhook_inbox: WebhookInbox
) -> None:
    finapi_access.bank_connections.import_bank_connection(
        bank_id=280001,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"},
    )
    finapi_access.client_configuration.edit(user_notification_callback_url=webhook_inbox.url)
    sandbox.hooks.fire("NEW_TRANSACTIONS")
    sandbox.hooks.wait()
    assert deliver(app, "finapi", webhook_inbox) == [200]
    names = [line.split()[2] for line in app.get("/to-read").text.splitlines()]
    assert names == ["Girokonto", "Gemeinschaftskonto", "Sparkonto"]
    account = {"accountId": 9, "accountName": "Zm9yZ2Vk"}
    forged = {"triggerEvent": "NEW_TRANSACTIONS", "newTransactions": [account]}
    assert app.post("/webhooks/finapi", json=forged).status_code == 200
    assert app.get("/to-read").text.splitlines()[-1] == "finapi 9"
