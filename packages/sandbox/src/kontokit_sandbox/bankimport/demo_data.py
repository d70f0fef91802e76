"""
The accounts of Bankimport and their transactions up to today, the same in every run of a day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from ..demo.money import Booking, bookings, cents, german_iban
from ..server.clock import BERLIN

__all__ = ["BANKS", "Account", "HouseBank", "Transaction", "first_accounts", "made_account"]

_PENDING = 3
"""How many transactions of each account are pending."""


@dataclass(frozen=True)
class HouseBank:
    """
    A bank that can be linked.
    """

    code: str
    name: str
    bic: str


BANKS = {
    bank.code: bank
    for bank in (
        HouseBank("37040044", "Commerzbank", "COBADEFFXXX"),
        HouseBank("10010010", "Postbank", "PBNKDEFFXXX"),
        HouseBank("50010517", "ING-DiBa", "INGDDEFFXXX"),
        HouseBank("12030000", "Deutsche Kreditbank Berlin", "BYLADEM1001"),
    )
}
"""The banks that Bankimport reaches here, by bank code."""


@dataclass(kw_only=True)
class Transaction:
    """
    One imported transaction.
    """

    id: int
    booking: Booking
    imported_at: datetime
    pending: bool


@dataclass(kw_only=True)
class Account:
    """
    One linked account.
    """

    id: int
    bank: HouseBank
    number: str
    owner: str
    kind: str
    opening: Decimal
    updated_at: datetime
    transactions: list[Transaction] = field(default_factory=list[Transaction])

    @property
    def iban(self) -> str:
        """
        The IBAN, computed from bank code and account number.
        """
        return german_iban(self.bank.code, self.number)

    @property
    def balance(self) -> Decimal:
        """
        The opening balance plus all booked transactions.
        """
        booked = (one.booking.amount for one in self.transactions if not one.pending)
        return self.opening + sum(booked, Decimal("0.00"))


_FIRST = (
    # id, bank code, number, kind, opening balance in cents, number of transactions
    (7856278, "37040044", "0532013000", "Kontokorrentkonto", 2_432_349, 1600),
    (7856279, "37040044", "0532013001", "SparCard", 1_000_000, 120),
    (7856280, "10010010", "0006820101", "Girokonto", -53_221, 640),
    (7856281, "50010517", "0064847931", "Extra-Konto (Tagesgeld) für Rücklagen", 750_000, 140),
)


def first_accounts(now: datetime) -> dict[int, Account]:
    """
    Make the accounts that are linked from the beginning: 2,500 transactions on four accounts.
    """
    return {
        number: made_account(number, BANKS[code], account, kind, now, opening=opening, count=count)
        for number, code, account, kind, opening, count in _FIRST
    }


def made_account(
    account_id: int,
    bank: HouseBank,
    number: str,
    kind: str,
    now: datetime,
    *,
    opening: int,
    count: int,
) -> Account:
    """
    Make an account with its transactions.

    Args:
        number: The account number.
        kind: What the bank calls the product.
        now: The time of the last import.
        opening: The balance before the first transaction, in cents.

    Returns:
        The account, with transactions of the last 700 days.
    """
    account = Account(
        id=account_id,
        bank=bank,
        number=number,
        owner="Müller & Söhne GmbH",
        kind=kind,
        opening=cents(opening),
        updated_at=now,
    )
    today = now.astimezone(BERLIN).date()
    made = bookings(f"bankimport {account_id}", count, last=today, days=700)
    for index, booking in enumerate(made):
        transaction = Transaction(
            # Unique among all accounts without a shared counter.
            id=account_id * 10_000 + index,
            booking=booking,
            imported_at=min(_night_after(booking.day), now),
            pending=index >= count - _PENDING,
        )
        account.transactions.append(transaction)
    return account


def _night_after(day: date) -> datetime:
    morning = datetime(day.year, day.month, day.day, 2, 15, 7, tzinfo=UTC)
    return morning + timedelta(days=1)
