# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What finAPI Access sends and takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as date_aliased
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, TypeAlias

from msgspec import UNSET, UnsetType, field

from kontokit import Model, OpenEnum, Secret
from kontokit.operations import ErrorShape, OrDigits, OrText
from kontokit.serialization import CounterpartyIban, Iban, WebAddress


class AccessToken(Model, kw_only=True):
    """An access token with its lifetime and, for users, a refresh token."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["access_token", "expires_in", "refresh_token", "token_type"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"scope": False}

    access_token: Secret
    """
    The token to send as `Authorization: Bearer …`. Reserve room for 8192 characters, although
    tokens are much shorter today.
    """

    expires_in: int
    """Seconds until the access token expires; 0 means never. Example: ``3600``."""

    scope: str | None = None
    """Extent of the permission; finAPI uses `all`. Example: ``all``."""

    token_type: str
    """Kind of the token; finAPI uses `bearer`. Example: ``bearer``."""

    refresh_token: Secret | None = None
    """
    Token to get a new access token with `grant_type=refresh_token`. It is given for users only.
    """

    def __post_init__(self) -> None:
        self._hide("access_token", "refresh_token")


class AccountCapability(OpenEnum):
    """One thing that an account can do through an interface."""

    DATA_DOWNLOAD = "DATA_DOWNLOAD"
    """Download of the balance and of transactions or securities."""
    IBAN_ONLY_SEPA_MONEY_TRANSFER = "IBAN_ONLY_SEPA_MONEY_TRANSFER"
    """Money transfer that needs only the IBAN of the recipient, without BIC."""
    IBAN_ONLY_SEPA_DIRECT_DEBIT = "IBAN_ONLY_SEPA_DIRECT_DEBIT"
    """Direct debit that needs only the IBAN of the debtor, without BIC."""
    SEPA_MONEY_TRANSFER = "SEPA_MONEY_TRANSFER"
    """Single SEPA money transfer."""
    SEPA_COLLECTIVE_MONEY_TRANSFER = "SEPA_COLLECTIVE_MONEY_TRANSFER"
    """Several SEPA money transfers in one order."""
    SEPA_BASIC_DIRECT_DEBIT = "SEPA_BASIC_DIRECT_DEBIT"
    """Single SEPA direct debit of the basic scheme."""
    SEPA_BASIC_COLLECTIVE_DIRECT_DEBIT = "SEPA_BASIC_COLLECTIVE_DIRECT_DEBIT"
    """Several SEPA direct debits of the basic scheme in one order."""
    SEPA_B2B_DIRECT_DEBIT = "SEPA_B2B_DIRECT_DEBIT"
    """Single SEPA direct debit of the business-to-business scheme."""
    SEPA_B2B_COLLECTIVE_DIRECT_DEBIT = "SEPA_B2B_COLLECTIVE_DIRECT_DEBIT"
    """Several SEPA direct debits of the business-to-business scheme in one order."""


class AccountInterfacePaymentCapabilities(Model, kw_only=True):
    """
    Payment kinds that an account can submit through an interface, beyond those in its list of
    capabilities.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {
        "domesticCollectiveMoneyTransfer": False,
        "domesticFutureCollectiveMoneyTransfer": False,
        "domesticFutureMoneyTransfer": False,
        "domesticMoneyTransfer": False,
        "sepaFutureCollectiveMoneyTransfer": False,
        "sepaFutureMoneyTransfer": False,
        "sepaInstantMoneyTransfer": False,
    }

    domestic_collective_money_transfer: bool | None = field(
        name="domesticCollectiveMoneyTransfer", default=None
    )
    """
    Whether several domestic (non-SEPA) transfers can be submitted in one order. Example:
    ``false``.
    """

    domestic_future_collective_money_transfer: bool | None = field(
        name="domesticFutureCollectiveMoneyTransfer", default=None
    )
    """
    Whether several domestic (non-SEPA) transfers in one order can carry a later execution date.
    Example: ``false``.
    """

    domestic_future_money_transfer: bool | None = field(
        name="domesticFutureMoneyTransfer", default=None
    )
    """
    Whether a single domestic (non-SEPA) transfer can carry a later execution date. Example:
    ``false``.
    """

    domestic_money_transfer: bool | None = field(name="domesticMoneyTransfer", default=None)
    """Whether a single domestic (non-SEPA) transfer can be submitted. Example: ``false``."""

    sepa_future_collective_money_transfer: bool | None = field(
        name="sepaFutureCollectiveMoneyTransfer", default=None
    )
    """
    Whether several SEPA transfers in one order can carry a later execution date. Example:
    ``true``.
    """

    sepa_future_money_transfer: bool | None = field(name="sepaFutureMoneyTransfer", default=None)
    """Whether a single SEPA transfer can carry a later execution date. Example: ``true``."""

    sepa_instant_money_transfer: bool | None = field(name="sepaInstantMoneyTransfer", default=None)
    """Whether a single SEPA instant transfer can be submitted. Example: ``true``."""


class AccountReference(Model, kw_only=True):
    """An account by its IBAN."""

    iban: Iban
    """The IBAN. 1 to 88 characters. Example: ``DE89370400440532013000``."""


class AccountStatus(OpenEnum):
    """
    State of the download of an account. Read it once the bank connection has `updateStatus`
    READY.
    """

    UPDATED = "UPDATED"
    """Last download worked and the balance agrees with the transactions."""
    UPDATED_FIXED = "UPDATED_FIXED"
    """
    Last download worked, but finAPI added an adjusting entry to make balance and transactions
    agree.
    """
    DOWNLOAD_IN_PROGRESS = "DOWNLOAD_IN_PROGRESS"
    """An import or update is running."""
    DOWNLOAD_FAILED = "DOWNLOAD_FAILED"
    """
    Last download failed, for instance through wrong credentials, an error of the bank or
    unreadable data.
    """
    DEPRECATED = "DEPRECATED"
    """
    The bank no longer reports an account that matches this one, so it was closed or its data
    has changed.
    """


class AccountType(OpenEnum):
    """What kind of product an account is, as finAPI sorts those of all banks."""

    CHECKING = "Checking"
    """A current account."""
    SAVINGS = "Savings"
    """A savings account."""
    CREDIT_CARD = "CreditCard"
    """A credit card account."""
    SECURITY = "Security"
    """A securities account."""
    LOAN = "Loan"
    """A loan."""
    MEMBERSHIP = "Membership"
    """A share in a cooperative."""
    BAUSPAREN = "Bausparen"
    """A building society savings contract."""


class BadCredentialsError(Model, kw_only=True):
    """Why there is no token, or why it is not accepted, as OAuth 2 has it."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["error"])

    __expected__: ClassVar[Mapping[str, bool]] = {"error_description": False}

    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(
        code="error", message="error_description"
    )

    error: str
    """
    Kind of the error, such as `invalid_token` or `invalid_grant`. Example: ``invalid_token``.
    """

    error_description: str | None = None
    """The error in words. Example: ``Invalid access token``."""


class BankConnectionOwner(Model, kw_only=True):
    """An owner of a bank connection, as the bank tells it. Every field may be absent."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    city: str | None = None
    """City of the address. Example: ``Musterstadt``."""

    country: str | None = None
    """Country of the address. Example: ``Deutschland``."""

    date_of_birth: date_aliased | None = field(name="dateOfBirth", default=None)
    """Date of birth. Example: ``1980-01-01``."""

    email: str | None = None
    """E-mail address. Example: ``erika.mustermann@example.invalid``."""

    first_name: str | None = field(name="firstName", default=None)
    """First name. Example: ``Erika``."""

    house_number: str | None = field(name="houseNumber", default=None)
    """House number of the address. Example: ``99``."""

    last_name: str | None = field(name="lastName", default=None)
    """Last name. Example: ``Mustermann``."""

    post_code: str | None = field(name="postCode", default=None)
    """Post code of the address. Example: ``12345``."""

    salutation: str | None = None
    """Salutation. Example: ``Frau``."""

    street: str | None = None
    """Street of the address. Example: ``Musterstraße``."""

    title: str | None = None
    """Academic title. Example: ``Dr.``."""


class BankConnectionUpdateStatus(OpenEnum):
    """Whether finAPI is working on a bank connection."""

    IN_PROGRESS = "IN_PROGRESS"
    """An import or update is going on; accounts and transactions may be incomplete."""
    READY = "READY"
    """Nothing is going on; the results of the interfaces tell how it went."""


class BankConsentStatus(OpenEnum):
    """Whether finAPI has a consent."""

    PRESENT = "PRESENT"
    """
    There is a consent; whether the bank still accepts it turns out with the next update.
    """
    NOT_PRESENT = "NOT_PRESENT"
    """There is none, so the next update needs credentials or the user."""


class BankGroup(Model, kw_only=True):
    """A group of banks that share an online banking."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {"name": False}

    id: int
    """Id of the group. Example: ``1``."""

    name: str | None = None
    """Name of the group. Example: ``FinAPI Test Bank Group``."""


class BankImage(Model, kw_only=True):
    """A picture of a bank."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["url"])

    url: str
    """Where the picture is. Example: ``https://cdn.example.invalid/banks/280001.svg``."""


class BankInterfaceLoginField(Model, kw_only=True):
    """One field of a login form."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["isSecret", "label"])

    __expected__: ClassVar[Mapping[str, bool]] = {"isMandatory": False, "isVolatile": False}

    is_mandatory: bool | None = field(name="isMandatory", default=None)
    """Whether the field must be filled in. Example: ``true``."""

    is_secret: bool = field(name="isSecret")
    """Whether the value must not be seen while it is typed. Example: ``true``."""

    is_volatile: bool | None = field(name="isVolatile", default=None)
    """
    Whether the value changes with every login, as a one-time password does. It can never be
    stored. Example: ``false``.
    """

    label: str
    """
    Label of the field, in German. It names the field in requests too, so send it back
    unchanged. Example: ``Onlinebanking-ID``.
    """


class BankInterfacePaymentCapabilities(Model, kw_only=True):
    """
    Which orders an interface can take. False means that no account can; true means that
    accounts may.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {
        "domesticCollectiveMoneyTransfer": False,
        "domesticFutureDatedMoneyTransfer": False,
        "domesticMoneyTransfer": False,
        "sepaCollectiveMoneyTransfer": False,
        "sepaDirectDebit": False,
        "sepaFutureDatedMoneyTransfer": False,
        "sepaInstantMoneyTransfer": False,
        "sepaMoneyTransfer": False,
        "sepaStandingOrder": False,
    }

    domestic_collective_money_transfer: bool | None = field(
        name="domesticCollectiveMoneyTransfer", default=None
    )
    """
    Several domestic transfers of a country outside SEPA as one order. Example: ``false``.
    """

    domestic_future_dated_money_transfer: bool | None = field(
        name="domesticFutureDatedMoneyTransfer", default=None
    )
    """Domestic transfers outside SEPA on a later day. Example: ``false``."""

    domestic_money_transfer: bool | None = field(name="domesticMoneyTransfer", default=None)
    """Domestic transfers outside SEPA, as in the Czech Republic. Example: ``false``."""

    sepa_collective_money_transfer: bool | None = field(
        name="sepaCollectiveMoneyTransfer", default=None
    )
    """Several SEPA transfers as one order. Example: ``true``."""

    sepa_direct_debit: bool | None = field(name="sepaDirectDebit", default=None)
    """SEPA direct debits. Example: ``false``."""

    sepa_future_dated_money_transfer: bool | None = field(
        name="sepaFutureDatedMoneyTransfer", default=None
    )
    """SEPA transfers on a later day. Example: ``true``."""

    sepa_instant_money_transfer: bool | None = field(name="sepaInstantMoneyTransfer", default=None)
    """SEPA instant transfers. Example: ``true``."""

    sepa_money_transfer: bool | None = field(name="sepaMoneyTransfer", default=None)
    """SEPA transfers. Example: ``true``."""

    sepa_standing_order: bool | None = field(name="sepaStandingOrder", default=None)
    """SEPA standing orders. Example: ``true``."""


class BankInterfaceProperty(OpenEnum):
    """What is special about an interface."""

    REDIRECT_APPROACH = "REDIRECT_APPROACH"
    """The user signs in on a page of the bank; send `redirectUrl`."""
    DECOUPLED_APPROACH = "DECOUPLED_APPROACH"
    """The user may have to confirm on another device."""
    DETAILED_CONSENT = "DETAILED_CONSENT"
    """The consent names its accounts; send `accountReferences`."""


class BankingInterface(OpenEnum):
    """A way to reach a bank."""

    WEB_SCRAPER = "WEB_SCRAPER"
    """The bank's website, read by finAPI."""
    FINTS_SERVER = "FINTS_SERVER"
    """The bank's FinTS server."""
    XS2A = "XS2A"
    """The bank's PSD2 interface."""


class CategorizationRuleDirection(OpenEnum):
    """Kind of transactions to which a new categorization rule applies."""

    INCOME = "Income"
    """Only transactions with a positive amount."""
    SPENDING = "Spending"
    """Only transactions with a negative amount."""
    BOTH = "Both"
    """Transactions of both kinds, by means of two rules."""


class CategorizationStatus(OpenEnum):
    """How far the transactions of a bank connection are categorised."""

    PENDING = "PENDING"
    """Categorisation will begin once the download is done."""
    IN_PROGRESS = "IN_PROGRESS"
    """Categorisation is going on."""
    READY = "READY"
    """Categorisation is done, or there was nothing to do."""


class Category(Model, kw_only=True):
    """
    A category of income or spending. Global categories come with finAPI, custom ones are
    created by a user; categories form a tree.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["children", "id", "parentId"])

    __expected__: ClassVar[Mapping[str, bool]] = {"isCustom": False, "name": False}

    id: int
    """
    Identifier of the category. Those of global categories differ between environments and may
    change with a release, so refer to a global category by name. Example: ``41``.
    """

    is_custom: bool | None = field(name="isCustom", default=None)
    """
    Whether the user has created the category (true) or finAPI provides it for everyone (false).
    Example: ``false``.
    """

    name: str | None = None
    """Name of the category. Example: ``Sport``."""

    children: list[int] | None = None
    """Identifiers of the sub-categories. Absent when there are none."""

    parent_id: int | None = field(name="parentId", default=None)
    """Identifier of the category above. Absent at the top of the tree. Example: ``40``."""

    parent_name: str | None = field(name="parentName", default=None)
    """Name of the category above. Absent at the top of the tree. Example: ``Freizeit``."""


class CategoryParams(Model, kw_only=True):
    """Name and place of a new category."""

    name: str
    """Name of the category. 1 to 128 characters. Example: ``Fahrrad``."""

    parent_id: int | UnsetType = field(name="parentId", default=UNSET)
    """
    Identifier of the main category below which the new one is placed. Leave it out for a main
    category; a sub-category cannot have further ones below it. Example: ``40``.
    """


class CertisTransactionData(Model, kw_only=True):
    """Payment symbols used in the Czech clearing system CERTIS."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    constant_symbol: str | None = field(name="constantSymbol", default=None)
    """Constant symbol, which tells the kind of payment. Example: ``0308``."""

    specific_symbol: str | None = field(name="specificSymbol", default=None)
    """
    Specific symbol, a further number that payer and payee agree on. Example: ``1234567890``.
    """

    variable_symbol: str | None = field(name="variableSymbol", default=None)
    """
    Variable symbol, mostly the number of the invoice or customer. Example: ``2024051601``.
    """


class ChangeClientCredentialsParams(Model, kw_only=True):
    """The client whose secret is replaced, with the old and the new secret."""

    client_id: str = field(name="clientId")
    """
    The `client_id` of the client whose secret is replaced. It may be any client of the
    mandator. 1 to 45 characters. Example: ``5e1f3c2a-7b4d-4c6e-9a8f-0d1b2c3e4f50``.
    """

    new_client_secret: OrText[Secret] = field(name="newClientSecret")
    """
    The new secret, made up by the caller from letters, digits and hyphens. Use random
    characters. Exactly 36 characters.
    """

    old_client_secret: OrText[Secret] = field(name="oldClientSecret")
    """The secret that is valid so far. Exactly 36 characters."""

    def __post_init__(self) -> None:
        self._hide("new_client_secret", "old_client_secret")


class CheckCategorizationTransactionData(Model, kw_only=True):
    """A transaction to be categorized for a test. Nothing of it is stored."""

    account_type_id: int = field(name="accountTypeId")
    """
    Type of the account that the transaction is from: 1 Checking, 2 Savings, 3 CreditCard, 4
    Security, 5 Loan, 7 Membership. 1 to 7. Example: ``1``.
    """

    amount: OrDigits[Decimal]
    """Amount, negative when money leaves the account."""

    transaction_id: str = field(name="transactionId")
    """
    Own text that is repeated in the result, so that results can be matched to transactions. It
    has to be unique within the call. At least 1 character. Example: ``transaction-1``.
    """

    counterpart: str | UnsetType = UNSET
    """
    Name of the other party. At most 80 characters. Example: ``Fitnessclub Muster GmbH``.
    """

    counterpart_account_number: str | UnsetType = field(
        name="counterpartAccountNumber", default=UNSET
    )
    """
    National account number of the other party. At most 34 characters. Example: ``0000202051``.
    """

    counterpart_bic: str | UnsetType = field(name="counterpartBic", default=UNSET)
    """BIC of the other party's bank. At most 11 characters. Example: ``COBADEFFXXX``."""

    counterpart_blz: str | UnsetType = field(name="counterpartBlz", default=UNSET)
    """
    German bank code (BLZ) of the other party's bank. At most 8 characters. Example:
    ``12030000``.
    """

    counterpart_iban: Iban | UnsetType = field(name="counterpartIban", default=UNSET)
    """
    IBAN of the other party. At most 34 characters. Example: ``DE02120300000000202051``.
    """

    mc_code: str | UnsetType = field(name="mcCode", default=UNSET)
    """
    Merchant category code of a card payment. It is used here, but not when transactions are
    imported. At most 4 characters. Example: ``7997``.
    """

    purpose: str | UnsetType = UNSET
    """
    Purpose of the payment. At most 2000 characters. Example: ``Monatsbeitrag Mai 2024``.
    """

    type_code_zka: str | UnsetType = field(name="typeCodeZka", default=UNSET)
    """Business transaction code (GVC) of German banks, from 0 to 999. Example: ``105``."""


class CountryCode(OpenEnum):
    """Country or territory as a two-letter code of ISO 3166-1."""

    AD = "AD"
    """Andorra."""
    AE = "AE"
    """United Arab Emirates."""
    AF = "AF"
    """Afghanistan."""
    AG = "AG"
    """Antigua and Barbuda."""
    AI = "AI"
    """Anguilla."""
    AL = "AL"
    """Albania."""
    AM = "AM"
    """Armenia."""
    AO = "AO"
    """Angola."""
    AQ = "AQ"
    """Antarctica."""
    AR = "AR"
    """Argentina."""
    AS = "AS"
    """American Samoa."""
    AT = "AT"
    """Austria."""
    AU = "AU"
    """Australia."""
    AW = "AW"
    """Aruba."""
    AX = "AX"
    """Åland Islands."""
    AZ = "AZ"
    """Azerbaijan."""
    BA = "BA"
    """Bosnia and Herzegovina."""
    BB = "BB"
    """Barbados."""
    BD = "BD"
    """Bangladesh."""
    BE = "BE"
    """Belgium."""
    BF = "BF"
    """Burkina Faso."""
    BG = "BG"
    """Bulgaria."""
    BH = "BH"
    """Bahrain."""
    BI = "BI"
    """Burundi."""
    BJ = "BJ"
    """Benin."""
    BL = "BL"
    """Saint Barthélemy."""
    BM = "BM"
    """Bermuda."""
    BN = "BN"
    """Brunei."""
    BO = "BO"
    """Bolivia."""
    BQ = "BQ"
    """Bonaire, Sint Eustatius and Saba."""
    BR = "BR"
    """Brazil."""
    BS = "BS"
    """Bahamas."""
    BT = "BT"
    """Bhutan."""
    BV = "BV"
    """Bouvet Island."""
    BW = "BW"
    """Botswana."""
    BY = "BY"
    """Belarus."""
    BZ = "BZ"
    """Belize."""
    CA = "CA"
    """Canada."""
    CC = "CC"
    """Cocos (Keeling) Islands."""
    CD = "CD"
    """Democratic Republic of the Congo."""
    CF = "CF"
    """Central African Republic."""
    CG = "CG"
    """Republic of the Congo."""
    CH = "CH"
    """Switzerland."""
    CI = "CI"
    """Côte d'Ivoire."""
    CK = "CK"
    """Cook Islands."""
    CL = "CL"
    """Chile."""
    CM = "CM"
    """Cameroon."""
    CN = "CN"
    """China."""
    CO = "CO"
    """Colombia."""
    CR = "CR"
    """Costa Rica."""
    CU = "CU"
    """Cuba."""
    CV = "CV"
    """Cabo Verde."""
    CW = "CW"
    """Curaçao."""
    CX = "CX"
    """Christmas Island."""
    CY = "CY"
    """Cyprus."""
    CZ = "CZ"
    """Czechia."""
    DE = "DE"
    """Germany."""
    DJ = "DJ"
    """Djibouti."""
    DK = "DK"
    """Denmark."""
    DM = "DM"
    """Dominica."""
    DO = "DO"
    """Dominican Republic."""
    DZ = "DZ"
    """Algeria."""
    EC = "EC"
    """Ecuador."""
    EE = "EE"
    """Estonia."""
    EG = "EG"
    """Egypt."""
    EH = "EH"
    """Western Sahara."""
    ER = "ER"
    """Eritrea."""
    ES = "ES"
    """Spain."""
    ET = "ET"
    """Ethiopia."""
    FI = "FI"
    """Finland."""
    FJ = "FJ"
    """Fiji."""
    FK = "FK"
    """Falkland Islands."""
    FM = "FM"
    """Micronesia."""
    FO = "FO"
    """Faroe Islands."""
    FR = "FR"
    """France."""
    GA = "GA"
    """Gabon."""
    GB = "GB"
    """United Kingdom."""
    GD = "GD"
    """Grenada."""
    GE = "GE"
    """Georgia."""
    GF = "GF"
    """French Guiana."""
    GG = "GG"
    """Guernsey."""
    GH = "GH"
    """Ghana."""
    GI = "GI"
    """Gibraltar."""
    GL = "GL"
    """Greenland."""
    GM = "GM"
    """Gambia."""
    GN = "GN"
    """Guinea."""
    GP = "GP"
    """Guadeloupe."""
    GQ = "GQ"
    """Equatorial Guinea."""
    GR = "GR"
    """Greece."""
    GS = "GS"
    """South Georgia and the South Sandwich Islands."""
    GT = "GT"
    """Guatemala."""
    GU = "GU"
    """Guam."""
    GW = "GW"
    """Guinea-Bissau."""
    GY = "GY"
    """Guyana."""
    HK = "HK"
    """Hong Kong."""
    HM = "HM"
    """Heard Island and McDonald Islands."""
    HN = "HN"
    """Honduras."""
    HR = "HR"
    """Croatia."""
    HT = "HT"
    """Haiti."""
    HU = "HU"
    """Hungary."""
    ID = "ID"
    """Indonesia."""
    IE = "IE"
    """Ireland."""
    IL = "IL"
    """Israel."""
    IM = "IM"
    """Isle of Man."""
    IN = "IN"
    """India."""
    IO = "IO"
    """British Indian Ocean Territory."""
    IQ = "IQ"
    """Iraq."""
    IR = "IR"
    """Iran."""
    IS = "IS"
    """Iceland."""
    IT = "IT"
    """Italy."""
    JE = "JE"
    """Jersey."""
    JM = "JM"
    """Jamaica."""
    JO = "JO"
    """Jordan."""
    JP = "JP"
    """Japan."""
    KE = "KE"
    """Kenya."""
    KG = "KG"
    """Kyrgyzstan."""
    KH = "KH"
    """Cambodia."""
    KI = "KI"
    """Kiribati."""
    KM = "KM"
    """Comoros."""
    KN = "KN"
    """Saint Kitts and Nevis."""
    KP = "KP"
    """North Korea."""
    KR = "KR"
    """South Korea."""
    KW = "KW"
    """Kuwait."""
    KY = "KY"
    """Cayman Islands."""
    KZ = "KZ"
    """Kazakhstan."""
    LA = "LA"
    """Laos."""
    LB = "LB"
    """Lebanon."""
    LC = "LC"
    """Saint Lucia."""
    LI = "LI"
    """Liechtenstein."""
    LK = "LK"
    """Sri Lanka."""
    LR = "LR"
    """Liberia."""
    LS = "LS"
    """Lesotho."""
    LT = "LT"
    """Lithuania."""
    LU = "LU"
    """Luxembourg."""
    LV = "LV"
    """Latvia."""
    LY = "LY"
    """Libya."""
    MA = "MA"
    """Morocco."""
    MC = "MC"
    """Monaco."""
    MD = "MD"
    """Moldova."""
    ME = "ME"
    """Montenegro."""
    MF = "MF"
    """Saint Martin (French part)."""
    MG = "MG"
    """Madagascar."""
    MH = "MH"
    """Marshall Islands."""
    MK = "MK"
    """North Macedonia."""
    ML = "ML"
    """Mali."""
    MM = "MM"
    """Myanmar."""
    MN = "MN"
    """Mongolia."""
    MO = "MO"
    """Macao."""
    MP = "MP"
    """Northern Mariana Islands."""
    MQ = "MQ"
    """Martinique."""
    MR = "MR"
    """Mauritania."""
    MS = "MS"
    """Montserrat."""
    MT = "MT"
    """Malta."""
    MU = "MU"
    """Mauritius."""
    MV = "MV"
    """Maldives."""
    MW = "MW"
    """Malawi."""
    MX = "MX"
    """Mexico."""
    MY = "MY"
    """Malaysia."""
    MZ = "MZ"
    """Mozambique."""
    NA = "NA"
    """Namibia."""
    NC = "NC"
    """New Caledonia."""
    NE = "NE"
    """Niger."""
    NF = "NF"
    """Norfolk Island."""
    NG = "NG"
    """Nigeria."""
    NI = "NI"
    """Nicaragua."""
    NL = "NL"
    """Netherlands."""
    NO = "NO"
    """Norway."""
    NP = "NP"
    """Nepal."""
    NR = "NR"
    """Nauru."""
    NU = "NU"
    """Niue."""
    NZ = "NZ"
    """New Zealand."""
    OM = "OM"
    """Oman."""
    PA = "PA"
    """Panama."""
    PE = "PE"
    """Peru."""
    PF = "PF"
    """French Polynesia."""
    PG = "PG"
    """Papua New Guinea."""
    PH = "PH"
    """Philippines."""
    PK = "PK"
    """Pakistan."""
    PL = "PL"
    """Poland."""
    PM = "PM"
    """Saint Pierre and Miquelon."""
    PN = "PN"
    """Pitcairn."""
    PR = "PR"
    """Puerto Rico."""
    PS = "PS"
    """Palestine."""
    PT = "PT"
    """Portugal."""
    PW = "PW"
    """Palau."""
    PY = "PY"
    """Paraguay."""
    QA = "QA"
    """Qatar."""
    RE = "RE"
    """Réunion."""
    RO = "RO"
    """Romania."""
    RS = "RS"
    """Serbia."""
    RU = "RU"
    """Russia."""
    RW = "RW"
    """Rwanda."""
    SA = "SA"
    """Saudi Arabia."""
    SB = "SB"
    """Solomon Islands."""
    SC = "SC"
    """Seychelles."""
    SD = "SD"
    """Sudan."""
    SE = "SE"
    """Sweden."""
    SG = "SG"
    """Singapore."""
    SH = "SH"
    """Saint Helena, Ascension and Tristan da Cunha."""
    SI = "SI"
    """Slovenia."""
    SJ = "SJ"
    """Svalbard and Jan Mayen."""
    SK = "SK"
    """Slovakia."""
    SL = "SL"
    """Sierra Leone."""
    SM = "SM"
    """San Marino."""
    SN = "SN"
    """Senegal."""
    SO = "SO"
    """Somalia."""
    SR = "SR"
    """Suriname."""
    SS = "SS"
    """South Sudan."""
    ST = "ST"
    """Sao Tome and Principe."""
    SV = "SV"
    """El Salvador."""
    SX = "SX"
    """Sint Maarten (Dutch part)."""
    SY = "SY"
    """Syria."""
    SZ = "SZ"
    """Eswatini."""
    TC = "TC"
    """Turks and Caicos Islands."""
    TD = "TD"
    """Chad."""
    TF = "TF"
    """French Southern Territories."""
    TG = "TG"
    """Togo."""
    TH = "TH"
    """Thailand."""
    TJ = "TJ"
    """Tajikistan."""
    TK = "TK"
    """Tokelau."""
    TL = "TL"
    """Timor-Leste."""
    TM = "TM"
    """Turkmenistan."""
    TN = "TN"
    """Tunisia."""
    TO = "TO"
    """Tonga."""
    TR = "TR"
    """Turkey."""
    TT = "TT"
    """Trinidad and Tobago."""
    TV = "TV"
    """Tuvalu."""
    TW = "TW"
    """Taiwan."""
    TZ = "TZ"
    """Tanzania."""
    UA = "UA"
    """Ukraine."""
    UG = "UG"
    """Uganda."""
    UM = "UM"
    """United States Minor Outlying Islands."""
    US = "US"
    """United States."""
    UY = "UY"
    """Uruguay."""
    UZ = "UZ"
    """Uzbekistan."""
    VA = "VA"
    """Vatican City."""
    VC = "VC"
    """Saint Vincent and the Grenadines."""
    VE = "VE"
    """Venezuela."""
    VG = "VG"
    """British Virgin Islands."""
    VI = "VI"
    """U.S. Virgin Islands."""
    VN = "VN"
    """Vietnam."""
    VU = "VU"
    """Vanuatu."""
    WF = "WF"
    """Wallis and Futuna."""
    WS = "WS"
    """Samoa."""
    XK = "XK"
    """Kosovo (a code for private use)."""
    YE = "YE"
    """Yemen."""
    YT = "YT"
    """Mayotte."""
    ZA = "ZA"
    """South Africa."""
    ZM = "ZM"
    """Zambia."""
    ZW = "ZW"
    """Zimbabwe."""


class Currency(OpenEnum):
    """
    Currency as a three-letter code. Most are codes of ISO 4217, among them withdrawn ones; a
    few are unofficial.
    """

    AED = "AED"
    """United Arab Emirates dirham."""
    AFN = "AFN"
    """Afghan afghani."""
    ALL = "ALL"
    """Albanian lek."""
    AMD = "AMD"
    """Armenian dram."""
    ANG = "ANG"
    """Netherlands Antillean guilder."""
    AOA = "AOA"
    """Angolan kwanza."""
    ARS = "ARS"
    """Argentine peso."""
    AUD = "AUD"
    """Australian dollar."""
    AWG = "AWG"
    """Aruban florin."""
    AZN = "AZN"
    """Azerbaijani manat."""
    BAM = "BAM"
    """Bosnian convertible mark."""
    BBD = "BBD"
    """Barbados dollar."""
    BDT = "BDT"
    """Bangladeshi taka."""
    BGN = "BGN"
    """Bulgarian lev."""
    BHD = "BHD"
    """Bahraini dinar."""
    BIF = "BIF"
    """Burundi franc."""
    BMD = "BMD"
    """Bermudian dollar."""
    BND = "BND"
    """Brunei dollar."""
    BOB = "BOB"
    """Bolivian boliviano."""
    BOV = "BOV"
    """Bolivian mvdol, a unit of account."""
    BRL = "BRL"
    """Brazilian real."""
    BSD = "BSD"
    """Bahamian dollar."""
    BTN = "BTN"
    """Bhutanese ngultrum."""
    BWP = "BWP"
    """Botswana pula."""
    BYN = "BYN"
    """Belarusian ruble."""
    BZD = "BZD"
    """Belize dollar."""
    CAD = "CAD"
    """Canadian dollar."""
    CDF = "CDF"
    """Congolese franc."""
    CHE = "CHE"
    """WIR euro, Swiss complementary currency."""
    CHF = "CHF"
    """Swiss franc."""
    CHN = "CHN"
    """Chinese renminbi, no ISO 4217 code."""
    CHW = "CHW"
    """WIR franc, Swiss complementary currency."""
    CLF = "CLF"
    """Chilean unidad de fomento, a unit of account."""
    CLP = "CLP"
    """Chilean peso."""
    CNY = "CNY"
    """Chinese yuan renminbi."""
    COP = "COP"
    """Colombian peso."""
    COU = "COU"
    """Colombian unidad de valor real, a unit of account."""
    CRC = "CRC"
    """Costa Rican colon."""
    CUC = "CUC"
    """Cuban convertible peso, withdrawn."""
    CUP = "CUP"
    """Cuban peso."""
    CVE = "CVE"
    """Cabo Verde escudo."""
    CZK = "CZK"
    """Czech koruna."""
    DJF = "DJF"
    """Djibouti franc."""
    DKK = "DKK"
    """Danish krone."""
    DOP = "DOP"
    """Dominican peso."""
    DZD = "DZD"
    """Algerian dinar."""
    EGP = "EGP"
    """Egyptian pound."""
    ERN = "ERN"
    """Eritrean nakfa."""
    ETB = "ETB"
    """Ethiopian birr."""
    EUR = "EUR"
    """Euro."""
    FJD = "FJD"
    """Fiji dollar."""
    FKP = "FKP"
    """Falkland Islands pound."""
    GBP = "GBP"
    """Pound Sterling."""
    GEL = "GEL"
    """Georgian lari."""
    GGP = "GGP"
    """Guernsey pound, no ISO 4217 code."""
    GHS = "GHS"
    """Ghanaian cedi."""
    GIP = "GIP"
    """Gibraltar pound."""
    GMD = "GMD"
    """Gambian dalasi."""
    GNF = "GNF"
    """Guinean franc."""
    GTQ = "GTQ"
    """Guatemalan quetzal."""
    GYD = "GYD"
    """Guyana dollar."""
    HKD = "HKD"
    """Hong Kong dollar."""
    HNL = "HNL"
    """Honduran lempira."""
    HRK = "HRK"
    """Croatian kuna, replaced by the euro."""
    HTG = "HTG"
    """Haitian gourde."""
    HUF = "HUF"
    """Hungarian forint."""
    IDR = "IDR"
    """Indonesian rupiah."""
    ILS = "ILS"
    """Israeli new shekel."""
    IMP = "IMP"
    """Isle of Man pound, no ISO 4217 code."""
    INR = "INR"
    """Indian rupee."""
    IQD = "IQD"
    """Iraqi dinar."""
    IRR = "IRR"
    """Iranian rial."""
    ISK = "ISK"
    """Icelandic krona."""
    JEP = "JEP"
    """Jersey pound, no ISO 4217 code."""
    JMD = "JMD"
    """Jamaican dollar."""
    JOD = "JOD"
    """Jordanian dinar."""
    JPY = "JPY"
    """Japanese yen."""
    KES = "KES"
    """Kenyan shilling."""
    KGS = "KGS"
    """Kyrgyz som."""
    KHR = "KHR"
    """Cambodian riel."""
    KID = "KID"
    """Kiribati dollar, no ISO 4217 code."""
    KMF = "KMF"
    """Comorian franc."""
    KPW = "KPW"
    """North Korean won."""
    KRW = "KRW"
    """South Korean won."""
    KWD = "KWD"
    """Kuwaiti dinar."""
    KYD = "KYD"
    """Cayman Islands dollar."""
    KZT = "KZT"
    """Kazakh tenge."""
    LAK = "LAK"
    """Lao kip."""
    LBP = "LBP"
    """Lebanese pound."""
    LKR = "LKR"
    """Sri Lanka rupee."""
    LRD = "LRD"
    """Liberian dollar."""
    LSL = "LSL"
    """Lesotho loti."""
    LYD = "LYD"
    """Libyan dinar."""
    MAD = "MAD"
    """Moroccan dirham."""
    MDL = "MDL"
    """Moldovan leu."""
    MGA = "MGA"
    """Malagasy ariary."""
    MKD = "MKD"
    """Macedonian denar."""
    MMK = "MMK"
    """Myanmar kyat."""
    MNT = "MNT"
    """Mongolian tugrik."""
    MOP = "MOP"
    """Macau pataca."""
    MRU = "MRU"
    """Mauritanian ouguiya."""
    MUR = "MUR"
    """Mauritius rupee."""
    MVR = "MVR"
    """Maldivian rufiyaa."""
    MWK = "MWK"
    """Malawi kwacha."""
    MXN = "MXN"
    """Mexican peso."""
    MXV = "MXV"
    """Mexican unidad de inversion, a unit of account."""
    MYR = "MYR"
    """Malaysian ringgit."""
    MZN = "MZN"
    """Mozambique metical."""
    NAD = "NAD"
    """Namibia dollar."""
    NGN = "NGN"
    """Nigerian naira."""
    NIO = "NIO"
    """Nicaraguan cordoba."""
    NIS = "NIS"
    """Israeli new shekel, unofficial code for `ILS`."""
    NOK = "NOK"
    """Norwegian krone."""
    NPR = "NPR"
    """Nepalese rupee."""
    NTD = "NTD"
    """New Taiwan dollar, unofficial code for `TWD`."""
    NZD = "NZD"
    """New Zealand dollar."""
    OMR = "OMR"
    """Omani rial."""
    PAB = "PAB"
    """Panamanian balboa."""
    PEN = "PEN"
    """Peruvian sol."""
    PGK = "PGK"
    """Papua New Guinean kina."""
    PHP = "PHP"
    """Philippine peso."""
    PKR = "PKR"
    """Pakistan rupee."""
    PLN = "PLN"
    """Polish zloty."""
    PRB = "PRB"
    """Transnistrian rouble, no ISO 4217 code."""
    PYG = "PYG"
    """Paraguayan guarani."""
    QAR = "QAR"
    """Qatari rial."""
    RMB = "RMB"
    """Renminbi, unofficial code for `CNY`."""
    RON = "RON"
    """Romanian leu."""
    RSD = "RSD"
    """Serbian dinar."""
    RUB = "RUB"
    """Russian ruble."""
    RWF = "RWF"
    """Rwanda franc."""
    SAR = "SAR"
    """Saudi riyal."""
    SBD = "SBD"
    """Solomon Islands dollar."""
    SCR = "SCR"
    """Seychelles rupee."""
    SDG = "SDG"
    """Sudanese pound."""
    SEK = "SEK"
    """Swedish krona."""
    SGD = "SGD"
    """Singapore dollar."""
    SHP = "SHP"
    """Saint Helena pound."""
    SLL = "SLL"
    """Sierra Leonean leone, old code."""
    SLS = "SLS"
    """Somaliland shilling, no ISO 4217 code."""
    SOS = "SOS"
    """Somali shilling."""
    SRD = "SRD"
    """Surinam dollar."""
    SSP = "SSP"
    """South Sudanese pound."""
    STN = "STN"
    """Sao Tome and Principe dobra."""
    SVC = "SVC"
    """El Salvador colon."""
    SYP = "SYP"
    """Syrian pound."""
    SZL = "SZL"
    """Swazi lilangeni."""
    THB = "THB"
    """Thai baht."""
    TJS = "TJS"
    """Tajik somoni."""
    TMT = "TMT"
    """Turkmen manat."""
    TND = "TND"
    """Tunisian dinar."""
    TOP = "TOP"
    """Tongan pa'anga."""
    TRY = "TRY"
    """Turkish lira."""
    TTD = "TTD"
    """Trinidad and Tobago dollar."""
    TVD = "TVD"
    """Tuvaluan dollar, no ISO 4217 code."""
    TWD = "TWD"
    """New Taiwan dollar."""
    TZS = "TZS"
    """Tanzanian shilling."""
    UAH = "UAH"
    """Ukrainian hryvnia."""
    UGX = "UGX"
    """Uganda shilling."""
    USD = "USD"
    """US dollar."""
    USN = "USN"
    """US dollar for next-day funds."""
    UYI = "UYI"
    """Uruguayan peso in indexed units."""
    UYU = "UYU"
    """Uruguayan peso."""
    UYW = "UYW"
    """Uruguayan unidad previsional, a unit of account."""
    UZS = "UZS"
    """Uzbek sum."""
    VEF = "VEF"
    """Venezuelan bolivar fuerte, withdrawn."""
    VES = "VES"
    """Venezuelan bolivar soberano."""
    VND = "VND"
    """Vietnamese dong."""
    VUV = "VUV"
    """Vanuatu vatu."""
    WST = "WST"
    """Samoan tala."""
    XAF = "XAF"
    """Central African CFA franc."""
    XAG = "XAG"
    """Silver, troy ounce."""
    XAU = "XAU"
    """Gold, troy ounce."""
    XBA = "XBA"
    """European Composite Unit, a bond market unit."""
    XBB = "XBB"
    """European Monetary Unit, a bond market unit."""
    XBC = "XBC"
    """European Unit of Account 9, a bond market unit."""
    XBD = "XBD"
    """European Unit of Account 17, a bond market unit."""
    XCD = "XCD"
    """East Caribbean dollar."""
    XDR = "XDR"
    """Special drawing right of the IMF."""
    XOF = "XOF"
    """West African CFA franc."""
    XPD = "XPD"
    """Palladium, troy ounce."""
    XPF = "XPF"
    """CFP franc of the French Pacific territories."""
    XPT = "XPT"
    """Platinum, troy ounce."""
    XSU = "XSU"
    """Sucre, unit of account of ALBA."""
    XTS = "XTS"
    """Code for tests."""
    XUA = "XUA"
    """Unit of account of the African Development Bank."""
    XXX = "XXX"
    """No currency."""
    YER = "YER"
    """Yemeni rial."""
    ZAR = "ZAR"
    """South African rand."""
    ZMW = "ZMW"
    """Zambian kwacha."""
    ZWB = "ZWB"
    """Zimbabwean bond notes, no ISO 4217 code."""
    ZWL = "ZWL"
    """Zimbabwean dollar."""


class DailyBalance(Model, kw_only=True):
    """Balance and turnover of one day, summed over the chosen accounts."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["balance", "date", "income", "internalAdjustingEntries", "spending", "transactions"]
    )

    balance: Decimal
    """
    Balance at the end of the day. It may differ from what income and spending suggest, when the
    bank counts transactions it has not delivered; trust the balance.
    """

    date: date_aliased
    """The day described. Example: ``2024-05-16``."""

    income: Decimal
    """Sum of the money received on this day."""

    internal_adjusting_entries: Decimal = field(name="internalAdjustingEntries")
    """
    Sum of hidden corrections, positive or negative, that finAPI makes when balance and
    transactions disagree without an expected gap in the history. It is part of the balance, but
    neither of income and spending nor of `transactions`; add it in own calculations.
    """

    spending: Decimal
    """Sum of the money spent on this day, as a positive number."""

    transactions: list[int]
    """Identifiers of the transactions of this day, adjusting entries included."""


class DeleteConsentResult(OpenEnum):
    """What has become of a consent in one place."""

    DELETED = "DELETED"
    """It was deleted."""
    NOT_EXIST = "NOT_EXIST"
    """There was none."""
    NOT_SUPPORTED = "NOT_SUPPORTED"
    """The interface cannot delete consents."""
    NOT_DELETED = "NOT_DELETED"
    """It was not deleted."""


class DirectDebitOrderParams(Model, kw_only=True):
    """One order of a direct debit, which collects money from one debtor."""

    amount: OrDigits[Decimal]
    """Amount to collect in euros, positive, with at most two decimals."""

    counterpart_iban: CounterpartyIban = field(name="counterpartIban")
    """IBAN of the account that is debited. Example: ``DE02120300000000202051``."""

    counterpart_name: str = field(name="counterpartName")
    """
    Name of the debtor, the holder of the debited account. 1 to 70 characters. Example: ``Erika
    Mustermann``.
    """

    creditor_id: str = field(name="creditorId")
    """
    SEPA creditor identifier of the collecting party, as assigned by the central bank of its
    country. 1 to 35 characters. Example: ``DE98ZZZ09999999999``.
    """

    mandate_date: date_aliased = field(name="mandateDate")
    """Day on which the debtor signed the mandate. Example: ``2024-01-15``."""

    mandate_id: str = field(name="mandateId")
    """
    Mandate reference, which the creditor assigns and which is unique together with the creditor
    identifier. 1 to 270 characters. Example: ``MANDATE-2024-001``.
    """

    counterpart_address: str | UnsetType = field(name="counterpartAddress", default=UNSET)
    """
    Postal address of the debtor as one text. 1 to 140 characters. Example: ``Musterstraße 1,
    12345 Musterstadt``.
    """

    counterpart_bic: str | UnsetType = field(name="counterpartBic", default=UNSET)
    """
    BIC of the debtor's bank. It can be left out when the account has the capability for direct
    debits with the IBAN only; otherwise the order is refused with
    `IBAN_ONLY_DIRECT_DEBIT_NOT_SUPPORTED`. Example: ``COBADEFFXXX``.
    """

    counterpart_country: OrText[CountryCode] | UnsetType = field(
        name="counterpartCountry", default=UNSET
    )
    """Country of the debtor's address."""

    end_to_end_id: str | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id, the creditor's own reference, which travels unchanged to the debtor. 1 to 35
    characters. Example: ``RE-2024-0042``.
    """

    purpose: str | UnsetType = UNSET
    """
    Remittance text shown to the debtor. Banks commonly accept fewer characters than finAPI. 1
    to 2000 characters. Example: ``Invoice RE-2024-0042``.
    """

    sepa_purpose_code: str | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """
    SEPA purpose code (ISO 20022), four letters or digits, such as `SUPP` for a supplier
    payment. Example: ``SUPP``.
    """


class DirectDebitSequenceType(OpenEnum):
    """Position of a collection in the life of a SEPA mandate."""

    OOFF = "OOFF"
    """Single collection of a one-off mandate."""
    FRST = "FRST"
    """First collection of a recurring mandate."""
    RCUR = "RCUR"
    """Further collection of a recurring mandate."""
    FNAL = "FNAL"
    """Last collection of a recurring mandate."""


class DirectDebitType(OpenEnum):
    """SEPA direct debit scheme."""

    B2B = "B2B"
    """Business scheme, debtors are companies and have no right to a refund."""
    BASIC = "BASIC"
    """Core scheme, open to consumers, with a right to a refund."""


class DomesticMoneyTransferMandatoryFields(Model, kw_only=True):
    """Fields that a bank demands in domestic transfers."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    end_to_end_id: bool | None = field(name="endToEndId", default=None)
    """Whether an end-to-end id is demanded. Example: ``false``."""


class EditCategoryParams(Model, kw_only=True):
    """The new name of a category."""

    name: str
    """New name of the category. 1 to 128 characters. Example: ``Fahrrad und Zubehör``."""


class EditTppCredentialParams(Model, kw_only=True):
    """Changes to a set of credentials."""

    label: str | UnsetType = UNSET
    """
    New name of the credentials. 1 to 256 characters. Example: ``Credentials of finAPI Test Bank
    (new)``.
    """

    tpp_api_key: OrText[Secret] | UnsetType = field(name="tppApiKey", default=UNSET)
    """New API key issued by the bank. 1 to 256 characters."""

    tpp_authentication_group_id: int | UnsetType = field(
        name="tppAuthenticationGroupId", default=UNSET
    )
    """Identifier of the group of banks where the credentials are valid. Example: ``1``."""

    tpp_client_id: str | UnsetType = field(name="tppClientId", default=UNSET)
    """
    New client identifier issued by the bank. 1 to 256 characters. Example:
    ``example-tpp-client``.
    """

    tpp_client_secret: OrText[Secret] | UnsetType = field(name="tppClientSecret", default=UNSET)
    """New client secret issued by the bank. 1 to 256 characters."""

    tpp_name: str | UnsetType = field(name="tppName", default=UNSET)
    """
    New name of the mandator as a third party provider (TPP). 1 to 256 characters. Example:
    ``Muster Finanz GmbH``.
    """

    valid_from_date: date_aliased | UnsetType = field(name="validFromDate", default=UNSET)
    """New first day of use. Example: ``2024-06-01``."""

    valid_until_date: date_aliased | UnsetType = field(name="validUntilDate", default=UNSET)
    """New day of expiry. Example: ``2026-05-31``."""

    def __post_init__(self) -> None:
        self._hide("tpp_api_key", "tpp_client_secret")


class EnabledProducts(Model, kw_only=True):
    """One flag for every finAPI product that the client can or cannot use."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {
        "access": False,
        "contractManager": False,
        "customerDashboard": False,
        "dataIntelligence": False,
        "debitFlex": False,
        "diLabelling": False,
        "giroCheck": False,
        "giroIdent": False,
        "kreditCheck": False,
        "kreditCheckB2B": False,
        "schufaApi": False,
        "transparencyRegister": False,
        "webForm": False,
    }

    access: bool | None = None
    """
    Whether finAPI Access can be used, the API for accounts and payments. Example: ``true``.
    """

    contract_manager: bool | None = field(name="contractManager", default=None)
    """Whether the Contract Manager can be used. Example: ``false``."""

    customer_dashboard: bool | None = field(name="customerDashboard", default=None)
    """Whether the Customer Dashboard can be used. Example: ``true``."""

    data_intelligence: bool | None = field(name="dataIntelligence", default=None)
    """
    Whether Data Intelligence can be used, which evaluates account data. Example: ``false``.
    """

    debit_flex: bool | None = field(name="debitFlex", default=None)
    """Whether DebitFlex can be used. Example: ``false``."""

    di_labelling: bool | None = field(name="diLabelling", default=None)
    """
    Whether the labelling of transactions by Data Intelligence can be used. Example: ``false``.
    """

    giro_check: bool | None = field(name="giroCheck", default=None)
    """Whether GiroCheck can be used. Example: ``false``."""

    giro_ident: bool | None = field(name="giroIdent", default=None)
    """
    Whether GiroIdent can be used, which identifies persons by means of their account. Example:
    ``false``.
    """

    kredit_check: bool | None = field(name="kreditCheck", default=None)
    """Whether KreditCheck can be used. Example: ``false``."""

    kredit_check_b2b: bool | None = field(name="kreditCheckB2B", default=None)
    """Whether KreditCheck B2B can be used. Example: ``false``."""

    schufa_api: bool | None = field(name="schufaApi", default=None)
    """Whether the SCHUFA API can be used. Example: ``false``."""

    transparency_register: bool | None = field(name="transparencyRegister", default=None)
    """Whether the Transparency Register can be used. Example: ``false``."""

    web_form: bool | None = field(name="webForm", default=None)
    """
    Whether Web Form can be used, finAPI's hosted pages for bank logins and payments. Example:
    ``true``.
    """


class ErrorCode(OpenEnum):
    """What kind of problem it is. Further codes may come."""

    ADDITIONAL_AUTHENTICATION_REQUIRED = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    """The bank asks for SCA."""
    BAD_REQUEST = "BAD_REQUEST"
    """The request cannot be understood."""
    BANK_SERVER_REJECTION = "BANK_SERVER_REJECTION"
    """The bank has refused the request."""
    COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED = "COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED"
    """The account takes no collective transfers."""
    ENTITY_EXISTS = "ENTITY_EXISTS"
    """There is such a resource already."""
    FORBIDDEN = "FORBIDDEN"
    """The caller may not do this."""
    IBAN_ONLY_DIRECT_DEBIT_NOT_SUPPORTED = "IBAN_ONLY_DIRECT_DEBIT_NOT_SUPPORTED"
    """The bank needs a BIC for direct debits."""
    IBAN_ONLY_MONEY_TRANSFER_NOT_SUPPORTED = "IBAN_ONLY_MONEY_TRANSFER_NOT_SUPPORTED"
    """The bank needs a BIC for transfers."""
    ILLEGAL_ENTITY_STATE = "ILLEGAL_ENTITY_STATE"
    """The resource is in a state that does not allow this."""
    ILLEGAL_FIELD_VALUE = "ILLEGAL_FIELD_VALUE"
    """A field has a value that is not allowed."""
    ILLEGAL_PAGE_SIZE = "ILLEGAL_PAGE_SIZE"
    """`perPage` is outside its limits."""
    INVALID_CONSENT = "INVALID_CONSENT"
    """The consent is not valid, or not for this."""
    INVALID_FILTER_OPTIONS = "INVALID_FILTER_OPTIONS"
    """Criteria of a search contradict each other."""
    INVALID_ACCOUNT_TYPES = "INVALID_ACCOUNT_TYPES"
    """The interface does not support the types of accounts asked for."""
    INVALID_TOKEN = "INVALID_TOKEN"
    """The token is not valid."""
    INVALID_TWO_STEP_PROCEDURE = "INVALID_TWO_STEP_PROCEDURE"
    """The SCA procedure is not one of the user's."""
    LOCKED = "LOCKED"
    """The resource is busy, or the user is locked."""
    LOGIN_FIELDS_MISMATCH = "LOGIN_FIELDS_MISMATCH"
    """The credentials do not have the fields of the interface."""
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    """The path does not know this method."""
    MISSING_CREDENTIALS = "MISSING_CREDENTIALS"
    """Credentials are neither sent nor stored."""
    MISSING_FIELD = "MISSING_FIELD"
    """A field is missing."""
    MISSING_TWO_STEP_PROCEDURE = "MISSING_TWO_STEP_PROCEDURE"
    """An SCA procedure has to be chosen."""
    NO_ACCOUNTS_FOR_TYPE_LIST = "NO_ACCOUNTS_FOR_TYPE_LIST"
    """The bank has no account of the types asked for."""
    NO_CERTIFICATE = "NO_CERTIFICATE"
    """The mandator has no certificate for this bank."""
    NO_EXISTING_CHALLENGE = "NO_EXISTING_CHALLENGE"
    """There is no challenge to answer, or it has ended."""
    NO_TPP_CLIENT_CREDENTIALS = "NO_TPP_CLIENT_CREDENTIALS"
    """The mandator has no credentials for this bank."""
    NO_PSU_METADATA = "NO_PSU_METADATA"
    """The bank wants the user's metadata in the PSU headers."""
    TOO_MANY_IDS = "TOO_MANY_IDS"
    """More than a thousand ids were given."""
    UNAUTHORIZED_ACCESS = "UNAUTHORIZED_ACCESS"
    """The caller is not known."""
    UNEXPECTED_ERROR = "UNEXPECTED_ERROR"
    """FinAPI has failed."""
    UNKNOWN_ENTITY = "UNKNOWN_ENTITY"
    """There is no such resource, or not for this user."""
    UNSUPPORTED_BANK = "UNSUPPORTED_BANK"
    """The bank is not supported."""
    UNSUPPORTED_FEATURE = "UNSUPPORTED_FEATURE"
    """The bank or the interface cannot do this."""
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    """The body is of a kind that is not understood."""
    UNSUPPORTED_ORDER = "UNSUPPORTED_ORDER"
    """The list cannot be sorted by this field."""
    USER_ALREADY_VERIFIED = "USER_ALREADY_VERIFIED"
    """The user is verified already."""
    USER_NOT_VERIFIED = "USER_NOT_VERIFIED"
    """The user is not verified yet."""
    WEB_FORM_ABORTED = "WEB_FORM_ABORTED"
    """The user has given up in the web form."""
    WEB_FORM_REQUIRED = "WEB_FORM_REQUIRED"
    """The user has to go on in a web form."""


class ErrorType(OpenEnum):
    """Whom the message of an error is for."""

    BUSINESS = "BUSINESS"
    """It is for the user, in the language of the bank or the one asked for."""
    TECHNICAL = "TECHNICAL"
    """It is for developers."""


class ExecutePasswordChangeParams(Model, kw_only=True):
    """New password of a user and the token that permits to set it."""

    password: OrText[Secret]
    """The new password. 6 to 128 characters."""

    password_change_token: OrText[Secret] = field(name="passwordChangeToken")
    """
    The token from `POST /users/requestPasswordChange` after decryption with the data decryption
    key. Exactly 36 characters.
    """

    user_id: str = field(name="userId")
    """
    Identifier of the user for whom the token was requested. 1 to 36 characters. Example:
    ``username``.
    """

    def __post_init__(self) -> None:
        self._hide("password", "password_change_token")


class GrantType(OpenEnum):
    """How a token is asked for."""

    PASSWORD = "password"
    """For a user token; needs `username` and `password`."""
    CLIENT_CREDENTIALS = "client_credentials"
    """For a client token."""
    REFRESH_TOKEN = "refresh_token"
    """For a new user token; needs `refresh_token`."""


class IbanRuleIdentifiersParams(Model, kw_only=True):
    """The IBAN rules that are to be deleted."""

    ids: list[int]
    """Identifiers of IBAN rules, at most 100."""


class IbanRuleParams(Model, kw_only=True):
    """A new IBAN rule."""

    category_id: int = field(name="categoryId")
    """Identifier of the category that the rule suggests. Example: ``41``."""

    direction: OrText[CategorizationRuleDirection]
    """
    Kind of transactions to which the rule applies. `Both` creates two separate rules, one for
    each direction.
    """

    iban: Iban
    """
    IBAN of the counterpart. A transaction matches when its counterpart account is this one.
    Example: ``DE89370400440532013000``.
    """


class IbanRulesParams(Model, kw_only=True):
    """IBAN rules that are to be created in one call."""

    iban_rules: list[IbanRuleParams] = field(name="ibanRules")
    """The new rules. 1 to 100 items."""


class IdentifierList(Model, kw_only=True):
    """Ids of resources."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["identifiers"])

    identifiers: list[int]
    """The ids."""


class KeywordRuleIdentifiersParams(Model, kw_only=True):
    """The keyword rules that are to be deleted."""

    ids: list[int]
    """Identifiers of keyword rules, at most 100."""


class Label(Model, kw_only=True):
    """A tag that a user defines and attaches to any number of transactions."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {"name": False}

    id: int
    """Identifier of the label. Example: ``1``."""

    name: str | None = None
    """Name of the label. Example: ``Urlaub``."""


class LabelParams(Model, kw_only=True):
    """The name of a label, for creating and renaming."""

    name: str
    """
    Name of the label, which no other label of the user may have. 1 to 288 characters. Example:
    ``Urlaub``.
    """


class Language(OpenEnum):
    """A language as its two-letter ISO 639-1 code, in upper case."""

    AA = "AA"
    """Afar."""
    AB = "AB"
    """Abkhazian."""
    AE = "AE"
    """Avestan."""
    AF = "AF"
    """Afrikaans."""
    AK = "AK"
    """Akan."""
    AM = "AM"
    """Amharic."""
    AN = "AN"
    """Aragonese."""
    AR = "AR"
    """Arabic."""
    AS = "AS"
    """Assamese."""
    AV = "AV"
    """Avaric."""
    AY = "AY"
    """Aymara."""
    AZ = "AZ"
    """Azerbaijani."""
    BA = "BA"
    """Bashkir."""
    BE = "BE"
    """Belarusian."""
    BG = "BG"
    """Bulgarian."""
    BH = "BH"
    """Bihari."""
    BI = "BI"
    """Bislama."""
    BM = "BM"
    """Bambara."""
    BN = "BN"
    """Bengali."""
    BO = "BO"
    """Tibetan."""
    BR = "BR"
    """Breton."""
    BS = "BS"
    """Bosnian."""
    CA = "CA"
    """Catalan."""
    CE = "CE"
    """Chechen."""
    CH = "CH"
    """Chamorro."""
    CO = "CO"
    """Corsican."""
    CR = "CR"
    """Cree."""
    CS = "CS"
    """Czech."""
    CU = "CU"
    """Church Slavonic."""
    CV = "CV"
    """Chuvash."""
    CY = "CY"
    """Welsh."""
    DA = "DA"
    """Danish."""
    DE = "DE"
    """German."""
    DV = "DV"
    """Maldivian."""
    DZ = "DZ"
    """Dzongkha."""
    EE = "EE"
    """Ewe."""
    EL = "EL"
    """Greek."""
    EN = "EN"
    """English."""
    EO = "EO"
    """Esperanto."""
    ES = "ES"
    """Spanish."""
    ET = "ET"
    """Estonian."""
    EU = "EU"
    """Basque."""
    FA = "FA"
    """Persian."""
    FF = "FF"
    """Fulah."""
    FI = "FI"
    """Finnish."""
    FJ = "FJ"
    """Fijian."""
    FO = "FO"
    """Faroese."""
    FR = "FR"
    """French."""
    FY = "FY"
    """Western Frisian."""
    GA = "GA"
    """Irish."""
    GD = "GD"
    """Scottish Gaelic."""
    GL = "GL"
    """Galician."""
    GN = "GN"
    """Guarani."""
    GU = "GU"
    """Gujarati."""
    GV = "GV"
    """Manx."""
    HA = "HA"
    """Hausa."""
    HE = "HE"
    """Hebrew."""
    HI = "HI"
    """Hindi."""
    HO = "HO"
    """Hiri Motu."""
    HR = "HR"
    """Croatian."""
    HT = "HT"
    """Haitian Creole."""
    HU = "HU"
    """Hungarian."""
    HY = "HY"
    """Armenian."""
    HZ = "HZ"
    """Herero."""
    IA = "IA"
    """Interlingua."""
    ID = "ID"
    """Indonesian."""
    IE = "IE"
    """Interlingue."""
    IG = "IG"
    """Igbo."""
    II = "II"
    """Sichuan Yi."""
    IK = "IK"
    """Inupiaq."""
    IO = "IO"
    """Ido."""
    IS = "IS"
    """Icelandic."""
    IT = "IT"
    """Italian."""
    IU = "IU"
    """Inuktitut."""
    JA = "JA"
    """Japanese."""
    JV = "JV"
    """Javanese."""
    KA = "KA"
    """Georgian."""
    KG = "KG"
    """Kongo."""
    KI = "KI"
    """Kikuyu."""
    KJ = "KJ"
    """Kuanyama."""
    KK = "KK"
    """Kazakh."""
    KL = "KL"
    """Greenlandic."""
    KM = "KM"
    """Khmer."""
    KN = "KN"
    """Kannada."""
    KO = "KO"
    """Korean."""
    KR = "KR"
    """Kanuri."""
    KS = "KS"
    """Kashmiri."""
    KU = "KU"
    """Kurdish."""
    KV = "KV"
    """Komi."""
    KW = "KW"
    """Cornish."""
    KY = "KY"
    """Kyrgyz."""
    LA = "LA"
    """Latin."""
    LB = "LB"
    """Luxembourgish."""
    LG = "LG"
    """Ganda."""
    LI = "LI"
    """Limburgish."""
    LN = "LN"
    """Lingala."""
    LO = "LO"
    """Lao."""
    LT = "LT"
    """Lithuanian."""
    LU = "LU"
    """Luba-Katanga."""
    LV = "LV"
    """Latvian."""
    MG = "MG"
    """Malagasy."""
    MH = "MH"
    """Marshallese."""
    MI = "MI"
    """Maori."""
    MK = "MK"
    """Macedonian."""
    ML = "ML"
    """Malayalam."""
    MN = "MN"
    """Mongolian."""
    MR = "MR"
    """Marathi."""
    MS = "MS"
    """Malay."""
    MT = "MT"
    """Maltese."""
    MY = "MY"
    """Burmese."""
    NA = "NA"
    """Nauru."""
    NB = "NB"
    """Norwegian Bokmål."""
    ND = "ND"
    """North Ndebele."""
    NE = "NE"
    """Nepali."""
    NG = "NG"
    """Ndonga."""
    NL = "NL"
    """Dutch."""
    NN = "NN"
    """Norwegian Nynorsk."""
    NO = "NO"
    """Norwegian."""
    NR = "NR"
    """South Ndebele."""
    NV = "NV"
    """Navajo."""
    NY = "NY"
    """Chichewa."""
    OC = "OC"
    """Occitan."""
    OJ = "OJ"
    """Ojibwa."""
    OM = "OM"
    """Oromo."""
    OR = "OR"
    """Odia."""
    OS = "OS"
    """Ossetian."""
    PA = "PA"
    """Punjabi."""
    PI = "PI"
    """Pali."""
    PL = "PL"
    """Polish."""
    PS = "PS"
    """Pashto."""
    PT = "PT"
    """Portuguese."""
    QU = "QU"
    """Quechua."""
    RM = "RM"
    """Romansh."""
    RN = "RN"
    """Rundi."""
    RO = "RO"
    """Romanian."""
    RU = "RU"
    """Russian."""
    RW = "RW"
    """Kinyarwanda."""
    SA = "SA"
    """Sanskrit."""
    SC = "SC"
    """Sardinian."""
    SD = "SD"
    """Sindhi."""
    SE = "SE"
    """Northern Sami."""
    SG = "SG"
    """Sango."""
    SI = "SI"
    """Sinhala."""
    SK = "SK"
    """Slovak."""
    SL = "SL"
    """Slovenian."""
    SM = "SM"
    """Samoan."""
    SN = "SN"
    """Shona."""
    SO = "SO"
    """Somali."""
    SQ = "SQ"
    """Albanian."""
    SR = "SR"
    """Serbian."""
    SS = "SS"
    """Swati."""
    ST = "ST"
    """Southern Sotho."""
    SU = "SU"
    """Sundanese."""
    SV = "SV"
    """Swedish."""
    SW = "SW"
    """Swahili."""
    TA = "TA"
    """Tamil."""
    TE = "TE"
    """Telugu."""
    TG = "TG"
    """Tajik."""
    TH = "TH"
    """Thai."""
    TI = "TI"
    """Tigrinya."""
    TK = "TK"
    """Turkmen."""
    TL = "TL"
    """Tagalog."""
    TN = "TN"
    """Tswana."""
    TO = "TO"
    """Tongan."""
    TR = "TR"
    """Turkish."""
    TS = "TS"
    """Tsonga."""
    TT = "TT"
    """Tatar."""
    TW = "TW"
    """Twi."""
    TY = "TY"
    """Tahitian."""
    UG = "UG"
    """Uyghur."""
    UK = "UK"
    """Ukrainian."""
    UR = "UR"
    """Urdu."""
    UZ = "UZ"
    """Uzbek."""
    VE = "VE"
    """Venda."""
    VI = "VI"
    """Vietnamese."""
    VO = "VO"
    """Volapük."""
    WA = "WA"
    """Walloon."""
    WO = "WO"
    """Wolof."""
    XH = "XH"
    """Xhosa."""
    YI = "YI"
    """Yiddish."""
    YO = "YO"
    """Yoruba."""
    ZA = "ZA"
    """Zhuang."""
    ZH = "ZH"
    """Chinese."""
    ZU = "ZU"
    """Zulu."""


class LoginCredential(Model, kw_only=True):
    """The value of one login field."""

    __wire_pair__: ClassVar[tuple[str, str] | None] = ("label", "value")

    label: str
    """
    Label of the field, exactly as the interface of the bank has it. Example:
    ``Onlinebanking-ID``.
    """

    value: OrText[Secret]
    """What the user has entered."""

    def __post_init__(self) -> None:
        self._hide("value")


class LoginCredentialResource(Model, kw_only=True):
    """A stored login field."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["label"])

    label: str
    """Label of the field. Example: ``Onlinebanking-ID``."""

    value: Secret | None = None
    """
    The stored value, masked as `XXXXX` where the field is secret; absent where nothing is
    stored.
    """

    def __post_init__(self) -> None:
        self._hide("value")


class MandatorLicense(OpenEnum):
    """
    Regulatory licence of the mandator, managed by finAPI. It decides whose registration as a
    third party provider is used towards banks for account information and for payment
    initiation.
    """

    UNLICENSED = "UNLICENSED"
    """
    No licence of its own; finAPI's registration is used for account information and payments.
    """
    AISP = "AISP"
    """Own registration for account information, finAPI's for payments."""
    PISP = "PISP"
    """Own registration for payments, finAPI's for account information."""
    FULLY_LICENSED = "FULLY_LICENSED"
    """Own registration for account information and payments."""


class MonthlyUserStats(Model, kw_only=True):
    """Figures about a user in one month."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {
        "maxBankConnectionCount": False,
        "minBankConnectionCount": False,
        "month": False,
    }

    max_bank_connection_count: int | None = field(name="maxBankConnectionCount", default=None)
    """
    Largest number of bank connections that the user had at the same time in this month.
    Example: ``2``.
    """

    min_bank_connection_count: int | None = field(name="minBankConnectionCount", default=None)
    """
    Smallest number of bank connections that the user had at the same time in this month.
    Example: ``1``.
    """

    month: str | None = None
    """The month, written as `YYYY-MM`. Example: ``2024-05``."""


class MsaStatus(OpenEnum):
    """What has to be done for SCA."""

    CHALLENGE_RESPONSE_REQUIRED = "CHALLENGE_RESPONSE_REQUIRED"
    """The user has to answer a challenge: send `challengeResponse`."""
    TWO_STEP_PROCEDURE_REQUIRED = "TWO_STEP_PROCEDURE_REQUIRED"
    """The user has to choose a procedure: send `twoStepProcedureId`."""
    REDIRECT_REQUIRED = "REDIRECT_REQUIRED"
    """
    The user has to go to `redirectUrl`: send the query of the way back as `redirectCallback`.
    """
    DECOUPLED_AUTH_REQUIRED = "DECOUPLED_AUTH_REQUIRED"
    """The user has to confirm on another device: send `decoupledCallback`."""
    DECOUPLED_AUTH_IN_PROGRESS = "DECOUPLED_AUTH_IN_PROGRESS"
    """
    The user has not confirmed yet: send `decoupledCallback` again after about five seconds.
    """


class MultiStepAuthenticationCallback(Model, kw_only=True):
    """
    The answer to a challenge. It has `hash` and exactly one of the other fields, unless the
    procedure is sent along.
    """

    hash: str
    """
    The `hash` of the challenge. 1 to 32 characters. Example:
    ``5f3759df5f3759df5f3759df5f3759df``.
    """

    challenge_response: OrText[Secret] | UnsetType = field(name="challengeResponse", default=UNSET)
    """What the user has answered, mostly a TAN. It is good once. At least 1 character."""

    decoupled_callback: bool | UnsetType = field(name="decoupledCallback", default=UNSET)
    """True to ask whether the user has confirmed on the other device. Example: ``true``."""

    redirect_callback: OrText[Secret] | UnsetType = field(name="redirectCallback", default=UNSET)
    """
    The whole query with which the bank has sent the user back, byte for byte. 1 to 2048
    characters.
    """

    two_step_procedure_id: str | UnsetType = field(name="twoStepProcedureId", default=UNSET)
    """The procedure that the user has chosen. 1 to 512 characters. Example: ``955``."""

    def __post_init__(self) -> None:
        self._hide("challenge_response", "redirect_callback")


class NewTransaction(Model, kw_only=True):
    """A made-up transaction."""

    amount: OrDigits[Decimal]
    """Amount, negative when money leaves the account."""

    booking_date: date_aliased | UnsetType = field(name="bookingDate", default=UNSET)
    """
    Booking date as the bank would report it; today when absent. A transaction booked more than
    10 days before the latest one of the account is not imported, while a date in the future is
    treated as in a real update. Example: ``2024-05-16``.
    """

    counterpart: str | UnsetType = UNSET
    """Name of the other party. 1 to 80 characters. Example: ``Fitnessclub Muster GmbH``."""

    counterpart_account_number: str | UnsetType = field(
        name="counterpartAccountNumber", default=UNSET
    )
    """
    National account number of the other party, at most 34 characters. Example: ``0000202051``.
    """

    counterpart_bic: str | UnsetType = field(name="counterpartBic", default=UNSET)
    """BIC of the other party's bank. Example: ``COBADEFFXXX``."""

    counterpart_blz: str | UnsetType = field(name="counterpartBlz", default=UNSET)
    """German bank code (BLZ) of the other party's bank. Example: ``12030000``."""

    counterpart_creditor_id: str | UnsetType = field(name="counterpartCreditorId", default=UNSET)
    """
    SEPA creditor identifier of the other party. Only direct debits have it. 1 to 270
    characters. Example: ``DE98ZZZ09999999999``.
    """

    counterpart_customer_reference: str | UnsetType = field(
        name="counterpartCustomerReference", default=UNSET
    )
    """
    Reference that the other party has given the payment. 1 to 270 characters. Example:
    ``KREF-2024-0516``.
    """

    counterpart_debitor_id: str | UnsetType = field(name="counterpartDebitorId", default=UNSET)
    """
    Identification code of the originator. Only money transfers have it. 1 to 100 characters.
    Example: ``ORIG-4711``.
    """

    counterpart_iban: Iban | UnsetType = field(name="counterpartIban", default=UNSET)
    """IBAN of the other party. Example: ``DE02120300000000202051``."""

    counterpart_mandate_reference: str | UnsetType = field(
        name="counterpartMandateReference", default=UNSET
    )
    """
    Reference of the SEPA mandate behind a direct debit. 1 to 270 characters. Example:
    ``MANDAT-0815``.
    """

    currency: OrText[Currency] | UnsetType = UNSET
    """Currency of the amount."""

    original_amount: OrDigits[Decimal] | UnsetType = field(name="originalAmount", default=UNSET)
    """Amount of the direct debit that is being returned."""

    original_currency: OrText[Currency] | UnsetType = field(name="originalCurrency", default=UNSET)
    """Currency of the original amount."""

    purpose: str | UnsetType = UNSET
    """Purpose of the payment. 1 to 2000 characters. Example: ``Monatsbeitrag Mai 2024``."""

    sepa_purpose_code: str | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """Purpose code of ISO 20022. Example: ``OTHR``."""

    type: str | UnsetType = UNSET
    """
    Kind of transaction in the bank's own words, fit for display. 1 to 270 characters. Example:
    ``Lastschrift``.
    """

    type_code_swift: str | UnsetType = field(name="typeCodeSwift", default=UNSET)
    """SWIFT code of the kind of transaction. Example: ``NDDT``."""

    type_id: int | UnsetType = field(name="typeId", default=UNSET)
    """
    Business transaction code (GVC) of German banks, usually from 1 to 999. A number that is not
    in use can make the call fail. Example: ``105``.
    """

    value_date: date_aliased | UnsetType = field(name="valueDate", default=UNSET)
    """Value date; the booking date when absent. Example: ``2024-05-16``."""


NotificationParameters: TypeAlias = dict[str, str]
"""What a rule has to know, by name; which names count depends on the trigger event."""


class NotificationTriggerEvent(OpenEnum):
    """What a notification rule waits for."""

    NEW_ACCOUNT_BALANCE = "NEW_ACCOUNT_BALANCE"
    """The balance of an account has changed."""
    NEW_TRANSACTIONS = "NEW_TRANSACTIONS"
    """An account has new transactions."""
    BANK_LOGIN_ERROR = "BANK_LOGIN_ERROR"
    """The bank has refused the stored credentials."""
    FOREIGN_MONEY_TRANSFER = "FOREIGN_MONEY_TRANSFER"
    """An account has a new money transfer with a foreign counterpart."""
    LOW_ACCOUNT_BALANCE = "LOW_ACCOUNT_BALANCE"
    """The balance of an account has fallen below a threshold."""
    HIGH_TRANSACTION_AMOUNT = "HIGH_TRANSACTION_AMOUNT"
    """An account has a new transaction whose amount reaches a threshold."""
    CATEGORY_CASH_FLOW = "CATEGORY_CASH_FLOW"
    """The cash flow of a category has changed."""
    NEW_TERMS_AND_CONDITIONS = "NEW_TERMS_AND_CONDITIONS"
    """There are new terms and conditions for the user."""


class NotifiedAccount(Model, kw_only=True):
    """
    An account of which a notification tells. Texts marked as encrypted are in Base64;
    `DataDecryptionKey.decrypt` reads them with the data decryption key of your client.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountIban",
            "accountId",
            "accountName",
            "accountNumber",
            "bankConnectionName",
            "bankName",
            "details",
            "newTransactionsCount",
        ]
    )

    account_id: int | None = field(name="accountId", default=None)
    """Identifier of the account. Example: ``2``."""

    account_name: str | None = field(name="accountName", default=None)
    """Name of the account, encrypted. Example: ``MDEyMzQ1Njc4OWFiY2RlZg==``."""

    account_number: str | None = field(name="accountNumber", default=None)
    """Account number, encrypted. Example: ``MDEyMzQ1Njc4OWFiY2RlZg==``."""

    account_iban: str | None = field(name="accountIban", default=None)
    """IBAN of the account, encrypted. Example: ``MDEyMzQ1Njc4OWFiY2RlZg==``."""

    bank_name: str | None = field(name="bankName", default=None)
    """Name of the bank. Example: ``FinAPI Test Bank``."""

    bank_connection_name: str | None = field(name="bankConnectionName", default=None)
    """Name of the bank connection, encrypted. Example: ``MDEyMzQ1Njc4OWFiY2RlZg==``."""

    new_transactions_count: int | None = field(name="newTransactionsCount", default=None)
    """How many new transactions the account has. Example: ``3``."""

    details: str | None = None
    """
    The new transactions as JSON, encrypted; only where the rule has `includeDetails`. Example:
    ``MDEyMzQ1Njc4OWFiY2RlZg==``.
    """


class OrderInitiationStatus(OpenEnum):
    """
    State of a payment or standing order. It covers the initiation at the bank only; whether
    money was booked is seen in the transactions of the account.
    """

    OPEN = "OPEN"
    """Created in finAPI, not yet submitted to the bank."""
    PENDING = "PENDING"
    """Submitted to the bank, not yet confirmed."""
    SUCCESSFUL = "SUCCESSFUL"
    """Initiated successfully at the bank."""
    NOT_SUCCESSFUL = "NOT_SUCCESSFUL"
    """Could not be initiated."""
    DISCARDED = "DISCARDED"
    """
    Dropped before it was executed, for example because the bank connection was deleted.
    """


class Paging(Model, kw_only=True):
    """Which page of a list this is."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["page", "pageCount", "perPage", "totalCount"]
    )

    page: int
    """Number of this page. At least 1. Example: ``1``."""

    page_count: int = field(name="pageCount")
    """Number of all pages. At least 0. Example: ``3``."""

    per_page: int = field(name="perPage")
    """Most entries of a page. At least 1. Example: ``20``."""

    total_count: int = field(name="totalCount")
    """Number of all entries of the list. At least 0. Example: ``58``."""


class PasswordChangingResource(Model, kw_only=True):
    """
    What is needed to change a user's password. The token and the e-mail address are encrypted.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["passwordChangeToken", "userId"])

    password_change_token: Secret = field(name="passwordChangeToken")
    """
    Token for `POST /users/executePasswordChange` in encrypted form, as Base64 text. It is
    decrypted with the client's data decryption key (AES-128 in CBC mode) and has 36 characters
    then.
    """

    user_id: str = field(name="userId")
    """Identifier of the user, not encrypted. Example: ``username``."""

    user_email: str | None = field(name="userEmail", default=None)
    """
    E-mail address of the user, encrypted in the same way as the token. It is absent when none
    is stored. Example: ``6gr8cL1/Hkw96Y54O6IHFfzOX4gxKHe9wKgkQlmnIUAjbXGto2K1VLWQpmb8ePbi``.
    """

    def __post_init__(self) -> None:
        self._hide("password_change_token")


class PaymentType(OpenEnum):
    """Direction of a payment as seen by the user."""

    MONEY_TRANSFER = "MONEY_TRANSFER"
    """Credit transfer, money leaves the user's account."""
    DIRECT_DEBIT = "DIRECT_DEBIT"
    """Direct debit, money is collected onto the user's account."""


class PaypalTransactionData(Model, kw_only=True):
    """Details that only transactions of PayPal accounts carry."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    fee: Decimal | None = None
    """Fee that PayPal charges for the transaction."""

    invoice_number: str | None = field(name="invoiceNumber", default=None)
    """Number of the invoice that is paid. Example: ``RE-2024-0516``."""

    net: Decimal | None = None
    """Amount after the fee."""


class PendingTransaction(Model, kw_only=True):
    """
    A transaction that the bank has announced but not booked yet. Its data may still change or
    vanish, so do not keep its identifier as a lasting reference. Apart from the few required
    fields it holds only what the bank delivers.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["accountId", "amount", "bankBookingDate", "currency", "id"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"importDate": False, "valueDate": False}

    account_id: int = field(name="accountId")
    """Identifier of the account. Example: ``2``."""

    amount: Decimal
    """Amount; negative when money leaves the account."""

    id: int
    """Identifier of the pending transaction. Example: ``11``."""

    import_date: datetime | None = field(name="importDate", default=None)
    """
    Time at which finAPI stored the pending transaction. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    value_date: date_aliased | None = field(name="valueDate", default=None)
    """
    Value date. The day of import stands here when the bank names no date. Example:
    ``2024-05-17``.
    """

    bank_booking_date: date_aliased | None = field(name="bankBookingDate", default=None)
    """Expected booking date, if the bank names one. Example: ``2024-05-17``."""

    bank_transaction_code: str | None = field(name="bankTransactionCode", default=None)
    """Bank transaction code of ISO 20022. Example: ``PMNT-RDDT-ESDD``."""

    bank_transaction_code_description: str | None = field(
        name="bankTransactionCodeDescription", default=None
    )
    """
    Wording for the bank transaction code, in English or German as asked by the
    `Accept-Language` header. At most 256 characters. Example: ``SEPA Core Direct Debit``.
    """

    certis_data: CertisTransactionData | None = field(name="certisData", default=None)
    """Symbols of a Czech domestic payment. Absent for all others."""

    compensation_amount: Decimal | None = field(name="compensationAmount", default=None)
    """
    Charges and lost interest claimed with a returned direct debit. Absent for most other
    transactions.
    """

    counterparty_account_number: str | None = field(name="counterpartyAccountNumber", default=None)
    """National account number of the other party. Example: ``0000202051``."""

    counterparty_bank_name: str | None = field(name="counterpartyBankName", default=None)
    """Name of the other party's bank. Example: ``Musterbank``."""

    counterparty_bic: str | None = field(name="counterpartyBic", default=None)
    """BIC of the other party's bank. Example: ``COBADEFFXXX``."""

    counterparty_blz: str | None = field(name="counterpartyBlz", default=None)
    """German bank code (BLZ) of the other party's bank. Example: ``12030000``."""

    counterparty_creditor_id: str | None = field(name="counterpartyCreditorId", default=None)
    """
    SEPA creditor identifier of the other party. Only direct debits have it. Example:
    ``DE98ZZZ09999999999``.
    """

    counterparty_customer_reference: str | None = field(
        name="counterpartyCustomerReference", default=None
    )
    """Reference that the other party has given the payment. Example: ``KREF-2024-0516``."""

    counterparty_debtor_id: str | None = field(name="counterpartyDebtorId", default=None)
    """
    Identification code of the originator. Only money transfers have it. Example: ``ORIG-4711``.
    """

    counterparty_iban: str | None = field(name="counterpartyIban", default=None)
    """IBAN of the other party. Example: ``DE02120300000000202051``."""

    counterparty_mandate_reference: str | None = field(
        name="counterpartyMandateReference", default=None
    )
    """Reference of the SEPA mandate behind a direct debit. Example: ``MANDAT-0815``."""

    counterparty_name: str | None = field(name="counterpartyName", default=None)
    """Name of the other party. Example: ``Fitnessclub Muster GmbH``."""

    currency: Currency | None = None
    """Currency of the amount."""

    different_creditor: str | None = field(name="differentCreditor", default=None)
    """
    Third party on the payee's side of a money transfer, or on the payer's side of a direct
    debit. Example: ``Muster Holding GmbH``.
    """

    different_debtor: str | None = field(name="differentDebtor", default=None)
    """
    Third party on the payer's side of a money transfer, or on the payee's side of a direct
    debit. Example: ``Max Mustermann``.
    """

    end_to_end_id: str | None = field(name="endToEndId", default=None)
    """
    End-to-end id that accompanies a SEPA payment from payer to payee. Example:
    ``E2E-2024-0516-01``.
    """

    fee_amount: Decimal | None = field(name="feeAmount", default=None)
    """Fee charged for this transaction. Few banks report it."""

    fee_currency: Currency | None = field(name="feeCurrency", default=None)
    """Currency of the fee."""

    original_amount: Decimal | None = field(name="originalAmount", default=None)
    """
    Amount of the direct debit that is being returned. Absent for most other transactions.
    """

    original_currency: Currency | None = field(name="originalCurrency", default=None)
    """Currency of the original amount."""

    paypal_data: PaypalTransactionData | None = field(name="paypalData", default=None)
    """Details of a PayPal transaction. Absent for all others."""

    primanota: str | None = None
    """Number under which the bank files the booking (Primanota). Example: ``9252``."""

    purpose: str | None = None
    """Purpose of the payment. Example: ``Monatsbeitrag Mai 2024``."""

    sepa_purpose_code: str | None = field(name="sepaPurposeCode", default=None)
    """Purpose code of ISO 20022. Example: ``OTHR``."""

    type: str | None = None
    """
    Kind of transaction in the bank's own words and language, fit for display. Example:
    ``Lastschrift``.
    """

    type_code_swift: str | None = field(name="typeCodeSwift", default=None)
    """SWIFT code of the kind of transaction. Example: ``NDDT``."""

    type_code_zka: str | None = field(name="typeCodeZka", default=None)
    """Business transaction code (GVC) of German banks, from 1 to 999. Example: ``105``."""


class PreferredConsentType(OpenEnum):
    """Kind of consent that is requested from the bank when an XS2A interface is used."""

    ONETIME = "ONETIME"
    """Good for a single download and not stored by finAPI."""
    RECURRING = "RECURRING"
    """Good for up to 90 days, with up to four accesses a day."""


class Product(OpenEnum):
    """Products that finAPI offers besides and including Access."""

    ACCESS = "ACCESS"
    """FinAPI Access, the API for accounts and payments."""
    DATA_INTELLIGENCE = "DATA_INTELLIGENCE"
    """Data Intelligence, the evaluation of account data."""
    WEB_FORM = "WEB_FORM"
    """Web Form, hosted pages for bank logins and payments."""
    GIRO_IDENT = "GIRO_IDENT"
    """GiroIdent, identification of persons by means of their account."""
    SCHUFA_API = "SCHUFA_API"
    """SCHUFA API."""
    DI_LABELLING = "DI_LABELLING"
    """Labelling of transactions by Data Intelligence."""
    CONTRACT_MANAGER = "CONTRACT_MANAGER"
    """Contract Manager."""
    GIROCHECK = "GIROCHECK"
    """GiroCheck."""
    KREDITCHECK = "KREDITCHECK"
    """KreditCheck."""
    KREDITCHECK_B2B = "KREDITCHECK_B2B"
    """KreditCheck for business customers."""
    DEBITFLEX = "DEBITFLEX"
    """DebitFlex."""
    TRANSPARENCY_REGISTER = "TRANSPARENCY_REGISTER"
    """Transparency Register."""


class RemoveInterfaceParams(Model, kw_only=True):
    """Which interface of which bank connection to remove."""

    bank_connection_id: int = field(name="bankConnectionId")
    """Id of the bank connection. Example: ``1``."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """The interface to remove."""


class RequestPasswordChangeParams(Model, kw_only=True):
    """The user whose password is to be changed."""

    user_id: str = field(name="userId")
    """
    Identifier of the user. Upper and lower case make no difference. 1 to 36 characters.
    Example: ``username``.
    """


class ResponseMessage(Model, kw_only=True):
    """A text about the result of a call."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {"message": False}

    message: str | None = None
    """
    The text, meant for people; do not evaluate it in code. Example: ``The API version is now
    V2.``.
    """


class SecurityPositionQuantityNominalType(OpenEnum):
    """Meaning of the quantity of a security position."""

    UNIT = "UNIT"
    """Number of units, as for shares and funds."""
    FAMT = "FAMT"
    """Face amount, as for bonds."""


class SecurityPositionQuoteType(OpenEnum):
    """Meaning of the quote of a security."""

    ACTU = "ACTU"
    """Amount of money per unit."""
    PERC = "PERC"
    """Percentage of the face amount."""


class SepaMoneyTransferCounterpartAddressMandatoryFields(Model, kw_only=True):
    """Which parts of the recipient's address a bank demands."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    city: bool | None = None
    """Whether the city is demanded. Example: ``false``."""

    country: bool | None = None
    """Whether the country is demanded. Example: ``true``."""

    house_number: bool | None = field(name="houseNumber", default=None)
    """Whether the house number is demanded. Example: ``false``."""

    post_code: bool | None = field(name="postCode", default=None)
    """Whether the post code is demanded. Example: ``false``."""

    street: bool | None = None
    """Whether the street is demanded. Example: ``false``."""


class SepaMoneyTransferMandatoryFields(Model, kw_only=True):
    """Fields that a bank demands in SEPA transfers."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    counterpart_address: SepaMoneyTransferCounterpartAddressMandatoryFields | None = field(
        name="counterpartAddress", default=None
    )
    """Which parts of the recipient's address are demanded."""

    counterpart_bank_name: bool | None = field(name="counterpartBankName", default=None)
    """Whether the name of the recipient's bank is demanded. Example: ``false``."""

    counterpart_bic: bool | None = field(name="counterpartBic", default=None)
    """Whether the BIC of the recipient is demanded. Example: ``false``."""

    counterpart_name: bool | None = field(name="counterpartName", default=None)
    """Whether the name of the recipient is demanded. Example: ``true``."""

    end_to_end_id: bool | None = field(name="endToEndId", default=None)
    """Whether an end-to-end id is demanded. Example: ``false``."""

    purpose: bool | None = None
    """Whether a purpose is demanded. Example: ``true``."""


class StandingOrderFrequency(OpenEnum):
    """Interval between two executions of a standing order."""

    MONTHLY = "MONTHLY"
    """Every month."""
    EVERY_TWO_MONTHS = "EVERY_TWO_MONTHS"
    """Every two months."""
    QUARTERLY = "QUARTERLY"
    """Every three months."""
    SEMI_ANNUAL = "SEMI_ANNUAL"
    """Every six months."""
    ANNUAL = "ANNUAL"
    """Once a year."""


class SubTransactionParams(Model, kw_only=True):
    """
    One part of a split transaction. Except for labels, fields that are left out take the value
    of the original.
    """

    amount: OrDigits[Decimal]
    """Amount of this part, with the sign of the original: negative for spending."""

    category_id: int | UnsetType = field(name="categoryId", default=UNSET)
    """
    Category of this part; the category of the original when absent, none when 0. Example:
    ``41``.
    """

    counterpart: str | UnsetType = UNSET
    """
    Name of the other party; that of the original when absent. 1 to 80 characters. Example:
    ``Fitnessclub Muster GmbH``.
    """

    counterpart_account_number: str | UnsetType = field(
        name="counterpartAccountNumber", default=UNSET
    )
    """
    National account number of the other party; that of the original when absent. 1 to 34
    characters. Example: ``0000202051``.
    """

    counterpart_bic: str | UnsetType = field(name="counterpartBic", default=UNSET)
    """
    BIC of the other party's bank; that of the original when absent. Example: ``COBADEFFXXX``.
    """

    counterpart_blz: str | UnsetType = field(name="counterpartBlz", default=UNSET)
    """
    German bank code (BLZ) of the other party's bank; that of the original when absent. Example:
    ``12030000``.
    """

    counterpart_iban: Iban | UnsetType = field(name="counterpartIban", default=UNSET)
    """
    IBAN of the other party; that of the original when absent. Example:
    ``DE02120300000000202051``.
    """

    label_ids: list[int] | UnsetType = field(name="labelIds", default=UNSET)
    """Labels of this part. The labels of the original are not inherited."""

    purpose: str | UnsetType = UNSET
    """
    Purpose of this part; that of the original when absent. 1 to 2000 characters. Example:
    ``Monatsbeitrag Anteil Erika``.
    """


class SubmitPaymentParams(Model, kw_only=True):
    """A stored payment and the access to the bank for sending it."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """Interface over which the payment is sent. The bank must support payments on it."""

    payment_id: int = field(name="paymentId")
    """Identifier of the payment, from its creation. Example: ``5``."""

    login_credentials: list[LoginCredential] | UnsetType = field(
        name="loginCredentials", default=UNSET
    )
    """
    Values for the login fields of the chosen interface, matched by `label`. Fields whose values
    are stored with the bank connection can be left out; a missing value is refused with
    `MISSING_CREDENTIALS`, unknown labels with `LOGIN_FIELDS_MISMATCH`.
    """

    multi_step_authentication: MultiStepAuthenticationCallback | UnsetType = field(
        name="multiStepAuthentication", default=UNSET
    )
    """Answer to the challenge of the previous 510. It is left out in the first call."""

    redirect_url: WebAddress | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Address of your application to which the bank sends the user back after authentication. It
    is needed when the interface has the property `REDIRECT_APPROACH`, and left out otherwise. 1
    to 2048 characters. Example: ``https://app.example.invalid/callback``.
    """


class SubmitStandingOrderParams(Model, kw_only=True):
    """A stored standing order and the access to the bank for setting it up."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """
    Interface over which the order is sent. The bank must support standing orders on it.
    """

    standing_order_id: int = field(name="standingOrderId")
    """Identifier of the standing order, from its creation. Example: ``7``."""

    login_credentials: list[LoginCredential] | UnsetType = field(
        name="loginCredentials", default=UNSET
    )
    """
    Values for the login fields of the chosen interface, matched by `label`. Fields whose values
    are stored with the bank connection can be left out; a missing value is refused with
    `MISSING_CREDENTIALS`, unknown labels with `LOGIN_FIELDS_MISMATCH`.
    """

    multi_step_authentication: MultiStepAuthenticationCallback | UnsetType = field(
        name="multiStepAuthentication", default=UNSET
    )
    """Answer to the challenge of the previous 510. It is left out in the first call."""

    redirect_url: WebAddress | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Address of your application to which the bank sends the user back after authentication. It
    is needed when the interface has the property `REDIRECT_APPROACH`, and left out otherwise. 1
    to 2048 characters. Example: ``https://app.example.invalid/callback``.
    """


class SwitchApiVersionParams(Model, kw_only=True):
    """The version of the API to which the mandator is moved."""

    api_version: str = field(name="apiVersion")
    """The target version, either `V1` or `V2`. 1 to 4 characters. Example: ``V2``."""


class TokenTypeHint(OpenEnum):
    """How much of a grant ends."""

    ACCESS_TOKEN = "access_token"
    """Only this access token ends."""
    REFRESH_TOKEN = "refresh_token"
    """The refresh token ends, and with it all access tokens of the grant."""


class TppAuthenticationGroup(Model, kw_only=True):
    """Banks for which a licensed mandator uses the same credentials."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {"name": False}

    id: int
    """Id of the group. Example: ``1``."""

    name: str | None = None
    """Name of the group. Example: ``finAPI Test Bank Group``."""


class TppCertificateType(OpenEnum):
    """Purpose of an eIDAS certificate."""

    QWAC = "QWAC"
    """Identifies the mandator in the TLS handshake with the bank."""
    QSEALC = "QSEALC"
    """Signs the requests to the bank."""


class TppCredentials(Model, kw_only=True):
    """
    A set of credentials that the mandator has uploaded for a group of banks. The secrets cannot
    be read back.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id", "tppAuthenticationGroupId"])

    __expected__: ClassVar[Mapping[str, bool]] = {"label": False, "validFrom": False}

    id: int
    """Identifier of the set of credentials. Example: ``1``."""

    label: str | None = None
    """
    Name that the mandator has given the credentials. Example: ``Credentials of finAPI Test
    Bank``.
    """

    tpp_authentication_group_id: int = field(name="tppAuthenticationGroupId")
    """Identifier of the group of banks where the credentials are used. Example: ``1``."""

    valid_from: date_aliased | None = field(name="validFrom", default=None)
    """First day on which the credentials are used. Example: ``2024-01-15``."""

    valid_until: date_aliased | None = field(name="validUntil", default=None)
    """
    Day on which the credentials expire. Absent when they do not expire. Example:
    ``2026-01-14``.
    """


class TppCredentialsParams(Model, kw_only=True):
    """
    New credentials for a group of banks. Which ones a bank issues differs from bank to bank.
    """

    label: str
    """
    Own name by which to recognize the credentials. At most 256 characters. Example:
    ``Credentials of finAPI Test Bank``.
    """

    tpp_authentication_group_id: int = field(name="tppAuthenticationGroupId")
    """Identifier of the group of banks where the credentials are valid. Example: ``1``."""

    tpp_api_key: OrText[Secret] | UnsetType = field(name="tppApiKey", default=UNSET)
    """API key that the bank has issued at registration. At most 256 characters."""

    tpp_client_id: str | UnsetType = field(name="tppClientId", default=UNSET)
    """
    Client identifier that the bank has issued at registration. At most 256 characters. Example:
    ``example-tpp-client``.
    """

    tpp_client_secret: OrText[Secret] | UnsetType = field(name="tppClientSecret", default=UNSET)
    """Client secret that the bank has issued at registration. At most 256 characters."""

    tpp_name: str | UnsetType = field(name="tppName", default=UNSET)
    """
    Name of the mandator as a third party provider (TPP). At most 256 characters. Example:
    ``Muster Finanz GmbH``.
    """

    valid_from_date: date_aliased | UnsetType = field(name="validFromDate", default=UNSET)
    """
    First day on which the credentials are to be used; today when absent. Example:
    ``2024-01-15``.
    """

    valid_until_date: date_aliased | UnsetType = field(name="validUntilDate", default=UNSET)
    """
    Day on which the credentials expire; without it they do not expire. Example: ``2026-01-14``.
    """

    def __post_init__(self) -> None:
        self._hide("tpp_api_key", "tpp_client_secret")


class TrainCategorizationTransactionData(Model, kw_only=True):
    """
    A sample transaction from which the categorization learns. The more is given, the closer a
    later transaction can be compared.
    """

    account_type_id: int = field(name="accountTypeId")
    """
    Type of the account that the transaction is from: 1 Checking, 2 Savings, 3 CreditCard, 4
    Security, 5 Loan, 7 Membership. 1 to 7. Example: ``1``.
    """

    amount: OrDigits[Decimal]
    """Amount, negative when money leaves the account."""

    counterpart: str | UnsetType = UNSET
    """Name of the other party. 1 to 80 characters. Example: ``Fitnessclub Muster GmbH``."""

    counterpart_account_number: str | UnsetType = field(
        name="counterpartAccountNumber", default=UNSET
    )
    """
    National account number of the other party. 1 to 34 characters. Example: ``0000202051``.
    """

    counterpart_bic: str | UnsetType = field(name="counterpartBic", default=UNSET)
    """BIC of the other party's bank. Example: ``COBADEFFXXX``."""

    counterpart_blz: str | UnsetType = field(name="counterpartBlz", default=UNSET)
    """German bank code (BLZ) of the other party's bank. Example: ``12030000``."""

    counterpart_iban: Iban | UnsetType = field(name="counterpartIban", default=UNSET)
    """IBAN of the other party. Example: ``DE02120300000000202051``."""

    mc_code: str | UnsetType = field(name="mcCode", default=UNSET)
    """
    Merchant category code of a card payment. It is not used for the training at present.
    Example: ``7997``.
    """

    purpose: str | UnsetType = UNSET
    """Purpose of the payment. 1 to 2000 characters. Example: ``Monatsbeitrag Mai 2024``."""


class Transaction(Model, kw_only=True):
    """
    One booked transaction of an account: from the bank, added by finAPI as an adjusting entry,
    or made by splitting another one. Many fields hold only what the bank delivers.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountId",
            "amount",
            "bankBookingDate",
            "children",
            "currency",
            "finapiBookingDate",
            "id",
            "parentId",
        ]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {
        "importDate": False,
        "isAdjustingEntry": False,
        "isNew": False,
        "isPotentialDuplicate": False,
        "labels": False,
        "valueDate": False,
    }

    account_id: int = field(name="accountId")
    """Identifier of the account. Example: ``2``."""

    amount: Decimal
    """Amount; negative when money leaves the account."""

    bank_booking_date: date_aliased = field(name="bankBookingDate")
    """
    Booking date as reported by the bank. It may lie in the future. Example: ``2024-05-16``.
    """

    finapi_booking_date: date_aliased = field(name="finapiBookingDate")
    """
    Booking date that finAPI uses in its own calculations. It equals `bankBookingDate`, except
    that a transaction booked in the future gets the day of import and moves on with each update
    until the bank's date is reached. Example: ``2024-05-16``.
    """

    id: int
    """Identifier of the transaction. Example: ``101``."""

    import_date: datetime | None = field(name="importDate", default=None)
    """
    Time at which finAPI stored the transaction. Example: ``2024-05-16T10:15:30.000+02:00``.
    """

    is_adjusting_entry: bool | None = field(name="isAdjustingEntry", default=None)
    """
    Whether finAPI has added this entry (Zwischensaldo) because the balance of the bank did not
    agree with the transactions received, for example after a gap in the history. Such an entry
    does not come from the bank. Example: ``false``.
    """

    is_new: bool | None = field(name="isNew", default=None)
    """
    Set to true at the import and kept until the client sets it to false. Example: ``true``.
    """

    is_potential_duplicate: bool | None = field(name="isPotentialDuplicate", default=None)
    """
    Whether finAPI has found a similar transaction that may be the same one imported before. Ask
    the user; such a transaction can be deleted or the flag cleared. Example: ``false``.
    """

    labels: list[Label] | None = None
    """Labels that the user has attached; empty when there are none."""

    value_date: date_aliased | None = field(name="valueDate", default=None)
    """Value date, from which the amount counts for interest. Example: ``2024-05-16``."""

    bank_transaction_code: str | None = field(name="bankTransactionCode", default=None)
    """Bank transaction code of ISO 20022. Example: ``PMNT-RDDT-ESDD``."""

    bank_transaction_code_description: str | None = field(
        name="bankTransactionCodeDescription", default=None
    )
    """
    Wording for the bank transaction code, in English or German as asked by the
    `Accept-Language` header. At most 256 characters. Example: ``SEPA Core Direct Debit``.
    """

    category: Category | None = None
    """Category set by finAPI or by the user. Absent while the transaction has none."""

    certis_data: CertisTransactionData | None = field(name="certisData", default=None)
    """Symbols of a Czech domestic payment. Absent for all others."""

    children: list[int] | None = None
    """Identifiers of the sub-transactions. Absent when the transaction is not split."""

    compensation_amount: Decimal | None = field(name="compensationAmount", default=None)
    """
    Charges and lost interest claimed with a returned direct debit. Absent for most other
    transactions.
    """

    counterpart_account_number: str | None = field(name="counterpartAccountNumber", default=None)
    """National account number of the other party. Example: ``0000202051``."""

    counterpart_bank_name: str | None = field(name="counterpartBankName", default=None)
    """Name of the other party's bank. Example: ``Musterbank``."""

    counterpart_bic: str | None = field(name="counterpartBic", default=None)
    """BIC of the other party's bank. Example: ``COBADEFFXXX``."""

    counterpart_blz: str | None = field(name="counterpartBlz", default=None)
    """German bank code (BLZ) of the other party's bank. Example: ``12030000``."""

    counterpart_creditor_id: str | None = field(name="counterpartCreditorId", default=None)
    """
    SEPA creditor identifier of the other party. Only direct debits have it. Example:
    ``DE98ZZZ09999999999``.
    """

    counterpart_customer_reference: str | None = field(
        name="counterpartCustomerReference", default=None
    )
    """Reference that the other party has given the payment. Example: ``KREF-2024-0516``."""

    counterpart_debitor_id: str | None = field(name="counterpartDebitorId", default=None)
    """
    Identification code of the originator. Only money transfers have it. Example: ``ORIG-4711``.
    """

    counterpart_iban: str | None = field(name="counterpartIban", default=None)
    """IBAN of the other party. Example: ``DE02120300000000202051``."""

    counterpart_mandate_reference: str | None = field(
        name="counterpartMandateReference", default=None
    )
    """Reference of the SEPA mandate behind a direct debit. Example: ``MANDAT-0815``."""

    counterpart_name: str | None = field(name="counterpartName", default=None)
    """Name of the other party. Example: ``Fitnessclub Muster GmbH``."""

    currency: Currency | None = None
    """Currency of the amount, which may differ from the currency of the account."""

    different_creditor: str | None = field(name="differentCreditor", default=None)
    """
    Third party on the payee's side of a money transfer, or on the payer's side of a direct
    debit. Example: ``Muster Holding GmbH``.
    """

    different_debitor: str | None = field(name="differentDebitor", default=None)
    """
    Third party on the payer's side of a money transfer, or on the payee's side of a direct
    debit. Example: ``Max Mustermann``.
    """

    end_to_end_reference: str | None = field(name="endToEndReference", default=None)
    """
    End-to-end id that accompanies a SEPA payment from payer to payee. Example:
    ``E2E-2024-0516-01``.
    """

    fee_amount: Decimal | None = field(name="feeAmount", default=None)
    """Fee charged for this transaction. Few banks report it."""

    fee_currency: Currency | None = field(name="feeCurrency", default=None)
    """Currency of the fee."""

    original_amount: Decimal | None = field(name="originalAmount", default=None)
    """
    Amount of the direct debit that is being returned. Absent for most other transactions.
    """

    original_currency: Currency | None = field(name="originalCurrency", default=None)
    """Currency of the original amount."""

    parent_id: int | None = field(name="parentId", default=None)
    """
    Identifier of the original transaction. Only sub-transactions have it. Example: ``100``.
    """

    paypal_data: PaypalTransactionData | None = field(name="paypalData", default=None)
    """Details of a PayPal transaction. Absent for all others."""

    primanota: str | None = None
    """Number under which the bank files the booking (Primanota). Example: ``9252``."""

    purpose: str | None = None
    """Purpose of the payment. Example: ``Monatsbeitrag Mai 2024``."""

    sepa_purpose_code: str | None = field(name="sepaPurposeCode", default=None)
    """Purpose code of ISO 20022. Example: ``OTHR``."""

    type: str | None = None
    """
    Kind of transaction in the bank's own words and language, fit for display. Example:
    ``Lastschrift``.
    """

    type_code_swift: str | None = field(name="typeCodeSwift", default=None)
    """SWIFT code of the kind of transaction. Example: ``NDDT``."""

    type_code_zka: str | None = field(name="typeCodeZka", default=None)
    """Business transaction code (GVC) of German banks, from 1 to 999. Example: ``105``."""


class TransactionDirection(OpenEnum):
    """Direction of a transaction as seen from the user's account."""

    INCOME = "Income"
    """Money comes in, the amount is positive."""
    SPENDING = "Spending"
    """Money goes out, the amount is negative."""


class TransactionDirectionFilter(OpenEnum):
    """Which direction of money is looked for."""

    ALL = "all"
    """Both directions."""
    INCOME = "income"
    """Amounts of zero and above."""
    SPENDING = "spending"
    """Amounts below zero."""


class TransactionView(OpenEnum):
    """Whether split transactions are shown whole or in parts."""

    BANK_VIEW = "bankView"
    """
    Only the transactions as the bank sent them, with the identifiers of their sub-transactions
    in `children`.
    """
    USER_VIEW = "userView"
    """
    Only the sub-transactions in place of the original, each with the identifier of the original
    in `parentId`.
    """


class TriggerCategorizationParams(Model, kw_only=True):
    """Choice of the bank connections whose transactions are categorized."""

    bank_connection_ids: list[int] | UnsetType = field(name="bankConnectionIds", default=UNSET)
    """Bank connections to categorize; all of the user when absent."""


class TwoStepProcedure(Model, kw_only=True):
    """A procedure for SCA, such as a TAN by SMS."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["procedureId", "procedureName"])

    __expected__: ClassVar[Mapping[str, bool]] = {"implicitExecute": False}

    implicit_execute: bool | None = field(name="implicitExecute", default=None)
    """
    Whether the challenge comes at once with this procedure, without a further step. Example:
    ``true``.
    """

    procedure_id: str = field(name="procedureId")
    """Id of the procedure; send it as `twoStepProcedureId`. Example: ``955``."""

    procedure_name: str = field(name="procedureName")
    """What the bank calls the procedure; show it to the user. Example: ``mobileTAN``."""

    procedure_challenge_type: str | None = field(name="procedureChallengeType", default=None)
    """
    How the challenge is shown: `TEXT`, `PHOTO` or `FLICKER_CODE`. finAPI guesses it, so it may
    be wrong or absent. Example: ``TEXT``.
    """


class UpdateBankConnectionParams(Model, kw_only=True):
    """The bank connection to update, the interface, and what it needs."""

    bank_connection_id: int = field(name="bankConnectionId")
    """Id of the bank connection. Example: ``1``."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """The interface over which to update."""

    account_references: list[AccountReference] | UnsetType = field(
        name="accountReferences", default=UNSET
    )
    """The accounts to read; needed with `DETAILED_CONSENT`."""

    account_types: list[OrText[AccountType]] | UnsetType = field(name="accountTypes", default=UNSET)
    """
    Types of accounts to import with `importNewAccounts`; all types where it is left out.
    """

    import_new_accounts: bool | UnsetType = field(name="importNewAccounts", default=UNSET)
    """Whether to import accounts that are new at the bank. Example: ``false``."""

    load_owner_data: bool | UnsetType = field(name="loadOwnerData", default=UNSET)
    """
    Whether to ask the bank for the owner too. Not every bank gives it. Example: ``true``.
    """

    login_credentials: list[LoginCredential] | UnsetType = field(
        name="loginCredentials", default=UNSET
    )
    """
    The login fields of the interface, each by its label. Left out where they are stored or the
    user signs in at the bank.
    """

    multi_step_authentication: MultiStepAuthenticationCallback | UnsetType = field(
        name="multiStepAuthentication", default=UNSET
    )
    """The answer to the challenge of the last answer 510; left out in the first call."""

    redirect_url: WebAddress | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user back to; needed with `REDIRECT_APPROACH`. 1 to 2048
    characters. Example: ``https://app.example.invalid/return``.
    """

    skip_balances_download: bool | UnsetType = field(name="skipBalancesDownload", default=UNSET)
    """
    Whether to leave out balances. It saves time where only transactions are wanted. Example:
    ``false``.
    """

    skip_positions_download: bool | UnsetType = field(name="skipPositionsDownload", default=UNSET)
    """
    Whether to leave out transactions and securities, so that only accounts and balances come.
    Example: ``false``.
    """

    store_secrets: bool | UnsetType = field(name="storeSecrets", default=UNSET)
    """
    Whether finAPI stores the secret credentials for automatic updates. Volatile ones are never
    stored. Example: ``false``.
    """


class UpdateMultipleTransactionsParams(Model, kw_only=True):
    """New values for several transactions. Fields that are left out keep their value."""

    account_ids: list[int] | UnsetType = field(name="accountIds", default=UNSET)
    """Changes only transactions of these accounts."""

    category_id: int | UnsetType = field(name="categoryId", default=UNSET)
    """
    Category for all chosen transactions; 0 removes the category. It requires `ids`. Example:
    ``41``.
    """

    ids: list[int] | UnsetType = UNSET
    """
    Transactions to change. Without it all transactions of the user, or of `accountIds`, are
    changed, and neither category nor labels may be set.
    """

    is_new: bool | UnsetType = field(name="isNew", default=UNSET)
    """New value of the flag that marks transactions not seen yet. Example: ``false``."""

    is_potential_duplicate: bool | UnsetType = field(name="isPotentialDuplicate", default=UNSET)
    """
    Only false is accepted; it confirms that the transactions are no duplicates. Only finAPI
    itself sets the flag. Example: ``false``.
    """

    label_ids: list[int] | UnsetType = field(name="labelIds", default=UNSET)
    """
    Labels that replace those the transactions carry; an empty list removes all. It requires
    `ids`.
    """

    train_categorization: bool | UnsetType = field(name="trainCategorization", default=UNSET)
    """
    Whether finAPI learns from the category given here and uses it for similar transactions of
    the user. Example: ``true``.
    """


class UpdateResultStatus(OpenEnum):
    """How an import or update went."""

    OK = "OK"
    """It succeeded."""
    BANK_SERVER_REJECTION = "BANK_SERVER_REJECTION"
    """The bank has refused it, often because of wrong credentials."""
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"
    """FinAPI has failed, or the bank has answered in an unexpected way."""


class UpdateTransactionsParams(Model, kw_only=True):
    """New values for one transaction. Fields that are left out keep their value."""

    category_id: int | UnsetType = field(name="categoryId", default=UNSET)
    """New category of the transaction; 0 removes the category. Example: ``41``."""

    is_new: bool | UnsetType = field(name="isNew", default=UNSET)
    """New value of the flag that marks transactions not seen yet. Example: ``false``."""

    is_potential_duplicate: bool | UnsetType = field(name="isPotentialDuplicate", default=UNSET)
    """
    Only false is accepted; it confirms that the transaction is no duplicate. Only finAPI itself
    sets the flag. Example: ``false``.
    """

    label_ids: list[int] | UnsetType = field(name="labelIds", default=UNSET)
    """Labels that replace those the transaction carries; an empty list removes all."""

    train_categorization: bool | UnsetType = field(name="trainCategorization", default=UNSET)
    """
    Whether finAPI learns from the category given here and uses it for similar transactions of
    the user. Example: ``true``.
    """


class User(Model, kw_only=True):
    """A user, who owns bank connections and everything below them."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id", "password"])

    __expected__: ClassVar[Mapping[str, bool]] = {"isAutoUpdateEnabled": False}

    id: str
    """
    Identifier of the user, which serves as `username` for the token. Upper and lower case make
    no difference. Example: ``username``.
    """

    is_auto_update_enabled: bool | None = field(name="isAutoUpdateEnabled", default=None)
    """
    Whether the user's bank connections take part in the automatic update, provided that the
    client has it enabled. Example: ``false``.
    """

    password: Secret
    """
    The password in clear, but only in the answer to the creation of the user. Everywhere else
    it reads `XXXXX`.
    """

    email: str | None = None
    """
    E-mail address. It is absent when none is stored. Example:
    ``erika.mustermann@example.invalid``.
    """

    phone: str | None = None
    """Phone number. It is absent when none is stored. Example: ``+49 30 1234567``."""

    def __post_init__(self) -> None:
        self._hide("password")


class UserCreateParams(Model, kw_only=True):
    """Data of a new user. Everything is optional, so an empty object is allowed."""

    email: str | UnsetType = UNSET
    """
    E-mail address. finAPI sends no messages to it; it is returned encrypted when a password
    change is requested. 1 to 320 characters. Example: ``erika.mustermann@example.invalid``.
    """

    id: str | UnsetType = UNSET
    """
    Identifier of the user, unique within the mandator and independent of upper and lower case.
    Without it finAPI makes one up. 1 to 36 characters. Example: ``username``.
    """

    is_auto_update_enabled: bool | UnsetType = field(name="isAutoUpdateEnabled", default=UNSET)
    """
    Whether the user's bank connections take part in the automatic update, provided that the
    client has it enabled. Example: ``false``.
    """

    password: OrText[Secret] | UnsetType = UNSET
    """Password of the user. Without it finAPI makes one up. 6 to 128 characters."""

    phone: str | UnsetType = UNSET
    """Phone number, in any notation. 1 to 50 characters. Example: ``+49 30 1234567``."""

    def __post_init__(self) -> None:
        self._hide("password")


class UserIdentifiersList(Model, kw_only=True):
    """
    Result of the deletion of several users. Identifiers that do not exist are in neither list.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["deletedUsers", "nonDeletedUsers"])

    deleted_users: list[str] = field(name="deletedUsers")
    """Identifiers of the users that were deleted."""

    non_deleted_users: list[str] = field(name="nonDeletedUsers")
    """
    Identifiers of the users that were kept because their data is busy. The deletion can be
    repeated for them later.
    """


class UserIdentifiersParams(Model, kw_only=True):
    """The users that are to be deleted."""

    user_ids: list[str] = field(name="userIds")
    """Identifiers of users of the mandator. Unknown ones are ignored."""


class UserInfo(Model, kw_only=True):
    """A user as the mandator sees it, also after the user was deleted."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["isLocked", "userId"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "bankConnectionCount": False,
        "registrationDate": False,
    }

    bank_connection_count: int | None = field(name="bankConnectionCount", default=None)
    """Number of bank connections that the user has now. Example: ``1``."""

    is_locked: bool = field(name="isLocked")
    """
    Whether the user is locked after too many wrong passwords (see `maxUserLoginAttempts`). It
    is `false` for deleted users. Example: ``false``.
    """

    registration_date: date_aliased | None = field(name="registrationDate", default=None)
    """Day on which the user was created. Example: ``2024-01-15``."""

    user_id: str = field(name="userId")
    """
    Identifier of the user. For deleted users most characters of it are masked. Example:
    ``username``.
    """

    deletion_date: date_aliased | None = field(name="deletionDate", default=None)
    """
    Day on which the user was deleted. It is absent for users that still exist. Example:
    ``2024-05-31``.
    """

    last_active_date: date_aliased | None = field(name="lastActiveDate", default=None)
    """
    Day on which the user was last active. It is absent when the user has never logged in.
    Example: ``2024-05-16``.
    """

    latest_bank_connection_deletion_date: date_aliased | None = field(
        name="latestBankConnectionDeletionDate", default=None
    )
    """
    Day on which a bank connection of the user was last deleted. It is absent when there was
    none. Example: ``2024-04-02``.
    """

    latest_bank_connection_import_date: date_aliased | None = field(
        name="latestBankConnectionImportDate", default=None
    )
    """
    Day on which a bank connection was last imported for the user. It is absent when there was
    none. Example: ``2024-05-02``.
    """

    monthly_stats: list[MonthlyUserStats] | None = field(name="monthlyStats", default=None)
    """
    Figures for each month, the latest first. They are given only with
    `includeMonthlyStats=true` and never for months before the registration or after the
    deletion of the user, so the list may be empty.
    """


class UserNotification(Model, kw_only=True):
    """
    What a notification rule sends. Which fields come depends on the event. The provider's
    reference does not list them; these are known from its help pages and from what integrations
    receive.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["callbackHandle", "details", "newTransactions", "notificationRuleId", "triggerEvent"]
    )

    trigger_event: str | None = field(name="triggerEvent", default=None)
    """The event, as in the rule. Example: ``NEW_TRANSACTIONS``."""

    callback_handle: str | None = field(name="callbackHandle", default=None)
    """The text that was given with the rule. Example: ``user-4711``."""

    notification_rule_id: int | None = field(name="notificationRuleId", default=None)
    """Identifier of the rule. Example: ``12``."""

    new_transactions: list[NotifiedAccount] | None = field(name="newTransactions", default=None)
    """The accounts that have new transactions; only for the event NEW_TRANSACTIONS."""

    details: str | None = None
    """
    Details of the event as JSON, encrypted with the data decryption key of your client and
    written in Base64; only where the rule has `includeDetails`. Example:
    ``MDEyMzQ1Njc4OWFiY2RlZg==``.
    """


class UserSynchronizationEvent(OpenEnum):
    """What happened to a user."""

    DELETED = "DELETED"
    """The user and all data were deleted."""


class UserUpdateParams(Model, kw_only=True):
    """Changes to a user. At least one property has to be given."""

    email: str | UnsetType = UNSET
    """
    New e-mail address. An empty text removes the stored one. At most 320 characters. Example:
    ``erika.mustermann@example.invalid``.
    """

    is_auto_update_enabled: bool | UnsetType = field(name="isAutoUpdateEnabled", default=UNSET)
    """
    Whether the user's bank connections take part in the automatic update, provided that the
    client has it enabled. Example: ``true``.
    """

    phone: str | UnsetType = UNSET
    """
    New phone number. An empty text removes the stored one. At most 50 characters. Example:
    ``+49 30 1234567``.
    """


class VerificationStatusResource(Model, kw_only=True):
    """Tells whether a user has been verified."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["isUserVerified", "userId"])

    is_user_verified: bool = field(name="isUserVerified")
    """Whether the user has been verified and can be authorized. Example: ``true``."""

    user_id: str = field(name="userId")
    """Identifier of the user. Example: ``username``."""


class AccountInterface(Model, kw_only=True):
    """
    Connection of one account to one interface of its bank: what it can do and how the last
    download went.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["bankingInterface", "status"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "capabilities": False,
        "paymentCapabilities": False,
    }

    banking_interface: BankingInterface = field(name="bankingInterface")
    """The interface this entry is about."""

    capabilities: list[AccountCapability] | None = None
    """
    What the account can do through this interface. The list may be empty, and every update
    through the interface may change it.
    """

    payment_capabilities: AccountInterfacePaymentCapabilities | None = field(
        name="paymentCapabilities", default=None
    )
    """Further payment kinds that `capabilities` does not name."""

    status: AccountStatus
    """State of the last download through this interface."""

    last_successful_update: datetime | None = field(name="lastSuccessfulUpdate", default=None)
    """
    Time at which balance and positions were last stored successfully through this interface.
    Absent before the first success. Example: ``2024-05-16T10:15:30.000+02:00``.
    """

    last_update_attempt: datetime | None = field(name="lastUpdateAttempt", default=None)
    """
    Time at which the last import or update through this interface was started. When it is later
    than `lastSuccessfulUpdate`, that attempt failed or still runs. Example:
    ``2024-05-16T10:15:00.000+02:00``.
    """


class AccountParams(Model, kw_only=True):
    """
    New values for an account. Give at least one; fields that are left out keep their value.
    """

    account_name: str | UnsetType = field(name="accountName", default=UNSET)
    """
    New name of the account within finAPI. 1 to 512 characters. Example: ``Haushaltskonto``.
    """

    account_type: OrText[AccountType] | UnsetType = field(name="accountType", default=UNSET)
    """
    New type of the account. Later updates keep it even if the bank reports another type.
    """

    is_new: bool | UnsetType = field(name="isNew", default=UNSET)
    """New value of the flag that marks accounts not seen yet. Example: ``false``."""


class BankConsent(Model, kw_only=True):
    """The consent to read accounts that finAPI has from the bank."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["expiresAt", "status"])

    __expected__: ClassVar[Mapping[str, bool]] = {"supportsImportNewAccounts": False}

    status: BankConsentStatus
    """Whether there is a consent."""

    supports_import_new_accounts: bool | None = field(
        name="supportsImportNewAccounts", default=None
    )
    """
    Whether an update may import accounts that were not there when the consent was given.
    Example: ``true``.
    """

    expires_at: datetime | None = field(name="expiresAt", default=None)
    """
    When the consent ends; absent where that is not known. Example:
    ``2024-08-14T10:15:30.000+02:00``.
    """


class CashFlow(Model, kw_only=True):
    """
    Income and spending of one category over the transactions that match the filters. Amounts of
    different currencies are added as if they were one.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["balance", "category", "income", "spending"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {
        "countAllTransactions": False,
        "countIncomeTransactions": False,
        "countSpendingTransactions": False,
    }

    balance: Decimal
    """Income plus spending, the latter being negative."""

    count_all_transactions: int | None = field(name="countAllTransactions", default=None)
    """Number of transactions that were counted. Example: ``4``."""

    count_income_transactions: int | None = field(name="countIncomeTransactions", default=None)
    """Number of transactions that were counted as income. Example: ``0``."""

    count_spending_transactions: int | None = field(name="countSpendingTransactions", default=None)
    """Number of transactions that were counted as spending. Example: ``4``."""

    income: Decimal
    """Sum of the amounts of zero and above."""

    spending: Decimal
    """Sum of the amounts below zero, as a negative number."""

    category: Category | None = None
    """
    Category to which the figures belong. Absent in the entry for transactions without a
    category.
    """


class CashFlowList(Model, kw_only=True):
    """Cash flows by category, with totals."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["cashFlows", "totalBalance", "totalIncome", "totalSpending"]
    )

    cash_flows: list[CashFlow] = field(name="cashFlows")
    """One entry for each category of the answer."""

    total_balance: Decimal = field(name="totalBalance")
    """Total income plus total spending, the latter being negative."""

    total_income: Decimal = field(name="totalIncome")
    """Sum of income over all entries."""

    total_spending: Decimal = field(name="totalSpending")
    """Sum of spending over all entries, as a negative number."""


class CategorizationCheckResult(Model, kw_only=True):
    """The category found for one transaction."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["transactionId"])

    transaction_id: str = field(name="transactionId")
    """The text given for the transaction in the request. Example: ``transaction-1``."""

    category: Category | None = None
    """Category that the transaction would get. Absent when none was found."""


class CategorizationCheckResults(Model, kw_only=True):
    """The outcome of a categorization test."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["categorizationCheckResult"])

    categorization_check_result: list[CategorizationCheckResult] = field(
        name="categorizationCheckResult"
    )
    """One result for each of the given transactions."""


class CheckCategorizationData(Model, kw_only=True):
    """Transactions for which categories are to be found."""

    transaction_data: list[CheckCategorizationTransactionData] = field(name="transactionData")
    """The transactions, each with a `transactionId` of its own."""


class ClientConfiguration(Model, kw_only=True):
    """Settings of a client, most of which only finAPI can change."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {
        "accountTypeRestrictions": False,
        "aisEnabled": False,
        "aisViaWebForm": False,
        "availableBankGroups": False,
        "betaBanksEnabled": False,
        "categoryRestrictions": False,
        "categoryRestrictionsEnabled": False,
        "clientAccessTokensValidityPeriod": False,
        "enabledProducts": False,
        "isAutoCategorizationEnabled": False,
        "isAutomaticBatchUpdateEnabled": False,
        "isDevelopmentModeEnabled": False,
        "isMandatorAdmin": False,
        "isNonEuroAccountsSupported": False,
        "isStandalonePaymentsEnabled": False,
        "isUserAutoVerificationEnabled": False,
        "isWebScrapingEnabled": False,
        "mandatorLicense": False,
        "maxUserLoginAttempts": False,
        "paymentsEnabled": False,
        "pfmServicesEnabled": False,
        "pisStandaloneViaWebForm": False,
        "pisViaWebForm": False,
        "preferredConsentType": False,
        "products": False,
        "refreshTokensValidityPeriod": False,
        "transactionImportLimitation": False,
        "userAccessTokensValidityPeriod": False,
    }

    account_type_restrictions: list[AccountType] | None = field(
        name="accountTypeRestrictions", default=None
    )
    """
    Account types that the client may import and update. An empty list means that there is no
    restriction.
    """

    ais_enabled: bool | None = field(name="aisEnabled", default=None)
    """
    Whether the client may use account information services. Without it bank connections can be
    neither imported nor updated, not even by the automatic update, and calls about bank
    connections, accounts and transactions are refused. Example: ``true``.
    """

    ais_via_web_form: bool | None = field(name="aisViaWebForm", default=None)
    """
    Whether bank connections have to be imported and updated through finAPI's Web Form instead
    of direct API calls. Example: ``false``.
    """

    available_bank_groups: list[str] | None = field(name="availableBankGroups", default=None)
    """
    Countries whose banks the client can use, as ISO 3166 alpha-2 codes. Banks without a country
    are always available, so an empty list leaves only these.
    """

    beta_banks_enabled: bool | None = field(name="betaBanksEnabled", default=None)
    """
    Whether beta banks are listed and can be used. Their interfaces may be unstable, and finAPI
    may remove such a bank at any time with all user data that belongs to it. When the value is
    `false`, beta banks do not exist for the client. Example: ``false``.
    """

    category_restrictions: list[Category] | None = field(name="categoryRestrictions", default=None)
    """
    Categories whose transactions the client may read. It counts only when
    `categoryRestrictionsEnabled` is on; an empty list then hides all transactions.
    """

    category_restrictions_enabled: bool | None = field(
        name="categoryRestrictionsEnabled", default=None
    )
    """
    Whether the client can read only those transactions whose category is listed in
    `categoryRestrictions`. Example: ``false``.
    """

    client_access_tokens_validity_period: int | None = field(
        name="clientAccessTokensValidityPeriod", default=None
    )
    """
    Lifetime in seconds of newly issued access tokens of the client. With 0 they never expire,
    but can still be revoked. Example: ``3600``.
    """

    enabled_products: EnabledProducts | None = field(name="enabledProducts", default=None)
    """
    The finAPI products that the client can use, as one flag per product. It replaces
    `products`.
    """

    is_auto_categorization_enabled: bool | None = field(
        name="isAutoCategorizationEnabled", default=None
    )
    """
    Whether transactions are categorized right after they are downloaded. When it is off, use
    `POST /transactions/triggerCategorization`. Example: ``true``.
    """

    is_automatic_batch_update_enabled: bool | None = field(
        name="isAutomaticBatchUpdateEnabled", default=None
    )
    """
    Whether finAPI regularly updates the users' bank connections by itself. A single user takes
    part only when `isAutoUpdateEnabled` is on for the user, and the interval is agreed with
    finAPI. Example: ``false``.
    """

    is_development_mode_enabled: bool | None = field(name="isDevelopmentModeEnabled", default=None)
    """
    Whether users of the mandator may call `POST /tests/mockBatchUpdate`. It is never on in the
    live system. Example: ``true``.
    """

    is_mandator_admin: bool | None = field(name="isMandatorAdmin", default=None)
    """
    Whether this is a mandator admin client, the only kind that may use the paths below
    `/mandatorAdmin`. Example: ``false``.
    """

    is_non_euro_accounts_supported: bool | None = field(
        name="isNonEuroAccountsSupported", default=None
    )
    """
    Whether balances and transactions of checking accounts in other currencies than EUR are
    downloaded. When it is off, such accounts are listed without a balance and without
    transactions. Example: ``true``.
    """

    is_standalone_payments_enabled: bool | None = field(
        name="isStandalonePaymentsEnabled", default=None
    )
    """
    Whether payments and standing orders may debit accounts that are not imported in finAPI. In
    the sandbox such orders with a test bank are always possible. Example: ``true``.
    """

    is_user_auto_verification_enabled: bool | None = field(
        name="isUserAutoVerificationEnabled", default=None
    )
    """
    Whether users created by this client count as verified at once. When it is off, each of them
    has to be verified with `POST /users/verify/{userId}` before a token is issued. Example:
    ``true``.
    """

    is_web_scraping_enabled: bool | None = field(name="isWebScrapingEnabled", default=None)
    """
    Whether finAPI may use the interface `WEB_SCRAPER` for downloads and payments. Without it,
    banks that have no other interface cannot be used. Example: ``true``.
    """

    mandator_license: MandatorLicense | None = field(name="mandatorLicense", default=None)
    """
    Licence of the client, which decides whether finAPI's registration or that of the client is
    shown to banks.
    """

    max_user_login_attempts: int | None = field(name="maxUserLoginAttempts", default=None)
    """
    Number of wrong passwords in a row after which a user is locked; 0 means never. A lock
    revokes all tokens of the user and makes further requests fail with 423 until a new password
    is set. Each successful login starts the count again. Example: ``5``.
    """

    payments_enabled: bool | None = field(name="paymentsEnabled", default=None)
    """
    Whether payments may be initiated for imported accounts. In the sandbox payments with a test
    bank are always possible. Example: ``true``.
    """

    pfm_services_enabled: bool | None = field(name="pfmServicesEnabled", default=None)
    """
    Whether the services for personal finance management may be called, such as categories,
    labels, notification rules, daily balances, searching transactions and the categorization
    rules of the mandator. Example: ``true``.
    """

    pis_standalone_via_web_form: bool | None = field(name="pisStandaloneViaWebForm", default=None)
    """
    Whether payments from accounts that are not imported have to go through finAPI's Web Form
    instead of direct API calls. Example: ``false``.
    """

    pis_via_web_form: bool | None = field(name="pisViaWebForm", default=None)
    """
    Whether payments from imported accounts have to go through finAPI's Web Form instead of
    direct API calls. Example: ``false``.
    """

    preferred_consent_type: PreferredConsentType | None = field(
        name="preferredConsentType", default=None
    )
    """
    Kind of consent that finAPI asks for at XS2A interfaces. A bank that does not offer it gets
    a request for the other kind.
    """

    products: list[Product] | None = None
    """
    Products that the client can use. The list is deprecated and leaves out newer products;
    `enabledProducts` is complete.
    """

    refresh_tokens_validity_period: int | None = field(
        name="refreshTokensValidityPeriod", default=None
    )
    """
    Lifetime in seconds of newly issued refresh tokens. With 0 they never expire, but still end
    when they are revoked, the user is locked or a new password is set. Example: ``2592000``.
    """

    transaction_import_limitation: int | None = field(
        name="transactionImportLimitation", default=None
    )
    """
    Largest number of days, counted back from and including the day of import, for which
    transactions of a new account are downloaded. It holds for all users; 0 means no limit.
    Example: ``89``.
    """

    user_access_tokens_validity_period: int | None = field(
        name="userAccessTokensValidityPeriod", default=None
    )
    """
    Lifetime in seconds of newly issued access tokens of users. With 0 they never expire, but
    still end when they are revoked, the user is locked or a new password is set. Example:
    ``3600``.
    """

    cors_allowed_origins: list[str] | None = field(name="corsAllowedOrigins", default=None)
    """
    Origins from which browsers may call the API, the OAuth paths excepted. When it is empty or
    missing, CORS is not enabled for the client.
    """

    fin_ts_product_registration_number: str | None = field(
        name="finTSProductRegistrationNumber", default=None
    )
    """
    Reads `XXXXX` when a FinTS product registration number is stored, since the number itself is
    not shown. It is absent when none is stored. Example: ``XXXXX``.
    """

    user_notification_callback_url: str | None = field(
        name="userNotificationCallbackUrl", default=None
    )
    """
    Address to which finAPI posts the messages of the users' notification rules, which arise
    from the automatic update. The answer of the address is ignored. Example:
    ``https://app.example.invalid/finapi/notifications``.
    """

    user_synchronization_callback_url: str | None = field(
        name="userSynchronizationCallbackUrl", default=None
    )
    """
    Address to which finAPI posts a message with `userId` and the `event` `DELETED` whenever a
    user of the mandator is deleted, no matter by which client. The answer of the address is
    ignored. Example: ``https://app.example.invalid/finapi/users``.
    """


class ClientConfigurationParams(Model, kw_only=True):
    """
    Settings of the client that can be changed. Those that are left out stay as they are, but at
    least one has to be given.
    """

    beta_banks_enabled: bool | UnsetType = field(name="betaBanksEnabled", default=UNSET)
    """
    Whether beta banks are listed and can be used. finAPI may remove such a bank at any time
    with all user data that belongs to it. Example: ``false``.
    """

    client_access_tokens_validity_period: int | UnsetType = field(
        name="clientAccessTokensValidityPeriod", default=UNSET
    )
    """
    Lifetime in seconds of access tokens of the client that are issued from now on. It is 60 or
    more, or 0 for tokens that never expire. Example: ``3600``.
    """

    fin_ts_product_registration_number: str | UnsetType = field(
        name="finTSProductRegistrationNumber", default=UNSET
    )
    """
    Registration number of the product for FinTS, in upper-case hexadecimal digits; an empty
    text removes it. Only clients with a licence of their own need one, the others use finAPI's
    number. At most 25 characters. Example: ``1A2B3C4D5E6F7A8B9C0D1E2F3``.
    """

    preferred_consent_type: OrText[PreferredConsentType] | UnsetType = field(
        name="preferredConsentType", default=UNSET
    )
    """
    Kind of consent that finAPI asks for at XS2A interfaces. A bank that does not offer it gets
    a request for the other kind.
    """

    refresh_tokens_validity_period: int | UnsetType = field(
        name="refreshTokensValidityPeriod", default=UNSET
    )
    """
    Lifetime in seconds of refresh tokens that are issued from now on. It is 60 or more, or 0
    for tokens that never expire. Example: ``2592000``.
    """

    user_access_tokens_validity_period: int | UnsetType = field(
        name="userAccessTokensValidityPeriod", default=UNSET
    )
    """
    Lifetime in seconds of access tokens of users that are issued from now on. It is 60 or more,
    or 0 for tokens that never expire. Example: ``3600``.
    """

    user_notification_callback_url: WebAddress | UnsetType = field(
        name="userNotificationCallbackUrl", default=UNSET
    )
    """
    Address to which finAPI posts the messages of the users' notification rules, at most 512
    characters long. The live system accepts https only, the sandbox http as well; an empty text
    switches the messages off. Example: ``https://app.example.invalid/finapi/notifications``.
    """

    user_synchronization_callback_url: WebAddress | UnsetType = field(
        name="userSynchronizationCallbackUrl", default=UNSET
    )
    """
    Address to which finAPI posts a message whenever a user of the mandator is deleted, at most
    512 characters long; it is meant for mandators with several clients, who share their users.
    The live system accepts https only, the sandbox http as well; an empty text switches the
    messages off. Example: ``https://app.example.invalid/finapi/users``.
    """


class ConnectInterfaceParams(Model, kw_only=True):
    """The interface to connect and what it needs."""

    bank_connection_id: int = field(name="bankConnectionId")
    """Id of the bank connection. Example: ``1``."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """The interface to connect."""

    account_references: list[AccountReference] | UnsetType = field(
        name="accountReferences", default=UNSET
    )
    """The accounts to read; needed with `DETAILED_CONSENT`."""

    account_types: list[OrText[AccountType]] | UnsetType = field(name="accountTypes", default=UNSET)
    """
    Only accounts of these types; finAPI stops once it has them. All types where it is left out.
    """

    load_owner_data: bool | UnsetType = field(name="loadOwnerData", default=UNSET)
    """
    Whether to ask the bank for the owner too. Not every bank gives it. Example: ``true``.
    """

    login_credentials: list[LoginCredential] | UnsetType = field(
        name="loginCredentials", default=UNSET
    )
    """
    The login fields of the interface, each by its label. Left out where they are stored or the
    user signs in at the bank.
    """

    max_days_for_download: int | UnsetType = field(name="maxDaysForDownload", default=UNSET)
    """
    How many days of transactions to download; 0 means as many as the bank gives. Without an SCA
    flow finAPI gives 89 at most. Example: ``365``.
    """

    multi_step_authentication: MultiStepAuthenticationCallback | UnsetType = field(
        name="multiStepAuthentication", default=UNSET
    )
    """The answer to the challenge of the last answer 510; left out in the first call."""

    redirect_url: WebAddress | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user back to; needed with `REDIRECT_APPROACH`. Example:
    ``https://app.example.invalid/return``.
    """

    skip_balances_download: bool | UnsetType = field(name="skipBalancesDownload", default=UNSET)
    """
    Whether to leave out balances. It saves time where only transactions are wanted. Example:
    ``false``.
    """

    skip_positions_download: bool | UnsetType = field(name="skipPositionsDownload", default=UNSET)
    """
    Whether to leave out transactions and securities, so that only accounts and balances come.
    Example: ``false``.
    """

    source_banking_interface: OrText[BankingInterface] | UnsetType = field(
        name="sourceBankingInterface", default=UNSET
    )
    """
    An interface of this bank connection whose stored credentials are used instead of sent ones.
    """

    store_secrets: bool | UnsetType = field(name="storeSecrets", default=UNSET)
    """
    Whether finAPI stores the secret credentials for automatic updates. Volatile ones are never
    stored. Example: ``false``.
    """


class CounterpartAddressData(Model, kw_only=True):
    """Postal address of a recipient."""

    city: str | UnsetType = UNSET
    """Town or city. 1 to 35 characters. Example: ``Musterstadt``."""

    country: OrText[CountryCode] | UnsetType = UNSET
    """Country of the address."""

    house_number: str | UnsetType = field(name="houseNumber", default=UNSET)
    """House number, kept apart from the street. 1 to 16 characters. Example: ``12a``."""

    post_code: str | UnsetType = field(name="postCode", default=UNSET)
    """Postal code. 1 to 16 characters. Example: ``12345``."""

    street: str | UnsetType = UNSET
    """Street without the house number. 1 to 70 characters. Example: ``Musterstraße``."""


class CreateDirectDebitParams(Model, kw_only=True):
    """A single or collective direct debit to be stored."""

    account_id: int = field(name="accountId")
    """
    Identifier of the imported account that receives the money. Direct debits need an imported
    account; there is no standalone form. Example: ``2``.
    """

    direct_debit_type: OrText[DirectDebitType] = field(name="directDebitType")
    """Direct debit scheme of all orders. The account must support it."""

    direct_debits: list[DirectDebitOrderParams] = field(name="directDebits")
    """
    The orders. More than one makes a collective direct debit, which the account must support. 1
    to 15000 items.
    """

    execution_date: date_aliased = field(name="executionDate")
    """
    Day on which the bank is to collect the money. It must not be in the past, and banks require
    some days in advance. Example: ``2024-05-24``.
    """

    sequence_type: OrText[DirectDebitSequenceType] = field(name="sequenceType")
    """Position of this collection within the mandates of the orders."""

    single_booking: bool | UnsetType = field(name="singleBooking", default=UNSET)
    """
    With several orders, `true` asks the bank to book each of them separately, `false` to book
    their total in one entry. The bank decides whether it follows; with one order it has no
    effect. Example: ``false``.
    """


class CreateStandingOrderParams(Model, kw_only=True):
    """
    A standing order to be stored. The payer is given by `accountId`, or by other fields for an
    account that finAPI does not hold.
    """

    amount: OrDigits[Decimal]
    """Amount of each execution, positive, with at most two decimals."""

    counterpart_iban: CounterpartyIban = field(name="counterpartIban")
    """IBAN of the recipient's account. Example: ``DE02120300000000202051``."""

    counterpart_name: str = field(name="counterpartName")
    """Name of the recipient. 1 to 70 characters. Example: ``Erika Mustermann``."""

    currency: OrText[Currency]
    """Currency of `amount`."""

    frequency: OrText[StandingOrderFrequency]
    """Interval between two executions."""

    start_date: date_aliased = field(name="startDate")
    """Day of the first execution. Example: ``2024-06-01``."""

    account_id: int | UnsetType = field(name="accountId", default=UNSET)
    """
    Identifier of the imported account to debit. Leave it out for an account that finAPI does
    not hold. Example: ``2``.
    """

    bank_id: int | UnsetType = field(name="bankId", default=UNSET)
    """
    Identifier of the payer's bank when the account is not imported. It is not needed together
    with `accountId`. Example: ``280001``.
    """

    end_date: date_aliased | UnsetType = field(name="endDate", default=UNSET)
    """
    Day after which the bank makes no more executions. Without it the order runs until it is
    ended at the bank. Example: ``2025-06-01``.
    """

    end_to_end_id: str | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id, the payer's own reference, which travels unchanged to the recipient with each
    execution. 1 to 35 characters. Example: ``RENT-12A``.
    """

    iban: Iban | UnsetType = UNSET
    """
    IBAN of the account to debit when it is not imported. Leave it out when `accountId` is
    given. Example: ``DE89370400440532013000``.
    """

    purpose: str | UnsetType = UNSET
    """
    Remittance text shown to the recipient with each execution. The bank can accept fewer
    characters than finAPI. 1 to 2000 characters. Example: ``Rent flat 12a``.
    """

    sepa_purpose_code: str | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """
    SEPA purpose code (ISO 20022), four letters or digits, such as `RENT` for a rent. Example:
    ``RENT``.
    """


class DailyBalanceList(Model, kw_only=True):
    """One page of daily balances and the time up to which they can be trusted."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["dailyBalances", "paging"])

    daily_balances: list[DailyBalance] = field(name="dailyBalances")
    """One entry per day, in the requested order."""

    paging: Paging
    """Position of this page in the whole result."""

    latest_common_balance_timestamp: datetime | None = field(
        name="latestCommonBalanceTimestamp", default=None
    )
    """
    Latest time at which all chosen accounts were up to date. Balances of later days are
    incomplete, since at least one account may lack transactions. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """


class DeleteConsent(Model, kw_only=True):
    """What has become of a consent."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["local", "remote"])

    local: DeleteConsentResult
    """What has become of it in finAPI."""

    remote: DeleteConsentResult
    """What has become of it at the bank."""


class DomesticMoneyTransferConstraints(Model, kw_only=True):
    """What domestic transfers must have."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    mandatory_fields: DomesticMoneyTransferMandatoryFields | None = field(
        name="mandatoryFields", default=None
    )
    """Fields that must be filled in."""


class EditBankConnectionParams(Model, kw_only=True):
    """What to change. What is left out stays."""

    banking_interface: OrText[BankingInterface] | UnsetType = field(
        name="bankingInterface", default=UNSET
    )
    """The interface whose credentials or procedure change; needed with either."""

    default_two_step_procedure_id: str | UnsetType = field(
        name="defaultTwoStepProcedureId", default=UNSET
    )
    """
    The SCA procedure to use unless another is chosen; an empty text removes it. At most 512
    characters. Example: ``955``.
    """

    login_credentials: list[LoginCredential] | UnsetType = field(
        name="loginCredentials", default=UNSET
    )
    """New values of stored login fields. They are checked with the next update."""

    name: str | UnsetType = UNSET
    """A new name; an empty text removes it. At most 64 characters. Example: ``Hausbank``."""


class GetTokenParams(Model, kw_only=True):
    """The form fields of a token request; each grant needs its own."""

    client_id: str
    """Identifier of your client. Example: ``0c1b2a39-4857-4665-8473-829180716253``."""

    client_secret: OrText[Secret]
    """The client's secret."""

    grant_type: OrText[GrantType]
    """How the token is asked for."""

    username: str | UnsetType = UNSET
    """The user's id; only with the grant `password`. Example: ``username``."""

    password: OrText[Secret] | UnsetType = UNSET
    """The user's password; only with the grant `password`."""

    refresh_token: OrText[Secret] | UnsetType = UNSET
    """The refresh token of an earlier answer; only with the grant `refresh_token`."""

    def __post_init__(self) -> None:
        self._hide("client_secret", "password", "refresh_token")


class IbanRule(Model, kw_only=True):
    """
    A rule that suggests a category for transactions with a certain counterpart account.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["category", "direction", "iban", "id"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"creationDate": False}

    category: Category
    """Category that the rule suggests."""

    creation_date: datetime | None = field(name="creationDate", default=None)
    """Time at which the rule was created. Example: ``2024-05-16T10:15:30.000+02:00``."""

    direction: TransactionDirection
    """Kind of transactions to which the rule applies."""

    iban: str
    """
    IBAN of the counterpart that a transaction must have for the rule to match. Example:
    ``DE89370400440532013000``.
    """

    id: int
    """Identifier of the rule, needed to delete it. Example: ``11``."""


class IbanRuleList(Model, kw_only=True):
    """The IBAN rules that a call has created."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["ibanRules"])

    iban_rules: list[IbanRule] = field(name="ibanRules")
    """
    The created rules. There are two for each one that was given with the direction `Both`.
    """


class ImportBankConnectionParams(Model, kw_only=True):
    """The bank to import, the interface, and what it needs."""

    bank_id: int = field(name="bankId")
    """Id of the bank. Example: ``280001``."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """The interface over which to import."""

    account_references: list[AccountReference] | UnsetType = field(
        name="accountReferences", default=UNSET
    )
    """The accounts to read; needed with `DETAILED_CONSENT`."""

    account_types: list[OrText[AccountType]] | UnsetType = field(name="accountTypes", default=UNSET)
    """
    Only accounts of these types; finAPI stops once it has them. All types where it is left out.
    """

    load_owner_data: bool | UnsetType = field(name="loadOwnerData", default=UNSET)
    """
    Whether to ask the bank for the owner too. Not every bank gives it. Example: ``true``.
    """

    login_credentials: list[LoginCredential] | UnsetType = field(
        name="loginCredentials", default=UNSET
    )
    """
    The login fields of the interface, each by its label. Left out where they are stored or the
    user signs in at the bank.
    """

    max_days_for_download: int | UnsetType = field(name="maxDaysForDownload", default=UNSET)
    """
    How many days of transactions to download; 0 means as many as the bank gives. Without an SCA
    flow finAPI gives 89 at most. Example: ``365``.
    """

    multi_step_authentication: MultiStepAuthenticationCallback | UnsetType = field(
        name="multiStepAuthentication", default=UNSET
    )
    """The answer to the challenge of the last answer 510; left out in the first call."""

    name: str | UnsetType = UNSET
    """A name for the bank connection. 1 to 64 characters. Example: ``Hausbank``."""

    redirect_url: WebAddress | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user back to; needed with `REDIRECT_APPROACH`. 1 to 2048
    characters. Example: ``https://app.example.invalid/return``.
    """

    skip_balances_download: bool | UnsetType = field(name="skipBalancesDownload", default=UNSET)
    """
    Whether to leave out balances. It saves time where only transactions are wanted. Example:
    ``false``.
    """

    skip_positions_download: bool | UnsetType = field(name="skipPositionsDownload", default=UNSET)
    """
    Whether to leave out transactions and securities, so that only accounts and balances come.
    Example: ``false``.
    """

    store_secrets: bool | UnsetType = field(name="storeSecrets", default=UNSET)
    """
    Whether finAPI stores the secret credentials for automatic updates. Volatile ones are never
    stored. Example: ``false``.
    """


class KeywordRule(Model, kw_only=True):
    """A rule that suggests a category for transactions that contain certain words."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["allKeywordsMustMatch", "category", "direction", "id", "keywords"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"creationDate": False, "keywordsLanguage": False}

    all_keywords_must_match: bool = field(name="allKeywordsMustMatch")
    """
    Whether all keywords have to be found in a transaction. Otherwise a single one is enough.
    Example: ``false``.
    """

    category: Category
    """Category that the rule suggests."""

    creation_date: datetime | None = field(name="creationDate", default=None)
    """Time at which the rule was created. Example: ``2024-05-16T10:15:30.000+02:00``."""

    direction: TransactionDirection
    """Kind of transactions to which the rule applies."""

    id: int
    """Identifier of the rule, needed to delete it. Example: ``21``."""

    keywords: list[str]
    """
    Words that are looked for in the purpose and the counterpart data of a transaction. Upper
    and lower case make no difference.
    """

    keywords_language: Language | None = field(name="keywordsLanguage", default=None)
    """Language of the keywords."""


class KeywordRuleList(Model, kw_only=True):
    """The keyword rules that a call has created."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["keywordRules"])

    keyword_rules: list[KeywordRule] = field(name="keywordRules")
    """
    The created rules. There are two for each one that was given with the direction `Both`.
    """


class KeywordRuleParams(Model, kw_only=True):
    """A new keyword rule."""

    category_id: int = field(name="categoryId")
    """Identifier of the category that the rule suggests. Example: ``41``."""

    direction: OrText[CategorizationRuleDirection]
    """
    Kind of transactions to which the rule applies. `Both` creates two separate rules, one for
    each direction.
    """

    keywords: list[str]
    """
    Words to look for in the purpose and the counterpart data of a transaction. Upper and lower
    case make no difference. 1 to 100 items.
    """

    all_keywords_must_match: bool | UnsetType = field(name="allKeywordsMustMatch", default=UNSET)
    """
    Whether all keywords have to be found in a transaction. Otherwise a single one is enough;
    with only one keyword it makes no difference. Example: ``false``.
    """

    keywords_language: OrText[Language] | UnsetType = field(name="keywordsLanguage", default=UNSET)
    """Language of the keywords."""


class KeywordRulesParams(Model, kw_only=True):
    """Keyword rules that are to be created in one call."""

    keyword_rules: list[KeywordRuleParams] = field(name="keywordRules")
    """The new rules. 1 to 100 items."""


class MockAccountData(Model, kw_only=True):
    """Made-up balance and transactions for one account."""

    account_balance: OrDigits[Decimal] = field(name="accountBalance")
    """
    Balance of the account after the update. When it differs from the old balance plus the new
    transactions, finAPI adds an adjusting entry (Zwischensaldo). Amounts in other currencies
    are not converted.
    """

    account_id: int = field(name="accountId")
    """Identifier of the account. Example: ``2``."""

    new_transactions: list[NewTransaction] | UnsetType = field(
        name="newTransactions", default=UNSET
    )
    """
    Transactions that are to be imported, at most 1000. Those booked more than 10 days before
    the last successful update are ignored, and so are apparent duplicates, for example one with
    the booking date and amount of an existing transaction.
    """


class MockBankConnectionUpdate(Model, kw_only=True):
    """Made-up data for one bank connection."""

    bank_connection_id: int = field(name="bankConnectionId")
    """Identifier of the bank connection that is to be updated. Example: ``1``."""

    banking_interface: OrText[BankingInterface] = field(name="bankingInterface")
    """Interface over which the update is to appear to have run."""

    mock_accounts_data: list[MockAccountData] | UnsetType = field(
        name="mockAccountsData", default=UNSET
    )
    """
    Made-up data of the accounts. Accounts of the bank connection that are not in the list count
    as no longer reported by the bank and become DEPRECATED; without the list this happens to
    all of them.
    """

    simulate_bank_login_error: bool | UnsetType = field(
        name="simulateBankLoginError", default=UNSET
    )
    """
    Whether the update is to fail as if the bank had refused the credentials. Nothing is locked
    at a bank by this. Example: ``false``.
    """


class MockBatchUpdateParams(Model, kw_only=True):
    """Data for a simulated batch update."""

    mock_bank_connection_updates: list[MockBankConnectionUpdate] = field(
        name="mockBankConnectionUpdates"
    )
    """The bank connections that are to be updated, with their made-up data."""

    trigger_notifications: bool | UnsetType = field(name="triggerNotifications", default=UNSET)
    """
    Whether notifications are sent as after a real batch update, according to the user's
    notification rules. Example: ``true``.
    """


class MoneyTransferOrderParams(Model, kw_only=True):
    """One order of a money transfer, which pays one recipient."""

    amount: OrDigits[Decimal]
    """Amount to send, positive, with at most two decimals."""

    counterpart_iban: CounterpartyIban = field(name="counterpartIban")
    """IBAN of the recipient's account. Example: ``DE02120300000000202051``."""

    counterpart_address: CounterpartAddressData | UnsetType = field(
        name="counterpartAddress", default=UNSET
    )
    """
    Postal address of the recipient. The payment constraints of the bank's interface tell which
    parts the bank demands.
    """

    counterpart_bank_name: str | UnsetType = field(name="counterpartBankName", default=UNSET)
    """
    Name of the recipient's bank. The payment constraints of the bank's interface tell whether
    it is mandatory. 1 to 128 characters. Example: ``finAPI Test Bank``.
    """

    counterpart_bic: str | UnsetType = field(name="counterpartBic", default=UNSET)
    """
    BIC of the recipient's bank. It can be left out where transfers with the IBAN only are
    possible; otherwise the order is refused with `IBAN_ONLY_MONEY_TRANSFER_NOT_SUPPORTED`.
    Example: ``COBADEFFXXX``.
    """

    counterpart_name: str | UnsetType = field(name="counterpartName", default=UNSET)
    """
    Name of the recipient. Most banks demand it; the payment constraints of the bank's interface
    tell. 1 to 70 characters. Example: ``Erika Mustermann``.
    """

    currency: OrText[Currency] | UnsetType = UNSET
    """
    Currency of `amount`. SEPA transfers are in euros; other currencies are for domestic
    transfers of banks outside the euro area.
    """

    end_to_end_id: str | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id, the payer's own reference, which travels unchanged to the recipient. 1 to 35
    characters. Example: ``RE-2024-0042``.
    """

    purpose: str | UnsetType = UNSET
    """
    Remittance text shown to the recipient. The bank can accept fewer characters than finAPI. 1
    to 2000 characters. Example: ``Invoice RE-2024-0042``.
    """

    sepa_purpose_code: str | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """
    SEPA purpose code (ISO 20022), four letters or digits, such as `SALA` for a salary. Example:
    ``SUPP``.
    """

    structured_remittance_information: list[str] | UnsetType = field(
        name="structuredRemittanceInformation", default=UNSET
    )
    """Structured remittance references for the recipient, one per entry."""


class MultiStepAuthenticationChallenge(Model, kw_only=True):
    """What the bank wants from the user. Which fields are there depends on `status`."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "answerFieldLabel",
            "challengeMessage",
            "hash",
            "opticalData",
            "photoTanData",
            "photoTanMimeType",
            "redirectContext",
            "redirectContextField",
            "redirectUrl",
            "status",
            "twoStepProcedures",
        ]
    )

    hash: str
    """
    Names this step; send it back with the answer. It may change from step to step. Example:
    ``5f3759df5f3759df5f3759df5f3759df``.
    """

    status: MsaStatus
    """What has to be done."""

    answer_field_label: str | None = field(name="answerFieldLabel", default=None)
    """Label for the field in which the user answers. Example: ``TAN``."""

    challenge_message: str | None = field(name="challengeMessage", default=None)
    """
    What the bank tells the user, as plain text or simple HTML; treat it as data. Example:
    ``Bitte geben Sie die TAN ein.``.
    """

    optical_data: str | None = field(name="opticalData", default=None)
    """
    A flicker code in Base64; only for optical procedures. Example: ``MTE0ODQxMTEyMjMz``.
    """

    optical_data_as_reiner_sct: bool | None = field(name="opticalDataAsReinerSct", default=None)
    """
    Whether `opticalData` is in the form that card readers of one maker read over USB. Example:
    ``false``.
    """

    photo_tan_data: str | None = field(name="photoTanData", default=None)
    """A picture in Base64; only for procedures with a picture. Example: ``iVBORw0KGgo=``."""

    photo_tan_mime_type: str | None = field(name="photoTanMimeType", default=None)
    """The kind of picture. Example: ``image/png``."""

    redirect_context: str | None = field(name="redirectContext", default=None)
    """
    The value that the bank will bring back, by which you know whose redirect it is. Example:
    ``0d7c1a``.
    """

    redirect_context_field: str | None = field(name="redirectContextField", default=None)
    """Name of the query parameter in which the bank brings it back. Example: ``state``."""

    redirect_url: str | None = field(name="redirectUrl", default=None)
    """
    The page of the bank to which the user has to go. Example:
    ``https://bank.example.invalid/authorise?state=0d7c1a``.
    """

    two_step_procedures: list[TwoStepProcedure] | None = field(
        name="twoStepProcedures", default=None
    )
    """The procedures to choose from; only with `TWO_STEP_PROCEDURE_REQUIRED`."""


class NotificationRule(Model, kw_only=True):
    """A user's rule that makes finAPI notify the client application about an event."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id", "triggerEvent"])

    __expected__: ClassVar[Mapping[str, bool]] = {"includeDetails": False, "params": False}

    id: int
    """Identifier of the notification rule. Example: ``1``."""

    include_details: bool | None = field(name="includeDetails", default=None)
    """
    Whether notifications of this rule carry a `details` field, encrypted with the data
    decryption key of the client. Example: ``false``.
    """

    params: NotificationParameters | None = None
    """
    Settings of the rule that depend on `triggerEvent`, all as texts; see the parameters of a
    new rule.
    """

    trigger_event: NotificationTriggerEvent = field(name="triggerEvent")
    """Event that causes the notifications."""

    callback_handle: str | None = field(name="callbackHandle", default=None)
    """
    Text that is repeated in each notification of this rule. Absent when none was given.
    Example: ``user-4711``.
    """


class NotificationRuleList(Model, kw_only=True):
    """The notification rules that match; they come all at once."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["notificationRules"])

    notification_rules: list[NotificationRule] = field(name="notificationRules")
    """The rules that match."""


class NotificationRuleParams(Model, kw_only=True):
    """Event, settings and contents of the notifications of a new rule."""

    trigger_event: OrText[NotificationTriggerEvent] = field(name="triggerEvent")
    """Event that is to cause notifications. It decides which `params` apply."""

    callback_handle: str | UnsetType = field(name="callbackHandle", default=UNSET)
    """
    Own text that is repeated in each notification of this rule, so that the client application
    can tell where it belongs, for example an identifier of the user. Base64 and JSON are
    possible, since `/`, `=`, `%` and `"` are allowed in addition to finAPI's usual characters.
    1 to 512 characters. Example: ``user-4711``.
    """

    include_details: bool | UnsetType = field(name="includeDetails", default=UNSET)
    """
    Whether notifications carry a `details` field with more data, encrypted with the data
    decryption key of the client and written in Base64. Example: ``false``.
    """

    params: NotificationParameters | UnsetType = UNSET
    """
    Settings that depend on `triggerEvent`, all written as texts. Integrations use `accountIds`
    (identifiers separated by commas) for the events about accounts and transactions,
    `bankConnectionIds` for BANK_LOGIN_ERROR, `balanceThreshold` for LOW_ACCOUNT_BALANCE,
    `absoluteAmountThreshold` for HIGH_TRANSACTION_AMOUNT, `maxTransactionsCount` for
    NEW_TRANSACTIONS and HIGH_TRANSACTION_AMOUNT, and `categoryId` with `includeChildCategories`
    for CATEGORY_CASH_FLOW.
    """


class PageableCategoryList(Model, kw_only=True):
    """One page of categories."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["categories", "paging"])

    categories: list[Category]
    """The categories on this page."""

    paging: Paging
    """Place of this page among all that match."""


class PageableIbanRuleList(Model, kw_only=True):
    """A page of IBAN rules."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["ibanRules", "paging"])

    iban_rules: list[IbanRule] = field(name="ibanRules")
    """The rules on this page."""

    paging: Paging
    """Which page this is and how many rules there are in total."""


class PageableKeywordRuleList(Model, kw_only=True):
    """A page of keyword rules."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["keywordRules", "paging"])

    keyword_rules: list[KeywordRule] = field(name="keywordRules")
    """The rules on this page."""

    paging: Paging
    """Which page this is and how many rules there are in total."""


class PageableLabelList(Model, kw_only=True):
    """One page of labels."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["labels", "paging"])

    labels: list[Label]
    """The labels on this page."""

    paging: Paging
    """Place of this page among all that match."""


class PageablePendingTransactionResources(Model, kw_only=True):
    """One page of pending transactions."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "pendingTransactions"])

    paging: Paging
    """Position of this page in the whole result."""

    pending_transactions: list[PendingTransaction] = field(name="pendingTransactions")
    """Pending transactions of this page, in the requested order."""


class PageableTppAuthenticationGroupResources(Model, kw_only=True):
    """One page of TPP authentication groups."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["paging", "tppAuthenticationGroups"]
    )

    paging: Paging
    """Place of this page among all that match."""

    tpp_authentication_groups: list[TppAuthenticationGroup] = field(name="tppAuthenticationGroups")
    """The groups on this page."""


class PageableTppCredentialResources(Model, kw_only=True):
    """One page of TPP credentials."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "tppCredentials"])

    paging: Paging
    """Place of this page among all that match."""

    tpp_credentials: list[TppCredentials] = field(name="tppCredentials")
    """The sets of credentials on this page, without their secrets."""


class PageableTransactionList(Model, kw_only=True):
    """
    One page of transactions, with totals over all transactions that match, whatever their page.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["balance", "income", "paging", "spending", "transactions"]
    )

    balance: Decimal
    """
    Sum of the amounts of all matching transactions. It is not the balance of an account.
    """

    income: Decimal
    """Total of the matching transactions that bring money in."""

    paging: Paging
    """Position of this page in the whole result."""

    spending: Decimal
    """Total of the matching transactions that take money out."""

    transactions: list[Transaction]
    """Transactions of this page, in the requested order."""


class PageableUserInfoList(Model, kw_only=True):
    """A page of users."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "users"])

    paging: Paging
    """Which page this is and how many users there are in total."""

    users: list[UserInfo]
    """The users on this page."""


class Payment(Model, kw_only=True):
    """
    A money transfer or direct debit created through finAPI, with one or more orders, and its
    state at the bank. The single orders are not returned.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountId",
            "amount",
            "bankId",
            "iban",
            "id",
            "instantPayment",
            "instructedExecutionDate",
            "orderCount",
            "status",
            "type",
        ]
    )

    amount: Decimal
    """Sum of all orders of the payment, always positive."""

    bank_id: int = field(name="bankId")
    """Identifier of the bank that carries out the payment. Example: ``280001``."""

    id: int
    """Identifier of the payment, needed for its submission. Example: ``5``."""

    order_count: int = field(name="orderCount")
    """
    Number of orders in the payment; more than 1 for a collective payment. Example: ``1``.
    """

    status: OrderInitiationStatus
    """State of the payment between creation in finAPI and acceptance by the bank."""

    type: PaymentType
    """Whether money is sent or collected."""

    account_id: int | None = field(name="accountId", default=None)
    """
    Identifier of the imported account that is debited or, for a direct debit, credited. It is
    absent when the payment was created without an account. Example: ``2``.
    """

    bank_message: str | None = field(name="bankMessage", default=None)
    """
    Text of the bank about the submission, meant for the user. It is not set before the
    submission, nor when the bank sends none. Example: ``The order was accepted.``.
    """

    execution_date: datetime | None = field(name="executionDate", default=None)
    """
    Time when the payment was executed through finAPI. It is not set before that. The day on
    which the bank is to book the payment is `instructedExecutionDate`. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    iban: str | None = None
    """
    IBAN of the payer's account, as given when the payment was created. It is not set when it
    was not given there. Example: ``DE89370400440532013000``.
    """

    instant_payment: bool | None = field(name="instantPayment", default=None)
    """Whether the payment is a SEPA instant credit transfer. Example: ``false``."""

    instructed_execution_date: date_aliased | None = field(
        name="instructedExecutionDate", default=None
    )
    """
    Day on which the bank is asked to execute the payment. It is not set when no day was
    requested. Example: ``2024-05-17``.
    """

    request_date: datetime | None = field(name="requestDate", default=None)
    """
    Time when the payment was requested through finAPI. Example:
    ``2024-05-16T10:14:05.000+02:00``.
    """


class RevokeTokenParams(Model, kw_only=True):
    """The form fields of a revocation."""

    token: OrText[Secret]
    """The access token or refresh token to revoke."""

    token_type_hint: OrText[TokenTypeHint] | UnsetType = UNSET
    """How much of the grant ends. Without it everything of the grant does."""

    def __post_init__(self) -> None:
        self._hide("token")


class Security(Model, kw_only=True):
    """
    One position of a security account. Apart from the identifiers it holds only what the bank
    delivers.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["accountId", "id", "marketValue", "marketValueCurrency", "quantityNominal"]
    )

    account_id: int = field(name="accountId")
    """Identifier of the security account. Example: ``3``."""

    id: int
    """
    Identifier of the position. Each update of the account creates positions again with other
    identifiers. Example: ``5``.
    """

    entry_quote: Decimal | None = field(name="entryQuote", default=None)
    """Quote at which the position was bought, in the same kind as `quote`."""

    entry_quote_currency: str | None = field(name="entryQuoteCurrency", default=None)
    """Currency of the entry quote. Example: ``EUR``."""

    isin: str | None = None
    """International securities identification number (ISIN). Example: ``DE000EXMPL09``."""

    market_value: Decimal | None = field(name="marketValue", default=None)
    """Current value of the whole position."""

    market_value_currency: str | None = field(name="marketValueCurrency", default=None)
    """Currency of the market value. Example: ``EUR``."""

    name: str | None = None
    """Name of the security. Example: ``Example Fund Europe``."""

    profit_or_loss: Decimal | None = field(name="profitOrLoss", default=None)
    """Gain (positive) or loss (negative) of the position at present."""

    quantity_nominal: Decimal | None = field(name="quantityNominal", default=None)
    """Number of units or face amount held, as `quantityNominalType` tells."""

    quantity_nominal_type: SecurityPositionQuantityNominalType | None = field(
        name="quantityNominalType", default=None
    )
    """How `quantityNominal` is to be read."""

    quote: Decimal | None = None
    """Current quote, an amount per unit or a percentage, as `quoteType` tells."""

    quote_currency: str | None = field(name="quoteCurrency", default=None)
    """Currency of the quote. Example: ``EUR``."""

    quote_date: datetime | None = field(name="quoteDate", default=None)
    """Time of the quote. Example: ``2024-05-15T17:30:00.000+02:00``."""

    quote_type: SecurityPositionQuoteType | None = field(name="quoteType", default=None)
    """How `quote` is to be read."""

    wkn: str | None = None
    """German securities number (WKN). Example: ``EXMPL0``."""


class SepaMoneyTransferConstraints(Model, kw_only=True):
    """What SEPA transfers must have."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    mandatory_fields: SepaMoneyTransferMandatoryFields | None = field(
        name="mandatoryFields", default=None
    )
    """Fields that must be filled in."""

    max_collective_orders: int | None = field(name="maxCollectiveOrders", default=None)
    """Most transfers in one collective order. Example: ``100``."""

    max_purpose_length: int | None = field(name="maxPurposeLength", default=None)
    """Most characters of a purpose. Example: ``140``."""

    purpose_or_end_to_end_id: bool | None = field(name="purposeOrEndToEndId", default=None)
    """
    Whether only one of the two may be given: a purpose or an end-to-end id. Example: ``false``.
    """


class SplitTransactionsParams(Model, kw_only=True):
    """The parts into which a transaction is split."""

    sub_transactions: list[SubTransactionParams] = field(name="subTransactions")
    """Sub-transactions to create. They replace the sub-transactions of an earlier split."""


class StandingOrder(Model, kw_only=True):
    """
    A standing order created through finAPI, and its state at the bank. Its single executions
    appear only as transactions of the account.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountId",
            "amount",
            "bankId",
            "currency",
            "endDate",
            "frequency",
            "iban",
            "id",
            "startDate",
            "status",
        ]
    )

    amount: Decimal
    """Amount of each execution, always positive."""

    bank_id: int = field(name="bankId")
    """Identifier of the bank that carries out the standing order. Example: ``280001``."""

    currency: Currency
    """Currency of `amount`."""

    frequency: StandingOrderFrequency
    """Interval between two executions."""

    id: int
    """Identifier of the standing order, needed for its submission. Example: ``7``."""

    start_date: date_aliased = field(name="startDate")
    """Day of the first execution. Example: ``2024-06-01``."""

    status: OrderInitiationStatus
    """State of the setup at the bank. It does not tell about single executions."""

    account_id: int | None = field(name="accountId", default=None)
    """
    Identifier of the imported account that is debited. It is absent when the order was created
    without an account. Example: ``2``.
    """

    bank_message: str | None = field(name="bankMessage", default=None)
    """
    Text of the bank about the submission, meant for the user. It is not set before the
    submission, nor when the bank sends none. Example: ``The standing order was set up.``.
    """

    end_date: date_aliased | None = field(name="endDate", default=None)
    """
    Day after which the bank makes no more executions. It is not set when the order has no end.
    Example: ``2025-06-01``.
    """

    iban: str | None = None
    """
    IBAN of the payer's account, as given when the order was created. It is not set when it was
    not given there. Example: ``DE89370400440532013000``.
    """

    request_completion_date: datetime | None = field(name="requestCompletionDate", default=None)
    """
    Time when the request to set up the order at the bank was completed. It is not set before
    that. Example: ``2024-05-16T10:15:30.000+02:00``.
    """

    request_date: datetime | None = field(name="requestDate", default=None)
    """
    Time when the setup of the order was requested through finAPI. Example:
    ``2024-05-16T10:14:05.000+02:00``.
    """


class TppCertificate(Model, kw_only=True):
    """
    A certificate that the mandator has uploaded to identify itself at banks. Its keys cannot be
    read back.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "certificateType": False,
        "label": False,
        "validFrom": False,
        "validUntil": False,
    }

    certificate_type: TppCertificateType | None = field(name="certificateType", default=None)
    """Purpose of the certificate."""

    id: int
    """Identifier of the certificate. Example: ``1``."""

    label: str | None = None
    """Name that the mandator has given the certificate. Example: ``QWAC 2024``."""

    valid_from: date_aliased | None = field(name="validFrom", default=None)
    """First day on which the certificate is used. Example: ``2024-01-15``."""

    valid_until: date_aliased | None = field(name="validUntil", default=None)
    """
    Day on which the certificate expires. Upload its successor before. Example: ``2026-01-14``.
    """


class TppCertificateParams(Model, kw_only=True):
    """A new certificate with its private key."""

    label: str
    """
    Own name by which to recognize the certificate. 1 to 256 characters. Example: ``QWAC 2024``.
    """

    private_key: OrText[Secret] = field(name="privateKey")
    """
    Private key in PEM form, PKCS #8 or PKCS #1, encrypted or not. The header has to be BEGIN
    RSA PRIVATE KEY, BEGIN PRIVATE KEY or BEGIN ENCRYPTED PRIVATE KEY. An encrypted PKCS #1 key
    needs its line breaks, written as `\\n` in JSON. 1 to 10000 characters.
    """

    public_key: str = field(name="publicKey")
    """
    The certificate itself, with the public key, in PEM form. 1 to 10000 characters. Example:
    ``-----BEGIN CERTIFICATE----- example-certificate
    -----END CERTIFICATE-----``.
    """

    type: OrText[TppCertificateType]
    """Purpose of the certificate."""

    ca_public_key: str | UnsetType = field(name="caPublicKey", default=UNSET)
    """
    Certificate of the authority that has signed the certificate, in PEM form. Some banks lack
    the intermediate certificate and need it to verify the chain; otherwise leave it out.
    Example: ``-----BEGIN CERTIFICATE----- example-ca-certificate
    -----END CERTIFICATE-----``.
    """

    passphrase: OrText[Secret] | UnsetType = UNSET
    """
    Passphrase of the private key. Leave it out when the key is not encrypted. At most 256
    characters.
    """

    valid_from_date: date_aliased | UnsetType = field(name="validFromDate", default=UNSET)
    """
    First day on which the certificate is to be used; the start of validity in the certificate
    when absent. Example: ``2024-01-15``.
    """

    valid_until_date: date_aliased | UnsetType = field(name="validUntilDate", default=UNSET)
    """
    Day on which the certificate is to expire; the end of validity in the certificate when
    absent. Example: ``2026-01-14``.
    """

    def __post_init__(self) -> None:
        self._hide("passphrase", "private_key")


class TrainCategorizationData(Model, kw_only=True):
    """Sample transactions and the category that they and similar ones are to get."""

    category_id: int = field(name="categoryId")
    """Identifier of the category to which the samples belong. Example: ``41``."""

    transaction_data: list[TrainCategorizationTransactionData] = field(name="transactionData")
    """The sample transactions. At most 100 are accepted in one call."""


class UpdateResult(Model, kw_only=True):
    """How an import or update over one interface went."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["result"])

    __expected__: ClassVar[Mapping[str, bool]] = {"timestamp": False}

    result: UpdateResultStatus
    """How it went."""

    timestamp: datetime | None = None
    """When it ended. Example: ``2024-05-16T10:15:30.000+02:00``."""

    error_message: str | None = field(name="errorMessage", default=None)
    """
    What went wrong; absent after success. Example: ``Die Bank hat die Anmeldung abgelehnt.``.
    """

    error_type: ErrorType | None = field(name="errorType", default=None)
    """Whom the message is for; absent after success."""


class UserSynchronization(Model, kw_only=True):
    """What happened to a user."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["event", "userId"])

    user_id: str = field(name="userId")
    """The user's id. Example: ``username``."""

    event: UserSynchronizationEvent
    """What happened."""


class Account(Model, kw_only=True):
    """
    One bank account of a user, as imported from the bank. It belongs to exactly one bank
    connection and is kept up to date through one or more of its interfaces.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        [
            "accountCurrency",
            "accountHolderId",
            "availableFunds",
            "balance",
            "bankConnectionId",
            "id",
            "interfaces",
            "overdraft",
        ]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {
        "accountNumber": False,
        "accountType": False,
        "isNew": False,
        "isSeized": False,
    }

    account_number: str | None = field(name="accountNumber", default=None)
    """
    National account number. An update may change its form, for instance add or drop leading
    zeros. Example: ``0532013000``.
    """

    account_type: AccountType | None = field(name="accountType", default=None)
    """
    Type of the account. An update may change it when the bank reports another type; a type set
    by editing the account stays.
    """

    bank_connection_id: int = field(name="bankConnectionId")
    """Identifier of the bank connection the account belongs to. Example: ``1``."""

    id: int
    """Identifier of the account within finAPI. Example: ``2``."""

    interfaces: list[AccountInterface]
    """
    Interfaces through which the account is connected, each with its own status and
    capabilities.
    """

    is_new: bool | None = field(name="isNew", default=None)
    """
    Set to true at the import and kept until the client sets it to false. Reset it after the
    first import, and accounts that appear in later updates stand out. Example: ``false``.
    """

    is_seized: bool | None = field(name="isSeized", default=None)
    """
    Whether the account appears to be seized. finAPI derives this from the account data, the
    bank does not report it. Example: ``false``.
    """

    account_currency: str | None = field(name="accountCurrency", default=None)
    """
    Currency of the account, usually a three-letter ISO 4217 code. All amounts of the account
    are in this currency. Example: ``EUR``.
    """

    account_holder_id: str | None = field(name="accountHolderId", default=None)
    """
    The bank's own identifier of the account holder. Clients without the licence to process it
    always see `XXXXX`. Example: ``XXXXX``.
    """

    account_holder_name: str | None = field(name="accountHolderName", default=None)
    """
    Name of the account holder as the bank reports it; it may hold several persons. Example:
    ``Erika Mustermann``.
    """

    account_name: str | None = field(name="accountName", default=None)
    """
    Name of the account, from the bank or set by editing the account. Example: ``Girokonto``.
    """

    available_funds: Decimal | None = field(name="availableFunds", default=None)
    """
    Money that can be spent now. It is set only when finAPI knows enough about balance and
    overdraft to tell.
    """

    balance: Decimal | None = None
    """Balance at the last successful download; negative when the account is overdrawn."""

    iban: str | None = None
    """
    IBAN of the account, if it has one. An update may set, change or remove it, as the bank
    reports. Example: ``DE89370400440532013000``.
    """

    overdraft: Decimal | None = None
    """Amount by which the account is overdrawn at present, if the bank reports it."""

    overdraft_limit: Decimal | None = field(name="overdraftLimit", default=None)
    """Credit line granted by the bank, if the bank reports it."""

    sub_account_number: str | None = field(name="subAccountNumber", default=None)
    """
    Suffix that tells accounts with the same account number apart, if the bank uses one. An
    update may set or remove it. Example: ``00``.
    """


class AccountList(Model, kw_only=True):
    """All accounts that match a query; the list is not paged."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["accounts"])

    accounts: list[Account]
    """The accounts found; empty when nothing matches."""


class BankConnectionInterface(Model, kw_only=True):
    """An interface of a bank connection, with its own credentials, consent and results."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["bankingInterface", "loginCredentials", "twoStepProcedures", "userActionRequired"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"maxDaysForDownload": False}

    banking_interface: BankingInterface = field(name="bankingInterface")
    """The kind of interface."""

    login_credentials: list[LoginCredentialResource] = field(name="loginCredentials")
    """The stored credentials; values of secret fields are masked."""

    max_days_for_download: int | None = field(name="maxDaysForDownload", default=None)
    """
    How many days of transactions the import has asked for; 0 means as many as the bank gives.
    Example: ``0``.
    """

    two_step_procedures: list[TwoStepProcedure] = field(name="twoStepProcedures")
    """The SCA procedures that the bank offers the user. Banks may change them."""

    user_action_required: bool = field(name="userActionRequired")
    """
    Whether an update needs the user, for credentials or SCA. Automatic updates leave the
    interface out while it is true. Example: ``false``.
    """

    ais_consent: BankConsent | None = field(name="aisConsent", default=None)
    """The consent for account information; absent where the interface knows none."""

    default_two_step_procedure_id: str | None = field(
        name="defaultTwoStepProcedureId", default=None
    )
    """
    The SCA procedure that is used unless another is chosen; absent where none is set. Example:
    ``955``.
    """

    last_auto_update: UpdateResult | None = field(name="lastAutoUpdate", default=None)
    """The result of the last automatic update; absent where there was none."""

    last_manual_update: UpdateResult | None = field(name="lastManualUpdate", default=None)
    """The result of the last import or update that was called for."""


class BankInterfacePaymentConstraints(Model, kw_only=True):
    """What orders over an interface must have beyond what finAPI itself demands."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    domestic_money_transfer: DomesticMoneyTransferConstraints | None = field(
        name="domesticMoneyTransfer", default=None
    )
    """For domestic transfers outside SEPA."""

    sepa_money_transfer: SepaMoneyTransferConstraints | None = field(
        name="sepaMoneyTransfer", default=None
    )
    """For SEPA transfers."""


class CreateMoneyTransferParams(Model, kw_only=True):
    """
    A single or collective money transfer to be stored. The payer is given by `accountId`, or by
    other fields for an account that finAPI does not hold.
    """

    money_transfers: list[MoneyTransferOrderParams] = field(name="moneyTransfers")
    """
    The orders. More than one makes a collective transfer; where that is not supported it is
    refused with `COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED`. 1 to 15000 items.
    """

    account_id: int | UnsetType = field(name="accountId", default=UNSET)
    """
    Identifier of the imported account to debit. Leave it out for a standalone payment. Example:
    ``2``.
    """

    bank_id: int | UnsetType = field(name="bankId", default=UNSET)
    """
    Identifier of the payer's bank in a standalone payment. It is not needed together with
    `accountId`. Example: ``280001``.
    """

    execution_date: date_aliased | UnsetType = field(name="executionDate", default=UNSET)
    """
    Day on which the bank is to execute the transfer, today or later. Without it the bank
    executes it as soon as possible. A future day works only where the bank supports
    future-dated transfers. Example: ``2024-05-17``.
    """

    iban: Iban | UnsetType = UNSET
    """
    IBAN of the account to debit in a standalone payment. Leave it out when `accountId` is
    given. Example: ``DE89370400440532013000``.
    """

    instant_payment: bool | UnsetType = field(name="instantPayment", default=UNSET)
    """
    Whether to send a SEPA instant credit transfer. Set it only when the payment capabilities of
    the bank or account include instant transfers. Example: ``false``.
    """

    single_booking: bool | UnsetType = field(name="singleBooking", default=UNSET)
    """
    With several orders, `true` asks the bank to book each of them separately, `false` to book
    their total in one entry. The bank decides whether it follows; with one order it has no
    effect. Example: ``false``.
    """


class ErrorDetails(Model, kw_only=True):
    """One problem."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["code", "multiStepAuthentication"])

    code: ErrorCode
    """What kind of problem it is; decide by this, not by the message."""

    message: str | None = None
    """
    The problem in words: for the user where `type` is `BUSINESS`, then often the bank's own;
    for developers otherwise. Example: ``Bitte geben Sie die TAN ein.``.
    """

    multi_step_authentication: MultiStepAuthenticationChallenge | None = field(
        name="multiStepAuthentication", default=None
    )
    """What the bank wants for SCA; only with the status 510."""

    type: ErrorType | None = None
    """Whom the message is for."""


class ErrorMessage(Model, kw_only=True):
    """What went wrong with a call."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["errors"])

    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(
        items="errors",
        code="code",
        type="type",
        message="message",
        challenge="multiStepAuthentication",
        request_id="requestId",
    )

    errors: list[ErrorDetails]
    """One entry for each problem, the most important one first."""

    auth_context: str | None = field(name="authContext", default=None)
    """
    Whose token it was, as numbers with slashes between them: mandator, user and others. Good
    for the support. Example: ``1/18``.
    """

    bank: str | None = None
    """
    The bank that was involved, as a text for people; absent where there was none. Example:
    ``DEMO0001 - finAPI Test Bank (id: 280001)``.
    """

    date: datetime | None = None
    """When it happened. Example: ``2024-05-16T10:15:30.000+02:00``."""

    endpoint: str | None = None
    """Method and path of the call. Example: ``POST /api/v2/bankConnections/import``."""

    request_id: str | None = field(name="requestId", default=None)
    """
    Id of the call, yours or a made-up one. Tell it to the support. Example:
    ``selfgen-6a2f4b1e-0c3d-4e5f-8a9b-0c1d2e3f4a5b``.
    """


class PageablePaymentResources(Model, kw_only=True):
    """One page of payments."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "payments"])

    paging: Paging
    """Position of this page and the total counts."""

    payments: list[Payment]
    """The payments on this page. It is empty when nothing matches."""


class PageableSecurityList(Model, kw_only=True):
    """One page of security positions."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "securities"])

    paging: Paging
    """Position of this page in the whole result."""

    securities: list[Security]
    """Security positions of this page, in the requested order."""


class PageableStandingOrderResources(Model, kw_only=True):
    """One page of standing orders."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "standingOrders"])

    paging: Paging
    """Position of this page and the total counts."""

    standing_orders: list[StandingOrder] = field(name="standingOrders")
    """The standing orders on this page. It is empty when nothing matches."""


class PageableTppCertificateList(Model, kw_only=True):
    """One page of TPP certificates."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["paging", "tppCertificates"])

    paging: Paging
    """Place of this page among all certificates."""

    tpp_certificates: list[TppCertificate] = field(name="tppCertificates")
    """The certificates on this page, without their keys."""


class BankInterface(Model, kw_only=True):
    """One way to reach a bank, with what it needs and what it can do."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["bankingInterface", "loginCredentials"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {
        "aisAccountTypes": False,
        "health": False,
        "isAisSupported": False,
        "isPisSupported": False,
        "paymentCapabilities": False,
        "properties": False,
    }

    ais_account_types: list[AccountType] | None = field(name="aisAccountTypes", default=None)
    """Types of accounts that can be imported over this interface."""

    banking_interface: BankingInterface = field(name="bankingInterface")
    """The kind of interface."""

    health: int | None = None
    """
    Share of recent imports and updates of all users that technically reached the bank, in per
    cent. Wrong credentials do not count as failures. 0 to 100. Example: ``100``.
    """

    is_ais_supported: bool | None = field(name="isAisSupported", default=None)
    """Whether accounts and transactions can be downloaded. Example: ``true``."""

    is_pis_supported: bool | None = field(name="isPisSupported", default=None)
    """Whether payments can be initiated. Example: ``true``."""

    login_credentials: list[BankInterfaceLoginField] = field(name="loginCredentials")
    """
    The login fields, in the order in which to ask for them. Empty where the user signs in at
    the bank.
    """

    payment_capabilities: BankInterfacePaymentCapabilities | None = field(
        name="paymentCapabilities", default=None
    )
    """Which orders the interface can take. What an account allows may be less."""

    properties: list[BankInterfaceProperty] | None = None
    """What is special about the interface; it decides which fields an import needs."""

    last_communication_attempt: datetime | None = field(
        name="lastCommunicationAttempt", default=None
    )
    """
    When the bank was last contacted over this interface; absent if never. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    last_successful_communication: datetime | None = field(
        name="lastSuccessfulCommunication", default=None
    )
    """
    When the bank was last reached over this interface; absent where it never was. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    login_hint: str | None = field(name="loginHint", default=None)
    """
    What the user has to know for the login, in German and as HTML. Always show it where there
    is one, as data: allow no more than simple tags. Example: ``Bitte geben Sie nur die ersten
    fünf Stellen Ihrer PIN ein.``.
    """

    payment_constraints: BankInterfacePaymentConstraints | None = field(
        name="paymentConstraints", default=None
    )
    """What orders over this interface must have; absent where nothing is known."""

    tpp_authentication_group: TppAuthenticationGroup | None = field(
        name="tppAuthenticationGroup", default=None
    )
    """
    The group of credentials a licensed mandator needs for this interface; absent where it needs
    none.
    """


class Bank(Model, kw_only=True):
    """A bank, and how it can be reached."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "blz": False,
        "interfaces": False,
        "isBeta": False,
        "isTestBank": False,
        "name": False,
        "popularity": False,
    }

    blz: str | None = None
    """
    German bank code (Bankleitzahl). Test banks have codes such as `DEMO0001`; banks abroad may
    have an empty one. Example: ``DEMO0001``.
    """

    id: int
    """Id of the bank. Example: ``280001``."""

    interfaces: list[BankInterface] | None = None
    """
    The interfaces over which finAPI reaches the bank. Empty where it cannot be reached.
    """

    is_beta: bool | None = field(name="isBeta", default=None)
    """Whether the support of this bank is new and not much tried. Example: ``false``."""

    is_test_bank: bool | None = field(name="isTestBank", default=None)
    """Whether it is a test bank with made-up data. Example: ``true``."""

    name: str | None = None
    """Name of the bank. Example: ``finAPI Test Bank``."""

    popularity: int | None = None
    """
    How often the bank is used compared with others; higher is more often. Only good for
    sorting. Example: ``95``.
    """

    bank_group: BankGroup | None = field(name="bankGroup", default=None)
    """The group that the bank belongs to, such as the savings banks; absent without one."""

    bic: str | None = None
    """BIC of the bank; absent where it is not known. Example: ``COBADEFFXXX``."""

    city: str | None = None
    """City of the bank; absent where it is not known. Example: ``München``."""

    icon: BankImage | None = None
    """Small picture of the bank; absent without one."""

    location: str | None = None
    """
    Country of the bank as two-letter code; absent where it is not known. Example: ``DE``.
    """

    logo: BankImage | None = None
    """Picture of the bank; absent without one."""


class BankConnection(Model, kw_only=True):
    """What a user has at one bank, reached over one or more interfaces."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["accountIds", "bank", "categorizationStatus", "id", "interfaces", "updateStatus"]
    )

    account_ids: list[int] = field(name="accountIds")
    """Ids of the accounts that belong to it."""

    bank: Bank
    """The bank."""

    categorization_status: CategorizationStatus = field(name="categorizationStatus")
    """
    How far the transactions are categorised. Look at it once `updateStatus` is `READY`.
    """

    id: int
    """Id of the bank connection. Example: ``1``."""

    interfaces: list[BankConnectionInterface]
    """
    The interfaces that are connected, each with its own credentials, consent and results.
    """

    update_status: BankConnectionUpdateStatus = field(name="updateStatus")
    """Whether finAPI is importing or updating right now."""

    name: str | None = None
    """The name given by the user; absent without one. Example: ``Hausbank``."""

    owners: list[BankConnectionOwner] | None = None
    """
    The owners as the bank tells them; only after an import or update with `loadOwnerData`.
    """


class BankConnectionList(Model, kw_only=True):
    """All bank connections that were asked for."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["connections"])

    connections: list[BankConnection]
    """The bank connections."""


class PageableBankList(Model, kw_only=True):
    """One page of banks."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["banks", "paging"])

    banks: list[Bank]
    """The banks of this page."""

    paging: Paging
    """Which page this is."""
