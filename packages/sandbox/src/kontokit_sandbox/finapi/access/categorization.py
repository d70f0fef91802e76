"""
Categorisation of transactions: by rules of the user, of the mandator, and of finAPI.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ...server.limits import remember
from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.world import Record, User, World
from .categories import category_for, category_of

__all__ = ["HANDLERS", "categorise", "learn"]

HANDLERS: HandlerGroup = HandlerGroup()
_FEATURES = {
    "iban": ("counterpartIban",),
    "number": ("counterpartAccountNumber",),
    "name": ("counterpartName", "counterpart"),
    "purpose": ("purpose",),
}
"""The features by which transactions are compared, best first, and their field names."""
_HINTS = {
    "miete": "HOUSING",
    "möbel": "HOUSING",
    "reinigung": "HOUSING",
    "strom": "BILLS_ENERGY",
    "stadtwerke": "BILLS_ENERGY",
    "mobilfunk": "BILLS",
    "lindner": "LIVING",
    "bäckerei": "LIVING",
    "bahn": "MOBILITY",
    "versicherung": "INSURANCE",
    "apotheke": "HEALTH",
    "geldautomat": "BANKFINANCE",
}


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
    for row in user.transactions.values():
        if row["accountId"] in accounts and "category" not in row:
            categorise(context.world, user, row)
    return Response()


def learn(user: User, category: int, sample: Mapping[str, Any]) -> None:
    """
    Learn that similar transactions belong to a category. The newest rule wins.

    Args:
        sample: A transaction, or some of its fields. Without any feature nothing is learned.
    """
    features = _features(sample)
    if not features:
        return
    rule = {"isIncome": sample["amount"] >= 0, "features": features}
    # Drops an older rule for the same transactions: the new rule would change nothing in it.
    user.learned = [one for one in user.learned if {**one, **rule} != one]
    remember(user.learned, {**rule, "categoryId": category})


def categorise(world: World, user: User, row: Record, word: str | None = None) -> None:
    """
    Assign a category to a transaction, if one is found.

    Args:
        world: For the mandator's rules.
        user: For the user's rules and categories.
        word: The kind of booking, if known; otherwise it is derived from the texts.
    """
    category = None if row["isAdjustingEntry"] else _found(world, user, row, word)
    if category is not None:
        row["category"] = category


def _found(world: World, user: User, row: Record, word: str | None = None) -> Record | None:
    # The first suggestion is the best; the others are never computed.
    for category in _suggested(world, user, row):
        return category
    if word is None:
        text = _text(row)
        word = next((kind for hint, kind in _HINTS.items() if hint in text), "")
    return category_for(Decimal(row["amount"]), word)


def _suggested(world: World, user: User, row: Record) -> Iterator[Record]:
    """
    Yield the categories that rules suggest, best first.
    """
    features, is_income = _features(row), row["amount"] >= 0
    for rule in reversed(user.learned):
        category = category_of(user, rule["categoryId"])
        if category and rule["isIncome"] == is_income and _is_like(rule["features"], features):
            yield category
    direction = "Income" if is_income else "Spending"
    for rule in world.iban_rules.values():
        if rule["direction"] == direction and _plain(rule["iban"]) == features.get("iban"):
            yield rule["category"]
    text = _text(row)
    for rule in world.keyword_rules.values():
        every = all if rule["allKeywordsMustMatch"] else any
        if rule["direction"] == direction and every(
            one.casefold() in text for one in rule["keywords"]
        ):
            yield rule["category"]


def _is_like(sample: Mapping[str, str], features: Mapping[str, str]) -> bool:
    """
    Compare the best feature that both have. A purpose has to contain all words of the sample.
    """
    for name in _FEATURES:
        if name in sample and name in features:
            if name == "purpose":
                return all(word in features[name] for word in sample[name].split())
            return sample[name] == features[name]
    return False


def _features(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        feature: _plain(row[name]) if feature in ("iban", "number") else row[name].casefold()
        for feature, names in _FEATURES.items()
        for name in names
        if row.get(name)
    }


def _plain(number: str) -> str:
    return number.replace(" ", "").casefold()


def _text(row: Mapping[str, Any]) -> str:
    names = ("purpose", "counterpart", "counterpartName", "counterpartIban")
    return " ".join(str(row.get(name, "")) for name in names).casefold()
