"""
Days and amounts as people type them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

__all__ = ["AMOUNT", "DAY", "LAST_DAY", "today"]

_RELATIVE: Final = re.compile(r"(\d{1,4})([dwmy])")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_GERMAN: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_AMOUNT: Final = re.compile(r"-?\d+(?:[.,]\d{1,2})?")
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
_HOW: Final = "a day is 2026-11-28, 28.11.2026, 2026-11, 30d, 2w or today"


def today() -> date:
    """
    The day in Germany.
    """
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


class _Day(click.ParamType[date]):
    """
    A day. A month stands for its first or last one.
    """

    name = "day"

    def __init__(self, *, is_end: bool) -> None:
        self._is_end = is_end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """
        Read it.
        """
        if isinstance(value, date):
            return value
        try:
            return self._read(str(value).strip())
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no day; {_HOW}", param, ctx)

    def _read(self, text: str) -> date:
        if text in ("today", "heute"):
            return today()
        if found := _RELATIVE.fullmatch(text):
            return today() - timedelta(days=int(found[1]) * _DAYS[found[2]])
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1
            return date(year, month, last if self._is_end else 1)
        if found := _GERMAN.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)


class _Amount(click.ParamType[Decimal]):
    """
    An amount with a point or a comma, without groups of thousands.
    """

    name = "amount"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """
        Read it.
        """
        if isinstance(value, Decimal):
            return value
        text = str(value).strip()
        if _GROUPED.fullmatch(text):
            self.fail(f"{text} has two readings; write it without groups: 1234.00", param, ctx)
        if not _AMOUNT.fullmatch(text):
            self.fail(f"{text!r} is no amount such as 1234.56 or 1234,56", param, ctx)
        return Decimal(text.replace(",", "."))


DAY: Final = _Day(is_end=False)
LAST_DAY: Final = _Day(is_end=True)
AMOUNT: Final = _Amount()
