# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What BANKSapi BANKS/Connect sends and takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from msgspec import UNSET, UnsetType, field

from kontokit import BerlinDateTime, Model, OpenEnum, Secret
from kontokit.operations import ErrorShape, OrDigits, OrText, OrTextMap
from kontokit.serialization import CounterpartyIban, Encrypted, Iban, LenientInt, WebAddress


class GrantType(OpenEnum):
    """The ways to get a token."""

    CLIENT_CREDENTIALS = "client_credentials"
    """Gives a client token, for managing users and reading providers."""
    PASSWORD = "password"
    """Gives a user token; `username` and `password` are needed then."""
    REFRESH_TOKEN = "refresh_token"
    """
    Named by document 001 for renewing a token, but no field for the token to be renewed is
    documented. Create a new token instead.
    """


class CreateToken(Model, kw_only=True):
    """Form that asks for a token."""

    grant_type: OrText[GrantType]
    """Which kind of token is wanted."""

    username: str | UnsetType = UNSET
    """Name of the user; needed for a user token only. Example: ``erika.beispiel``."""

    password: OrText[Secret] | UnsetType = UNSET
    """Password of the user; needed for a user token only."""

    scope: str | UnsetType = UNSET
    """
    Scopes that the token shall have, separated by blanks; all that the client has when left
    out. Which ones there are depends on your contract. Example:
    ``http://banksapi.io/provider/read http://banksapi.io/customer/read``.
    """

    def __post_init__(self) -> None:
        self._hide("password")


class RevokeToken(Model, kw_only=True):
    """Form that ends a token."""

    token: OrText[Secret]
    """The token that shall end, as it came from the token endpoint."""

    def __post_init__(self) -> None:
        self._hide("token")


class Token(Model, kw_only=True):
    """A token, what it may do and until when."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["access_token", "client", "scope", "tenant", "token_type", "user", "validTo"]
    )

    scope: str
    """
    Scopes of the token, separated by blanks. Example: ``http://banksapi.io/customer/read
    http://banksapi.io/customer/modify``.
    """

    tenant: str
    """
    Technical name of the tenant; the user operations want it in their path. Example: ``demo``.
    """

    client: str
    """Technical name of the client that asked for the token. Example: ``demo-client``."""

    access_token: Secret
    """The token itself, to be sent as `Authorization` of the kind Bearer."""

    token_type: str
    """Always Bearer. Example: ``Bearer``."""

    user: str | None = None
    """
    The user that the token belongs to; missing from a client token. As a rule the id of the
    user, in some samples a distinguished name. Example:
    ``8fb65b0e-9418-412d-9865-b960ef81b43f``.
    """

    additional_data: dict[str, str] | None = field(name="additionalData", default=None)
    """More about the token, by name; a user token has `username` here."""

    valid_to: BerlinDateTime | None = field(name="validTo", default=None)
    """
    When the token ends. Rely on this and not on the documented 24 hours: shorter lives have
    been seen. Example: ``2024-05-14 10:46:47``.
    """

    def __post_init__(self) -> None:
        self._hide("access_token")


class Tenant(Model, kw_only=True):
    """
    You, or the company that has the contract with BANKSapi. Clients and users belong to a
    tenant.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["name"])

    name: str
    """Technical name, a part of the URL of every user operation. Example: ``demo``."""

    description: str | None = None
    """What the tenant is, for people. Example: ``Mandant für Vorführungen``."""


class CreateUser(Model, kw_only=True):
    """Name and password of a user, and who it is."""

    username: str
    """
    Name for asking for user tokens; unique within the tenant. Example: ``erika.beispiel``.
    """

    password: OrText[Secret]
    """
    Password for asking for user tokens: at least 10 characters, of which at least 2 are letters
    and at least 2 are digits or signs.
    """

    firstname: str | UnsetType = UNSET
    """First name of the person. Example: ``Erika``."""

    lastname: str | UnsetType = UNSET
    """Last name of the person. Example: ``Beispiel``."""

    def __post_init__(self) -> None:
        self._hide("password")


class ChangeUserDetails(Model, kw_only=True):
    """The names of a user. What happens to a name that is left out is not documented."""

    username: str | UnsetType = UNSET
    """
    New name for asking for user tokens; unique within the tenant. Example: ``erika.beispiel``.
    """

    firstname: str | UnsetType = UNSET
    """New first name of the person. Example: ``Erika``."""

    lastname: str | UnsetType = UNSET
    """New last name of the person. Example: ``Muster``."""


class User(Model, kw_only=True):
    """
    A user. The id stands in `id` by the text of the documents and in `userReference` by their
    samples; take the one that is there.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id", "username"])

    username: str
    """Name for asking for user tokens. Example: ``erika.beispiel``."""

    id: str | None = None
    """Id of the user, as used in URLs. Example: ``8fb65b0e-9418-412d-9865-b960ef81b43f``."""

    user_reference: str | None = field(name="userReference", default=None)
    """
    Id of the user, as the samples call it. Example: ``8fb65b0e-9418-412d-9865-b960ef81b43f``.
    """

    roles: list[str] | None = None
    """Roles that the user has; which ones exist is not documented."""


class UserReferenceType(OpenEnum):
    """What names a user in a URL."""

    ID = "id"
    """The id of the user."""
    USERNAME = "username"
    """The name of the user."""


class ProviderCapability(OpenEnum):
    """What a provider can deliver."""

    KONTEN = "KONTEN"
    """Accounts."""
    KARTEN = "KARTEN"
    """Cards."""
    DEPOTS = "DEPOTS"
    """Securities accounts with their positions."""
    BAUSPAR = "BAUSPAR"
    """Building savings contracts; only in the newer document."""


class Field(Model, kw_only=True):
    """One field of the login of a provider."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["fieldkey", "label", "secret"])

    __expected__: ClassVar[Mapping[str, bool]] = {"format": False}

    fieldkey: str
    """Key of the value in `credentials`. Example: ``pin``."""

    label: str
    """Caption of the field, in German. Example: ``PIN``."""

    secret: bool
    """
    Whether the value is a secret, to be hidden while typed and kept only if the user wants it.
    Example: ``true``.
    """

    format: str | None = None
    """
    What the value must look like: a regular expression in the newer document, shorthands such
    as `|5`, whose meaning is not documented, in document 001. Do not refuse a value because of
    it. Example: ``^.{1,50}$``.
    """

    hint: str | None = None
    """
    Explanation to show beside the field. Example: ``Die fünfstellige PIN Ihres
    Online-Bankings``.
    """


class ProviderCoreData(Model, kw_only=True):
    """The few data of a provider that a search box needs."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {"name": False}

    id: str
    """Id of the provider at BANKSapi. Example: ``00000000-0000-0000-0000-000000000000``."""

    name: str | None = None
    """Name of the provider; several can have the same. Example: ``Demo Provider``."""

    group: str | None = None
    """Banking group; providers of one group can share a logo. Example: ``demo``."""

    blz: str | None = None
    """German bank code of eight digits. Example: ``12345678``."""

    bic: str | None = None
    """BIC of the provider. Example: ``DEMO1234``."""

    logo: str | None = None
    """Address of the logo as SVG. Example: ``https://banksapi.io/providers/v2/demo.svg``."""


class ProviderJobStatistics(Model, kw_only=True):
    """How data retrieval went lately for the providers that share one logo."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {
        "logo": False,
        "latestSuccessDate": False,
        "averageDuration": False,
        "successRate": False,
    }

    logo: str | None = None
    """Name of the logo, not its address. Example: ``demo``."""

    latest_success_date: BerlinDateTime | None = field(name="latestSuccessDate", default=None)
    """When data were last fetched with success. Example: ``2024-05-13 11:21:02``."""

    average_duration: Decimal | None = field(name="averageDuration", default=None)
    """Average duration of a job in milliseconds. Example: ``29962``."""

    success_rate: float | None = field(name="successRate", default=None)
    """Share of jobs that succeeded, from 0 to 1."""


class EbicsParameters(Model, kw_only=True):
    """What a bank access over EBICS needs to know of the bank."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    host_id: str | None = field(name="hostId", default=None)
    """EBICS host id of the bank. Example: ``BEISPIEL``."""

    host_url: str | None = field(name="hostUrl", default=None)
    """
    Address of the EBICS server of the bank. Example: ``https://ebics.example.com/ebics``.
    """


class Relation(Model, kw_only=True):
    """
    Something that can be done next with the resource it stands in. Follow the address as it is
    given: some are spelled otherwise than the documented paths.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["href", "rel"])

    rel: str
    """
    Name of the relation, which tells what it is for and by which method it is called. Example:
    ``get_kontoumsaetze``.
    """

    href: str
    """
    Address to call. Example:
    ``https://banksapi.io/customer/v2/bankzugaenge/815251d6-c062-4f61-bec0-182bc14a48fb``.
    """


class RelationInput(Model, kw_only=True):
    """
    Something that can be done next with the resource it stands in. Follow the address as it is
    given: some are spelled otherwise than the documented paths.
    """

    rel: str
    """
    Name of the relation, which tells what it is for and by which method it is called. Example:
    ``get_kontoumsaetze``.
    """

    href: str
    """
    Address to call. Example:
    ``https://banksapi.io/customer/v2/bankzugaenge/815251d6-c062-4f61-bec0-182bc14a48fb``.
    """


class ProductCategory(OpenEnum):
    """Kind of a bank product."""

    GIROKONTO = "GIROKONTO"
    """Current account, for payments and what is booked along with other products."""
    SPARKONTO = "SPARKONTO"
    """Savings account with interest, no end and a period of notice."""
    FESTGELDKONTO = "FESTGELDKONTO"
    """Fixed-term deposit."""
    KREDITKONTO = "KREDITKONTO"
    """Loan account."""
    TAGESGELDKONTO = "TAGESGELDKONTO"
    """Instant-access savings account."""
    BAUSPARVERTRAG = "BAUSPARVERTRAG"
    """Building savings contract, with its savings and possibly its loan."""
    VERSICHERUNG = "VERSICHERUNG"
    """Insurance."""
    SONSTIGESKONTO = "SONSTIGESKONTO"
    """Account that neither the provider nor BANKSapi could assign."""
    KREDITKARTE = "KREDITKARTE"
    """Credit card, settled through a current account."""
    KREDITKARTENKONTO = "KREDITKARTENKONTO"
    """Account that credit cards are billed to."""
    AMERICANEXPRESS = "AMERICANEXPRESS"
    """American Express card."""
    MASTERCARD = "MASTERCARD"
    """Mastercard."""
    VISA = "VISA"
    """Visa card."""
    DINERSCLUB = "DINERSCLUB"
    """Diners Club card."""
    SONSTIGEKARTE = "SONSTIGEKARTE"
    """Card that neither the provider nor BANKSapi could assign."""
    DEPOT = "DEPOT"
    """Securities account."""
    SONSTIGESPRODUKT = "SONSTIGESPRODUKT"
    """Product that neither the provider nor BANKSapi could assign."""


class MessageLevel(OpenEnum):
    """How serious a message is."""

    INFO = "INFO"
    """For information, or a step that the user has to take."""
    WARNING = "WARNING"
    """Documented for notifications only."""
    ERROR = "ERROR"
    """Something has failed."""


class MessageCode(OpenEnum):
    """What a message is about. New codes are added without notice."""

    BA999 = "BA999"
    """ERROR: internal error."""
    BA1000 = "BA1000"
    """ERROR: maintenance at the provider."""
    BA1001 = "BA1001"
    """ERROR: the provider is no longer active."""
    BA1010 = "BA1010"
    """ERROR: the access is locked, as a rule after three wrong PINs."""
    BA1011 = "BA1011"
    """ERROR: the login data are wrong; the bank counts failed logins."""
    BA1012 = "BA1012"
    """ERROR: login data are missing; the details name the fields."""
    BA1013 = "BA1013"
    """ERROR: the bank access is not activated."""
    BA1014 = "BA1014"
    """ERROR: too many failed logins (newer document)."""
    BA1020 = "BA1020"
    """ERROR: the account lacks a permission."""
    BA1051 = "BA1051"
    """ERROR: the bank access cannot be reached; try again later."""
    BA1052 = "BA1052"
    """ERROR: the bank access can be reached in part only."""
    BA1053 = "BA1053"
    """ERROR: the number of accesses allowed is exceeded."""
    BA1060 = "BA1060"
    """ERROR: a product could not be updated."""
    BA1062 = "BA1062"
    """ERROR: transactions could not be updated."""
    BA1063 = "BA1063"
    """ERROR: depot positions could not be updated."""
    BA1064 = "BA1064"
    """ERROR: a message of the bank, contained in the text."""
    BA1100 = "BA1100"
    """ERROR: the data of the transfer are invalid."""
    BA1101 = "BA1101"
    """ERROR: the TAN procedure is invalid."""
    BA1102 = "BA1102"
    """ERROR: the TAN medium is invalid."""
    BA1103 = "BA1103"
    """ERROR: the TAN is wrong or no longer valid, or was not transmitted."""
    BA1104 = "BA1104"
    """
    ERROR: the transfer is not possible, for example from this account or because it was sent
    twice.
    """
    BA1110 = "BA1110"
    """INFO: a TAN is asked for."""
    BA1111 = "BA1111"
    """INFO: the transfer was carried out."""
    BA1112 = "BA1112"
    """INFO: the transfer was submitted."""
    BA1200 = "BA1200"
    """ERROR: the data of the debit are invalid."""
    BA1204 = "BA1204"
    """ERROR: debits are not supported."""
    BA1212 = "BA1212"
    """INFO: the debit was submitted."""
    BA2002 = "BA2002"
    """INFO: the bank has messages for the user in its online banking."""
    BA2003 = "BA2003"
    """INFO: this type of product is not supported."""
    BA2004 = "BA2004"
    """INFO: the bank access is not activated yet."""
    BA2021 = "BA2021"
    """INFO: a permission is missing (newer document)."""
    BA2062 = "BA2062"
    """INFO: transactions are not available (newer document)."""
    BA3000 = "BA3000"
    """INFO: an SCA is needed."""
    BA3005 = "BA3005"
    """INFO: an SCA by redirect to the bank is needed."""
    BA3010 = "BA3010"
    """INFO: an SCA procedure has to be chosen."""
    BA3020 = "BA3020"
    """INFO: an SCA medium has to be chosen."""
    BA3030 = "BA3030"
    """INFO: the challenge of an SCA is waiting for its answer."""
    BA3040 = "BA3040"
    """ERROR: the SCA has failed."""
    BA3060 = "BA3060"
    """ERROR: the user has no SCA procedure that is supported."""


class ErrorMessage(Model, kw_only=True):
    """
    Body of an HTTP error, documented only for correcting the category of a transaction.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["code"])

    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(code="code", message="message")

    code: str | None = None
    """The HTTP status, as text. Example: ``400``."""

    message: str | None = None
    """
    What is wrong, in English. Example: ``Tag with system name BANKFINANCES does not exist for
    tag tree CATEGORIES``.
    """


class BankAccessType(OpenEnum):
    """Kind of a bank access."""

    DEFAULT = "DEFAULT"
    """A login at a bank; the value is not sent, the field is left out instead."""
    EBICS = "EBICS"
    """A login over EBICS, the protocol for companies."""
    BUILDER = "BUILDER"
    """An access that you made and fill yourself."""


class BankAccessStatus(OpenEnum):
    """
    How far fetching has come. Only INTERAKTION and VOLLSTAENDIG are documented; the others were
    seen in the provider's Java client. Wait on whatever you do not know.
    """

    GESTARTET = "GESTARTET"
    """Fetching has been started (not in the documents)."""
    INTERAKTION = "INTERAKTION"
    """A step of the user is needed, such as an SCA; see messages and relations."""
    SAMMELN = "SAMMELN"
    """Data are being fetched from the bank (not in the documents)."""
    KOPFDATEN = "KOPFDATEN"
    """
    The list of products is there, balances and transactions follow (not in the documents).
    """
    VOLLSTAENDIG = "VOLLSTAENDIG"
    """Fetching has ended, well or not; see messages and relations."""


class BankProductStatus(OpenEnum):
    """
    How far fetching has come for a product; it always equals the status of the bank access.
    """

    INTERAKTION = "INTERAKTION"
    """A step of the user is needed, such as an SCA; see messages and relations."""
    VOLLSTAENDIG = "VOLLSTAENDIG"
    """Fetching has ended."""


Credentials: TypeAlias = OrTextMap[Encrypted]
"""
    Encrypted login data: the keys are the field keys that the provider lists in its
    authentication info, of which the named ones are the usual, and each value is encrypted
    alone with the public key of your tenant and written as Base64 without line breaks.
    """


class MaxTransactions(OpenEnum):
    """For which products transactions older than 90 days are fetched."""

    NONE = "none"
    """For none, which is also what happens without the parameter."""
    ALL = "all"
    """For all products."""
    PAYMENT_ACCOUNTS = "paymentAccounts"
    """For current accounts (GIROKONTO) only."""


class CurrencyBalance(Model, kw_only=True):
    """Balance of an account in one of its currencies."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["saldo", "saldoDatum", "waehrung"])

    saldo: Decimal | None = None
    """The balance."""

    waehrung: str | None = None
    """Currency of the balance (ISO 4217). Example: ``USD``."""

    saldo_datum: BerlinDateTime | None = field(name="saldoDatum", default=None)
    """When the balance was so. Example: ``2023-08-15 00:00:00``."""


class CurrencyBalanceInput(Model, kw_only=True):
    """Balance of an account in one of its currencies."""

    saldo: OrDigits[Decimal] | UnsetType = UNSET
    """The balance."""

    waehrung: str | UnsetType = UNSET
    """Currency of the balance (ISO 4217). Example: ``USD``."""

    saldo_datum: BerlinDateTime | UnsetType = field(name="saldoDatum", default=UNSET)
    """When the balance was so. Example: ``2023-08-15 00:00:00``."""


class BalanceSource(OpenEnum):
    """Where the value of a depot comes from."""

    SWIFTMSG = "SWIFTMSG"
    """A SWIFT message of the bank."""
    SONSTIGE = "SONSTIGE"
    """Another source."""


class SecurityProcedure(Model, kw_only=True):
    """
    A way of authorising that the bank offers the user. German twin of SecurityProcedureEn.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["kodierung", "name"])

    kodierung: LenientInt | None = None
    """
    The bank's number of the procedure; goes back as text in `chosenScaMethodId`. Example:
    ``942``.
    """

    name: str | None = None
    """Name of the procedure for the user. Example: ``mTAN``."""

    hinweis: str | None = None
    """
    Explanation that the user has to see, often just the name again. Example: ``TAN per SMS an
    Ihr Mobiltelefon``.
    """


class MediaClass(OpenEnum):
    """
    Kind of a TAN medium, in the German spelling of bank accesses; MOBIL and MOBILE mean the
    same.
    """

    LISTE = "LISTE"
    """Paper list of TANs."""
    GENERATOR = "GENERATOR"
    """TAN generator, as a rule with a bank card."""
    MOBIL = "MOBIL"
    """Mobile phone that receives the TAN, as samples and the table of TAN media spell it."""
    MOBILE = "MOBILE"
    """The same, as the table of media classes spells it."""
    SECODER = "SECODER"
    """Card reader with keypad that reads a matrix code."""
    PUSHTAN = "PUSHTAN"
    """App that receives the TAN as a push message."""
    ALL = "ALL"
    """The bank does not distinguish; the medium serves every procedure."""
    PROPRIETARY = "PROPRIETARY"
    """A medium of the bank's own kind."""


class TransactionIdentifier(Model, kw_only=True):
    """
    References by which others know a transaction. The newer document names most without
    explaining them.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    end_to_end_id: str | None = field(name="endToEndId", default=None)
    """
    End-to-end reference of the SEPA payment. Example: ``be7649876d5f439886fa816993ac9f9f``.
    """

    mandate_id: str | None = field(name="mandateId", default=None)
    """Reference of the SEPA mandate of a debit. Example: ``MandatsId``."""

    batch_id: str | None = field(name="batchId", default=None)
    """
    Id of the batch that the transaction was part of; transactions can be filtered by it.
    Example: ``f257c0de-c5f0-4ffd-b942-94b1e631babb``.
    """

    proprietary_code: str | None = field(name="proprietaryCode", default=None)
    """
    The provider's own id, such as that of a PayPal transaction. Example: ``8SX12345AB678901C``.
    """

    entry_reference: str | None = field(name="entryReference", default=None)
    """Reference of the entry. Example: ``20161117-1``."""

    owner_ref: str | None = field(name="ownerRef", default=None)
    """Reference of the account's owner. Example: ``NONREF``."""

    booking_ref: str | None = field(name="bookingRef", default=None)
    """Reference of the booking. Example: ``5CC15048A1824480``."""

    balance: Decimal | None = None
    """A balance, presumably that after the transaction."""


class TransactionIdentifierInput(Model, kw_only=True):
    """
    References by which others know a transaction. The newer document names most without
    explaining them.
    """

    end_to_end_id: str | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end reference of the SEPA payment. Example: ``be7649876d5f439886fa816993ac9f9f``.
    """

    mandate_id: str | UnsetType = field(name="mandateId", default=UNSET)
    """Reference of the SEPA mandate of a debit. Example: ``MandatsId``."""

    batch_id: str | UnsetType = field(name="batchId", default=UNSET)
    """
    Id of the batch that the transaction was part of; transactions can be filtered by it.
    Example: ``f257c0de-c5f0-4ffd-b942-94b1e631babb``.
    """

    proprietary_code: str | UnsetType = field(name="proprietaryCode", default=UNSET)
    """
    The provider's own id, such as that of a PayPal transaction. Example: ``8SX12345AB678901C``.
    """

    entry_reference: str | UnsetType = field(name="entryReference", default=UNSET)
    """Reference of the entry. Example: ``20161117-1``."""

    owner_ref: str | UnsetType = field(name="ownerRef", default=UNSET)
    """Reference of the account's owner. Example: ``NONREF``."""

    booking_ref: str | UnsetType = field(name="bookingRef", default=UNSET)
    """Reference of the booking. Example: ``5CC15048A1824480``."""

    balance: OrDigits[Decimal] | UnsetType = UNSET
    """A balance, presumably that after the transaction."""


class BookingStatus(OpenEnum):
    """Whether transactions are booked. Values that are not listed are sent as they are."""

    BOOKED = "booked"
    """The bank has booked them."""
    PENDING = "pending"
    """The bank has announced them, but not booked them yet."""


class TransactionTag(OpenEnum):
    """Kind of tags that transactions can carry."""

    CATEGORIES = "categories"
    """What the money was for, as in TransactionCategory."""
    BUSINESS_PARTNERS = "business-partners"
    """Who is on the other side."""
    PERIODS = "periods"
    """How often such a transaction comes."""
    INSURANCE_TYPES = "insurance-types"
    """Which kind of insurance is paid."""
    FREELANCER_CATEGORIES = "freelancer-categories"
    """What the money was for, in the eyes of a freelancer."""
    CUSTOM_CATEGORIES = "custom-categories"
    """Categories of your own; the document does not explain them."""
    INSURANCES = "insurances"
    """Older spelling in addresses of the guide, for transactions of insurances only."""
    TRUE = "true"
    """Older spelling in addresses of the guide, for categories."""


class TransactionCategory(OpenEnum):
    """
    What a transaction was for, in two levels. Each value is explained by its German display
    name, and `x-enum-parents` tells the category above. The list may change at any time; a
    category that is not in it is kept as it comes.
    """

    BANKFINANCE = "BANKFINANCE"
    """Bank und Finanzen"""
    BANKFINANCE_FEES = "BANKFINANCE_FEES"
    """Bankgebühren (part of BANKFINANCE)"""
    BANKFINANCE_INVESTMENT = "BANKFINANCE_INVESTMENT"
    """Investment (part of BANKFINANCE)"""
    BANKFINANCE_OTHER = "BANKFINANCE_OTHER"
    """Bank und Finanzen - Sonstiges (part of BANKFINANCE)"""
    BANKFINANCE_CASHWITHDRAWAL = "BANKFINANCE_CASHWITHDRAWAL"
    """Barauszahlung (part of BANKFINANCE)"""
    BANKFINANCE_CREDITPAYMENT = "BANKFINANCE_CREDITPAYMENT"
    """Kredittilgung (part of BANKFINANCE)"""
    BANKFINANCE_CURRENCY = "BANKFINANCE_CURRENCY"
    """Devisen- / Sortengeschäfte (part of BANKFINANCE)"""
    BILLS = "BILLS"
    """Vertragsrechnungen"""
    BILLS_OTHER = "BILLS_OTHER"
    """Vertragsrechnungen - Sonstiges (part of BILLS)"""
    BILLS_PUBLICRADIO = "BILLS_PUBLICRADIO"
    """Öffentlich-rechtlicher Rundfunk (part of BILLS)"""
    BILLS_ENERGY = "BILLS_ENERGY"
    """Energiekosten (part of BILLS)"""
    BILLS_TELECOMMUNICATIONS = "BILLS_TELECOMMUNICATIONS"
    """Internet und Telekommunikation (part of BILLS)"""
    BILLS_WATERANDDISPOSAL = "BILLS_WATERANDDISPOSAL"
    """Wasser und Entsorgung (part of BILLS)"""
    BUSINESS = "BUSINESS"
    """Geschäftlich"""
    BUSINESS_LEASING = "BUSINESS_LEASING"
    """Leasinggebühren (geschäftlich) (part of BUSINESS)"""
    BUSINESS_LEGAL = "BUSINESS_LEGAL"
    """Anwaltskosten (geschäftlich) (part of BUSINESS)"""
    BUSINESS_MOBILITY = "BUSINESS_MOBILITY"
    """Mobilität (geschäftlich) (part of BUSINESS)"""
    BUSINESS_ASSOCIATION = "BUSINESS_ASSOCIATION"
    """Berufsverbandsbeiträge (part of BUSINESS)"""
    BUSINESS_CREDITPAYMENT = "BUSINESS_CREDITPAYMENT"
    """Kredittilgung (geschäftlich) (part of BUSINESS)"""
    BUSINESS_ENERGY = "BUSINESS_ENERGY"
    """Energiekosten (geschäftlich) (part of BUSINESS)"""
    BUSINESS_EQUIPMENT = "BUSINESS_EQUIPMENT"
    """Arbeitsmittel (part of BUSINESS)"""
    BUSINESS_INVESTMENT = "BUSINESS_INVESTMENT"
    """Investment (geschäftlich) (part of BUSINESS)"""
    BUSINESS_SALARY = "BUSINESS_SALARY"
    """Personalkosten (part of BUSINESS)"""
    BUSINESS_TAXES = "BUSINESS_TAXES"
    """Betriebssteuern (part of BUSINESS)"""
    BUSINESS_TELECOMMUNICATIONS = "BUSINESS_TELECOMMUNICATIONS"
    """Internet und Telekommunikation (geschäftlich) (part of BUSINESS)"""
    BUSINESS_TRAVEL = "BUSINESS_TRAVEL"
    """Geschäftsreisekosten (part of BUSINESS)"""
    BUSINESS_WATERANDDISPOSAL = "BUSINESS_WATERANDDISPOSAL"
    """Wasser- und Entsorgungsgebühren (geschäftlich) (part of BUSINESS)"""
    BUSINESS_ADVERTISEMENT = "BUSINESS_ADVERTISEMENT"
    """Werbekosten (part of BUSINESS)"""
    BUSINESS_CONSULTING = "BUSINESS_CONSULTING"
    """Beratungskosten (geschäftlich) (part of BUSINESS)"""
    BUSINESS_TRAINING = "BUSINESS_TRAINING"
    """Fortbildungs- und Schulungskosten (geschäftlich) (part of BUSINESS)"""
    BUSINESS_RENT = "BUSINESS_RENT"
    """Miete (geschäftlich) (part of BUSINESS)"""
    BUSINESS_HOSPITALITY = "BUSINESS_HOSPITALITY"
    """Bewirtungskosten (geschäftlich) (part of BUSINESS)"""
    BUSINESS_OTHER = "BUSINESS_OTHER"
    """Geschäftlich - Sonstiges (part of BUSINESS)"""
    EDUCATION = "EDUCATION"
    """Bildungswesen"""
    EDUCATION_SCHOOL = "EDUCATION_SCHOOL"
    """Schulbildung (part of EDUCATION)"""
    EDUCATION_TRAINING = "EDUCATION_TRAINING"
    """Fortbildung (part of EDUCATION)"""
    EDUCATION_ACADEMIC = "EDUCATION_ACADEMIC"
    """Universität (part of EDUCATION)"""
    EDUCATION_OTHER = "EDUCATION_OTHER"
    """Bildungswesen - Sonstiges (part of EDUCATION)"""
    FAMILY = "FAMILY"
    """Kinder und Familie"""
    FAMILY_CHILDACTIVITIES = "FAMILY_CHILDACTIVITIES"
    """Kinderaktivitäten (part of FAMILY)"""
    FAMILY_CHILDCARE = "FAMILY_CHILDCARE"
    """Kinderbetreuung (part of FAMILY)"""
    FAMILY_CHILDNECESSITIES = "FAMILY_CHILDNECESSITIES"
    """Kinder- und Babybedarf (part of FAMILY)"""
    FAMILY_OTHER = "FAMILY_OTHER"
    """Familie - Sonstiges (part of FAMILY)"""
    FAMILY_SUPPORT = "FAMILY_SUPPORT"
    """Unterhalt (part of FAMILY)"""
    FAMILY_TOYS = "FAMILY_TOYS"
    """Spielwaren (part of FAMILY)"""
    HEALTH = "HEALTH"
    """Gesundheit"""
    HEALTH_OPTICS = "HEALTH_OPTICS"
    """Augenoptik (part of HEALTH)"""
    HEALTH_OTHER = "HEALTH_OTHER"
    """Gesundheit - Sonstiges (part of HEALTH)"""
    HEALTH_SERVICES = "HEALTH_SERVICES"
    """Arzt/Krankenhaus/Pflege (part of HEALTH)"""
    HEALTH_CONSUMABLES = "HEALTH_CONSUMABLES"
    """Arznei und Heilmittel (part of HEALTH)"""
    HOUSING = "HOUSING"
    """Wohnen"""
    HOUSING_FURNISHING = "HOUSING_FURNISHING"
    """Möbel und Haushaltsgeräte (part of HOUSING)"""
    HOUSING_SERVICES = "HOUSING_SERVICES"
    """Haushaltsdienstleistungen (part of HOUSING)"""
    HOUSING_RENOVATION = "HOUSING_RENOVATION"
    """Renovierung & Reparatur (part of HOUSING)"""
    HOUSING_RENT = "HOUSING_RENT"
    """Miete/Wohngeld (part of HOUSING)"""
    HOUSING_ANCILLARYCOSTS = "HOUSING_ANCILLARYCOSTS"
    """Nebenkosten (part of HOUSING)"""
    HOUSING_FINANCING = "HOUSING_FINANCING"
    """Immobilienkredit (part of HOUSING)"""
    HOUSING_OTHER = "HOUSING_OTHER"
    """Wohnen - Sonstiges (part of HOUSING)"""
    INCOME = "INCOME"
    """Einnahmen"""
    INCOME_INSURANCE = "INCOME_INSURANCE"
    """Versicherungseinnahmen/-gutschriften/-rückzahlungen (part of INCOME)"""
    INCOME_OTHER = "INCOME_OTHER"
    """Einnahmen - Sonstiges (part of INCOME)"""
    INCOME_PENSION = "INCOME_PENSION"
    """Rente und Pension (part of INCOME)"""
    INCOME_RETURNDEBIT = "INCOME_RETURNDEBIT"
    """Rücklastschriften (part of INCOME)"""
    INCOME_SALARY = "INCOME_SALARY"
    """Gehalt (part of INCOME)"""
    INCOME_STATEEDUCATION = "INCOME_STATEEDUCATION"
    """Staatliche Förderung für Bildung (part of INCOME)"""
    INCOME_STATEFAMILY = "INCOME_STATEFAMILY"
    """Staatliche Förderung für Familie und Kinder (part of INCOME)"""
    INCOME_SALES = "INCOME_SALES"
    """Verkaufseinnahmen (part of INCOME)"""
    INCOME_TAXES = "INCOME_TAXES"
    """Steuerrückzahlungen und -erstattungen (part of INCOME)"""
    INCOME_CREDIT = "INCOME_CREDIT"
    """Krediteinnahme (part of INCOME)"""
    INCOME_CASHDEPOSIT = "INCOME_CASHDEPOSIT"
    """Bareinzahlung (part of INCOME)"""
    INCOME_INVESTMENT = "INCOME_INVESTMENT"
    """Kapitaleinkommen (part of INCOME)"""
    INCOME_REFUND = "INCOME_REFUND"
    """Gutschriften und Erstattungen (part of INCOME)"""
    INCOME_RENTAL = "INCOME_RENTAL"
    """Vermietung und Verpachtung (part of INCOME)"""
    INCOME_SOCIALBENEFIT = "INCOME_SOCIALBENEFIT"
    """Sozialleistung (part of INCOME)"""
    INCOME_SAVINGS = "INCOME_SAVINGS"
    """Spareinnahmen (part of INCOME)"""
    INCOME_BUSINESS = "INCOME_BUSINESS"
    """Geschäftseinnahmen (part of INCOME)"""
    INSURANCE = "INSURANCE"
    """Versicherungen"""
    INSURANCE_ACCIDENT = "INSURANCE_ACCIDENT"
    """Unfallversicherung (part of INSURANCE)"""
    INSURANCE_LIABILITY = "INSURANCE_LIABILITY"
    """Haftpflichtversicherung (part of INSURANCE)"""
    INSURANCE_OTHER = "INSURANCE_OTHER"
    """Versicherungen - Sonstiges (part of INSURANCE)"""
    INSURANCE_TRANSPORT = "INSURANCE_TRANSPORT"
    """Transportversicherung (part of INSURANCE)"""
    INSURANCE_TRAVEL = "INSURANCE_TRAVEL"
    """Reiseversicherung (part of INSURANCE)"""
    INSURANCE_BUSINESS = "INSURANCE_BUSINESS"
    """Gewerbliche Versicherung (part of INSURANCE)"""
    INSURANCE_LEGAL = "INSURANCE_LEGAL"
    """Rechtsschutzversicherung (part of INSURANCE)"""
    INSURANCE_LIFE = "INSURANCE_LIFE"
    """Lebensversicherung (part of INSURANCE)"""
    INSURANCE_VEHICLE = "INSURANCE_VEHICLE"
    """KFZ-Versicherung (part of INSURANCE)"""
    INSURANCE_PROPERTY = "INSURANCE_PROPERTY"
    """Sachversicherung (part of INSURANCE)"""
    INSURANCE_HEALTH = "INSURANCE_HEALTH"
    """Krankenversicherung (part of INSURANCE)"""
    LIVING = "LIVING"
    """Lebenshaltung"""
    LIVING_GROCERIES = "LIVING_GROCERIES"
    """Lebensmittel (part of LIVING)"""
    LIVING_OTHER = "LIVING_OTHER"
    """Lebenshaltung - Sonstiges (part of LIVING)"""
    LIVING_DRUGSTORE = "LIVING_DRUGSTORE"
    """Drogerie (part of LIVING)"""
    LIVING_CHARITY = "LIVING_CHARITY"
    """Spenden & Wohltätigkeit (part of LIVING)"""
    MOBILITY = "MOBILITY"
    """Mobilität"""
    MOBILITY_CARSHARE = "MOBILITY_CARSHARE"
    """Car-Sharing (part of MOBILITY)"""
    MOBILITY_TAXES = "MOBILITY_TAXES"
    """KFZ-Steuer (part of MOBILITY)"""
    MOBILITY_OTHER = "MOBILITY_OTHER"
    """Mobilität - Sonstiges (part of MOBILITY)"""
    MOBILITY_VEHICLEACQUISITION = "MOBILITY_VEHICLEACQUISITION"
    """KFZ - Kredit/Kauf/Leasing (part of MOBILITY)"""
    MOBILITY_BIKESHARE = "MOBILITY_BIKESHARE"
    """Bike-Sharing (part of MOBILITY)"""
    MOBILITY_FUEL = "MOBILITY_FUEL"
    """Kraftstoffe und Schmiermittel (part of MOBILITY)"""
    MOBILITY_PARKING = "MOBILITY_PARKING"
    """Parken (part of MOBILITY)"""
    MOBILITY_PUBLICTRANSPORT = "MOBILITY_PUBLICTRANSPORT"
    """ÖPNV (part of MOBILITY)"""
    MOBILITY_SERVICES = "MOBILITY_SERVICES"
    """Wartung, Pflege und Reparaturen (part of MOBILITY)"""
    MOBILITY_TAXI = "MOBILITY_TAXI"
    """Taxi (part of MOBILITY)"""
    OTHER = "OTHER"
    """Sonstiges"""
    OTHER_OTHER = "OTHER_OTHER"
    """Sonstiges (part of OTHER)"""
    RECREATION = "RECREATION"
    """Freizeit und Unterhaltung"""
    RECREATION_STREAMING = "RECREATION_STREAMING"
    """Streaming und Pay-TV (part of RECREATION)"""
    RECREATION_FOODANDDRINKS = "RECREATION_FOODANDDRINKS"
    """Ausgehen und Essen (part of RECREATION)"""
    RECREATION_HOBBYANDSOCIAL = "RECREATION_HOBBYANDSOCIAL"
    """Hobbys und soziale Aktivitäten (part of RECREATION)"""
    RECREATION_CULTURAL = "RECREATION_CULTURAL"
    """Kultur (part of RECREATION)"""
    RECREATION_ONLINE = "RECREATION_ONLINE"
    """Spiele und Online-Unterhaltung (part of RECREATION)"""
    RECREATION_OTHER = "RECREATION_OTHER"
    """Freizeit und Unterhaltung - Sonstiges (part of RECREATION)"""
    RECREATION_PETS = "RECREATION_PETS"
    """Haustier (part of RECREATION)"""
    RECREATION_PRINTED = "RECREATION_PRINTED"
    """Bücher und Zeitschriften (part of RECREATION)"""
    RECREATION_SPORTS = "RECREATION_SPORTS"
    """Sport und Fitness (part of RECREATION)"""
    RECREATION_GAMBLING = "RECREATION_GAMBLING"
    """Glücksspiel (part of RECREATION)"""
    SAVINGS = "SAVINGS"
    """Sparen"""
    SAVINGS_BUILDING = "SAVINGS_BUILDING"
    """Bausparguthaben (part of SAVINGS)"""
    SAVINGS_ACCOUNT = "SAVINGS_ACCOUNT"
    """Sparguthaben (part of SAVINGS)"""
    SAVINGS_OTHER = "SAVINGS_OTHER"
    """Sparen - Sonstiges (part of SAVINGS)"""
    SERVICES = "SERVICES"
    """Dienstleistungen"""
    SERVICES_MAIL = "SERVICES_MAIL"
    """Porto- und Versandkosten (part of SERVICES)"""
    SERVICES_PERSONAL = "SERVICES_PERSONAL"
    """Persönliche Dienstleistungen (part of SERVICES)"""
    SERVICES_ONLINE = "SERVICES_ONLINE"
    """Software und Online-Dienstleistungen (part of SERVICES)"""
    SERVICES_OTHER = "SERVICES_OTHER"
    """Dienstleistungen - Sonstiges (part of SERVICES)"""
    SERVICES_PROFESSIONAL = "SERVICES_PROFESSIONAL"
    """Professionelle Dienstleistungen (part of SERVICES)"""
    SHOPPING = "SHOPPING"
    """Shopping"""
    SHOPPING_ONLINE = "SHOPPING_ONLINE"
    """Online-Shopping (part of SHOPPING)"""
    SHOPPING_BEAUTY = "SHOPPING_BEAUTY"
    """Schönheitsprodukte (part of SHOPPING)"""
    SHOPPING_CLOTHINGACCESSORIES = "SHOPPING_CLOTHINGACCESSORIES"
    """Kleidung und Accessoires (part of SHOPPING)"""
    SHOPPING_DEPARTMENTSTORE = "SHOPPING_DEPARTMENTSTORE"
    """Kaufhaus (part of SHOPPING)"""
    SHOPPING_ELECTRONICS = "SHOPPING_ELECTRONICS"
    """Elektrogeräte (part of SHOPPING)"""
    SHOPPING_OTHER = "SHOPPING_OTHER"
    """Shopping - Sonstiges (part of SHOPPING)"""
    TAXES = "TAXES"
    """Steuern"""
    TAXES_FLAT = "TAXES_FLAT"
    """Abgeltungsteuer (part of TAXES)"""
    TAXES_CHURCH = "TAXES_CHURCH"
    """Kirchensteuer (part of TAXES)"""
    TAXES_CAPITALGAINS = "TAXES_CAPITALGAINS"
    """Kapitalertragsteuer (part of TAXES)"""
    TAXES_INCOME = "TAXES_INCOME"
    """Einkommensteuer (part of TAXES)"""
    TAXES_SALES = "TAXES_SALES"
    """Umsatzsteuer (part of TAXES)"""
    TAXES_PROPERTY = "TAXES_PROPERTY"
    """Grundsteuer (part of TAXES)"""
    TAXES_OTHER = "TAXES_OTHER"
    """Steuern - Sonstiges (part of TAXES)"""
    TRANSFER = "TRANSFER"
    """Transfer"""
    TRANSFER_CREDITCARDSETTLEMENT = "TRANSFER_CREDITCARDSETTLEMENT"
    """Kreditkartenabrechnung (part of TRANSFER)"""
    TRANSFER_OTHER = "TRANSFER_OTHER"
    """Transfer - Sonstiges (part of TRANSFER)"""
    TRANSFER_SAVINGS = "TRANSFER_SAVINGS"
    """Transfer - Sparen (part of TRANSFER)"""
    TRANSFER_BANKFINANCE = "TRANSFER_BANKFINANCE"
    """Kontotransfer (part of TRANSFER)"""
    TRAVEL = "TRAVEL"
    """Reisen"""
    TRAVEL_INCLUSIVEOFFERS = "TRAVEL_INCLUSIVEOFFERS"
    """Pauschalreisen (part of TRAVEL)"""
    TRAVEL_OTHER = "TRAVEL_OTHER"
    """Reise - Sonstiges (part of TRAVEL)"""
    TRAVEL_ACCOMMODATION = "TRAVEL_ACCOMMODATION"
    """Unterkunft (part of TRAVEL)"""
    TRAVEL_TRANSPORT = "TRAVEL_TRANSPORT"
    """Transport (part of TRAVEL)"""


class TaggedEntity(Model, kw_only=True):
    """The transaction or user that a tag hangs on."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["accountId", "entityClass", "id", "userId"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"displayName": False}

    id: str
    """Id of the transaction or user. Example: ``ced1172c-0839-428a-af0d-8b87508f0981``."""

    entity_class: str = field(name="entityClass")
    """What it is, such as TRANSACTION or USER. Example: ``TRANSACTION``."""

    display_name: str | None = field(name="displayName", default=None)
    """Name for display. Example: ``TRANSACTION``."""

    account_id: str | None = field(name="accountId", default=None)
    """
    Id of the account of a transaction; a user has none. Example:
    ``b56ca508-c0e2-52c5-3202-8de20e7ed12b``.
    """

    user_id: str | None = field(name="userId", default=None)
    """
    Id of the user; of a user it equals `id`. Example: ``156ca508-c0e2-52c5-3202-8de20e7ed12b``.
    """


class TaggedEntityInput(Model, kw_only=True):
    """The transaction or user that a tag hangs on."""

    id: str
    """Id of the transaction or user. Example: ``ced1172c-0839-428a-af0d-8b87508f0981``."""

    entity_class: str = field(name="entityClass")
    """What it is, such as TRANSACTION or USER. Example: ``TRANSACTION``."""

    display_name: str = field(name="displayName")
    """Name for display. Example: ``TRANSACTION``."""

    account_id: str | UnsetType = field(name="accountId", default=UNSET)
    """
    Id of the account of a transaction; a user has none. Example:
    ``b56ca508-c0e2-52c5-3202-8de20e7ed12b``.
    """

    user_id: str | UnsetType = field(name="userId", default=UNSET)
    """
    Id of the user; of a user it equals `id`. Example: ``156ca508-c0e2-52c5-3202-8de20e7ed12b``.
    """


class TagTree(Model, kw_only=True):
    """A tree of items for tagging."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["relations", "systemName"])

    __wire_aliases__: ClassVar[Mapping[str, str]] = {"isClientGenerated": "isTenantGenerated"}

    system_name: str = field(name="systemName")
    """Name of the tree. Example: ``CATEGORIES``."""

    system_id: int | None = field(name="systemId", default=None)
    """Number of the tree. Example: ``1``."""

    display_name: str | None = field(name="displayName", default=None)
    """Name for users, in German. Example: ``Kategorien``."""

    description: str | None = None
    """What the tree is for. Example: ``Two level categorization tree.``."""

    is_tenant_generated: bool | None = field(name="isTenantGenerated", default=None)
    """
    Whether it was set by hand at your tenant. Samples call it `isClientGenerated`, which is
    read as well. Example: ``false``.
    """

    version: Decimal | None = None
    """Version of the tree."""

    relations: list[Relation] | None = None
    """Addresses of the tree and its items."""


class TagTreeInput(Model, kw_only=True):
    """A tree of items for tagging."""

    __wire_aliases__: ClassVar[Mapping[str, str]] = {"isClientGenerated": "isTenantGenerated"}

    system_name: str = field(name="systemName")
    """Name of the tree. Example: ``CATEGORIES``."""

    system_id: int | UnsetType = field(name="systemId", default=UNSET)
    """Number of the tree. Example: ``1``."""

    display_name: str | UnsetType = field(name="displayName", default=UNSET)
    """Name for users, in German. Example: ``Kategorien``."""

    description: str | UnsetType = UNSET
    """What the tree is for. Example: ``Two level categorization tree.``."""

    is_tenant_generated: bool | UnsetType = field(name="isTenantGenerated", default=UNSET)
    """
    Whether it was set by hand at your tenant. Samples call it `isClientGenerated`, which is
    read as well. Example: ``false``.
    """

    version: OrDigits[Decimal] | UnsetType = UNSET
    """Version of the tree."""

    relations: list[RelationInput] | UnsetType = UNSET
    """Addresses of the tree and its items."""


class Categorization(Model, kw_only=True):
    """
    Older shape of a category, which the parameter `tag` still speaks of. No documented answer
    carries it any more: transactions carry TagInstance.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["category", "tagId"])

    category: str
    """
    Name of the category, in small letters in the sample. Example: ``bills_electricity``.
    """

    parent_category: str | None = field(name="parentCategory", default=None)
    """Name of the category above. Example: ``bills``."""

    system_name: TransactionCategory | None = field(name="systemName", default=None)
    """Name of the category as in the current list."""

    parent: TransactionCategory | None = None
    """Name of the category above as in the current list."""

    display_name: str | None = field(name="displayName", default=None)
    """Name for users, in German. Example: ``Strom``."""

    confidence_level: float | None = field(name="confidenceLevel", default=None)
    """How sure the categorisation is, from 0 to 1; in the sample only."""

    tag_id: str | None = field(name="tagId", default=None)
    """Id of the tag. Example: ``36d394ba-edef-4075-97e7-b19d1fae3702``."""

    tag_scope: str | None = field(name="tagScope", default=None)
    """What carries the tag. Example: ``transaction``."""

    tag_type: str | None = field(name="tagType", default=None)
    """Kind of the tag. Example: ``CATEGORY``."""

    tag_version: str | None = field(name="tagVersion", default=None)
    """Version of the tag tree, as text. Example: ``2.5``."""


class Tag(Model, kw_only=True):
    """
    Older shape of a tag. No documented answer carries it any more; transactions carry
    TagInstance.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["systemName", "tagId"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "tagScope": False,
        "tagType": False,
        "tagVersion": False,
        "displayName": False,
        "parent": False,
    }

    tag_scope: str | None = field(name="tagScope", default=None)
    """What carries the tag, such as user or transaction. Example: ``transaction``."""

    tag_id: str = field(name="tagId")
    """Id of the tag. Example: ``36d394ba-edef-4075-97e7-b19d1fae3702``."""

    tag_type: str | None = field(name="tagType", default=None)
    """Kind of the tag. The document lists no value but shows one. Example: ``CATEGORY``."""

    tag_version: Decimal | None = field(name="tagVersion", default=None)
    """Version of the tag tree."""

    system_name: TransactionCategory = field(name="systemName")
    """Name of the tag."""

    display_name: str | None = field(name="displayName", default=None)
    """Name for users, in German. Example: ``Miete/Wohngeld``."""

    parent: TransactionCategory | None = None
    """Name of the tag above."""


class TradingUnit(OpenEnum):
    """What the quantity of a security counts."""

    STUECK = "STUECK"
    """Pieces, such as shares."""
    NOMINAL = "NOMINAL"
    """Nominal value, such as of bonds."""


class NotifiedTransaction(Model, kw_only=True):
    """A new transaction, in short."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["amount", "payeeName"])

    payee_name: str | None = field(name="payeeName", default=None)
    """
    Name of the other side. The document explains it as the id of the product, against its
    samples. Example: ``La Sopia GmbH Munich``.
    """

    amount: Decimal | None = None
    """Amount, negative when money leaves the account; no currency is given."""


class BalanceNotification(Model, kw_only=True):
    """Tells of a changed balance of a product, or of the changed value of a depot."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountId",
            "newBalance",
            "notificationType",
            "occurred",
            "oldBalance",
            "productId",
            "serial",
            "tenant",
            "userId",
        ]
    )

    user_id: str = field(name="userId")
    """Id of the user, as in the token. Example: ``mock-user-4711``."""

    account_id: str = field(name="accountId")
    """
    Id of the bank access. Samples have a leading blank, which is kept; strip it before you
    compare. Example: ``3671fbf6-c752-4107-a9c0-61ea77cd7f5e``.
    """

    tenant: str
    """Name of the tenant. Example: ``demo``."""

    notification_type: Literal["BALANCE"] = field(name="notificationType")
    """Kind of the notification, which distinguishes the three. Example: ``BALANCE``."""

    occurred: BerlinDateTime
    """When the notification was triggered. Example: ``2019-05-11 09:05:00``."""

    product_id: str = field(name="productId")
    """Id of the bank product. Example: ``DE00123456789012345679``."""

    old_balance: Decimal = field(name="oldBalance")
    """Balance or value before the refresh."""

    new_balance: Decimal = field(name="newBalance")
    """Balance or value that the refresh found."""

    serial: int | None = None
    """
    Running number; a gap means that a notification got lost. Samples leave it out. Example:
    ``42``.
    """


class ErrorNotification(Model, kw_only=True):
    """Tells that a background refresh ran into an error."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountId",
            "code",
            "data",
            "level",
            "message",
            "notificationType",
            "occurred",
            "serial",
            "tenant",
            "userId",
        ]
    )

    __wire_aliases__: ClassVar[Mapping[str, str]] = {"Code": "code"}

    user_id: str = field(name="userId")
    """Id of the user, as in the token. Example: ``mock-user-4711``."""

    account_id: str = field(name="accountId")
    """
    Id of the bank access. Samples have a leading blank, which is kept; strip it before you
    compare. Example: ``3671fbf6-c752-4107-a9c0-61ea77cd7f5e``.
    """

    tenant: str
    """Name of the tenant. Example: ``demo``."""

    notification_type: Literal["ERROR"] = field(name="notificationType")
    """Kind of the notification, which distinguishes the three. Example: ``ERROR``."""

    occurred: BerlinDateTime
    """When the notification was triggered. Example: ``2019-05-11 09:05:00``."""

    level: MessageLevel
    """How serious it is; here WARNING can come too."""

    code: MessageCode
    """What has happened. The sample writes the key as `Code`, which is read as well."""

    message: str
    """Text to show to the user. Example: ``Zugang gesperrt``."""

    serial: int | None = None
    """
    Running number; a gap means that a notification got lost. Samples leave it out. Example:
    ``42``.
    """

    data: str | None = None
    """Further information. Example: ``Bitte entsperren Sie Ihren Zugang bei der Bank.``."""


class SubmitScaData(Model, kw_only=True):
    """
    What the user decided or typed in the current step of an SCA. Fill exactly the property the
    relation at hand asks for: `set_method` the procedure, `set_medium` the medium,
    `authenticate` the answer. An empty object tells the bank side that the user has confirmed
    elsewhere (decoupled).
    """

    chosen_sca_method_id: str | UnsetType = field(name="chosenScaMethodId", default=UNSET)
    """
    Code of the chosen procedure as text, although the offers carry it as a number (`kodierung`,
    `code`). Only codes of the latest offer are accepted. Example: ``942``.
    """

    chosen_sca_media: str | UnsetType = field(name="chosenScaMedia", default=UNSET)
    """Name of the chosen medium, exactly as it was offered. Example: ``Handy Eins``."""

    sca_authentication_data: OrText[Secret] | UnsetType = field(
        name="scaAuthenticationData", default=UNSET
    )
    """
    The answer to the challenge, as a rule the TAN. A tenant that hosts the return page of a
    redirect itself sends the whole query string it was called with, question mark included.
    """

    def __post_init__(self) -> None:
        self._hide("sca_authentication_data")


class SecurityProcedureEn(Model, kw_only=True):
    """
    A way of authorising that the bank offers the user. English twin of SecurityProcedure.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["code", "name"])

    code: LenientInt | None = None
    """
    The bank's number of the procedure; goes back as text in `chosenScaMethodId`. Example:
    ``942``.
    """

    name: str | None = None
    """Name of the procedure for the user. Example: ``mTAN``."""

    hint: str | None = None
    """
    Explanation for the user, often just the name again. Example: ``TAN per SMS an Ihr
    Mobiltelefon``.
    """


class MediaClassEn(OpenEnum):
    """Kind of a TAN medium, in the English spelling of payments and their consents."""

    LIST = "LIST"
    """Paper list of TANs."""
    GENERATOR = "GENERATOR"
    """TAN generator, as a rule with a bank card."""
    MOBILE = "MOBILE"
    """Mobile phone that receives the TAN."""
    SECODER = "SECODER"
    """Card reader with keypad that reads a matrix code."""
    PUSHTAN = "PUSHTAN"
    """App that receives the TAN as a push message."""
    ALL = "ALL"
    """The bank does not distinguish; the medium serves every procedure."""
    PROPRIETARY = "PROPRIETARY"
    """A medium of the bank's own kind."""


class ChallengeContent(Model, kw_only=True):
    """
    Representations of one challenge. All are optional and several may be filled; an empty
    content means the user knows what to do, for example from an SMS.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["HHD", "HHDUC", "PDF", "instructions", "photo"]
    )

    instructions: str | None = None
    """
    Text of the bank telling the user what to do. Example: ``Bitte Karte in den TAN-Generator
    stecken und die TAN eingeben.``.
    """

    hhd: str | None = field(name="HHD", default=None)
    """
    Code of the optical chipTAN, from which a flicker graphic is drawn. Example:
    ``11048714955205123456789F14302C303107``.
    """

    hhduc: str | None = field(name="HHDUC", default=None)
    """
    Code of the same challenge for FlickerTAN, in the HHD-UC form. Example:
    ``1234567891234567891234567890,01``.
    """

    photo: str | None = None
    """
    Mosaic picture of photoTAN or QR procedures: a PNG in Base64, as a rule as a complete data
    URI. Example: ``data:image/png;base64,iVBORw0KGgo=``.
    """

    pdf: str | None = field(name="PDF", default=None)
    """
    Document the challenge refers to, in Base64, as a rule as a complete data URI. The relation
    `get_challenge_pdf` of the bank access leads to the same document. Example:
    ``data:application/pdf;base64,JVBERi0xLjQ=``.
    """


class PaymentBaseInfo(Model, kw_only=True):
    """
    Where the money moves from or to on the user's side, with the credentials to get there. All
    three are needed when you lead the SCA yourself; a tenant with REG/Protect may leave them
    out and has the user fill them in on the web form.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["credentials", "product", "provider"]
    )

    provider: str | None = None
    """
    Provider that keeps the user's account. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    credentials: Credentials | None = None
    """Encrypted credentials of the user at this provider."""

    product: str | None = None
    """
    Id of the user's bank product, for payment accounts the IBAN. Example:
    ``DE00123456789012345679``.
    """

    def __post_init__(self) -> None:
        self._hide("credentials")


class TransferDetails(Model, kw_only=True):
    """One credit transfer."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "amount",
            "bic",
            "currency",
            "endToEndId",
            "iban",
            "purpose",
            "purposeCode",
            "recipient",
            "ultimateCreditor",
            "ultimateDebtor",
        ]
    )

    recipient: str
    """Name of the payee. Example: ``Muster GmbH``."""

    purpose: str
    """Remittance information for the payee. Example: ``Rechnung 2024-0815``."""

    iban: str
    """IBAN of the payee. Example: ``DE89370400440532013000``."""

    currency: str
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    amount: Decimal
    """Amount to transfer, in units of `currency`."""

    bic: str | None = None
    """BIC of the payee's bank; not needed inside SEPA. Example: ``COBADEFFXXX``."""

    end_to_end_id: str | None = field(name="endToEndId", default=None)
    """
    Your reference, carried unchanged to the payee. Example:
    ``be7649876d5f439886fa816993ac9f9f``.
    """

    purpose_code: str | None = field(name="purposeCode", default=None)
    """
    ISO 20022 external purpose code that classifies the payment, such as SALA or PENS. Example:
    ``SALA``.
    """

    ultimate_debtor: str | None = field(name="ultimateDebtor", default=None)
    """
    The party that really owes the money, when it is not the account holder. Example: ``Erika
    Mustermann``.
    """

    ultimate_creditor: str | None = field(name="ultimateCreditor", default=None)
    """
    The party that is really owed the money, when it is not the recipient. Example: ``Verein der
    Musterfreunde e. V.``.
    """


class TransferDetailsInput(Model, kw_only=True):
    """One credit transfer."""

    recipient: str
    """Name of the payee. Example: ``Muster GmbH``."""

    purpose: str
    """Remittance information for the payee. Example: ``Rechnung 2024-0815``."""

    iban: CounterpartyIban
    """IBAN of the payee. Example: ``DE89370400440532013000``."""

    currency: str
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    amount: OrDigits[Decimal]
    """Amount to transfer, in units of `currency`."""

    bic: str | UnsetType = UNSET
    """BIC of the payee's bank; not needed inside SEPA. Example: ``COBADEFFXXX``."""

    end_to_end_id: str | UnsetType = field(name="endToEndId", default=UNSET)
    """
    Your reference, carried unchanged to the payee. Example:
    ``be7649876d5f439886fa816993ac9f9f``.
    """

    purpose_code: str | UnsetType = field(name="purposeCode", default=UNSET)
    """
    ISO 20022 external purpose code that classifies the payment, such as SALA or PENS. Example:
    ``SALA``.
    """

    ultimate_debtor: str | UnsetType = field(name="ultimateDebtor", default=UNSET)
    """
    The party that really owes the money, when it is not the account holder. Example: ``Erika
    Mustermann``.
    """

    ultimate_creditor: str | UnsetType = field(name="ultimateCreditor", default=UNSET)
    """
    The party that is really owed the money, when it is not the recipient. Example: ``Verein der
    Musterfreunde e. V.``.
    """


class SingleTransferData(Model, kw_only=True):
    """
    One credit transfer together with the credentials of the account it is paid from. A tenant
    with REG/Protect may send an empty object, or what is known already to prefill the form.
    """

    provider: str | UnsetType = UNSET
    """
    Provider that keeps the user's account. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    credentials: Credentials | UnsetType = UNSET
    """Encrypted credentials of the user at this provider."""

    product: str | UnsetType = UNSET
    """
    Id of the user's bank product, for payment accounts the IBAN. Example:
    ``DE00123456789012345679``.
    """

    transfer_details: TransferDetailsInput | UnsetType = field(
        name="transferDetails", default=UNSET
    )
    """The transfer. Needed unless the user fills it in on the web form."""

    def __post_init__(self) -> None:
        self._hide("credentials")


class BulkTransferData(Model, kw_only=True):
    """
    Several credit transfers from one account, authorised together, with the credentials of that
    account. A tenant with REG/Protect may leave out provider, credentials and product.
    """

    transfer_details: list[TransferDetailsInput] = field(name="transferDetails")
    """The transfers."""

    provider: str | UnsetType = UNSET
    """
    Provider that keeps the user's account. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    credentials: Credentials | UnsetType = UNSET
    """Encrypted credentials of the user at this provider."""

    product: str | UnsetType = UNSET
    """
    Id of the user's bank product, for payment accounts the IBAN. Example:
    ``DE00123456789012345679``.
    """

    def __post_init__(self) -> None:
        self._hide("credentials")


class SingleTransferDataBankAccess(Model, kw_only=True):
    """One credit transfer from a product whose credentials BANKSapi keeps."""

    transfer_details: TransferDetailsInput = field(name="transferDetails")
    """The transfer."""


class BulkTransferDataBankAccess(Model, kw_only=True):
    """Several credit transfers from a product whose credentials BANKSapi keeps."""

    transfer_details: list[TransferDetailsInput] = field(name="transferDetails")
    """The transfers, authorised together."""


class SingleTransfer(Model, kw_only=True):
    """A credit transfer as BANKSapi has taken it in."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["ebics", "paymentId", "product", "provider", "transferDetails"]
    )

    provider: str
    """
    Provider that keeps the account it is paid from. Example:
    ``00000000-0000-0000-0000-000000000000``.
    """

    product: str
    """Id of the bank product it is paid from. Example: ``DE00123456789012345679``."""

    transfer_details: TransferDetails = field(name="transferDetails")
    """The transfer."""

    payment_id: str | None = field(name="paymentId", default=None)
    """Id of the payment at BANKSapi. Example: ``3e97fa51-ce7b-42a0-9101-50fd67dbc3e7``."""

    ebics: bool | None = None
    """Whether the order went to the bank by EBICS. Example: ``false``."""


class BulkTransfer(Model, kw_only=True):
    """A collective order of credit transfers as BANKSapi has taken it in."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["ebics", "paymentId", "product", "provider", "transferDetails"]
    )

    provider: str
    """
    Provider that keeps the account they are paid from. Example:
    ``00000000-0000-0000-0000-000000000000``.
    """

    product: str
    """Id of the bank product they are paid from. Example: ``DE00123456789012345679``."""

    transfer_details: list[TransferDetails] = field(name="transferDetails")
    """The transfers."""

    payment_id: str | None = field(name="paymentId", default=None)
    """Id of the payment at BANKSapi. Example: ``fdc61bcd-d0ee-4999-9c77-eff3ba8db0ce``."""

    ebics: bool | None = None
    """Whether the order went to the bank by EBICS. Example: ``false``."""


class PaymentReference(Model, kw_only=True):
    """The id of a payment."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paymentId"])

    payment_id: str | None = field(name="paymentId", default=None)
    """
    Id that BANKSapi gave to the payment. Example: ``07788639-abd7-4009-9c9d-2d79079f3f26``.
    """


class DebitSequenceType(OpenEnum):
    """Place of a direct debit in the life of its mandate."""

    FRST = "FRST"
    """First collection of a series."""
    RCUR = "RCUR"
    """Further collection of a series."""
    FNAL = "FNAL"
    """Last collection of a series."""
    OOFF = "OOFF"
    """The only collection under this mandate."""


class DebitBaseInfo(Model, kw_only=True):
    """What all direct debits of one order have in common."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["business", "creditorSchemeIdentification", "requestedCollectionDate", "sequenceType"]
    )

    business: bool | None = None
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: DebitSequenceType | None = field(name="sequenceType", default=None)
    """Sequence of the collections. Set it together with `business`, in the same place."""

    creditor_scheme_identification: str | None = field(
        name="creditorSchemeIdentification", default=None
    )
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date | None = field(name="requestedCollectionDate", default=None)
    """Day on which the money is to be collected. Example: ``2024-02-22``."""


class DebitDetails(Model, kw_only=True):
    """One direct debit."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "amount",
            "business",
            "currency",
            "debtorAccountNumber",
            "debtorBankCode",
            "debtorBic",
            "debtorIban",
            "debtorName",
            "endToEndId",
            "mandateDateOfSignature",
            "mandateIdentification",
            "purpose",
            "sequenceType",
        ]
    )

    amount: Decimal
    """Amount to collect, in units of `currency`."""

    currency: str
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    purpose: str
    """Remittance information for the debtor. Example: ``Mitgliedsbeitrag 2024``."""

    end_to_end_id: str = field(name="endToEndId")
    """Your reference, carried unchanged to the debtor. Example: ``BEITRAG-2024-0042``."""

    debtor_name: str = field(name="debtorName")
    """Name of the party that pays. Example: ``Max Mustermann``."""

    debtor_iban: str = field(name="debtorIban")
    """IBAN that is collected from. Example: ``DE89370400440532013000``."""

    mandate_identification: str = field(name="mandateIdentification")
    """Reference of the mandate the debtor gave. Example: ``M-2024-0042``."""

    mandate_date_of_signature: date = field(name="mandateDateOfSignature")
    """Day the mandate was signed. Example: ``2024-02-02``."""

    debtor_account_number: str | None = field(name="debtorAccountNumber", default=None)
    """
    National account number of the debtor; contained in a German IBAN already. Example:
    ``0532013000``.
    """

    debtor_bank_code: str | None = field(name="debtorBankCode", default=None)
    """
    National bank code of the debtor; contained in a German IBAN already. Example: ``37040044``.
    """

    debtor_bic: str | None = field(name="debtorBic", default=None)
    """BIC of the debtor's bank. Example: ``COBADEFFXXX``."""

    business: bool | None = None
    """
    Scheme of this item, when it is not set for the whole order. All items of an order must
    carry the same value. Example: ``false``.
    """

    sequence_type: DebitSequenceType | None = field(name="sequenceType", default=None)
    """Sequence of this item, when it is not set for the whole order."""


class DebitDetailsInput(Model, kw_only=True):
    """One direct debit."""

    amount: OrDigits[Decimal]
    """Amount to collect, in units of `currency`."""

    currency: str
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    purpose: str
    """Remittance information for the debtor. Example: ``Mitgliedsbeitrag 2024``."""

    end_to_end_id: str = field(name="endToEndId")
    """Your reference, carried unchanged to the debtor. Example: ``BEITRAG-2024-0042``."""

    debtor_name: str = field(name="debtorName")
    """Name of the party that pays. Example: ``Max Mustermann``."""

    debtor_iban: CounterpartyIban = field(name="debtorIban")
    """IBAN that is collected from. Example: ``DE89370400440532013000``."""

    mandate_identification: str = field(name="mandateIdentification")
    """Reference of the mandate the debtor gave. Example: ``M-2024-0042``."""

    mandate_date_of_signature: date = field(name="mandateDateOfSignature")
    """Day the mandate was signed. Example: ``2024-02-02``."""

    debtor_account_number: str | UnsetType = field(name="debtorAccountNumber", default=UNSET)
    """
    National account number of the debtor; contained in a German IBAN already. Example:
    ``0532013000``.
    """

    debtor_bank_code: str | UnsetType = field(name="debtorBankCode", default=UNSET)
    """
    National bank code of the debtor; contained in a German IBAN already. Example: ``37040044``.
    """

    debtor_bic: str | UnsetType = field(name="debtorBic", default=UNSET)
    """BIC of the debtor's bank. Example: ``COBADEFFXXX``."""

    business: bool | UnsetType = UNSET
    """
    Scheme of this item, when it is not set for the whole order. All items of an order must
    carry the same value. Example: ``false``.
    """

    sequence_type: OrText[DebitSequenceType] | UnsetType = field(name="sequenceType", default=UNSET)
    """Sequence of this item, when it is not set for the whole order."""


class SingleDebitData(Model, kw_only=True):
    """
    One direct debit together with the credentials of the account it is collected to. A tenant
    with REG/Protect may send an empty object, or what is known already to prefill the form;
    everybody else fills provider, credentials, product, creditorSchemeIdentification,
    requestedCollectionDate and debitDetails.
    """

    provider: str | UnsetType = UNSET
    """
    Provider that keeps the user's account. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    credentials: Credentials | UnsetType = UNSET
    """Encrypted credentials of the user at this provider."""

    product: str | UnsetType = UNSET
    """
    Id of the user's bank product, for payment accounts the IBAN. Example:
    ``DE00123456789012345679``.
    """

    business: bool | UnsetType = UNSET
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: OrText[DebitSequenceType] | UnsetType = field(name="sequenceType", default=UNSET)
    """Sequence of the collections. Set it together with `business`, in the same place."""

    creditor_scheme_identification: str | UnsetType = field(
        name="creditorSchemeIdentification", default=UNSET
    )
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date | UnsetType = field(
        name="requestedCollectionDate", default=UNSET
    )
    """Day on which the money is to be collected. Example: ``2024-02-22``."""

    debit_details: DebitDetailsInput | UnsetType = field(name="debitDetails", default=UNSET)
    """The debit. Needed unless the user fills it in on the web form."""

    def __post_init__(self) -> None:
        self._hide("credentials")


class BulkDebitData(Model, kw_only=True):
    """
    Several direct debits to one account, authorised together, with the credentials of that
    account. A tenant with REG/Protect may leave out provider, credentials and product.
    """

    creditor_scheme_identification: str = field(name="creditorSchemeIdentification")
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date = field(name="requestedCollectionDate")
    """Day on which the money is to be collected. Example: ``2024-02-22``."""

    debit_details: list[DebitDetailsInput] = field(name="debitDetails")
    """The debits."""

    provider: str | UnsetType = UNSET
    """
    Provider that keeps the user's account. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    credentials: Credentials | UnsetType = UNSET
    """Encrypted credentials of the user at this provider."""

    product: str | UnsetType = UNSET
    """
    Id of the user's bank product, for payment accounts the IBAN. Example:
    ``DE00123456789012345679``.
    """

    business: bool | UnsetType = UNSET
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: OrText[DebitSequenceType] | UnsetType = field(name="sequenceType", default=UNSET)
    """Sequence of the collections. Set it together with `business`, in the same place."""

    def __post_init__(self) -> None:
        self._hide("credentials")


class SingleDebitDataBankAccess(Model, kw_only=True):
    """One direct debit to a product whose credentials BANKSapi keeps."""

    creditor_scheme_identification: str = field(name="creditorSchemeIdentification")
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date = field(name="requestedCollectionDate")
    """Day on which the money is to be collected. Example: ``2024-02-22``."""

    debit_details: DebitDetailsInput = field(name="debitDetails")
    """The debit."""

    business: bool | UnsetType = UNSET
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: OrText[DebitSequenceType] | UnsetType = field(name="sequenceType", default=UNSET)
    """Sequence of the collections. Set it together with `business`, in the same place."""


class BulkDebitDataBankAccess(Model, kw_only=True):
    """Several direct debits to a product whose credentials BANKSapi keeps."""

    creditor_scheme_identification: str = field(name="creditorSchemeIdentification")
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date = field(name="requestedCollectionDate")
    """Day on which the money is to be collected. Example: ``2024-02-22``."""

    debit_details: list[DebitDetailsInput] = field(name="debitDetails")
    """The debits, authorised together."""

    business: bool | UnsetType = UNSET
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: OrText[DebitSequenceType] | UnsetType = field(name="sequenceType", default=UNSET)
    """Sequence of the collections. Set it together with `business`, in the same place."""


class SingleDebit(Model, kw_only=True):
    """A direct debit as BANKSapi has taken it in."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "business",
            "creditorSchemeIdentification",
            "debitDetails",
            "ebics",
            "paymentId",
            "product",
            "provider",
            "requestedCollectionDate",
            "sequenceType",
        ]
    )

    creditor_scheme_identification: str = field(name="creditorSchemeIdentification")
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date = field(name="requestedCollectionDate")
    """Day on which the money is to be collected. Example: ``2024-02-22``."""

    provider: str
    """
    Provider that keeps the account it is collected to. Example:
    ``00000000-0000-0000-0000-000000000000``.
    """

    product: str
    """Id of the bank product it is collected to. Example: ``DE00123456789012345679``."""

    debit_details: DebitDetails = field(name="debitDetails")
    """The debit."""

    business: bool | None = None
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: DebitSequenceType | None = field(name="sequenceType", default=None)
    """Sequence of the collections. Set it together with `business`, in the same place."""

    payment_id: str | None = field(name="paymentId", default=None)
    """Id of the payment at BANKSapi. Example: ``07788639-abd7-4009-9c9d-2d79079f3f26``."""

    ebics: bool | None = None
    """Whether the order went to the bank by EBICS. Example: ``false``."""


class BulkDebit(Model, kw_only=True):
    """A collective order of direct debits as BANKSapi has taken it in."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "business",
            "creditorSchemeIdentification",
            "debitDetails",
            "ebics",
            "paymentId",
            "product",
            "provider",
            "requestedCollectionDate",
            "sequenceType",
        ]
    )

    creditor_scheme_identification: str = field(name="creditorSchemeIdentification")
    """Creditor identifier of the collecting party. Example: ``DE98ZZZ09999999999``."""

    requested_collection_date: date = field(name="requestedCollectionDate")
    """Day on which the money is to be collected. Example: ``2024-02-22``."""

    provider: str
    """
    Provider that keeps the account they are collected to. Example:
    ``00000000-0000-0000-0000-000000000000``.
    """

    product: str
    """Id of the bank product they are collected to. Example: ``DE00123456789012345679``."""

    debit_details: list[DebitDetails] = field(name="debitDetails")
    """The debits."""

    business: bool | None = None
    """
    True for the SEPA business-to-business scheme, false for the core scheme. Set it here or in
    every item of `debitDetails`, never in both places. Example: ``false``.
    """

    sequence_type: DebitSequenceType | None = field(name="sequenceType", default=None)
    """Sequence of the collections. Set it together with `business`, in the same place."""

    payment_id: str | None = field(name="paymentId", default=None)
    """Id of the payment at BANKSapi. Example: ``0b1937c7-82eb-49d4-99cb-6fdca765c450``."""

    ebics: bool | None = None
    """Whether the order went to the bank by EBICS. Example: ``false``."""


class UeberweisungDetails(Model, kw_only=True):
    """One credit transfer in the words of the older transfer operations."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["betrag", "bic", "empfaenger", "iban", "verwendungszweck", "waehrung"]
    )

    empfaenger: str
    """Name of the payee. Example: ``Muster GmbH``."""

    verwendungszweck: str
    """Remittance information for the payee. Example: ``Rechnung 2024-0815``."""

    iban: str
    """IBAN of the payee. Example: ``DE89370400440532013000``."""

    waehrung: str
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    betrag: Decimal
    """Amount to transfer, in units of `waehrung`."""

    bic: str | None = None
    """BIC of the payee's bank. Example: ``COBADEFFXXX``."""


class UeberweisungDetailsInput(Model, kw_only=True):
    """One credit transfer in the words of the older transfer operations."""

    empfaenger: str
    """Name of the payee. Example: ``Muster GmbH``."""

    verwendungszweck: str
    """Remittance information for the payee. Example: ``Rechnung 2024-0815``."""

    iban: CounterpartyIban
    """IBAN of the payee. Example: ``DE89370400440532013000``."""

    waehrung: str
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    betrag: OrDigits[Decimal]
    """Amount to transfer, in units of `waehrung`."""

    bic: str | UnsetType = UNSET
    """BIC of the payee's bank. Example: ``COBADEFFXXX``."""


class CreateTransfer(Model, kw_only=True):
    """
    One credit transfer for the older operation. A tenant with REG/Protect may send an empty
    object; everybody else fills credentials, empfaenger, verwendungszweck, iban, bic, betrag
    and waehrung.
    """

    credentials: Credentials | UnsetType = UNSET
    """Encrypted credentials of the user at the provider."""

    empfaenger: str | UnsetType = UNSET
    """Name of the payee. Example: ``Muster GmbH``."""

    verwendungszweck: str | UnsetType = UNSET
    """Remittance information for the payee. Example: ``Rechnung 2024-0815``."""

    iban: CounterpartyIban | UnsetType = UNSET
    """IBAN of the payee. Example: ``DE89370400440532013000``."""

    bic: str | UnsetType = UNSET
    """BIC of the payee's bank. Example: ``COBADEFFXXX``."""

    waehrung: str | UnsetType = UNSET
    """Currency as ISO 4217 letters. Example: ``EUR``."""

    betrag: OrDigits[Decimal] | UnsetType = UNSET
    """Amount to transfer, in units of `waehrung`."""

    sicherheitsverfahren_kodierung: LenientInt | UnsetType = field(
        name="sicherheitsverfahrenKodierung", default=UNSET
    )
    """
    Code of the procedure to authorise with, as the bank access lists it. Sent along, it saves
    the step `set_method`. Example: ``942``.
    """

    ausfuehrungsdatum: date | UnsetType = UNSET
    """Day of execution, for a scheduled transfer. Example: ``2024-12-24``."""

    tan_medium_name: str | UnsetType = field(name="tanMediumName", default=UNSET)
    """
    Name of the TAN medium to authorise with. Sent along, it saves the step `set_medium`.
    Example: ``Mobil``.
    """

    def __post_init__(self) -> None:
        self._hide("credentials")


class CreateBulkTransferLegacy(Model, kw_only=True):
    """
    Several credit transfers for the older operation, authorised together. A tenant with
    REG/Protect may leave out the credentials.
    """

    payments: list[UeberweisungDetailsInput]
    """The transfers."""

    credentials: Credentials | UnsetType = UNSET
    """Encrypted credentials of the user at the provider."""

    sicherheitsverfahren_kodierung: LenientInt | UnsetType = field(
        name="sicherheitsverfahrenKodierung", default=UNSET
    )
    """
    Code of the procedure to authorise with, as the bank access lists it. Sent along, it saves
    the step `set_method`. Example: ``942``.
    """

    ausfuehrungsdatum: date | UnsetType = UNSET
    """Day of execution, for scheduled transfers. Example: ``2024-12-24``."""

    tan_medium_name: str | UnsetType = field(name="tanMediumName", default=UNSET)
    """
    Name of the TAN medium to authorise with. Sent along, it saves the step `set_medium`.
    Example: ``Mobil``.
    """

    def __post_init__(self) -> None:
        self._hide("credentials")


class CreateTextTan(Model, kw_only=True):
    """The TAN for a transfer of the older operations."""

    tan: OrText[Secret]
    """The TAN as the user typed it. Leading zeros count."""

    def __post_init__(self) -> None:
        self._hide("tan")


class AuthenticationInfo(Model, kw_only=True):
    """What the login of a provider asks for, enough to build a form from it."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["fields"])

    fields: list[Field]
    """The fields of the login."""

    login_hint: str | None = field(name="loginHint", default=None)
    """
    Text to show above the whole form, in German. Example: ``Verwenden Sie die Zugangsdaten
    Ihres Online-Bankings.``.
    """


ProductCategories: TypeAlias = list[ProductCategory]
"""Product categories that are fetched through the same channel."""


class Message(Model, kw_only=True):
    """
    What BANKSapi or the bank has to say about a resource. Messages come with successful
    answers: a failed login, for example, is a message and not an HTTP error.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["code", "level"])

    __expected__: ClassVar[Mapping[str, bool]] = {"message": False}

    level: MessageLevel
    """How serious it is."""

    code: MessageCode
    """What has happened; decide by this and not by the text."""

    message: str | None = None
    """Text to show to the user. Example: ``Zugangsdaten nicht korrekt``."""

    details: str | None = None
    """
    More text to show to the user; it differs from message to message. Example: ``Bitte prüfen
    Sie Ihre Zugangsdaten. Nach drei Fehlversuchen wird der Zugang gesperrt.``.
    """


class CreateBankAccessData(Model, kw_only=True):
    """
    What is needed to fetch data from a bank; an empty object with REG/Protect and for a
    refresh.
    """

    provider_id: str | UnsetType = field(name="providerId", default=UNSET)
    """
    Id of the bank or service provider, as in the list of providers. Example:
    ``00000000-0000-0000-0000-000000000000``.
    """

    credentials: Credentials | UnsetType = UNSET
    """The encrypted login data."""

    sync: bool | UnsetType = UNSET
    """
    Whether BANKSapi keeps the credentials and refreshes the access in the background, up to
    four times a day and less often when the user is inactive. With REG/Protect it is always
    true, which may be left out. Example: ``true``.
    """

    selected_bank_products: list[str] | UnsetType = field(
        name="selectedBankProducts", default=UNSET
    )
    """Ids of the products to fetch; all of them when left out."""

    ebics: bool | UnsetType = UNSET
    """Whether the credentials are for EBICS. Example: ``false``."""

    host_id: str | UnsetType = field(name="hostId", default=UNSET)
    """Name of the bank's EBICS server, as given by the bank. Example: ``HOSTIDXY``."""

    host_url: WebAddress | UnsetType = field(name="hostUrl", default=UNSET)
    """
    Address of the bank's EBICS server, as given by the bank. Example:
    ``https://ebics.example.com/ebics``.
    """

    def __post_init__(self) -> None:
        self._hide("credentials")


class SimpleProduct(Model, kw_only=True):
    """
    What a bank product is, without what can be done with it. Builder accesses are made of
    these.
    """

    __wire_aliases__: ClassVar[Mapping[str, str]] = {
        "produktId": "id",
        "produktbezeichnung": "bezeichnung",
        "aktualisierungsdatum": "aktualisierungszeitpunkt",
    }

    id: str
    """
    Id within the bank access. It often is the IBAN, but do not rely on that. Example:
    ``DE00123456789012345679``.
    """

    status: OrText[BankProductStatus] | UnsetType = UNSET
    """How far fetching has come."""

    bezeichnung: str | UnsetType = UNSET
    """Name that the bank gives the product. Example: ``Tagesgeldkonto``."""

    kategorie: OrText[ProductCategory] | UnsetType = UNSET
    """Kind of the product."""

    saldo: OrDigits[Decimal] | UnsetType = UNSET
    """Balance or value, with two decimals, in the currency of the product."""

    saldo_datum: BerlinDateTime | UnsetType = field(name="saldoDatum", default=UNSET)
    """When the balance was so, as the bank says. Example: ``2021-10-15 00:00:00``."""

    salden: dict[str, CurrencyBalanceInput] | UnsetType = UNSET
    """
    Balances by currency code (ISO 4217). Only accounts in several currencies have it (newer
    document).
    """

    aktualisierungszeitpunkt: BerlinDateTime | UnsetType = UNSET
    """When the bank was last asked for the product. Example: ``2021-10-15 09:13:44``."""

    waehrung: str | UnsetType = UNSET
    """Currency of the product (ISO 4217). Example: ``EUR``."""

    kontonummer: str | UnsetType = UNSET
    """
    Number of the account, depot or card. Card numbers can be masked with asterisks. Example:
    ``9012345679``.
    """

    iban: Iban | UnsetType = UNSET
    """IBAN, where the product has one. Example: ``DE00123456789012345679``."""

    bic: str | UnsetType = UNSET
    """BIC of the bank. Example: ``XXX12345678``."""

    blz: str | UnsetType = UNSET
    """German bank code. Example: ``12345678``."""

    kreditinstitut: str | UnsetType = UNSET
    """Name of the bank. Example: ``Demo Provider``."""

    inhaber: str | UnsetType = UNSET
    """Full name of the holder. Example: ``Fritz Testmüller``."""


class Product(Model, kw_only=True):
    """
    A bank product: account, card, depot, building savings contract and others, with its balance
    and what can be done with it.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "id",
            "messages",
            "relations",
            "salden",
            "saldo",
            "saldoDatum",
            "status",
            "verfuegterBetrag",
            "vertragsstatus",
            "waehrung",
        ]
    )

    __wire_aliases__: ClassVar[Mapping[str, str]] = {
        "produktId": "id",
        "produktbezeichnung": "bezeichnung",
        "aktualisierungsdatum": "aktualisierungszeitpunkt",
    }

    id: str
    """
    Id within the bank access. It often is the IBAN, but do not rely on that. Example:
    ``DE00123456789012345679``.
    """

    status: BankProductStatus | None = None
    """How far fetching has come."""

    bezeichnung: str | None = None
    """Name that the bank gives the product. Example: ``Tagesgeldkonto``."""

    kategorie: ProductCategory | None = None
    """Kind of the product."""

    saldo: Decimal | None = None
    """Balance or value, with two decimals, in the currency of the product."""

    saldo_datum: BerlinDateTime | None = field(name="saldoDatum", default=None)
    """When the balance was so, as the bank says. Example: ``2021-10-15 00:00:00``."""

    salden: dict[str, CurrencyBalance] | None = None
    """
    Balances by currency code (ISO 4217). Only accounts in several currencies have it (newer
    document).
    """

    aktualisierungszeitpunkt: BerlinDateTime | None = None
    """When the bank was last asked for the product. Example: ``2021-10-15 09:13:44``."""

    waehrung: str | None = None
    """Currency of the product (ISO 4217). Example: ``EUR``."""

    kontonummer: str | None = None
    """
    Number of the account, depot or card. Card numbers can be masked with asterisks. Example:
    ``9012345679``.
    """

    iban: str | None = None
    """IBAN, where the product has one. Example: ``DE00123456789012345679``."""

    bic: str | None = None
    """BIC of the bank. Example: ``XXX12345678``."""

    blz: str | None = None
    """German bank code. Example: ``12345678``."""

    kreditinstitut: str | None = None
    """Name of the bank. Example: ``Demo Provider``."""

    inhaber: str | None = None
    """Full name of the holder. Example: ``Fritz Testmüller``."""

    transfer_support: bool | None = field(name="transferSupport", default=None)
    """Whether transfers can be ordered from the product. Example: ``true``."""

    bulk_transfer_support: bool | None = field(name="bulkTransferSupport", default=None)
    """
    Whether several transfers can be ordered at once (newer document). Example: ``true``.
    """

    ueberziehungslimit: Decimal | None = None
    """How far the account may be overdrawn, where it may."""

    verfuegungsrahmen: Decimal | None = None
    """
    How much can be disposed of. The document says balance and overdraft limit together; in one
    sample it is the balance less what has been disposed of.
    """

    verfuegter_betrag: Decimal | None = field(name="verfuegterBetrag", default=None)
    """
    How much has been disposed of. The document explains it in the same words as
    `verfuegungsrahmen`; its samples speak for this reading.
    """

    saldo_datenquelle: BalanceSource | None = field(name="saldoDatenquelle", default=None)
    """Where the value of a depot comes from; for depots only."""

    vertragsnummer: str | None = None
    """Number of the contract; for building savings only. Example: ``4711000815``."""

    vertragstyp: str | None = None
    """Tariff or type of the contract; for building savings only. Example: ``Classic``."""

    vertragsstatus: str | None = None
    """
    State of the contract, in the bank's words; for building savings only. Example:
    ``zugeteilt``.
    """

    vertrags_datum: BerlinDateTime | None = field(name="vertragsDatum", default=None)
    """Date of the contract; for building savings only. Example: ``2015-03-01 00:00:00``."""

    vertragssumme: Decimal | None = None
    """Sum of the contract; for building savings only."""

    sparzustand: bool | None = None
    """
    Whether the contract is still being saved for; for building savings only. Example: ``true``.
    """

    sparzinssatz: Decimal | None = None
    """
    Interest rate on the savings; for building savings only. The unit is not documented.
    """

    schuldzinssatz: Decimal | None = None
    """Interest rate on the loan; for building savings only. The unit is not documented."""

    rating: Decimal | None = None
    """
    A rating; the document does not explain it, it stands among the fields of building savings.
    """

    messages: list[Message] | None = None
    """Events and errors that concern this product."""

    relations: list[Relation] | None = None
    """What can be done with the product, such as `get_kontoumsaetze`."""


class TanMedium(Model, kw_only=True):
    """
    A device or list on which the user receives or makes TANs. German twin of TanMediumEn.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["name"])

    name: str | None = None
    """
    Name of the medium; goes back unchanged in `chosenScaMedia`. Example: ``Handy Eins``.
    """

    medienklasse: MediaClass | None = None
    """Kind of the medium."""

    gueltig_von: BerlinDateTime | None = field(name="gueltigVon", default=None)
    """From when on the medium may be used. Example: ``2024-01-01 00:00:00``."""

    gueltig_bis: BerlinDateTime | None = field(name="gueltigBis", default=None)
    """Until when the medium may be used. Example: ``2024-12-31 23:59:59``."""


class TagTreeItem(Model, kw_only=True):
    """
    An item of a tag tree: a category, a business partner, a period. Address, contact, group and
    categories are there for business partners only.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["relations", "systemId", "systemName", "tagTree"]
    )

    system_name: TransactionCategory = field(name="systemName")
    """Name of the item; a category in the tree CATEGORIES, any other text in other trees."""

    tag_tree: TagTree = field(name="tagTree")
    """Tree that the item belongs to."""

    system_id: int | None = field(name="systemId", default=None)
    """Number of the item. Example: ``17``."""

    system_name_parent: str | None = field(name="systemNameParent", default=None)
    """Name of the item above it. Example: ``LIVING``."""

    display_name: str | None = field(name="displayName", default=None)
    """Name for users, in German as a rule. Example: ``Lebensmittel``."""

    description: str | None = None
    """What belongs under the item. Example: ``Expenses from daily grocery purchases``."""

    relations: list[Relation] | None = None
    """Addresses of the item, of the one above it and of its tree."""

    group: str | None = None
    """Group of companies that a business partner belongs to. Example: ``Beispiel AG``."""

    categories: list[TransactionCategory] | None = None
    """Categories that a business partner belongs to."""

    creditor_id: str | None = field(name="creditorId", default=None)
    """SEPA creditor identifier of a business partner. Example: ``DE98ZZZ09999999999``."""

    address_street: str | None = field(name="addressStreet", default=None)
    """Street and number of a business partner. Example: ``Musterstraße 1``."""

    address_zip: str | None = field(name="addressZip", default=None)
    """Postal code of a business partner; it can have a leading blank. Example: ``80807``."""

    address_city: str | None = field(name="addressCity", default=None)
    """City of a business partner. Example: ``München``."""

    address_country: str | None = field(name="addressCountry", default=None)
    """Country of a business partner, in German. Example: ``Deutschland``."""

    telephone: str | None = None
    """Telephone number of a business partner. Example: ``+49 (0)89 000000``."""

    website: str | None = None
    """Website of a business partner, without a scheme. Example: ``www.example.com``."""


class TagTreeItemInput(Model, kw_only=True):
    """
    An item of a tag tree: a category, a business partner, a period. Address, contact, group and
    categories are there for business partners only.
    """

    system_name: OrText[TransactionCategory] = field(name="systemName")
    """Name of the item; a category in the tree CATEGORIES, any other text in other trees."""

    tag_tree: TagTreeInput = field(name="tagTree")
    """Tree that the item belongs to."""

    system_id: int | UnsetType = field(name="systemId", default=UNSET)
    """Number of the item. Example: ``17``."""

    system_name_parent: str | UnsetType = field(name="systemNameParent", default=UNSET)
    """Name of the item above it. Example: ``LIVING``."""

    display_name: str | UnsetType = field(name="displayName", default=UNSET)
    """Name for users, in German as a rule. Example: ``Lebensmittel``."""

    description: str | UnsetType = UNSET
    """What belongs under the item. Example: ``Expenses from daily grocery purchases``."""

    relations: list[RelationInput] | UnsetType = UNSET
    """Addresses of the item, of the one above it and of its tree."""

    group: str | UnsetType = UNSET
    """Group of companies that a business partner belongs to. Example: ``Beispiel AG``."""

    categories: list[OrText[TransactionCategory]] | UnsetType = UNSET
    """Categories that a business partner belongs to."""

    creditor_id: str | UnsetType = field(name="creditorId", default=UNSET)
    """SEPA creditor identifier of a business partner. Example: ``DE98ZZZ09999999999``."""

    address_street: str | UnsetType = field(name="addressStreet", default=UNSET)
    """Street and number of a business partner. Example: ``Musterstraße 1``."""

    address_zip: str | UnsetType = field(name="addressZip", default=UNSET)
    """Postal code of a business partner; it can have a leading blank. Example: ``80807``."""

    address_city: str | UnsetType = field(name="addressCity", default=UNSET)
    """City of a business partner. Example: ``München``."""

    address_country: str | UnsetType = field(name="addressCountry", default=UNSET)
    """Country of a business partner, in German. Example: ``Deutschland``."""

    telephone: str | UnsetType = UNSET
    """Telephone number of a business partner. Example: ``+49 (0)89 000000``."""

    website: str | UnsetType = UNSET
    """Website of a business partner, without a scheme. Example: ``www.example.com``."""


class WrappedTag(Model, kw_only=True):
    """One correction."""

    tag_tree_item: TagTreeItemInput = field(name="tagTreeItem")
    """The item, with its tree."""


class Investment(Model, kw_only=True):
    """One position of a depot. All numbers are exact; most fields depend on the bank."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["gesamtwert", "isin", "menge", "waehrung"]
    )

    name: str | None = None
    """
    Name of the position, as a rule that of the security. Example: ``GENERAL ELECTRIC CO``.
    """

    menge: Decimal | None = None
    """Quantity, in the unit that `handelseinheit` names; it can have many decimals."""

    handelseinheit: TradingUnit | None = None
    """What the quantity counts."""

    isin: str | None = None
    """ISIN of the security. Example: ``US3696041033``."""

    wkn: str | None = None
    """German securities number. Example: ``851144``."""

    kurs: Decimal | None = None
    """Price of one unit in the trading currency."""

    kurs_datum: BerlinDateTime | None = field(name="kursDatum", default=None)
    """When the price was so. Example: ``2021-10-15 15:31:20``."""

    waehrung: str | None = None
    """Trading currency (ISO 4217). Example: ``USD``."""

    waehrungskurs: Decimal | None = None
    """Rate from the euro to the trading currency; 1 for the euro itself."""

    handelsplatz: str | None = None
    """Where the price was found. Example: ``Xetra``."""

    gesamtwert: Decimal | None = None
    """
    Value of the position. The document says in the trading currency; in its sample with dollars
    only euros fit, so do not add up values blindly.
    """


class CreateBankAccessBuilder(Model, kw_only=True):
    """A bank access that you make and fill yourself."""

    id: str
    """
    Id of the new access, a UUID of your own making. Example:
    ``815251d6-c062-4f61-bec0-182bc14a48fb``.
    """

    provider_id: str = field(name="providerId")
    """
    Id of the bank or service provider that the data come from. Example:
    ``00000000-0000-0000-0000-000000000000``.
    """

    bankprodukte: list[SimpleProduct]
    """The products of the access."""


class TransactionNotification(Model, kw_only=True):
    """Tells of new transactions of a product."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountId",
            "newTransactions",
            "notificationType",
            "occurred",
            "productId",
            "serial",
            "tenant",
            "userId",
        ]
    )

    user_id: str = field(name="userId")
    """Id of the user, as in the token. Example: ``mock-user-4711``."""

    account_id: str = field(name="accountId")
    """
    Id of the bank access. Samples have a leading blank, which is kept; strip it before you
    compare. Example: ``3671fbf6-c752-4107-a9c0-61ea77cd7f5e``.
    """

    tenant: str
    """Name of the tenant. Example: ``demo``."""

    notification_type: Literal["TRANSACTION"] = field(name="notificationType")
    """Kind of the notification, which distinguishes the three. Example: ``TRANSACTION``."""

    occurred: BerlinDateTime
    """When the notification was triggered. Example: ``2019-05-11 09:05:00``."""

    product_id: str = field(name="productId")
    """Id of the bank product. Example: ``DE00123456789012345679``."""

    new_transactions: list[NotifiedTransaction] = field(name="newTransactions")
    """The new transactions, in short."""

    serial: int | None = None
    """
    Running number; a gap means that a notification got lost. Samples leave it out. Example:
    ``42``.
    """


class TanMediumEn(Model, kw_only=True):
    """
    A device or list on which the user receives or makes TANs. English twin of TanMedium.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["name"])

    name: str | None = None
    """
    Name of the medium; goes back unchanged in `chosenScaMedia`. Example: ``Handy Eins``.
    """

    media_class: MediaClassEn | None = field(name="mediaClass", default=None)
    """Kind of the medium."""

    valid_from: BerlinDateTime | None = field(name="validFrom", default=None)
    """From when on the medium may be used. Example: ``2024-01-01 00:00:00``."""

    valid_to: BerlinDateTime | None = field(name="validTo", default=None)
    """Until when the medium may be used. Example: ``2024-12-31 23:59:59``."""


class Challenge(Model, kw_only=True):
    """
    What the user must solve or confirm. `decoupled` and `redirect` say that nothing is typed
    here: the user confirms in an app, or on the bank's site.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["content", "decoupled", "name", "redirect"]
    )

    name: str
    """
    Name of the procedure in use, for display. Names vary by bank; do not decide by them.
    Example: ``chipTAN optisch``.
    """

    content: ChallengeContent
    """The challenge itself, in as many representations as the bank delivers."""

    decoupled: bool | None = None
    """
    True when the user confirms on another device. No answer is submitted then: poll, or submit
    an empty object once the user says it is done. Example: ``false``.
    """

    redirect: bool | None = None
    """True when the user authorises on the bank's own site. Example: ``false``."""


class ScaInteraction(Model, kw_only=True):
    """
    Part that German-shaped answers have in common when an SCA can be needed to go on: the
    messages, the possible next steps and what the user may choose from.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["messages", "relations", "sicherheitsverfahren", "tanMedien"]
    )

    messages: list[Message]
    """Events and errors, to be shown to the user in this order."""

    relations: list[Relation]
    """Possible next steps, for example `set_method`; empty when nothing is left to do."""

    tan_medien: list[TanMedium] | None = field(name="tanMedien", default=None)
    """TAN media the user has or may choose from."""

    sicherheitsverfahren: list[SecurityProcedure] | None = None
    """Procedures the user may choose from."""


class PaymentForm(Model, kw_only=True):
    """What is known of a payment while the user has to go on in a web form (unverified)."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["relations", "transfer"])

    relations: list[Relation]
    """What can be done next; `self` leads to the order, `get_webform` to the form."""

    transfer: PaymentReference | None = None
    """The order."""


class SingleTransferResult(Model, kw_only=True):
    """
    State of a single transfer: the state of its SCA and the order itself. There is no status
    field; success is the message BA1111 or BA1112, failure a message of level ERROR.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["challenge", "messages", "relations", "scaMediums", "scaMethods", "transfer"]
    )

    transfer: SingleTransfer
    """The order."""

    messages: list[Message] | None = None
    """Events and errors, to be shown to the user in this order."""

    sca_methods: list[SecurityProcedureEn] | None = field(name="scaMethods", default=None)
    """Procedures to choose from; comes with the relation `set_method`."""

    sca_mediums: list[TanMediumEn] | None = field(name="scaMediums", default=None)
    """TAN media to choose from; comes with the relation `set_medium`."""

    challenge: Challenge | None = None
    """What the user has to solve; comes with the relation `authenticate`."""

    relations: list[Relation] | None = None
    """
    Possible next steps. `authenticate_decoupled` usually appears beside `authenticate` and is
    then the better choice; `redirect_url` is for the user's browser only.
    """


class BulkTransferResult(Model, kw_only=True):
    """
    State of a bulk transfer: the state of its SCA and the order itself. There is no status
    field; success is the message BA1111 or BA1112, failure a message of level ERROR.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["challenge", "messages", "relations", "scaMediums", "scaMethods", "transfer"]
    )

    transfer: BulkTransfer
    """The order."""

    messages: list[Message] | None = None
    """Events and errors, to be shown to the user in this order."""

    sca_methods: list[SecurityProcedureEn] | None = field(name="scaMethods", default=None)
    """Procedures to choose from; comes with the relation `set_method`."""

    sca_mediums: list[TanMediumEn] | None = field(name="scaMediums", default=None)
    """TAN media to choose from; comes with the relation `set_medium`."""

    challenge: Challenge | None = None
    """What the user has to solve; comes with the relation `authenticate`."""

    relations: list[Relation] | None = None
    """
    Possible next steps. `authenticate_decoupled` usually appears beside `authenticate` and is
    then the better choice; `redirect_url` is for the user's browser only.
    """


class SingleDebitResult(Model, kw_only=True):
    """
    State of a single debit: the state of its SCA and the order itself. There is no status
    field; success is the message BA1212, failure a message of level ERROR.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["challenge", "debit", "messages", "relations", "scaMediums", "scaMethods"]
    )

    debit: SingleDebit
    """The order."""

    messages: list[Message] | None = None
    """Events and errors, to be shown to the user in this order."""

    sca_methods: list[SecurityProcedureEn] | None = field(name="scaMethods", default=None)
    """Procedures to choose from; comes with the relation `set_method`."""

    sca_mediums: list[TanMediumEn] | None = field(name="scaMediums", default=None)
    """TAN media to choose from; comes with the relation `set_medium`."""

    challenge: Challenge | None = None
    """What the user has to solve; comes with the relation `authenticate`."""

    relations: list[Relation] | None = None
    """
    Possible next steps. `authenticate_decoupled` usually appears beside `authenticate` and is
    then the better choice; `redirect_url` is for the user's browser only.
    """


class BulkDebitResult(Model, kw_only=True):
    """
    State of a bulk debit: the state of its SCA and the order itself. There is no status field;
    success is the message BA1212, failure a message of level ERROR.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["challenge", "debit", "messages", "relations", "scaMediums", "scaMethods"]
    )

    debit: BulkDebit
    """The order."""

    messages: list[Message] | None = None
    """Events and errors, to be shown to the user in this order."""

    sca_methods: list[SecurityProcedureEn] | None = field(name="scaMethods", default=None)
    """Procedures to choose from; comes with the relation `set_method`."""

    sca_mediums: list[TanMediumEn] | None = field(name="scaMediums", default=None)
    """TAN media to choose from; comes with the relation `set_medium`."""

    challenge: Challenge | None = None
    """What the user has to solve; comes with the relation `authenticate`."""

    relations: list[Relation] | None = None
    """
    Possible next steps. `authenticate_decoupled` usually appears beside `authenticate` and is
    then the better choice; `redirect_url` is for the user's browser only.
    """


class TransferInteraction(Model, kw_only=True):
    """
    State of a transfer of the older operations: the order with what the user may choose from.
    When procedure and medium were sent along, the challenge comes at once, with the relation
    `submit_text_tan`.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "ausfuehrungsdatum",
            "challenge",
            "messages",
            "payments",
            "relations",
            "sicherheitsverfahren",
            "tanMedien",
            "tanMediumName",
            "timeout",
            "ueberweisung",
        ]
    )

    messages: list[Message]
    """Events and errors, to be shown to the user in this order."""

    relations: list[Relation]
    """Possible next steps, for example `set_method`; empty when nothing is left to do."""

    tan_medien: list[TanMedium] | None = field(name="tanMedien", default=None)
    """TAN media the user has or may choose from."""

    sicherheitsverfahren: list[SecurityProcedure] | None = None
    """Procedures the user may choose from."""

    ueberweisung: UeberweisungDetails | None = None
    """The order, when it is a single transfer."""

    payments: list[UeberweisungDetails] | None = None
    """The orders, when it is a bulk transfer."""

    ausfuehrungsdatum: date | None = None
    """Day of execution that was asked for. Example: ``2024-12-24``."""

    tan_medium_name: str | None = field(name="tanMediumName", default=None)
    """TAN medium that is used. Example: ``Mobil``."""

    timeout: BerlinDateTime | None = None
    """Until when the TAN can be submitted. Example: ``2024-12-24 20:00:00``."""

    challenge: Challenge | None = None
    """What the user has to solve to get the TAN."""


class Interaction(Model, kw_only=True):
    """
    State of a transfer of the older operations after a TAN. While the TAN is still wanted,
    `timeout` and the relation `submit_text_tan` are there; once it was right both are gone.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["challenge", "hinweis", "messages", "relations", "timeout"]
    )

    messages: list[Message] | None = None
    """Outcome and errors. BA1111 tells that the transfer is done."""

    hinweis: str | None = None
    """
    Text for the user beside the TAN field; changes when the TAN was wrong. Example: ``Bitte
    geben Sie die SMS-TAN ein``.
    """

    relations: list[Relation] | None = None
    """Possible next steps."""

    timeout: BerlinDateTime | None = None
    """Until when a TAN can be submitted. Example: ``2024-12-24 20:00:00``."""

    challenge: Challenge | None = None
    """What the user has to solve to get the TAN."""


class Provider(Model, kw_only=True):
    """A bank or service provider that can be connected, with everything its login needs."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["authenticationInfo", "id", "relations"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"name": False, "capabilities": False}

    id: str
    """Id of the provider at BANKSapi. Example: ``00000000-0000-0000-0000-000000000000``."""

    name: str | None = None
    """Name of the provider; several can have the same. Example: ``Demo Provider``."""

    relations: list[Relation]
    """Where to go on; `self` is this provider, `logo` its logo as SVG."""

    capabilities: list[ProviderCapability] | None = None
    """What the provider can deliver."""

    authentication_info: AuthenticationInfo = field(name="authenticationInfo")
    """What the login asks for."""

    consumer_relevant: bool | None = field(name="consumerRelevant", default=None)
    """Whether the provider should be offered to users for choosing. Example: ``true``."""

    group: str | None = None
    """Banking group; providers of one group can share a logo. Example: ``demo``."""

    blz: str | None = None
    """German bank code of eight digits. Example: ``12345678``."""

    bic: str | None = None
    """BIC of the provider. Example: ``DEMO1234``."""

    channels: list[ProductCategories] | None = None
    """
    Product categories by the channel they are fetched through, such as FinTS. Each channel
    wants an SCA of its own at least every 180 days (90 in older texts), so asking only for
    categories of one channel spares the user some.
    """


class BankAccess(Model, kw_only=True):
    """
    A login of the user at a bank or service provider, with the products behind it. Products and
    balances are those of the last good refresh. No field is certain: while something runs, or
    inside other answers, only a few of them come.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "aktivesSicherheitsverfahren",
            "bankprodukte",
            "challenge",
            "id",
            "messages",
            "providerId",
            "relations",
            "sicherheitsverfahren",
            "status",
            "sync",
            "tanMedien",
            "timeout",
            "type",
        ]
    )

    id: str | None = None
    """
    Id that you chose when you added the access; within a list it is the key too. Example:
    ``815251d6-c062-4f61-bec0-182bc14a48fb``.
    """

    provider_id: str | None = field(name="providerId", default=None)
    """
    Id of the bank or service provider. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    type: BankAccessType | None = None
    """Kind of the access; left out when it is DEFAULT."""

    status: BankAccessStatus | None = None
    """How far fetching has come."""

    aktualisierungszeitpunkt: BerlinDateTime | None = None
    """When the bank was last asked. Example: ``2024-02-22 17:17:40``."""

    timeout: BerlinDateTime | None = None
    """
    Until when the data count as fresh. It says nothing of a TAN. Example: ``2024-02-22
    17:47:40``.
    """

    bankprodukte: list[Product] | None = None
    """The products behind the login."""

    messages: list[Message] | None = None
    """Events and errors, to be shown to the user in this order."""

    relations: list[Relation] | None = None
    """
    What can be done now. `start_sca` means that the bank wants an SCA before it gives fresh
    data; `redirect_url` is for the user's browser only.
    """

    sicherheitsverfahren: list[SecurityProcedure] | None = None
    """Procedures to choose from; comes with the relation `set_method`."""

    aktives_sicherheitsverfahren: SecurityProcedure | None = field(
        name="aktivesSicherheitsverfahren", default=None
    )
    """The procedure in use."""

    tan_medien: list[TanMedium] | None = field(name="tanMedien", default=None)
    """TAN media to choose from; comes with the relation `set_medium`."""

    challenge: Challenge | None = None
    """What the user has to solve; comes with the relation `authenticate`."""

    sync: bool | None = None
    """
    Whether BANKSapi keeps the credentials and refreshes the access up to four times a day.
    Example: ``true``.
    """


class BankAccessIssues(Model, kw_only=True):
    """
    What the last attempt to fetch a bank access ran into. It resembles a bank access, but shows
    the latest state and not the last good one, and has no products.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "aktivesSicherheitsverfahren",
            "challenge",
            "id",
            "messages",
            "providerId",
            "relations",
            "sicherheitsverfahren",
            "tanMedien",
        ]
    )

    messages: list[Message]
    """Events and errors, to be shown to the user in this order."""

    relations: list[Relation]
    """Possible next steps, for example `set_method`; empty when nothing is left to do."""

    id: str | None = None
    """Id of the bank access. Example: ``815251d6-c062-4f61-bec0-182bc14a48fb``."""

    provider_id: str | None = field(name="providerId", default=None)
    """
    Id of the bank or service provider. Example: ``00000000-0000-0000-0000-000000000000``.
    """

    aktualisierungszeitpunkt: BerlinDateTime | None = None
    """When the bank was last asked. Example: ``2024-02-22 17:17:40``."""

    aktives_sicherheitsverfahren: SecurityProcedure | None = field(
        name="aktivesSicherheitsverfahren", default=None
    )
    """The procedure in use."""

    challenge: Challenge | None = None
    """What the user has to solve, where an SCA is running."""

    tan_medien: list[TanMedium] | None = field(name="tanMedien", default=None)
    """TAN media the user has or may choose from."""

    sicherheitsverfahren: list[SecurityProcedure] | None = None
    """Procedures the user may choose from."""


CreateBankAccess: TypeAlias = dict[str, CreateBankAccessData]
"""
    Login data by the id of each bank access; the ids of new ones are UUIDs of your own making.
    """


class TagInstance(Model, kw_only=True):
    """A tag as it hangs on one transaction or user."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["entity", "id", "relations", "tagTreeItem"]
    )

    id: str
    """
    Id of this tag on this thing, a UUID. Example: ``956ca508-c0e2-52c5-3202-8de20e7ed12b``.
    """

    entity: TaggedEntity
    """What the tag hangs on."""

    tag_tree_item: TagTreeItem = field(name="tagTreeItem")
    """What the tag says."""

    relations: list[Relation] | None = None
    """Addresses that belong to the tag."""


class TagInstanceInput(Model, kw_only=True):
    """A tag as it hangs on one transaction or user."""

    id: str
    """
    Id of this tag on this thing, a UUID. Example: ``956ca508-c0e2-52c5-3202-8de20e7ed12b``.
    """

    entity: TaggedEntityInput
    """What the tag hangs on."""

    tag_tree_item: TagTreeItemInput = field(name="tagTreeItem")
    """What the tag says."""

    relations: list[RelationInput] | UnsetType = UNSET
    """Addresses that belong to the tag."""


class WrappedTags(Model, kw_only=True):
    """Where a transaction belongs."""

    tags: list[WrappedTag]
    """The correction. It is a list, but one item is all that is documented."""


class Consent(Model, kw_only=True):
    """
    State of one SCA in its English shape, as it belongs to payments. What to do next is in
    `relations`; which offer or challenge is filled depends on it. Once nothing is left to do
    only messages and the way back to the payment remain.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["challenge", "messages", "relations", "scaMediums", "scaMethods"]
    )

    messages: list[Message] | None = None
    """Events and errors, to be shown to the user in this order."""

    sca_methods: list[SecurityProcedureEn] | None = field(name="scaMethods", default=None)
    """Procedures to choose from; comes with the relation `set_method`."""

    sca_mediums: list[TanMediumEn] | None = field(name="scaMediums", default=None)
    """TAN media to choose from; comes with the relation `set_medium`."""

    challenge: Challenge | None = None
    """What the user has to solve; comes with the relation `authenticate`."""

    relations: list[Relation] | None = None
    """
    Possible next steps. `authenticate_decoupled` usually appears beside `authenticate` and is
    then the better choice; `redirect_url` is for the user's browser only.
    """


ListOfBankAccesses: TypeAlias = dict[str, BankAccess]
"""Bank accesses by their ids."""


class TransactionData(Model, kw_only=True):
    """What a transaction says that you push."""

    betrag: OrDigits[Decimal]
    """Amount with two decimals; negative when money leaves the account."""

    verwendungszweck: str
    """
    Purpose of the transaction. Example: ``EC 68096654 140215204106OC3 Ref.
    5CC15048A1824480/89280``.
    """

    buchungsdatum: BerlinDateTime
    """Booking date, at midnight as a rule. Example: ``2016-11-17 00:00:00``."""

    gegenkonto_inhaber: str = field(name="gegenkontoInhaber")
    """Holder of the other account; may be empty. Example: ``La Sopia GmbH München``."""

    waehrung: str | UnsetType = UNSET
    """Currency of the amount (newer document). Example: ``EUR``."""

    buchungstext: str | UnsetType = UNSET
    """Kind of the booking in the bank's words; may be empty. Example: ``LASTSCHRIFT``."""

    wertstellungsdatum: BerlinDateTime | UnsetType = UNSET
    """Value date, from which interest is reckoned. Example: ``2016-11-15 00:00:00``."""

    gegenkonto_iban: Iban | UnsetType = field(name="gegenkontoIban", default=UNSET)
    """IBAN of the other account; may be empty. Example: ``DE00123456789012345679``."""

    gegenkonto_bic: str | UnsetType = field(name="gegenkontoBic", default=UNSET)
    """BIC of the other account; may be empty. Example: ``XXX12345678``."""

    gegenkonto_inhaber_abweichend: str | UnsetType = field(
        name="gegenkontoInhaberAbweichend", default=UNSET
    )
    """
    Ultimate debtor or creditor, where it differs from the holder of the other account. Example:
    ``La Sopia Holding GmbH``.
    """

    primanota_nummer: str | UnsetType = field(name="primanotaNummer", default=UNSET)
    """Number of the batch in which the bank booked. Example: ``421337``."""

    gv_code: str | UnsetType = field(name="gvCode", default=UNSET)
    """
    Business transaction code, whose meaning depends on the provider (newer document). Example:
    ``302``.
    """

    identifier: TransactionIdentifierInput | UnsetType = UNSET
    """References by which others know the transaction (newer document)."""

    tags: list[TagInstanceInput] | UnsetType = UNSET
    """Tags of the kind that was asked for with `tag`."""


class TransactionDetails(Model, kw_only=True):
    """
    What a transaction says. Only the amount is always there: integrations see transactions
    without purpose, without other holder and without booking date, although the document
    requires them.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["betrag", "buchungsdatum", "waehrung"]
    )

    betrag: Decimal
    """Amount with two decimals; negative when money leaves the account."""

    waehrung: str | None = None
    """Currency of the amount (newer document). Example: ``EUR``."""

    verwendungszweck: str | None = None
    """
    Purpose of the transaction. Example: ``EC 68096654 140215204106OC3 Ref.
    5CC15048A1824480/89280``.
    """

    buchungstext: str | None = None
    """Kind of the booking in the bank's words; may be empty. Example: ``LASTSCHRIFT``."""

    buchungsdatum: BerlinDateTime | None = None
    """Booking date, at midnight as a rule. Example: ``2016-11-17 00:00:00``."""

    wertstellungsdatum: BerlinDateTime | None = None
    """Value date, from which interest is reckoned. Example: ``2016-11-15 00:00:00``."""

    gegenkonto_inhaber: str | None = field(name="gegenkontoInhaber", default=None)
    """Holder of the other account; may be empty. Example: ``La Sopia GmbH München``."""

    gegenkonto_iban: str | None = field(name="gegenkontoIban", default=None)
    """IBAN of the other account; may be empty. Example: ``DE00123456789012345679``."""

    gegenkonto_bic: str | None = field(name="gegenkontoBic", default=None)
    """BIC of the other account; may be empty. Example: ``XXX12345678``."""

    gegenkonto_inhaber_abweichend: str | None = field(
        name="gegenkontoInhaberAbweichend", default=None
    )
    """
    Ultimate debtor or creditor, where it differs from the holder of the other account. Example:
    ``La Sopia Holding GmbH``.
    """

    primanota_nummer: str | None = field(name="primanotaNummer", default=None)
    """Number of the batch in which the bank booked. Example: ``421337``."""

    gv_code: str | None = field(name="gvCode", default=None)
    """
    Business transaction code, whose meaning depends on the provider (newer document). Example:
    ``302``.
    """

    identifier: TransactionIdentifier | None = None
    """References by which others know the transaction (newer document)."""

    tags: list[TagInstance] | None = None
    """Tags of the kind that was asked for with `tag`."""


class Transaction(Model, kw_only=True):
    """A stored transaction of a product."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["betrag", "buchungsdatum", "hash", "id", "waehrung"]
    )

    betrag: Decimal
    """Amount with two decimals; negative when money leaves the account."""

    id: str | None = None
    """Id of the transaction. Example: ``ced1172c-0839-428a-af0d-8b87508f0981``."""

    hash: str | None = None
    """
    Fingerprint of the transaction, written like a UUID. Example:
    ``c478c333-910f-465c-8e7d-616d86a07c0e``.
    """

    waehrung: str | None = None
    """Currency of the amount (newer document). Example: ``EUR``."""

    verwendungszweck: str | None = None
    """
    Purpose of the transaction. Example: ``EC 68096654 140215204106OC3 Ref.
    5CC15048A1824480/89280``.
    """

    buchungstext: str | None = None
    """Kind of the booking in the bank's words; may be empty. Example: ``LASTSCHRIFT``."""

    buchungsdatum: BerlinDateTime | None = None
    """Booking date, at midnight as a rule. Example: ``2016-11-17 00:00:00``."""

    wertstellungsdatum: BerlinDateTime | None = None
    """Value date, from which interest is reckoned. Example: ``2016-11-15 00:00:00``."""

    gegenkonto_inhaber: str | None = field(name="gegenkontoInhaber", default=None)
    """Holder of the other account; may be empty. Example: ``La Sopia GmbH München``."""

    gegenkonto_iban: str | None = field(name="gegenkontoIban", default=None)
    """IBAN of the other account; may be empty. Example: ``DE00123456789012345679``."""

    gegenkonto_bic: str | None = field(name="gegenkontoBic", default=None)
    """BIC of the other account; may be empty. Example: ``XXX12345678``."""

    gegenkonto_inhaber_abweichend: str | None = field(
        name="gegenkontoInhaberAbweichend", default=None
    )
    """
    Ultimate debtor or creditor, where it differs from the holder of the other account. Example:
    ``La Sopia Holding GmbH``.
    """

    primanota_nummer: str | None = field(name="primanotaNummer", default=None)
    """Number of the batch in which the bank booked. Example: ``421337``."""

    gv_code: str | None = field(name="gvCode", default=None)
    """
    Business transaction code, whose meaning depends on the provider (newer document). Example:
    ``302``.
    """

    identifier: TransactionIdentifier | None = None
    """References by which others know the transaction (newer document)."""

    tags: list[TagInstance] | None = None
    """Tags of the kind that was asked for with `tag`."""


class Customer(Model, kw_only=True):
    """Everything that is held for one user."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["bankzugaenge", "messages", "relations"]
    )

    messages: list[Message] | None = None
    """Events and errors that concern the user as a whole."""

    bankzugaenge: ListOfBankAccesses | None = None
    """The bank accesses by their ids."""

    relations: list[Relation] | None = None
    """What can be done for the user, such as `add_bankzugaenge`."""
