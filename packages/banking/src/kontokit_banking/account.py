"""
Connections to banks, their accounts, and balances.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Generic, TypeVar

from kontokit import OpenEnum

from .identifiers import is_valid_iban
from .transaction import Origin
from .values import Value

RawT_co = TypeVar("RawT_co", covariant=True)


class ConnectionState(OpenEnum):
    """
    What a connection to a bank is doing.
    """

    READY = "ready"
    BUSY = "busy"
    """The provider asks the bank."""
    NEEDS_USER = "needs_user"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Connection(Value, Generic[RawT_co], frozen=True, kw_only=True):
    """
    A login at a bank.
    """

    __shown__: ClassVar[tuple[str, ...]] = ("id", "state", "complete")

    id: str
    name: str | None = None
    bank_name: str | None = None
    bank_code: str | None = None
    bic: str | None = None
    state: ConnectionState
    complete: bool
    """The newest download is finished, without an error."""
    fetched_at: datetime | None = None
    consent_ends: datetime | None = None
    account_ids: tuple[str, ...] | None = None
    messages: tuple[str, ...] = ()
    raw: RawT_co


class AccountKind(OpenEnum):
    """
    What an account is for; ``OTHER`` where the provider does not say.
    """

    CURRENT = "current"
    SAVINGS = "savings"
    FIXED_TERM = "fixed_term"
    INSTANT_ACCESS = "instant_access"
    CARD = "card"
    LOAN = "loan"
    SECURITIES = "securities"
    BUILDING_SAVINGS = "building_savings"
    MEMBERSHIP = "membership"
    INSURANCE = "insurance"
    OTHER = "other"


WITHOUT_TRANSACTIONS = frozenset(
    (AccountKind.SECURITIES, AccountKind.INSURANCE, AccountKind.MEMBERSHIP)
)
"""Kinds of accounts that have a worth, and no transactions."""


class Account(Value, Generic[RawT_co], frozen=True, kw_only=True):
    """
    What a bank or a provider keeps money in, in the words of no provider.
    """

    __shown__: ClassVar[tuple[str, ...]] = ("id", "kind", "currency")

    key: str
    """Made of its numbers: the same after the account is connected again."""
    id: str
    """The provider's id; where ids repeat, ``connection_id`` is needed too."""
    connection_id: str | None = None
    kind: AccountKind
    kind_raw: str | None = None
    name: str | None = None
    owner: str | None = None
    currency: str | None = None
    iban: str | None = None
    bic: str | None = None
    number: str | None = None
    """The account number. ``*`` stands in the place of digits that the provider hides."""
    sub_number: str | None = None
    bank_code: str | None = None
    bank_name: str | None = None
    credit_limit: Decimal | None = None
    """How far below zero the balance may go; never negative."""
    fetched_at: datetime | None = None
    origin: Origin = Origin.BANK
    """Whether the bank or a program fills it."""
    is_ambiguous: bool = False
    """Another account has the same numbers, so ``key`` has the provider's id in it."""
    complete: bool | None = None
    """
    Its newest download is finished, without an error; None where only a later ``fetched_at`` tells
    that there was one.
    """
    sign: int = 1
    """-1 where all amounts of the account are turned round, see ``override``."""
    raw: RawT_co

    @property
    def has_valid_iban(self) -> bool:
        """
        Whether there is an IBAN, and its check digits are right.
        """
        return self.iban is not None and is_valid_iban(self.iban)

    @property
    def is_masked(self) -> bool:
        """
        Whether the provider hides digits of its number.
        """
        return "*" in (self.iban or "") or "*" in (self.number or "")

    @property
    def label(self) -> str:
        """
        A name for a person, such as ``Girokonto ••3000``.
        """
        name = self.name or self.kind_raw or self.kind.value
        number = self.iban or self.number or ""
        return f"{name} ••{number[-4:]}" if number else name

    def override(self, *, sign: int) -> Account[RawT_co]:
        """
        The same account with amounts of transactions and balances turned round.

        Args:
            sign: -1 where the bank sends debts of a card as positive amounts; 1 to undo it.

        Raises:
            ArgumentError: It is neither 1 nor -1.
        """
        from msgspec.structs import replace

        from kontokit import ArgumentError

        if sign not in (1, -1):
            raise ArgumentError("sign is 1 or -1", place="sign")
        return replace(self, sign=sign)


class BalanceKind(OpenEnum):
    """
    What a balance says.
    """

    BOOKED = "booked"
    AVAILABLE = "available"
    EXPECTED = "expected"
    VALUE = "value"
    """The worth of a depot, which is no money to spend."""


class Balance(Value, Generic[RawT_co], frozen=True, kw_only=True):
    """
    A balance of an account.
    """

    __shown__: ClassVar[tuple[str, ...]] = ("kind", "amount", "currency")

    kind: BalanceKind
    amount: Decimal
    currency: str | None = None
    as_of: datetime | None = None
    """When it was so, as the bank says."""
    as_of_is_day: bool = False
    """Only the day of ``as_of`` means something; the time is midnight in Germany."""
    fetched_at: datetime | None = None
    includes_credit_limit: bool | None = None
    """None where the provider does not document it."""
    raw: RawT_co
