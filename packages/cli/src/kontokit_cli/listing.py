"""
Lists transactions of several accounts: what one of them refuses does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from .exit_codes import exit_code, worst
from .options import Options
from .output.columns import Record
from .progress import progress
from .session import Session, open_session

if TYPE_CHECKING:
    from kontokit_banking import Account, Transaction

__all__ = ["Query", "list_transactions", "read_transactions"]


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


def list_transactions(query: Query, options: Options) -> int:
    """
    Write the transactions.

    Returns:
        The code of the worst error of an account; 0 where there was none.
    """
    from .output.writer import hint, write_rows
    from .records import transaction_record, transaction_shape

    with open_session(options) as session:
        codes: list[int] = []
        found = read_transactions(session, query, codes.append)
        if options.format != "jsonl":
            # Programs that read a stream take the accounts one after another.
            found = _newest_first(found, query.limit, session)
        api = session.provider.name
        rows: Iterator[Record] = (transaction_record(row, account, api) for account, row in found)
        counted = _Counted(rows)
        write_rows(counted, transaction_shape(options), options)
        if not counted.number and not codes and not options.quiet:
            since = "" if query.since is None else f" since {query.since:%d.%m.%Y}"
            click.echo(f"No transactions{since}.", err=True)
        hint(f"next: {session.command} export --to rows.csv", options)
        return worst(codes)


class _Counted:
    def __init__(self, rows: Iterator[Record]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Record]:
        for row in self._rows:
            self.number += 1
            yield row


Found = tuple["Account[Any]", "Transaction[Any]"]


def read_transactions(
    session: Session, query: Query, failed: Callable[[int], object]
) -> Iterator[Found]:
    """
    Read the transactions, account by account, the oldest first.

    Args:
        failed: Is told the exit code of an account that cannot be read.
    """
    from kontokit import KontokitError

    from .output.values import one_line
    from .selection import accounts_of, find_accounts, remember_accounts

    known = accounts_of(session)
    remember_accounts(session, known)
    chosen = find_accounts(session, known, query.names)
    seen = _Seen(session) if query.is_new else None
    number = 0
    with progress(session.options) as say:
        for account in chosen:
            say(f"Reading {one_line(account.label)}, {number:,} rows so far")
            try:
                rows = _rows_of(session, account, query, seen)
            except KontokitError as error:
                if len(chosen) == 1:
                    raise
                failed(exit_code(error, only_reads=True))
                click.echo(f"kontokit: {account.label}: {error}", err=True)
                continue
            for row in rows:
                if query.wants(row):
                    number += 1
                    yield account, row
    if seen is not None:
        seen.remember()


def _rows_of(
    session: Session, account: Account[Any], query: Query, seen: _Seen | None
) -> list[Transaction[Any]]:
    bank = session.bank
    if seen is not None:
        return seen.added(account)
    rows: list[Transaction[Any]] = []
    if query.status in ("booked", "any"):
        read = bank.transactions(account, query.since, until=query.until, unreadable="collect")
        _tell_unreadable(account, len(read.unreadable))
        rows += read
    if query.status in ("pending", "any"):
        rows += bank.pending(account, unreadable="collect")
    return rows


def _tell_unreadable(account: Account[Any], number: int) -> None:
    if number:
        text = f"kontokit: {account.label}: {number} rows cannot be read and are left out"
        click.echo(text, err=True)


class _Seen:
    """
    What was listed by ``--new`` before: the cursor of each account.
    """

    _TABLE = "cursors"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cursors = session.state.read(self._TABLE)
        self._next: dict[str, str] = {}

    def added(self, account: Account[Any]) -> list[Transaction[Any]]:
        """
        The transactions of an account that were not there at the last run.
        """
        before = self._cursors.get(account.key, {}).get("cursor")
        changes = self._session.bank.sync(account, before, unreadable="collect")
        if changes.cursor is not None:
            self._next[account.key] = changes.cursor
        booked = [one.now for one in changes.changed if one.reason.value == "booked"]
        return [*changes.added, *booked]

    def remember(self) -> None:
        """
        Keep the cursors. It is called when all rows were written.
        """
        for key, cursor in self._next.items():
            self._session.state.note(self._TABLE, key, {"cursor": cursor})


def _newest_first(found: Iterator[Found], limit: int | None, session: Session) -> Iterator[Found]:
    from .output.writer import hint

    rows = sorted(found, key=lambda one: one[1].day or date.max, reverse=True)
    if limit is not None and len(rows) > limit:
        hint(f"… {len(rows) - limit} more: --all", session.options)
    return islice(iter(rows), limit)
