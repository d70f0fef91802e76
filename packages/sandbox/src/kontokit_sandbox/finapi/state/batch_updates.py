"""
What the automatic update of accounts finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...webhooks.changes import Reading, Watch, reading
from .world import Record, User, World

__all__ = ["AccountWatch", "OwnedAccount", "account_readings", "begin_batch_update"]

OwnedAccount = tuple[User, Record]
"""An account, and the user to whom it belongs."""
AccountWatch = Watch[OwnedAccount, Record]


def account_readings(user: User) -> Iterator[Reading[OwnedAccount, Record]]:
    """
    Read the accounts of a user. Rows are transactions; their ids rise.
    """
    rows_by_account: dict[int, list[Record]] = {}
    for row in user.transactions.values():
        rows_by_account.setdefault(row["accountId"], []).append(row)
    for account in user.accounts.values():
        rows = rows_by_account.get(account["id"], [])
        balance = account.get("balance", Decimal(0))
        yield reading(account["id"], (user, account), balance, rows)


def begin_batch_update(world: World, user: User) -> None:
    """
    Remember the accounts of a user before an update of which the client has to be notified.
    """
    watch: AccountWatch = Watch(lambda: account_readings(user))
    watch.begin()
    world.batch_updates.append((user.id, watch))
