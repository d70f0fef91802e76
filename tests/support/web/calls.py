"""
What a user of the test application can start: imports, forms and orders.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kontokit_web.work import Call, Work

TEST_BANK, REDIRECT_BANK = 280001, 280002
"""Banks of finAPI."""
PAYEE = "Max Muster"
PAYEE_IBAN = "DE02120300000000202051"


def login_of(name: str) -> dict[str, str]:
    return {"Onlinebanking-ID": name, "PIN": name}


def started(new: Any, client: Any, query: Mapping[str, str], provider: str) -> Work[None]:
    """
    Start what a query asks for.

    Args:
        new: The new flow.
        client: The client of its owner.
        query: ``api``; ``login`` at the bank; ``bank=redirect`` for a bank with a page of its own;
            ``amount`` for an order.
        provider: The id of the bank at BANKSapi.
    """
    login = query.get("login", "demo_all_methods")
    match query["api"]:
        case "finapi_webform":
            yield Call(lambda: new.start(client, client.web_forms.create_bank_connection_import))
        case "banksapi":
            credentials = {"userid": login, "pin": login}
            method, arguments = _at_banksapi(client, query.get("amount"), provider)
            yield Call(lambda: new.start(client, method, **arguments, credentials=credentials))
        case _:
            bank = REDIRECT_BANK if query.get("bank") == "redirect" else TEST_BANK
            yield from _at_finapi(new, client, query, login, bank)


def _at_banksapi(client: Any, amount: str | None, provider: str) -> tuple[Any, dict[str, Any]]:
    if amount is None:
        arguments = {"access_id": str(uuid.uuid4()), "provider_id": provider}
        return client.bank_accesses.add, arguments
    details = {
        "recipient": PAYEE,
        "iban": PAYEE_IBAN,
        "amount": Decimal(amount),
        "currency": "EUR",
        "purpose": new_purpose(),
    }
    arguments = {"provider": provider, "product": "DE1"}
    return client.payments.initiate_single_transfer, {**arguments, "transfer_details": details}


def _at_finapi(
    new: Any, client: Any, query: Mapping[str, str], login: str, bank: int
) -> Work[None]:
    arguments: dict[str, Any] = {"banking_interface": "XS2A"}
    if bank == REDIRECT_BANK:
        arguments["redirect_url"] = new.return_url
    if bank == TEST_BANK or "login" in query:
        arguments["login_credentials"] = login_of(login)
    if "amount" in query:
        transfer = {
            "counterpart_name": PAYEE,
            "counterpart_iban": PAYEE_IBAN,
            "amount": Decimal(query["amount"]),
            "purpose": new_purpose(),
        }
        create = client.payments.create_money_transfer
        made: Any = yield Call(lambda: create(bank_id=bank, money_transfers=[transfer]))
        method, arguments["payment_id"] = client.payments.submit, made.id
    else:
        method, arguments["bank_id"] = client.bank_connections.import_bank_connection, bank
    yield Call(lambda: new.start(client, method, **arguments))


def new_purpose() -> str:
    """
    A purpose of its own, since an order that equals another one would be refused.
    """
    return f"Rechnung {uuid.uuid4()}"
