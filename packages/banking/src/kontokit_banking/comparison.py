"""
Compare what an account has now with what was remembered of it.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .adapter import Adapter
from .changes import Changed, ChangeReason, Changes, Maybe, RemovalReason, Removed
from .cursor import Cursor, Remembered
from .late import Late
from .matching import Matches, Seen, booked_as, match, may_be_with_other_amount, seen
from .steps import Read

AnyAdapter = Adapter[Any, Any, Any, Any]


class Found(Struct, frozen=True):
    """
    What was read: the window, and what was imported since for days before it.
    """

    window: Read
    late: Late = Late()
    is_asked: bool = True
    """False for an account of a kind that has no transactions: it is not asked for any."""


def compare(
    adapter: AnyAdapter, found: Found, known: Cursor | None, *, complete: bool
) -> Changes[Any]:
    """
    Tell what has changed; without the cursor.

    Args:
        adapter: How the API is read.
        found: What was read.
        known: The cursor of before; None the first time.
        complete: Whether the newest download is complete.
    """
    start = known.start if known else None
    booked = seen(found.window.booked, adapter.id_hint)
    pending = seen(found.window.pending, adapter.id_hint)
    before = known.rows if known else []
    matches = match(before, [*booked, *pending], shared_ids=adapter.shares_ids)
    # Some days before the window are read only to find out what has moved.
    booked_now = [one for one in matches.new if not one.facts.is_pending]
    added = [one for one in booked_now if one.facts.is_from(start)]
    # A row that cannot be read may be any of those that did not come.
    is_certain = complete and found.is_asked and not found.window.unreadable
    removed = list(_removed(matches, booked, start)) if is_certain else []
    late = _without(found.late, matches)
    return Changes(
        added=(*late, *(one.transaction for one in added)),
        changed=tuple(_changed(matches)),
        removed=tuple(removed),
        relinked=found.late.relinked + _relinked(matches, before),
        pending=found.window.pending,
        maybe=tuple(_maybe(matches.gone, added)),
        out_of_sight=len(matches.gone) - len(removed),
        unreadable=found.window.unreadable,
        complete=complete,
        cursor=None,
    )


def _without(late: Late, matches: Matches) -> Generator[Any]:
    """
    List what was imported late and is none of those that have moved.
    """
    moved = {new.facts.key for _, new in matches.pairs}
    return (one for one in late.added if one.key not in moved)


def _changed(matches: Matches) -> Generator[Changed[Any]]:
    for old, new in matches.pairs:
        if new.facts.is_pending:
            continue  # all of these are reported anyway
        if old.is_pending:
            now = replace(new.transaction, replaces=old.key)
            yield Changed(before_key=old.key, now=now, reason=ChangeReason.BOOKED)
        elif (old.digest, old.key) != (new.facts.digest, new.facts.key):
            yield Changed(before_key=old.key, now=new.transaction, reason=ChangeReason.CONTENT)


def _relinked(matches: Matches, before: list[Remembered]) -> int:
    """
    Count what has an id that it did not have. Of two equal rows, the one that stays may take the
    key of the other one: its id was known.
    """
    ids = {(one.id, one.is_pending) for one in before}
    return sum(
        old.key == new.facts.key and (new.facts.id, new.facts.is_pending) not in ids
        for old, new in matches.pairs
    )


def _removed(matches: Matches, booked: list[Seen], start: date | None) -> Generator[Removed]:
    fresh = {id(new) for old, new in matches.pairs if old.is_pending}
    known = [one for one in booked if id(one) not in fresh]
    for old in matches.gone:
        if not old.is_pending:
            # One from before the window may have moved to a day that was not asked for.
            if old.is_from(start):
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
