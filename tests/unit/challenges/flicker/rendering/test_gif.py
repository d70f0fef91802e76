"""
GIF and QR code: others read back from them what was meant.
"""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageSequence

from kontokit import ArgumentError, ConfigurationError
from kontokit.challenges.flicker import FlickerCode
from tests.support.flicker_vectors import IDS, WIRES


def _played(gif: bytes, width: int) -> tuple[list[tuple[int, ...]], set[int]]:
    """
    The frames that a viewer shows, and their times in milliseconds.
    """
    frames: list[tuple[int, ...]] = []
    times: set[int] = set()
    with Image.open(BytesIO(gif)) as picture:
        assert picture.size == (width, width // 2)
        assert picture.info["loop"] == 0
        for shown in ImageSequence.Iterator(picture):
            times.add(shown.info["duration"])
            grey = shown.convert("L")
            middles = [(width * (40 + 50 * at) // 280, width * 80 // 280) for at in range(5)]
            frames.append(tuple(grey.getpixel(middle) == 255 for middle in middles))
            gaps = [(width * (65 + 50 * at) // 280, width * 80 // 280) for at in range(4)]
            assert {grey.getpixel(gap) for gap in gaps} == {0}
            aims = [(width * x // 280, width * 17 // 280) for x in (40, 240)]
            assert {grey.getpixel(aim) for aim in aims} == {128}
    return frames, times


@pytest.mark.parametrize("name", IDS)
def test_gif_plays_the_frames(name: str) -> None:
    """
    A GIF shows one frame after the other, for ever.
    """
    code = FlickerCode.parse(WIRES[name])
    assert _played(code.to_gif(), 280) == (list(code.frames()), {70})


@pytest.mark.parametrize("width", [56, 101, 320, 1680])
def test_gif_has_its_width(width: int) -> None:
    """
    The bars stand in their place in every size.
    """
    code = FlickerCode.parse(WIRES["V12"])
    assert _played(code.to_gif(width=width), width)[0] == list(code.frames())


@pytest.mark.parametrize(
    ("hz", "milliseconds"), [(2, 500), (10, 100), (14, 80), (15, 70), (20, 50), (40, 30)]
)
def test_gif_is_never_too_fast(hz: float, milliseconds: int) -> None:
    """
    A GIF counts in hundredths of a second, and the slower of two speeds is taken.
    """
    gif = FlickerCode.parse(WIRES["V12"]).to_gif(hz=hz)
    assert _played(gif, 280)[1] == {milliseconds}


def test_pictures_have_limits() -> None:
    """
    Sizes and speeds outside of their limits are refused by name.
    """
    code = FlickerCode.parse(WIRES["V12"])
    wrong: list[tuple[Any, str, Any]] = [
        (code.to_gif, "hz", 1.9),
        (code.to_gif, "hz", 41),
        (code.to_gif, "width", 55),
        (code.to_gif, "width", 1681),
        (code.to_gif, "width", 100.5),
        (code.to_qr_png, "scale", 0),
        (code.to_qr_png, "scale", 41),
        (code.to_qr_png, "scale", 1.5),
        (code.to_qr_png, "border", 1),
        (code.to_qr_png, "border", 17),
    ]
    for draw, place, value in wrong:
        with pytest.raises(ArgumentError, match=f"^{place}: "):
            draw(**{place: value})


def test_libraries_are_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without Pillow or segno the error says what to install, and all the rest works.
    """
    code = FlickerCode.parse(WIRES["V1"])
    for library in ("PIL", "segno"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ConfigurationError, match=r"Pillow: pip install 'kontokit\[pictures\]'"):
        code.to_gif()
    with pytest.raises(ConfigurationError, match=r"segno: pip install 'kontokit\[pictures\]'"):
        code.to_qr_png()
    assert code.to_html()
    assert code.to_qr_payload()


def test_libraries_are_loaded_when_they_are_needed() -> None:
    """
    Importing and parsing loads neither Pillow nor segno.
    """
    program = (
        "import sys, kontokit.challenges.image\n"
        "from kontokit.challenges.flicker import FlickerCode\n"
        "FlickerCode.parse('0078301100').to_html()\n"
        "assert not {'PIL', 'segno'} & set(sys.modules)\n"
    )
    paths = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=paths)
