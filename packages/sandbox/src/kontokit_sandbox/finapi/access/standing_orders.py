"""
Operations about standing orders, which are kept, then handed over.
"""

from __future__ import annotations

from ...server.service import Answer, Call
from ..context import Context, Part
from ..errors import refused, unknown_entity
from ..state.orders import OrderProblem, check_standing_order, hand_over, new_standing_order, settle
from ..state.world import Record
from .order_handlers import found_orders, payer, unfit
from .order_submission import authenticate

__all__ = ["PART"]

PART: Part = Part()

_ORDERS = (
    "id",
    "accountId",
    "amount",
    "bankMessage",
    "currency",
    "endDate",
    "frequency",
    "iban",
    "requestCompletionDate",
    "requestDate",
    "startDate",
    "status",
)


@PART.of("createStandingOrder")
def _create(context: Context, call: Call) -> Answer:
    account, bank_id = payer(context, call)
    try:
        check_standing_order(context.world, account, call.body)
    except OrderProblem as problem:
        raise unfit(context, call, problem) from problem
    user = context.user(call)
    order = new_standing_order(context.world, user, call.body, bank_id=bank_id)
    return Answer(status=201, body=order)


@PART.of("getStandingOrders")
def _list(context: Context, call: Call) -> Answer:
    user = context.user(call)
    settle(context.world, user)
    return found_orders(context, call, "standingOrders", user.standing_orders.values(), _ORDERS)


@PART.of("submitStandingOrder")
def _submit(context: Context, call: Call) -> Answer:
    user = context.user(call)
    settle(context.world, user)
    order_id = call.body["standingOrderId"]
    order: Record | None = user.standing_orders.get(order_id)
    if order is None:
        raise unknown_entity(context, call, f"there is no standing order {order_id}")
    if order["status"] != "OPEN":
        text = f"the standing order has been submitted already: {order['status']}"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    login = authenticate(context, call, order, "sepaStandingOrder")
    hand_over(context.world, order, login.fate)
    return Answer(body=order)
