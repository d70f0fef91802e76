"""
The booked and the pending transactions of a user: rows of the ledger in the words of finAPI.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from ...demo.money import cents
from ...ledger.ledger import Ledger
from ...ledger.listings import View
from ...ledger.rows import Row
from ...server.clock import BERLIN
from ...server.limits import Limited
from .category_rules import Rules
from .record import Record

__all__ = ["OWN", "ROWS", "Imported", "Transactions", "Update", "pending_record"]

ROWS = 100_000_000
"""How many ids the transactions of an account have."""
OWN = 99_000_000
"""From here on they belong to transactions that the bank does not know."""
_LARGE = 20_000
"""From how many rows on the transactions of an account are made again for each request."""
_REFERENCES = {
    "eref": "endToEndReference",
    "mref": "counterpartMandateReference",
    "cred": "counterpartCreditorId",
    "purp": "sepaPurposeCode",
}
_AMOUNTS = {"oamt": "originalAmount", "coam": "compensationAmount"}


@dataclass(frozen=True)
class Update:
    """
    One download of an account.
    """

    at: datetime
    rules: Rules
    """The rules by which new transactions were categorised."""


@dataclass(kw_only=True)
class Imported:
    """
    An account of the ledger that a user has imported.
    """

    id: int
    """The id of the account at finAPI."""
    no: int
    """The number of the account in the ledger."""
    updates: list[Update] = field(default_factory=list[Update])
    balance: Decimal = Decimal("0.00")
    """The balance at the bank when it was downloaded last."""

    @property
    def seen(self) -> datetime:
        """
        When it was downloaded last.
        """
        return self.updates[-1].at

    @property
    def view(self) -> View:
        """
        What was downloaded.
        """
        return View(self.no, self.seen.timestamp())


@dataclass(kw_only=True, eq=False)
class Transactions(MutableMapping[int, Record]):
    """
    The booked transactions of a user by their id.

    Those that nobody has changed are made from the ledger when they are read; what is changed has
    to be assigned.
    """

    ledger: Ledger
    own_categories: Mapping[int, Record]
    """The user's own categories."""
    imported: dict[int, Imported] = field(default_factory=dict[int, Imported])
    """The accounts by their id at finAPI."""
    changed: dict[int, Record] = field(default_factory=Limited[int, Record])
    deleted: set[int] = field(default_factory=set[int])

    def __getitem__(self, key: int) -> Record:
        """
        Find a transaction.
        """
        if key in self.changed:
            return self.changed[key]
        account = self.imported.get(key // ROWS)
        if account is None or key in self.deleted:
            raise KeyError(key)
        row = self.ledger.row(account.no, key % ROWS, account.seen)
        if row is None or not row.is_booked:
            raise KeyError(key)
        return self.record(account, row)

    def __setitem__(self, key: int, row: Record) -> None:
        """
        Keep a transaction as it is, whatever the ledger says.
        """
        self.changed[key] = row
        self.deleted.discard(key)

    def __delitem__(self, key: int) -> None:
        """
        Delete a transaction.
        """
        known = self.changed.pop(key, None)
        if key % ROWS < OWN and key // ROWS in self.imported:
            self.deleted.add(key)
        elif known is None:
            raise KeyError(key)

    def __iter__(self) -> Iterator[int]:
        """
        Iterate over the ids in ascending order.
        """
        return iter([row["id"] for row in self.all()])

    def __len__(self) -> int:
        """
        Count the transactions.
        """
        return len(self.all())

    def all(self) -> list[Record]:
        """
        Return all transactions in the order of their ids.
        """
        rows = [row for account in self.imported.values() for row in self._of(account)]
        if self.changed or self.deleted:
            hidden = self.changed.keys() | self.deleted
            rows = [row for row in rows if row["id"] not in hidden]
            rows += self.changed.values()
            rows.sort(key=lambda row: int(row["id"]))
        return rows

    def forget_account(self, account_id: int) -> None:
        """
        Delete all transactions of an account, and the account.
        """
        self.imported.pop(account_id, None)
        self._made.pop(account_id, None)
        for key in [key for key, row in self.changed.items() if row["accountId"] == account_id]:
            del self.changed[key]

    def record(self, account: Imported, row: Row) -> Record:
        """
        Make the transaction of a row that nobody has changed.
        """
        # A pending row is downloaded as a transaction when it is booked.
        first = max(row.appeared_at, row.booked_at)
        place = bisect_left(account.updates, first, key=lambda update: update.at)
        update = account.updates[place]
        found: Record = {
            "id": account.id * ROWS + row.position,
            "accountId": account.id,
            "amount": row.amount,
            "currency": "EUR",
            "bankBookingDate": row.day.isoformat(),
            "finapiBookingDate": min(row.day, account.seen.astimezone(BERLIN).date()).isoformat(),
            "valueDate": row.value_day.isoformat(),
            "importDate": update.at.astimezone(BERLIN).isoformat(timespec="milliseconds"),
            "labels": [],
            "isAdjustingEntry": False,
            # What comes with the first download is not new to the user.
            "isNew": place > 0,
            "isPotentialDuplicate": False,
            **_texts(row),
            **_references(row),
        }
        category = update.rules.category(self.own_categories, found, row.category or None)
        return found if category is None else {**found, "category": category}

    @property
    def _made(self) -> dict[int, tuple[object, list[Record]]]:
        """
        The transactions that were made last, by account. No field, so no part of the kept state.
        """
        made: dict[int, tuple[object, list[Record]]] = vars(self).setdefault("made", {})
        return made

    def _of(self, account: Imported) -> list[Record]:
        """
        Return the transactions of an account as the ledger has them.
        """
        state = (self.ledger.version, len(account.updates))
        known = self._made.get(account.id)
        if known is not None and known[0] == state:
            return known[1]
        rows = self.ledger.rows(account.no, account.seen)
        made = [self.record(account, row) for row in rows if row.is_booked]
        if len(made) < _LARGE:
            self._made[account.id] = (state, made)
        return made


def pending_record(account: Imported, row: Row) -> Record:
    """
    Make the pending transaction of a row. Its id is that of the later transaction, which is
    another resource.
    """
    named = {
        "purpose": row.purpose,
        "counterpartyName": row.counterparty,
        "counterpartyIban": row.iban,
        "counterpartyBic": row.bic,
        "type": row.kind,
    }
    place = bisect_left(account.updates, row.appeared_at, key=lambda update: update.at)
    at = account.updates[place].at
    return {
        "id": account.id * ROWS + row.position,
        "accountId": account.id,
        "amount": row.amount,
        "currency": "EUR",
        "bankBookingDate": row.day.isoformat(),
        "valueDate": row.value_day.isoformat(),
        "importDate": at.astimezone(BERLIN).isoformat(timespec="milliseconds"),
        **{name: text for name, text in named.items() if text},
    }


def _texts(row: Row) -> Record:
    found = {
        "purpose": row.purpose,
        "counterpartName": row.counterparty,
        "counterpartIban": row.iban,
        "counterpartBic": row.bic,
        "type": row.kind,
        "typeCodeZka": row.codes.gvc,
        "typeCodeSwift": row.codes.swift,
        "bankTransactionCode": row.codes.iso,
    }
    return {name: text for name, text in found.items() if text}


def _references(row: Row) -> Record:
    found = {_REFERENCES[key]: text for key, text in row.refs.items() if key in _REFERENCES}
    amounts = {
        _AMOUNTS[key]: cents(int(text.replace(",", "")))
        for key, text in row.refs.items()
        if key in _AMOUNTS
    }
    currency = {"originalCurrency": "EUR"} if "oamt" in row.refs else {}
    return {**found, **amounts, **currency}
