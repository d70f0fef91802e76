"""
Booked transactions: search, edit, split and delete.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ...server.clock import BERLIN
from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.world import Record, User
from .categories import category_of
from .categorization import learn
from .demo_data import own_id
from .paging import chosen, ordered, paged, paging_of
from .transaction_pages import TransactionPage, page_from_ledger
from .transaction_search import matching, sums

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_FIELDS = (
    "id", "parentId", "accountId", "valueDate", "bankBookingDate", "finapiBookingDate", "amount",
    "purpose", "counterpartName", "counterpartAccountNumber", "counterpartIban", "counterpartBlz",
    "counterpartBic", "type", "primanota", "category.id", "category.name", "isPotentialDuplicate",
    "isNew", "importDate",
)  # fmt: skip
_COPIED = ("purpose", "counterpart", "counterpartAccountNumber", "counterpartIban",
           "counterpartBlz", "counterpartBic")  # fmt: skip


@HANDLERS.operation("getAndSearchAllTransactions")
def _list(context: Context, call: Call) -> Response:
    page = page_from_ledger(context.world, context.user(call), call.query)
    if page is None:
        everything = chosen(context, call, context.user(call).transactions.all())
        found = matching(everything, call.query)
        rows, _ = paged(call, ordered(context, call, found, _FIELDS))
        page = TransactionPage(rows, len(found), *sums(found))
    body = {
        "transactions": page.rows,
        "paging": paging_of(call, page.count),
        "income": page.income,
        "spending": page.spending,
        "balance": page.income + page.spending,
    }
    return Response(body=body)


@HANDLERS.operation("getTransaction")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_named(context, call))


@HANDLERS.operation("editTransaction")
def _edit(context: Context, call: Call) -> Response:
    row = _named(context, call)
    _change(context, call, row, _changes(context, call))
    return Response(body=row)


@HANDLERS.operation("editMultipleTransactions")
def _edit_multiple(context: Context, call: Call) -> Response:
    user, asked = context.user(call), call.body
    if "ids" not in asked and asked.keys() & {"categoryId", "labelIds"}:
        text = "ids are needed for a category or labels"
        raise refused(context, call, 400, "MISSING_FIELD", text)
    changes = _changes(context, call)
    rows = [
        row
        for row in user.transactions.all()
        if row["id"] in asked.get("ids", [row["id"]])
        and row["accountId"] in asked.get("accountIds", [row["accountId"]])
        # Only transactions that really change are reported.
        and any(row.get(name) != value for name, value in changes.items())
    ]
    for row in rows:
        _change(context, call, row, changes)
    return Response(body={"identifiers": [row["id"] for row in rows]})


@HANDLERS.operation("deleteTransaction")
def _delete(context: Context, call: Call) -> Response:
    row = _named(context, call)
    if "parentId" in row:
        text = "a part of a split transaction cannot be deleted; restore the transaction"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    if not _is_safe(context.user(call), row):
        text = "only transactions of test banks, duplicates and adjusting entries can be deleted"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    _drop(context.user(call), row)
    return Response()


@HANDLERS.operation("deleteAllTransactions")
def _delete_all(context: Context, call: Call) -> Response:
    user, query = context.user(call), call.query
    _check_deletion(context, call)
    rows = [
        row
        for row in user.transactions.all()
        if row["accountId"] in query.get("accountIds", [row["accountId"]])
        and row["finapiBookingDate"] <= query.get("maxDeletionDate", "9999-12-31")
        and row["importDate"][:10] >= query.get("minImportDate", "0001-01-01")
        and (query.get("safeMode", True) is False or _is_safe(user, row))
    ]
    for row in rows:
        user.transactions.pop(row["id"], None)
    return Response(body={"identifiers": [row["id"] for row in rows]})


@HANDLERS.operation("splitTransaction")
def _split(context: Context, call: Call) -> Response:
    row, user = _named(context, call), context.user(call)
    parts = call.body["subTransactions"]
    if "parentId" in row:
        text = "the transaction is a part of one that is split"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    if sum((Decimal(one["amount"]) for one in parts), Decimal()) != row["amount"]:
        text = "the amounts of the parts do not add up"
        raise refused(context, call, 422, "ILLEGAL_FIELD_VALUE", text)
    made = [_part(context, call, user, row, one) for one in parts]
    # Splitting again replaces the parts.
    for number in row.get("children", []):
        user.transactions.pop(number, None)
    for part in made:
        user.transactions[part["id"]] = part
    row["children"] = [part["id"] for part in made]
    user.transactions[row["id"]] = row
    return Response(body=row)


@HANDLERS.operation("restoreTransaction")
def _restore(context: Context, call: Call) -> Response:
    row, user = _named(context, call), context.user(call)
    if not row.get("children"):
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", "the transaction is not split")
    for number in row.pop("children"):
        user.transactions.pop(number, None)
    user.transactions[row["id"]] = row
    return Response(body=row)


def _changes(context: Context, call: Call) -> Record:
    """
    Return the requested changes; None removes the category.
    """
    asked, user = call.body, context.user(call)
    if asked.get("isPotentialDuplicate"):
        text = "isPotentialDuplicate can only be set to false"
        raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", text)
    changes: Record = {
        name: asked[name] for name in ("isNew", "isPotentialDuplicate") if name in asked
    }
    if "labelIds" in asked:
        changes["labels"] = _labels(context, call, user, asked["labelIds"])
    if "categoryId" in asked:
        changes["category"] = _category(context, call, user, asked["categoryId"])
    return changes


def _change(context: Context, call: Call, row: Record, changes: Record) -> None:
    """
    Change a transaction, and learn from its new category.
    """
    row.update(changes)
    _tidy(row)
    context.user(call).transactions[row["id"]] = row
    if changes.get("category") and call.body.get("trainCategorization", True):
        learn(context.user(call), row["category"]["id"], row)


def _tidy(row: Record) -> None:
    """
    Remove a category that is None.
    """
    if row.get("category", 0) is None:
        del row["category"]


def _part(context: Context, call: Call, user: User, row: Record, asked: Record) -> Record:
    part = {**row, "id": own_id(context.world, row["accountId"]), "parentId": row["id"]}
    part.pop("children", None)
    part["amount"] = Decimal(asked["amount"])
    part["labels"] = _labels(context, call, user, asked.get("labelIds", []))
    for name in _COPIED:
        if name in asked:
            part["counterpartName" if name == "counterpart" else name] = asked[name]
    if "categoryId" in asked:
        part["category"] = _category(context, call, user, asked["categoryId"])
    _tidy(part)
    return part


def _labels(context: Context, call: Call, user: User, numbers: list[int]) -> list[Record]:
    unknown = [number for number in numbers if number not in user.labels]
    if unknown:
        raise unknown_entity(context, call, f"there is no label {unknown[0]}")
    return [user.labels[number] for number in numbers]


def _category(context: Context, call: Call, user: User, number: int) -> Record | None:
    # 0 removes the category.
    if number == 0:
        return None
    category = category_of(user, number)
    if category is None:
        raise unknown_entity(context, call, f"there is no category {number}")
    return category


def _is_safe(user: User, row: Record) -> bool:
    """
    Whether a transaction can be deleted in safe mode.
    """
    account = user.accounts[row["accountId"]]
    bank = user.connections[account["bankConnectionId"]]["bank"]
    return bool(bank["isTestBank"] or row["isPotentialDuplicate"] or row["isAdjustingEntry"])


def _check_deletion(context: Context, call: Call) -> None:
    query: Mapping[str, Any] = call.query
    today = context.world.clock.now().astimezone(BERLIN).date()
    for name in ("maxDeletionDate", "minImportDate"):
        if name in query and date.fromisoformat(query[name]) > today:
            text = f"{name} must not lie in the future"
            raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", text)
    is_alone = query.get("safeMode") is False and not query.get("rememberDeletion")
    if "minImportDate" in query and (not is_alone or "maxDeletionDate" in query):
        text = "minImportDate needs safeMode=false, and neither of the other two parameters"
        raise refused(context, call, 400, "INVALID_FILTER_OPTIONS", text)


def _drop(user: User, row: Record) -> None:
    for number in (row["id"], *row.get("children", [])):
        user.transactions.pop(number, None)


def _named(context: Context, call: Call) -> Record:
    row = context.user(call).transactions.get(call.path["id"])
    if row is None:
        raise unknown_entity(context, call, f"there is no transaction {call.path['id']}")
    return row
