"""
The bars of a flicker code as a picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..flicker.bars import Bars

__all__ = ["bars_picture"]

_FRAMES_PER_SECOND = 10
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 105">'
    '<rect width="210" height="105" fill="#000"/>'
    '<path d="M19 3h12l-6 9zM179 3h12l-6 9z" fill="#fff"/>'
)


def bars_picture(frames: Sequence[Bars], *, plays: bool) -> bytes:
    """
    Draw five bars with the marks to aim at, as SVG without a script.

    Args:
        frames: One pass.
        plays: Whether they blink, ten frames a second, for ever; otherwise the first one is shown.
    """
    drawn = "".join(_bar(place, frames, plays=plays) for place in range(5))
    return f"{_HEAD}{drawn}</svg>".encode()


def _bar(place: int, frames: Sequence[Bars], *, plays: bool) -> str:
    box = f'<rect x="{10 + 40 * place}" y="20" width="30" height="75"'
    levels = [frame[place] for frame in frames]
    if not plays:
        return f'{box} fill="{_colour(levels[0])}"/>'
    values = ";".join(_colour(one) for one in levels)
    seconds = len(frames) / _FRAMES_PER_SECOND
    return (
        f'{box} fill="#000"><animate attributeName="fill" calcMode="discrete" dur="{seconds}s" '
        f'repeatCount="indefinite" values="{values}"/></rect>'
    )


def _colour(level: int) -> str:
    return "#fff" if level else "#000"
