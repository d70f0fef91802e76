"""
Checks all values of one field of many rows at once, which takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any, TypeAlias

from msgspec import UNSET

from .path_error import PathError

Column: TypeAlias = Callable[[Sequence[Any]], bool]
"""Whether all values of a column are fine. None and ``UNSET`` are."""


def decimals(digits: int) -> Column:
    """
    As ``is_reasonable``, for each decimal of a column.

    Args:
        digits: The limit of the digits before the point.
    """

    def are_fine(values: Sequence[Any]) -> bool:
        sizes = set(map(Decimal.adjusted, values)) or {0}
        is_short = -digits <= min(sizes) and max(sizes) < digits
        return is_short and all(map(Decimal.is_finite, values))

    return _of(Decimal, are_fine)


def datetimes() -> Column:
    """
    Whether each datetime of a column has a zone.
    """
    return _of(datetime, lambda values: not [one for one in values if one.tzinfo is None])


def others(check: Callable[[Any], None]) -> Column:
    """
    A column of other values, each of which is checked.

    Args:
        check: Raises ``PathError``.
    """

    def are_fine(values: Sequence[Any]) -> bool:
        try:
            for one in values:
                if one is not None and one is not UNSET:
                    check(one)
        except PathError:
            return False
        return True

    return are_fine


def models(kind: type[Any], columns: Iterable[tuple[str, Column]]) -> Column:
    """
    A column of models: all values of each field at once.

    Args:
        kind: The class of the models.
        columns: Attribute of a model → its check.
    """
    checks = [(_reader(name), column) for name, column in columns]

    def are_fine(values: Sequence[Any]) -> bool:
        for read, column in checks:  # noqa: SIM110 - a generator takes longer than a few rows
            if not column(read(values)):
                return False
        return True

    return _of(kind, are_fine)


def lists(column: Column) -> Column:
    """
    A column of lists: the items of all at once.

    Args:
        column: The check of the items.
    """
    return _of(Sequence, lambda values: column(list(chain.from_iterable(values))))


def dicts(column: Column) -> Column:
    """
    A column of dicts: the values of all at once.

    Args:
        column: The check of the values.
    """
    return _of(dict, lambda values: column([one for each in values for one in each.values()]))


def _of(kind: type[Any], check: Column) -> Column:
    def are_fine(values: Sequence[Any]) -> bool:
        if not values:
            return True
        try:
            return check(values)
        except (AttributeError, TypeError):  # None or UNSET is among them
            return check([one for one in values if isinstance(one, kind)])

    return are_fine


def _reader(name: str) -> Callable[[Iterable[Any]], list[Any]]:
    """
    Reads an attribute of each row, where it is not None.

    Compiled for the name, Python finds the attribute in half the time of ``attrgetter``.
    """
    source = f"lambda rows: [value for row in rows if (value := row.{name}) is not None]"
    read: Callable[[Iterable[Any]], list[Any]] = eval(source)  # noqa: S307 - a name of our models
    return read
