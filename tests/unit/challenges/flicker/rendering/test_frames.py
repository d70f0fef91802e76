"""
Frames: what is shown, and that a reader understands it.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from kontokit import ArgumentError
from kontokit.challenges.flicker import FlickerCode
from tests.support.flicker_reader import make, read, verify
from tests.support.flicker_vectors import FRAME_COUNTS, IDS, SYNC, V3_FRAMES, WIRES


def _written(code: FlickerCode) -> str:
    return " ".join("".join(map(str, frame)) for frame in code.frames())


def test_a_whole_pass_is_right() -> None:
    """
    The published pass is met frame by frame.
    """
    assert _written(FlickerCode.parse(WIRES["V3"])) == V3_FRAMES


@pytest.mark.parametrize("name", IDS)
def test_a_pass_has_its_shape(name: str) -> None:
    """
    Every pass begins with the sync, shows every digit twice and toggles the clock.
    """
    code = FlickerCode.parse(WIRES[name])
    frames = code.frames()
    assert _written(code).startswith(SYNC)
    assert len(frames) == 2 * (4 + len(code.wire))
    assert len(frames) == FRAME_COUNTS.get(name, len(frames))
    for lit, dark in zip(frames[::2], frames[1::2], strict=True):
        assert (lit[0], dark[0]) == (1, 0)
        assert lit[1:] == dark[1:]


def test_the_duration_of_a_pass_is_known() -> None:
    """
    A pass takes as many seconds as it has frames, divided by the speed.
    """
    code = FlickerCode.parse(WIRES["V1"])
    assert code.seconds(10) == 10.4
    assert code.seconds(20) == 5.2
    wrong: list[Any] = [0, 1.9, 40.1, -1, float("nan"), float("inf"), "10", None]
    for hz in wrong:
        with pytest.raises(ArgumentError, match=r"^hz: must be a number between 2 and 40"):
            code.seconds(hz)


@pytest.mark.slow
def test_a_reader_may_begin_anywhere() -> None:
    """
    From any frame on, two passes and a bit are enough to read the code.
    """
    dice = random.Random(1)
    for name in IDS:
        code = FlickerCode.parse(WIRES[name])
        frames = code.frames()
        for start in range(2 * len(frames)):
            begin = start % len(frames)
            assert read((frames * 3)[begin : begin + 2 * len(frames) + 1]) == code.wire
    for _ in range(10_000):
        code = FlickerCode.parse(make(dice).text)
        frames = code.frames()
        begin = dice.randrange(len(frames))
        assert read((frames * 3)[begin : begin + 2 * len(frames) + 1]) == code.wire


def test_the_reader_of_these_tests_is_strict() -> None:
    """
    What reads the frames here does not overlook a wrong bar.
    """
    code = FlickerCode.parse(WIRES["V12"])
    frames = list(code.frames())
    for at in range(1, len(frames), 2):
        clock, *bits = frames[at]
        wrong = [*frames[:at], (clock, 1 - bits[0], *bits[1:]), *frames[at + 1 :]]
        assert read(wrong) is None
    assert read(frames) == code.wire
    assert not verify("00")


@pytest.mark.parametrize("name", IDS)
def test_the_terminal_shows_the_frames(name: str) -> None:
    """
    Each line of bars says the frame, below two marks to aim at.
    """
    for frame in FlickerCode.parse(WIRES[name]).frames():
        marks, *lines = FlickerCode.to_terminal(frame).split("\n")
        assert len(lines) == 8
        assert {len(line) for line in lines} == {len(marks)} == {5 * 6 + 4 * 2}
        assert [place for place, mark in enumerate(marks) if mark == "▼"] == [2, 34]
        for line in lines:
            bars = [set(line[at : at + 6]) for at in range(0, len(line), 8)]
            assert bars == [{"█"} if lit else {" "} for lit in frame]
            assert {line[at : at + 2] for at in range(6, 32, 8)} == {"  "}


def test_the_terminal_has_limits() -> None:
    """
    Bars have a sensible size, and only frames are drawn.
    """
    frame = (1, 0, 1, 0, 1)
    assert FlickerCode.to_terminal(frame, bar=2, height=1) == "▼           ▼ \n██    ██    ██"
    wrong: list[Any] = [None, "11111", (1, 0, 1), (1, 0, 1, 0, 2), [1, 0, 1, 0, 1]]
    for bad in wrong:
        with pytest.raises(ArgumentError, match=r"^frame: "):
            FlickerCode.to_terminal(bad)
    for size in (0, 1, 41, 2.5):
        with pytest.raises(ArgumentError, match=r"^bar: "):
            FlickerCode.to_terminal(frame, bar=size)  # type: ignore[arg-type]
    for size in (0, 61):
        with pytest.raises(ArgumentError, match=r"^height: "):
            FlickerCode.to_terminal(frame, height=size)
