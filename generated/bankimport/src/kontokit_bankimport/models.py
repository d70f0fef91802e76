# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What Bankimport sends and takes.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from msgspec import UNSET, UnsetType, field

from kontokit import Model, OpenEnum, Secret
from kontokit.operations import OrText


class HbciLogin(Model, kw_only=True):
    """What is needed to link bank accounts over HBCI."""

    hbci_bank_code: str
    """
    The German bank code that the HBCI login belongs to. Some banks use another one for HBCI
    than for the account. Example: ``37040044``.
    """

    username: str
    """
    The HBCI user name, which is also the login of the online banking. Example:
    ``max.mustermann``.
    """

    secret: OrText[Secret]
    """The PIN or password of the HBCI login."""

    title: str | UnsetType = UNSET
    """A name of your own for the account, shown only to you. Example: ``Geschäftskonto``."""

    customer_number: str | UnsetType = UNSET
    """
    The customer number, which some banks want beside the user name. Example: ``1234567``.
    """

    def __post_init__(self) -> None:
        self._hide("secret")


class AccessType(OpenEnum):
    """How an account is reached. Only one way is documented."""

    HBCI = "HBCI"
    """Over the German HBCI (FinTS) protocol."""


class Import(Model, kw_only=True):
    """An order to fetch new transactions of one account from the bank."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["bank_account_id", "id"])

    id: int | None = None
    """The id of the order. No operation takes it. Example: ``343833``."""

    bank_account_id: int | None = None
    """The account that is imported. Example: ``7856278``."""

    estimated_finish_date: datetime | None = None
    """
    When the import will probably be finished; a good time for the first look. Example:
    ``2013-05-23T14:39:52Z``.
    """


class TransactionStatus(OpenEnum):
    """Whether a transaction is booked."""

    PENDING = "pending"
    """Shown by the bank during the day, but not booked yet."""
    COMPLETED = "completed"
    """Booked by the bank, usually over night."""


class TransactionStatusFilter(OpenEnum):
    """The state of the transactions to search for."""

    ANY = "any"
    """Booked or not; the default."""
    PENDING = "pending"
    """Only what the bank has not booked yet."""
    COMPLETED = "completed"
    """Only what the bank has booked."""


class TransactionOrder(OpenEnum):
    """What transactions are sorted by."""

    ACCOUNT_DATE = "account_date"
    """By accounting date, oldest first; the default."""
    ACCOUNT_DATE_DESC = "account_date_desc"
    """By accounting date, newest first."""
    IMPORTED_AT = "imported_at"
    """By the time of the import, oldest first."""
    IMPORTED_AT_DESC = "imported_at_desc"
    """By the time of the import, newest first."""


PushNotification: TypeAlias = dict[str, Any]
"""
    What Bankimport sends when new transactions were imported. Nothing is known of its
    properties, so it stays plain JSON.
    """


class BankAccount(Model, kw_only=True):
    """A linked bank account with the balance of its last import."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["balance", "currency", "id"])

    id: int
    """Bankimport's own id, used in paths. Example: ``7856278``."""

    account_number: str | None = None
    """The German account number. It may begin with zeros. Example: ``0532013000``."""

    sub_account_number: str | None = None
    """The number that tells accounts with the same account number apart. Example: ``00``."""

    last_update_at: datetime | None = None
    """
    When the last import was finished. It moves on when an import ends. Example:
    ``2013-04-28T12:13:22Z``.
    """

    account_owner: str | None = None
    """The name of the account's owner as the bank tells it. Example: ``Muster GmbH``."""

    currency: str | None = None
    """The ISO 4217 code of the account's currency. Example: ``EUR``."""

    bank_name: str | None = None
    """The name of the bank. Example: ``Commerzbank``."""

    bank_code: str | None = None
    """The German bank code (Bankleitzahl), eight digits. Example: ``37040044``."""

    balance: Decimal | None = None
    """
    The balance at the last import, in the currency of the account; negative when overdrawn.
    """

    access_type: AccessType | None = None
    """How Bankimport reaches the account."""

    account_type: str | None = None
    """
    What the bank calls the product, in German and in no fixed set of words. Example:
    ``Kontokorrentkonto``.
    """

    iban: str | None = None
    """The IBAN without spaces. Example: ``DE89370400440532013000``."""

    bic: str | None = None
    """The BIC of the bank. Example: ``COBADEFFXXX``."""


class BankAccountAnswer(Model, kw_only=True):
    """
    The answer about a single account, whose layout is not documented. Likely the account stands
    under `bank_account`, as lists and imports stand under names of their own; the client reads
    it without that wrapper too.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["bank_account"])

    bank_account: BankAccount
    """The account."""


class ImportAnswer(Model, kw_only=True):
    """The import that was ordered."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["import"])

    import_: Import = field(name="import")
    """The import."""


class Transaction(Model, kw_only=True):
    """
    A transaction of a bank account.

    No sample of a transaction is documented. The fields up to `purpose` follow from the
    criteria of the search and from what accounts and imports are called; those of the
    counterparty are a guess. Be ready to find any of them missing.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["account_date", "amount", "bank_account_id", "currency", "id", "status"]
    )

    id: int | None = None
    """Bankimport's own id of the transaction. Example: ``91234567``."""

    bank_account_id: int | None = None
    """The account that the transaction belongs to. Example: ``7856278``."""

    account_date: date | None = None
    """
    The accounting date, on which the bank booked the transaction. Example: ``2013-05-21``.
    """

    imported_at: datetime | None = None
    """When Bankimport fetched the transaction. Example: ``2013-05-21T20:18:07Z``."""

    status: TransactionStatus | None = None
    """Whether the bank has booked the transaction."""

    amount: Decimal | None = None
    """The amount, negative when money leaves the account."""

    currency: str | None = None
    """The ISO 4217 code of the amount's currency. Example: ``EUR``."""

    purpose: str | None = None
    """
    The purpose (Verwendungszweck) as the bank tells it. Example: ``Rechnung 2013-0815
    Büromöbel``.
    """

    counterparty_name: str | None = None
    """Who paid or was paid. Example: ``Möbelhaus Muster GmbH``."""

    counterparty_iban: str | None = None
    """The IBAN of the other side. Example: ``DE02120300000000202051``."""

    counterparty_bic: str | None = None
    """The BIC of the other side. Example: ``BYLADEM1001``."""


class BankAccountList(Model, kw_only=True):
    """The bank accounts that were asked for."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["bank_accounts"])

    bank_accounts: list[BankAccount]
    """The accounts, in no documented order."""


class TransactionPage(Model, kw_only=True):
    """
    One page of transactions.

    The answer is said to carry information about paging, but its names are not documented and
    therefore missing here.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["transactions"])

    transactions: list[Transaction]
    """The transactions of the page, in the order that was asked for."""
