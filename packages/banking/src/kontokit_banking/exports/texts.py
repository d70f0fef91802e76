"""
Numbers, days and texts as formats write them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final, cast

_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)


def is_currency(text: str) -> bool:
    """
    Check whether a code of a currency has three letters.
    """
    return _CURRENCY.fullmatch(text) is not None


def plain_decimal(value: Decimal) -> str:
    """
    Write a number with all its digits and never with an exponent: ``-29.90``.
    """
    return format(value, "f")


def german_day(day: date) -> str:
    """
    Write a day as ``31.12.2026``.
    """
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def fitting_decimal(value: Decimal, *, digits: int, decimals: int) -> str | None:
    """
    Write a number without its sign, with two decimals or as many as it has.

    Returns:
        None if it has more digits or decimals than there is room for.
    """
    exact = abs(value).normalize()
    has = max(-cast("int", exact.as_tuple().exponent), 0)
    if has > decimals or max(exact.adjusted(), 0) + 1 + has > digits:
        return None
    return f"{exact:.{max(has, 2)}f}"
