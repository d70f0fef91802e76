"""
Rows as tools give them: those of the command line, with amounts as texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from typing_extensions import TypedDict

from kontokit_cli.output.values import as_json

__all__ = [
    "AccountRow",
    "BalanceRow",
    "ConnectionRow",
    "Failure",
    "TransactionRow",
    "plain_row",
]


class ConnectionRow(TypedDict):
    """
    A connection to a bank.
    """

    provider: str
    provider_id: str
    alias: str | None
    bank: str | None
    bic: str | None
    state: str
    """``ready``, ``busy``, ``needs_user``, ``failed`` or ``unknown``."""
    complete: bool | None
    fetched_at: str | None
    consent_ends: str | None
    messages: list[str]


class AccountRow(TypedDict):
    """
    An account with its booked balance.
    """

    key: str
    provider: str
    provider_id: str
    connection_id: str | None
    bank: str | None
    name: str | None
    kind: str
    holder: str | None
    iban: str | None
    bic: str | None
    number: str | None
    balance: str | None
    currency: str | None
    balance_at: str | None
    fetched_at: str | None


class BalanceRow(TypedDict):
    """
    One balance of an account.
    """

    account_key: str
    kind: str
    """``booked``, ``available``, ``expected``, ``value`` (of a depot) or one of the provider."""
    amount: str
    currency: str | None
    as_of: str | None


class TransactionRow(TypedDict):
    """
    A transaction. Negative amounts leave the account.
    """

    key: str
    provider: str
    provider_id: str | None
    account_key: str
    account: str
    status: str
    """``booked``, ``pending`` or ``information``."""
    booked_on: str | None
    value_on: str | None
    amount: str
    currency: str | None
    counterparty: str | None
    counterparty_iban: str | None
    counterparty_bic: str | None
    purpose: str | None
    booking_text: str | None
    end_to_end_id: str | None
    mandate_id: str | None
    creditor_id: str | None
    gvc: str | None


class Failure(TypedDict):
    """
    An account that could not be read.
    """

    account: str
    error: str
    """As JSON."""


def plain_row(record: Mapping[str, Any]) -> Any:
    """
    A row of the command line without the provider's own object.
    """
    return cast("Any", {name: as_json(value) for name, value in record.items() if name != "raw"})
