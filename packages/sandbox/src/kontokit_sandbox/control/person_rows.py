"""
The rows of people: as callers describe them, and as they are told with their ids at the APIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ..bankimport import BankimportService
from ..banksapi.state.bank import Bank
from ..banksapi.state.transactions import transaction_id
from ..finapi.state.transactions import ROWS
from ..finapi.state.world import World
from ..ledger.rows import Draft, Row
from ..server.timeline import BERLIN

__all__ = ["PersonRow", "RowId", "Viewers", "cents", "drafts"]


@dataclass(frozen=True, kw_only=True)
class RowId:
    """
    What a row is called by one user of an API.
    """

    api: str
    """``bankimport``, ``banksapi`` or ``finapi_access``, whose ids are those of v1 too."""
    user: str | None
    """The name or id of the user; None at Bankimport, which has none."""
    account: int | str
    """The id of the account there; at BANKSapi that of the product."""
    id: int | str
    """The id of the transaction."""
    is_seen: bool
    """Whether the API has looked at the bank since the row was booked, so that it lists it."""


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """
    A row of an account of a person.
    """

    account: int
    """The number of the account in the list of the person, from 0."""
    iban: str
    row: Row
    ids: tuple[RowId, ...]
    """One for each user that has imported the account."""


@dataclass(frozen=True, kw_only=True)
class Viewers:
    """
    The APIs that show rows.
    """

    bankimport: BankimportService
    bank: Bank
    world: World

    def ids(self, row: Row) -> Iterator[RowId]:
        """
        Find out what a row is called at each API.
        """
        yield from self._at_bankimport(row)
        yield from self._at_banksapi(row)
        yield from self._at_finapi(row)

    def _at_bankimport(self, row: Row) -> Iterator[RowId]:
        for account in self.bankimport.accounts.values():
            if account.no == row.account:
                yield RowId(
                    api="bankimport", user=None, account=account.id, id=account.row_id(row),
                    is_seen=row.appeared_at <= account.updated_at,
                )  # fmt: skip

    def _at_banksapi(self, row: Row) -> Iterator[RowId]:
        for user in self.bank.users.values():
            for access in user.accesses.values():
                seen = access.updated_at
                for product in access.products:
                    if product.account == row.account:
                        number = transaction_id(access.place(product), row.position)
                        # Pending rows are not shown at all.
                        is_seen = row.booked_at <= seen and product.has_transactions
                        yield RowId(
                            api="banksapi", user=user.name, account=product.id, id=number,
                            is_seen=is_seen,
                        )  # fmt: skip

    def _at_finapi(self, row: Row) -> Iterator[RowId]:
        for user in self.world.users.values():
            for imported in user.transactions.imported.values():
                if imported.no == row.account:
                    number = imported.id * ROWS + row.position
                    is_seen = row.appeared_at <= imported.seen
                    yield RowId(
                        api="finapi_access", user=user.id, account=imported.id, id=number,
                        is_seen=is_seen and number not in user.transactions.deleted,
                    )  # fmt: skip


def drafts(
    rows: Sequence[Mapping[str, Any]], accounts: int, now: datetime
) -> list[tuple[int, Draft]]:
    """
    Read rows with the number of their account.

    Args:
        accounts: How many accounts there are.

    Raises:
        LookupError: There is no such account.
        ValueError: An amount or a day makes no sense.
    """
    found = [(int(row.get("account", 0)), _draft(row, now)) for row in rows]
    for number, _ in found:
        if not 0 <= number < accounts:
            raise LookupError(f"there is no account {number}; they are counted from 0")
    return found


def cents(text: str) -> int:
    """
    Read an amount such as ``-19.99``.

    Raises:
        ValueError: It is none.
    """
    if not re.fullmatch(r"-?\d{1,10}(\.\d{1,2})?", text):
        raise ValueError(f"{text!r} is no amount such as -19.99")
    return int(Decimal(text) * 100)


def _draft(row: Mapping[str, Any], now: datetime) -> Draft:
    today = now.astimezone(BERLIN).date()
    day = _day(row.get("day", "0"), today)
    if day > today:
        raise ValueError(f"{day} is in the future")
    at = now if day == today else datetime.combine(day, time(12), BERLIN).astimezone(UTC)
    amount = cents(row["amount"])
    return Draft(
        day=day,
        cents=amount,
        kind="GUTSCHRIFT" if amount > 0 else "ÜBERWEISUNG",
        who=row.get("counterparty", ""),
        purpose=row.get("purpose", ""),
        category=row.get("category", "OTHER"),
        appeared_at=at.timestamp(),
    )


def _day(text: str, today: date) -> date:
    try:
        if re.fullmatch(r"[+-]?\d{1,5}", text):
            return today + timedelta(days=int(text))
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no day: YYYY-MM-DD, or days from today") from None
