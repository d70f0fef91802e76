"""
Lists in the order of booking days, read page by page: a day is given when it is complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from kontokit import ListChangedError, PageRepeatedError

from . import steps
from .account import Account
from .adapter import Adapter, Window
from .errors import UnorderedRowsError
from .steps import Fetch, NextPage, PageSteps, Read
from .transaction import BookingStatus, Row, Transaction, Unreadable

Days: TypeAlias = dict[date, int]
"""A number made of the transactions of each day, whatever their order."""
CHANGED: Final = (ListChangedError, PageRepeatedError)
_TRIES: Final = 3
"""How often a list is read that changes meanwhile, without a further day in between."""


class Source(Struct, frozen=True):
    """
    What is read, and in which order.
    """

    adapter: Adapter[Any, Any, Any, Any]
    account: Account[Any]
    newest_first: bool

    def fetch(self, window: Window) -> Fetch | None:
        """
        The list in this order; None where the API has none.
        """
        call = self.adapter.descending if self.newest_first else self.adapter.ascending
        return None if call is None else Fetch(call(self.account, window))

    def given(self, read: Read) -> Read:
        """
        Put days into this order. Within a day, transactions stay as the provider gives them.
        """
        days = sorted(read.booked, key=_day, reverse=self.newest_first)
        return replace(read, booked=tuple(days))


def in_order(source: Source, window: Window) -> PageSteps[None]:
    """
    Read a list. When it changes, it is read again from the first day on that has not been given:
    those before were whole when they were read.

    Raises:
        UnorderedRowsError: The list is not in the order that was asked for.
        UnreadableRowError: Rows without ids come in a list that changes all the time.
        ListChangedError: It changes each time that it is read.
        PageRepeatedError: As above.
    """
    days, agreed, left = _DayPages(source, window), None, _TRIES
    while True:
        begun = days.window
        try:
            yield from _read(source, days, _Taker(source, agreed))
            return
        except _WithoutIdError:
            agreed = yield from _agree(source, days)
        except (*CHANGED, _OtherRowsError) as error:
            left = left - 1 if days.window == begun else _TRIES
            if not left and isinstance(error, _OtherRowsError):
                raise steps.unsteady(error.row) from None
            if not left:
                raise
            agreed = None
        days = days.again()


def _read(
    source: Source, days: _DayPages, take: Callable[[list[Row[Any]]], Read | None]
) -> PageSteps[None]:
    fetch = source.fetch(days.window)
    if fetch is None:
        raise AssertionError("the API has no list in this order")
    while not days.is_over and (page := (yield NextPage(fetch))) is not None:
        days.add(steps.rows_of(page, source.account, source.adapter.to_transaction))
        del page
        if complete := days.complete():
            if read := take(complete):
                yield read
            days.advance(complete)
    if (rest := days.rest()) and (read := take(rest)):
        yield read


class _DayPages:
    """
    Collects the rows of a list until their day is complete.
    """

    def __init__(self, source: Source, window: Window, given: Sequence[Any] = ()) -> None:
        self.window = window
        """The days that have not been given."""
        self.is_over = False
        self._newest_first = source.newest_first
        self._source = source
        self._given = list(given)
        """The provider's objects of unreadable rows, which have no day to know them by."""
        self._known = list(given)
        self._rows: list[Row[Any]] = []
        self._begin = 0
        """Where the rows of the last day begin."""
        self._day: date | None = None

    def again(self) -> _DayPages:
        """
        Begin another reading, of what has not been given.
        """
        return _DayPages(self._source, self.window, self._given)

    def add(self, rows: list[Row[Any]]) -> None:
        """
        Add the rows of a page, up to the last one that is wanted.
        """
        for row in rows:
            if self.is_over:
                return
            if isinstance(row, Unreadable):
                self._add_unreadable(row)
            elif row.status is BookingStatus.BOOKED and row.booking_date is not None:
                self._add_booked(row, row.booking_date)

    def _add_unreadable(self, row: Unreadable[Any]) -> None:
        if row.raw in self._known:
            self._known.remove(row.raw)
        else:
            self._rows.append(row)

    def _add_booked(self, row: Transaction[Any], day: date) -> None:
        first, last = self.window.start or date.min, self.window.end or date.max
        if not first <= day <= last:
            self.is_over = day < first if self._newest_first else day > last
            return
        if day != self._day:
            if self._day is not None and (day > self._day) is self._newest_first:
                raise UnorderedRowsError(self._day, day)
            self._day, self._begin = day, len(self._rows)
        self._rows.append(row)

    def complete(self) -> list[Row[Any]]:
        """
        Take the rows of all days but the last one.
        """
        rows, self._rows = self._rows[: self._begin], self._rows[self._begin :]
        self._begin = 0
        return rows

    def rest(self) -> list[Row[Any]]:
        """
        Take all rows: none follow.
        """
        return self._rows

    def advance(self, complete: list[Row[Any]]) -> None:
        """
        Note that all days before the last one have been given.
        """
        self._given += [row.raw for row in complete if isinstance(row, Unreadable)]
        end = {"end" if self._newest_first else "start": self._day}
        self.window = replace(self.window, **end)


class _Taker:
    """
    Numbers the rows of whole days. Where rows have no ids, each day has to be what two readings
    of the list agreed on.
    """

    def __init__(self, source: Source, agreed: Days | None) -> None:
        self._source = source
        self._agreed = agreed

    def __call__(self, rows: list[Row[Any]]) -> Read:
        # A list that knows no days may give a row twice when it grows; its id tells.
        without_id = _without_id(rows) if self._source.adapter.newest_first else None
        if without_id is not None:
            if self._agreed is None:
                raise _WithoutIdError
            if not _days_of(rows).items() <= self._agreed.items():
                raise _OtherRowsError(without_id)
        return self._source.given(steps.sorted_out(rows, Window()))


class _DayNumbers:
    """
    Makes a number of each day.
    """

    def __init__(self) -> None:
        self.days: Days = {}
        self.without_id: Transaction[Any] | None = None

    def __call__(self, rows: list[Row[Any]]) -> None:
        self.days.update(_days_of(rows))
        self.without_id = self.without_id or _without_id(rows)


def _agree(source: Source, days: _DayPages) -> PageSteps[Days]:
    """
    Read a list until two readings agree; only a number of each day is kept.
    """
    before: Days | None = None
    for left in reversed(range(_TRIES + 1)):
        now = _DayNumbers()
        try:
            yield from _read(source, days.again(), now)
        except CHANGED:
            if not left:
                raise
            continue
        if now.days == before or now.without_id is None:
            return now.days
        if not left:
            raise steps.unsteady(now.without_id)
        before = now.days
    raise AssertionError("a reading has ended without a result and without an error")


class _WithoutIdError(Exception):
    """
    A row has no id, and has not been read twice.
    """


class _OtherRowsError(Exception):
    """
    A day has other rows than two readings had.
    """

    def __init__(self, row: Transaction[Any]) -> None:
        super().__init__()
        self.row = row


def _days_of(rows: list[Row[Any]]) -> Days:
    found: defaultdict[date, int] = defaultdict(int)
    for row in rows:
        if isinstance(row, Transaction):
            found[row.booking_date or date.max] += hash((row.key, row.id))
    return found


def _without_id(rows: list[Row[Any]]) -> Transaction[Any] | None:
    return next((one for one in rows if isinstance(one, Transaction) and not one.id), None)


def _day(row: Transaction[Any]) -> date:
    return row.day or date.max
