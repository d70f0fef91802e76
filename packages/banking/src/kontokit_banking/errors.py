"""
What can go wrong when accounts and transactions are read.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kontokit import KontokitError

from .transaction import Unreadable


class BankingError(KontokitError):
    """
    The base of these errors.
    """

    handbook = "kontokit_banking.handbook"


class NoBankingAdapterError(BankingError):
    """
    The API of a client has no accounts, or its package is older than ``kontokit-banking``.
    """


class UnreadableRowError(BankingError):
    """
    A row has no amount or no day, or cannot be decoded. Pass ``unreadable="collect"`` to get such
    rows beside the others.
    """

    def __init__(self, row: Unreadable[Any]) -> None:
        where = f" at {row.path}" if row.path else ""
        super().__init__(f"a row cannot be read: {row.reason}{where}")
        self.row = row
        """The row, with the provider's object in ``raw``."""


class UnorderedRowsError(BankingError):
    """
    A list is not in the order of days that was asked for, so that no day of it is known to be
    complete. ``transactions`` reads it as a whole.
    """

    def __init__(self, before: date, after: date) -> None:
        super().__init__(
            f"the list is not in order: a transaction of {after} comes after one of {before}"
        )


class AccountMissingError(BankingError):
    """
    The provider does not list the account any more.
    """


class CursorMismatchError(BankingError):
    """
    A cursor is damaged, or of another account or version. Begin without one: the keys of
    transactions stay the same.
    """


class ImplausibleChangeError(BankingError):
    """
    More than half of the known transactions are gone, and none came back with another id. Look at
    the account at the provider; ``accept=True`` reports them as removed.
    """

    def __init__(self, removed: int, known: int) -> None:
        super().__init__(
            f"{removed} of {known} known transactions are gone; look at the account at the"
            " provider, or pass accept=True"
        )
        self.removed = removed
        self.known = known
