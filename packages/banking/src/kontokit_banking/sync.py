"""
Read what has changed in an account since a cursor.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kontokit import ArgumentError

from . import steps
from .account import WITHOUT_TRANSACTIONS, Account
from .adapter import Adapter, Window
from .changes import AccountRenumbered, Changes, RemovalReason
from .comparison import Found, compare
from .cursor import Cursor, read_cursor, write_cursor
from .errors import AccountMissingError, CursorMismatchError, ImplausibleChangeError
from .late import late_steps
from .next_cursor import next_cursor
from .steps import Read, Steps
from .transaction import BookingStatus

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
    changes = compare(adapter, found, known, complete=complete)
    _refuse_implausible(changes, known, options)
    cursor = next_cursor(
        kept, known, found, changes, overlap=options.overlap, id_hint=adapter.id_hint
    )
    return replace(changes, renumbered=renumbered, cursor=write_cursor(cursor))


def _read(adapter: AnyAdapter, account: Account[Any], known: Cursor | None) -> Steps[Found]:
    if account.kind in WITHOUT_TRANSACTIONS:
        return Found(Read(), is_asked=False)
    window = Window(start=known.first_day if known else None)
    read = yield from steps.transactions(adapter, account, window)
    if adapter.pending is not None:
        waiting = yield from steps.pending(adapter, account)
        read = _with_pending(read, waiting, same_list=adapter.shares_ids)
    late = yield from late_steps(adapter, account, known)
    unreadable = (*read.unreadable, *late.unreadable)
    return Found(Read(read.booked, read.pending, unreadable), late)


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
        raise AccountMissingError("the provider does not list the account any more")
    return replace(again[0], sign=wanted.sign)


def _renumbered(known: Cursor | None, now: Account[Any]) -> AccountRenumbered | None:
    if known is None or known.account_key == now.key:
        return None
    if (known.account_id, known.connection_id) != (now.id, now.connection_id):
        raise CursorMismatchError(
            "the cursor is of another account; pass the one of this account, or none"
        )
    return AccountRenumbered(before_key=known.account_key, now_key=now.key)


def _is_complete(known: Cursor | None, now: Account[Any]) -> bool:
    if now.complete is not None:
        return now.complete
    if now.fetched_at is None:
        return False
    return known is None or known.fetched_at is None or now.fetched_at > known.fetched_at


def _refuse_implausible(changes: Changes[Any], known: Cursor | None, options: SyncOptions) -> None:
    rows = known.rows if known else []
    booked = [one for one in rows if not one.is_pending and known and one.is_from(known.start)]
    deleted = [one for one in changes.removed if one.reason is RemovalReason.DELETED]
    is_much = len(booked) >= FEW and len(deleted) * 2 > len(booked)
    if is_much and not changes.relinked and not options.accept:
        raise ImplausibleChangeError(len(deleted), len(booked))
