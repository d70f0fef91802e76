"""
Completes web forms: imports, updates and orders.
"""

from __future__ import annotations

from typing import get_args

from ..access.bank_connections import add_connection, forget, refresh_connection
from ..sca.demo_logins import behaviour_of, is_accepted, order_fate
from ..state.consents import new_consent
from ..state.orders import (
    OrderProblem,
    PaymentType,
    new_payment,
    new_standing_order,
    submit_to_bank,
)
from ..state.stored_credentials import renew_stored_pin, stored_login_name
from ..state.web_forms import PayloadErrorCode, WebForm
from ..state.world import Record, User, World
from . import banks
from .orders import as_debit, as_standing_order, as_transfer

__all__ = ["complete", "fail"]

_ACCOUNT_TYPES = {
    "BAUSPAREN": "Bausparen",
    "CHECKING": "Checking",
    "CREDIT_CARD": "CreditCard",
    "LOAN": "Loan",
    "MEMBERSHIP": "Membership",
    "SAVINGS": "Savings",
    "SECURITY": "Security",
}


def complete(world: World, form: WebForm, *, login: str, pin: str | None = None) -> None:
    """
    Complete a form, as the user would.

    Args:
        world: The state to change.
        login: The user name to enter, if the form asks for credentials.
        pin: The PIN to enter; the right one by default.
    """
    user = world.users[form.user_id.lower()]
    if form.kind == "BANK_CONNECTION_IMPORT":
        _import(world, user, form, login, pin or _right_pin(world, login))
    elif form.kind == "BANK_CONNECTION_UPDATE":
        _update(world, user, form, pin)
    elif form.kind == "STANDING_ORDER":
        params = as_standing_order(form.details)
        bank = banks.of_sender(params.get("iban"), form.details)
        order = new_standing_order(world, user, params, bank_id=bank["id"])
        _submit(world, form, order, login, standingOrderId=order["id"])
    elif form.kind == "DIRECT_DEBIT_WITH_ACCOUNT_ID":
        _pay(world, user, form, "DIRECT_DEBIT", as_debit(form.details), login)
    else:
        _pay(world, user, form, "MONEY_TRANSFER", as_transfer(form.details), login)


def fail(form: WebForm, code: str, message: str = "Die Bank hat den Vorgang abgelehnt.") -> None:
    """
    End a form with an error.

    Args:
        code: An error code; unknown ones become INTERNAL_ERROR.
        message: The reason, for the user.
    """
    known = code in get_args(PayloadErrorCode)
    form.end(
        "COMPLETED_WITH_ERROR",
        errorCode=code if known else "INTERNAL_ERROR",
        errorMessage=message,
    )


def _pay(
    world: World, user: User, form: WebForm, kind: PaymentType, params: Record, login: str
) -> None:
    account_id = params.get("accountId")
    if account_id is None:
        bank_id = banks.of_sender(params.get("iban"), form.details)["id"]
    elif account_id in user.accounts:
        connection = user.connections[user.accounts[account_id]["bankConnectionId"]]
        bank_id = connection["bank"]["id"]
    else:
        fail(form, "UNEXPECTED_ACCESS_RESPONSE", "the account is gone")
        return
    payment = new_payment(world, user, kind, params, bank_id=bank_id)
    _submit(world, form, payment, login, paymentId=payment["id"])


def _submit(world: World, form: WebForm, order: Record, login: str, **payload: int) -> None:
    try:
        submit_to_bank(world, order, order_fate(login))
    except OrderProblem as problem:
        fail(form, problem.code, problem.message)
    else:
        form.end("COMPLETED", **payload)


def _right_pin(world: World, login: str) -> str:
    return world.banks.changed_pin(login) or login


def _import(world: World, user: User, form: WebForm, login: str, pin: str) -> None:
    bank = banks.chosen(form.details)
    interface = banks.interfaces(bank, form.details)[0]
    types = form.details.get("accountTypes")
    # An interface without login fields sends the user to the bank.
    by_redirect = not interface["loginCredentials"]
    if not by_redirect and not is_accepted(world.banks, login, pin):
        fail(form, "BANK_SERVER_REJECTION", "Die Zugangsdaten sind falsch.")
        return
    connection = add_connection(
        world,
        user,
        bank,
        [interface["bankingInterface"]],
        name=form.details.get("bankConnectionName"),
        needs_user=by_redirect or behaviour_of(login).reading_needs_sca,
        account_types=None if types is None else [_ACCOUNT_TYPES[one] for one in types],
        login="" if by_redirect else login,
    )
    if not connection["accountIds"]:
        forget(world, user, connection["id"])
        fail(form, "NO_ACCOUNTS_FOR_TYPE_LIST", "there are no accounts of these types")
        return
    connection["interfaces"][0]["loginCredentials"] = [
        {"label": one["label"], "value": pin if one["isSecret"] else login}
        for one in interface["loginCredentials"]
    ]
    form.end("COMPLETED", bankConnectionId=connection["id"])


def _update(world: World, user: User, form: WebForm, pin: str | None) -> None:
    connection = user.connections.get(form.details["bankConnectionId"])
    if connection is None:
        fail(form, "UNEXPECTED_ACCESS_RESPONSE", "the bank connection is gone")
        return
    for interface in connection["interfaces"]:
        interface["aisConsent"] = new_consent(world)
        name = stored_login_name(user, {"bankConnectionId": connection["id"]})
        renew_stored_pin(interface, pin or _right_pin(world, name))
        interface["userActionRequired"] = behaviour_of(name).reading_needs_sca
    refresh_connection(world, user, connection)
    form.end("COMPLETED", bankConnectionId=connection["id"])
