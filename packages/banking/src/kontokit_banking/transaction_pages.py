"""
Transactions a few days at a time, so that memory does not grow with their number: without I/O, for
sync and async clients alike.
"""

from __future__ import annotations

from typing import Any, Final

from .account import WITHOUT_TRANSACTIONS, Account
from .adapter import Adapter, Window
from .day_windows import DayWindows
from .ordered_pages import CHANGED, Source, in_order
from .steps import Fetch, PageSteps, Read, rows_of, sorted_out, transactions

_FEW: Final = 5_000
"""So many transactions are kept where reading twice would be the other way."""


def transaction_pages(
    adapter: Adapter[Any, Any, Any, Any],
    account: Account[Any],
    window: Window,
    *,
    newest_first: bool,
) -> PageSteps[None]:
    """
    Read the booked transactions of a window, whole days at a time, in the order of days.

    Raises:
        UnorderedRowsError: A list is not in the order that was asked for.
        UnreadableRowError: Rows without ids come in a list that changes all the time.
        ListChangedError: A list changes each time that it is read.
        PageRepeatedError: As above.
    """
    if account.kind in WITHOUT_TRANSACTIONS:
        return
    source = Source(adapter, account, newest_first)
    if source.fetch(window) is not None:
        yield from _listed(source, window)
    elif adapter.days is not None:
        yield from _in_windows(source, window)
    else:
        yield source.given((yield from transactions(adapter, account, window)))


def _listed(source: Source, window: Window) -> PageSteps[None]:
    """
    Read a list in the order of days. One that knows no days begins with the oldest of all, and
    what is wanted may be nearer to its other end.
    """
    adapter = source.adapter
    is_late = adapter.newest_first and not source.newest_first and window.start is not None
    if is_late and adapter.descending is not None:
        backwards = Source(adapter, source.account, newest_first=True)
        recent = yield from _if_few(in_order(backwards, window))
        if recent is not None:
            for read in reversed(recent):
                yield source.given(read)
            return
    yield from in_order(source, window)


def _if_few(inner: PageSteps[None]) -> PageSteps[list[Read] | None]:
    """
    Keep what is read, as long as it is little; None where it is more.
    """
    kept: list[Read] = []
    number = 0
    try:
        wanted = next(inner)
        while True:
            if isinstance(wanted, Read):
                kept.append(wanted)
                number += len(wanted.booked)
                if number > _FEW:
                    inner.close()
                    return None
                wanted = next(inner)
                continue
            try:
                sent = yield wanted
            except CHANGED as error:
                wanted = inner.throw(error)
            else:
                wanted = inner.send(sent)
    except StopIteration:
        return kept


def _in_windows(source: Source, window: Window) -> PageSteps[None]:
    """
    Read windows of days, back from the newest. For the other order, what is little is kept; of
    more, only the windows, which are read once more.
    """
    back = DayWindows(window)
    parts: list[Window] = []
    kept: list[Read] = []
    number = 0
    while not back.is_over:
        part = back.next()
        read = yield from _days(source, part)
        back.note(len(read.booked))
        if source.newest_first:
            yield read
            continue
        parts.append(part)
        number += len(read.booked)
        kept = [*kept, read] if number <= _FEW else []
        del read
    if number <= _FEW:
        yield from reversed(kept)
        return
    for part in reversed(parts):
        yield (yield from _days(source, part))


def _days(source: Source, part: Window) -> PageSteps[Read]:
    ask = source.adapter.days
    if ask is None:
        raise AssertionError("the API cannot be asked for days")
    rows = yield Fetch(ask(source.account, part))
    return source.given(
        sorted_out(rows_of(rows, source.account, source.adapter.to_transaction), part)
    )
