"""
Sections of the control page: what waits, messages and faults.
"""

from __future__ import annotations

from typing import get_args

from ...faults.faults import read_option
from ...faults.kinds import KINDS
from ...pages.request import PageRequest, Reply
from ...pending import Decision
from ...server.controls import Api
from .replies import ControlledSandbox, done, page

__all__ = ["faults", "messages", "waiting"]

_NEWEST = 200
_APIS = get_args(Api)
_TEXTS = ("operation", "method", "path", "person")
_GIVEN = ("kind", "api", *_TEXTS, "skip", "times", "probability", "options")


def waiting(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show what waits for a person, or decide it.
    """
    if not request.is_post:
        notices = ("control_decided", "phone_gone")
        return page(request, "waiting", notices=notices, pending=sandbox.pending)
    decisions: tuple[Decision, ...] = get_args(Decision)
    wanted: Decision | None = next((one for one in decisions if one == request.value("do")), None)
    try:
        if wanted is None:
            raise LookupError(request.value("do"))
        sandbox.decide(request.value("id"), wanted)
    # It has ended since the page was made.
    except (LookupError, ValueError):
        return done(request, "phone_gone")
    return done(request, "control_decided")


def messages(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show the messages that banks have sent, newest first.
    """
    return page(request, "messages", messages=sandbox.messages()[::-1][:_NEWEST])


def faults(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show the faults and a form for another; add or remove them.
    """
    errors: dict[str, str] = {}
    problem = ""
    if request.is_post:
        match request.value("do"):
            case "clear":
                sandbox.faults.clear()
                return done(request, "control_faults_cleared")
            case "remove":
                sandbox.faults.remove(request.value("id"))
                return done(request, "control_fault_removed")
            case _:
                problem = _add_fault(sandbox, request)
        if not problem:
            return done(request, "control_fault_added")
        errors["kind"] = "control_bad_fault"
    return page(
        request, "faults", errors=errors, problem=problem, faults=sandbox.faults.all(),
        kinds=list(KINDS.values()), apis=_APIS,
        notices=("control_fault_added", "control_fault_removed", "control_faults_cleared"),
        given={name: request.value(name) for name in _GIVEN},
    )  # fmt: skip


def _add_fault(sandbox: ControlledSandbox, request: PageRequest) -> str:
    """
    Add a fault, and return what is wrong with it, if anything.
    """
    api = next((one for one in _APIS if one == request.value("api")), None)
    texts = {name: request.value(name) or None for name in _TEXTS}
    try:
        sandbox.faults.add(
            request.value("kind"), api=api, **texts, skip=int(request.value("skip") or 0),
            times=int(request.value("times") or 1) or None,
            probability=float(request.value("probability") or 1),
            options=dict(read_option(one) for one in request.value("options").split()),
        )  # fmt: skip
    except (LookupError, ValueError, TypeError) as error:
        return str(error)
    return ""
