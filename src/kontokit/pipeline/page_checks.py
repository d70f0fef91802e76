"""
Compares a page of a list with earlier ones: is one of them here again, and has the list changed?
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, ClassVar, Final, cast

import msgspec

from ..core.deviation import UnreadableRow
from ..core.typeguards import is_mapping
from ..core.values import HidesFields
from ..operations import Paging
from ..serialization.convert import to_dict
from ..serialization.model import wire_field, wire_names

_MANY: Final = 1 << 30
_REMEMBERED: Final = 10_000
"""Pages. Each takes some hundred bytes."""


class SeenPage(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    What is remembered of a page, until the next one has come.
    """

    _hidden: ClassVar = frozenset({"ids", "different_ids", "mark"})

    size: int
    """The number of its rows, with those that could not be read."""
    ids: tuple[Hashable, ...]
    """Those of its rows that could be read and have one."""
    different_ids: frozenset[Hashable]
    mark: bytes
    """A digest of what distinguishes it from other pages: its ids, or else its whole rows."""
    has_ids: bool
    """Whether the mark is of ids, which no other page has."""
    number: int | None
    """Its own number, by the API."""
    pages: int | None
    """The number of all pages, by the API."""
    total: int | None
    """The number of all rows, by the API."""

    @classmethod
    def of(
        cls, paging: Paging, page: Any, rows: Sequence[Any], left_out: Sequence[UnreadableRow] = ()
    ) -> SeenPage:
        """
        Read what a page says.

        Args:
            paging: Where it says so.
            page: The value of the response.
            left_out: The rows that could not be read.
        """
        ids = _ids(rows, paging.id) if paging.id else ()
        # Only where no row could be read that has an id: reading the others once more takes time.
        known = ids or _ids([row.raw for row in left_out], paging.id or "")
        different = frozenset(known)
        marked = _in_order(different) if known else _contents(rows, left_out)
        return cls(
            size=len(rows) + len(left_out),
            ids=ids,
            different_ids=different if ids else frozenset(),
            mark=_digest(marked),
            has_ids=bool(known),
            number=_count(page, paging.number),
            pages=_count(page, paging.pages),
            total=_count(page, paging.total),
        )

    def repeated_ids(self, earlier: SeenPage) -> tuple[Hashable, ...]:
        """
        The ids that were on an earlier page as well.
        """
        known = earlier.different_ids
        if known.isdisjoint(self.different_ids):
            return ()
        return tuple(one for one in self.ids if one in known)

    def may_have_moved(self, before: SeenPage) -> bool:
        """
        Whether the API's total shows that rows may have moved to another page.

        New rows in front of this page would show the end of the page before once more. So if no id
        repeats, fewer new rows than a page has stand behind it and do no harm.
        """
        if self.total is None or before.total is None:
            return False
        grown = self.total - before.total
        return grown < 0 or (grown > 0 and not (self.ids and grown < before.size))

    def following(self, page: int, seen: int, limit: int) -> int:
        """
        How many pages follow; if the API does not say it, any number after a full page.

        Args:
            page: The number of this page, from 1, also where the API does not say it.
            seen: The number of rows up to its end.
            limit: The most rows of a page.
        """
        if self.pages is None and self.total is None:
            return _MANY if self.size >= limit else 1
        by_rows = pages_of((self.total or 0) - seen, max(limit, self.size))
        return max(0, by_rows, (self.pages or 0) - page)


def pages_of(rows: int, size: int) -> int:
    """
    How many pages these rows fill.

    Args:
        size: The number of rows of a page.
    """
    return -(-rows // size)


class SeenPages:
    """
    Remembers the pages of a list by their marks: the latest ten thousand.
    """

    def __init__(self) -> None:
        self._numbers: dict[bytes, int | None] = {}
        """Mark → the number of the page, by the API."""

    def add(self, page: SeenPage) -> None:
        """
        Remember a page, and forget the oldest if there are too many.
        """
        self._numbers.pop(page.mark, None)  # so that it counts as the newest
        self._numbers[page.mark] = page.number
        if len(self._numbers) > _REMEMBERED:
            del self._numbers[next(iter(self._numbers))]

    def has(self, page: SeenPage) -> bool:
        """
        Whether an earlier page had the same ids, or the same rows if they have no ids.
        """
        return page.size > 0 and page.mark in self._numbers

    def proves_repeated(self, page: SeenPage, *, is_surplus: bool) -> bool:
        """
        Whether a page is certainly an earlier one once more.

        Equal ids prove it. Rows without ids may be equal by chance, unless they are several and
        the API contradicts: it gives both pages one number, or has fewer rows in all.

        Args:
            is_surplus: With this page, there are more rows than the API says.
        """
        if page.has_ids or not self.has(page):
            return self.has(page)
        number = self._numbers[page.mark]
        return page.size > 1 and (is_surplus or (number is not None and number == page.number))


def value_at(page: Any, path: str) -> Any:
    """
    The value at a path of wire names with dots between them, or None.
    """
    found = page
    for name in path.split("."):
        found = wire_field(found, name)
    return found


def _count(page: Any, path: str | None) -> int | None:
    found = value_at(page, path) if path else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _ids(rows: Sequence[Any], wire: str) -> tuple[Hashable, ...]:
    found = _column(rows, wire)
    if {int, str}.issuperset(map(type, found)):  # as nearly always; the rest takes longer
        return tuple(found)
    return tuple(one for one in found if isinstance(one, Hashable) and one is not None)


def _column(rows: Sequence[Any], wire: str) -> list[Any]:
    kinds = set(map(type, rows))
    if len(kinds) == 1 and issubclass(model := kinds.pop(), msgspec.Struct):
        name = _attribute(model, wire)
        return list(map(attrgetter(name), rows)) if hasattr(model, name) else []
    return [_field(row, wire) for row in rows]


def _in_order(ids: frozenset[Hashable]) -> list[Any]:
    """
    The same order for the same ids, of any kind.
    """
    if {int}.issuperset(map(type, ids)):
        return sorted(cast("frozenset[int]", ids))  # several times as fast as their texts
    return sorted(map(repr, ids))


def _digest(marked: list[Any]) -> bytes:
    try:
        text = repr(marked)
    except RecursionError:  # the limits allow a row that cannot be shown
        text = str(len(marked))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _contents(rows: Sequence[Any], left_out: Sequence[UnreadableRow]) -> list[Any]:
    readable = [
        to_dict(row, reveal_secrets=True) if isinstance(row, msgspec.Struct) else row
        for row in rows
    ]
    return [readable, [(row.index, row.raw) for row in left_out]]


def _field(row: Any, wire: str) -> Any:
    if is_mapping(row):
        return row.get(wire)
    if isinstance(row, msgspec.Struct):
        return getattr(row, _attribute(type(row), wire), None)
    return None


@lru_cache(maxsize=256)
def _attribute(model: type[msgspec.Struct], wire: str) -> str:
    return next((name for name, known in wire_names(model).items() if known == wire), wire)
