"""
Read what has changed in an account since a cursor.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kontokit import BERLIN, ArgumentError

from . import steps
from .account import WITHOUT_TRANSACTIONS, Account
from .adapter import Adapter, Window
from .changes import (
    AccountRenumbered,
    Changed,
    ChangeReason,
    Changes,
    Maybe,
    RemovalReason,
    Removed,
)
from .cursor import (
    Cursor,
    Remembered,
    join_keys,
    read_cursor,
    short_key,
    split_keys,
    write_cursor,
)
from .errors import AccountMissing, CursorMismatch, ImplausibleChange
from .late import Late, late_steps
from .matching import Matches, Seen, booked_as, match, may_be_with_other_amount, seen
from .steps import Read, Steps
from .transaction import BookingStatus, Transaction

TransactionT = TypeVar("TransactionT")
AnyAdapter = Adapter[Any, Any, Any, Any]

DEFAULT_OVERLAP: Final = 30
SHORTEST_OVERLAP: Final = 14
"""Days; a pending transaction may take as long to be booked."""
FEW: Final = 20
"""With fewer known transactions, any number of removals is plausible."""


class SyncOptions(Struct, frozen=True, kw_only=True):
    """
    How a sync is done.
    """

    overlap: int = DEFAULT_OVERLAP
    accept: bool = False
    collect: bool = False

    def __post_init__(self) -> None:
        if self.overlap < SHORTEST_OVERLAP:
            raise ArgumentError(f"it is at least {SHORTEST_OVERLAP} days", place="overlap")


class _Found(Struct, frozen=True):
    """
    What was read: the window, and what was imported since for days before it.
    """

    window: Read
    late: Late = Late()


def sync_steps(
    adapter: Adapter[Any, Any, Any, TransactionT],
    account: Account[Any],
    since: str | None,
    options: SyncOptions,
) -> Steps[Changes[TransactionT]]:
    """
    Read what has changed in an account that was listed before; see ``Bank.sync``.
    """
    listed = yield from steps.accounts(adapter)
    return (yield from listed_sync_steps(adapter, _same_account(listed, account), since, options))


def listed_sync_steps(
    adapter: Adapter[Any, Any, Any, TransactionT],
    now: Account[Any],
    since: str | None,
    options: SyncOptions,
) -> Steps[Changes[TransactionT]]:
    """
    Read what has changed in an account as it is listed now.
    """
    known = read_cursor(since) if since is not None else None
    renumbered = _renumbered(known, now)
    complete = _is_complete(known, now)
    if adapter.skip_incomplete and not complete:
        return Changes(complete=False, cursor=since, renumbered=renumbered)
    # Keys do not change with the numbers of the account.
    kept = replace(now, key=known.account_key) if known else now
    found = yield from _read(adapter, kept, known)
    steps.checked(found.window, collect=options.collect)
    changes = _compare(found, known, complete=complete, shared_ids=adapter.shares_ids)
    _refuse_implausible(changes, known, options)
    cursor = _next_cursor(kept, known, found, changes, options)
    return replace(changes, renumbered=renumbered, cursor=write_cursor(cursor))


def _read(adapter: AnyAdapter, account: Account[Any], known: Cursor | None) -> Steps[_Found]:
    if account.kind in WITHOUT_TRANSACTIONS:
        return _Found(Read())
    window = Window(start=known.start if known else None)
    read = yield from steps.transactions(adapter, account, window)
    if adapter.pending is not None:
        waiting = yield from steps.pending(adapter, account)
        read = _with_pending(read, waiting, same_list=adapter.shares_ids)
    late = yield from late_steps(adapter, account, known)
    unreadable = (*read.unreadable, *late.unreadable)
    return _Found(Read(read.booked, read.pending, unreadable), late)


def _with_pending(read: Read, waiting: Read, *, same_list: bool) -> Read:
    """
    Take pending transactions from their own answer: where they have no day, a list by days may
    have ended before them. Rows of a status that is not known come in the list only.
    """
    unknown = [one for one in read.pending if one.status is not BookingStatus.PENDING]
    unreadable = read.unreadable if same_list else (*read.unreadable, *waiting.unreadable)
    return Read(read.booked, (*waiting.pending, *unknown), unreadable)


def _same_account(listed: list[Account[Any]], wanted: Account[Any]) -> Account[Any]:
    for one in listed:
        if (one.id, one.connection_id) == (wanted.id, wanted.connection_id):
            return replace(one, sign=wanted.sign)
    again = [one for one in listed if one.key == wanted.key]
    if len(again) != 1:
        raise AccountMissing("the provider does not list the account any more")
    return replace(again[0], sign=wanted.sign)


def _renumbered(known: Cursor | None, now: Account[Any]) -> AccountRenumbered | None:
    if known is None or known.account_key == now.key:
        return None
    if (known.account_id, known.connection_id) != (now.id, now.connection_id):
        raise CursorMismatch("the cursor is of another account")
    return AccountRenumbered(before_key=known.account_key, now_key=now.key)


def _is_complete(known: Cursor | None, now: Account[Any]) -> bool:
    if now.complete is not None:
        return now.complete
    if now.fetched_at is None:
        return False
    return known is None or known.fetched_at is None or now.fetched_at > known.fetched_at


def _compare(
    found: _Found, known: Cursor | None, *, complete: bool, shared_ids: bool
) -> Changes[Any]:
    before = known.rows if known else []
    booked, pending = seen(found.window.booked), seen(found.window.pending)
    matches = match(before, [*booked, *pending], shared_ids=shared_ids)
    added = [one for one in matches.new if not one.facts.is_pending]
    # A row that cannot be read may be any of those that did not come.
    is_certain = complete and not found.window.unreadable
    removed = list(_removed(matches, booked)) if is_certain else []
    return Changes(
        added=(*found.late.added, *(one.transaction for one in added)),
        changed=tuple(_changed(matches)),
        removed=tuple(removed),
        relinked=found.late.relinked + sum(_is_relinked(*pair) for pair in matches.pairs),
        pending=found.window.pending,
        maybe=tuple(_maybe(matches.gone, added)),
        out_of_sight=len(matches.gone) - len(removed),
        unreadable=found.window.unreadable,
        complete=complete,
        cursor=None,
    )


def _changed(matches: Matches) -> Generator[Changed[Any]]:
    for old, new in matches.pairs:
        if new.facts.is_pending:
            continue  # all of these are reported anyway
        if old.is_pending:
            now = replace(new.transaction, replaces=old.key)
            yield Changed(before_key=old.key, now=now, reason=ChangeReason.BOOKED)
        elif (old.digest, old.key) != (new.facts.digest, new.facts.key):
            yield Changed(before_key=old.key, now=new.transaction, reason=ChangeReason.CONTENT)


def _is_relinked(old: Remembered, new: Seen) -> bool:
    return old.is_pending == new.facts.is_pending and old.id != new.facts.id


def _removed(matches: Matches, booked: list[Seen]) -> Generator[Removed]:
    fresh = {id(new) for old, new in matches.pairs if old.is_pending}
    known = [one for one in booked if id(one) not in fresh]
    for old in matches.gone:
        if not old.is_pending:
            yield Removed(key=old.key, id=old.id, reason=RemovalReason.DELETED)
        elif one := booked_as(old, known):
            key = one.facts.key
            yield Removed(key=old.key, id=old.id, reason=RemovalReason.BOOKED_AS, booked_as=key)
        else:
            yield Removed(key=old.key, id=old.id, reason=RemovalReason.CANCELLED)


def _maybe(gone: list[Remembered], added: list[Seen]) -> Generator[Maybe[Any]]:
    for old in gone:
        for new in added:
            if may_be_with_other_amount(old, new.facts):
                yield Maybe(before_key=old.key, now=new.transaction)


def _refuse_implausible(changes: Changes[Any], known: Cursor | None, options: SyncOptions) -> None:
    booked = [one for one in known.rows if not one.is_pending] if known else []
    deleted = [one for one in changes.removed if one.reason is RemovalReason.DELETED]
    is_much = len(booked) >= FEW and len(deleted) * 2 > len(booked)
    if is_much and not changes.relinked and not options.accept:
        raise ImplausibleChange(len(deleted), len(booked))


def _next_cursor(
    account: Account[Any],
    known: Cursor | None,
    found: _Found,
    changes: Changes[Any],
    options: SyncOptions,
) -> Cursor:
    read = (*found.window.booked, *found.window.pending)
    start = _next_start(found.window.booked, known, options.overlap)
    rows = [one.facts for one in seen(read)]
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
        rows=[one for one in rows if _is_kept(one, start)],
        older=_older(known, found, rows, start) if imported_at else b"",
    )


def _older(
    known: Cursor | None, found: _Found, rows: list[Remembered], start: date | None
) -> bytes:
    keys = {one.key for one in rows if not _is_kept(one, start)}
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


def _is_kept(row: Remembered, start: date | None) -> bool:
    return row.is_pending or start is None or row.day is None or row.day >= start


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
