"""
Numbers, days and texts as formats write them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal


def plain_decimal(value: Decimal) -> str:
    """
    Write a number with all its digits and never with an exponent: ``-29.90``.
    """
    return format(value, "f")


def without_surrogates(text: str) -> tuple[str, int]:
    """
    Replace halves of characters, which UTF-8 cannot have, by ``�``.

    Returns:
        The text, and how many were replaced.
    """
    fixed = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if fixed == text:
        return text, 0
    return fixed, sum("\ud800" <= one <= "\udfff" for one in text)


def german_day(day: date) -> str:
    """
    Write a day as ``31.12.2026``.
    """
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
