"""
The accounts that are linked in Bankimport, and how far it has read them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..ledger import people
from ..ledger.ledger import Account as BankAccount
from ..ledger.ledger import Ledger
from ..ledger.listings import View
from ..ledger.people import Bank
from ..ledger.rows import Row
from ..server.timeline import night_after

__all__ = ["BANKS", "Account", "first_accounts", "linked_account"]

_EXAMPLES = (
    # The examples of Bankimport's documents. Nobody has the accounts that the sandbox makes there.
    Bank("37040044", "Commerzbank", "COBADEFFXXX"),
    Bank("12030000", "Deutsche Kreditbank Berlin", "BYLADEM1001"),
)
BANKS = {**people.BANKS, **{bank.code: bank for bank in _EXAMPLES}}
"""The banks that Bankimport reaches here, by bank code."""
_FIRST_ID = 7_856_277
"""Added to the number of an account in the ledger, as in the examples of the document."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_ROWS = 100_000_000
"""How many ids the rows of an account have."""


@dataclass(kw_only=True)
class Account:
    """
    One linked account.
    """

    no: int
    """The number of the account in the ledger."""
    kind: str
    """What the bank calls the product."""
    login: str
    """The name with which it was linked."""
    pin: str = ""
    """The PIN that was given then; empty for what was linked long ago."""
    linked_at: datetime
    imports: list[datetime] = field(default_factory=list[datetime])
    """When it was imported besides the nights, oldest first."""
    missed: set[datetime] = field(default_factory=set[datetime])
    """The nights in which the bank refused the login."""
    updated_at: datetime

    @property
    def id(self) -> int:
        """
        The id of the account.
        """
        return _FIRST_ID + self.no

    @property
    def view(self) -> View:
        """
        The rows that have been imported.
        """
        return View(self.no, self.updated_at.timestamp())

    def read(self, moment: datetime) -> None:
        """
        Import everything up to a time.
        """
        insort(self.imports, moment)
        self.updated_at = moment

    def row_id(self, row: Row) -> int:
        """
        The id of a row of this account.
        """
        return self.id * _ROWS + row.position

    def imported_at(self, row: Row) -> datetime:
        """
        When a row was imported: in the night after it appeared, or before when somebody asked.
        """
        appeared = max(row.appeared_at, self.linked_at)
        place, night = bisect_left(self.imports, appeared), night_after(appeared)
        while night in self.missed:
            night = night_after(night)
        return min([night, *self.imports[place : place + 1]])


def first_accounts(ledger: Ledger) -> dict[int, Account]:
    """
    Link the accounts of the company, which were linked long ago.
    """
    now = ledger.clock.now()
    found = ledger.accounts_of(people.COMPANY)
    made = [
        _linked(one, one.name, login=people.COMPANY, linked_at=_LONG_AGO, now=now) for one in found
    ]
    return {account.id: account for account in made}


def linked_account(ledger: Ledger, bank: Bank, given: Mapping[str, Any]) -> Account:
    """
    Link the account behind a login: that of a person, or a new one.

    Args:
        given: The fields of the request: ``username``, ``secret`` and perhaps ``title``.
    """
    login = given["username"]
    known = [
        one
        for one in ledger.accounts_of(login)
        if one.bank_code == bank.code and one.kind == "checking"
    ]
    found = known[0] if known else ledger.add_account(_plan(ledger, bank, login))
    now, kind = ledger.clock.now(), given.get("title") or found.name
    linked = _linked(found, kind, login=login, linked_at=now, now=now)
    linked.pin = given["secret"]
    return linked


def _linked(
    found: BankAccount, kind: str, *, login: str, linked_at: datetime, now: datetime
) -> Account:
    return Account(
        no=found.no, kind=kind, login=login, linked_at=linked_at, imports=[now], updated_at=now
    )


def _plan(ledger: Ledger, bank: Bank, login: str) -> people.AccountPlan:
    return people.AccountPlan(
        person=f"{bank.code}/{login}",
        holder="Müller & Söhne GmbH",
        name="Girokonto",
        kind="checking",
        profile="private",
        bank_code=bank.code,
        number=f"{_FIRST_ID + ledger.next_no:010d}",
        opening=150_000,
        rows=40,
    )
