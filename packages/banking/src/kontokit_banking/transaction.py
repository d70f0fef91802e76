"""
Transactions: what was booked, or is about to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Generic, TypeAlias, TypeVar

from msgspec import Struct, field

from kontokit import OpenEnum

from .values import Money, Value

RawT_co = TypeVar("RawT_co", covariant=True)


class Party(Value, frozen=True, kw_only=True):
    """
    The other side of a transaction, as far as it is known.
    """

    name: str | None = None
    iban: str | None = None
    """Without blanks, in upper case; its check digits are not looked at."""
    bic: str | None = None
    account_number: str | None = None
    """A number of an account that is no IBAN."""
    bank_code: str | None = None
    bank_name: str | None = None
    ultimate_name: str | None = None
    """Who stands behind the other side, such as the shop behind a payment service."""
    creditor_id: str | None = None
    debtor_id: str | None = None


class Remittance(Value, frozen=True, kw_only=True):
    """
    The purpose of a transaction.
    """

    text: str | None = None
    """What a person wrote, without SEPA tags."""
    raw: str | None = None
    """Exactly what the provider sent."""
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    """The SEPA tags in ``raw``, such as ``EREF``, also where a field of the API says otherwise."""
    structured: str | None = None
    """A creditor reference (ISO 11649, ``RF…``) whose check digits are right, found in ``text``."""


class BookingStatus(OpenEnum):
    """
    Whether a transaction is booked, in the words of ISO 20022.
    """

    BOOKED = "BOOK"
    PENDING = "PDNG"
    INFORMATION = "INFO"
    """Neither is known. It belongs in no sum."""


class Origin(OpenEnum):
    """
    Who put a transaction there.
    """

    BANK = "bank"
    ADJUSTMENT = "adjustment"
    """The provider, so that the sum of the transactions is the balance."""
    CALLER = "caller"
    """A program, through the API."""


class Transaction(Value, Generic[RawT_co], frozen=True, kw_only=True):
    """
    One transaction of an account. What the provider did not say is None.
    """

    __shown__: ClassVar[tuple[str, ...]] = ("key", "day", "amount", "currency")

    key: str
    """Made of the contents: ``t1-…``, and ``p1-…`` while it is pending."""
    id: str | None
    """The provider's id of the row; unique in its account only, and new after an import."""
    account_key: str
    status: BookingStatus
    origin: Origin = Origin.BANK
    amount: Decimal
    """Negative when money leaves the account."""
    currency: str | None = None
    booking_date: date | None = None
    """The day in Germany; None only for pending transactions."""
    value_date: date | None = None
    imported_at: datetime | None = None
    """When the provider stored it."""
    counterparty: Party
    remittance: Remittance
    booking_text: str | None = None
    """The bank's words for the kind of the transaction, such as ``LASTSCHRIFT``."""
    end_to_end_id: str | None = None
    mandate_id: str | None = None
    customer_reference: str | None = None
    bank_reference: str | None = None
    """The bank's own reference (camt ``AcctSvcrRef``)."""
    entry_reference: str | None = None
    batch_id: str | None = None
    primanota: str | None = None
    bank_transaction_code: str | None = None
    """ISO 20022, such as ``PMNT-RDDT-ESDD``."""
    gvc: str | None = None
    """The German business transaction code, three digits."""
    swift_code: str | None = None
    proprietary_code: str | None = None
    """A code whose table is not known."""
    purpose_code: str | None = None
    """The external purpose code of SEPA, such as ``SALA``."""
    returned_amount: Money | None = None
    """What was sent, of a debit that is returned. It is not a foreign amount."""
    compensation: Money | None = None
    """Fee and lost interest of a return."""
    fee: Money | None = None
    instructed: Money | None = None
    """The amount before the exchange of currencies; no API says it today."""
    balance_after: Decimal | None = None
    possible_duplicate: bool = False
    """The provider's doubt."""
    replaces: str | None = None
    """The key of the pending transaction that this one was; ``sync`` sets it."""
    raw: RawT_co
    """The provider's own object."""

    @property
    def money(self) -> Money:
        """
        The amount with its currency.
        """
        return Money(self.amount, self.currency)

    @property
    def day(self) -> date | None:
        """
        The booking date, else the value date.
        """
        return self.booking_date or self.value_date

    @property
    def display_text(self) -> str:
        """
        A text for a list of transactions; empty where nothing was said.
        """
        return self.remittance.text or self.booking_text or self.remittance.raw or ""


class Unreadable(Struct, Generic[RawT_co], frozen=True, kw_only=True):
    """
    A row that is no transaction: its amount or its day is missing, or it cannot be decoded.
    """

    raw: RawT_co
    """The provider's object; plain JSON where it cannot be decoded."""
    reason: str
    path: str = ""
    """Where it does not fit, such as ``$.transactions[3].amount``; empty if that is not known."""

    def __repr__(self) -> str:
        return f"Unreadable({self.reason})"


RowRawT = TypeVar("RowRawT")
Row: TypeAlias = Transaction[RowRawT] | Unreadable[RowRawT]
