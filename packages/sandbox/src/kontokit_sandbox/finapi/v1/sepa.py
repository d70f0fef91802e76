"""
Deprecated operations of v1: money transfers and direct debits in two calls, the second with a TAN.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...server.service import Call, Handler, Response
from ..access.order_handlers import account_of, hand_in, invalid_order
from ..context import Context, HandlerGroup
from ..errors import refused, rejected
from ..sca.demo_logins import behaviour_of
from ..state.orders import (
    OrderProblem,
    PaymentType,
    check_debit,
    check_transfer,
    new_payment,
)
from ..state.stored_credentials import stored_login_name
from ..state.world import Record

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()

_TAN = "123456"
_TRANSFER_FIELDS = {
    "amount": "amount",
    "recipientIban": "counterpartIban",
    "recipientName": "counterpartName",
    "recipientBic": "counterpartBic",
    "purpose": "purpose",
    "endToEndId": "endToEndId",
    "sepaPurposeCode": "sepaPurposeCode",
}
_DEBIT_FIELDS = {
    **_TRANSFER_FIELDS,
    "debitorIban": "counterpartIban",
    "debitorName": "counterpartName",
    "debitorBic": "counterpartBic",
}


@HANDLERS.operation("requestSepaMoneyTransfer")
def _request_transfer(context: Context, call: Call) -> Response:
    account = account_of(context, call)
    orders = [call.body, *call.body.get("additionalMoneyTransfers", [])]
    if any("clearingAccountId" in one for one in orders):
        text = "the sandbox has no clearing accounts"
        raise refused(context, call, 501, "UNSUPPORTED_FEATURE", text)
    if any("recipientIban" not in one for one in orders):
        raise refused(context, call, 400, "MISSING_FIELD", "recipientIban is missing")
    params = {
        **_head(context, call),
        "moneyTransfers": [_order(one, _TRANSFER_FIELDS) for one in orders],
    }
    try:
        check_transfer(context.world, account, params)
    except OrderProblem as problem:
        raise invalid_order(context, call, problem) from problem
    return _waiting(context, call, "MONEY_TRANSFER", params)


@HANDLERS.operation("requestSepaDirectDebit")
def _request_debit(context: Context, call: Call) -> Response:
    account = account_of(context, call)
    params = {
        **_head(context, call),
        "directDebitType": call.body["directDebitType"],
        "directDebits": [_order(one, _DEBIT_FIELDS) for one in call.body["directDebits"]],
    }
    try:
        check_debit(context.world, account, params)
    except OrderProblem as problem:
        raise invalid_order(context, call, problem) from problem
    return _waiting(context, call, "DIRECT_DEBIT", params)


def _execute(kind: PaymentType) -> Handler[Context]:
    def handle(context: Context, call: Call) -> Response:
        user = context.user(call)
        account_id = account_of(context, call)["id"]
        # The second call names the account only, not the payment.
        payment = user.payments.get(user.waiting_for_tan.get((kind, account_id), 0))
        if payment is None:
            text = "nothing has been requested for this account"
            raise refused(context, call, 422, "NO_EXISTING_CHALLENGE", text)
        if call.body.get("bankingTan") != _TAN:
            raise rejected(context, call, "BANK_SERVER_REJECTION", "Die TAN ist falsch.")
        del user.waiting_for_tan[kind, account_id]
        return hand_in(context, call, payment, body=_done)

    return handle


def _done(payment: Record) -> Record:
    message = payment.get("bankMessage", "")
    return {"paymentId": payment["id"], "successMessage": message}


HANDLERS.operation("executeSepaMoneyTransfer")(_execute("MONEY_TRANSFER"))
HANDLERS.operation("executeSepaDirectDebit")(_execute("DIRECT_DEBIT"))


def _head(context: Context, call: Call) -> Record:
    found: Record = {"accountId": call.body["accountId"]}
    day = call.body.get("executionDate")
    if day is not None:
        _check_date(context, call, day)
        found["executionDate"] = day
    return found


def _check_date(context: Context, call: Call, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        wrong = "executionDate must be YYYY-MM-DD"
        raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", wrong) from error


def _order(given: Mapping[str, Any], fields: Mapping[str, str]) -> Record:
    return {new: given[old] for old, new in fields.items() if old in given}


def _waiting(context: Context, call: Call, kind: PaymentType, params: Record) -> Response:
    """
    Store the payment and ask for a TAN; after a web form, submit it at once.
    """
    user = context.user(call)
    account = account_of(context, call)
    bank_id = user.connections[account["bankConnectionId"]]["bank"]["id"]
    payment = new_payment(context.world, user, kind, params, bank_id=bank_id)
    if behaviour_of(stored_login_name(user, params)).form:  # the form has asked for the TAN
        return hand_in(context, call, payment, body=_done)
    user.waiting_for_tan[kind, account["id"]] = payment["id"]
    body = {
        "paymentId": payment["id"],
        "challengeMessage": "Bitte geben Sie die TAN ein.",
        "answerFieldLabel": "TAN",
    }
    return Response(body=body)
