"""
The days on which banks book: those of TARGET, the settlement system of the euro.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

__all__ = ["first_business_day", "is_business_day", "last_business_day"]


@lru_cache(maxsize=256)
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | {easter - timedelta(days=2), easter + timedelta(days=1)})


def _easter(year: int) -> date:
    """
    Compute Easter Sunday with the algorithm of Meeus, Jones and Butcher.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_business_day(day: date) -> bool:
    """
    Whether banks book on a day.
    """
    return day.weekday() < 5 and day not in _holidays(day.year)


def first_business_day(day: date) -> date:
    """
    Return a day itself if banks work on it, or the next on which they do.
    """
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def last_business_day(day: date) -> date:
    """
    Return the last business day up to a day.
    """
    while not is_business_day(day):
        day -= timedelta(days=1)
    return day
