"""
Filters and orders of Bankimport's lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..ledger.ledger import Ledger
from ..ledger.listings import Condition, Listing
from .accounts import Account

__all__ = ["MAXIMUM", "accounts_in", "listing_of"]

MAXIMUM = 1000
"""The maximum page size."""
_STATUS = {"pending": "booked_at > {seen}", "completed": "booked_at <= {seen}"}
_AMOUNTS = {"amount_min": ">=", "amount": "=", "amount_max": "<="}
_PURPOSE = """contains(
    CASE WHEN booked_at > {seen} THEN coalesce(announced, purpose) ELSE purpose END, refs, ?)"""


def accounts_in(
    ledger: Ledger, accounts: Iterable[Account], query: Mapping[str, Any]
) -> list[Account]:
    """
    Find the accounts that match all filters, oldest first.
    """
    return [account for account in accounts if _matches(ledger, account, query)]


def _matches(ledger: Ledger, account: Account, query: Mapping[str, Any]) -> bool:
    found, after = ledger.accounts[account.no], query.get("last_updated_after")
    balance = ledger.balance(account.no, account.updated_at)
    return (
        found.bank_code.startswith(query.get("bank_code", ""))
        and found.number.startswith(query.get("account_number", ""))
        and (after is None or account.updated_at > datetime.fromisoformat(after))
        and balance >= query.get("balance_min", balance)
        and balance <= query.get("balance_max", balance)
    )


def listing_of(accounts: Sequence[Account], query: Mapping[str, Any]) -> Listing:
    """
    Return the list of the transactions that match all filters, in the requested order.
    """
    order = query.get("order_by", "account_date")
    conditions = [
        Condition(f"cents {sign} CAST(? AS REAL)", (str(Decimal(query[name]) * 100),))
        for name, sign in _AMOUNTS.items()
        if name in query
    ]
    if "purpose" in query:
        conditions.append(Condition(_PURPOSE, (query["purpose"].casefold(),)))
    if query.get("status") in _STATUS:
        conditions.append(Condition(_STATUS[query["status"]]))
    return Listing(
        views=tuple(sorted((account.view for account in accounts), key=lambda view: view.account)),
        order="appeared" if order.startswith("imported_at") else "day",
        is_descending=order.endswith("_desc"),
        conditions=tuple(conditions),
    )
