"""
Reads transactions of several accounts a few days at a time, so that memory does not grow with them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from .exit_codes import exit_code
from .reading_progress import ReadingProgress
from .session import Session

if TYPE_CHECKING:
    from kontokit_banking import Account, Bank, Transaction

__all__ = ["Query", "TransactionReader"]


@dataclass(frozen=True, kw_only=True)
class Query:
    """
    Which transactions are wanted.
    """

    names: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    status: str = "booked"
    search: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    limit: int | None = None
    is_new: bool = False

    def wants(self, row: Transaction[Any]) -> bool:
        """
        Whether a transaction is among them.
        """
        if row.day is not None and not self._is_in_time(row.day):
            return False
        if self.at_least is not None and row.amount < self.at_least:
            return False
        if self.at_most is not None and row.amount > self.at_most:
            return False
        if self.search is None:
            return True
        texts = (row.counterparty.name, row.counterparty.iban, row.remittance.raw, row.booking_text)
        wanted = self.search.casefold()
        return any(wanted in text.casefold() for text in texts if text)

    def _is_in_time(self, day: date) -> bool:
        is_early = self.since is not None and day < self.since
        return not is_early and (self.until is None or day <= self.until)


Found: TypeAlias = "tuple[Account[Any], Transaction[Any]]"


class TransactionReader:
    """
    Reads what a query wants. What one of several accounts refuses does not stop the others, unless
    some of its transactions have been given: then there is no whole result.
    """

    def __init__(self, session: Session, query: Query) -> None:
        """
        List the accounts.

        Raises:
            NotThere: The query names an account that is not there.
            KontokitError: Whatever listing them raises.
        """
        from .selection import accounts_of, find_accounts, remember_accounts

        self._session = session
        self._query = query
        known = accounts_of(session)
        remember_accounts(session, known)
        self.accounts: Sequence[Account[Any]] = find_accounts(session, known, query.names)
        self.codes: list[int] = []
        """The exit codes of accounts that could not be read."""
        self._seen = _Seen(session) if query.is_new else None

    def by_account(self) -> Iterator[Found]:
        """
        One account after another, the oldest transactions first.
        """
        with ReadingProgress(self._session.options) as progress:
            for account in self.accounts:
                yield from self._rows(account, progress, newest_first=False)

    def newest_first(self) -> Iterator[Found]:
        """
        All accounts at once. Transactions of a day stand in the order of their accounts; those
        without a day come first.
        """
        with ReadingProgress(self._session.options) as progress:
            sources = [self._rows(one, progress, newest_first=True) for one in self.accounts]
            yield from heapq.merge(*sources, key=_day, reverse=True)

    def remember(self) -> None:
        """
        Remember what was given, for the next time with ``--new``. Call it when all is written.
        """
        if self._seen is not None:
            self._seen.remember()

    def _rows(
        self, account: Account[Any], progress: ReadingProgress, *, newest_first: bool
    ) -> Iterator[Found]:
        from kontokit import KontokitError

        is_begun = False
        bank = self._session.reading(progress.of(account.label))
        try:
            for row in self._read(bank, account, newest_first=newest_first):
                if self._query.wants(row):
                    is_begun = True
                    yield account, row
        except KontokitError as error:
            if is_begun or len(self.accounts) == 1:
                raise
            self.codes.append(exit_code(error, only_reads=True))
            click.echo(f"kontokit: {account.label}: {error}", err=True)

    def _read(
        self, bank: Bank[Any, Any, Any, Any], account: Account[Any], *, newest_first: bool
    ) -> Iterator[Transaction[Any]]:
        if self._seen is not None:
            return _sorted(self._seen.added(bank, account), newest_first=newest_first)
        sources: list[Iterator[Transaction[Any]]] = []
        if self._query.status in ("booked", "any"):
            sources.append(self._booked(bank, account, newest_first=newest_first))
        if self._query.status in ("pending", "any"):
            waiting = bank.pending(account, unreadable="collect")
            _tell_unreadable(account, len(waiting.unreadable))
            sources.append(_sorted(waiting, newest_first=newest_first))
        if newest_first:
            return heapq.merge(*sources, key=_row_day, reverse=True)
        return (row for source in sources for row in source)

    def _booked(
        self, bank: Bank[Any, Any, Any, Any], account: Account[Any], *, newest_first: bool
    ) -> Iterator[Transaction[Any]]:
        unreadable = 0
        for page in bank.transaction_pages(
            account,
            self._query.since,
            until=self._query.until,
            newest_first=newest_first,
            unreadable="collect",
        ):
            unreadable += len(page.unreadable)
            yield from page
        _tell_unreadable(account, unreadable)


class _Seen:
    """
    What was listed by ``--new`` before: the cursor of each account.
    """

    _TABLE = "cursors"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cursors = session.state.read(self._TABLE)
        self._next: dict[str, str] = {}

    def added(
        self, bank: Bank[Any, Any, Any, Any], account: Account[Any]
    ) -> list[Transaction[Any]]:
        """
        The transactions of an account that were not there at the last run.
        """
        before = self._cursors.get(account.key, {}).get("cursor")
        changes = bank.sync(account, before, unreadable="collect")
        _tell_unreadable(account, len(changes.unreadable))
        if changes.cursor is not None:
            self._next[account.key] = changes.cursor
        booked = [one.now for one in changes.changed if one.reason.value == "booked"]
        return [*changes.added, *booked]

    def remember(self) -> None:
        """
        Keep the cursors.
        """
        for key, cursor in self._next.items():
            self._session.state.note(self._TABLE, key, {"cursor": cursor})


def _tell_unreadable(account: Account[Any], number: int) -> None:
    if number:
        text = f"kontokit: {account.label}: {number} rows cannot be read and are left out"
        click.echo(text, err=True)


def _sorted(rows: Iterable[Transaction[Any]], *, newest_first: bool) -> Iterator[Transaction[Any]]:
    return iter(sorted(rows, key=_row_day, reverse=newest_first))


def _row_day(row: Transaction[Any]) -> date:
    return row.day or date.max


def _day(found: Found) -> date:
    return _row_day(found[1])
