"""
Operations for payments: create money transfers and direct debits, list and submit them.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.orders import (
    OrderProblem,
    check_debit,
    check_transfer,
    new_payment,
    settle,
)
from ..state.world import Record
from .order_handlers import account_of, hand_in, invalid_order, order_page, payer
from .order_submission import authenticate

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()

_ORDERS = (
    "id",
    "accountId",
    "amount",
    "bankMessage",
    "executionDate",
    "iban",
    "instructedExecutionDate",
    "orderCount",
    "requestDate",
    "status",
    "type",
)


@HANDLERS.operation("createMoneyTransfer")
def _transfer(context: Context, call: Call) -> Response:
    account, bank_id = payer(context, call)
    try:
        check_transfer(context.world, account, call.body)
    except OrderProblem as problem:
        raise invalid_order(context, call, problem) from problem
    user = context.user(call)
    payment = new_payment(context.world, user, "MONEY_TRANSFER", call.body, bank_id=bank_id)
    return Response(status=201, body=payment)


@HANDLERS.operation("createDirectDebit")
def _debit(context: Context, call: Call) -> Response:
    _, bank_id = payer(context, call)
    try:
        check_debit(context.world, account_of(context, call), call.body)
    except OrderProblem as problem:
        raise invalid_order(context, call, problem) from problem
    user = context.user(call)
    payment = new_payment(context.world, user, "DIRECT_DEBIT", call.body, bank_id=bank_id)
    return Response(status=201, body=payment)


@HANDLERS.operation("getPayments")
def _list(context: Context, call: Call) -> Response:
    user = context.user(call)
    settle(context.world, user)
    return order_page(context, call, "payments", user.payments.values(), _ORDERS)


@HANDLERS.operation("submitPayment")
def _submit(context: Context, call: Call) -> Response:
    user = context.user(call)
    settle(context.world, user)
    payment: Record | None = user.payments.get(call.body["paymentId"])
    if payment is None:
        raise unknown_entity(context, call, f"there is no payment {call.body['paymentId']}")
    if payment["status"] != "OPEN":
        text = f"the payment has been submitted already: {payment['status']}"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    default = authenticate(context, call, payment, _capability(payment))
    return hand_in(context, call, payment, default)


def _capability(payment: Record) -> str:
    if payment["type"] == "DIRECT_DEBIT":
        return "sepaDirectDebit"
    if payment.get("instantPayment"):
        return "sepaInstantMoneyTransfer"
    return "sepaMoneyTransfer" if payment["orderCount"] == 1 else "sepaCollectiveMoneyTransfer"
