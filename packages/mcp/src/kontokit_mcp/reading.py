"""
The tools that read connections, accounts, balances and transactions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from heapq import nlargest
from typing import TYPE_CHECKING, Annotated, Any, Final

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field
from typing_extensions import TypedDict

from kontokit import KontokitError
from kontokit_cli.inputs import today
from kontokit_cli.output.values import as_json
from kontokit_cli.records import account_record, connection_record, transaction_record
from kontokit_cli.selection import accounts_of, find_accounts
from kontokit_cli.transaction_reader import Query

from .calls import Calls, error_text
from .rows import AccountRow, BalanceRow, ConnectionRow, Failure, TransactionRow, plain_row

if TYPE_CHECKING:
    from kontokit_banking import Account, Transaction
    from kontokit_cli.session import Session

__all__ = ["READS", "add_reading"]

READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=True)
_DAYS: Final = 30
_Accounts = Annotated[
    list[str], Field(description="Names, IBANs or keys of accounts; all by default.")
]
_Day = Annotated[date | None, Field(description="Such as 2026-11-28.")]
_Bound = Annotated[
    Decimal | None, Field(description="With the sign: -100 is more than -200. Such as '-100.00'.")
]


class TransactionPage(TypedDict):
    """
    The newest of the transactions that fit.
    """

    transactions: list[TransactionRow]
    more: int
    """How many fit and are older than these."""
    unreadable: int
    """How many rows of the provider have no amount or no day, and are left out."""
    not_read: list[Failure]
    """Accounts that could not be read to their end; some of their transactions may be there."""


def add_reading(server: MCPServer[Any], calls: Calls) -> None:
    """
    Add the tools.
    """

    @server.tool(annotations=READS)
    def list_connections() -> list[ConnectionRow]:
        """List the connections to banks, with their state and when consent ends."""
        with calls.session() as session:
            found = session.bank.connections()
            return [plain_row(connection_record(one, session)) for one in found]

    @server.tool(annotations=READS)
    def list_accounts() -> list[AccountRow]:
        """List the accounts with their booked balances."""
        with calls.session() as session:
            bank, api = session.bank, session.provider.name
            return [plain_row(account_record(one, bank, api)) for one in accounts_of(session)]

    @server.tool(annotations=READS)
    def list_balances(accounts: _Accounts = []) -> list[BalanceRow]:  # noqa: B006  # pydantic copies it
        """List every balance of accounts: booked, available, expected, and the worth of depots."""
        with calls.session() as session:
            found = find_accounts(session, accounts_of(session), accounts)
            return [row for account in found for row in _balances(session, account)]

    @server.tool(annotations=READS)
    def list_transactions(
        *,
        accounts: _Accounts = [],  # noqa: B006  # pydantic copies it
        since: _Day = None,
        until: _Day = None,
        search: Annotated[
            str | None, Field(description="In the other side's name and IBAN, and the purpose.")
        ] = None,
        smallest: _Bound = None,
        largest: _Bound = None,
        include_pending: bool = False,
        limit: Annotated[int, Field(ge=1, le=500)] = 100,
    ) -> TransactionPage:
        """List transactions, the newest first: those of the last 30 days, if no day is given."""
        if since is None and until is None:
            since = today() - timedelta(days=_DAYS)
        query = Query(
            names=accounts,
            since=since,
            until=until,
            status="any" if include_pending else "booked",
            search=search,
            at_least=smallest,
            at_most=largest,
        )
        with calls.session() as session:
            return _Reading(session, query).page(limit)


def _balances(session: Session, account: Account[Any]) -> list[BalanceRow]:
    return [
        {
            "account_key": account.key,
            "kind": one.kind.value,
            "amount": as_json(one.amount),
            "currency": one.currency,
            "as_of": as_json(one.as_of),
        }
        for one in session.bank.balances(account)
    ]


class _Reading:
    """
    Reads the accounts of a query: what one of them refuses does not stop the others.
    """

    def __init__(self, session: Session, query: Query) -> None:
        self._session = session
        self._query = query
        self._number = 0
        self._unreadable = 0
        self._failures: list[Failure] = []

    def page(self, limit: int) -> TransactionPage:
        known = accounts_of(self._session)
        chosen = find_accounts(self._session, known, self._query.names)
        found = (one for account in chosen for one in self._rows(account, is_only=len(chosen) == 1))
        newest = nlargest(limit, found, key=lambda one: one[1].day or date.max)
        api = self._session.provider.name
        return {
            "transactions": [
                plain_row(transaction_record(row, account, api)) for account, row in newest
            ],
            "more": self._number - len(newest),
            "unreadable": self._unreadable,
            "not_read": self._failures,
        }

    def _rows(
        self, account: Account[Any], *, is_only: bool
    ) -> Iterator[tuple[Account[Any], Transaction[Any]]]:
        try:
            for row in self._read(account):
                if self._query.wants(row):
                    self._number += 1
                    yield account, row
        except KontokitError as error:
            if is_only:
                raise
            text = error_text(error, self._session)
            self._failures.append({"account": account.label, "error": text})

    def _read(self, account: Account[Any]) -> Iterator[Transaction[Any]]:
        bank, query = self._session.bank, self._query
        if query.status == "any":
            pending = bank.pending(account, unreadable="collect")
            self._unreadable += len(pending.unreadable)
            yield from pending
        for page in bank.transaction_pages(
            account, query.since, until=query.until, newest_first=True, unreadable="collect"
        ):
            self._unreadable += len(page.unreadable)
            yield from page
