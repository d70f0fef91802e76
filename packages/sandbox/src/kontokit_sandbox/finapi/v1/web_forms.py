"""
The web forms of Access v1: some calls end with 451, and the form makes them instead.

These are calls with ``forceWebForm``, and all calls with a login that needs a form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from ...demo.behaviour import FormEnd
from ...openapi.decimal_json import write_json
from ...openapi.errors import Problem
from ...orders.bank_state import BankState
from ...server.service import Call, Response, Visit
from ..context import Context, HandlerGroup
from ..errors import refused, rejected, unknown_entity
from ..sca.bank_login import entered_login_name
from ..sca.demo_logins import behaviour_of
from ..state.stored_credentials import stored_login_name
from ..state.web_forms import V1WebForm
from ..state.world import Record, User, World

__all__ = ["HANDLERS", "complete_web_form", "find_web_form", "require_web_form", "visit_web_form"]

HANDLERS: HandlerGroup = HandlerGroup()

_PATH = "/webForm/"
_USER = "demo_no_msa"


@HANDLERS.operation("getWebForm")
def _get(context: Context, call: Call) -> Response:
    form = context.user(call).v1_web_forms.get(call.path["id"])
    if form is None:
        raise unknown_entity(context, call, f"there is no web form {call.path['id']}")
    found: Record = {"id": form.id, "token": form.token, "status": form.status}
    if form.answer is not None:
        found["serviceResponseCode"] = form.answer.status
        found["serviceResponseBody"] = write_json(form.answer.body).decode()
    return Response(body=found)


def require_web_form(context: Context, call: Call) -> None:
    """
    Refuse a call of v1 that needs a web form.

    Raises:
        Problem: It needs one (451). ``Location`` has the URL, the message is the id of the form.
    """
    if not _is_forced(call) and not _is_wanted(context, call):
        return
    world = context.world
    form = V1WebForm(id=world.next_id("web form"), token=world.new_uuid(), call=call)
    context.user(call).v1_web_forms[form.id] = form
    problem = refused(context, call, 451, "WEB_FORM_REQUIRED", str(form.id))
    problem.headers["Location"] = f"{call.page_base}{_PATH}{form.token}"
    raise problem


def visit_web_form(
    context: Context, visit: Visit, handle: Callable[[Call], Response]
) -> Response | None:
    """
    Serve the page of a web form of v1. Returns None for other paths.

    ``GET`` opens it; ``?action=complete`` or ``abort`` acts for the user.

    Args:
        handle: Makes the call that the form is for.
    """
    found = find_web_form(context.world, visit.path.removeprefix(_PATH))
    if not visit.path.startswith(_PATH) or found is None:
        return None
    form, _ = found
    if form.status in ("COMPLETED", "ABORTED"):
        return _page(f"Dieses Formular ist beendet: {form.status}.", status=410)
    action = parse_qs(visit.query).get("action", [""])[0]
    form.status = "IN_PROGRESS"
    # The login of the call decides what a user can do; completing may end otherwise.
    end = _end(context, form) if action == "complete" else action
    if end == "complete":
        complete_web_form(context.world.banks, form, handle)
    elif end == "fail":
        text = "Die Bank hat den Vorgang abgelehnt."
        refusal = rejected(context, form.call, "BANK_SERVER_REJECTION", text)
        form.answer = Response(status=refusal.status, body=refusal.body)
        form.status = "COMPLETED"
    elif end == "abort":
        form.status = "ABORTED"
    return _page(form.status)


def find_web_form(world: World, token: str) -> tuple[V1WebForm, User] | None:
    """
    Find a web form of v1, and its user.
    """
    for user in world.users.values():
        for form in user.v1_web_forms.values():
            if form.token == token:
                return form, user
    return None


def complete_web_form(
    banks: BankState,
    form: V1WebForm,
    handle: Callable[[Call], Response],
    login: str = _USER,
    pin: str = "",
) -> None:
    """
    Make the call that a form is for.

    Args:
        handle: Makes a call.
        login: The user name that was entered. If it needs SCA, the form has done that already, so
            that the call is made with one that needs none, of the same person.
        pin: The PIN that was entered; the right one if it is left out.
    """
    if behaviour_of(login).reading_needs_sca:
        _, plus, person = login.partition("+")
        login, pin = f"{_USER}{plus}{person}", ""
    pin = pin or banks.changed_pin(login) or login
    form.answer = _made(form, handle, login, pin)
    form.status = "COMPLETED"


def _end(context: Context, form: V1WebForm) -> FormEnd:
    user = context.user(form.call)
    login = entered_login_name(form.call) or stored_login_name(user, form.call.body)
    return behaviour_of(login).form or "complete"


def _is_forced(call: Call) -> bool:
    body = call.operation.bodies.get("application/json")
    known = body is not None and "forceWebForm" in body.schema.get("properties", {})
    return known and call.body.get("forceWebForm") is True


def _is_wanted(context: Context, call: Call) -> bool:
    """
    Whether the entered or stored login needs a form, and the operation supports it.
    """
    if "451" not in call.operation.responses or call.operation.method != "POST":
        return False
    login = entered_login_name(call) or stored_login_name(context.user(call), call.body)
    return behaviour_of(login).form is not None


def _made(form: V1WebForm, handle: Callable[[Call], Response], login: str, pin: str) -> Response:
    """
    Make the call with the credentials that the user has entered.
    """
    body: dict[str, Any] = {**form.call.body, "forceWebForm": False}
    if not body.get("loginCredentials"):
        entered = {"Onlinebanking-ID": login, "PIN": pin}
        body["loginCredentials"] = [
            {"label": label, "value": value} for label, value in entered.items()
        ]
    try:
        return handle(replace(form.call, body=body))
    # A refusal is the result of the form, not an error of its page.
    except Problem as problem:
        return Response(status=problem.status, body=problem.body)


def _page(text: str, *, status: int = 200) -> Response:
    page = f'<!doctype html><html lang="de"><title>Web Form</title><p>{text}</p></html>'
    return Response(status=status, body=page.encode(), media_type="text/html; charset=utf-8")
