"""
The forms of BANKSapi's REG/Protect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..banksapi.handlers.web_form_page import end_form
from ..banksapi.state.bank import Bank, WebForm
from ..banksapi.state.demo_logins import Login
from ..banksapi.state.sca_methods import BY_KIND, SCA_METHODS, ScaMethod
from ..demo.callback_urls import callback_with_query
from ..demo.tans import RIGHT_TAN, WRONG_TAN
from ..pending import OrderSummary
from .replies import back
from .request import Reply
from .walk import Form, Medium, Method, Reason, Walk

__all__ = ["protect_form"]

_REFUSALS = {"BA1010": "pin_locked", "BA3060": "no_method"}
_REENTRIES = {
    "cancelled": "USER_CANCELLED",
    "legal": "LEGAL_NOT_ACCEPTED",
    "credentials": "INVALID_CREDENTIALS",
    "tan": "INVALID_TAN",
    "bank": "ERROR",
}


@dataclass(frozen=True)
class _ProtectForm:
    bank: Bank
    session: str
    form: WebForm
    callback: str
    api = "banksapi"
    help = "protect_credentials_help"
    labels = ("Benutzername", "PIN")

    @property
    def title(self) -> str:
        case = self.form.use_case
        if case.startswith("START_PAYMENT"):
            return "form_debit" if case.endswith("DEBIT") else "form_transfer"
        titles = {"CREATE_ACCOUNT": "form_import", "SELECT_BANK_PRODUCTS": "form_products"}
        return titles.get(case, "form_update")

    @property
    def asks_legal(self) -> bool:
        return self.form.use_case == "CREATE_ACCOUNT"

    @property
    def order(self) -> OrderSummary | None:
        return None if self.form.order is None else self.form.order.summary

    def banks(self, search: str) -> Sequence[dict[str, Any]]:
        return ()

    def interfaces(self, bank: dict[str, Any]) -> Sequence[dict[str, Any]]:
        return ()

    def refuse(self, walk: Walk, login: str, pin: str) -> str | None:
        obstacle = self.bank.obstacle(Login(user=login, pin=pin))
        return None if obstacle is None else _REFUSALS.get(obstacle, "pin_wrong")

    def methods(self, walk: Walk) -> Sequence[Method]:
        login = Login(user=walk.login).behaviour
        if not (login.reading_needs_sca if self.order is None else login.orders_need_sca):
            return ()
        if login.method is not None:
            found = [BY_KIND[login.method]]
        else:
            found = list(SCA_METHODS.values())[: 1 if login.offers == "one" else None]
        # The form is the page already, so it sends nobody to another one.
        return [_method(one) for one in found if not one.redirect]

    def rounds(self, login: str) -> int:
        return Login(user=login).behaviour.rounds

    def lock(self, login: str) -> None:
        self.bank.banks.locked.add(login)

    def finish(self, walk: Walk) -> Reply:
        return self._ended("", Login(user=walk.login, pin=walk.pin))

    def give_up(self, reason: Reason) -> Reply:
        return self._ended(_REENTRIES[reason])

    def _ended(self, outcome: str, login: Login | None = None) -> Reply:
        reentry = end_form(self.bank, self.session, outcome, login)
        return back(callback_with_query(self.callback, reentry))


def protect_form(bank: Bank, session: str, form: WebForm, callback: str) -> Form:
    """
    Make a form, which ends with a ``baReentry`` for its ``callbackUrl``.
    """
    return _ProtectForm(bank, session, form, callback)


def _method(method: ScaMethod) -> Method:
    content = method.content
    medium: Medium = method.sent_by or "other"
    if method.decoupled:
        medium = "app"
    elif "photo" in content:
        medium = "picture"
    elif "HHD" in content:
        medium = "flicker"
    return Method(
        id=str(method.code),
        name=method.name,
        medium=medium,
        picture=content.get("photo", "").rpartition(",")[2],
        flicker=content.get("HHD", ""),
        tan=method.tan,
        accepts=lambda tan: tan != WRONG_TAN and (tan == RIGHT_TAN or method.accepts(tan)),
    )
