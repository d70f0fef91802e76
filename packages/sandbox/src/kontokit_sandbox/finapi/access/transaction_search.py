"""
Filters of the transaction search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ..state.world import Record

__all__ = ["matching", "sums"]

_SIGNS = {"income": (True, False), "spending": (False, True), "all": (True, True)}
_COUNTERPART = (
    "counterpartName", "counterpartAccountNumber", "counterpartIban", "counterpartBlz",
    "counterpartBic", "counterpartMandateReference", "counterpartCustomerReference",
    "counterpartCreditorId", "counterpartDebitorId",
)  # fmt: skip


def matching(rows: Iterable[Record], query: Mapping[str, Any]) -> list[Record]:
    """
    Filter transactions by all criteria of a query.

    Args:
        query: The documented parameters; missing ones do not filter.
    """
    found = [row for row in rows if _fits(row, query)]
    if query.get("view", "userView") == "userView":
        # Users see the parts of a split transaction, the bank's view shows the whole.
        return [row for row in found if not row.get("children")]
    return [row for row in found if "parentId" not in row]


def sums(rows: Iterable[Record]) -> tuple[Decimal, Decimal]:
    """
    Return the sums of income and spending. Spending is negative.
    """
    amounts = [row["amount"] for row in rows]
    income = sum((one for one in amounts if one > 0), Decimal())
    return income, sum((one for one in amounts if one < 0), Decimal())


def _fits(row: Record, query: Mapping[str, Any]) -> bool:
    return (
        _is_among(row["id"], query.get("ids"))
        and _is_among(row["accountId"], query.get("accountIds"))
        and _has_label(row, query.get("labelIds"))
        and _has_category(row, query)
        and _has_direction(row, query.get("direction", "all"))
        and _has_words(row, query)
        and _is_between(row["amount"], query, "Amount")
        and _is_between(row["bankBookingDate"], query, "BankBookingDate")
        and _is_between(row["finapiBookingDate"], query, "FinapiBookingDate")
        and _is_between(row["importDate"][:10], query, "ImportDate")
        and _has_flags(row, query)
    )


def _is_among(number: int, wanted: list[int] | None) -> bool:
    return wanted is None or number in wanted


def _has_label(row: Record, wanted: list[int] | None) -> bool:
    return wanted is None or any(label["id"] in wanted for label in row["labels"])


def _has_category(row: Record, query: Mapping[str, Any]) -> bool:
    wanted = query.get("categoryIds")
    if wanted is None:
        return True
    category = row.get("category")
    if category is None:
        # 0 stands for transactions without a category.
        return 0 in wanted
    numbers = [category["id"]]
    if query.get("includeChildCategories", True):
        numbers.append(category.get("parentId"))
    return any(number in wanted for number in numbers)


def _has_direction(row: Record, direction: str) -> bool:
    income, spending = _SIGNS[direction]
    return income if row["amount"] >= 0 else spending


def _has_words(row: Record, query: Mapping[str, Any]) -> bool:
    who = [row.get(key, "") for key in _COUNTERPART]
    texts = {
        "search": " ".join([row.get("purpose", ""), row.get("endToEndReference", ""), *who]),
        "purpose": row.get("purpose", ""),
        "counterpart": " ".join(who),
    }
    return all(
        word in text.casefold()
        for name, text in texts.items()
        for word in str(query.get(name, "")).casefold().split()
    )


def _is_between(value: Any, query: Mapping[str, Any], name: str) -> bool:
    low, high = query.get(f"min{name}"), query.get(f"max{name}")
    return (low is None or value >= low) and (high is None or value <= high)


def _has_flags(row: Record, query: Mapping[str, Any]) -> bool:
    flags = ("isNew", "isAdjustingEntry", "isPotentialDuplicate")
    return all(query.get(flag, row[flag]) == row[flag] for flag in flags)
