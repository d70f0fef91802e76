"""
Transactions as tables: one column for each field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from msgspec import Struct, json

from ..transaction import Transaction
from ..values import Money

Cell: TypeAlias = str | Decimal | date | datetime | bool | None
"""A value of a table; a ``datetime`` has a time zone."""


_ZERO: Final = Decimal(0)


class Kind(Enum):
    """
    What a column holds.
    """

    TEXT = "text"
    AMOUNT = "amount"
    DAY = "day"
    TIME = "time"
    FLAG = "flag"


class Column(Struct, frozen=True):
    """
    A column of a table.
    """

    name: str
    kind: Kind
    read: Callable[[Transaction[Any]], Cell]


def _field(name: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, kind, attrgetter(name))


def _party(name: str) -> Column:
    return Column(f"counterparty_{name}", Kind.TEXT, attrgetter(f"counterparty.{name}"))


def _remittance(name: str) -> Column:
    return Column(f"remittance_{name}", Kind.TEXT, attrgetter(f"remittance.{name}"))


def _money(name: str) -> tuple[Column, Column]:
    def amount(row: Transaction[Any]) -> Decimal | None:
        money: Money | None = getattr(row, name)
        return None if money is None else money.amount

    def currency(row: Transaction[Any]) -> str | None:
        money: Money | None = getattr(row, name)
        return None if money is None else money.currency

    short = name.removesuffix("_amount")
    return (
        Column(f"{short}_amount", Kind.AMOUNT, amount),
        Column(f"{short}_currency", Kind.TEXT, currency),
    )


def _tags(row: Transaction[Any]) -> str | None:
    tags = row.remittance.tags
    return json.encode(dict(tags)).decode() if tags else None


def _other_account(row: Transaction[Any]) -> str | None:
    return row.counterparty.iban or row.counterparty.account_number


COLUMNS: Final = (
    _field("key"),
    _field("id"),
    _field("account_key"),
    _field("status"),
    _field("origin"),
    _field("booking_date", Kind.DAY),
    _field("value_date", Kind.DAY),
    _field("amount", Kind.AMOUNT),
    _field("currency"),
    *map(_party, ("name", "iban", "bic", "account_number", "bank_code", "bank_name")),
    *map(_party, ("ultimate_name", "creditor_id", "debtor_id")),
    *map(_remittance, ("text", "structured", "raw")),
    Column("remittance_tags", Kind.TEXT, _tags),
    _field("booking_text"),
    *map(_field, ("end_to_end_id", "mandate_id", "customer_reference", "bank_reference")),
    *map(_field, ("entry_reference", "batch_id", "primanota", "bank_transaction_code", "gvc")),
    *map(_field, ("swift_code", "proprietary_code", "purpose_code")),
    *_money("returned_amount"),
    *_money("compensation"),
    *_money("fee"),
    *_money("instructed"),
    _field("balance_after", Kind.AMOUNT),
    _field("imported_at", Kind.TIME),
    _field("possible_duplicate", Kind.FLAG),
    _field("replaces"),
)
"""All fields but ``raw``. Tags are JSON; a sum of money has two columns."""

DERIVED: Final = (
    Column("day", Kind.DAY, lambda row: row.day),
    Column("display_text", Kind.TEXT, lambda row: " ".join(row.display_text.split())),
    Column("credit", Kind.AMOUNT, lambda row: max(row.amount, _ZERO)),
    Column("debit", Kind.AMOUNT, lambda row: max(-row.amount, _ZERO)),
    Column("account", Kind.TEXT, lambda row: row.account_key.removeprefix("iban:")),
    Column("other_account", Kind.TEXT, _other_account),
)
"""What importers ask for and no field has."""

BY_NAME: Final[Mapping[str, Column]] = MappingProxyType(
    {one.name: one for one in (*COLUMNS, *DERIVED)}
)
