"""
Statements: the rows of one account in one currency, with the balances before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ..account import Account, Balance, BalanceKind
from ..choices import berlin_day
from ..transaction import BookingStatus, Transaction
from .errors import BalanceUnknownError, CurrencyUnknownError
from .report import NoteKind
from .spool import Spool
from .texts import is_currency
from .writer import Job

_UNOFFICIAL: Final = frozenset(
    ("CHN", "CNH", "CNT", "GGP", "IMP", "JEP", "KID", "NIS", "NTD", "PRB", "RMB", "SLS", "STG")
)
"""Codes in use that are not in ISO 4217."""
_ZERO: Final = Decimal(0)


class Period(Struct, frozen=True, kw_only=True):
    """
    The days of a statement, and its balances.
    """

    first: date
    last: date
    opening: Decimal
    closing: Decimal


class _Running:
    """
    Checks the balances that rows bring along: each is the one before plus the amount.
    """

    def __init__(self) -> None:
        self._last: Decimal | None = None
        self._rows = 0
        self._fits = True

    def add(self, row: Transaction[Any]) -> None:
        before, after = self._last, row.balance_after
        if after is None or (before is not None and before + row.amount != after):
            self._fits = False
        self._last = after
        self._rows += 1

    @property
    def closing(self) -> Decimal | None:
        # One row alone says nothing about what the provider means by it.
        return self._last if self._fits and self._rows > 1 else None


class Statement:
    """
    Rows of one account in one currency, in a temporary file.
    """

    def __init__(self, account: Account[Any], currency: str) -> None:
        self.account = account
        self.currency = currency
        self.rows = Spool()
        self.sum = _ZERO
        """Of what is booked."""
        self.first: date | None = None
        self.last: date | None = None
        """The last day of what is booked."""
        self._running = _Running()

    def add(self, row: Transaction[Any]) -> None:
        """
        Add a row.
        """
        self.rows.add(row)
        day = row.booking_date
        if row.status != BookingStatus.BOOKED or day is None:
            return
        self.sum += row.amount
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)
        self._running.add(row)

    def period(self, job: Job) -> Period:
        """
        Find the balances before and after.

        Raises:
            BalanceUnknownError: Neither a booked balance nor the rows say how it ends.
        """
        closing, last = self._closing(job)
        first = min(self.first or last, last)
        return Period(first=first, last=last, opening=closing - self.sum, closing=closing)

    def _closing(self, job: Job) -> tuple[Decimal, date]:
        reasons: list[str] = []
        for balance in job.balances.get(self.account.key, ()):
            if balance.kind == BalanceKind.BOOKED and self._has_currency(balance):
                day = berlin_day(balance.as_of or balance.fetched_at)
                reason = self._reason_against(day, job.until)
                if day is not None and reason is None:
                    return balance.amount, day
                reasons.append(reason or "its day is not known")
        found, last = self._running.closing, self.last
        if found is not None and last is not None and (job.until is None or last <= job.until):
            return found, job.until or last
        raise BalanceUnknownError(_message(job, self.currency, reasons))

    def _has_currency(self, balance: Balance[Any]) -> bool:
        return (balance.currency or self.account.currency) == self.currency

    def _reason_against(self, day: date | None, until: date | None) -> str | None:
        if day is None:
            return "its day is not known"
        if until is not None and day != until:
            return f"it is of {day}, and the statement ends on {until}"
        if self.last is not None and self.last > day:
            return f"it is of {day}, and there are transactions of {self.last}"
        return None


class Statements:
    """
    The statements of a file, in the order in which they begin.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._found: dict[tuple[str, str], Statement] = {}

    def add(self, row: Transaction[Any]) -> None:
        """
        Add a row to its statement.

        Raises:
            AccountNeededError: Its account was not given.
            CurrencyUnknownError: It has no currency.
        """
        currency = self._currency(row.currency, row.key)
        if currency in _UNOFFICIAL:
            self._job.notes.add(NoteKind.UNOFFICIAL, "currency")
        place = (row.account_key, currency)
        if place not in self._found:
            self._found[place] = Statement(self._job.account(row), currency)
        self._found[place].add(row)

    def __iter__(self) -> Iterator[Statement]:
        """
        Give them all, with empty ones for accounts without a row.
        """
        seen = {key for key, _ in self._found}
        for account in self._job.accounts.values():
            if account.key not in seen:
                currency = self._currency(account.currency, "an account without transactions")
                self._found[account.key, currency] = Statement(account, currency)
        return iter(self._found.values())

    def close(self) -> None:
        """
        Remove the temporary files.
        """
        for one in self._found.values():
            one.rows.close()

    def _currency(self, currency: str | None, place: str) -> str:
        if currency is None or not is_currency(currency):
            raise CurrencyUnknownError(f"{self._job.format.name} needs the currency of {place}")
        return currency


def _message(job: Job, currency: str, reasons: list[str]) -> str:
    why = "; ".join(reasons) or "pass balances=bank.balances(account)"
    other = "" if job.format.name == "camt.052" else "; camt.052 can do without"
    return f"{job.format.name} needs the booked balance in {currency} of its last day: {why}{other}"
