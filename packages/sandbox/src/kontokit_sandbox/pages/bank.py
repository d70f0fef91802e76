"""
The page of a bank to which an application sends its user: sign in, then approve or decline.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..banksapi.state.bank import Bank
from ..demo.test_logins import PINS
from ..finapi.state.world import World
from ..orders.bank_state import BankState
from .authorisations import Authorisation, find_authorisation
from .replies import back, message, reload
from .request import Html, PageRequest, Reply

__all__ = ["authorise", "missing_credentials"]


def authorise(world: World, bank: Bank, request: PageRequest) -> Reply:
    """
    Show the page, or do what its user has pressed.
    """
    bank_id = request.path_values["bank"]
    waiting = find_authorisation(world, bank, bank_id, request.parameters)
    if waiting is None:
        return message("not_found", "not_found_more", status=404)
    if not request.is_post:
        return _sign_in(waiting) if not waiting.login else _decision(waiting)
    match request.value("do"):
        case "decline":
            return back(waiting.decline())
        case "leave":
            return back(waiting.leave())
        case "approve" if waiting.login:
            return _approved(waiting, request)
        case _:
            return _signed_in(waiting, world.banks, request)


def missing_credentials(request: PageRequest) -> dict[str, str]:
    """
    Return the errors of a form whose user name or PIN is empty, by field.
    """
    return {name: f"{name}_missing" for name in ("login", "pin") if not request.value(name)}


def _signed_in(waiting: Authorisation, banks: BankState, request: PageRequest) -> Reply:
    login, pin = request.value("login"), request.value("pin")
    errors = missing_credentials(request)
    if login in banks.locked or pin == "gesperrt":
        errors["pin"] = "pin_locked"
    elif pin in PINS or (pin and banks.refuses(login, pin)):
        errors["pin"] = "pin_wrong"
    if errors:
        return _sign_in(waiting, login, errors)
    waiting.sign_in(login)
    return reload(request)


def _approved(waiting: Authorisation, request: PageRequest) -> Reply:
    offered = {number for number, _, _ in waiting.accounts}
    chosen = [one for one in request.fields.get("account", ()) if one in offered]
    if waiting.order is None and not chosen:
        return _decision(waiting, {"account": "accounts_missing"}, ())
    return back(waiting.approve(chosen))


def _sign_in(
    waiting: Authorisation, login: str = "", errors: Mapping[str, str] | None = None
) -> Html:
    return _page("bank_sign_in.html", waiting, errors, login=login)


def _decision(
    waiting: Authorisation,
    errors: Mapping[str, str] | None = None,
    chosen: tuple[str, ...] | None = None,
) -> Html:
    accounts = waiting.accounts if waiting.order is None else ()
    every = tuple(number for number, _, _ in accounts)
    return _page(
        "bank_decision.html",
        waiting,
        errors,
        accounts=accounts,
        chosen=every if chosen is None else chosen,
        login=waiting.login,
    )


def _page(
    template: str, waiting: Authorisation, errors: Mapping[str, str] | None, **values: object
) -> Html:
    shared = {
        "site_name": waiting.bank,
        "application": waiting.application,
        "order": waiting.order,
        "errors": errors or {},
    }
    return Html(template=template, status=422 if errors else 200, values=shared | values)
