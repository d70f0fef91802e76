"""
Accounts, transactions and connections as rows, with the names of ``kontokit_banking``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from .options import Options
from .output.columns import Column, Record, Shape
from .output.values import amount, iban, moment

if TYPE_CHECKING:
    from kontokit_banking import Account, Bank, Connection, Transaction

    from .session import Session

__all__ = [
    "account_record",
    "account_shape",
    "connection_record",
    "connection_shape",
    "totals",
    "transaction_record",
    "transaction_shape",
]

ACCOUNT_FIELDS: Final = (
    "key",
    "provider",
    "provider_id",
    "connection_id",
    "bank",
    "name",
    "kind",
    "holder",
    "iban",
    "bic",
    "number",
    "balance",
    "currency",
    "balance_at",
    "fetched_at",
)
TRANSACTION_FIELDS: Final = (
    "key",
    "provider",
    "provider_id",
    "account_key",
    "account",
    "status",
    "booked_on",
    "value_on",
    "amount",
    "currency",
    "counterparty",
    "counterparty_iban",
    "counterparty_bic",
    "purpose",
    "booking_text",
    "end_to_end_id",
    "mandate_id",
    "creditor_id",
    "gvc",
)
CONNECTION_FIELDS: Final = (
    "provider",
    "provider_id",
    "alias",
    "bank",
    "bic",
    "state",
    "complete",
    "fetched_at",
    "consent_ends",
    "messages",
)


def account_record(account: Account[Any], bank: Bank[Any, Any, Any, Any], api: str) -> Record:
    """
    An account with its booked balance.
    """
    balances = bank.balances(account)
    known = next((one for one in balances if one.kind.value in ("booked", "value")), None)
    return {
        "key": account.key,
        "provider": api,
        "provider_id": account.id,
        "connection_id": account.connection_id,
        "bank": account.bank_name,
        "name": account.name or account.kind_raw,
        "kind": account.kind.value,
        "holder": account.owner,
        "iban": account.iban,
        "bic": account.bic,
        "number": account.number,
        "balance": None if known is None else known.amount,
        "currency": account.currency or (known.currency if known is not None else None),
        "balance_at": None if known is None else known.as_of,
        "fetched_at": account.fetched_at,
        "raw": account.raw,
    }


def account_shape(options: Options) -> Shape:
    """
    The fields and columns of accounts.
    """
    money = _money("balance", options)
    return Shape(
        fields=ACCOUNT_FIELDS,
        columns=(
            Column(title="BANK", field="bank", rank=2),
            Column(title="ACCOUNT", field="name", rank=1),
            Column(title="IBAN", field="iban", show=_number),
            Column(title="HOLDER", field="holder", rank=3),
            Column(title="BALANCE", field="balance", show=money, is_right=True),
            Column(title="CURRENCY", field="currency", rank=4),
        ),
    )


def transaction_record(row: Transaction[Any], account: Account[Any], api: str) -> Record:
    """
    A transaction with its account.
    """
    return {
        "key": row.key,
        "provider": api,
        "provider_id": row.id,
        "account_key": row.account_key,
        "account": account.label,
        "status": {"BOOK": "booked", "PDNG": "pending"}.get(row.status.value, "information"),
        "booked_on": row.booking_date,
        "value_on": row.value_date,
        "amount": row.amount,
        "currency": row.currency,
        "counterparty": row.counterparty.name,
        "counterparty_iban": row.counterparty.iban,
        "counterparty_bic": row.counterparty.bic,
        "purpose": row.remittance.text or row.remittance.raw,
        "booking_text": row.booking_text,
        "end_to_end_id": row.end_to_end_id,
        "mandate_id": row.mandate_id,
        "creditor_id": row.counterparty.creditor_id,
        "gvc": row.gvc,
        "raw": row.raw,
    }


def transaction_shape(options: Options) -> Shape:
    """
    The fields and columns of transactions.
    """
    return Shape(
        fields=TRANSACTION_FIELDS,
        columns=(
            Column(title="DAY", field="booked_on", show=_day),
            Column(title="AMOUNT", field="amount", show=_money("amount", options), is_right=True),
            Column(title="CURRENCY", field="currency", rank=5),
            Column(title="COUNTERPARTY", field="counterparty", rank=1),
            Column(title="PURPOSE", field="purpose", rank=2),
            Column(title="ACCOUNT", field="account", rank=4),
        ),
    )


def connection_record(one: Connection[Any], session: Session) -> Record:
    """
    A connection with its alias.
    """
    aliases = session.state.read("aliases")
    return {
        "provider": session.provider.name,
        "provider_id": one.id,
        "alias": next((name for name, known in aliases.items() if known["id"] == one.id), None),
        "bank": one.bank_name or one.name,
        "bic": one.bic,
        "state": one.state.value,
        "complete": one.complete,
        "fetched_at": one.fetched_at,
        "consent_ends": one.consent_ends,
        "messages": list(one.messages),
        "raw": one.raw,
    }


def connection_shape(options: Options) -> Shape:
    """
    The fields and columns of connections.
    """
    return Shape(
        fields=CONNECTION_FIELDS,
        columns=(
            Column(title="ID", field="provider_id"),
            Column(title="ALIAS", field="alias", rank=3),
            Column(title="BANK", field="bank", rank=1),
            Column(title="STATE", field="state"),
            Column(title="READ AT", field="fetched_at", show=_time("fetched_at", options), rank=2),
            Column(
                title="CONSENT ENDS",
                field="consent_ends",
                show=_time("consent_ends", options),
                rank=4,
            ),
        ),
    )


def _money(field: str, options: Options) -> Callable[[Record], str]:
    def show(row: Record) -> str:
        value: Decimal | None = row[field]
        return "" if value is None else amount(value, row["currency"], options)

    return show


def _time(field: str, options: Options) -> Callable[[Record], str]:
    return lambda row: moment(row[field], options)


def _number(row: Record) -> str:
    return iban(row["iban"]) if row["iban"] else str(row["number"] or "")


def _day(row: Record) -> str:
    return row["booked_on"].isoformat() if row["booked_on"] else "pending"


def totals(rows: Sequence[Record], options: Options) -> str:
    """
    The sum of balances of each currency, as a text.
    """
    sums: dict[str | None, Decimal] = {}
    for row in rows:
        if row["balance"] is not None:
            sums[row["currency"]] = sums.get(row["currency"], Decimal(0)) + row["balance"]
    return ", ".join(amount(value, currency, options) for currency, value in sums.items())
