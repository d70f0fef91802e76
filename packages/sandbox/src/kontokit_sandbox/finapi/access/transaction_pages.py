"""
Pages of transactions that nobody has changed, read from the ledger at a constant cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...ledger.listings import Condition, Listing, Order
from ..state.transactions import Imported
from ..state.world import Record, User, World

__all__ = ["TransactionPage", "page_from_ledger"]

_PLAIN = {
    "view", "page", "perPage", "order", "accountIds", "direction", "minAmount", "maxAmount",
}  # fmt: skip
"""The parameters that need nothing but the ledger."""
_ORDERS: Mapping[str, Order] = {
    "": "position",
    "id": "position",
    "bankBookingDate": "day",
    "finapiBookingDate": "day",
}
_AMOUNTS = {"minAmount": "cents >= CAST(? AS REAL)", "maxAmount": "cents <= CAST(? AS REAL)"}
_DIRECTIONS = {"income": "cents >= 0", "spending": "cents < 0"}


@dataclass(frozen=True)
class TransactionPage:
    """
    One page, and what the response tells of the whole list.
    """

    rows: list[Record]
    count: int
    income: Decimal
    spending: Decimal


def page_from_ledger(world: World, user: User, query: Mapping[str, Any]) -> TransactionPage | None:
    """
    Read a page from the ledger. Returns None if the search or the user's changes need all
    transactions to be looked at.
    """
    transactions, wanted = user.transactions, query.get("accountIds")
    order = _order(query.get("order", []))
    if order is None or not query.keys() <= _PLAIN or transactions.changed or transactions.deleted:
        return None
    accounts = [
        one for key, one in transactions.imported.items() if wanted is None or key in wanted
    ]
    numbers = [account.no for account in accounts]
    # The ids have to be in the order of the ledger, and each account there once.
    if numbers != sorted(set(numbers)):
        return None
    listing = _listing(world, accounts, order, query)
    size = query.get("perPage", 20)
    rows = world.pages.rows(listing, (query.get("page", 1) - 1) * size, size)
    by_number = {account.no: account for account in accounts}
    income, spending = world.pages.sums(listing)
    return TransactionPage(
        rows=[transactions.record(by_number[row.account], row) for row in rows],
        count=world.pages.count(listing),
        income=income,
        spending=spending,
    )


def _listing(
    world: World, accounts: list[Imported], order: Order, query: Mapping[str, Any]
) -> Listing:
    conditions = [
        Condition(statement, (str(Decimal(query[name]) * 100),))
        for name, statement in _AMOUNTS.items()
        if name in query
    ]
    if query.get("direction") in _DIRECTIONS:
        conditions.append(Condition(_DIRECTIONS[query["direction"]]))
    return Listing(
        views=tuple(account.view for account in accounts),
        order=order,
        conditions=tuple(conditions),
        without=tuple(
            (row.account, row.position)
            for account in accounts
            for row in world.ledger.pending(account.no, account.seen)
        ),
    )


def _order(criteria: list[str]) -> Order | None:
    if len(criteria) > 1:
        return None
    field, _, direction = (criteria or [""])[0].partition(",")
    order = _ORDERS.get(field)
    if direction.lower() in ("", "asc"):
        return order
    return "latest" if order == "day" and direction.lower() == "desc" else None
