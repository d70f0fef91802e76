"""
The state of Bankimport and its six operations.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from ..ledger.ledger import Ledger
from ..ledger.listings import Pages
from ..ledger.rows import Row
from ..openapi.errors import Problem
from ..openapi.specification import Operation
from ..orders.bank_state import BankState
from ..server.clock import zoned_text
from ..server.limits import Limited
from ..server.service import Call, Handlers, Response, Visit
from .accounts import BANKS, Account, first_accounts, linked_account
from .search import MAXIMUM, accounts_in, listing_of

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

    def __init__(self, ledger: Ledger, banks: BankState) -> None:
        """
        Args:
            banks: What the banks know whichever API asks. The sandbox resets it.
        """
        self.ledger = ledger
        self.banks = banks
        self.clock = ledger.clock
        self.pages = Pages(ledger)
        self.reset()

    def reset(self) -> None:
        """
        Restore the initial accounts.
        """
        self.accounts: dict[int, Account] = first_accounts(self.ledger)
        self._logins: dict[tuple[str, str], int] = Limited()
        self.imported: list[tuple[Account, datetime]] = []
        """What has just been imported, and up to when it had been read before."""
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
        Handle a call.
        """
        return _handlers.handle(self, call)

    def error(self, status: int, endpoint: str) -> Problem:
        """
        Make an error as the provider sends it.
        """
        return Problem(status, {"error": "a fault of the sandbox"})

    def people(self, authorization: str | None) -> frozenset[str]:
        """
        The names of the person whose token a request has: nobody's.
        """
        return frozenset()

    def suffer(self, kind: str, authorization: str | None, body: bytes) -> None:
        """
        Let a fault happen to the state: no kind of Bankimport does.
        """

    def recover(self) -> None:
        """
        End the fault of a request that was handled.
        """

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
        name, pin = login["username"], login["secret"]
        if pin == WRONG_SECRET or self._is_refused(name, pin):
            raise Problem(422, {"errors": {"secret": ["was refused by the bank"]}})
        key = (bank.code, name)
        known = self.accounts.get(self._logins.get(key, 0))
        if known is not None and self._is_refused(name, known.pin):
            # The bank has changed the PIN since.
            known.pin = pin
            return known
        if known is not None:
            raise Problem(422, {"errors": {"username": ["is linked already"]}})
        account = linked_account(self.ledger, bank, login)
        if account.id in self.accounts:
            raise Problem(422, {"errors": {"username": ["is linked already"]}})
        self._logins[key] = account.id
        self.accounts[account.id] = account
        return account

    def forget(self, gone: Collection[int]) -> None:
        """
        Unlink accounts that the bank has closed.

        Args:
            gone: Their numbers in the ledger.
        """
        for key, one in list(self.accounts.items()):
            if one.no in gone:
                del self.accounts[key]
        for login, key in list(self._logins.items()):
            if key not in self.accounts:
                del self._logins[login]
        self._running = [one for one in self._running if one.account.no not in gone]
        self.imported = [(one, before) for one, before in self.imported if one.no not in gone]

    def _is_refused(self, login: str, pin: str) -> bool:
        """
        Whether the bank refuses a login: it is locked, or its PIN was changed.
        """
        return login in self.banks.locked or self.banks.refuses(login, pin)

    def order_import(self, account: Account) -> _Import:
        """
        Start an import. The account changes when it is finished.
        """
        self._imports += 1
        order = _Import(self._imports, account, self.clock.now() + _IMPORT_TAKES)
        self._running.append(order)
        return order

    def night(self, moment: datetime) -> None:
        """
        Import all accounts, as each night.
        """
        for account in self.accounts.values():
            if self._is_refused(account.login, account.pin):
                account.missed.add(moment)
            else:
                account.updated_at = moment

    def due(self, after: datetime) -> datetime | None:
        """
        Return when the next import is finished.
        """
        return min((one.ends_at for one in self._running if one.ends_at > after), default=None)

    def carry_out(self, moment: datetime) -> None:
        """
        Finish the imports that end at a time. Banks book what is pending when somebody asks.
        """
        for order in [one for one in self._running if one.ends_at <= moment]:
            self._running.remove(order)
            if self._is_refused(order.account.login, order.account.pin):
                continue
            self.ledger.update(order.account.no, _NEW_TRANSACTIONS)
            self.imported.append((order.account, order.account.updated_at))
            order.account.read(moment)


@_handlers.operation("addBankAccount")
def _add(bank: BankimportService, call: Call) -> Response:
    account = bank.link(call.body)
    return Response(status=201, body={"bank_account": account_json(bank.ledger, account)})


@_handlers.operation("listBankAccounts")
def _list(bank: BankimportService, call: Call) -> Response:
    found = accounts_in(bank.ledger, bank.accounts.values(), call.query)
    return Response(body={"bank_accounts": [account_json(bank.ledger, one) for one in found]})


@_handlers.operation("getBankAccount")
def _get(bank: BankimportService, call: Call) -> Response:
    return Response(body={"bank_account": account_json(bank.ledger, bank.account(call.path["id"]))})


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
    return _page(bank, list(bank.accounts.values()), call)


@_handlers.operation("listBankAccountTransactions")
def _search_account(bank: BankimportService, call: Call) -> Response:
    return _page(bank, [bank.account(call.path["id"])], call)


def _page(bank: BankimportService, accounts: list[Account], call: Call) -> Response:
    """
    Return one page. A limit above the maximum is reduced to the maximum.

    The names in the paging object are made up, because the provider's are not known.
    """
    query, by_number = call.query, {account.no: account for account in accounts}
    page, limit = query.get("page", 1), min(query.get("limit", MAXIMUM), MAXIMUM)
    listing = listing_of(accounts, query)
    rows = bank.pages.rows(listing, (page - 1) * limit, limit)
    total = bank.pages.count(listing)
    paging = {"page": page, "limit": limit, "pages": ceil(total / limit), "total": total}
    found = [transaction_json(by_number[row.account], row) for row in rows]
    return Response(body={"transactions": found, "pagination": paging})


def account_json(ledger: Ledger, account: Account) -> dict[str, Any]:
    """
    Serialize an account as the API does.
    """
    found = ledger.accounts[account.no]
    bank = BANKS[found.bank_code]
    return {
        "id": account.id,
        "account_number": found.number,
        "sub_account_number": "00",
        "last_update_at": zoned_text(account.updated_at),
        "account_owner": found.holder,
        "currency": "EUR",
        "bank_name": bank.name,
        "bank_code": bank.code,
        "balance": ledger.balance(account.no, account.updated_at),
        "access_type": "HBCI",
        "account_type": account.kind,
        "iban": found.iban,
        "bic": bank.bic,
    }


def transaction_json(account: Account, row: Row) -> dict[str, Any]:
    """
    Serialize a transaction. The provider does not document the format.
    """
    return {
        "id": account.row_id(row),
        "bank_account_id": account.id,
        "account_date": row.day.isoformat(),
        "imported_at": zoned_text(account.imported_at(row)),
        "status": "completed" if row.is_booked else "pending",
        "amount": row.amount,
        "currency": "EUR",
        "purpose": row.tagged_purpose,
        "counterparty_name": row.counterparty,
        "counterparty_iban": row.iban,
        "counterparty_bic": row.bic,
    }
