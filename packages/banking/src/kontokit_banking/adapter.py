"""
What a generated module ``banking`` says of its API: which calls to make, and how rows read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct, field

from kontokit import BERLIN
from kontokit.operations import Operation

from .account import Account, Balance, Connection
from .fields import Identifier
from .transaction import Row

ConnectionT = TypeVar("ConnectionT")
AccountT = TypeVar("AccountT")
BalanceT = TypeVar("BalanceT")
TransactionT = TypeVar("TransactionT")

_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=BERLIN)
"""Earlier than any transaction, for an API that gives a few days only if it is asked for none."""


class Call(Struct, frozen=True):
    """
    A call that lists something.
    """

    operation: Operation[Any]
    arguments: Mapping[str, object] = field(default_factory=dict[str, object])
    """Python argument name → value; None leaves an argument out."""


class Window(Struct, frozen=True, kw_only=True):
    """
    The days that are asked for.
    """

    start: date | None = None
    """The first day; None for all."""
    end: date | None = None
    """The last day; None for all."""
    imported: date | None = None
    """The first day of imports, where these are asked for."""

    @property
    def after(self) -> datetime | None:
        """
        Midnight at the end of the last day, for an API that gives what is before a time.
        """
        if self.end is None:
            return None
        day = self.end + timedelta(days=1)
        return datetime(day.year, day.month, day.day, tzinfo=BERLIN)

    @property
    def before(self) -> datetime:
        """
        Midnight of the day before the first one, for an API that gives what is after a time.
        """
        if self.start is None:
            return _EARLIEST
        day = self.start - timedelta(days=1)
        return datetime(day.year, day.month, day.day, tzinfo=BERLIN)


TransactionsCall = Callable[[Account[AccountT], Window], Call]


class Adapter(
    Struct, Generic[ConnectionT, AccountT, BalanceT, TransactionT], frozen=True, kw_only=True
):
    """
    How an API is read in neutral words.
    """

    connections: Call | None = None
    """None where the API has no connections."""
    connections_are_map: bool = False
    """The result is a map by ids, which need not stand in the connections too."""
    to_connection: Callable[[ConnectionT, str | None], Connection[ConnectionT]] | None = None
    """Takes a connection, and the key under which it stood in a map."""
    accounts: Call | None = None
    """None where accounts come inside of connections."""
    accounts_inside: Callable[[ConnectionT], Iterable[AccountT]] | None = None
    to_account: Callable[[AccountT, Connection[ConnectionT] | None], Account[AccountT]]
    to_balances: Callable[[Account[AccountT]], list[Balance[BalanceT]]]

    transactions: TransactionsCall[AccountT]
    to_transaction: Callable[[Any, Account[AccountT]], Row[TransactionT]]
    ascending: TransactionsCall[AccountT] | None = None
    """The same with the oldest booking day first; None where the list has no such order."""
    descending: TransactionsCall[AccountT] | None = None
    """The same with the newest booking day first."""
    newest_first: bool = False
    """The call knows no days: it gives the newest booking day first, and is stopped."""
    skip_incomplete: bool = False
    """While the newest download is not complete, nothing is asked."""
    late: TransactionsCall[AccountT] | None = None
    """What was imported since a day, whatever day it was booked on."""
    days: TransactionsCall[AccountT] | None = None
    """All of some days; None where ``transactions`` has to be asked for more."""
    id_hint: Callable[[Any], str | None] | None = None
    """What a row without an id may be known by, though it may change with the content."""
    named_accounts: Callable[[object], Iterable[Identifier]] | None = None
    """The ids of the accounts that a notification names, None among them if one has no id."""
    pending: Callable[[Account[AccountT]], Call] | None = None
    """None where the API has no pending transactions."""
    to_pending: Callable[[Any, Account[AccountT]], Row[TransactionT]] | None = None
    """None where they are rows of the same list as the others, and keep their ids."""

    @property
    def shares_ids(self) -> bool:
        """
        Whether a pending transaction has the id that it has when it is booked.
        """
        return self.to_pending is None
