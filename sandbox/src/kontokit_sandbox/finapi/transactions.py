"""
Booked transactions: searching, changing, splitting, deleting.
"""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

from ..service import Answer, Call
from .categories import category_of
from .context import Context, Part
from .errors import refused, unknown_entity
from .lists import ordered, paged
from .searching import matching, sums
from .world import Record, User

__all__ = ["PART"]

PART: Part = Part()
_FIELDS = (
    "id", "parentId", "accountId", "valueDate", "bankBookingDate", "finapiBookingDate", "amount",
    "purpose", "counterpartName", "counterpartAccountNumber", "counterpartIban", "counterpartBlz",
    "counterpartBic", "type", "primanota", "category.id", "category.name", "isPotentialDuplicate",
    "isNew", "importDate",
)  # fmt: skip
_COPIED = ("purpose", "counterpart", "counterpartAccountNumber", "counterpartIban",
           "counterpartBlz", "counterpartBic")  # fmt: skip


@PART.of("getAndSearchAllTransactions")
def _list(context: Context, call: Call) -> Answer:
    found = matching(context.user(call).transactions.values(), call.query)
    rows, paging = paged(call, ordered(context, call, found, _FIELDS))
    income, spending = sums(found)
    told = {
        "transactions": rows,
        "paging": paging,
        "income": income,
        "spending": spending,
        "balance": income + spending,
    }
    return Answer(body=told)


@PART.of("getTransaction")
def _get(context: Context, call: Call) -> Answer:
    return Answer(body=_named(context, call))


@PART.of("editTransaction")
def _edit(context: Context, call: Call) -> Answer:
    row = _named(context, call)
    _change(context, call, row)
    return Answer(body=row)


@PART.of("editMultipleTransactions")
def _edit_multiple(context: Context, call: Call) -> Answer:
    user, asked = context.user(call), call.body
    rows = [
        row
        for row in user.transactions.values()
        if row["id"] in asked.get("ids", [row["id"]])
        and row["accountId"] in asked.get("accountIds", [row["accountId"]])
    ]
    for row in rows:
        _change(context, call, row)
    return Answer(body={"identifiers": [row["id"] for row in rows]})


@PART.of("deleteTransaction")
def _delete(context: Context, call: Call) -> Answer:
    row = _named(context, call)
    if "parentId" in row:
        text = "a part of a split transaction cannot be deleted; restore the transaction"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    _drop(context.user(call), row)
    return Answer()


@PART.of("deleteAllTransactions")
def _delete_all(context: Context, call: Call) -> Answer:
    user, query = context.user(call), call.query
    rows = [
        row
        for row in user.transactions.values()
        if row["accountId"] in query.get("accountIds", [row["accountId"]])
        and row["finapiBookingDate"] <= query.get("maxDeletionDate", "9999-12-31")
        and row["importDate"][:10] >= query.get("minImportDate", "0001-01-01")
    ]
    for row in rows:
        user.transactions.pop(row["id"], None)
    return Answer(body={"identifiers": [row["id"] for row in rows]})


@PART.of("splitTransaction")
def _split(context: Context, call: Call) -> Answer:
    row, user = _named(context, call), context.user(call)
    parts = call.body["subTransactions"]
    if row.get("children") or "parentId" in row:
        text = "the transaction is split already, or is a part of one"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    if sum((Decimal(one["amount"]) for one in parts), Decimal()) != row["amount"]:
        text = "the amounts of the parts do not add up"
        raise refused(context, call, 422, "ILLEGAL_FIELD_VALUE", text)
    row["children"] = [_part(context, call, user, row, one)["id"] for one in parts]
    return Answer(body=row)


@PART.of("restoreTransaction")
def _restore(context: Context, call: Call) -> Answer:
    row, user = _named(context, call), context.user(call)
    if not row.get("children"):
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", "the transaction is not split")
    for number in row.pop("children"):
        user.transactions.pop(number, None)
    return Answer(body=row)


@PART.of("triggerCategorization")
def _trigger(context: Context, call: Call) -> Answer:
    user = context.user(call)
    for number in (call.body or {}).get("bankConnectionIds", []):
        if number not in user.connections:
            raise unknown_entity(context, call, f"there is no bank connection {number}")
    return Answer()


def _change(context: Context, call: Call, row: Record) -> None:
    asked, user = call.body, context.user(call)
    for flag in ("isNew", "isPotentialDuplicate"):
        row[flag] = asked.get(flag, row[flag])
    if "labelIds" in asked:
        row["labels"] = _labels(context, call, user, asked["labelIds"])
    if asked.get("categoryId") == 0:
        row.pop("category", None)
    elif "categoryId" in asked:
        row["category"] = _category(context, call, user, asked["categoryId"])


def _part(context: Context, call: Call, user: User, row: Record, asked: Record) -> Record:
    part = {**deepcopy(row), "id": context.world.next_id("transaction"), "parentId": row["id"]}
    part.pop("children", None)
    part["amount"] = Decimal(asked["amount"])
    for name in _COPIED:
        if name in asked:
            part["counterpartName" if name == "counterpart" else name] = asked[name]
    if "labelIds" in asked:
        part["labels"] = _labels(context, call, user, asked["labelIds"])
    if "categoryId" in asked:
        part["category"] = _category(context, call, user, asked["categoryId"])
    user.transactions[part["id"]] = part
    return part


def _labels(context: Context, call: Call, user: User, numbers: list[int]) -> list[Record]:
    unknown = [number for number in numbers if number not in user.labels]
    if unknown:
        raise unknown_entity(context, call, f"there is no label {unknown[0]}")
    return [user.labels[number] for number in numbers]


def _category(context: Context, call: Call, user: User, number: int) -> Record:
    category = category_of(user, number)
    if category is None:
        raise unknown_entity(context, call, f"there is no category {number}")
    return category


def _drop(user: User, row: Record) -> None:
    for number in (row["id"], *row.get("children", [])):
        user.transactions.pop(number, None)


def _named(context: Context, call: Call) -> Record:
    row = context.user(call).transactions.get(call.path["id"])
    if row is None:
        raise unknown_entity(context, call, f"there is no transaction {call.path['id']}")
    return row
