"""
Filters, sorting and pages of Bankimport's lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from .demo_data import Account, Transaction

__all__ = ["MAXIMUM", "accounts_in", "page_of", "transactions_in"]

MAXIMUM = 1000
"""The maximum page size."""

Row = tuple[Account, Transaction]


def accounts_in(accounts: Iterable[Account], query: Mapping[str, Any]) -> list[Account]:
    """
    Find the accounts that match all filters, oldest first.
    """
    return [account for account in accounts if _matches(account, query)]


def _matches(account: Account, query: Mapping[str, Any]) -> bool:
    after = query.get("last_updated_after")
    return (
        account.bank.code.startswith(query.get("bank_code", ""))
        and account.number.startswith(query.get("account_number", ""))
        and (after is None or account.updated_at > datetime.fromisoformat(after))
        and account.balance >= query.get("balance_min", account.balance)
        and account.balance <= query.get("balance_max", account.balance)
    )


def transactions_in(accounts: Sequence[Account], query: Mapping[str, Any]) -> list[Row]:
    """
    Find the transactions that match all filters, in the requested order.
    """
    rows = [(account, one) for account in accounts for one in account.transactions]
    return _sorted([row for row in rows if _fits(row[1], query)], query)


def page_of(rows: list[Row], query: Mapping[str, Any]) -> tuple[list[Row], dict[str, int]]:
    """
    Return one page. A limit above the maximum is reduced to the maximum.

    Args:
        query: May contain ``page`` and ``limit``.

    Returns:
        The rows of the page, and the paging object of the response. Its names are made up,
        because the provider's are not known.
    """
    page, limit = query.get("page", 1), min(query.get("limit", MAXIMUM), MAXIMUM)
    first = (page - 1) * limit
    # Rounds up.
    pages = -(-len(rows) // limit)
    paging = {"page": page, "limit": limit, "pages": pages, "total": len(rows)}
    return rows[first : first + limit], paging


def _fits(transaction: Transaction, query: Mapping[str, Any]) -> bool:
    booking = transaction.booking
    status = query.get("status", "any")
    return (
        (status == "any" or (status == "pending") == transaction.pending)
        and booking.amount >= query.get("amount_min", booking.amount)
        and booking.amount == query.get("amount", booking.amount)
        and booking.amount <= query.get("amount_max", booking.amount)
        and query.get("purpose", "").casefold() in booking.purpose.casefold()
    )


def _sorted(rows: list[Row], query: Mapping[str, Any]) -> list[Row]:
    order = query.get("order_by", "account_date")
    # The id breaks ties, so that no row is on two pages.
    if order.startswith("imported_at"):
        rows.sort(key=lambda row: (row[1].imported_at, row[1].id))
    else:
        rows.sort(key=lambda row: (row[1].booking.day, row[1].id))
    return rows[::-1] if order.endswith("_desc") else rows
