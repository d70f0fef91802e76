"""
A ready-made runner: asks a person at a terminal for whatever a bank wants.

``terminal.run(flow)`` shows texts, pictures, QR codes and blinking flicker codes, reads choices
and TANs, waits for confirmations, and returns the result of the flow.
"""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Callable
from typing import Any, TextIO, TypeVar

from ...core.exceptions import ArgumentError
from ...core.sansio import run_steps, run_steps_async
from ...core.tracebacks import scrub_traceback
from ..errors import ReturnRefused
from ..flow.async_flow import AsyncFlow
from ..flow.sync_flow import Flow
from .dialog import Chooser, Console, GivenUp, ReadLine, RunCommand, TerminalDialog
from .messages import Language, messages_in

__all__ = ["run", "run_async"]

T = TypeVar("T")


@scrub_traceback
def run(
    flow: Flow[T],
    *,
    read: Callable[[str], str] | None = None,
    output: TextIO | None = None,
    language: Language = "de",
    choose: Chooser | None = None,
    open_page: Callable[[str], Any] | None = None,
) -> T:
    """
    Carry a flow to its end by asking a person at the terminal.

    Nothing needs a terminal: without one, flicker codes are written as text. A TAN is shown by the
    terminal while it is typed, and never written by this program. Ctrl-C or the end of the input
    cancels the flow.

    Args:
        flow: The flow, in any state.
        read: Writes a prompt and reads a line; raises ``EOFError`` where there is none. None
            for ``input``.
        output: Where everything else is written; None for the standard output.
        language: ``de`` or ``en``.
        choose: Chooses a method or medium from those that are offered, or gives None to have
            the person asked. One that is the only one is taken without asking.
        open_page: Opens a page in the browser, such as ``webbrowser.open``. Its address is
            written in any case.

    Returns:
        The result of the flow.

    Raises:
        NotFinished: There is none: ``ScaFailed``, ``ScaCancelled``, ``ScaExpired`` or
            ``OutcomeUnknown``. What became of a lost answer is asked three times.
        ScaConflict: Another worker has taken the flow on.
        ArgumentError: It is another language.
        KontokitError: Something could not be sent or asked; ``run`` can be called again.
    """
    dialog = TerminalDialog(flow, Console(read, output, messages_in(language)), choose, open_page)
    try:
        run_steps(dialog.steps(), _at_once)
    except KeyboardInterrupt:  # just when nothing was read or sent
        if not flow.done:
            flow.cancel()
    return flow.result


@scrub_traceback
async def run_async(
    flow: AsyncFlow[T],
    *,
    read: Callable[[str], str] | None = None,
    output: TextIO | None = None,
    language: Language = "de",
    choose: Chooser | None = None,
    open_page: Callable[[str], Any] | None = None,
) -> T:
    """
    Carry a flow to its end by asking a person at the terminal. See :func:`run`.

    Lines are read in a thread, so that other tasks go on. If this task is cancelled, as Ctrl-C
    does, the flow is cancelled too.
    """
    console = Console(read, output, messages_in(language))
    dialog = TerminalDialog(flow, console, choose, open_page)
    try:
        await run_steps_async(dialog.steps(), _in_its_time)
    except asyncio.CancelledError:
        console.over.set()
        if not flow.done:
            await flow.cancel()
        raise
    return flow.result


def _at_once(step: ReadLine | RunCommand) -> Any:
    try:
        return step.read() if isinstance(step, ReadLine) else step.command()
    except (EOFError, KeyboardInterrupt):
        return GivenUp()
    except (ArgumentError, ReturnRefused) as error:
        return error


async def _in_its_time(step: ReadLine | RunCommand) -> Any:
    try:
        if isinstance(step, ReadLine):
            return await _in_a_thread(step.read)
        done = step.command()
        return await done if inspect.isawaitable(done) else done
    except EOFError:
        return GivenUp()
    except (ArgumentError, ReturnRefused) as error:
        return error


async def _in_a_thread(read: Callable[[], str]) -> str:
    """
    Read a line in a daemon thread, which does not block the end of the program.
    """
    loop, came = asyncio.get_running_loop(), asyncio.Future[str]()

    def work() -> None:
        try:
            line = read()
        except BaseException as error:  # whatever it is, it belongs to who waits
            _tell(loop, came, came.set_exception, error)
        else:
            _tell(loop, came, came.set_result, line)

    threading.Thread(target=work, name="kontokit terminal", daemon=True).start()
    return await came


def _tell(
    loop: asyncio.AbstractEventLoop,
    came: asyncio.Future[str],
    how: Callable[[Any], None],
    what: object,
) -> None:
    def tell() -> None:
        if not came.done():
            how(what)

    if not loop.is_closed():
        loop.call_soon_threadsafe(tell)
