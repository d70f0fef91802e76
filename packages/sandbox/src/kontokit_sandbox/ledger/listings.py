"""
Lists of rows over one or several accounts, page by page at a constant cost.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from ..demo.money import cents as euros
from .ledger import Ledger
from .rows import COLUMNS, Row, read_row

__all__ = ["Condition", "Listing", "Order", "Pages", "View"]

_KEPT = 256
"""Of how many lists the places of their pages are kept."""
_STRIDE = 10_000
"""How many rows are between the places that a jump remembers."""
_SELECT = ", ".join(COLUMNS)
_VISIBLE = "SELECT visible FROM account WHERE no = ?"
_UNSEEN = "SELECT count(*) FROM tx INDEXED BY tx_appeared WHERE appeared_at > ? AND account = ?"
Order = Literal["position", "day", "latest", "appeared"]
"""``latest`` begins with the last day, and has the rows of a day as the others."""
_KEYS: dict[Order, tuple[str, ...]] = {
    "position": ("account", "pos"),
    "day": ("day", "account", "pos"),
    "latest": ("day", "account", "pos"),
    "appeared": ("appeared_at", "account", "pos"),
}


@dataclass(frozen=True)
class View:
    """
    An account as a provider sees it.
    """

    account: int
    """The number of the account in the ledger."""
    seen: float
    """When the provider last looked, in seconds since 1970."""


@dataclass(frozen=True)
class Condition:
    """
    A condition on rows in SQL. ``{seen}`` stands for when the provider last looked.
    """

    statement: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Listing:
    """
    A list of rows: of which accounts, in which order, under which conditions.
    """

    views: tuple[View, ...]
    """In the order of the accounts' numbers."""
    order: Order = "position"
    is_descending: bool = False
    conditions: tuple[Condition, ...] = ()
    without: tuple[tuple[int, int], ...] = ()
    """Rows that are left out, by account and position."""

    @property
    def keys(self) -> tuple[str, ...]:
        """
        The columns of which the order consists.
        """
        keys = _KEYS[self.order]
        # Equal in all rows of one account, and left out so that its own index fits.
        return tuple(key for key in keys if key != "account") if len(self.views) == 1 else keys

    @property
    def index(self) -> str:
        """
        The index with the rows in this order. SQLite would rather sort.
        """
        if self.order == "appeared":
            return "INDEXED BY tx_appeared"
        if self.order in ("day", "latest"):
            return f"INDEXED BY {'tx_account_day' if len(self.views) == 1 else 'tx_day'}"
        return "INDEXED BY tx_account_pos"

    @property
    def ordered(self) -> str:
        """
        The order in SQL.
        """
        first = self.order == "latest" or self.is_descending
        others = self.is_descending
        ways = [first, *([others] * (len(self.keys) - 1))]
        return ", ".join(
            f"{key} {'DESC' if way else 'ASC'}" for key, way in zip(self.keys, ways, strict=True)
        )

    def after(self, key: tuple[Any, ...]) -> Condition:
        """
        Return the condition that a row comes after another one.
        """
        sign = "<" if self.is_descending else ">"
        if self.order != "latest":
            return Condition(f"({', '.join(self.keys)}) {sign} ({_marks(key)})", key)
        rest = f"({', '.join(self.keys[1:])}) {sign} ({_marks(key[1:])})"
        # The first part repeats the second, for the index.
        return Condition(f"day <= ? AND (day < ? OR {rest})", (key[0], key[0], *key[1:]))

    def where(self) -> Condition:
        """
        Return all conditions as one.
        """
        parts = [self._visible(), *(self._filled(one) for one in self.conditions)]
        if self.without:
            rows = ", ".join(f"({account}, {position})" for account, position in self.without)
            # They are new, and the first part spares all older rows the search.
            first = min(position for _, position in self.without)
            parts.append(Condition(f"pos < {first} OR (account, pos) NOT IN (VALUES {rows})"))
        statement = " AND ".join(f"({part.statement})" for part in parts)
        return Condition(statement, tuple(value for part in parts for value in part.values))

    def _visible(self) -> Condition:
        # A plus keeps SQLite from choosing its own way into the index: accounts one by one, each
        # from its beginning, or what has appeared.
        times = {view.seen for view in self.views}
        if len(times) == 1:
            return Condition(f"{self._among()} AND +appeared_at <= ?", tuple(times))
        return Condition(f"{self._among()} AND +appeared_at <= {self._seen()}", self._times())

    def _among(self) -> str:
        numbers = [view.account for view in self.views]
        if len(numbers) == 1:
            return f"account = {numbers[0]}"
        if numbers and len(numbers) == numbers[-1] - numbers[0] + 1:
            # Faster than a search in a list.
            return f"+account BETWEEN {numbers[0]} AND {numbers[-1]}"
        return f"+account IN ({', '.join(map(str, numbers))})"

    def _filled(self, condition: Condition) -> Condition:
        if "{seen}" not in condition.statement:
            return condition
        count = condition.statement.count("{seen}")
        return Condition(
            condition.statement.replace("{seen}", self._seen()),
            self._times() * count + condition.values,
        )

    def _seen(self) -> str:
        if not self.views:
            return "0"  # a CASE needs a WHEN
        cases = " ".join(f"WHEN {view.account} THEN ?" for view in self.views)
        return f"(CASE account {cases} END)"

    def _times(self) -> tuple[float, ...]:
        return tuple(view.seen for view in self.views)


@dataclass
class _Known:
    """
    What is known of a list, until the ledger changes.
    """

    count: int | None = None
    sums: tuple[Decimal, Decimal] | None = None
    starts: dict[int, tuple[Any, ...]] = field(default_factory=dict[int, tuple[Any, ...]])
    """The key of the row before a place, by the place."""


class Pages:
    """
    Reads lists of a ledger.

    The next page begins at the key at which the last one ended. A jump counts in an index, from the
    nearer end or the nearest known place, and remembers the keys of places on its way.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: OrderedDict[Listing, _Known] = OrderedDict()
        self._version = ledger.version

    def count(self, listing: Listing) -> int:
        """
        Count the rows of a list.
        """
        known = self._of(listing)
        if not listing.views:
            return 0
        if known.count is None:
            known.count = self._counted(listing)
        return known.count

    def sums(self, listing: Listing) -> tuple[Decimal, Decimal]:
        """
        Return the sums of the positive and of the negative amounts of a list.
        """
        known = self._of(listing)
        if known.sums is None:
            where = listing.where()
            income, spending = self._ledger.database.execute(
                f"""SELECT total(cents) FILTER (WHERE cents > 0),
                total(cents) FILTER (WHERE cents < 0) FROM tx WHERE {where.statement}""",  # noqa: S608
                where.values,
            ).fetchone()
            known.sums = euros(int(income)), euros(int(spending))
        return known.sums

    def rows(self, listing: Listing, start: int, count: int) -> list[Row]:
        """
        Return the rows from a place on.

        Args:
            start: How many rows come before.
            count: How many rows to return at most.
        """
        total = self.count(listing)
        count = min(count, total - start)
        if count <= 0:
            return []
        values = self._read(listing, self._start(listing, start, total), count)
        self._of(listing).starts[start + count] = self._key(listing, values[-1])
        seen = {view.account: view.seen for view in listing.views}
        return [read_row(one, seen[one[0]]) for one in values]

    def _read(
        self, listing: Listing, after: tuple[Any, ...] | None, count: int
    ) -> list[tuple[Any, ...]]:
        return self._select(_SELECT, listing, self._after(listing, after), "LIMIT ?", count)

    def _start(self, listing: Listing, start: int, total: int) -> tuple[Any, ...] | None:
        """
        Find the key of the row before a place; None at the beginning.
        """
        if start == 0:
            return None
        starts = self._of(listing).starts
        if start not in starts:
            starts[start] = self._found(listing, start, total)
        return starts[start]

    def _found(self, listing: Listing, start: int, total: int) -> tuple[Any, ...]:
        if listing.order == "latest":
            # No index has this order, but one that has the same rows before each day.
            plain = replace(listing, order="day", is_descending=True)
            return self._mirrored(listing, self._found(plain, start, total))
        if start > total - start:
            reverse = replace(listing, is_descending=not listing.is_descending)
            return self._walked(reverse, total - start + 1)
        return self._walked(listing, start)

    def _mirrored(self, listing: Listing, key: tuple[Any, ...]) -> tuple[Any, ...]:
        """
        Find the row that is as far from the beginning of its day as another one from its end.
        """
        where = listing.where()
        day = Condition(f"{where.statement} AND day = ?", (*where.values, key[0]))
        rows = self._select(", ".join(listing.keys), listing, day)
        return rows[sum(row > key for row in rows)]

    def _walked(self, listing: Listing, place: int) -> tuple[Any, ...]:
        """
        Find the key of the row before a place, read from an index alone.
        """
        starts = self._of(listing).starts
        near = max((one for one in starts if one < place), default=0)
        while near + _STRIDE < place:
            starts[near + _STRIDE] = self._skipped(listing, starts.get(near), _STRIDE - 1)
            near += _STRIDE
        return self._skipped(listing, starts.get(near), place - near - 1)

    def _skipped(
        self, listing: Listing, after: tuple[Any, ...] | None, count: int
    ) -> tuple[Any, ...]:
        """
        Return the key of the row behind as many others.
        """
        keys, where = ", ".join(listing.keys), self._after(listing, after)
        return self._select(keys, listing, where, "LIMIT 1 OFFSET ?", count)[0]

    def _select(
        self, columns: str, listing: Listing, where: Condition, limit: str = "", *counts: int
    ) -> list[tuple[Any, ...]]:
        return self._ledger.database.execute(
            f"SELECT {columns} FROM tx {listing.index} WHERE {where.statement} "  # noqa: S608
            f"ORDER BY {listing.ordered} {limit}",
            (*where.values, *counts),
        ).fetchall()

    def _after(self, listing: Listing, after: tuple[Any, ...] | None) -> Condition:
        where = listing.where()
        if after is None:
            return where
        later = listing.after(after)
        statement = f"{where.statement} AND ({later.statement})"
        return Condition(statement, (*where.values, *later.values))

    def _key(self, listing: Listing, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(values[COLUMNS.index(key)] for key in listing.keys)

    def _counted(self, listing: Listing) -> int:
        database = self._ledger.database
        if listing.conditions:
            where = listing.where()
            statement = f"SELECT count(*) FROM tx WHERE {where.statement}"  # noqa: S608
            return int(database.value(statement, where.values))
        # The accounts know how many rows they have, and only the newest may not be seen yet.
        there = sum(int(database.value(_VISIBLE, (view.account,))) for view in listing.views)
        unseen = sum(
            int(database.value(_UNSEEN, (view.seen, view.account))) for view in listing.views
        )
        return there - unseen - len(listing.without)

    def _of(self, listing: Listing) -> _Known:
        if self._version != self._ledger.version:
            self._known.clear()
            self._version = self._ledger.version
        known = self._known.setdefault(listing, _Known())
        self._known.move_to_end(listing)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return known


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
