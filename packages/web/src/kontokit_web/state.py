"""
A flow as the element shows it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import Any, Final

from kontokit.sca import Decoupled, State, Step, Unknown, Working
from kontokit.sca.messages import Problem

from .commands import is_waiting_for_form
from .entries import WebFlow

_LOOK: Final = {"command": None, "after": 10}
"""The page asks this server whether another window has gone on."""
_LOOK_SOON: Final = {"command": None, "after": 3}
_FORM_PAUSE: Final = 5
_RECONCILE_PAUSE: Final = 20


def to_json(
    flow: WebFlow,
    sca_flow: Any,
    *,
    wanted: tuple[str, ...] = (),
    problem: Problem | None = None,
) -> dict[str, Any]:
    """
    The state of a flow.

    Args:
        flow: What the application knows of it.
        wanted: The names of the login data that the user has to type.
        problem: Why the last command was not carried out.
    """
    step: Step = sca_flow.step
    if sca_flow.state is State.SENDING:  # another worker is still sending
        step = Working()
    return {
        "step": step.to_dict(),
        "round": sca_flow.round,
        "revision": sca_flow.revision,
        "is_done": sca_flow.state.is_final,
        "poll": _poll(step, sca_flow.state),
        "credentials": list(wanted),
        "next": flow.next_url,
        "problem": problem,
    }


def _poll(step: Step, state: State) -> dict[str, Any] | None:
    """
    What the page asks next by itself, and after how many seconds.
    """
    if state.is_final:
        return None
    if state is State.SENDING:
        return _LOOK_SOON
    if isinstance(step, Decoupled):  # also Working
        return {"command": "wait", "after": max(1, _seconds(step.not_before))}
    if is_waiting_for_form(step):
        pause = _seconds(getattr(step, "not_before", None))
        return {"command": "wait", "after": max(_FORM_PAUSE, pause)}
    if isinstance(step, Unknown):
        return {"command": "reconcile", "after": _RECONCILE_PAUSE} if step.can_ask else _LOOK
    return _LOOK_SOON if step.kind == "redirect" else _LOOK


def _seconds(until: datetime | None) -> int:
    return 0 if until is None else ceil((until - datetime.now(UTC)).total_seconds())
