# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bankimport in neutral words: its accounts, balances and transactions, for ``kontokit_banking``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kontokit_banking import (
    Account,
    AccountKind,
    Balance,
    BalanceKind,
    BookingStatus,
    Connection,
    Row,
)
from kontokit_banking.adapter import Adapter, Call, Window
from kontokit_banking.choices import found
from kontokit_banking.fields import AccountFields, TransactionFields
from kontokit_banking.mapping import new_account, new_balance, new_transaction

from kontokit_bankimport import models
from kontokit_bankimport.operations import bank_accounts, transactions

_KINDS: Final[Mapping[str, AccountKind]] = {}
_STATUSES: Final[Mapping[str, BookingStatus]] = {
    "completed": BookingStatus.BOOKED,
    "pending": BookingStatus.PENDING,
}


def to_account(
    raw: models.BankAccount, connection: Connection[None] | None
) -> Account[models.BankAccount]:
    """
    Read an account.
    """
    return new_account(
        raw,
        connection,
        AccountFields(
            id=raw.id,
            kind=raw.account_type,
            owner=raw.account_owner,
            currency=raw.currency,
            iban=raw.iban,
            bic=raw.bic,
            number=raw.account_number,
            sub_number=raw.sub_account_number,
            bank_code=raw.bank_code,
            bank_name=raw.bank_name,
            fetched_at=raw.last_update_at,
        ),
        kinds=_KINDS,
    )


def to_balances(account: Account[models.BankAccount]) -> list[Balance[models.BankAccount]]:
    """
    Read the balances of an account.
    """
    raw = account.raw
    return found(new_balance(raw, account, kind=BalanceKind.BOOKED, amount=raw.balance))


def to_transaction(raw: models.Transaction, account: Account[Any]) -> Row[models.Transaction]:
    """
    Read a transaction of the list of all.
    """
    return new_transaction(
        raw,
        account,
        TransactionFields(
            id=raw.id,
            amount=raw.amount,
            currency=raw.currency,
            booking_date=raw.account_date,
            imported_at=raw.imported_at,
            counterparty_name=raw.counterparty_name,
            counterparty_iban=raw.counterparty_iban,
            counterparty_bic=raw.counterparty_bic,
            remittance=raw.purpose,
        ),
        status=_STATUSES.get(str(raw.status), BookingStatus.INFORMATION),
    )


def transactions_call(account: Account[models.BankAccount], window: Window) -> Call:
    """
    Ask for the transactions of some days.
    """
    del window  # it knows no days
    return Call(
        transactions.LIST_BANK_ACCOUNT_TRANSACTIONS,
        {"bank_account_id": account.raw.id, "order_by": "account_date_desc"},
    )


def late_call(account: Account[models.BankAccount], window: Window) -> Call:
    """
    Ask for what was imported since a day.
    """
    del window  # it knows no days
    return Call(
        transactions.LIST_BANK_ACCOUNT_TRANSACTIONS,
        {"bank_account_id": account.raw.id, "order_by": "imported_at_desc"},
    )


def ascending_call(account: Account[models.BankAccount], window: Window) -> Call:
    """
    Ask for the transactions of some days, the oldest day first.
    """
    del window  # it knows no days
    return Call(
        transactions.LIST_BANK_ACCOUNT_TRANSACTIONS,
        {"bank_account_id": account.raw.id, "order_by": "account_date"},
    )


def descending_call(account: Account[models.BankAccount], window: Window) -> Call:
    """
    Ask for the transactions of some days, the newest day first.
    """
    del window  # it knows no days
    return Call(
        transactions.LIST_BANK_ACCOUNT_TRANSACTIONS,
        {"bank_account_id": account.raw.id, "order_by": "account_date_desc"},
    )


def pending_call(account: Account[models.BankAccount]) -> Call:
    """
    Ask for the pending transactions.
    """
    return Call(
        transactions.LIST_BANK_ACCOUNT_TRANSACTIONS,
        {"bank_account_id": account.raw.id, "status": "pending"},
    )


BANKING: Final[Adapter[None, models.BankAccount, models.BankAccount, models.Transaction]] = Adapter(
    accounts=Call(bank_accounts.LIST_BANK_ACCOUNTS, {}),
    to_account=to_account,
    to_balances=to_balances,
    transactions=transactions_call,
    to_transaction=to_transaction,
    newest_first=True,
    late=late_call,
    ascending=ascending_call,
    descending=descending_call,
    pending=pending_call,
)
"""How ``kontokit_banking.reading`` reads Bankimport."""
