"""
Neutral accounts and transactions for tests.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kontokit_banking import Account, BookingStatus, Transaction, Unreadable
from kontokit_banking.fields import AccountFields, TransactionFields
from kontokit_banking.mapping import new_account, new_transaction

IBAN = "DE89370400440532013000"
TODAY = date(2024, 5, 16)


def account(**fields: Any) -> Account[Any]:
    """
    An account in euros.
    """
    words = {key: fields.pop(key) for key in ("by_caller", "complete") if key in fields}
    kinds = fields.pop("kinds", {})
    given = AccountFields(**{"id": "1", "iban": IBAN, "currency": "EUR", **fields})
    return new_account(None, None, given, kinds=kinds, **words)


def read(**fields: Any) -> Transaction[Any] | Unreadable[Any]:
    """
    A row as a generated module makes it.
    """
    ours, status = fields.pop("account", account()), fields.pop("status", BookingStatus.BOOKED)
    given: dict[str, Any] = {"id": None, "booking_date": TODAY, "amount": Decimal(-1), **fields}
    return new_transaction(None, ours, TransactionFields(**given), status=status)


def made(**fields: Any) -> Transaction[Any]:
    """
    A row that is a transaction.
    """
    found = read(**fields)
    assert isinstance(found, Transaction)
    return found


def transaction(
    *,
    amount: str,
    text: str = "",
    id: str | None = None,  # noqa: A002  # the name of the field
    day: date | None = TODAY,
    pending: bool = False,
    iban: str | None = None,
    **fields: Any,
) -> Transaction[Any]:
    """
    A transaction of the account.
    """
    return made(
        id=id,
        amount=Decimal(amount),
        remittance=text,
        booking_date=day,
        status=BookingStatus.PENDING if pending else BookingStatus.BOOKED,
        counterparty_iban=iban,
        **fields,
    )
