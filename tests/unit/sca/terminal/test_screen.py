"""
What is drawn on a terminal stays where it belongs, blinks in time, and is tidied up.
"""

from __future__ import annotations

import io
import os
import re
import threading
from typing import Any

import pytest

from kontokit.challenges.flicker import FlickerCode
from kontokit.challenges.flicker.rendering.frames import Frame
from kontokit.sca.terminal.screen import FlickerPlayer, Screen, TerminalKeyboard

CODE = FlickerCode.parse("11048714955205123456789F14302C303107")
DRAWN = re.compile(r"\x1b7\x1b\[\?25l\x1b\[(\d+)A\r(.*?)\x1b8\x1b\[\?25h", re.DOTALL)


class Terminal(io.StringIO):
    """
    What stands for a terminal of so many columns and lines.
    """

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Keys:
    """
    Lines that are typed after so many frames; then the input ends.
    """

    def __init__(self, *lines: tuple[int, str]) -> None:
        self.lines = list(lines)
        self.waits: list[float] = []

    def line(self, seconds: float) -> str | None:
        self.waits.append(seconds)
        if not self.lines:
            raise EOFError
        frames, line = self.lines[0]
        if frames > 1:
            self.lines[0] = (frames - 1, line)
            return None
        del self.lines[0]
        return line


class Time:
    """
    A clock that moves with the waiting, and a little by itself.
    """

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        self.now += 0.001
        return self.now


@pytest.fixture(autouse=True)
def size(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """
    The size of the terminal, which a test may change.
    """
    known = {"columns": 80, "lines": 24}
    monkeypatch.setattr(
        "shutil.get_terminal_size", lambda: os.terminal_size((known["columns"], known["lines"]))
    )
    return known


def player(output: io.StringIO, **settings: Any) -> FlickerPlayer:
    given = {"keys": "+ -", "prompt": "TAN: ", "over": threading.Event(), **settings}
    return FlickerPlayer(code=CODE, screen=Screen(output), **given)


def drawn(text: str) -> list[tuple[int, list[str]]]:
    """
    How far up each frame was drawn, and its lines without colours.
    """
    plain = [(int(up), re.sub(r"\x1b\[[\d;]*[mK]", "", body)) for up, body in DRAWN.findall(text)]
    return [(up, body.split("\r\n")) for up, body in plain]


def test_the_frames_follow_one_another_without_a_gap() -> None:
    """
    All frames of the code are drawn in their order, over and over.
    """
    output, frames = Terminal(), CODE.frames()
    assert player(output).read(Keys((2 * len(frames) + 3, "123456"))) == "123456"
    shown = [lines for _, lines in drawn(output.getvalue())]
    wanted = [FlickerCode.to_terminal(frame).split("\n") for frame in (*frames, *frames)]
    assert shown[: len(wanted)] == wanted
    assert len(shown) == len(wanted) + 3


def test_the_cursor_stays_where_the_user_types() -> None:
    """
    Each frame is one write that keeps the cursor, draws above it and puts it back.
    """
    output = Terminal()
    player(output).read(Keys((5, "1")))
    text = output.getvalue()
    assert text.startswith("\n" * 9 + "+ -\nTAN: \x1b7")
    assert {up for up, _ in drawn(text)} == {10}
    assert {len(lines) for _, lines in drawn(text)} == {9}
    rest = DRAWN.sub("", text)
    assert rest == "\n" * 9 + "+ -\nTAN: " + "\x1b[0m\x1b[?25h"


def test_every_frame_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Fifteen frames are drawn a second; one that is late puts the next off instead of being lost.
    """
    time = Time()
    monkeypatch.setattr("kontokit.sca.terminal.screen.time.monotonic", time.monotonic)

    class Typing(Keys):
        def line(self, seconds: float) -> str | None:
            time.now += seconds if len(self.waits) != 10 else 1.0
            return super().line(seconds)

    keys, begun = Typing((31, "1")), time.now
    player(Terminal()).read(keys)
    assert time.now - begun == pytest.approx(1.0 + 30 / 15, abs=0.1)
    assert all(0 <= wait <= 0.067 for wait in keys.waits)


def test_size_and_speed_follow_the_keys() -> None:
    """
    Plus, minus, greater and less change what is drawn; the prompt is written again.
    """
    output, made = Terminal(), player(Terminal())
    made = player(output)
    keys = Keys((2, "+"), (2, " + "), (2, ">"), (2, "<"), (2, "-"), (1, "77"))
    assert made.read(keys) == "77"
    widths = [len(lines[1]) for _, lines in drawn(output.getvalue())]
    assert widths == [38, 38, 43, 43, *[48] * 6, 43]
    assert output.getvalue().count("\x1b[1A\r\x1b[KTAN: ") == 5
    assert made.hz == pytest.approx(15)
    for typed, bar, hz in (("+", 11, 15), ("-", 2, 15), (">", 6, 40), ("<", 6, 2)):
        made = player(Terminal())
        made.read(Keys(*[(1, typed)] * 50, (1, "1")))
        assert (made.bar, made.hz) == (bar, hz)


@pytest.mark.parametrize(("columns", "lines"), [(1, 1), (20, 6), (40, 12), (80, 24), (1000, 999)])
def test_nothing_is_drawn_beside_the_terminal(
    size: dict[str, int], columns: int, lines: int
) -> None:
    """
    Bars, keys and prompt fit into small terminals too, in which nothing may wrap.
    """
    size.update(columns=columns, lines=lines)
    output = Terminal()
    player(output, prompt="Bitte die TAN eingeben " * 9 + ": ", keys="k" * 99).read(
        Keys((1, "+"), (1, "+"), (3, "1"))
    )
    room, height = max(20, min(columns, 200)), max(6, lines)
    for up, shown in drawn(output.getvalue()):
        assert all(len(line) <= room for line in shown)
        assert up < height
    _, keys, prompt = DRAWN.sub("", output.getvalue()).lstrip("\n").partition("\n")[0:3]
    assert len(keys) <= room
    assert len(prompt.partition("\x1b")[0]) <= room // 2


def test_it_ends_tidily_whatever_ends_it() -> None:
    """
    The cursor is shown and colours are off after the end of the input, Ctrl-C and an end from
    outside.
    """

    class Interrupted(Keys):
        def line(self, seconds: float) -> str | None:
            raise KeyboardInterrupt

    endings: list[tuple[type[BaseException], Keys]] = [
        (EOFError, Keys()),
        (KeyboardInterrupt, Interrupted()),
    ]
    for error, keys in endings:
        output = Terminal()
        with pytest.raises(error):
            player(output).read(keys)
        assert output.getvalue().endswith("\x1b[?25h\x1b[0m\x1b[?25h")
    over = threading.Event()
    over.set()
    with pytest.raises(EOFError):
        player(Terminal(), over=over).read(Keys())


def test_an_empty_line_is_given_back() -> None:
    """
    Just Enter ends the blinking, so that the code is shown as text.
    """
    assert player(Terminal()).read(Keys((3, ""))) == ""


def test_lines_of_a_real_terminal_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A line is there when Enter was pressed, nothing before, and the end of the input is noticed.
    """
    master, slave = os.openpty()
    with os.fdopen(slave, encoding="utf-8") as typed:
        monkeypatch.setattr("sys.stdin", typed)
        keyboard = TerminalKeyboard()
        assert keyboard.line(0) is None
        assert keyboard.line(-1) is None
        os.write(master, b"123")
        assert keyboard.line(0.01) is None
        os.write(master, "456ü\n".encode())
        assert keyboard.line(5) == "123456ü"
        os.write(master, b"\n")
        assert keyboard.line(5) == ""
        os.write(master, b"\x04")
        with pytest.raises(EOFError):
            keyboard.line(5)
    os.close(master)


def test_what_an_encoding_does_not_know_becomes_a_question_mark() -> None:
    """
    A terminal without umlauts and blocks shows what it can, instead of an error.
    """
    raw = io.BytesIO()
    output = io.TextIOWrapper(raw, encoding="ascii")
    Screen(output).say("Gerät █")
    assert raw.getvalue() == b"Ger?t ?\n"


def test_every_frame_can_be_drawn() -> None:
    """
    The rows of a frame are as wide as each other, whatever the bars are.
    """
    made = player(Terminal())
    frames: set[Frame] = set(CODE.frames())
    for frame in frames:
        [(up, lines)] = drawn(made._drawn(frame))
        assert (up, len({len(line) for line in lines})) == (10, 1)
