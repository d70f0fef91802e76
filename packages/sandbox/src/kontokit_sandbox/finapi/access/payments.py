"""
Operations about payments: money transfers and direct debits that are kept, then handed over.
"""

from __future__ import annotations

from ...server.service import Answer, Call
from ..context import Context, Part
from ..errors import refused, unknown_entity
from ..state.orders import OrderProblem, check_debit, check_transfer, hand_over, new_payment, settle
from ..state.world import Record
from .order_handlers import account_of, found_orders, payer, unfit
from .order_submission import authenticate

__all__ = ["PART"]

PART: Part = Part()

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


@PART.of("createMoneyTransfer")
def _transfer(context: Context, call: Call) -> Answer:
    account, bank_id = payer(context, call)
    try:
        check_transfer(context.world, account, call.body)
    except OrderProblem as problem:
        raise unfit(context, call, problem) from problem
    user = context.user(call)
    payment = new_payment(context.world, user, "MONEY_TRANSFER", call.body, bank_id=bank_id)
    return Answer(status=201, body=payment)


@PART.of("createDirectDebit")
def _debit(context: Context, call: Call) -> Answer:
    _, bank_id = payer(context, call)
    try:
        check_debit(context.world, account_of(context, call), call.body)
    except OrderProblem as problem:
        raise unfit(context, call, problem) from problem
    user = context.user(call)
    payment = new_payment(context.world, user, "DIRECT_DEBIT", call.body, bank_id=bank_id)
    return Answer(status=201, body=payment)


@PART.of("getPayments")
def _list(context: Context, call: Call) -> Answer:
    user = context.user(call)
    settle(context.world, user)
    return found_orders(context, call, "payments", user.payments.values(), _ORDERS)


@PART.of("submitPayment")
def _submit(context: Context, call: Call) -> Answer:
    user = context.user(call)
    settle(context.world, user)
    payment: Record | None = user.payments.get(call.body["paymentId"])
    if payment is None:
        raise unknown_entity(context, call, f"there is no payment {call.body['paymentId']}")
    if payment["status"] != "OPEN":
        text = f"the payment has been submitted already: {payment['status']}"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    login = authenticate(context, call, payment, _capability(payment))
    hand_over(context.world, payment, login.fate)
    return Answer(body=payment)


def _capability(payment: Record) -> str:
    if payment["type"] == "DIRECT_DEBIT":
        return "sepaDirectDebit"
    if payment.get("instantPayment"):
        return "sepaInstantMoneyTransfer"
    return "sepaMoneyTransfer" if payment["orderCount"] == 1 else "sepaCollectiveMoneyTransfer"
