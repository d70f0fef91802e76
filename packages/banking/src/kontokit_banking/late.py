"""
Find what was imported since a cursor for days before its window.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from kontokit import BERLIN

from . import steps
from .account import Account
from .adapter import Adapter, Window
from .cursor import Cursor, short_key, split_keys
from .keys import key_of
from .steps import Fetch, Read, Steps
from .transaction import Transaction, Unreadable

AnyAdapter: TypeAlias = Adapter[Any, Any, Any, Any]
Rows: TypeAlias = list[Transaction[Any]]

_FEW_DAYS: Final = 10
"""More days than these, as after a new import of the account, are read at once."""


class Late(Struct, frozen=True):
    """
    What was imported late.
    """

    added: tuple[Transaction[Any], ...] = ()
    relinked: int = 0
    """How many were known already, and are imported again."""
    imported_at: datetime | None = None
    """The latest import among them."""
    unreadable: tuple[Unreadable[Any], ...] = ()


def late_steps(adapter: AnyAdapter, account: Account[Any], known: Cursor | None) -> Steps[Late]:
    """
    Read what was imported since the cursor, for days before its window. Each of these days is read
    whole, since equal transactions of a day are numbered.
    """
    if known is None or known.start is None or known.imported_at is None or adapter.late is None:
        return Late()
    asked = Window(
        imported=known.imported_at.astimezone(BERLIN).date() - timedelta(days=1),
        end=known.start - timedelta(days=1),
    )

    def is_behind(raw: Any) -> bool:
        row = adapter.to_transaction(raw, account)
        return (
            isinstance(row, Transaction)
            and row.imported_at is not None
            and not _is_fresh(row, known)
        )

    rows = yield Fetch(adapter.late(account, asked), is_behind if adapter.newest_first else None)
    read = steps.sorted_out(steps.rows_of(rows, account, adapter.to_transaction), asked)
    fresh = [one for one in read.booked if _is_fresh(one, known)]
    days = sorted({day for one in fresh if (day := one.booking_date)})
    whole: list[Transaction[Any]] = []
    for window in _windows(adapter, days):
        found = yield from _whole_days(adapter, account, window)
        whole += [one for one in found.booked if one.booking_date in days]
    # A list that knows no days has given them already.
    unreadable = () if adapter.newest_first else read.unreadable
    return replace(_compared(whole, known), unreadable=unreadable)


def _compared(whole: list[Transaction[Any]], known: Cursor) -> Late:
    older = split_keys(known.older)
    fresh = [one for one in whole if _is_fresh(one, known)]
    # Of equal transactions, the new one may have the key that the known one had.
    contents = {key_of(one) for one in fresh}
    added = [one for one in whole if short_key(one.key) not in older and key_of(one) in contents]
    return Late(
        added=tuple(added),
        relinked=_relinked(fresh, added, known),
        imported_at=max((one.imported_at for one in fresh if one.imported_at), default=None),
    )


def _relinked(fresh: Rows, added: Rows, known: Cursor) -> int:
    """
    Count what was imported again, of days that are not read otherwise.
    """
    first = known.first_day or date.max
    again = [one for one in fresh if one.imported_at != known.imported_at]
    counts = [sum((one.booking_date or first) < first for one in rows) for rows in (again, added)]
    return max(0, counts[0] - counts[1])


def _whole_days(adapter: AnyAdapter, account: Account[Any], window: Window) -> Steps[Read]:
    if adapter.days is None:
        return (yield from steps.transactions(adapter, account, window))
    rows = yield Fetch(adapter.days(account, window))
    return steps.sorted_out(steps.rows_of(rows, account, adapter.to_transaction), window)


def _windows(adapter: AnyAdapter, days: list[date]) -> list[Window]:
    """
    Each day alone, or all at once where they are many or cannot be asked for one by one.
    """
    if days and (adapter.days is None or len(days) > _FEW_DAYS):
        return [Window(start=days[0], end=days[-1])]
    return [Window(start=day, end=day) for day in days]


def _is_fresh(transaction: Transaction[Any], known: Cursor) -> bool:
    """
    Check whether a row was imported since the last sync, or may have been.
    """
    imported, mark = transaction.imported_at, known.imported_at
    if imported is None or mark is None:
        return False
    return imported > mark or (known.was_partial and imported == mark)
