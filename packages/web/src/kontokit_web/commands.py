"""
What a page may do with a flow, by the last part of the path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias

from kontokit import ArgumentError
from kontokit.sca import Challenge, Decoupled, PayeeCheck, Redirect, TooEarlyError

_GLANCE: Final = 0.2
"""Seconds for which a request may wait until the provider may be asked again."""
Body: TypeAlias = Mapping[str, Any]
Command: TypeAlias = Callable[[Any, Body, str], Any]
"""Takes a flow, the JSON body and the owner; returns the next step, or an awaitable of it."""


def _choose(flow: Any, body: Body, _: str) -> Any:
    return flow.choose(_text(body, "choice"))


def _answer(flow: Any, body: Body, _: str) -> Any:
    may_lock = isinstance(flow.step, Challenge) and body.get("confirm_risk") is True
    return flow.answer(_text(body, "answer"), confirm_risk=may_lock)


def _confirm(flow: Any, body: Body, owner: str) -> Any:
    match flow.step:
        case PayeeCheck():
            return flow.confirm(name_shown=_text(body, "name_shown"), by=owner)
        case Decoupled(needs_confirm=False):
            return flow.wait(_GLANCE)
        case _:
            return flow.confirm()


def _wait(flow: Any, _: Body, __: str) -> Any:
    return flow.wait(_GLANCE)


def _refresh(flow: Any, _: Body, __: str) -> Any:
    return flow.refresh()


def _reconcile(flow: Any, _: Body, __: str) -> Any:
    return flow.reconcile()


def _cancel(flow: Any, _: Body, __: str) -> Any:
    return flow.cancel()


def _return(flow: Any, body: Body, _: str) -> Any:
    return flow.handle_return(_text(body, "query"))


def _send_again(flow: Any, body: Body, _: str) -> Any:
    return flow.send_again(i_have_checked_the_account=body.get("checked") is True)


COMMANDS: Final[Mapping[str, Command]] = {
    "answer": _answer,
    "cancel": _cancel,
    "choose": _choose,
    "confirm": _confirm,
    "reconcile": _reconcile,
    "refresh": _refresh,
    "return": _return,
    "send_again": _send_again,
    "wait": _wait,
}
"""The last part of the path → what it does."""
QUESTIONS: Final = frozenset({"reconcile", "refresh", "return", "wait"})
"""What any window may do, also one that shows an older step: it tells the bank nothing new."""


def is_waiting_for_form(step: object) -> bool:
    """
    Whether the status of a web form decides how a flow goes on.
    """
    return isinstance(step, Redirect) and step.page == "form"


def is_waiting_for_bank(step: object) -> bool:
    """
    Whether a flow goes on when the browser is back from a page of the bank.
    """
    return isinstance(step, Redirect) and step.page == "bank"


def refuse_long_pause(seconds: float, longest: float) -> None:
    """
    Keep a command from waiting while somebody waits for its response.

    Args:
        seconds: How long the command wants to wait.
        longest: What it may wait, in seconds.

    Raises:
        TooEarlyError: It wants to wait longer.
    """
    if seconds > longest:
        raise TooEarlyError(datetime.now(UTC) + timedelta(seconds=seconds))


def _text(body: Body, name: str) -> str:
    found = body.get(name)
    if isinstance(found, str) and found:
        return found
    raise ArgumentError("it must be a text", place=name)
