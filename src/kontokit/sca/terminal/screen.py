"""
What the terminal runner writes, and the flicker code that blinks until a line was typed.
"""

from __future__ import annotations

import os
import select
import shutil
import sys
import threading
import time
from typing import Final, Protocol, TextIO

import attrs

from ...challenges.flicker import FlickerCode
from ...challenges.flicker.rendering.frames import Frame
from ...challenges.image import ChallengeImage

_HEIGHT: Final = 8
"""Lines of a bar where there is room; above them is one with the marks."""
_BELOW: Final = 2
"""Lines below the bars: one with the keys, one to type in."""
_GROUND: Final = "\x1b[97;40m"
_PLAIN: Final = "\x1b[0m"
_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_KEEP, _RETURN = "\x1b7", "\x1b8"
_CLEAR: Final = "\x1b[K"
_UP: Final = "\x1b[{}A\r"
_SLOWEST, _FASTEST = 2.0, 40.0


class Keyboard(Protocol):
    """
    Where lines are typed.
    """

    def line(self, seconds: float) -> str | None:
        """
        A line without its end; None when none was typed in that time.

        Raises:
            EOFError: None will come any more.
        """
        ...


class TerminalKeyboard:
    """
    The terminal that the program was started from, on POSIX systems. It keeps its settings:
    what is typed is shown by the terminal itself.
    """

    def line(self, seconds: float) -> str | None:
        """
        A line without its end; None when none was typed in that time.

        Args:
            seconds: How long to wait.

        Raises:
            EOFError: The end of the input was typed.
        """
        ready, _, _ = select.select([sys.stdin], [], [], max(0.0, seconds))
        if not ready:
            return None
        typed = os.read(sys.stdin.fileno(), 4096)
        if not typed:
            raise EOFError
        return typed.decode(errors="replace").rstrip("\r\n")


class Screen:
    """
    Writes lines, and pictures of characters.
    """

    def __init__(self, output: TextIO) -> None:
        self._output = output

    @property
    def is_terminal(self) -> bool:
        """
        Whether it is a terminal, so that it can be drawn on.
        """
        return self._output.isatty()

    @property
    def columns(self) -> int:
        """
        How many characters a line has, from 20 to 200.
        """
        return max(20, min(200, shutil.get_terminal_size().columns))

    @property
    def lines(self) -> int:
        """
        How many lines there are, at least 6.
        """
        return max(6, shutil.get_terminal_size().lines)

    def say(self, text: str = "") -> None:
        """
        Write a text and a line end. What the encoding does not know becomes a question mark.

        Args:
            text: Printable characters and line ends.
        """
        self.write(f"{text}\n")

    def write(self, text: str) -> None:
        """
        Write a text as it is, and at once.

        Args:
            text: The text.
        """
        encoding = getattr(self._output, "encoding", None) or "utf-8"
        self._output.write(text.encode(encoding, "replace").decode(encoding))
        self._output.flush()

    def draw(self, image: ChallengeImage) -> None:
        """
        Draw a picture, in colours where there is a terminal.

        Args:
            image: The picture.

        Raises:
            KontokitError: It is damaged, or Pillow is not installed.
        """
        self.say(image.to_terminal(columns=self.columns, color=self.is_terminal))


@attrs.define(kw_only=True)
class FlickerPlayer:
    """
    A flicker code on a terminal. Below it stands a prompt; the terminal itself shows what is
    typed there, and each frame leaves the cursor where it was.
    """

    code: FlickerCode
    screen: Screen
    keys: str
    """What can be typed, in one line."""
    prompt: str
    over: threading.Event
    """Ends it from outside."""
    hz: float = 15.0
    bar: int = 6
    _height: int = attrs.field(init=False, default=_HEIGHT)

    def read(self, keyboard: Keyboard) -> str:
        """
        Blink until a line was typed.

        Args:
            keyboard: Where it is typed.

        Returns:
            The line.

        Raises:
            EOFError: None will come.
        """
        self.bar = min(self.bar, self._widest)
        self._height = min(_HEIGHT, self.screen.lines - _BELOW - 2)
        self.prompt = self.prompt[-self.screen.columns // 2 :]
        keys = self.keys[: self.screen.columns - 1]
        self.screen.write("\n" * (self._height + 1) + f"{keys}\n{self.prompt}")
        try:
            return self._blink(keyboard)
        finally:
            self.screen.write(_PLAIN + _SHOW)

    def _blink(self, keyboard: Keyboard) -> str:
        frames, number, due = self.code.frames(), 0, time.monotonic()
        while not self.over.is_set():
            self.screen.write(self._drawn(frames[number]))
            number = (number + 1) % len(frames)
            due = max(due + 1 / self.hz, time.monotonic())  # late frames are not left out
            typed = keyboard.line(max(0.0, due - time.monotonic()))
            if typed is None:
                continue
            if not self._adjust(typed):
                return typed
            self.screen.write(f"{_UP.format(1)}{_CLEAR}{self.prompt}")
        raise EOFError

    def _adjust(self, typed: str) -> bool:
        match typed.strip():
            case "+":
                self.bar = min(self.bar + 1, self._widest)
            case "-":
                self.bar = max(self.bar - 1, 2)
            case ">":
                self.hz = min(self.hz * 1.25, _FASTEST)
            case "<":
                self.hz = max(self.hz / 1.25, _SLOWEST)
            case _:
                return False
        return True

    @property
    def _widest(self) -> int:
        return max(2, min(40, self.screen.columns * 3 // 19 - 1))  # 5 bars and 4 thirds of one

    def _drawn(self, frame: Frame) -> str:
        lines = FlickerCode.to_terminal(frame, bar=self.bar, height=self._height).split("\n")
        body = "\r\n".join(f"{_GROUND}{line}{_PLAIN}{_CLEAR}" for line in lines)
        up = _UP.format(len(lines) + _BELOW - 1)
        return f"{_KEEP}{_HIDE}{up}{body}{_RETURN}{_SHOW}"
