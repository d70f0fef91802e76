"""
Receives the notifications of Bankimport, BANKSapi and finAPI, and notes what has to be read.

README.md says how to start it.
"""

import os
from typing import Any

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from inbox import Inbox
from starlette.routing import Route

from kontokit import DataDecryptionKey, DecryptionError
from kontokit.stores import SqliteStore
from kontokit.webhooks import AsyncReceiver, Received, UnknownNotification
from kontokit_bankimport import webhooks as bankimport
from kontokit_banksapi import webhooks as banksapi
from kontokit_banksapi.models import (
    BalanceNotification,
    ErrorNotification,
    TransactionNotification,
)
from kontokit_finapi_access import webhooks as finapi
from kontokit_finapi_access.models import NotifiedAccount, UserNotification
from kontokit_web.starlette import WebhookApp
from kontokit_web.webhooks import Webhooks

ALL = "*"  # everything has to be read, since it is not known what is new
KEY = DataDecryptionKey(os.environ["FINAPI_KEY"])

inbox = Inbox("inbox.db")
store = SqliteStore("webhooks.db", key=None)  # the newest numbers and digests, for all workers


def bankimport_told(_: dict[str, Any]) -> None:
    """Its fields are not documented."""
    inbox.put("bankimport", ALL)


def banksapi_told(event: BalanceNotification | TransactionNotification) -> None:
    inbox.put("banksapi", event.product_id)


def banksapi_failed(event: ErrorNotification) -> None:
    inbox.put("banksapi", event.account_id, "the access does not work")


def finapi_told(event: UserNotification) -> None:
    for one in event.new_transactions or ():
        inbox.put("finapi", str(one.account_id), name_of(one))


def name_of(account: NotifiedAccount) -> str:
    """finAPI encrypts names for your client. Anyone may have sent it, so that is no proof."""
    try:
        return KEY.decrypt(account.account_name) if account.account_name else ""
    except DecryptionError:
        return ""


def anything_told(_: UnknownNotification) -> None:
    """A kind that this version does not know."""
    inbox.put("finapi", ALL)


def lost(_: Received[Any]) -> None:
    """BANKSapi numbers what it sends, and a number is missing."""
    inbox.put("banksapi", ALL, "something was lost")


at_bankimport = Webhooks(
    receiver=AsyncReceiver(
        bankimport.NOTIFICATIONS,
        store=store,
        stream="bankimport",
        secret=os.environ["PUSH_SECRET"],
    ),
    handlers={dict: bankimport_told},
)
at_banksapi = Webhooks(
    receiver=AsyncReceiver(banksapi.NOTIFICATIONS, store=store, stream="banksapi"),
    handlers={
        BalanceNotification: banksapi_told,
        TransactionNotification: banksapi_told,
        ErrorNotification: banksapi_failed,
    },
    on_resync=lost,
)
at_finapi = Webhooks(
    receiver=AsyncReceiver(finapi.NOTIFICATIONS, store=store, stream="finapi"),
    handlers={UserNotification: finapi_told, UnknownNotification: anything_told},
)
app = FastAPI(
    routes=[
        Route("/webhooks/bankimport", WebhookApp(at_bankimport)),
        Route("/webhooks/banksapi", WebhookApp(at_banksapi)),
        Route("/webhooks/finapi", WebhookApp(at_finapi)),
    ]
)


@app.get("/to-read", response_class=PlainTextResponse)
def to_read() -> str:
    """For you to look at; a job takes it from the inbox and syncs the accounts."""
    return "".join(f"{' '.join(row).rstrip()}\n" for row in inbox.rows())
