"""
What scenarios at BANKSapi have in common: arguments of calls, and what the server was sent.
"""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from tests.support.flow_driver import BACK, BlockingFlow, BlockingSca, User

TRANSFER: Final = {
    "recipient": "Erika Mustermann",
    "purpose": "Rechnung 2024-0815",
    "iban": "DE89370400440532013000",
    "currency": "EUR",
    "amount": Decimal("1337.42"),
}
DEBIT: Final = {
    "amount": Decimal("12.50"),
    "currency": "EUR",
    "purpose": "Beitrag",
    "end_to_end_id": "BEITRAG-1",
    "debtor_name": "Max Mustermann",
    "debtor_iban": "DE89370400440532013000",
    "mandate_identification": "M-1",
    "mandate_date_of_signature": "2024-02-02",
}
DEBIT_HEAD: Final = {
    "creditor_scheme_identification": "DE98ZZZ09999999999",
    "requested_collection_date": "2026-12-01",
}
ORDERS: Final[dict[str, dict[str, Any]]] = {
    "single_transfer": {"transfer_details": TRANSFER},
    "bulk_transfer": {"transfer_details": [TRANSFER, {**TRANSFER, "purpose": "Second"}]},
    "single_debit": {**DEBIT_HEAD, "debit_details": DEBIT},
    "bulk_debit": {**DEBIT_HEAD, "debit_details": [DEBIT]},
}
OUTCOMES: Final = {
    "single_transfer": "BA1111",
    "bulk_transfer": "BA1112",
    "single_debit": "BA1212",
    "bulk_debit": "BA1212",
}
"""The message with which each kind of order is confirmed."""
LEGACY: Final = {
    "empfaenger": "Muster GmbH",
    "verwendungszweck": "Rechnung",
    "iban": "DE89370400440532013000",
    "waehrung": "EUR",
    "betrag": Decimal("1337.42"),
}
PHOTO_TAN: Final = "8534842"
FLICKER_TAN: Final = "936086"
PIN: Final = "geheim-4711"


def credentials(login: str, pin: str = PIN) -> dict[str, str]:
    return {"userid": login, "pin": pin}


def access_of(login: str, pin: str = PIN, access: str | None = None) -> dict[str, Any]:
    """
    What adds a bank access under an id of our own.
    """
    return {
        "access_id": access or str(uuid.uuid4()),
        "provider_id": DEMO_PROVIDER,
        "credentials": credentials(login, pin),
        "sync": True,
    }


def order_of(login: str = "demo1", pin: str = PIN, **details: Any) -> dict[str, Any]:
    """
    What starts an order; a single transfer where nothing else is given.
    """
    given = details or {"transfer_details": TRANSFER}
    head = {"provider": DEMO_PROVIDER, "product": "DE1"}
    return {**head, "credentials": credentials(login, pin), **given}


def add(user: User, login: str, *, sca: BlockingSca | None = None, pin: str = PIN) -> BlockingFlow:
    """
    Add a bank access for a login, whose name decides what the bank wants.
    """
    chosen = sca or user.sca(return_url=BACK)
    return chosen.start(user.client.bank_accesses.add, **access_of(login, pin))


def pay(user: User, login: str = "demo1", *, sca: BlockingSca | None = None) -> BlockingFlow:
    """
    Start a single transfer with the credentials of a login.
    """
    chosen = sca or user.sca(return_url=BACK)
    return chosen.start(user.client.payments.initiate_single_transfer, **order_of(login))


def codes(value: Any) -> list[str]:
    """
    The codes of the messages in an answer.
    """
    return [str(one.code) for one in value.messages]


def relations(value: Any) -> set[str]:
    """
    The relations of an answer.
    """
    return {one.rel for one in value.relations}


def sent(sandbox: Sandbox, operation: str) -> list[Any]:
    """
    The bodies that an operation was sent, as JSON.
    """
    found = sandbox.requests_to("banksapi", operation)
    return [json.loads(one.body, parse_float=Decimal) for one in found]


def tans(sandbox: Sandbox, operation: str = "submitAccessConsent") -> list[str]:
    """
    The TANs that were sent.
    """
    field = "scaAuthenticationData"
    return [body[field] for body in sent(sandbox, operation) if field in body]


def times(sandbox: Sandbox, operation: str) -> list[datetime]:
    """
    When an operation was called.
    """
    return [one.at for one in sandbox.requests_to("banksapi", operation)]


def gaps(moments: list[datetime]) -> list[float]:
    """
    Seconds between moments.
    """
    return [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]


def step_of(flow: BlockingFlow) -> Any:
    """
    The step that is wanted now, which a type checker takes for another one than before.
    """
    return flow.step
