"""
The state of Bankimport and its six operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from ..demo.money import bookings
from ..openapi.errors import Problem
from ..openapi.specification import Operation
from ..server.clock import Clock, zoned_text
from ..server.limits import Limited
from ..server.service import Call, Handlers, Response, Visit
from .demo_data import BANKS, Account, Transaction, first_accounts, made_account
from .search import accounts_in, page_of, transactions_in

__all__ = ["TOKEN", "BankimportService"]

TOKEN = "tb0sandbox1kontokit2example3access4token56"  # noqa: S105 - it opens nothing but the sandbox
"""The only valid access token."""

WRONG_SECRET = "falsch"  # noqa: S105
"""The PIN that all banks refuse."""

_IMPORT_TAKES = timedelta(seconds=1)
_NEW_TRANSACTIONS = 2

_handlers: Handlers[BankimportService] = Handlers()


@dataclass(frozen=True)
class _Import:
    id: int
    account: Account
    ends_at: datetime


class BankimportService:
    """
    Bankimport with its accounts.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.reset()

    def reset(self) -> None:
        """
        Restore the initial accounts.
        """
        self.accounts: dict[int, Account] = first_accounts(self.clock.now())
        self._logins: dict[tuple[str, str], int] = Limited()
        self._running: list[_Import] = []
        self._imports = 343_832

    @property
    def operation_ids(self) -> frozenset[str]:
        """
        The operations that have a handler.
        """
        return _handlers.operation_ids

    def authorise(self, operation: Operation, authorization: str | None) -> None:
        """
        Accept the only valid token.
        """
        if authorization != f"Token token={TOKEN}":
            raise Problem(401, {"error": "HTTP Token: Access denied."})

    def handle(self, call: Call) -> Response:
        """
        Complete the imports that are due, then handle the call.
        """
        self._finish_imports()
        return _handlers.handle(self, call)

    def visit(self, visit: Visit) -> Response | None:
        """
        Bankimport has no pages.
        """
        return None

    def account(self, account_id: int) -> Account:
        """
        Find an account.

        Raises:
            Problem: There is none.
        """
        found = self.accounts.get(account_id)
        if found is None:
            raise Problem(404, {"error": f"there is no bank account {account_id}"})
        return found

    def link(self, login: dict[str, Any]) -> Account:
        """
        Add the account behind a login.

        Raises:
            Problem: The bank is unknown, the PIN wrong or the login linked already.
        """
        bank = BANKS.get(login["hbci_bank_code"])
        if bank is None:
            raise Problem(422, {"errors": {"hbci_bank_code": ["is not a known bank"]}})
        if login["secret"] == WRONG_SECRET:
            raise Problem(422, {"errors": {"secret": ["was refused by the bank"]}})
        key = (bank.code, login["username"])
        if key in self._logins:
            raise Problem(422, {"errors": {"username": ["is linked already"]}})
        self._logins[key] = account_id = max(self.accounts) + 1
        kind = login.get("title") or "Girokonto"
        number = f"{account_id % 10**10:010d}"
        now = self.clock.now()
        account = made_account(account_id, bank, number, kind, now, opening=150_000, count=40)
        self.accounts[account_id] = account
        return account

    def order_import(self, account: Account) -> _Import:
        """
        Start an import. The account changes when it is finished.
        """
        self._imports += 1
        order = _Import(self._imports, account, self.clock.now() + _IMPORT_TAKES)
        self._running.append(order)
        return order

    def _finish_imports(self) -> None:
        now = self.clock.now()
        # A copy, because finished imports leave the list.
        for order in [one for one in self._running if one.ends_at <= now]:
            self._running.remove(order)
            self._finish(order)

    def _finish(self, order: _Import) -> None:
        account = order.account
        for transaction in account.transactions:
            transaction.pending = False
        seed = f"import {order.id} of {account.id}"
        today = order.ends_at.date()
        for booking in bookings(seed, _NEW_TRANSACTIONS, last=today, days=1):
            made = Transaction(
                id=max(one.id for one in account.transactions) + 1,
                booking=booking,
                imported_at=order.ends_at,
                pending=False,
            )
            account.transactions.append(made)
        account.updated_at = order.ends_at


@_handlers.operation("addBankAccount")
def _add(bank: BankimportService, call: Call) -> Response:
    return Response(status=201, body={"bank_account": account_json(bank.link(call.body))})


@_handlers.operation("listBankAccounts")
def _list(bank: BankimportService, call: Call) -> Response:
    found = accounts_in(bank.accounts.values(), call.query)
    return Response(body={"bank_accounts": [account_json(one) for one in found]})


@_handlers.operation("getBankAccount")
def _get(bank: BankimportService, call: Call) -> Response:
    return Response(body={"bank_account": account_json(bank.account(call.path["id"]))})


@_handlers.operation("startImport")
def _import(bank: BankimportService, call: Call) -> Response:
    order = bank.order_import(bank.account(call.path["id"]))
    # Rounded up: a client that comes back at this second must find the import finished.
    finish = datetime.fromtimestamp(ceil(order.ends_at.timestamp()), UTC)
    body = {
        "id": order.id,
        "bank_account_id": order.account.id,
        "estimated_finish_date": zoned_text(finish),
    }
    return Response(body={"import": body})


@_handlers.operation("listTransactions")
def _search(bank: BankimportService, call: Call) -> Response:
    return _page(list(bank.accounts.values()), call)


@_handlers.operation("listBankAccountTransactions")
def _search_account(bank: BankimportService, call: Call) -> Response:
    return _page([bank.account(call.path["id"])], call)


def _page(accounts: list[Account], call: Call) -> Response:
    found = transactions_in(accounts, call.query)
    rows, paging = page_of(found, call.query)
    body = {"transactions": [transaction_json(*row) for row in rows], "pagination": paging}
    return Response(body=body)


def account_json(account: Account) -> dict[str, Any]:
    """
    Serialize an account as the API does.
    """
    return {
        "id": account.id,
        "account_number": account.number,
        "sub_account_number": "00",
        "last_update_at": zoned_text(account.updated_at),
        "account_owner": account.owner,
        "currency": "EUR",
        "bank_name": account.bank.name,
        "bank_code": account.bank.code,
        "balance": account.balance,
        "access_type": "HBCI",
        "account_type": account.kind,
        "iban": account.iban,
        "bic": account.bank.bic,
    }


def transaction_json(account: Account, transaction: Transaction) -> dict[str, Any]:
    """
    Serialize a transaction. The provider does not document the format.
    """
    booking = transaction.booking
    return {
        "id": transaction.id,
        "bank_account_id": account.id,
        "account_date": booking.day.isoformat(),
        "imported_at": zoned_text(transaction.imported_at),
        "status": "pending" if transaction.pending else "completed",
        "amount": booking.amount,
        "currency": "EUR",
        "purpose": booking.purpose,
        "counterparty_name": booking.counterparty,
        "counterparty_iban": booking.iban,
        "counterparty_bic": booking.bic,
    }
