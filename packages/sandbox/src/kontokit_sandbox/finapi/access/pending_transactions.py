"""
Transactions that the bank has not booked yet.
"""

from __future__ import annotations

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import unknown_entity
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_FIELDS = ("id", "accountId", "valueDate", "bankBookingDate", "amount", "importDate")


@HANDLERS.operation("getAndSearchAllPendingTransactions")
def _list(context: Context, call: Call) -> Response:
    found = [
        row
        for row in chosen(context, call, context.user(call).pending_transactions.values())
        if row["accountId"] in call.query.get("accountIds", [row["accountId"]])
    ]
    rows, paging = paged(call, ordered(context, call, found, _FIELDS))
    return Response(body={"pendingTransactions": rows, "paging": paging})


@HANDLERS.operation("getPendingTransaction")
def _get(context: Context, call: Call) -> Response:
    row = context.user(call).pending_transactions.get(call.path["id"])
    if row is None:
        raise unknown_entity(context, call, f"there is no pending transaction {call.path['id']}")
    return Response(body=row)
