"""
Windows of days for a list that comes as one response: the more there is, the fewer days.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from kontokit import BERLIN

from .adapter import Window

EARLIEST: Final = date(1970, 1, 1)
"""Earlier than any transaction."""
_FIRST: Final = 31
_YEAR: Final = 366
_WANTED: Final = 4_000
"""Transactions of a window."""
_GROWTH: Final = 4


class DayWindows:
    """
    Goes back from the newest day, one window after another, to the first day that is wanted.
    """

    def __init__(self, wanted: Window) -> None:
        self._start = wanted.start or EARLIEST
        self._is_bounded = wanted.start is not None
        self._end = wanted.end
        self._days = _FIRST
        self.is_over = self._end is not None and self._end < self._start

    def next(self) -> Window:
        """
        The next window. The newest one ends with the last transaction, not with today.
        """
        end = self._end or datetime.now(BERLIN).date()
        # In the far past, there are no days left to go back to.
        length = min(self._days - 1, max((end - self._start).days, 0))
        first = end - timedelta(days=length)
        self.is_over = first <= self._start
        if self.is_over:
            first = self._start
        window = Window(
            start=None if self.is_over and not self._is_bounded else first, end=self._end
        )
        self._end = first - timedelta(days=1)
        return window

    def note(self, number: int) -> None:
        """
        Note how many transactions the last window had.

        Without any, it is twice as long the next time: an account may have been silent for years.
        """
        if not number:
            self._days *= 2
            return
        fitting = self._days * _WANTED // number
        self._days = max(1, min(fitting, self._days * _GROWTH, max(_YEAR, self._days)))
