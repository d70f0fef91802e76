"""
Which accounts to sync, and with which cursors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct

from .account import Account
from .changes import AccountSync
from .cursor import read_cursor
from .errors import AccountMissingError, CursorMismatchError

AccountT = TypeVar("AccountT")


class SyncPlan(Struct, Generic[AccountT], frozen=True):
    """
    Each account with its cursor, and what is not there any more.
    """

    accounts: list[tuple[Account[AccountT], str | None]]
    missing: list[AccountSync[Any, Any]]


def plan_sync_all(listed: list[Account[AccountT]], since: Mapping[str, str]) -> SyncPlan[AccountT]:
    """
    Give each account its cursor: that under its key, or that which was made with its id under the
    key that it had before its numbers changed.

    Args:
        listed: All accounts as they are now.
        since: Key of an account → its cursor.
    """
    listed_keys = {one.key for one in listed}
    others = {key: _ids(text) for key, text in since.items() if key not in listed_keys}
    by_ids = {ids: since[key] for key, ids in others.items()}
    found = [(one, since.get(one.key) or by_ids.get((one.id, one.connection_id))) for one in listed]
    known = {(one.id, one.connection_id) for one in listed}
    missing: list[AccountSync[Any, Any]] = [
        AccountSync(
            account_key=key,
            account=None,
            error=AccountMissingError("the provider does not list the account any more"),
        )
        for key, ids in others.items()
        if ids not in known
    ]
    return SyncPlan(found, missing)


def _ids(text: str) -> tuple[str, str | None] | None:
    try:
        cursor = read_cursor(text)
    except CursorMismatchError:
        return None
    return cursor.account_id, cursor.connection_id
