"""
The dialog with the user at a terminal, step by step.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any, Final, TextIO, TypeAlias, TypeVar

import attrs

from ...challenges.flicker import FlickerCode
from ...challenges.text import plain
from ...core.exceptions import KontokitError
from ...core.secret import Secret
from .. import steps
from ..flow.async_flow import AsyncFlow
from ..flow.sync_flow import Flow
from ..messages import Messages
from ..steps import State
from .countdown import Countdown
from .screen import FlickerPlayer, Screen, TerminalKeyboard

Chooser: TypeAlias = Callable[[Sequence[steps.Choice]], steps.Choice | str | None]
"""Chooses a method or medium, or returns None so that the user is asked."""
_FORM_TIMEOUT: Final = 60.0
"""Seconds to wait for a web form before the user is asked again."""
_MAX_RECONCILES: Final = 3
"""How often to ask for the outcome of a lost response."""


@attrs.frozen
class ReadLine:
    """
    Read a line from the user. Answered with the line, or with ``GivenUp``.
    """

    read: Callable[[], str]


@attrs.frozen
class RunCommand:
    """
    Run a command of the flow. Answered with None, with ``GivenUp``, or with an error that the user
    can correct.
    """

    command: Callable[[], Any] = attrs.field(repr=False)


ResultT = TypeVar("ResultT")
DialogGenerator: TypeAlias = Generator[ReadLine | RunCommand, Any, ResultT]
Steps: TypeAlias = DialogGenerator[None]


class GivenUp(Exception):
    """
    The user has cancelled.
    """


class Console:
    """
    The terminal of the user: reads lines and writes texts.
    """

    def __init__(
        self, read: Callable[[str], str] | None, output: TextIO | None, messages: Messages
    ) -> None:
        """
        Set up the console.

        Args:
            read: Writes a prompt and reads a line; None for ``input``.
            output: Where all other text is written; None for the standard output.
            messages: The messages in the user's language.
        """
        self._read = read
        self.screen = Screen(sys.stdout if output is None else output)
        self.messages = messages
        self.over = threading.Event()

    @property
    def can_animate(self) -> bool:
        """
        Whether this is a terminal on which a code can be animated while the user types.
        """
        is_real = self._read in (None, input)
        return is_real and os.name == "posix" and self.screen.is_terminal and sys.stdin.isatty()

    def line(self, prompt: str) -> ReadLine:
        """
        Read a line.

        Args:
            prompt: The text before the line.
        """
        return ReadLine(lambda: (self._read or input)(prompt))

    def line_below(self, code: FlickerCode, prompt: str) -> ReadLine:
        """
        Read a line below an animated flicker code.

        Args:
            prompt: The text before the line.
        """
        player = FlickerPlayer(
            code=code, screen=self.screen, keys=self.messages.keys, prompt=prompt, over=self.over
        )
        return ReadLine(lambda: player.read(TerminalKeyboard()))

    def say(self, text: str | None) -> None:
        """
        Write a text, if there is one.

        Args:
            text: Printable characters and line ends.
        """
        if text:
            self.screen.say(text)

    def countdown(self, ends: datetime | None) -> AbstractContextManager[None]:
        """
        Write that the flow waits, on a terminal with the time that is left.

        Args:
            ends: Until when, if that is known.
        """
        waiting, left = self.messages.waiting, self.messages.time_left
        if ends is not None and self.screen.is_terminal:
            return Countdown(self.screen, ends, lambda time: f"{waiting} {left.format(time)}")
        self.say_deadline(ends)
        self.say(waiting)
        return nullcontext()

    def say_deadline(self, ends: datetime | None) -> None:
        """
        Write when a step ends, if that is known.
        """
        if ends is not None:
            self.screen.say(self.messages.ends.format(f"{ends.astimezone():%H:%M:%S}"))


class TerminalDialog:
    """
    The dialog as a generator. It writes texts itself, and yields what has to be read and run.
    """

    def __init__(
        self,
        flow: Flow[Any] | AsyncFlow[Any],
        console: Console,
        choose: Chooser | None,
        open_page: Callable[[str], Any] | None,
    ) -> None:
        self._flow = flow
        self._console = console
        self._messages = console.messages
        self._choose = choose
        self._open_page = open_page
        self._bank_text: str | None = None

    def run(self) -> Steps:
        """
        All steps until the flow has ended or the user has cancelled.
        """
        try:
            yield from self._until_done()
        except GivenUp:
            self._say(self._messages.giving_up)
            if not self._flow.done:
                yield RunCommand(self._flow.cancel)
        self._say_end(self._flow.step)

    def _until_done(self) -> Steps:
        lost = 0
        while not (self._flow.done and lost >= _MAX_RECONCILES) and not self._flow.state.is_final:
            if self._flow.done:
                lost += 1
                self._say(self._messages.lost)
                yield from self._run(self._flow.reconcile)
            else:
                yield from self._step(self._flow.step)

    def _step(self, step: steps.Step) -> Steps:
        if not isinstance(step, steps.Decoupled) and getattr(step, "not_before", None) is not None:
            self._say(self._messages.working)
            yield from self._run(self._flow.wait)
            if self._flow.step != step:
                return
        match step:
            case steps.ChooseMethod():
                self._say_text(step.text)
                yield from self._choice(self._messages.methods, step.methods)
            case steps.ChooseMedium():
                self._say_text(step.text)
                yield from self._choice(self._messages.media, step.media)
            case steps.PayeeCheck():
                yield from self._payee_check(step)
            case steps.Challenge():
                yield from self._challenge(step)
            case steps.Redirect():
                yield from self._redirect(step)
            case steps.Decoupled():
                yield from self._wait(step)
            case steps.Unsupported():
                yield from self._unsupported(step)
            case _:
                return

    def _say(self, text: str | None) -> None:
        self._console.say(text)

    def _say_text(self, text: str | None) -> None:
        self._bank_text = text
        self._say(text)

    def _ask(self, asked: ReadLine) -> DialogGenerator[str]:
        line = yield asked
        if isinstance(line, GivenUp):
            raise line
        return str(line)

    def _run(self, command: Callable[[], Any]) -> DialogGenerator[KontokitError | None]:
        error = yield RunCommand(command)
        if isinstance(error, GivenUp):
            raise error
        return error if isinstance(error, KontokitError) else None

    def _choice(self, title: str, offered: tuple[steps.Choice, ...]) -> Steps:
        chosen = self._choose(offered) if self._choose is not None else None
        if chosen is None and len(offered) == 1:
            chosen = offered[0]
            self._say(self._messages.taken.format(_line(chosen.name)))
        if chosen is None:
            chosen = yield from self._number(title, offered)
        error = yield from self._run(lambda: self._flow.choose(chosen))
        if error is not None:
            raise error

    def _number(
        self, title: str, offered: tuple[steps.Choice, ...]
    ) -> DialogGenerator[steps.Choice]:
        self._say(title)
        for number, one in enumerate(offered, 1):
            self._say(f"{number:3}. {self._described(one)}")
        while True:
            typed = yield from self._ask(self._console.line(self._messages.number))
            number = _number(typed)
            if 1 <= number <= len(offered):
                return offered[number - 1]
            self._say(self._messages.not_a_number.format(len(offered)))

    def _described(self, one: steps.Choice) -> str:
        until = None if one.until is None else self._messages.until.format(f"{one.until:%d.%m.%Y}")
        silent = self._messages.nothing_to_type if one.needs_answer is False else None
        more = ", ".join(filter(None, (_line(one.hint or ""), silent, until)))
        return _line(one.name) + (f" ({more})" if more else "")

    def _payee_check(self, step: steps.PayeeCheck) -> Steps:
        name = step.suggested_name or step.name
        self._say(self._messages.payee(step.result))
        self._say_text(step.text)
        self._say(self._messages.payee_name.format(_line(name)) if name else None)
        self._console.say_deadline(step.ends)
        while True:
            # Nothing confirms it but the name, or the whole word: not Enter, and no single letter.
            typed = (yield from self._ask(self._console.line(self._messages.payee_prompt))).strip()
            if typed.lower() == self._messages.no:
                raise GivenUp
            is_yes = typed.lower() == self._messages.yes
            shown = name if name and (is_yes or _line(typed) == _line(name)) else None
            if shown is None and name is None and typed and not is_yes:
                shown = typed
            if shown is not None:
                break
            self._say(self._messages.not_the_payee)
        yield from self._run(lambda: self._flow.confirm(name_shown=shown))

    def _challenge(self, step: steps.Challenge) -> Steps:
        if (warning := self._messages.warning(step)) is not None:
            self._say(warning)
        self._show(step)
        prompt = f"{_line(step.label or '') or self._messages.tan}: "
        typed = ""
        if step.flicker is not None and self._console.can_animate:
            typed = yield from self._ask(self._console.line_below(step.flicker, prompt))
        if not typed.strip() and step.flicker is not None:
            self._say(self._messages.by_hand)
            self._say(step.flicker.manual_instructions(self._messages.code))
        while not typed.strip():
            typed = yield from self._ask(self._console.line(prompt))
        answer = Secret(typed.strip())
        typed = ""  # so that no traceback through this frame shows the TAN
        error = yield from self._run(lambda: self._flow.answer(answer, confirm_risk=step.may_lock))
        if error is not None:
            self._say(self._messages.once)

    def _show(self, step: steps.Challenge) -> None:
        self._say_text(step.text)
        names = (one for one in (step.method, step.medium) if one and one not in step.text)
        self._say(_line(" – ".join(names)))
        self._console.say_deadline(step.ends)
        if step.image is not None:
            try:
                self._console.screen.draw(step.image)
            except KontokitError as error:
                self._say(self._messages.no_picture.format(error))
        if step.document is not None:
            self._say(self._messages.document.format(len(step.document.content)))
        if step.is_incomplete:
            self._say(self._messages.unreadable)

    def _redirect(self, step: steps.Redirect) -> Steps:
        self._say_text(step.text)
        self._console.say_deadline(step.ends)
        if step.url is None:
            self._say(self._messages.page_is_elsewhere)
        else:
            self._say(f"{self._messages.page}\n{step.url}")
            if self._open_page is not None:
                self._open_page(step.url)
        while self._flow.step == step:
            yield from self._come_back(step)

    def _come_back(self, step: steps.Redirect) -> Steps:
        prompt = self._messages.form if step.page == "form" else self._messages.returned
        typed = (yield from self._ask(self._console.line(prompt))).strip()
        if "?" in typed or "=" in typed:
            if (yield from self._run(lambda: self._flow.handle_return(typed))) is not None:
                self._say(self._messages.refused)
        elif typed or step.page == "bank":
            self._say(self._messages.not_an_address)
        else:
            yield from self._run(lambda: self._flow.wait(_FORM_TIMEOUT))
            self._say(self._messages.not_done if self._flow.step == step else None)

    def _wait(self, step: steps.Decoupled) -> Steps:
        if step.needs_confirm:
            self._say_text(step.text or self._messages.confirm)
            yield from self._ask(self._console.line(self._messages.when_confirmed))
            yield from self._run(self._flow.confirm)
            self._say(self._messages.not_confirmed if self._flow.state is State.DECOUPLED else None)
            return
        is_working = isinstance(step, steps.Working)
        self._say_text(
            step.text or (self._messages.working if is_working else self._messages.confirm)
        )
        with self._console.countdown(None if is_working else step.ends):
            yield from self._run(self._flow.wait)

    def _unsupported(self, step: steps.Unsupported) -> Steps:
        self._say(self._messages.unsupported.format(step.code or "?"))
        self._say_text(step.text)
        if step.relations:
            self._say(self._messages.offered.format(", ".join(step.relations)))
        self._console.say_deadline(step.ends)
        typed = (yield from self._ask(self._console.line(self._messages.look_again))).strip()
        if typed == self._messages.cancel_key:
            raise GivenUp
        if not typed:
            yield from self._run(self._flow.refresh)

    def _say_end(self, step: steps.Step) -> None:
        text = getattr(step, "text", None)
        # That of a failure is part of the message, and an unknown outcome has the newest one again.
        if not isinstance(step, steps.Failed) and text != self._bank_text:
            self._say(text)
        self._say(self._end(step))

    def _end(self, step: steps.Step) -> str:
        match step:
            case steps.Finished(means="submitted"):
                return self._messages.submitted
            case steps.Finished():
                return self._messages.finished
            case steps.Cancelled():
                return self._messages.cancelled
            case steps.Expired():
                return self._messages.expired
            case steps.Failed():
                return self._messages.failed.format(self._messages.failure(step))
            case _:
                return self._messages.unknown


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _number(typed: str) -> int:
    text = typed.strip().rstrip(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
