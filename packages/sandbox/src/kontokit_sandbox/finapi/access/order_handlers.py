"""
Shared by the handlers of payments and standing orders: the payer, and the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import get_args

from ...openapi.errors import Problem
from ...orders.fate import AT_ONCE, Fate
from ...server.service import Call, Response
from ..context import Context
from ..errors import refused, rejected, unknown_entity
from ..state.banks import BANKS
from ..state.orders import OrderProblem, OrderStatus, bank_of_iban, is_iban, submit_to_bank
from ..state.world import Record
from .paging import chosen, ordered, paged

__all__ = ["account_of", "hand_in", "invalid_order", "order_page", "payer"]


def account_of(context: Context, call: Call) -> Record:
    """
    Find the account of an order.

    Raises:
        Problem: The user has none with this id.
    """
    account_id = call.body["accountId"]
    account = context.user(call).accounts.get(account_id)
    if account is None:
        raise unknown_entity(context, call, f"there is no account {account_id}")
    return account


def payer(context: Context, call: Call) -> tuple[Record | None, int]:
    """
    Find the payer: an imported account, or only its bank.

    Returns:
        The imported account, if there is one, and the id of the bank.

    Raises:
        Problem: The payer is missing or unknown.
    """
    if call.body.get("accountId") is not None:
        account = account_of(context, call)
        connection = context.user(call).connections[account["bankConnectionId"]]
        return account, int(connection["bank"]["id"])
    bank_id, iban = call.body.get("bankId"), call.body.get("iban")
    if bank_id is None and iban is None:
        text = "one of accountId, iban and bankId is needed"
        raise refused(context, call, 400, "MISSING_FIELD", text)
    if iban is not None and not is_iban(iban):
        raise refused(context, call, 422, "ILLEGAL_FIELD_VALUE", "iban is not a valid IBAN")
    if bank_id is not None and bank_id not in BANKS:
        raise unknown_entity(context, call, f"there is no bank {bank_id}")
    return None, int(bank_of_iban(str(iban))["id"] if bank_id is None else bank_id)


def invalid_order(context: Context, call: Call, problem: OrderProblem) -> Problem:
    """
    Refuse an order that its account does not support.
    """
    return refused(context, call, 422, problem.code, problem.message)


def hand_in(
    context: Context,
    call: Call,
    order: Record,
    default: Fate = AT_ONCE,
    *,
    body: Callable[[Record], Record] = lambda order: order,
) -> Response:
    """
    Submit an order to the bank.

    Args:
        default: What becomes of it if its amount decides nothing.
        body: Makes the body of the response from the order.

    Raises:
        Problem: The bank refuses it.
    """
    try:
        fate = submit_to_bank(context.world, order, default)
    except OrderProblem as problem:
        bank = BANKS[order["bankId"]]
        raise rejected(context, call, problem.code, problem.message, bank=bank) from problem
    return Response(body=body(order), seconds=fate.answer_seconds, is_lost=fate.loses_answer)


def order_page(
    context: Context, call: Call, key: str, orders: Iterable[Record], fields: Collection[str]
) -> Response:
    """
    Return one page of payments or standing orders.

    Args:
        key: The name of the list in the response.
        fields: The fields by which the list can be sorted.

    Raises:
        Problem: A filter or sort criterion is unknown.
    """
    query = call.query
    unknown = set(query.get("status", [])) - set(get_args(OrderStatus))
    if unknown:
        text = f"there is no status {', '.join(sorted(unknown))}"
        raise refused(context, call, 400, "INVALID_FILTER_OPTIONS", text)
    found = [
        one
        for one in chosen(context, call, orders)
        if ("accountIds" not in query or one.get("accountId") in query["accountIds"])
        and ("minAmount" not in query or one["amount"] >= query["minAmount"])
        and ("maxAmount" not in query or one["amount"] <= query["maxAmount"])
        and ("status" not in query or one["status"] in query["status"])
    ]
    rows, paging = paged(call, ordered(context, call, found, fields))
    return Response(body={key: rows, "paging": paging})
