"""
What is shown, step by step: a clock and four bars of data.
"""

from __future__ import annotations

from typing import Any, Final

from ....core.exceptions import ArgumentError
from ..parsing.hhd_wire import nibbles

HZ: Final = (2, 40)
"""Half clock cycles a second. Readers take 2 to 20 by their rules; many take 40."""
WIDTH_MM: Final = (20, 400)


def check_whole(value: int, limits: tuple[int, int], place: str) -> None:
    """
    Refuse a number that is not whole or outside of its limits, as ``check_within`` does.
    """
    if not isinstance(value, int):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError("must be an integer", place=place)
    check_within(value, limits, place)


def check_within(value: float, limits: tuple[int, int], place: str) -> None:
    """
    Refuse a number outside of its limits.

    Args:
        value: What the caller passed.
        limits: The smallest and the largest number that are taken.
        place: The parameter's name.

    Raises:
        ArgumentError: The number is too small or too large, or not a number.
    """
    if not isinstance(value, (int, float)) or not limits[0] <= value <= limits[1]:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError(f"must be a number between {limits[0]} and {limits[1]}", place=place)


Frame = tuple[int, int, int, int, int]
"""Clock, then bits 0 to 3 of a digit, from left to right. 1 is white, 0 is black."""
BARS: Final = 5
_SYNC: Final = "F0FF"  # 0FFF, low digit first


def transmitted(wire: str) -> str:
    """
    The digits in the order in which they are shown: the sync, then each byte's low digit first.
    """
    return _SYNC + "".join(wire[at + 1] + wire[at] for at in range(0, len(wire), 2))


def frames(wire: str) -> tuple[Frame, ...]:
    """
    All frames of one pass. The next pass follows without a gap.

    Every digit is shown twice, first with a white clock and then with a black one, so that the
    data stand still when the clock falls, which is when a reader looks.

    Args:
        wire: A code in wire form.

    Returns:
        Two frames for each digit and for each of the four digits of the sync.
    """
    return tuple(frame for value in nibbles(transmitted(wire)) for frame in _STEPS[value])


def _steps(value: int) -> tuple[Frame, Frame]:
    bits = (value & 1, value >> 1 & 1, value >> 2 & 1, value >> 3 & 1)
    return (1, *bits), (0, *bits)


_STEPS: Final = tuple(_steps(value) for value in range(16))


def to_terminal(frame: Frame, *, bar: int = 6, height: int = 8) -> str:
    """
    One frame as lines of text, to be printed in white on black.

    Args:
        frame: One of the frames.
        bar: The width of a bar in columns, from 2 to 40. A third of it lies between two bars.
        height: The height of a bar in lines, from 1 to 60.

    Returns:
        A line with the two marks to aim at, then the bars, as ``height + 1`` lines of equal
        length without a line end after the last one.

    Raises:
        ArgumentError: This is not a frame, or a size is out of its limits.
    """
    _check_frame(frame)
    check_whole(bar, (2, 40), "bar")
    check_whole(height, (1, 60), "height")
    gap = " " * max(1, bar // 3)
    marks = ("▼", " ", " ", " ", "▼")
    line = gap.join(("█" if lit else " ") * bar for lit in frame)
    return "\n".join([gap.join(f"{mark:^{bar}}" for mark in marks), *[line] * height])


def _check_frame(frame: Any) -> None:
    if not isinstance(frame, tuple) or frame not in _KNOWN:
        raise ArgumentError("a frame is a tuple of five numbers, each 0 or 1", place="frame")


_KNOWN: Final[frozenset[tuple[int, ...]]] = frozenset(frame for two in _STEPS for frame in two)
