"""
Operations for web forms.
"""

from __future__ import annotations

from typing import Any

from ...server.limits import remember
from ...server.service import Call, Response
from ..state.orders import OrderProblem, check_debit, check_standing_order, check_transfer
from ..state.web_forms import FormType, WebForm, form_text
from ..state.world import Record, User, World
from . import banks
from .context import HandlerGroup, calling_user, check_day, check_profile, listed
from .errors import InvalidField, Refusal
from .orders import as_debit, as_standing_order, as_transfer, currencies
from .repository import new_form, own_form

__all__ = ["HANDLERS", "form_info"]

HANDLERS: HandlerGroup = HandlerGroup()

_OUTCOMES = ("bankConnectionId", "paymentId", "standingOrderId", "errorCode", "errorMessage")


@HANDLERS.operation("getWebForms")
def _list(world: World, call: Call) -> Response:
    forms = list(calling_user(world, call).web_forms.values())
    for form in forms:
        form.look(world.clock.now())
    return listed(call, forms, _form_json)


@HANDLERS.operation("getWebForm")
def _get(world: World, call: Call) -> Response:
    return Response(body=_form_json(own_form(world, call)))


@HANDLERS.operation("deleteWebForm")
def _delete(world: World, call: Call) -> Response:
    del calling_user(world, call).web_forms[own_form(world, call).id]
    return Response()


@HANDLERS.operation("cancelWebForm")
def _cancel(world: World, call: Call) -> Response:
    form = own_form(world, call)
    if not form.is_open:
        raise Refusal("NOT_ALLOWED", f"the web form has ended already: {form.status}")
    form.end("CANCELLED")
    return Response(body=_form_json(form))


@HANDLERS.operation("createForBankConnectionImport")
def _import(world: World, call: Call) -> Response:
    check_profile(world, call.body.get("profileId"))
    if call.body.get("skipBalancesDownload") and not call.body.get("skipPositionsDownload"):
        raise InvalidField(("skipBalancesDownload", "only together with skipPositionsDownload"))
    banks.chosen(call.body)
    return _created(world, call, "BANK_CONNECTION_IMPORT", call.body)


@HANDLERS.operation("createForBankConnectionUpdate")
def _update(world: World, call: Call) -> Response:
    check_profile(world, call.body.get("profileId"))
    connection_id = call.body["bank"]["bankConnectionId"]
    if connection_id not in calling_user(world, call).connections:
        raise Refusal("NOT_FOUND", f"there is no bank connection {connection_id}")
    details = {**call.body, "bankConnectionId": connection_id}
    return _created(world, call, "BANK_CONNECTION_UPDATE", details)


@HANDLERS.operation("createForPaymentWithAccountId")
def _payment(world: World, call: Call) -> Response:
    return _transfer(world, call, "PAYMENT_WITH_ACCOUNT_ID")


@HANDLERS.operation("createForStandalonePayment")
def _standalone(world: World, call: Call) -> Response:
    return _transfer(world, call, "STANDALONE_PAYMENT")


@HANDLERS.operation("createForStandingOrder")
def _standing_order(world: World, call: Call) -> Response:
    _check_order(world, call, "startDate", None)
    order = as_standing_order(call.body)
    banks.of_sender(order.get("iban"), call.body)
    try:
        check_standing_order(world, None, order)
    except OrderProblem as problem:
        raise _refused(problem) from problem
    return _created(world, call, "STANDING_ORDER", call.body)


@HANDLERS.operation("createForDirectDebitWithAccountId")
def _debit(world: World, call: Call) -> Response:
    debit = as_debit(call.body)
    account = _account(calling_user(world, call), debit["accountId"])
    _check_order(world, call, "executionDate", account)
    try:
        check_debit(world, account, debit)
    except OrderProblem as problem:
        raise _refused(problem) from problem
    return _created(world, call, "DIRECT_DEBIT_WITH_ACCOUNT_ID", call.body)


def form_info(form: WebForm) -> dict[str, Any]:
    """
    Serialize the summary of a form.
    """
    return {"id": form.id, "url": form.url, "status": form.status}


def _form_json(form: WebForm) -> dict[str, Any]:
    return {
        **form_info(form),
        "createdAt": form_text(form.created),
        "expiresAt": form_text(form.expires),
        "type": form.kind,
        "payload": {key: form.payload.get(key) for key in _OUTCOMES},
    }


def _created(world: World, call: Call, kind: FormType, details: dict[str, Any]) -> Response:
    form = new_form(world, calling_user(world, call), kind, details, call.page_base)
    # Not that of a task, whose addresses are those of the task.
    callbacks: Record = details.get("callbacks") or {}
    if callbacks.get("finalised"):
        remember(world.awaited_forms, form)
    return Response(status=201, body=_form_json(form))


def _transfer(world: World, call: Call, kind: FormType) -> Response:
    transfer = as_transfer(call.body)
    account = None
    if "accountId" in transfer:
        account = _account(calling_user(world, call), transfer["accountId"])
    _check_order(world, call, "executionDate", account)
    banks.of_sender(transfer.get("iban"), call.body)
    try:
        check_transfer(world, account, transfer)
    except OrderProblem as problem:
        raise _refused(problem) from problem
    return _created(world, call, kind, call.body)


def _check_order(world: World, call: Call, day: str, account: Record | None) -> None:
    """
    Check the fields that all kinds of order share.
    """
    check_profile(world, call.body.get("profileId"))
    check_day(world, day, call.body.get(day))
    currency = "EUR" if account is None else account.get("accountCurrency", "EUR")
    if currencies(call.body) != {currency}:
        raise Refusal("PAYMENT_NOT_SUPPORTED", f"the currency must be {currency}")


def _account(user: User, account_id: int) -> Record:
    account = user.accounts.get(account_id)
    if account is None:
        raise Refusal("NOT_FOUND", f"there is no account {account_id}")
    return account


def _refused(problem: OrderProblem) -> Refusal | InvalidField:
    if problem.code == "ILLEGAL_FIELD_VALUE":
        return InvalidField(("orders", problem.message))
    return Refusal("PAYMENT_NOT_SUPPORTED", problem.message)
