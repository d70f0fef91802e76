"""
Tell which transaction of now is which of before: by id and key, else by likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import timedelta
from typing import Any, Final

from msgspec import Struct, field

from .cursor import NEAR, Remembered, likeness, remember
from .transaction import Transaction

LIKE: Final = 0.6
"""The share of three letters that texts have in common which are about the same thing."""
EARLY: Final = timedelta(days=1)
LATE: Final = timedelta(days=14)
"""How long before and after the day of a pending transaction it may be booked."""


class Seen(Struct, frozen=True):
    """
    A transaction of now, with what will be remembered of it.
    """

    transaction: Transaction[Any]
    facts: Remembered


class Matches(Struct):
    """
    Which was which; each is used once.
    """

    pairs: list[tuple[Remembered, Seen]] = field(default_factory=list[tuple[Remembered, Seen]])
    gone: list[Remembered] = field(default_factory=list[Remembered])
    new: list[Seen] = field(default_factory=list[Seen])


def seen(
    transactions: Iterable[Transaction[Any]], id_hint: Callable[[Any], str | None] | None = None
) -> list[Seen]:
    """
    Note what will be remembered of transactions.

    Args:
        transactions: What was read.
        id_hint: What the provider's object may be known by, where it has no id.
    """
    if id_hint is None:
        return [Seen(one, remember(one)) for one in transactions]
    return [Seen(one, remember(one, id_hint(one.raw))) for one in transactions]


def match(before: list[Remembered], now: list[Seen], *, shared_ids: bool) -> Matches:
    """
    Pair transactions of before with those of now.

    Args:
        shared_ids: Whether a pending transaction keeps its id when it is booked; otherwise the two
            have ids of their own, which may be equal by chance.
    """
    found = Matches(gone=list(before), new=list(now))

    def id_of(one: Remembered) -> Hashable:
        said = one.id or one.hint or None
        return said and (said, shared_ids or one.is_pending)

    before_keys = {one.key for one in before}
    now_keys = {one.facts.key for one in now}
    _pair(found, lambda one: id_of(one) and (id_of(one), one.key))
    # What is stored under a key keeps it: of two equal transactions, the last one goes.
    _pair(found, id_of, lambda old, new: new.key not in before_keys and old.key not in now_keys)
    _pair(found, lambda one: one.key)
    _pair(found, id_of)
    _pair_booked(found)
    _pair_alike(found)
    return found


def booked_as(pending: Remembered, booked: Iterable[Seen]) -> Seen | None:
    """
    Find the booked transaction that a pending one is, among those that were known already.
    """
    alike = [
        one
        for one in booked
        if _may_be(pending, one.facts)
        and (_same_reference(pending, one.facts) or likeness(pending, one.facts) >= LIKE)
    ]
    return alike[0] if len(alike) == 1 else None


def may_be_with_other_amount(pending: Remembered, booked: Remembered) -> bool:
    """
    Check whether a pending transaction may have been booked with another amount.
    """
    return (
        pending.is_pending
        and not booked.is_pending
        and pending.amount != booked.amount
        and bool(pending.sketch)
        and bool(booked.sketch)
        and _is_in_time(pending, booked)
        and likeness(pending, booked) >= LIKE
    )


def _pair(
    found: Matches,
    key: Callable[[Remembered], Hashable],
    fits: Callable[[Remembered, Remembered], bool] = lambda old, new: True,
) -> None:
    by_key: defaultdict[Hashable, list[Remembered]] = defaultdict(list)
    for one in reversed(found.gone):
        if (value := key(one)) is not None:
            by_key[value].append(one)
    used: set[int] = set()
    left: list[Seen] = []
    for new in found.new:
        waiting = by_key.get(key(new.facts), [])
        old = waiting[-1] if waiting else None
        if old is None or not _keeps_status(old, new.facts) or not fits(old, new.facts):
            left.append(new)
            continue
        waiting.pop()
        used.add(id(old))
        found.pairs.append((old, new))
    found.new = left
    found.gone = [one for one in found.gone if id(one) not in used]


def _pair_booked(found: Matches) -> None:
    """
    Pair pending transactions with booked ones by their references.
    """
    by_amount = _by_amount(found.new)
    pairs: list[tuple[Remembered, Seen]] = []
    for old in [one for one in found.gone if one.is_pending]:
        near = by_amount[old.amount]
        same = [new for new in near if _may_be(old, new.facts) and _same_reference(old, new.facts)]
        if same:
            near.remove(same[0])
            pairs.append((old, same[0]))
    _take(found, pairs)


def _pair_alike(found: Matches) -> None:
    """
    Pair the only candidates on both sides with equal amounts, near days and alike texts.
    """
    by_amount = _by_amount(found.new)
    candidates = [
        (old, [new for new in by_amount[old.amount] if _may_be(old, new.facts)])
        for old in found.gone
    ]
    wanted = Counter(id(new) for _, near in candidates for new in near)
    pairs = [
        (old, near[0])
        for old, near in candidates
        if len(near) == 1 and wanted[id(near[0])] == 1 and likeness(old, near[0].facts) >= LIKE
    ]
    _take(found, pairs)


def _by_amount(now: Iterable[Seen]) -> defaultdict[bytes, list[Seen]]:
    found: defaultdict[bytes, list[Seen]] = defaultdict(list)
    for one in now:
        found[one.facts.amount].append(one)
    return found


def _take(found: Matches, pairs: list[tuple[Remembered, Seen]]) -> None:
    used = {id(one) for pair in pairs for one in pair}
    found.pairs += pairs
    found.gone = [one for one in found.gone if id(one) not in used]
    found.new = [one for one in found.new if id(one) not in used]


def _may_be(old: Remembered, new: Remembered) -> bool:
    """
    Check amount, status and days.
    """
    if old.amount != new.amount or not _keeps_status(old, new):
        return False
    if old.is_pending and not new.is_pending:
        return _is_in_time(old, new)
    return old.day is not None and new.day is not None and abs(new.day - old.day) <= NEAR


def _is_in_time(pending: Remembered, booked: Remembered) -> bool:
    if pending.day is None or booked.day is None:
        return True
    return -EARLY <= booked.day - pending.day <= LATE


def _same_reference(one: Remembered, other: Remembered) -> bool:
    return bool(
        (one.end_to_end and one.end_to_end == other.end_to_end)
        or (one.mandate and one.mandate == other.mandate)
    )


def _keeps_status(old: Remembered, new: Remembered) -> bool:
    # A booked transaction does not become a pending one: then it is gone.
    return old.is_pending or not new.is_pending
