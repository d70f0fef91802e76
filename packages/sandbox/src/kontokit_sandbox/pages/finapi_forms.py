"""
The forms of finAPI: those of Web Form 2.0, and those of Access v1.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..demo.tans import RIGHT_TAN
from ..demo.test_logins import PINS
from ..finapi.sca.demo_logins import behaviour_of, is_accepted, is_login, procedures
from ..finapi.sca.methods import (
    IDS,
    OLD_PROCEDURES,
    POLLS,
    PROCEDURES,
    SENT_TANS,
    UNOFFERED,
    shown_with,
)
from ..finapi.state.banks import BANKS, OLD_TEST_BANK_ID, TEST_BANK_ID
from ..finapi.state.stored_credentials import stored_login_name
from ..finapi.state.web_forms import FormType, V1WebForm, WebForm
from ..finapi.state.world import Record, User, World
from ..finapi.webform import banks
from ..finapi.webform.completion import complete, fail
from ..finapi.webform.orders import as_debit, as_standing_order, as_transfer
from ..pending import OrderSummary, summary
from .replies import back, message
from .request import Reply
from .walk import Form, Medium, Method, Reason, Walk

__all__ = [
    "bank_of_form",
    "bank_of_v1_form",
    "finapi_form",
    "finapi_v1_form",
    "stored_login",
]

_TITLES: Mapping[FormType, str] = {
    "BANK_CONNECTION_IMPORT": "form_import",
    "BANK_CONNECTION_UPDATE": "form_update",
    "PAYMENT_WITH_ACCOUNT_ID": "form_transfer",
    "STANDALONE_PAYMENT": "form_transfer",
    "STANDING_ORDER": "form_standing_order",
    "DIRECT_DEBIT_WITH_ACCOUNT_ID": "form_debit",
}
_RESULTS = {
    "COMPLETED": "result_done",
    "ABORTED": "result_aborted",
    "COMPLETED_WITH_ERROR": "result_failed",
}
_WAYS_BACK = {
    "COMPLETED": "redirectUrl",
    "ABORTED": "abortRedirectUrl",
    "COMPLETED_WITH_ERROR": "errorRedirectUrl",
}


@dataclass(frozen=True, kw_only=True)
class _FinapiBanks:
    """
    What both versions share: the test banks and their logins.
    """

    world: World
    api = "finapi_webform"
    help = "credentials_help"
    asks_legal = False
    labels = ("Onlinebanking-ID", "PIN")

    def banks(self, search: str) -> Sequence[Record]:
        return [one for one in BANKS.values() if banks.is_found(one, search)]

    def interfaces(self, bank: Record) -> Sequence[Record]:
        return banks.interfaces(bank, {})

    @property
    def order(self) -> OrderSummary | None:
        return None

    def refuse(self, walk: Walk, login: str, pin: str) -> str | None:
        if login in self.world.banks.locked or pin == "gesperrt":
            return "pin_locked"
        if behaviour_of(login).offers == "none":
            return "no_method"
        is_old = walk.bank["id"] == OLD_TEST_BANK_ID and pin not in PINS
        if is_old and not self.world.banks.refuses(login, pin):
            return None
        return None if is_accepted(self.world.banks, login, pin) else "pin_wrong"

    def methods(self, walk: Walk) -> Sequence[Method]:
        if walk.bank["id"] == OLD_TEST_BANK_ID and not is_login(walk.login, walk.login):
            return [_method(one, "demo", self.order) for one in OLD_PROCEDURES]
        login = behaviour_of(walk.login)
        if not (login.reading_needs_sca if self.order is None else login.orders_need_sca):
            return []
        only = IDS.get(login.method) if login.method is not None else None
        found = procedures(walk.login) if only is None else (*PROCEDURES, *UNOFFERED)
        return [
            _method(one, RIGHT_TAN, self.order)
            for one in found
            if only in (None, one["procedureId"])
        ]

    def rounds(self, login: str) -> int:
        return behaviour_of(login).rounds

    def lock(self, login: str) -> None:
        self.world.banks.locked.add(login)


@dataclass(frozen=True, kw_only=True)
class _WebForm(_FinapiBanks):
    # A form of Web Form 2.0.

    form: WebForm
    ways_back: Mapping[str, str]
    """The query of the form, with the URLs that the application has appended."""

    @property
    def title(self) -> str:
        return _TITLES[self.form.kind]

    @property
    def order(self) -> OrderSummary | None:
        details, kind = self.form.details, self.form.kind
        if kind == "DIRECT_DEBIT_WITH_ACCOUNT_ID":
            return _summary(as_debit(details)["directDebits"], is_debit=True)
        if kind == "STANDING_ORDER":
            return _summary([as_standing_order(details)])
        return None if kind.startswith("BANK") else _summary(as_transfer(details)["moneyTransfers"])

    def banks(self, search: str) -> Sequence[Record]:
        return [one for one in banks.usable(self.form.details) if banks.is_found(one, search)]

    def interfaces(self, bank: Record) -> Sequence[Record]:
        return banks.interfaces(bank, self.form.details)

    def finish(self, walk: Walk) -> Reply:
        self.form.details |= {
            "bank": {**(self.form.details.get("bank") or {}), "id": walk.bank["id"]},
            "allowedInterfaces": [walk.interface],
        }
        self.form.details["bank"].pop("search", None)
        complete(self.world, self.form, login=walk.login, pin=walk.pin)
        return self._ended()

    def give_up(self, reason: Reason) -> Reply:
        if reason == "cancelled":
            self.form.end("ABORTED")
        else:
            fail(self.form, "BANK_SERVER_REJECTION")
        return self._ended()

    def _ended(self) -> Reply:
        status = self.form.status
        address = self.ways_back.get(_WAYS_BACK[status])
        return back(address) if address else message(_RESULTS[status], "no_way_back_more")


def finapi_form(world: World, form: WebForm, ways_back: Mapping[str, str]) -> Form:
    """
    Make the form of Web Form 2.0.

    Args:
        ways_back: The query of the form, with the URLs that the application has appended.
    """
    return _WebForm(world=world, form=form, ways_back=ways_back)


def finapi_v1_form(
    world: World, form: V1WebForm, make_call: Callable[[V1WebForm, str, str], None]
) -> Form:
    """
    Make the form of Access v1.

    Args:
        make_call: Makes the refused call with a login and its PIN, and keeps its response.
    """
    return _V1Form(world=world, form=form, make_call=make_call)


def bank_of_form(world: World, form: WebForm) -> tuple[Record, list[Record]] | None:
    """
    Find the bank and the interfaces that a form is for; None if its user has to choose.
    """
    user, details = world.users[form.user_id.lower()], form.details
    number = details.get("bankConnectionId")
    party: Record = details.get("sender") or details.get("receiver") or {}
    account = party.get("accountId")
    if number is None and account is not None and account in user.accounts:
        number = user.accounts[account]["bankConnectionId"]
    if number in user.connections:
        return _of_connection(user.connections[number])
    iban = party.get("iban")
    if iban is not None:
        bank = banks.of_sender(iban, details)
    elif details.get("bank"):
        bank = banks.chosen(details)
    else:
        return None
    return bank, banks.interfaces(bank, details)


@dataclass(frozen=True, kw_only=True)
class _V1Form(_FinapiBanks):
    # A form of Access v1, which makes the call that was refused.

    form: V1WebForm
    make_call: Callable[[V1WebForm, str, str], None]
    """Makes the call with a login and its PIN, and keeps its response."""
    api = "finapi_access_v1"

    @property
    def title(self) -> str:
        return "form_import" if "bankId" in self.form.call.body else "form_update"

    def finish(self, walk: Walk) -> Reply:
        self.make_call(self.form, walk.login, walk.pin)
        return message("result_done", "no_way_back_more")

    def give_up(self, reason: Reason) -> Reply:
        self.form.status = "ABORTED"
        return message("result_aborted", "no_way_back_more")


def bank_of_v1_form(user: User, form: V1WebForm) -> tuple[Record, list[Record]]:
    """
    Find the bank and the interface of the call.
    """
    body = form.call.body
    if "bankId" in body and body["bankId"] in BANKS:
        bank = BANKS[body["bankId"]]
        wanted = body.get("bankingInterface")
        return bank, [
            one for one in bank["interfaces"] if wanted in (None, one["bankingInterface"])
        ]
    account = user.accounts.get(body.get("accountId", 0), {})
    number = body.get("bankConnectionId", account.get("bankConnectionId"))
    if number in user.connections:
        return _of_connection(user.connections[number])
    return BANKS[TEST_BANK_ID], BANKS[TEST_BANK_ID]["interfaces"]


def _of_connection(connection: Record) -> tuple[Record, list[Record]]:
    names = [one["bankingInterface"] for one in connection["interfaces"]]
    bank: Record = connection["bank"]
    return bank, [one for one in bank["interfaces"] if one["bankingInterface"] in names]


def stored_login(world: World, form: WebForm) -> str:
    """
    Find the login that is stored with the bank connection of a form; empty if there is none.
    """
    user = world.users[form.user_id.lower()]
    number = form.details.get("bankConnectionId")
    return "" if number is None else stored_login_name(user, {"bankConnectionId": number})


def _summary(orders: Sequence[Mapping[str, Any]], *, is_debit: bool = False) -> OrderSummary:
    return summary(orders, name="counterpartName", iban="counterpartIban", is_debit=is_debit)


def _method(procedure: Record, right: str, order: OrderSummary | None) -> Method:
    number = procedure["procedureId"]
    shown = shown_with(number, order)
    medium: Medium = SENT_TANS.get(number, "other")
    if number in POLLS:
        medium = "app"
    elif "photoTanData" in shown:
        medium = "picture"
    elif "opticalData" in shown:
        medium = "flicker"
    return Method(
        id=number,
        name=procedure["procedureName"],
        medium=medium,
        picture=shown.get("photoTanData", ""),
        flicker=b64decode(shown.get("opticalData", "")).decode(),
        tan=right,
        accepts=lambda tan: tan in (right, RIGHT_TAN),
    )
