"""
Where bars and marks stand. All numbers are units of a picture that is 280 wide and 140 high.
"""

from __future__ import annotations

from typing import Final

import attrs

from .frames import BARS

VIEW: Final = (280, 140)


@attrs.frozen(kw_only=True)
class Bar:
    """
    The shape of every bar.
    """

    left: int = 20
    """Where the first one begins."""
    step: int = 50
    """From one to the next: a bar and a quarter."""
    width: int = 40
    top: int = 34
    height: int = 90


BAR: Final = Bar()


def bar_left(number: int) -> int:
    """
    Where a bar begins, counted from 0.
    """
    return BAR.left + BAR.step * number


def _mark(number: int) -> tuple[tuple[int, int], ...]:
    middle = bar_left(number) + BAR.width // 2
    return (middle - 10, BAR.top - 20), (middle + 10, BAR.top - 20), (middle, BAR.top - 8)


MARKS: Final = (_mark(0), _mark(BARS - 1))
"""Two triangles that point down at the first and at the last bar; readers bear the same."""
