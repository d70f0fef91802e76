"""
What a person at a terminal sees and types.
"""

from __future__ import annotations

import builtins
import select
import sys
from collections.abc import Callable, Sequence
from itertools import cycle
from typing import Final, TextIO

from ..challenge_image import ChallengeImage, NotAnImage
from ..errors import ConfigurationError
from ..flicker import FlickerCode
from .steps import Challenge, Choice, Redirect
from .terminal_words import WORDS, Language

_HZ: Final = 12.0
_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_PAPER: Final = "\x1b[97;40m"
_PLAIN: Final = "\x1b[0m"


class Screen:
    """
    A terminal, or what stands for one.
    """

    def __init__(
        self, read: Callable[[str], str] | None, output: TextIO | None, language: Language
    ) -> None:
        """
        Take a terminal.

        Args:
            read: Shows a prompt and reads a line; None for ``input``.
            output: Where to write; None for the standard output.
            language: ``de`` or ``en``.
        """
        self._read = read or builtins.input
        self._output = output or sys.stdout
        self._words = WORDS[language]
        self._language: Language = language
        self._is_animated = read is None and _is_terminal(self._output)

    def say(self, name: str, **values: object) -> None:
        """
        Write a line of ours.

        Args:
            name: Its name among the words.
            **values: What is filled in.
        """
        self.write(self._words[name].format(**values))

    def write(self, text: str) -> None:
        """
        Write lines.

        Args:
            text: Without control characters of a bank.
        """
        self._output.write(f"{text}\n")
        self._output.flush()

    def ask(self, name: str) -> str:
        """
        Ask for a line.

        Args:
            name: The name of the question among the words.
        """
        return self._read(self._words[name]).strip()

    def pick(self, title: str, choices: Sequence[Choice]) -> Choice:
        """
        Let one of several be chosen; the only one is not asked for.

        Args:
            title: The name of the question among the words.
            choices: What there is.
        """
        if len(choices) == 1:
            return choices[0]
        self.say(title)
        for number, choice in enumerate(choices, 1):
            hint = f" ({choice.hint})" if choice.hint else ""
            self.write(f"  {number}  {choice.name}{hint}")
        while True:
            typed = self.ask("number")
            if typed.isdecimal() and 1 <= int(typed) <= len(choices):
                return choices[int(typed) - 1]
            self.say("no number", count=len(choices))

    def answer(self, challenge: Challenge) -> str:
        """
        Show a challenge and read the answer to it.

        Args:
            challenge: The challenge.
        """
        if challenge.text:
            self.write(challenge.text)
        if challenge.image is not None:
            self._draw(challenge.image)
        if challenge.flicker is not None:
            self._blink(challenge.flicker)
        if challenge.document is not None:
            self.say("document")
        if challenge.attempts_left == 1:
            self.say("attempts", count=1)
        return self._read(f"{challenge.label or self._words['answer']}: ").strip()

    def page(self, redirect: Redirect) -> str:
        """
        Show a page for the browser and read the address that it comes back to.

        Args:
            redirect: The page.
        """
        if redirect.text:
            self.write(redirect.text)
        if redirect.url is None:
            self.say("redirect lost")
        else:
            self.say("redirect")
            self.write(f"  {redirect.url}")
        return self.ask("form" if redirect.kind == "form" else "returned")

    def _draw(self, image: ChallengeImage) -> None:
        try:
            self.write(image.to_terminal(color=_is_terminal(self._output)))
        except (ConfigurationError, NotAnImage):
            self.say("picture")

    def _blink(self, code: FlickerCode) -> None:
        self.write(code.manual_instructions(self._language))
        if self._is_animated and _is_terminal(sys.stdin):
            self.say("blinking")
            self._animate(code)

    def _animate(self, code: FlickerCode) -> None:
        """
        Blink until a line is typed; that line is thrown away.
        """
        pictures = [code.to_terminal(frame) for frame in code.frames()]
        lines = pictures[0].count("\n") + 1
        self._output.write(_HIDE + "\n" * lines)
        try:
            for picture in cycle(pictures):
                shown = picture.replace("\n", f"{_PLAIN}\n{_PAPER}")
                self._output.write(f"\x1b[{lines}A{_PAPER}{shown}{_PLAIN}\n")
                self._output.flush()
                if select.select([sys.stdin], [], [], 1 / _HZ)[0]:
                    sys.stdin.readline()
                    return
        finally:
            self._output.write(_PLAIN + _SHOW)
            self._output.flush()


def _is_terminal(stream: TextIO) -> bool:
    """
    Whether somebody sees what is written, on a system that can wait for a key.
    """
    return sys.platform != "win32" and stream.isatty()
