# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
BANKSapi BANKS/Connect in neutral words: its accounts, balances and transactions, for ``kontokit_banking``.
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
from kontokit_banking.choices import first, found
from kontokit_banking.fields import AccountFields, TransactionFields
from kontokit_banking.mapping import new_account, new_balance, new_connection, new_transaction

from kontokit_banksapi import models
from kontokit_banksapi.operations import bank_accesses, transactions

_KINDS: Final[Mapping[str, AccountKind]] = {
    "GIROKONTO": AccountKind.CURRENT,
    "SPARKONTO": AccountKind.SAVINGS,
    "FESTGELDKONTO": AccountKind.FIXED_TERM,
    "TAGESGELDKONTO": AccountKind.INSTANT_ACCESS,
    "KREDITKONTO": AccountKind.LOAN,
    "BAUSPARVERTRAG": AccountKind.BUILDING_SAVINGS,
    "VERSICHERUNG": AccountKind.INSURANCE,
    "KREDITKARTE": AccountKind.CARD,
    "KREDITKARTENKONTO": AccountKind.CARD,
    "AMERICANEXPRESS": AccountKind.CARD,
    "MASTERCARD": AccountKind.CARD,
    "VISA": AccountKind.CARD,
    "DINERSCLUB": AccountKind.CARD,
    "SONSTIGEKARTE": AccountKind.CARD,
    "DEPOT": AccountKind.SECURITIES,
}


def connection_state(raw: models.BankAccess) -> ConnectionState:
    """
    Say what a connection is doing.
    """
    if str(raw.status) == "VOLLSTAENDIG" and any(
        str(one.level) == "ERROR" for one in raw.messages or ()
    ):
        return ConnectionState.FAILED
    if str(raw.status) == "VOLLSTAENDIG":
        return ConnectionState.READY
    if str(raw.status) == "INTERAKTION":
        return ConnectionState.NEEDS_USER
    return ConnectionState.BUSY


def to_connection(raw: models.BankAccess, key: str | None) -> Connection[models.BankAccess]:
    """
    Read a connection.
    """
    return new_connection(
        raw,
        state=connection_state(raw),
        id=first(raw.id, key),
        fetched_at=raw.aktualisierungszeitpunkt,
        messages=(one.message for one in raw.messages or ()),
    )


def accounts_inside(raw: models.BankAccess) -> Iterable[models.Product]:
    """
    List the accounts of a connection.
    """
    return raw.bankprodukte or ()


def to_account(
    raw: models.Product, connection: Connection[models.BankAccess] | None
) -> Account[models.Product]:
    """
    Read an account.
    """
    return new_account(
        raw,
        connection,
        AccountFields(
            id=raw.id,
            kind=raw.kategorie,
            name=raw.bezeichnung,
            owner=raw.inhaber,
            currency=raw.waehrung,
            iban=raw.iban,
            bic=raw.bic,
            number=raw.kontonummer,
            bank_code=raw.blz,
            bank_name=raw.kreditinstitut,
            credit_limit=raw.ueberziehungslimit,
            fetched_at=raw.aktualisierungszeitpunkt,
        ),
        kinds=_KINDS,
        by_caller=connection is not None and str(connection.raw.type) == "BUILDER",
        complete=not any(str(one.level) == "ERROR" for one in raw.messages or ()),
    )


def to_balances(
    account: Account[models.Product],
) -> list[Balance[models.Product | models.CurrencyBalance]]:
    """
    Read the balances of an account.
    """
    raw = account.raw
    return found(
        new_balance(raw, account, kind=BalanceKind.BOOKED, amount=raw.saldo, as_of=raw.saldo_datum),
        *(
            new_balance(
                one,
                account,
                kind=BalanceKind.BOOKED,
                amount=one.saldo,
                currency=one.waehrung,
                as_of=one.saldo_datum,
            )
            for one in (raw.salden or {}).values()
        ),
        new_balance(raw, account, kind=BalanceKind.AVAILABLE, amount=raw.verfuegungsrahmen),
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
            amount=raw.betrag,
            currency=raw.waehrung,
            booking_date=raw.buchungsdatum,
            value_date=raw.wertstellungsdatum,
            counterparty_name=raw.gegenkonto_inhaber,
            counterparty_iban=raw.gegenkonto_iban,
            counterparty_bic=raw.gegenkonto_bic,
            ultimate_name=raw.gegenkonto_inhaber_abweichend,
            remittance=raw.verwendungszweck,
            booking_text=raw.buchungstext,
            end_to_end_id=raw.identifier.end_to_end_id if raw.identifier else None,
            mandate_id=raw.identifier.mandate_id if raw.identifier else None,
            customer_reference=raw.identifier.owner_ref if raw.identifier else None,
            bank_reference=raw.identifier.booking_ref if raw.identifier else None,
            entry_reference=raw.identifier.entry_reference if raw.identifier else None,
            batch_id=raw.identifier.batch_id if raw.identifier else None,
            primanota=raw.primanota_nummer,
            proprietary_code=raw.gv_code,
            balance_after=raw.identifier.balance if raw.identifier else None,
        ),
        status=BookingStatus.BOOKED,
    )


def id_hint(raw: models.Transaction) -> str | None:
    """
    Tell by what a transaction without an id may be known.
    """
    return raw.hash


def named_accounts(event: object) -> Iterable[str | int | None]:
    """
    List the ids of the accounts that a notification names.
    """
    if isinstance(event, models.TransactionNotification):
        return (event.product_id,)
    if isinstance(event, models.BalanceNotification):
        return (event.product_id,)
    return ()


def transactions_call(account: Account[models.Product], window: Window) -> Call:
    """
    Ask for the transactions of some days.
    """
    return Call(
        transactions.GET_TRANSACTIONS,
        {"access_id": account.connection_id, "product_id": account.raw.id, "from_": window.before},
    )


def days_call(account: Account[models.Product], window: Window) -> Call:
    """
    Ask for all of some days.
    """
    return Call(
        transactions.GET_TRANSACTIONS,
        {
            "access_id": account.connection_id,
            "product_id": account.raw.id,
            "from_": window.before,
            "to": window.after,
        },
    )


BANKING: Final[
    Adapter[
        models.BankAccess,
        models.Product,
        models.Product | models.CurrencyBalance,
        models.Transaction,
    ]
] = Adapter(
    connections=Call(bank_accesses.GET_BANK_ACCESSES, {}),
    connections_are_map=True,
    to_connection=to_connection,
    accounts_inside=accounts_inside,
    to_account=to_account,
    to_balances=to_balances,
    transactions=transactions_call,
    to_transaction=to_transaction,
    skip_incomplete=True,
    days=days_call,
    id_hint=id_hint,
    named_accounts=named_accounts,
)
"""How ``kontokit_banking.reading`` reads BANKSapi BANKS/Connect."""
