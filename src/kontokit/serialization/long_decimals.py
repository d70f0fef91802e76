"""
Looks for decimals with too many digits, in a text that has long numbers somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from ..core.typeguards import is_list, is_mapping
from .path_error import PathError
from .scalars import has_many_digits


def refuse_long_decimals(value: Any, digits: int) -> None:
    """
    Raise if a decimal anywhere in a value has too many digits.

    Args:
        value: A model, or nested lists and dicts.
        digits: How many a decimal may have before its point, and behind it.

    Raises:
        PathError: One has more.
    """
    pending = [value]
    while pending:
        found = pending.pop()
        if isinstance(found, Decimal):
            _refuse_long(found, digits)
        else:
            pending.extend(_parts(found))


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, msgspec.Struct):
        yield from (getattr(value, name) for name in value.__struct_fields__)
    elif is_mapping(value):
        yield from value.values()
    elif is_list(value):
        yield from value


def _refuse_long(number: Decimal, digits: int) -> None:
    if has_many_digits(number, digits):
        raise PathError("Number out of range")
