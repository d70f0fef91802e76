"""
What the automatic update of accounts finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from ...webhooks.changes import Reading, Watch
from .transactions import OWN, ROWS
from .world import Record, User, World

__all__ = ["AccountWatch", "OwnedAccount", "account_readings", "begin_batch_update"]

OwnedAccount = tuple[User, Record]
"""An account, and the user to whom it belongs."""
AccountWatch = Watch[OwnedAccount, Record]
_Position = tuple[datetime | None, frozenset[int]]
"""When the account was downloaded last, and the ids of what the bank does not know."""
_RECENT = timedelta(days=60)


def account_readings(user: User) -> Iterator[Reading[OwnedAccount, Record]]:
    """
    Read the accounts of a user. Rows are booked transactions.
    """
    for account in user.accounts.values():
        imported = user.transactions.imported.get(account["id"])
        seen = None if imported is None else imported.seen
        yield Reading(
            key=account["id"],
            account=(user, account),
            balance=account.get("balance", Decimal(0)),
            position=(seen, frozenset(_own_ids(user, account))),
            since=partial(_since, user, account),
            newest=partial(_newest, user, account, seen),
        )


def begin_batch_update(world: World, user: User) -> None:
    """
    Remember the accounts of a user before an update of which the client has to be notified.
    """
    watch: AccountWatch = Watch(lambda: account_readings(user))
    watch.begin()
    world.batch_updates.append((user.id, watch))


def _since(user: User, account: Record, position: _Position) -> list[Record]:
    after, known = position
    imported = user.transactions.imported.get(account["id"])
    found: list[int] = []
    if imported is not None and after is not None:
        rows = user.transactions.ledger.newly_booked(imported.no, imported.seen, after)
        found = [account["id"] * ROWS + row.position for row in rows]
    found += [one for one in _own_ids(user, account) if one not in known]
    # Not those that the user has deleted.
    return [user.transactions[one] for one in found if one in user.transactions]


def _newest(user: User, account: Record, seen: datetime | None) -> list[Record]:
    after = None if seen is None else seen - _RECENT
    return _since(user, account, (after, frozenset()))[-2:]


def _own_ids(user: User, account: Record) -> Iterator[int]:
    for key, row in user.transactions.changed.items():
        if row["accountId"] == account["id"] and key % ROWS >= OWN:
            yield key
