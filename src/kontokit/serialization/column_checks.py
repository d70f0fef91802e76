"""
Checks all values of one field of many rows at once, which takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, TypeAlias

from msgspec import UNSET

from .path_error import PathError

Column: TypeAlias = Callable[[Iterable[Any]], bool]
"""Whether all values of a column are fine. None and ``UNSET`` are."""

_ZONE: Final = attrgetter("tzinfo")


def decimals(digits: int) -> Column:
    """
    As ``is_reasonable``, for each decimal of a column.

    Args:
        digits: The limit of the digits before the point.
    """

    def are_fine(values: Iterable[Any]) -> bool:
        found = _instances(values, Decimal)
        sizes = set(map(Decimal.adjusted, found)) or {0}
        is_short = -digits <= min(sizes) and max(sizes) < digits
        return is_short and all(map(Decimal.is_finite, found))

    return are_fine


def datetimes(values: Iterable[Any]) -> bool:
    """
    Whether each datetime of a column has a zone.
    """
    return None not in map(_ZONE, _instances(values, datetime))


def _instances(values: Iterable[Any], kind: type[Any]) -> list[Any]:
    found = list(values)
    kinds = set(map(type, found))
    if kinds == {kind}:
        return found
    # Subclasses are none that the decoder makes, but other libraries put them in its place.
    is_any = any(issubclass(one, kind) for one in kinds)
    return [one for one in found if isinstance(one, kind)] if is_any else []


def others(check: Callable[[Any], None]) -> Column:
    """
    A column of other values, each of which is checked.

    Args:
        check: Raises ``PathError``.
    """

    def are_fine(values: Iterable[Any]) -> bool:
        try:
            for one in values:
                if one is not None and one is not UNSET:
                    check(one)
        except PathError:
            return False
        return True

    return are_fine


def rows_check(columns: Iterable[tuple[str, Column]]) -> Callable[[Sequence[Any]], bool]:
    """
    Whether all rows are fine; if not, only a check of each tells which is not, and why.

    Args:
        columns: Attribute of a row → its check.
    """
    checks = [(attrgetter(name), column) for name, column in columns]

    def are_fine(rows: Sequence[Any]) -> bool:
        return all(column(map(read, rows)) for read, column in checks)

    return are_fine
