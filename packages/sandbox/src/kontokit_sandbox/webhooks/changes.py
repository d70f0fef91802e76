"""
Finds out what an update has brought: the state before it, and the rows since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

__all__ = ["Change", "Reading", "Watch", "newest"]

A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Reading(Generic[A, R]):
    """
    The state of one account.
    """

    key: Any
    """Identifies the account."""
    account: A
    balance: Decimal
    position: Any
    """How far its rows go, such as their number."""
    since: Callable[[Any], Sequence[R]]
    """Returns the rows behind a position, the oldest first."""
    newest: Callable[[], Sequence[R]]
    """Returns up to two rows, those that came last."""


@dataclass(frozen=True, kw_only=True)
class Change(Generic[A, R]):
    """
    What has become of one account.
    """

    account: A
    rows: Sequence[R]
    """The new rows, the oldest first."""
    before: Decimal
    """The balance before."""
    after: Decimal
    """The balance now."""


class Watch(Generic[A, R]):
    """
    Remembers the state of all accounts, to tell what has changed.
    """

    def __init__(self, read: Callable[[], Iterable[Reading[A, R]]]) -> None:
        """
        Args:
            read: Reads the state of all accounts.
        """
        self._read = read
        self._before: dict[Any, tuple[Any, Decimal]] = {}

    def begin(self) -> None:
        """
        Remember the state.
        """
        self._before = {one.key: (one.position, one.balance) for one in self._read()}

    def changes(self) -> list[Change[A, R]]:
        """
        Return what has changed since :meth:`begin`. Accounts that are new are not among it.
        """
        found: list[Change[A, R]] = []
        for one in self._read():
            if one.key not in self._before:
                continue
            position, balance = self._before[one.key]
            if (one.position, one.balance) != (position, balance):
                rows = one.since(position)
                found.append(
                    Change(account=one.account, rows=rows, before=balance, after=one.balance)
                )
        return found


def newest(readings: Iterable[Reading[A, R]], amount: Callable[[R], Decimal]) -> list[Change[A, R]]:
    """
    Make a change of the newest rows of each account, as if an update had just brought them.
    """
    found: list[Change[A, R]] = []
    for one in readings:
        rows = one.newest()
        if rows:
            sum_of_rows = sum(map(amount, rows), Decimal(0))
            before = one.balance - sum_of_rows
            found.append(Change(account=one.account, rows=rows, before=before, after=one.balance))
    return found
