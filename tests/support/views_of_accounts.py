"""
One account as the providers of the sandbox show it, in the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kontokit_sandbox import Sandbox
from kontokit_sandbox.server.clock import BERLIN

__all__ = ["COMPANY", "PROVIDERS", "Shown", "connect_all"]

COMPANY = "mueller"
"""The login that leads to the company's accounts."""
_ACCESS = "5d7d2f0a-5b0e-4c1a-9d6e-3f1f5d8c2b10"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=BERLIN)
_FINAPI: dict[str, Any] = {
    "bank_id": 280001,
    "banking_interface": "FINTS_SERVER",
    "store_secrets": True,
}


@dataclass(frozen=True)
class Shown:
    """
    What a provider shows of an account: its balance and its booked rows.
    """

    balance: Decimal
    rows: frozenset[tuple[date, Decimal, str]]
    """Day, amount and the IBAN of the other side; equal rows count once."""
    count: int
    total: Decimal
    """The sum of all amounts."""

    def since(self, day: date) -> int:
        """
        Count the rows from a day on.
        """
        return sum(1 for row in self.rows if row[0] >= day)


def _shown(balance: Decimal, rows: list[tuple[date, Decimal, str]]) -> Shown:
    total = sum((amount for _, amount, _ in rows), Decimal())
    return Shown(balance, frozenset(rows), len(rows), total)


def of_bankimport(sandbox: Sandbox, iban: str) -> Shown:
    client: Any
    with sandbox.client("bankimport") as client:
        (account,) = (one for one in client.bank_accounts.list() if one.iban == iban)
        rows = [
            (row.account_date, row.amount, row.counterparty_iban)
            for row in client.transactions.list_for_account(account.id, status="completed")
        ]
    return _shown(account.balance, rows)


def of_banksapi(sandbox: Sandbox, iban: str) -> Shown:
    client: Any
    with sandbox.client("banksapi", as_user=True) as client:
        access = client.bank_accesses.get(_ACCESS)
        (product,) = (one for one in access.bankprodukte if one.iban == iban)
        rows = [
            (row.buchungsdatum.date(), row.betrag, row.gegenkonto_iban)
            for row in client.transactions.list(_ACCESS, product.id, from_=_LONG_AGO)
        ]
    return _shown(product.saldo, rows)


def of_finapi(sandbox: Sandbox, iban: str) -> Shown:
    client: Any
    with sandbox.client("finapi_access", as_user=True) as client:
        (account,) = (one for one in client.accounts.list() if one.iban == iban)
        rows = [
            (row.bank_booking_date, row.amount, row.counterpart_iban)
            for row in client.transactions.list(
                view="userView", account_ids=[account.id], per_page=500
            )
        ]
    return _shown(account.balance, rows)


def of_finapi_v1(sandbox: Sandbox, iban: str) -> Shown:
    client: Any
    with sandbox.client("finapi_access_v1", as_user=True) as client:
        (account,) = (one for one in client.accounts.list() if one.iban == iban)
        rows = [
            (row.bank_booking_date.date(), row.amount, row.counterpart_iban)
            for row in client.transactions.list(
                view="userView", account_ids=[account.id], per_page=500
            )
        ]
    return _shown(account.balance, rows)


PROVIDERS: dict[str, Callable[[Sandbox, str], Shown]] = {
    "bankimport": of_bankimport,
    "banksapi": of_banksapi,
    "finapi_access": of_finapi,
    "finapi_access_v1": of_finapi_v1,
}
"""Web Form shows no rows; what is imported with it is shown by finAPI Access."""


def connect_all(sandbox: Sandbox, login: str = COMPANY, *, by_web_form: bool = False) -> None:
    """
    Let BANKSapi and finAPI import accounts and update them each night; Bankimport has those of the
    company already.

    Args:
        by_web_form: Whether the user imports at finAPI with a form of Web Form.
    """
    client: Any
    with sandbox.client("banksapi", as_user=True) as client:
        provider = sandbox.credentials.banksapi_demo_provider
        entered = {"userid": login, "pin": login}
        client.bank_accesses.add(_ACCESS, provider_id=provider, credentials=entered)
    with sandbox.client("finapi_access", as_user=True) as client:
        client.users.edit(is_auto_update_enabled=True)
        if not by_web_form:
            entered = {"Onlinebanking-ID": login, "PIN": login}
            client.bank_connections.import_bank_connection(**_FINAPI, login_credentials=entered)
            return
    with sandbox.client("finapi_webform", as_user=True) as client:
        form = client.web_forms.create_bank_connection_import(bank={"id": _FINAPI["bank_id"]})
    sandbox.visit(form.url, action="complete", login=login)
