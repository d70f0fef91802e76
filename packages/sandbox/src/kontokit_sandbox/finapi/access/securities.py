"""
Positions of securities accounts.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import unknown_entity
from ..state.world import Record
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_FIELDS = ("id", "name", "isin", "wkn", "quote", "quantityNominal", "marketValue",
           "entryQuote")  # fmt: skip


@HANDLERS.operation("getAndSearchAllSecurities")
def _list(context: Context, call: Call) -> Response:
    words = str(call.query.get("search", "")).casefold().split()
    found = [
        row
        for row in chosen(context, call, context.user(call).securities.values())
        if row["accountId"] in call.query.get("accountIds", [row["accountId"]])
        and all(word in _text(row) for word in words)
    ]
    rows, paging = paged(call, ordered(context, call, found, _FIELDS))
    return Response(body={"securities": rows, "paging": paging})


@HANDLERS.operation("getSecurity")
def _get(context: Context, call: Call) -> Response:
    row = context.user(call).securities.get(call.path["id"])
    if row is None:
        raise unknown_entity(context, call, f"there is no security {call.path['id']}")
    return Response(body=row)


def _text(row: Record) -> str:
    return " ".join(str(row.get(key, "")) for key in ("name", "isin", "wkn")).casefold()
