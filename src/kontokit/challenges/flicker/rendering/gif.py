"""
The blinking bars as an animated GIF (Pillow), for places that run no script.
"""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ....core.extras import needs_extra
from .frames import BARS, HZ, Frame, check_whole, check_within, frames
from .layout import BAR, MARKS, VIEW, bar_left

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH_PX: Final = (56, 1680)
_BLACK, _WHITE, _GREY = range(3)
_PALETTE: Final = [0, 0, 0, 255, 255, 255, 128, 128, 128]


def to_gif(wire: str, *, hz: float = 15, width: int = 280) -> bytes:
    """
    Draw one pass as an animated GIF that is repeated for ever.

    Args:
        wire: A code in wire form.
        hz: Frames a second, from 2 to 40. A GIF counts in hundredths of a second, so that the
            next slower speed is taken: 15 becomes 14.3, and 40 becomes 33.3.
        width: The width in pixels, from 56 to 1680. The height is half of it.

    Returns:
        The GIF.

    Raises:
        ArgumentError: The speed or the width is out of its limits.
        ConfigurationError: Pillow is not installed.
    """
    check_within(hz, HZ, "hz")
    check_whole(width, WIDTH_PX, "width")
    shown = frames(wire)
    drawn = {frame: _draw(frame, width) for frame in set(shown)}
    first, *rest = (drawn[frame] for frame in shown)
    out = BytesIO()
    first.save(
        out,
        "GIF",
        save_all=True,
        append_images=rest,
        duration=10 * math.ceil(100 / hz - 1e-9),
        loop=0,
        optimize=False,
    )
    return out.getvalue()


def _draw(frame: Frame, width: int) -> Image:
    library, drawing = _library()
    scale = width / VIEW[0]
    picture: Image = library.new("P", (width, width // 2), _BLACK)
    picture.putpalette(_PALETTE)
    pen = drawing.Draw(picture)
    for mark in MARKS:
        pen.polygon([(x * scale, y * scale) for x, y in mark], fill=_GREY)
    for at in range(BARS):
        if frame[at]:
            left, top = round(bar_left(at) * scale), round(BAR.top * scale)
            right, bottom = left + round(BAR.width * scale), top + round(BAR.height * scale)
            pen.rectangle((left, top, right - 1, bottom - 1), fill=_WHITE)
    return picture


def _library() -> tuple[Any, Any]:
    with needs_extra("a GIF", "Pillow", "pictures"):
        from PIL import Image, ImageDraw

        return Image, ImageDraw
