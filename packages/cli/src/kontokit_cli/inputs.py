"""
Days, amounts and files as people type them.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import click

# What only some commands need is imported when it is used: every --help imports this module.
if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

__all__ = ["AMOUNT", "DAY", "FILE", "LAST_DAY", "today"]

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
    from zoneinfo import ZoneInfo

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
            first = date(int(found[1]), int(found[2]), 1)
            return _end_of_month(first) if self._is_end else first
        if found := _GERMAN.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)


class _Amount(click.ParamType["Decimal"]):
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
        from decimal import Decimal

        if isinstance(value, Decimal):
            return value
        text = str(value).strip()
        if _GROUPED.fullmatch(text):
            self.fail(f"{text} has two readings; write it without groups: 1234.00", param, ctx)
        if not _AMOUNT.fullmatch(text):
            self.fail(f"{text!r} is no amount such as 1234.56 or 1234,56", param, ctx)
        return Decimal(text.replace(",", "."))


class _File(click.Path):
    """
    The path of a file.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """
        Read it.
        """
        from pathlib import Path

        return Path(os.fsdecode(super().convert(value, param, ctx)))


def _end_of_month(first: date) -> date:
    from calendar import monthrange

    return first.replace(day=monthrange(first.year, first.month)[1])


DAY: Final = _Day(is_end=False)
LAST_DAY: Final = _Day(is_end=True)
AMOUNT: Final = _Amount()
FILE: Final = _File()
