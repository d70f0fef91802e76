"""
Operations for standing orders: create, list and submit them.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.orders import (
    OrderProblem,
    check_standing_order,
    new_standing_order,
    settle,
)
from ..state.world import Record
from .order_handlers import hand_in, invalid_order, order_page, payer
from .order_submission import authenticate

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()

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


@HANDLERS.operation("createStandingOrder")
def _create(context: Context, call: Call) -> Response:
    account, bank_id = payer(context, call)
    try:
        check_standing_order(context.world, account, call.body)
    except OrderProblem as problem:
        raise invalid_order(context, call, problem) from problem
    user = context.user(call)
    order = new_standing_order(context.world, user, call.body, bank_id=bank_id)
    return Response(status=201, body=order)


@HANDLERS.operation("getStandingOrders")
def _list(context: Context, call: Call) -> Response:
    user = context.user(call)
    settle(context.world, user)
    return order_page(context, call, "standingOrders", user.standing_orders.values(), _ORDERS)


@HANDLERS.operation("submitStandingOrder")
def _submit(context: Context, call: Call) -> Response:
    user = context.user(call)
    settle(context.world, user)
    order_id = call.body["standingOrderId"]
    order: Record | None = user.standing_orders.get(order_id)
    if order is None:
        raise unknown_entity(context, call, f"there is no standing order {order_id}")
    if order["status"] != "OPEN":
        text = f"the standing order has been submitted already: {order['status']}"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    default = authenticate(context, call, order, "sepaStandingOrder")
    return hand_in(context, call, order, default)
