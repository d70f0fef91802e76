"""
Windows of days: together they are what is wanted, and none has many more rows than it should.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kontokit_banking.adapter import Window
from kontokit_banking.day_windows import EARLIEST, DayWindows

TODAY = date(2026, 11, 30)
days = st.dates(EARLIEST, TODAY)


def windows(wanted: Window, a_day: int) -> list[Window]:
    """
    The windows of an account with so many rows a day.
    """
    back, found = DayWindows(wanted), list[Window]()
    while not back.is_over:
        part = back.next()
        found.append(part)
        assert part.start is None or part.end is None or part.start <= part.end
        length = 31 if part.end is None else (part.end - (part.start or EARLIEST)).days + 1
        back.note(a_day * length)
    return found


@given(st.none() | days, st.none() | days, st.sampled_from([0, 1, 300, 10_000]))
def test_windows_have_each_day_once(start: date | None, end: date | None, a_day: int) -> None:
    """
    From the newest back; the newest has no end where none is wanted, and the oldest no start.
    """
    found = windows(Window(start=start, end=end), a_day)
    if end is not None and end < (start or EARLIEST):
        assert found == []
        return
    assert (found[0].end, found[-1].start) == (end, start)
    for newer, older in pairwise(found):
        assert newer.start is not None
        assert older.end == newer.start - timedelta(days=1)


def test_windows_follow_the_number_of_rows() -> None:
    """
    Few rows take a request a year, many some days; a silent account needs few requests.
    """
    ten_years = Window(start=date(2016, 12, 1), end=TODAY)
    assert len(windows(ten_years, 1)) < 20
    assert len(windows(Window(end=TODAY), 0)) < 12
    busy = windows(ten_years, 300)[1:]
    lengths = [(one.end - one.start).days + 1 for one in busy if one.start and one.end]
    assert max(lengths) * 300 <= 4_500
