"""
What is asked to read accounts and transactions: without I/O, for sync and async clients alike.

A function here yields a ``Fetch`` and is sent its rows; one that reads a few days at a time yields
``NextPage`` too, for the rows of one page, and the days that it has read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kontokit import UnreadableRow

from .account import WITHOUT_TRANSACTIONS, Account, Connection
from .adapter import Adapter, Call, Window
from .errors import UnreadableRowError
from .keys import distinct, numbered
from .transaction import BookingStatus, Row, Transaction, Unreadable

ConnectionT = TypeVar("ConnectionT")
AccountT = TypeVar("AccountT")
TransactionT = TypeVar("TransactionT")
ResultT = TypeVar("ResultT")

_READINGS: Final = 3
"""How often a list of rows without ids is read again."""


class Fetch(Struct, frozen=True):
    """
    A list to be read.
    """

    call: Call
    is_behind: Callable[[Any], bool] | None = None
    """Whether a row, and with it all that follow, are not wanted; None to read to the end."""
    with_keys: bool = False
    """The result is a map: its rows are pairs of key and value."""
    has_progress: bool = True
    """Whether it is told how far it has been read: it lists transactions."""


Steps: TypeAlias = Generator[Fetch, list[Any], ResultT]


class NextPage(Struct, frozen=True):
    """
    The next page of a list that is read page by page. Its rows are sent, or None behind the last
    one; a list that has changed meanwhile is thrown as an error.
    """

    fetch: Fetch
    """A new object begins the list anew."""


class Read(Struct, frozen=True):
    """
    The rows of an account in a window: the booked ones numbered, and the others.
    """

    booked: tuple[Transaction[Any], ...] = ()
    pending: tuple[Transaction[Any], ...] = ()
    unreadable: tuple[Unreadable[Any], ...] = ()


PageSteps: TypeAlias = Generator[Fetch | NextPage | Read, Any, ResultT]


def connections(
    adapter: Adapter[ConnectionT, Any, Any, Any],
) -> Steps[list[Connection[ConnectionT]]]:
    """
    Read all connections; none where the API has no such thing.
    """
    if adapter.connections is None or adapter.to_connection is None:
        return []
    rows = decoded((yield _short(adapter.connections, with_keys=adapter.connections_are_map)))
    if adapter.connections_are_map:
        return [adapter.to_connection(raw, key) for key, raw in rows]
    return [adapter.to_connection(raw, None) for raw in rows]


def accounts(adapter: Adapter[Any, AccountT, Any, Any]) -> Steps[list[Account[AccountT]]]:
    """
    Read all accounts, with what their connections say of them.
    """
    found = yield from connections(adapter)
    if adapter.accounts is None:
        return distinct(
            adapter.to_account(raw, one)
            for one in found
            for raw in (adapter.accounts_inside(one.raw) if adapter.accounts_inside else ())
        )
    by_id = {one.id: one for one in found}
    rows = decoded((yield _short(adapter.accounts)))
    return distinct(_connected(adapter, raw, by_id) for raw in rows)


def _short(call: Call, *, with_keys: bool = False) -> Fetch:
    return Fetch(call, with_keys=with_keys, has_progress=False)


def _connected(
    adapter: Adapter[ConnectionT, AccountT, Any, Any],
    raw: AccountT,
    by_id: Mapping[str, Connection[ConnectionT]],
) -> Account[AccountT]:
    # An account names its connection, so it is read twice: once to find it.
    alone = adapter.to_account(raw, None)
    found = by_id.get(alone.connection_id or "")
    if found is None and adapter.connections is not None:
        # Nobody says how its newest download ended.
        return replace(alone, complete=False)
    return adapter.to_account(raw, found)


def decoded(rows: list[Any]) -> list[Any]:
    """
    Refuse accounts and connections that could not be decoded: without them nothing is certain.

    Raises:
        UnreadableRowError: There is one.
    """
    for row in rows:
        if isinstance(row, UnreadableRow):
            raise UnreadableRowError(_undecoded(row))
    return rows


def transactions(
    adapter: Adapter[Any, AccountT, Any, Any], account: Account[AccountT], window: Window
) -> Steps[Read]:
    """
    Read the transactions of whole days, and the pending ones that stand among them.
    """
    if account.kind in WITHOUT_TRANSACTIONS:
        return Read()
    is_behind = before(adapter, account, window.start) if adapter.newest_first else None
    fetch = Fetch(adapter.transactions(account, window), is_behind)
    rows = yield from _listed(adapter, account, fetch, adapter.to_transaction)
    return sorted_out(rows, window)


def pending(adapter: Adapter[Any, AccountT, Any, Any], account: Account[AccountT]) -> Steps[Read]:
    """
    Read the transactions that are not booked yet.
    """
    if account.kind in WITHOUT_TRANSACTIONS:
        return Read()
    if adapter.pending is None:
        return Read()
    to_pending = adapter.to_pending or adapter.to_transaction
    rows = yield from _listed(adapter, account, Fetch(adapter.pending(account)), to_pending)
    return sorted_out(rows, Window())


def _listed(
    adapter: Adapter[Any, AccountT, Any, Any],
    account: Account[AccountT],
    fetch: Fetch,
    read: Callable[[Any, Account[Any]], Row[TransactionT]],
) -> Steps[list[Row[TransactionT]]]:
    """
    Read the rows of a list. One that grows meanwhile gives a row twice, and a row without an id
    would look like two equal ones; then it is read until two readings agree.

    Raises:
        UnreadableRowError: No two readings do.
    """
    rows = rows_of((yield fetch), account, read)
    for _ in range(_READINGS):
        if not adapter.newest_first or _without_id(rows) is None:
            return rows
        before, rows = rows, rows_of((yield fetch), account, read)
        if _contents(before) == _contents(rows):
            return rows
    if (doubtful := _without_id(rows)) is None:
        return rows
    raise unsteady(doubtful)


def unsteady(row: Transaction[Any]) -> UnreadableRowError:
    """
    Make the error of a row without an id in a list that changes all the time.
    """
    reason = "it has no id, and the list has changed each time that it was read"
    return UnreadableRowError(Unreadable(raw=row.raw, reason=reason))


def _without_id(rows: list[Row[TransactionT]]) -> Transaction[TransactionT] | None:
    return next((one for one in rows if isinstance(one, Transaction) and not one.id), None)


def _undecoded(row: UnreadableRow) -> Unreadable[Any]:
    return Unreadable(raw=row.raw, reason=row.deviation.message, path=row.deviation.path)


def _contents(rows: list[Row[Any]]) -> Counter[tuple[str, str | None]]:
    return Counter(
        (one.reason, None) if isinstance(one, Unreadable) else (one.key, one.id) for one in rows
    )


def rows_of(
    found: list[Any],
    account: Account[Any],
    read: Callable[[Any, Account[Any]], Row[TransactionT]],
) -> list[Row[TransactionT]]:
    """
    Read rows; one that could not be decoded is unreadable too.
    """
    return [
        _undecoded(one) if isinstance(one, UnreadableRow) else read(one, account) for one in found
    ]


def before(
    adapter: Adapter[Any, AccountT, Any, Any], account: Account[AccountT], start: date | None
) -> Callable[[Any], bool]:
    """
    Check whether a row is older than the first day; one without a day is not.
    """

    def is_behind(raw: Any) -> bool:
        row = adapter.to_transaction(raw, account)
        return (
            start is not None
            and isinstance(row, Transaction)
            and row.booking_date is not None
            and row.booking_date < start
        )

    return is_behind


def sorted_out(rows: list[Row[Any]], window: Window) -> Read:
    """
    Tell booked rows of the window from the others, and number them.
    """
    found = [row for row in rows if isinstance(row, Transaction)]
    booked = [row for row in found if row.status is BookingStatus.BOOKED and _is_in(row, window)]
    pending = [row for row in found if row.status is not BookingStatus.BOOKED]
    return Read(
        booked=tuple(sorted(numbered(booked), key=attrgetter("booking_date"))),
        pending=tuple(sorted(numbered(pending), key=_by_day)),
        unreadable=tuple(row for row in rows if isinstance(row, Unreadable)),
    )


def checked(read: Read, *, collect: bool) -> Read:
    """
    Refuse rows that cannot be read, unless they are wanted.

    Raises:
        UnreadableRowError: There is one.
    """
    if read.unreadable and not collect:
        raise UnreadableRowError(read.unreadable[0])
    return read


def _is_in(row: Transaction[Any], window: Window) -> bool:
    day = row.booking_date or date.min
    return (window.start or date.min) <= day <= (window.end or date.max)


def _by_day(row: Transaction[Any]) -> date:
    return row.day or date.max
