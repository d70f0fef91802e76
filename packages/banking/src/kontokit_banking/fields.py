"""
What a provider says of an account and of a transaction, before it is put into one form.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from .choices import Day

Identifier: TypeAlias = str | int | None


def identifier(value: Identifier) -> str | None:
    """
    Write an id as text; None for a blank one.
    """
    return None if value is None else str(value).strip() or None


class AccountFields(Struct, kw_only=True):
    """
    What the adapter of a provider takes from its object, before it is checked.
    """

    id: Identifier
    kind: str | None = None
    connection_id: Identifier = None
    name: str | None = None
    owner: str | None = None
    currency: str | None = None
    iban: str | None = None
    bic: str | None = None
    number: str | None = None
    sub_number: str | None = None
    bank_code: str | None = None
    bank_name: str | None = None
    credit_limit: Decimal | None = None
    fetched_at: datetime | None = None


class TransactionFields(Struct, kw_only=True, gc=False):
    """
    What the adapter of a provider takes from a row, before it is checked and parsed.
    """

    id: Identifier
    amount: Decimal | None
    currency: str | None = None
    booking_date: Day = None
    value_date: Day = None
    imported_at: datetime | None = None
    counterparty_name: str | None = None
    counterparty_iban: str | None = None
    counterparty_bic: str | None = None
    counterparty_account_number: str | None = None
    counterparty_bank_code: str | None = None
    counterparty_bank_name: str | None = None
    ultimate_name: str | None = None
    ultimate_creditor: str | None = None
    """Who stands behind the payee of a transfer or the payer of a debit."""
    ultimate_debtor: str | None = None
    """Who stands behind the payer of a transfer or the payee of a debit."""
    creditor_id: str | None = None
    debtor_id: str | None = None
    remittance: str | None = None
    booking_text: str | None = None
    end_to_end_id: str | None = None
    mandate_id: str | None = None
    customer_reference: str | None = None
    bank_reference: str | None = None
    entry_reference: str | None = None
    batch_id: str | None = None
    primanota: str | None = None
    bank_transaction_code: str | None = None
    gvc: str | None = None
    swift_code: str | None = None
    proprietary_code: str | None = None
    purpose_code: str | None = None
    returned_amount: Decimal | None = None
    returned_currency: str | None = None
    compensation: Decimal | None = None
    fee: Decimal | None = None
    fee_currency: str | None = None
    balance_after: Decimal | None = None
    adjustment: bool | None = None
    """Whether the provider made it up."""
    possible_duplicate: bool | None = None
