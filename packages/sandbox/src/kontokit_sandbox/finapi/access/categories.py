"""
Categories of transactions: global ones and those of a user.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.categories import GLOBAL, find_category
from ..state.world import Record, User
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS", "category_of"]

HANDLERS: HandlerGroup = HandlerGroup()
_FIRST_OWN = 10_000


def category_of(user: User | None, number: int) -> Record | None:
    """
    Find a category, global or of a user.
    """
    return find_category(user.categories if user is not None else {}, number)


@HANDLERS.operation("getAndSearchAllCategories")
def _list(context: Context, call: Call) -> Response:
    user = context.user(call)
    everything = [*GLOBAL.values(), *user.categories.values()]
    words = str(call.query.get("search", "")).casefold().split()
    found = [
        one
        for one in chosen(context, call, everything)
        if call.query.get("isCustom", one["isCustom"]) == one["isCustom"]
        and all(word in one["name"].casefold() for word in words)
    ]
    rows, paging = paged(call, ordered(context, call, found, ("id", "name", "isCustom")))
    found = [_with_children(user, row) for row in rows]
    return Response(body={"categories": found, "paging": paging})


@HANDLERS.operation("createCategory")
def _create(context: Context, call: Call) -> Response:
    user, asked = context.user(call), call.body
    _refuse_taken(context, call, user, asked["name"])
    category: Record = {
        "id": _FIRST_OWN + context.world.next_id("category"),
        "name": asked["name"],
        "isCustom": True,
    }
    if "parentId" in asked:
        parent = _named(context, call, asked["parentId"])
        if "parentId" in parent:
            raise refused(context, call, 422, "ILLEGAL_FIELD_VALUE", "there are two levels only")
        category |= {"parentId": parent["id"], "parentName": parent["name"]}
    user.categories[category["id"]] = category
    return Response(status=201, body=category)


@HANDLERS.operation("getCategory")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_with_children(context.user(call), _named(context, call, call.path["id"])))


@HANDLERS.operation("editCategory")
def _edit(context: Context, call: Call) -> Response:
    user, category, name = context.user(call), _own(context, call), call.body["name"]
    if name != category["name"]:
        _refuse_taken(context, call, user, name)
    category["name"] = name
    for child in _children(user, category):
        child["parentName"] = name
    return Response(body=_with_children(user, category))


@HANDLERS.operation("deleteCategory")
def _delete(context: Context, call: Call) -> Response:
    user, category = context.user(call), _own(context, call)
    _drop(user, [category["id"], *(child["id"] for child in _children(user, category))])
    return Response()


@HANDLERS.operation("deleteAllCategories")
def _delete_all(context: Context, call: Call) -> Response:
    user = context.user(call)
    numbers = list(user.categories)
    _drop(user, numbers)
    return Response(body={"identifiers": numbers})


def _drop(user: User, numbers: list[int]) -> None:
    for number in numbers:
        del user.categories[number]
    for row in user.transactions.all():
        if row.get("category", {}).get("id") in numbers:
            del row["category"]
            user.transactions[row["id"]] = row
    user.learned = [rule for rule in user.learned if rule["categoryId"] not in numbers]


def _children(user: User, category: Record) -> list[Record]:
    """
    Find the user's own subcategories of a category.
    """
    return [one for one in user.categories.values() if one.get("parentId") == category["id"]]


def _with_children(user: User, category: Record) -> Record:
    """
    Serialize a category with its global and own subcategories.
    """
    own = [one["id"] for one in _children(user, category)]
    children = [*category.get("children", []), *own]
    return {**category, "children": children} if children else category


def _refuse_taken(context: Context, call: Call, user: User, name: str) -> None:
    everything = [*GLOBAL.values(), *user.categories.values()]
    if any(one["name"] == name for one in everything):
        raise refused(context, call, 422, "ENTITY_EXISTS", "there is a category with this name")


def _named(context: Context, call: Call, number: int) -> Record:
    category = category_of(context.user(call), number)
    if category is None:
        raise unknown_entity(context, call, f"there is no category {number}")
    return category


def _own(context: Context, call: Call) -> Record:
    category = _named(context, call, call.path["id"])
    if not category["isCustom"]:
        text = "a global category cannot be changed"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    return category
