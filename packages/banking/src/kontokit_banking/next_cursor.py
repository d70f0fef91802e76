"""
Make the cursor of the next sync: what is remembered, and from which day on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kontokit import BERLIN

from .account import Account
from .changes import Changes
from .comparison import Found
from .cursor import NEAR, Cursor, Remembered, join_keys, short_key, split_keys
from .matching import seen
from .transaction import Transaction


def next_cursor(
    account: Account[Any],
    known: Cursor | None,
    found: Found,
    changes: Changes[Any],
    *,
    overlap: int,
    id_hint: Callable[[Any], str | None] | None,
) -> Cursor:
    """
    Make the next cursor.

    Args:
        account: The account as it is listed now, with the key that its transactions have.
        known: The cursor of before; None the first time.
        found: What was read.
        changes: What is reported of it.
        overlap: How many days before the newest booking the next window begins.
        id_hint: What a row without an id may be known by.
    """
    read = (*found.window.booked, *found.window.pending)
    start = _next_start(found.window.booked, known, overlap)
    rows = [one.facts for one in seen(read, id_hint)]
    rows += _out_of_sight(known, rows, changes)
    imports = (one.imported_at for one in (*read, found.late, known) if one is not None)
    imported_at = max(filter(None, imports), default=None)
    return Cursor(
        account_key=account.key,
        account_id=account.id,
        connection_id=account.connection_id,
        start=start,
        imported_at=imported_at,
        fetched_at=account.fetched_at,
        rows=[one for one in rows if one.is_from(start and start - NEAR)],
        older=_older(known, found, rows, start) if imported_at else b"",
        was_partial=account.complete is False,
    )


def _older(known: Cursor | None, found: Found, rows: list[Remembered], start: date | None) -> bytes:
    keys = {one.key for one in rows if not one.is_from(start)}
    keys |= {one.key for one in found.late.added}
    return join_keys({*map(short_key, keys), *split_keys(known.older if known else b"")})


def _out_of_sight(
    known: Cursor | None, rows: list[Remembered], changes: Changes[Any]
) -> list[Remembered]:
    """
    What did not come and is not known to be gone is remembered further.
    """
    if known is None or not changes.out_of_sight:
        return []
    accounted = {one.key for one in rows} | {one.before_key for one in changes.changed}
    accounted |= {one.key for one in changes.removed}
    return [one for one in known.rows if one.key not in accounted]


def _next_start(
    booked: tuple[Transaction[Any], ...], known: Cursor | None, overlap: int
) -> date | None:
    before = known.start if known else None
    days = [day for one in booked if (day := _reached(one)) is not None]
    if not days:
        return before
    start = max(days) - timedelta(days=overlap)
    return start if before is None else max(start, before)


def _reached(transaction: Transaction[Any]) -> date | None:
    """
    The booking day; the day of the import where banks book ahead.
    """
    day, imported = transaction.booking_date, transaction.imported_at
    return day if day is None or imported is None else min(day, imported.astimezone(BERLIN).date())
