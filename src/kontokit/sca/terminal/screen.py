"""
Output of the terminal runner, and flicker codes that are animated until a line is typed.
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
"""Lines of a bar if there is room. One more line above them shows the marks."""
_BELOW: Final = 2
"""Lines below the bars: the keys, and the prompt."""
_GROUND: Final = "\x1b[97;40m"
_PLAIN: Final = "\x1b[0m"
_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_KEEP, _RETURN = "\x1b7", "\x1b8"
_CLEAR: Final = "\x1b[K"
_UP: Final = "\x1b[{}A\r"
_SLOWEST, _FASTEST = 2.0, 40.0


class Keyboard(Protocol):
    """
    Reads lines with a timeout.
    """

    def line(self, seconds: float) -> str | None:
        """
        A line without its line end; None after a timeout.

        Raises:
            EOFError: The input has ended.
        """
        ...


class TerminalKeyboard:
    """
    The terminal of the process, on POSIX systems. Its settings do not change: it echoes what is
    typed.
    """

    def line(self, seconds: float) -> str | None:
        """
        A line without its line end; None after a timeout.

        Args:
            seconds: How long to wait.

        Raises:
            EOFError: The input has ended.
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
    Writes text, and pictures made of characters.
    """

    def __init__(self, output: TextIO) -> None:
        self._output = output

    @property
    def is_terminal(self) -> bool:
        """
        Whether the output is a terminal.
        """
        return self._output.isatty()

    @property
    def columns(self) -> int:
        """
        The number of characters per line, from 20 to 200.
        """
        return max(20, min(200, shutil.get_terminal_size().columns))

    @property
    def lines(self) -> int:
        """
        The number of lines, at least 6.
        """
        return max(6, shutil.get_terminal_size().lines)

    def say(self, text: str = "") -> None:
        """
        Write a text and a line end. Characters outside the encoding become question marks.

        Args:
            text: Printable characters and line ends.
        """
        self.write(f"{text}\n")

    def write(self, text: str) -> None:
        """
        Write a text without a line end, and flush.
        """
        encoding = getattr(self._output, "encoding", None) or "utf-8"
        self._output.write(text.encode(encoding, "replace").decode(encoding))
        self._output.flush()

    def draw(self, image: ChallengeImage) -> None:
        """
        Draw a picture, in colour on a terminal.

        Args:
            image: The picture.

        Raises:
            KontokitError: The picture is damaged, or Pillow is not installed.
        """
        self.say(image.to_terminal(columns=self.columns, color=self.is_terminal))


@attrs.define(kw_only=True)
class FlickerPlayer:
    """
    Animates a flicker code above a prompt. The terminal echoes what is typed, so each frame leaves
    the cursor in its place.
    """

    code: FlickerCode
    screen: Screen
    keys: str
    """Help on the keys, in one line."""
    prompt: str
    over: threading.Event
    """Stops the animation when it is set."""
    hz: float = 15.0
    bar: int = 6
    _height: int = attrs.field(init=False, default=_HEIGHT)

    def read(self, keyboard: Keyboard) -> str:
        """
        Animate the code until a line is typed.

        Args:
            keyboard: Reads the line.

        Returns:
            The line.

        Raises:
            EOFError: The input has ended.
        """
        self.bar = min(self.bar, self._widest)
        self._height = min(_HEIGHT, self.screen.lines - _BELOW - 2)
        self.prompt = self.prompt[-self.screen.columns // 2 :]
        keys = self.keys[: self.screen.columns - 1]
        self.screen.write("\n" * (self._height + 1) + f"{keys}\n{self.prompt}")
        try:
            return self._animate(keyboard)
        finally:
            self.screen.write(_PLAIN + _SHOW)

    def _animate(self, keyboard: Keyboard) -> str:
        frames, number, due = self.code.frames(), 0, time.monotonic()
        while not self.over.is_set():
            self.screen.write(self._drawn(frames[number]))
            number = (number + 1) % len(frames)
            due = max(due + 1 / self.hz, time.monotonic())  # no frame is left out
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
        return max(2, min(40, self.screen.columns * 3 // 19 - 1))  # 5 bars and 4 gaps of a third

    def _drawn(self, frame: Frame) -> str:
        lines = FlickerCode.to_terminal(frame, bar=self.bar, height=self._height).split("\n")
        body = "\r\n".join(f"{_GROUND}{line}{_PLAIN}{_CLEAR}" for line in lines)
        up = _UP.format(len(lines) + _BELOW - 1)
        return f"{_KEEP}{_HIDE}{up}{body}{_RETURN}{_SHOW}"
