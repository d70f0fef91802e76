"""
Income and spending by category.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import unknown_entity
from ..state.world import Record
from .categories import category_of
from .paging import ordered
from .transaction_search import matching, sums

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_FIELDS = ("income", "spending", "balance", "category.id", "category.name")
_NONE = 0
"""Stands for transactions without a category."""


@HANDLERS.operation("getCashFlows")
def _cash_flows(context: Context, call: Call) -> Response:
    _check_ids(context, call)
    # Categories choose the flows that are shown, not the transactions that count.
    query = {name: value for name, value in call.query.items() if name != "categoryIds"}
    rows = matching(context.user(call).transactions.all(), query)
    with_children = call.query.get("includeSubCashFlows", True)
    places = [(_places(row, with_children=with_children), row) for row in rows]
    known = sorted({number for numbers, _ in places for number in numbers})
    wanted = call.query.get("categoryIds", known)
    flows = [
        _cash_flow(context, call, number, [row for numbers, row in places if number in numbers])
        for number in dict.fromkeys(wanted)
    ]
    income, spending = sums([row for numbers, row in places if numbers & set(wanted)])
    body = {
        "cashFlows": _sorted(context, call, flows),
        "totalIncome": income,
        "totalSpending": spending,
        "totalBalance": income + spending,
    }
    return Response(body=body)


def _places(row: Record, *, with_children: bool) -> set[int]:
    """
    Return the categories in which a transaction counts.
    """
    category = row.get("category")
    if category is None:
        return {_NONE}
    parents = {category["parentId"]} if with_children and "parentId" in category else set[int]()
    return {category["id"]} | parents


def _cash_flow(context: Context, call: Call, number: int, rows: Sequence[Record]) -> Record:
    income, spending = sums(rows)
    flow: Record = {
        "income": income,
        "spending": spending,
        "balance": income + spending,
        "countAllTransactions": len(rows),
        "countIncomeTransactions": sum(row["amount"] >= 0 for row in rows),
        "countSpendingTransactions": sum(row["amount"] < 0 for row in rows),
    }
    category = category_of(context.user(call), number)
    return flow if category is None else {"category": category, **flow}


def _sorted(context: Context, call: Call, flows: Sequence[Record]) -> list[Record]:
    by_id = sorted(flows, key=lambda flow: flow.get("category", {"id": _NONE})["id"])
    return ordered(context, call, by_id, _FIELDS)


def _check_ids(context: Context, call: Call) -> None:
    user, query = context.user(call), call.query
    known: dict[str, Callable[[int], bool]] = {
        "categoryIds": lambda number: number == _NONE or category_of(user, number) is not None,
        "accountIds": user.accounts.__contains__,
        "labelIds": user.labels.__contains__,
    }
    for name, is_known in known.items():
        unknown = [number for number in query.get(name, []) if not is_known(number)]
        if unknown:
            raise unknown_entity(context, call, f"{name}: there is no {unknown[0]}")
