"""
Runs a flow at a terminal, blocking or with ``await``.
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
from ..errors import ReturnRefusedError
from ..flow.async_flow import AsyncFlow
from ..flow.sync_flow import Flow
from ..messages import Language, messages_in
from .dialog import Chooser, Console, GivenUp, ReadLine, RunCommand, TerminalDialog

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
    Run a flow to its end by asking the user at the terminal.

    This works without a terminal too: flicker codes are then written as text. The terminal echoes
    a TAN while it is typed; this program never writes it. Ctrl-C or the end of the input cancels
    the flow.

    Args:
        flow: The flow, in any state.
        read: Writes a prompt and reads a line, and raises ``EOFError`` at the end of the input.
            None for ``input``.
        output: Where all other text is written; None for the standard output.
        language: ``de`` or ``en``.
        choose: Chooses one of the offered methods or media, or returns None to ask the user. If
            only one is offered, it is chosen without asking.
        open_page: Opens a page in the browser, such as ``webbrowser.open``. Its URL is written in
            any case.

    Returns:
        The result of the flow.

    Raises:
        NotFinishedError: There is no result: ``ScaFailedError``, ``ScaCancelledError``,
            ``ScaExpiredError`` or ``OutcomeUnknownError``, after three attempts to learn the
            outcome.
        ScaConflictError: Another worker has changed the flow.
        ArgumentError: The language is another one.
        KontokitError: A request could not be sent. Call ``run`` again to continue.
    """
    dialog = TerminalDialog(flow, Console(read, output, messages_in(language)), choose, open_page)
    try:
        run_steps(dialog.run(), _run_step)
    except KeyboardInterrupt:  # pressed between two steps
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
    Run a flow to its end by asking the user at the terminal. See :func:`run`.

    Lines are read in a thread, so that other tasks continue. If this task is cancelled, as Ctrl-C
    does, the flow is cancelled too.
    """
    console = Console(read, output, messages_in(language))
    dialog = TerminalDialog(flow, console, choose, open_page)
    try:
        await run_steps_async(dialog.run(), _run_step_async)
    except asyncio.CancelledError:
        console.over.set()
        if not flow.done:
            await flow.cancel()
        raise
    return flow.result


def _run_step(step: ReadLine | RunCommand) -> Any:
    try:
        return step.read() if isinstance(step, ReadLine) else step.command()
    except (EOFError, KeyboardInterrupt):
        return GivenUp()
    except (ArgumentError, ReturnRefusedError) as error:
        return error


async def _run_step_async(step: ReadLine | RunCommand) -> Any:
    try:
        if isinstance(step, ReadLine):
            return await _read_in_thread(step.read)
        done = step.command()
        return await done if inspect.isawaitable(done) else done
    except EOFError:
        return GivenUp()
    except (ArgumentError, ReturnRefusedError) as error:
        return error


async def _read_in_thread(read: Callable[[], str]) -> str:
    """
    Read a line in a daemon thread.
    """
    # A thread of the executor would keep the program from ending until a line is typed.
    loop, line = asyncio.get_running_loop(), asyncio.Future[str]()

    def work() -> None:
        try:
            typed = read()
        except BaseException as error:  # any error belongs to the waiting task
            _set_result(loop, line, line.set_exception, error)
        else:
            _set_result(loop, line, line.set_result, typed)

    threading.Thread(target=work, name="kontokit terminal", daemon=True).start()
    return await line


def _set_result(
    loop: asyncio.AbstractEventLoop,
    line: asyncio.Future[str],
    setter: Callable[[Any], None],
    value: object,
) -> None:
    def set_if_waiting() -> None:
        if not line.done():
            setter(value)

    if not loop.is_closed():
        loop.call_soon_threadsafe(set_if_waiting)
