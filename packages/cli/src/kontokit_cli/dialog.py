"""
Leads a person through SCA at the terminal, with the runner of the runtime.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import webbrowser
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

import click

from .failures import Interrupted, PersonNeeded
from .output.values import language
from .return_receiver import ReturnReceiver
from .saved_pictures import PictureSaver
from .session import Session

if TYPE_CHECKING:
    from kontokit.sca import Flow, ScaClient

__all__ = ["confirmed", "finish", "person_needed", "sca_client"]

_PATIENCE: Final = 120.0
"""Seconds."""
_LEAVE: Final = "The order may still be approved. Leave it, and go on later? [y/N] "


class _Left(BaseException):
    """
    Ctrl-C. No exception of Python's own, after which the flow would be cancelled.
    """


def sca_client(
    session: Session, flow_id: str | None, *, receiver: ReturnReceiver | None = None
) -> ScaClient:
    """
    The starter of flows, which are kept on this machine.

    Args:
        flow_id: The id of the next flow.
        receiver: Where the browser comes back to.
    """
    may_ask = session.options.may_ask
    _saver(session)  # refuses a file that exists before anything is sent
    return session.client.sca.with_options(
        store=session.state.flow_store(),
        interaction="always" if may_ask else "never",
        flow_id=flow_id,
        return_url=return_url(session, receiver),
    )


def return_url(session: Session, receiver: ReturnReceiver | None) -> str | None:
    """
    Where the browser comes back to: the page of the profile, or this program.
    """
    configured = session.table.get("return_url")
    if configured:
        return str(configured)
    return None if receiver is None else receiver.url


def finish(session: Session, flow: Flow[Any], flow_id: str, receiver: ReturnReceiver | None) -> Any:
    """
    Run a flow to its end.

    Returns:
        The result.

    Raises:
        Interrupted: The person has left. The flow waits.
        PersonNeeded: Nobody may be asked.
        NotFinishedError: The flow has no result.
    """
    from kontokit.sca.terminal import run

    if not session.options.may_ask:
        if session.polls_forms and not flow.done:
            flow.refresh()  # somebody may have filled it in
        _wait_while_working(flow)
    is_lost = flow.step.kind == "unknown"
    if flow.done and not (is_lost and session.options.may_ask):
        return flow.result
    if not session.options.may_ask:
        raise person_needed(session, flow_id, flow.state.value)
    saver = _saver(session)
    while True:
        try:
            with _leaving():
                return run(
                    flow,
                    read=_reader(flow, receiver, saver, polls=session.polls_forms),
                    output=sys.stderr,
                    language=language(session.options),
                    open_page=_page_opener(),
                )
        except _Left:
            # A request may be cut off: its flow is done for now, but not at its end.
            if flow.state.is_final:
                raise Interrupted("interrupted", flow=flow_id) from None
            if confirmed(_LEAVE):
                following = f"{session.command} flows resume {flow_id}"
                raise Interrupted("Left.", next_step=following, flow=flow_id) from None


def _saver(session: Session) -> PictureSaver | None:
    path = session.options.save_picture
    return None if path is None else PictureSaver(path, force=session.options.force)


def _wait_while_working(flow: Flow[Any]) -> None:
    """
    Wait as long as the provider works: no person can do anything about it.
    """
    from kontokit.sca import State

    begun = time.monotonic()
    while flow.state is State.WORKING and time.monotonic() - begun < _PATIENCE:
        flow.wait(_PATIENCE)


def person_needed(session: Session, flow_id: str, state: str) -> PersonNeeded:
    """
    The error that says who has to do what.
    """
    return PersonNeeded(
        f"a person is needed ({state})",
        next_step=f"go on with: {session.command} flows resume {flow_id}",
        flow=flow_id,
    )


def confirmed(question: str) -> bool:
    """
    Ask for yes or no. Ctrl-C and the end of the input are no answer: the program ends.

    Raises:
        Interrupted: There is no answer.
    """
    click.echo(question, err=True, nl=False)
    try:
        typed = sys.stdin.readline()
    except KeyboardInterrupt:
        raise Interrupted("interrupted") from None
    if not typed:
        raise Interrupted("interrupted")
    return typed.strip().lower() in ("y", "yes", "j", "ja")


@contextmanager
def _leaving() -> Generator[None]:
    """
    Let Ctrl-C leave the flow as it is; the runner of the runtime would cancel it.
    """

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise _Left

    before = signal.signal(signal.SIGINT, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _reader(
    flow: Flow[Any], receiver: ReturnReceiver | None, saver: PictureSaver | None, *, polls: bool
) -> Callable[[str], str] | None:
    if polls:
        return lambda _prompt: ""  # what Enter means: ask for the state of the form until it ends
    if receiver is None and saver is None and sys.stdout.isatty():
        return None  # so that flicker codes blink

    def read(prompt: str) -> str:
        if saver is not None:
            saver.save(flow)
        click.echo(prompt, err=True, nl=False)
        if receiver is not None and (returned := _wait_for(receiver)) is not None:
            click.echo("", err=True)
            return returned
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    return read


def _wait_for(receiver: ReturnReceiver) -> str | None:
    """
    Wait for the browser or a typed line, whichever comes first; None for a line.
    """
    if os.name != "posix":
        return None
    while True:
        if (returned := receiver.taken()) is not None:
            return returned
        ready, _, _ = select.select([sys.stdin], [], [], 0.2)
        if ready:
            return None


def _page_opener() -> Callable[[str], Any] | None:
    has_display = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return webbrowser.open if has_display and sys.stdin.isatty() else None
