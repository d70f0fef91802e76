"""
The users of a mandator, including deleted ones, as its administrator sees them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ...server.clock import BERLIN
from .world import Record, User, World

__all__ = ["found_users"]


def found_users(world: World, query: Mapping[str, Any]) -> list[Record]:
    """
    Find users, sorted by id.

    Args:
        query: The documented parameters; missing ones do not filter.
    """
    row = [_row(world, user, query) for user in (*world.users.values(), *world.deleted_users)]
    return sorted((one for one in row if _fits(one, query)), key=lambda one: one["userId"].lower())


def _row(world: World, user: User, query: Mapping[str, Any]) -> Record:
    row: Record = {
        "userId": user.id if user.deleted is None else _masked(user.id),
        "registrationDate": _day(user.registered),
        "bankConnectionCount": len(user.connections),
        "isLocked": user.is_locked,
    }
    moments = {
        "deletionDate": user.deleted,
        "lastActiveDate": user.last_active,
        "latestBankConnectionImportDate": user.last_import,
        "latestBankConnectionDeletionDate": user.last_removal,
    }
    row |= {name: _day(moment) for name, moment in moments.items() if moment is not None}
    if query.get("includeMonthlyStats"):
        row["monthlyStats"] = _months(world, user, query)
    return row


def _months(world: World, user: User, query: Mapping[str, Any]) -> list[Record]:
    """
    Return the statistics of each month, latest first. Only the current count is known, so it is
    reported from the latest import on.
    """
    first = max(_day(user.registered)[:7], query.get("monthlyStatsStartDate", ""))
    last = min(
        _day(user.deleted or world.clock.now())[:7], query.get("monthlyStatsEndDate", "9999-12")
    )
    # Later than all months, for users who have never imported anything.
    began = _day(user.last_import)[:7] if user.last_import else "9999-12"
    found: list[Record] = []
    month = last
    while month >= first:
        found.append(
            {
                "month": month,
                "minBankConnectionCount": len(user.connections) if month > began else 0,
                "maxBankConnectionCount": len(user.connections) if month >= began else 0,
            }
        )
        month = _month_before(month)
    return found


def _fits(row: Record, query: Mapping[str, Any]) -> bool:
    is_deleted = "deletionDate" in row
    name = query.get("userId")
    least = query.get("minBankConnectionCountInMonthlyStats", 0)
    counts = [one["maxBankConnectionCount"] for one in row.get("monthlyStats", [])]
    return (
        (name is None or (not is_deleted and name.lower() == row["userId"].lower()))
        and query.get("isDeleted", is_deleted) == is_deleted
        and query.get("isLocked", row["isLocked"]) == row["isLocked"]
        and _is_between(row, query, "RegistrationDate")
        and _is_between(row, query, "DeletionDate")
        and _is_between(row, query, "LastActiveDate")
        and (least == 0 or "monthlyStats" not in row or max(counts, default=0) >= least)
    )


def _is_between(row: Record, query: Mapping[str, Any], name: str) -> bool:
    """
    Whether a day is in a period. A missing day counts as earlier than all days.
    """
    day = row.get(name[0].lower() + name[1:], "")
    low, high = query.get(f"min{name}"), query.get(f"max{name}")
    return (low is None or day >= low) and (high is None or day <= high)


def _masked(name: str) -> str:
    return f"{name[0]}{'X' * (len(name) - 2)}{name[-1]}" if len(name) > 2 else "X" * len(name)


def _month_before(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    year, number = (first.year - 1, 12) if first.month == 1 else (first.year, first.month - 1)
    return f"{year:04}-{number:02}"


def _day(moment: datetime) -> str:
    return moment.astimezone(BERLIN).date().isoformat()
