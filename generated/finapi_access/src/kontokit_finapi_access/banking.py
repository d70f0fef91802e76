# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
finAPI Access in neutral words: its accounts, balances and transactions, for ``kontokit_banking``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kontokit_banking import (
    Account,
    AccountKind,
    Balance,
    BalanceKind,
    BookingStatus,
    Connection,
    ConnectionState,
    Row,
)
from kontokit_banking.adapter import Adapter, Call, Window
from kontokit_banking.choices import earliest, every, first, found, latest, newest
from kontokit_banking.fields import AccountFields, TransactionFields
from kontokit_banking.mapping import new_account, new_balance, new_connection, new_transaction

from kontokit_finapi_access import models
from kontokit_finapi_access.operations import (
    accounts,
    bank_connections,
    pending_transactions,
    transactions,
)

_KINDS: Final[Mapping[str, AccountKind]] = {
    "Checking": AccountKind.CURRENT,
    "Savings": AccountKind.SAVINGS,
    "CreditCard": AccountKind.CARD,
    "Security": AccountKind.SECURITIES,
    "Loan": AccountKind.LOAN,
    "Membership": AccountKind.MEMBERSHIP,
    "Bausparen": AccountKind.BUILDING_SAVINGS,
}


def connection_state(raw: models.BankConnection) -> ConnectionState:
    """
    Say what a connection is doing.
    """
    if str(raw.update_status) == "IN_PROGRESS":
        return ConnectionState.BUSY
    if any(one.user_action_required is True for one in raw.interfaces or ()):
        return ConnectionState.NEEDS_USER
    if str(
        newest(
            (one.timestamp, one.result)
            for one in (
                *(one.last_manual_update for one in raw.interfaces or ()),
                *(one.last_auto_update for one in raw.interfaces or ()),
            )
            if one
        )
    ) not in ("None", "OK"):
        return ConnectionState.FAILED
    return ConnectionState.READY


def to_connection(raw: models.BankConnection, key: str | None) -> Connection[models.BankConnection]:
    """
    Read a connection.
    """
    return new_connection(
        raw,
        state=connection_state(raw),
        complete=str(
            newest(
                (one.timestamp, one.result)
                for one in (
                    *(one.last_manual_update for one in raw.interfaces or ()),
                    *(one.last_auto_update for one in raw.interfaces or ()),
                )
                if one
            )
        )
        == "OK",
        id=raw.id,
        name=raw.name,
        bank_name=raw.bank.name if raw.bank else None,
        bank_code=raw.bank.blz if raw.bank else None,
        bic=raw.bank.bic if raw.bank else None,
        fetched_at=latest(
            (
                one.last_manual_update.timestamp
                for one in raw.interfaces or ()
                if one.last_manual_update
            ),
            (
                one.last_auto_update.timestamp
                for one in raw.interfaces or ()
                if one.last_auto_update
            ),
        ),
        consent_ends=earliest(
            (one.ais_consent.expires_at for one in raw.interfaces or () if one.ais_consent)
        ),
        account_ids=raw.account_ids,
    )


def to_account(
    raw: models.Account, connection: Connection[models.BankConnection] | None
) -> Account[models.Account]:
    """
    Read an account.
    """
    return new_account(
        raw,
        connection,
        AccountFields(
            id=raw.id,
            connection_id=raw.bank_connection_id,
            kind=raw.account_type,
            name=raw.account_name,
            owner=raw.account_holder_name,
            currency=raw.account_currency,
            iban=raw.iban,
            number=raw.account_number,
            sub_number=raw.sub_account_number,
            credit_limit=raw.overdraft_limit,
            fetched_at=latest((one.last_successful_update for one in raw.interfaces or ())),
        ),
        kinds=_KINDS,
        complete=every((one.status for one in raw.interfaces or ()), ("UPDATED", "UPDATED_FIXED")),
    )


def to_balances(account: Account[models.Account]) -> list[Balance[models.Account]]:
    """
    Read the balances of an account.
    """
    raw = account.raw
    return found(
        new_balance(raw, account, kind=BalanceKind.BOOKED, amount=raw.balance),
        new_balance(
            raw,
            account,
            kind=BalanceKind.AVAILABLE,
            amount=raw.available_funds,
            includes_credit_limit=True,
        ),
    )


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
            booking_date=raw.bank_booking_date,
            value_date=raw.value_date,
            imported_at=raw.import_date,
            counterparty_name=raw.counterpart_name,
            counterparty_iban=raw.counterpart_iban,
            counterparty_bic=raw.counterpart_bic,
            counterparty_account_number=raw.counterpart_account_number,
            counterparty_bank_code=raw.counterpart_blz,
            counterparty_bank_name=raw.counterpart_bank_name,
            ultimate_creditor=raw.different_creditor,
            ultimate_debtor=raw.different_debitor,
            creditor_id=raw.counterpart_creditor_id,
            debtor_id=raw.counterpart_debitor_id,
            remittance=raw.purpose,
            booking_text=raw.type,
            end_to_end_id=raw.end_to_end_reference,
            mandate_id=raw.counterpart_mandate_reference,
            customer_reference=raw.counterpart_customer_reference,
            primanota=raw.primanota,
            bank_transaction_code=raw.bank_transaction_code,
            gvc=raw.type_code_zka,
            swift_code=raw.type_code_swift,
            purpose_code=raw.sepa_purpose_code,
            returned_amount=raw.original_amount,
            returned_currency=raw.original_currency,
            compensation=raw.compensation_amount,
            fee=first(raw.fee_amount, raw.paypal_data.fee if raw.paypal_data else None),
            fee_currency=raw.fee_currency,
            adjustment=raw.is_adjusting_entry,
            possible_duplicate=raw.is_potential_duplicate,
        ),
        status=BookingStatus.BOOKED,
    )


def to_pending(
    raw: models.PendingTransaction, account: Account[Any]
) -> Row[models.PendingTransaction]:
    """
    Read a pending transaction.
    """
    return new_transaction(
        raw,
        account,
        TransactionFields(
            id=raw.id,
            amount=raw.amount,
            currency=raw.currency,
            booking_date=raw.bank_booking_date,
            value_date=raw.value_date,
            imported_at=raw.import_date,
            counterparty_name=raw.counterparty_name,
            counterparty_iban=raw.counterparty_iban,
            counterparty_bic=raw.counterparty_bic,
            counterparty_account_number=raw.counterparty_account_number,
            counterparty_bank_code=raw.counterparty_blz,
            counterparty_bank_name=raw.counterparty_bank_name,
            ultimate_creditor=raw.different_creditor,
            ultimate_debtor=raw.different_debtor,
            creditor_id=raw.counterparty_creditor_id,
            debtor_id=raw.counterparty_debtor_id,
            remittance=raw.purpose,
            booking_text=raw.type,
            end_to_end_id=raw.end_to_end_id,
            mandate_id=raw.counterparty_mandate_reference,
            customer_reference=raw.counterparty_customer_reference,
            primanota=raw.primanota,
            bank_transaction_code=raw.bank_transaction_code,
            gvc=raw.type_code_zka,
            swift_code=raw.type_code_swift,
            purpose_code=raw.sepa_purpose_code,
            returned_amount=raw.original_amount,
            returned_currency=raw.original_currency,
            compensation=raw.compensation_amount,
            fee=first(raw.fee_amount, raw.paypal_data.fee if raw.paypal_data else None),
            fee_currency=raw.fee_currency,
        ),
        status=BookingStatus.PENDING,
    )


def named_accounts(event: object) -> Iterable[str | int | None]:
    """
    List the ids of the accounts that a notification names.
    """
    if isinstance(event, models.UserNotification):
        return (one.account_id for one in event.new_transactions or ())
    return ()


def transactions_call(account: Account[models.Account], window: Window) -> Call:
    """
    Ask for the transactions of some days.
    """
    return Call(
        transactions.GET_AND_SEARCH_ALL_TRANSACTIONS,
        {
            "view": "bankView",
            "account_ids": [account.raw.id],
            "min_bank_booking_date": window.start,
            "order": ["id,asc"],
        },
    )


def late_call(account: Account[models.Account], window: Window) -> Call:
    """
    Ask for what was imported since a day.
    """
    return Call(
        transactions.GET_AND_SEARCH_ALL_TRANSACTIONS,
        {
            "view": "bankView",
            "account_ids": [account.raw.id],
            "min_import_date": window.imported,
            "max_bank_booking_date": window.end,
            "order": ["id,asc"],
        },
    )


def days_call(account: Account[models.Account], window: Window) -> Call:
    """
    Ask for all of some days.
    """
    return Call(
        transactions.GET_AND_SEARCH_ALL_TRANSACTIONS,
        {
            "view": "bankView",
            "account_ids": [account.raw.id],
            "min_bank_booking_date": window.start,
            "max_bank_booking_date": window.end,
            "order": ["id,asc"],
        },
    )


def ascending_call(account: Account[models.Account], window: Window) -> Call:
    """
    Ask for the transactions of some days, the oldest day first.
    """
    return Call(
        transactions.GET_AND_SEARCH_ALL_TRANSACTIONS,
        {
            "view": "bankView",
            "account_ids": [account.raw.id],
            "min_bank_booking_date": window.start,
            "max_bank_booking_date": window.end,
            "order": ["bankBookingDate,asc", "id,asc"],
        },
    )


def descending_call(account: Account[models.Account], window: Window) -> Call:
    """
    Ask for the transactions of some days, the newest day first.
    """
    return Call(
        transactions.GET_AND_SEARCH_ALL_TRANSACTIONS,
        {
            "view": "bankView",
            "account_ids": [account.raw.id],
            "min_bank_booking_date": window.start,
            "max_bank_booking_date": window.end,
            "order": ["bankBookingDate,desc", "id,asc"],
        },
    )


def pending_call(account: Account[models.Account]) -> Call:
    """
    Ask for the pending transactions.
    """
    return Call(
        pending_transactions.GET_AND_SEARCH_ALL_PENDING_TRANSACTIONS,
        {"account_ids": [account.raw.id]},
    )


BANKING: Final[
    Adapter[
        models.BankConnection,
        models.Account,
        models.Account,
        models.Transaction | models.PendingTransaction,
    ]
] = Adapter(
    connections=Call(bank_connections.GET_ALL_BANK_CONNECTIONS, {}),
    to_connection=to_connection,
    accounts=Call(accounts.GET_AND_SEARCH_ALL_ACCOUNTS, {}),
    to_account=to_account,
    to_balances=to_balances,
    transactions=transactions_call,
    to_transaction=to_transaction,
    late=late_call,
    days=days_call,
    ascending=ascending_call,
    descending=descending_call,
    named_accounts=named_accounts,
    pending=pending_call,
    to_pending=to_pending,
)
"""How ``kontokit_banking.reading`` reads finAPI Access."""
