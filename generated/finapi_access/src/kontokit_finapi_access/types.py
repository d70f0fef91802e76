# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The dicts and texts that the methods of ``FinapiAccess`` take, for type checkers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NotRequired, TypeAlias, TypedDict

from kontokit import Secret
from kontokit_finapi_access import models

# fmt: off
AccountType: TypeAlias = Literal[
    "Checking", "Savings", "CreditCard", "Security", "Loan", "Membership", "Bausparen"
]
CountryCode: TypeAlias = Literal[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX",
    "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ",
    "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK",
    "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM",
    "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR",
    "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS",
    "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN",
    "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN",
    "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV",
    "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ",
    "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI",
    "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM",
    "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC",
    "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV",
    "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR",
    "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI",
    "VN", "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW"
]
Currency: TypeAlias = Literal[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD",
    "CAD", "CDF", "CHE", "CHF", "CHN", "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUC",
    "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP",
    "GBP", "GEL", "GGP", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG",
    "HUF", "IDR", "ILS", "IMP", "INR", "IQD", "IRR", "ISK", "JEP", "JMD", "JOD", "JPY", "KES",
    "KGS", "KHR", "KID", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
    "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
    "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NIS", "NOK", "NPR", "NTD", "NZD", "OMR",
    "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PRB", "PYG", "QAR", "RMB", "RON", "RSD", "RUB",
    "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLL", "SLS", "SOS", "SRD", "SSP",
    "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TVD", "TWD",
    "TZS", "UAH", "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS", "VEF", "VES", "VND", "VUV",
    "WST", "XAF", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XCD", "XDR", "XOF", "XPD", "XPF",
    "XPT", "XSU", "XTS", "XUA", "XXX", "YER", "ZAR", "ZMW", "ZWB", "ZWL"
]
Language: TypeAlias = Literal[
    "AA", "AB", "AE", "AF", "AK", "AM", "AN", "AR", "AS", "AV", "AY", "AZ", "BA", "BE", "BG",
    "BH", "BI", "BM", "BN", "BO", "BR", "BS", "CA", "CE", "CH", "CO", "CR", "CS", "CU", "CV",
    "CY", "DA", "DE", "DV", "DZ", "EE", "EL", "EN", "EO", "ES", "ET", "EU", "FA", "FF", "FI",
    "FJ", "FO", "FR", "FY", "GA", "GD", "GL", "GN", "GU", "GV", "HA", "HE", "HI", "HO", "HR",
    "HT", "HU", "HY", "HZ", "IA", "ID", "IE", "IG", "II", "IK", "IO", "IS", "IT", "IU", "JA",
    "JV", "KA", "KG", "KI", "KJ", "KK", "KL", "KM", "KN", "KO", "KR", "KS", "KU", "KV", "KW",
    "KY", "LA", "LB", "LG", "LI", "LN", "LO", "LT", "LU", "LV", "MG", "MH", "MI", "MK", "ML",
    "MN", "MR", "MS", "MT", "MY", "NA", "NB", "ND", "NE", "NG", "NL", "NN", "NO", "NR", "NV",
    "NY", "OC", "OJ", "OM", "OR", "OS", "PA", "PI", "PL", "PS", "PT", "QU", "RM", "RN", "RO",
    "RU", "RW", "SA", "SC", "SD", "SE", "SG", "SI", "SK", "SL", "SM", "SN", "SO", "SQ", "SR",
    "SS", "ST", "SU", "SV", "SW", "TA", "TE", "TG", "TH", "TI", "TK", "TL", "TN", "TO", "TR",
    "TS", "TT", "TW", "TY", "UG", "UK", "UR", "UZ", "VE", "VI", "VO", "WA", "WO", "XH", "YI",
    "YO", "ZA", "ZH", "ZU"
]
NotificationTriggerEvent: TypeAlias = Literal[
    "NEW_ACCOUNT_BALANCE", "NEW_TRANSACTIONS", "BANK_LOGIN_ERROR", "FOREIGN_MONEY_TRANSFER",
    "LOW_ACCOUNT_BALANCE", "HIGH_TRANSACTION_AMOUNT", "CATEGORY_CASH_FLOW",
    "NEW_TERMS_AND_CONDITIONS"
]
OrderInitiationStatus: TypeAlias = Literal[
    "OPEN", "PENDING", "SUCCESSFUL", "NOT_SUCCESSFUL", "DISCARDED"
]
StandingOrderFrequency: TypeAlias = Literal[
    "MONTHLY", "EVERY_TWO_MONTHS", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"
]
# fmt: on


class AccountReferenceDict(TypedDict):
    """``models.AccountReference`` as a dict."""

    iban: str


class CheckCategorizationTransactionDataDict(TypedDict):
    """``models.CheckCategorizationTransactionData`` as a dict."""

    account_type_id: int
    amount: Decimal | int | str
    counterpart: NotRequired[str]
    counterpart_account_number: NotRequired[str]
    counterpart_bic: NotRequired[str]
    counterpart_blz: NotRequired[str]
    counterpart_iban: NotRequired[str]
    mc_code: NotRequired[str]
    purpose: NotRequired[str]
    transaction_id: str
    type_code_zka: NotRequired[str]


class CounterpartAddressDataDict(TypedDict):
    """``models.CounterpartAddressData`` as a dict."""

    city: NotRequired[str]
    country: NotRequired[models.CountryCode | CountryCode | str]
    house_number: NotRequired[str]
    post_code: NotRequired[str]
    street: NotRequired[str]


class DirectDebitOrderParamsDict(TypedDict):
    """``models.DirectDebitOrderParams`` as a dict."""

    amount: Decimal | int | str
    counterpart_address: NotRequired[str]
    counterpart_bic: NotRequired[str]
    counterpart_country: NotRequired[models.CountryCode | CountryCode | str]
    counterpart_iban: str
    counterpart_name: str
    creditor_id: str
    end_to_end_id: NotRequired[str]
    mandate_date: date
    mandate_id: str
    purpose: NotRequired[str]
    sepa_purpose_code: NotRequired[str]


class IbanRuleParamsDict(TypedDict):
    """``models.IbanRuleParams`` as a dict."""

    category_id: int
    direction: models.CategorizationRuleDirection | Literal["Income", "Spending", "Both"] | str
    iban: str


class KeywordRuleParamsDict(TypedDict):
    """``models.KeywordRuleParams`` as a dict."""

    all_keywords_must_match: NotRequired[bool]
    category_id: int
    direction: models.CategorizationRuleDirection | Literal["Income", "Spending", "Both"] | str
    keywords: Sequence[str]
    keywords_language: NotRequired[models.Language | Language | str]


class LoginCredentialDict(TypedDict):
    """``models.LoginCredential`` as a dict."""

    label: str
    value: Secret | str


class MockAccountDataDict(TypedDict):
    """``models.MockAccountData`` as a dict."""

    account_balance: Decimal | int | str
    account_id: int
    new_transactions: NotRequired[Sequence[models.NewTransaction | NewTransactionDict]]


class MockBankConnectionUpdateDict(TypedDict):
    """``models.MockBankConnectionUpdate`` as a dict."""

    bank_connection_id: int
    banking_interface: (
        models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str
    )
    mock_accounts_data: NotRequired[Sequence[models.MockAccountData | MockAccountDataDict]]
    simulate_bank_login_error: NotRequired[bool]


class MoneyTransferOrderParamsDict(TypedDict):
    """``models.MoneyTransferOrderParams`` as a dict."""

    amount: Decimal | int | str
    counterpart_address: NotRequired[models.CounterpartAddressData | CounterpartAddressDataDict]
    counterpart_bank_name: NotRequired[str]
    counterpart_bic: NotRequired[str]
    counterpart_iban: str
    counterpart_name: NotRequired[str]
    currency: NotRequired[models.Currency | Currency | str]
    end_to_end_id: NotRequired[str]
    purpose: NotRequired[str]
    sepa_purpose_code: NotRequired[str]
    structured_remittance_information: NotRequired[Sequence[str]]


class MultiStepAuthenticationCallbackDict(TypedDict):
    """``models.MultiStepAuthenticationCallback`` as a dict."""

    challenge_response: NotRequired[Secret | str]
    decoupled_callback: NotRequired[bool]
    hash: str
    redirect_callback: NotRequired[Secret | str]
    two_step_procedure_id: NotRequired[str]


class NewTransactionDict(TypedDict):
    """``models.NewTransaction`` as a dict."""

    amount: Decimal | int | str
    booking_date: NotRequired[date]
    counterpart: NotRequired[str]
    counterpart_account_number: NotRequired[str]
    counterpart_bic: NotRequired[str]
    counterpart_blz: NotRequired[str]
    counterpart_creditor_id: NotRequired[str]
    counterpart_customer_reference: NotRequired[str]
    counterpart_debitor_id: NotRequired[str]
    counterpart_iban: NotRequired[str]
    counterpart_mandate_reference: NotRequired[str]
    currency: NotRequired[models.Currency | Currency | str]
    original_amount: NotRequired[Decimal | int | str]
    original_currency: NotRequired[models.Currency | Currency | str]
    purpose: NotRequired[str]
    sepa_purpose_code: NotRequired[str]
    type: NotRequired[str]
    type_code_swift: NotRequired[str]
    type_id: NotRequired[int]
    value_date: NotRequired[date]


class SubTransactionParamsDict(TypedDict):
    """``models.SubTransactionParams`` as a dict."""

    amount: Decimal | int | str
    category_id: NotRequired[int]
    counterpart: NotRequired[str]
    counterpart_account_number: NotRequired[str]
    counterpart_bic: NotRequired[str]
    counterpart_blz: NotRequired[str]
    counterpart_iban: NotRequired[str]
    label_ids: NotRequired[Sequence[int]]
    purpose: NotRequired[str]


class TrainCategorizationTransactionDataDict(TypedDict):
    """``models.TrainCategorizationTransactionData`` as a dict."""

    account_type_id: int
    amount: Decimal | int | str
    counterpart: NotRequired[str]
    counterpart_account_number: NotRequired[str]
    counterpart_bic: NotRequired[str]
    counterpart_blz: NotRequired[str]
    counterpart_iban: NotRequired[str]
    mc_code: NotRequired[str]
    purpose: NotRequired[str]
