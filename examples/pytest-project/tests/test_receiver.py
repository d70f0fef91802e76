"""
Webhooks, as they come from a network.
"""

from __future__ import annotations

from uuid import UUID

from bookkeeping.receiver import Inbox

from kontokit_banksapi import Banksapi
from kontokit_sandbox import Sandbox, WebhookInbox

ACCESS = UUID("629e4510-5331-47d4-9bad-8902039ff762")


def test_repetitions_are_fetched_once(
    banksapi: Banksapi, sandbox: Sandbox, webhook_inbox: WebhookInbox
) -> None:
    """
    A webhook that comes twice names the same access once, and a lost one is noticed.
    """
    login = {"userid": "demo1", "pin": "demo"}
    provider = sandbox.credentials.banksapi_demo_provider
    banksapi.bank_accesses.add(ACCESS, provider_id=provider, credentials=login)
    sandbox.hooks.set_target("banksapi", webhook_inbox.url)
    sandbox.faults.add("twice", api="banksapi")
    sandbox.faults.add("drop", api="banksapi", skip=1)
    for _ in range(3):
        sandbox.hooks.fire("ERROR")
    sandbox.hooks.wait()
    inbox = Inbox()
    statuses = [inbox.handle(one.body) for one in webhook_inbox.notifications]
    assert statuses == [200, 200, 200]
    assert inbox.to_fetch == [str(ACCESS), str(ACCESS)]
    assert inbox.has_missed
