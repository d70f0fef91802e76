"""
The blinking bars as SVG, moved by SMIL, without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from .frames import BARS, HZ, WIDTH_MM, Frame, check_within, frames
from .layout import BAR, MARKS, VIEW, bar_left

_COLOURS: Final = ("#000", "#fff")
_NAMESPACE: Final = ' xmlns="http://www.w3.org/2000/svg"'


def to_svg(wire: str, *, hz: float = 15, width_mm: float = 60, title: str = "chipTAN") -> str:
    """
    Draw one pass as an SVG picture that blinks by itself, for ever, from when it is shown.

    Args:
        wire: A code in wire form.
        hz: Frames a second, from 2 to 40.
        width_mm: The width in millimetres, from 20 to 400. The height is half of it.
        title: What a screen reader says.

    Raises:
        ArgumentError: The speed or the width is out of its limits.
    """
    check_within(hz, HZ, "hz")
    steps = frames(wire)
    return draw(moving(steps, hz), width_mm=width_mm, title=title, attributes=_NAMESPACE)


def draw(bars: Iterable[str], *, width_mm: float, title: str, attributes: str = "") -> str:
    """
    The picture around its bars.

    Args:
        bars: The elements of the bars.
        width_mm: The width in millimetres.
        title: What a screen reader says.
        attributes: What else stands in the first tag, each with a blank before it.
    """
    check_within(width_mm, WIDTH_MM, "width_mm")
    marks = "".join(f'<path d="M{_points(mark)}Z" fill="#888"/>' for mark in MARKS)
    return (
        f'<svg{attributes} viewBox="0 0 {VIEW[0]} {VIEW[1]}" width="{width_mm:g}mm"'
        f' height="{width_mm / 2:g}mm" role="img"><title>{escape(title)}</title>'
        f'<rect width="{VIEW[0]}" height="{VIEW[1]}" fill="#000"/>{marks}{"".join(bars)}</svg>'
    )


def still(frame: Frame) -> Iterable[str]:
    """
    The bars of one frame.
    """
    return [_bar(at, lit) for at, lit in enumerate(frame)]


def moving(steps: Sequence[Frame], hz: float) -> Iterable[str]:
    """
    The bars with their movement through all frames, without an end.

    The clock has two values and its own short cycle. Everything is a whole number of
    microseconds, so that clock and data never drift apart.
    """
    frame_us = round(1_000_000 / hz)
    clock = _animation(_COLOURS[::-1], ["0", "0.5"], 2 * frame_us)
    yield _bar(0, steps[0][0], clock)
    for at in range(1, BARS):
        levels = [frame[at] for frame in steps[::2]]
        starts = [n for n, level in enumerate(levels) if n == 0 or level != levels[n - 1]]
        colours = [_COLOURS[levels[n]] for n in starts]
        times = [f"{n / len(levels):.8f}".rstrip("0").rstrip(".") for n in starts]
        yield _bar(at, levels[0], _animation(colours, times, len(steps) * frame_us))


def _bar(at: int, lit: int, inside: str = "") -> str:
    return (
        f'<rect class="kontokit-bar" x="{bar_left(at)}" y="{BAR.top}" width="{BAR.width}"'
        f' height="{BAR.height}" fill="{_COLOURS[lit]}">{inside}</rect>'
    )


def _animation(colours: Sequence[str], times: Sequence[str], duration_us: int) -> str:
    return (
        f'<animate attributeName="fill" calcMode="discrete" values="{";".join(colours)}"'
        f' keyTimes="{";".join(times)}" dur="{duration_us / 1000:.3f}ms"'
        ' repeatCount="indefinite"/>'
    )


def _points(points: Iterable[tuple[int, int]]) -> str:
    return "L".join(f"{x} {y}" for x, y in points)
