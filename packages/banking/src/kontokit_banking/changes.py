"""
What a sync reports.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from msgspec import Struct

from kontokit import KontokitError, OpenEnum

from .account import Account
from .transaction import Transaction, Unreadable

RawT_co = TypeVar("RawT_co", covariant=True)
AccountT_co = TypeVar("AccountT_co", covariant=True)


class ChangeReason(OpenEnum):
    """
    Why a transaction is reported as changed.
    """

    BOOKED = "booked"
    """It was pending, and is booked now."""
    CONTENT = "content"
    """The provider says something else about it."""


class Changed(Struct, Generic[RawT_co], frozen=True, kw_only=True):
    """
    A transaction that is not as it was.
    """

    before_key: str
    """The key under which it was reported before; often the same as now."""
    now: Transaction[RawT_co]
    reason: ChangeReason


class RemovalReason(OpenEnum):
    """
    Why a transaction is not there any more.
    """

    BOOKED_AS = "booked_as"
    """It was pending, and is the booked transaction with the key in ``booked_as``."""
    CANCELLED = "cancelled"
    """It was pending, and nothing that was booked is like it."""
    DELETED = "deleted"
    """It was booked, and its day came without it."""


class Removed(Struct, frozen=True, kw_only=True):
    """
    A transaction that is not there any more.
    """

    key: str
    id: str | None
    """The provider's id that it had."""
    reason: RemovalReason
    booked_as: str | None = None


class AccountRenumbered(Struct, frozen=True, kw_only=True):
    """
    The numbers of an account have changed. Its transactions keep the keys that they have, with the
    key that the account had, until you begin without a cursor.
    """

    before_key: str
    now_key: str


class Maybe(Struct, Generic[RawT_co], frozen=True, kw_only=True):
    """
    A pending transaction that is gone and a booked one with another amount that may be the same,
    such as with a tip. Both are reported elsewhere too; it takes a person to say.
    """

    before_key: str
    now: Transaction[RawT_co]


class Changes(Struct, Generic[RawT_co], frozen=True, kw_only=True):
    """
    What has changed since a cursor.
    """

    added: tuple[Transaction[RawT_co], ...] = ()
    """Booked transactions that were not there."""
    changed: tuple[Changed[RawT_co], ...] = ()
    removed: tuple[Removed, ...] = ()
    relinked: int = 0
    """How many have another id at the provider, and are otherwise the same."""
    pending: tuple[Transaction[RawT_co], ...] = ()
    """All that are not booked yet, not only those that are new."""
    maybe: tuple[Maybe[RawT_co], ...] = ()
    out_of_sight: int = 0
    """
    How many did not come, though they may still be there: the download was not complete, or they
    are from the days before the window.
    """
    unreadable: tuple[Unreadable[RawT_co], ...] = ()
    renumbered: AccountRenumbered | None = None
    complete: bool
    """The newest download was complete, so what did not come is gone."""
    cursor: str | None
    """For the next sync; None where nothing could be read yet."""

    def __repr__(self) -> str:
        counts = ("added", "changed", "removed", "pending", "maybe", "unreadable")
        said: list[Any] = [f"{len(getattr(self, name))} {name}" for name in counts]
        return f"Changes({', '.join(said)}, complete={self.complete})"


class AccountSync(Struct, Generic[AccountT_co, RawT_co], frozen=True, kw_only=True):
    """
    What has changed in one of all accounts, or why that is not known.
    """

    account_key: str
    account: Account[AccountT_co] | None
    """None for an account that has a cursor, and is not listed any more."""
    changes: Changes[RawT_co] | None = None
    error: KontokitError | None = None
    """Why there are no changes. The cursor of the account stays good."""
