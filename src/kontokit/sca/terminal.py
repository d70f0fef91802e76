"""
A conversation about SCA with a person at a terminal: ``run(flow)``.

It lists methods and devices, shows texts, photos, QR codes and blinking flicker codes, asks for
the answer, and waits. Pictures need ``kontokit[pictures]``; without a terminal nothing blinks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import Any, TextIO, TypeAlias, TypeVar

from ..errors import ArgumentError
from .async_flow import AsyncFlow
from .errors import OutOfTurn, ReturnRefused
from .flow import Flow
from .screen import Screen
from .steps import (
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Redirect,
    Working,
)
from .terminal_words import Language

T = TypeVar("T")
Command: TypeAlias = tuple[str, tuple[Any, ...]]
"""A method of the flow, and what it is given."""
_QUESTIONS = 3
"""How often it is asked what became of a lost request."""


def run(
    flow: Flow[T],
    *,
    read: Callable[[str], str] | None = None,
    output: TextIO | None = None,
    language: Language = "de",
) -> T:
    """
    Carry a conversation to its end by asking a person.

    The end of the input and Ctrl-C give up.

    Args:
        flow: The conversation.
        read: Shows a prompt and reads a line; ``input`` unless told.
        output: Where to write; the standard output unless told.
        language: ``de`` or ``en``. What the bank says comes in the bank's language.

    Returns:
        The result of the flow.

    Raises:
        NotFinished: There is none; see its kinds.
        KontokitError: Whatever the flow raises.
    """
    talk = _talk(flow, Screen(read, output, language))
    trouble: Exception | None = None
    while (command := _next(talk, trouble)) is not None:
        name, given = command
        try:
            trouble = None
            getattr(flow, name)(*given)
        except (ArgumentError, ReturnRefused) as error:
            trouble = error
        except KeyboardInterrupt:
            flow.cancel()
    return flow.result


async def run_async(
    flow: AsyncFlow[T],
    *,
    read: Callable[[str], str] | None = None,
    output: TextIO | None = None,
    language: Language = "de",
) -> T:
    """
    The twin of ``run`` with ``await``. It reads in a thread, so the loop goes on.

    Args:
        flow: The conversation.
        read: As of ``run``.
        output: As of ``run``.
        language: As of ``run``.

    Returns:
        The result of the flow.

    Raises:
        NotFinished: There is none; see its kinds.
        KontokitError: Whatever the flow raises.
    """
    talk = _talk(flow, Screen(read, output, language))
    trouble: Exception | None = None
    while (command := await asyncio.to_thread(_next, talk, trouble)) is not None:
        name, given = command
        try:
            trouble = None
            await getattr(flow, name)(*given)
        except (ArgumentError, ReturnRefused) as error:
            trouble = error
    return flow.result


def _next(
    talk: Generator[Command, Exception | None, None], trouble: Exception | None
) -> Command | None:
    try:
        return talk.send(trouble)
    except StopIteration:
        return None


def _talk(
    flow: Flow[Any] | AsyncFlow[Any], screen: Screen
) -> Generator[Command, Exception | None, None]:
    """
    What to call next, until the conversation has ended.
    """
    questions = 0
    while not flow.state.is_final:
        if flow.done:
            questions += 1
            if questions > _QUESTIONS:
                return
            screen.say("unknown")
            command: Command = ("reconcile", ())
        else:
            command = _asked(flow, screen)
        trouble = yield command
        if trouble is not None:
            screen.write(str(trouble))


def _asked(flow: Flow[Any] | AsyncFlow[Any], screen: Screen) -> Command:
    try:
        return _wanted(flow, screen)
    except (EOFError, KeyboardInterrupt):
        return "cancel", ()


def _wanted(flow: Flow[Any] | AsyncFlow[Any], screen: Screen) -> Command:
    match flow.step:
        case ChooseMethod(methods=methods):
            return "choose", (screen.pick("method", methods),)
        case ChooseMedium(media=media):
            return "choose", (screen.pick("medium", media),)
        case Challenge() as challenge:
            return "answer", (screen.answer(challenge),)
        case Redirect() as redirect:
            address = screen.page(redirect)
            is_form = redirect.kind == "form" and not address
            return ("wait", ()) if is_form else ("returned", (address,))
        case Working():
            screen.say("working")
            return "wait", ()
        case Decoupled(text=text):
            screen.write(text) if text else screen.say("decoupled")
            return "wait", ()
        case step:
            raise OutOfTurn(f"nobody can be asked for {type(step).__name__}")
