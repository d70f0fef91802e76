"""
Labels of transactions.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.world import Record, User
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("getAndSearchAllLabels")
def _list(context: Context, call: Call) -> Response:
    words = str(call.query.get("search", "")).casefold().split()
    found = [
        one
        for one in chosen(context, call, context.user(call).labels.values())
        if all(word in one["name"].casefold() for word in words)
    ]
    rows, paging = paged(call, ordered(context, call, found, ("id", "name")))
    return Response(body={"labels": rows, "paging": paging})


@HANDLERS.operation("createLabel")
def _create(context: Context, call: Call) -> Response:
    user, name = context.user(call), call.body["name"]
    _refuse_taken(context, call, user, name)
    label: Record = {"id": context.world.next_id("label"), "name": name}
    user.labels[label["id"]] = label
    return Response(status=201, body=label)


@HANDLERS.operation("getLabel")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_named(context, call))


@HANDLERS.operation("editLabel")
def _edit(context: Context, call: Call) -> Response:
    label, name = _named(context, call), call.body["name"]
    if name != label["name"]:
        _refuse_taken(context, call, context.user(call), name)
    label["name"] = name
    return Response(body=label)


@HANDLERS.operation("deleteLabel")
def _delete(context: Context, call: Call) -> Response:
    _drop(context.user(call), [_named(context, call)["id"]])
    return Response()


@HANDLERS.operation("deleteAllLabels")
def _delete_all(context: Context, call: Call) -> Response:
    user = context.user(call)
    numbers = list(user.labels)
    _drop(user, numbers)
    return Response(body={"identifiers": numbers})


def _drop(user: User, numbers: list[int]) -> None:
    for number in numbers:
        del user.labels[number]
    # Only transactions that somebody has changed have labels.
    for row in user.transactions.changed.values():
        row["labels"] = [label for label in row["labels"] if label["id"] not in numbers]


def _refuse_taken(context: Context, call: Call, user: User, name: str) -> None:
    if any(label["name"] == name for label in user.labels.values()):
        raise refused(context, call, 422, "ENTITY_EXISTS", "there is a label with this name")


def _named(context: Context, call: Call) -> Record:
    label = context.user(call).labels.get(call.path["id"])
    if label is None:
        raise unknown_entity(context, call, f"there is no label {call.path['id']}")
    return label
