"""
Categorisation of transactions: by rules of the user, of the mandator, and of finAPI.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...server.limits import remember
from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.category_rules import features_of
from ..state.world import Record, User, World
from .categories import category_of

__all__ = ["HANDLERS", "categorise", "learn"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("trainCategorization")
def _train(context: Context, call: Call) -> Response:
    user, number = context.user(call), call.body["categoryId"]
    if category_of(user, number) is None:
        raise unknown_entity(context, call, f"there is no category {number}")
    for sample in call.body["transactionData"]:
        learn(user, number, sample)
    return Response()


@HANDLERS.operation("checkCategorization")
def _check(context: Context, call: Call) -> Response:
    user = context.user(call)
    results: list[Record] = []
    for one in call.body["transactionData"]:
        category = _found(context.world, user, one)
        result: Record = {"transactionId": one["transactionId"]}
        results.append(result if category is None else {**result, "category": category})
    return Response(body={"categorizationCheckResult": results})


@HANDLERS.operation("triggerCategorization")
def _trigger(context: Context, call: Call) -> Response:
    user = context.user(call)
    asked: Record = call.body or {}
    chosen: list[int] = asked.get("bankConnectionIds", list(user.connections))
    for number in chosen:
        if number not in user.connections:
            raise unknown_entity(context, call, f"there is no bank connection {number}")
    if any(context.world.is_downloading(number) for number in chosen):
        text = "a bank connection is being updated"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    accounts = {number for one in chosen for number in user.connections[one]["accountIds"]}
    for row in user.transactions.all():
        is_open = row["accountId"] in accounts and "category" not in row
        if is_open and categorise(context.world, user, row):
            user.transactions[row["id"]] = row
    return Response()


def learn(user: User, category: int, sample: Mapping[str, Any]) -> None:
    """
    Learn that similar transactions belong to a category. The newest rule wins.

    Args:
        sample: A transaction, or some of its fields. Without any feature nothing is learned.
    """
    features = features_of(sample)
    if not features:
        return
    rule = {"isIncome": sample["amount"] >= 0, "features": features}
    # Drops an older rule for the same transactions: the new rule would change nothing in it.
    user.learned = [one for one in user.learned if {**one, **rule} != one]
    remember(user.learned, {**rule, "categoryId": category})


def categorise(world: World, user: User, row: Record) -> bool:
    """
    Assign a category to a transaction. Returns whether one was found.
    """
    category = None if row["isAdjustingEntry"] else _found(world, user, row)
    if category is not None:
        row["category"] = category
    return category is not None


def _found(world: World, user: User, row: Record) -> Record | None:
    return world.rules(user).category(user.categories, row)
