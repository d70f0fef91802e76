"""
The web forms that wait for a person, and decisions in their place without the form's pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..banksapi.handlers.web_form_page import end_form
from ..banksapi.state.bank import BANK_NAME, Bank
from ..banksapi.state.bank import WebForm as ProtectForm
from ..banksapi.state.demo_logins import Login
from ..finapi.state.web_forms import V1WebForm, WebForm
from ..finapi.state.world import Record, User, World
from ..finapi.webform.completion import complete, fail
from ..pending import Decision, Pending
from .finapi_forms import bank_of_form, bank_of_v1_form, finapi_form, stored_login

__all__ = ["waiting_forms"]

_LOGIN = "demo_no_msa"
_OUTCOMES: dict[Decision, str] = {
    "approve": "",
    "decline": "USER_CANCELLED",
    "wrong": "INVALID_CREDENTIALS",
}


def waiting_forms(
    world: World, bank: Bank, complete_v1: Callable[[V1WebForm, str, str], None]
) -> Iterator[Pending]:
    """
    List the forms that nobody has completed or left.

    Args:
        complete_v1: Makes the call of a form of v1 with a login and its PIN.
    """
    now = world.clock.now()
    for user in world.users.values():
        for form in user.web_forms.values():
            form.look(now)
            if form.is_open:
                yield _of_finapi(world, form)
        for old in user.v1_web_forms.values():
            if old.status in ("NOT_YET_OPENED", "IN_PROGRESS"):
                yield _of_v1(user, old, complete_v1)
    for session, protect in bank.web_forms.items():
        yield _of_protect(bank, session, protect)


def _of_finapi(world: World, form: WebForm) -> Pending:
    return Pending(
        id=form.id, kind="form", api="finapi_webform", bank=_name(bank_of_form(world, form)),
        login=stored_login(world, form), ends=form.expires,
        order=finapi_form(world, form, {}).order, url=f"/wf/{form.id}",
        decide=partial(_decide, world, form), decisions=("approve", "decline", "expire", "wrong"),
    )  # fmt: skip


def _decide(world: World, form: WebForm, decision: Decision) -> None:
    match decision:
        case "approve":
            complete(world, form, login=stored_login(world, form) or _LOGIN)
        case "decline":
            form.end("ABORTED")
        case "expire":
            form.end("EXPIRED")
        case "wrong":
            fail(form, "BANK_SERVER_REJECTION")


def _of_v1(
    user: User, form: V1WebForm, complete_v1: Callable[[V1WebForm, str, str], None]
) -> Pending:
    def decide(decision: Decision) -> None:
        if decision == "approve":
            complete_v1(form, _LOGIN, "")
        else:
            form.status = "ABORTED"

    return Pending(
        id=form.token, kind="form", api="finapi_access_v1",
        bank=_name(bank_of_v1_form(user, form)), login="", ends=None, order=None,
        url=f"/webForm/{form.token}", decide=decide, decisions=("approve", "decline"),
    )  # fmt: skip


def _of_protect(bank: Bank, session: str, form: ProtectForm) -> Pending:
    def decide(decision: Decision) -> None:
        if decision == "expire":
            del bank.web_forms[session]
        else:
            end_form(bank, session, _OUTCOMES[decision])

    return Pending(
        id=session, kind="form", api="banksapi", bank=BANK_NAME,
        login="" if form.login == Login() else form.login.user,
        ends=None, order=None if form.order is None else form.order.summary, decide=decide,
        decisions=("approve", "decline", "expire", "wrong"),
    )  # fmt: skip


def _name(found: tuple[Record, list[Record]] | None) -> str:
    return "" if found is None else str(found[0]["name"])
