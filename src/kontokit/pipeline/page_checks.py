"""
Compares a page of a list with the one before it: is it the same again, and has the list changed?
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

import attrs
import msgspec

from ..core.typeguards import is_mapping
from ..operations import Paging
from ..serialization.model import wire_field, wire_names

_MANY: Final = 1 << 30


@attrs.frozen(kw_only=True)
class SeenPage:
    """
    What is remembered of a page, until the next one has come.
    """

    size: int
    """The number of its rows, with those that could not be read."""
    rows: Sequence[Any] = attrs.field(repr=False)
    """Only if none of them has an id: a page that is kept takes memory while the next one comes."""
    ids: tuple[Hashable, ...] = attrs.field(repr=False)
    """Those of its rows that have one."""
    different_ids: frozenset[Hashable] = attrs.field(repr=False)
    number: int | None
    """Its own number, by the API."""
    pages: int | None
    """The number of all pages, by the API."""
    total: int | None
    """The number of all rows, by the API."""

    @classmethod
    def of(cls, paging: Paging, page: Any, rows: Sequence[Any], *, left_out: int = 0) -> SeenPage:
        """
        Read what a page says.

        Args:
            paging: Where it says so.
            page: The value of the response.
            left_out: The number of rows that could not be read.
        """
        ids = _ids(rows, paging.id) if paging.id else ()
        return cls(
            size=len(rows) + left_out,
            rows=() if ids else rows,
            ids=ids,
            different_ids=frozenset(ids),
            number=_count(page, paging.number),
            pages=_count(page, paging.pages),
            total=_count(page, paging.total),
        )

    def repeats(self, earlier: SeenPage, *, is_surplus: bool) -> bool:
        """
        Whether this is certainly an earlier page once more.

        Equal ids prove it. Rows without ids may be equal by chance, unless they are several and
        the API contradicts: it gives both pages one number, or has fewer rows in all.

        Args:
            earlier: The page before, or the first one.
            is_surplus: With this page, there are more rows than the API says.
        """
        if self.ids or earlier.ids:
            return self.different_ids == earlier.different_ids
        is_misnumbered = self.number is not None and self.number == earlier.number
        return self.looks_like(earlier) and self.size > 1 and (is_misnumbered or is_surplus)

    def looks_like(self, earlier: SeenPage) -> bool:
        """
        Whether all rows are equal, and none has an id.
        """
        return bool(self.rows) and list(self.rows) == list(earlier.rows)

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


def _field(row: Any, wire: str) -> Any:
    if is_mapping(row):
        return row.get(wire)
    if isinstance(row, msgspec.Struct):
        return getattr(row, _attribute(type(row), wire), None)
    return None


@lru_cache(maxsize=256)
def _attribute(model: type[msgspec.Struct], wire: str) -> str:
    return next((name for name, known in wire_names(model).items() if known == wire), wire)
