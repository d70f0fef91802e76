"""
Draws the curves of a night as an SVG file that reads on light and on dark pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .result import Result, Sample

_WIDTH: Final = 880
_LEFT: Final = 70
_RIGHT: Final = 20
_HEIGHT: Final = 90
_STEP: Final = 140
_TOP: Final = 40
_STYLE: Final = """<style>
text{fill:#1d2733}.small{font-size:12px;fill:#43505e}.grid{stroke:#c8d0da;stroke-width:1}
.curve{fill:none;stroke:#2b62b3;stroke-width:1.8}.trouble{fill:#f3c9c5;opacity:.55}
@media (prefers-color-scheme: dark){.paper{fill:#f7f8fa}}
</style>"""
_CURVES: Final[tuple[tuple[str, Callable[[Sample], int]], ...]] = (
    ("units done", lambda one: one.done),
    ("units in work", lambda one: one.in_work),
    ("downloads begun, a minute", lambda one: one.reads),
    ("answers with 429, a minute", lambda one: one.too_many),
    ("probes of banks that are down, a minute", lambda one: one.probes),
)
_TROUBLES: Final = (
    (60, 240, "a bank of a tenth of the users is down"),
    (150, 165, "the provider is down"),
    (210, 225, "it allows half as much"),
)
"""First and last minute, and what it is; the times are those of the scenario."""


def drawn(night: Result) -> str:
    """
    Draw the curves of a night, one below the other.
    """
    height = _TOP + _STEP * len(_CURVES)
    title = f"A simulated night of {night.users:,} users"
    said = "; ".join(f"{text}: minute {begin} to {end}" for begin, end, text in _TROUBLES)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        'font-family="system-ui, sans-serif" font-size="14" role="img" aria-labelledby="t d">'
    )
    lines = [head, f'<title id="t">{title}</title>', f'<desc id="d">{said}</desc>', _STYLE]
    lines.append(f'<rect class="paper" width="{_WIDTH}" height="{height}" rx="8" fill="#fbfcfe"/>')
    for place, (name, of) in enumerate(_CURVES):
        top = _TOP + place * _STEP
        lines += _panel(name, [of(one) for one in night.samples], top)
    return "\n".join([*lines, "</svg>", ""])


def _panel(name: str, values: Sequence[int], top: int) -> Iterator[str]:
    most, bottom = max(*values, 1), top + _HEIGHT
    for begin, end, text in _TROUBLES:
        x, wide = _x(begin, len(values)), _x(end, len(values)) - _x(begin, len(values))
        yield f'<rect class="trouble" x="{x:.1f}" y="{top}" width="{wide:.1f}" height="{_HEIGHT}">'
        yield f"<title>{text}</title></rect>"
    yield f'<text x="{_LEFT}" y="{top - 8}">{name}</text>'
    for value, y in ((most, top), (0, bottom)):
        end = _WIDTH - _RIGHT
        yield f'<line class="grid" x1="{_LEFT}" y1="{y}" x2="{end}" y2="{y}"/>'
        yield f'<text class="small" x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{value:,}</text>'
    for hour in range(len(values) // 60 + 1):
        x = _x(hour * 60, len(values))
        place = f'x="{x:.1f}" y="{bottom + 16}" text-anchor="middle"'
        yield f'<text class="small" {place}>{hour}:00</text>'
    points = (
        f"{_x(minute + 1, len(values)):.1f},{bottom - _HEIGHT * value / most:.1f}"
        for minute, value in enumerate(values)
    )
    yield f'<polyline class="curve" points="{" ".join(points)}"/>'


def _x(minute: float, minutes: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * minute / max(minutes, 1)
