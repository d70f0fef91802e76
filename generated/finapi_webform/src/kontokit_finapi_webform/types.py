# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The dicts and texts that the methods of ``FinapiWebForm`` take, for type checkers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NotRequired, TypeAlias, TypedDict

from kontokit_finapi_webform import models

# fmt: off
AccountType: TypeAlias = Literal[
    "BAUSPAREN", "CHECKING", "CREDIT_CARD", "LOAN", "MEMBERSHIP", "SAVINGS", "SECURITY"
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
FormLanguage: TypeAlias = Literal[
    "CS", "DE", "EN", "ES", "FR", "IT", "NL", "PL", "RO", "SK", "TR"
]
StandingOrderFrequency: TypeAlias = Literal[
    "MONTHLY", "EVERY_TWO_MONTHS", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"
]
# fmt: on


class AddressDataDict(TypedDict):
    """``models.AddressData`` as a dict."""

    city: NotRequired[str]
    country: NotRequired[models.CountryCode | CountryCode | str | None]
    house_number: NotRequired[str]
    post_code: NotRequired[str]
    street: NotRequired[str]


class AmountDict(TypedDict):
    """``models.Amount`` as a dict."""

    currency: models.Currency | Currency | str
    value: Decimal | int | str


class AspectDict(TypedDict):
    """``models.AspectInput`` as a dict."""

    color_scheme: NotRequired[models.ColorInput | models.Color | ColorDict | None]
    text: NotRequired[models.TextInput | models.Text | TextDict | None]
    theme: NotRequired[str | None]


class BrandDict(TypedDict):
    """``models.BrandInput`` as a dict."""

    favicon: NotRequired[str | None]
    icon: NotRequired[models.IconInput | models.Icon | IconDict | None]
    intro_text: NotRequired[str | None]
    logo: NotRequired[str | None]


class CallbacksDict(TypedDict):
    """``models.Callbacks`` as a dict."""

    finalised: NotRequired[str | None]


class ColorDict(TypedDict):
    """``models.ColorInput`` as a dict."""

    brand: NotRequired[str | None]
    secondary: NotRequired[str | None]
    text: NotRequired[models.TextColorInput | models.TextColor | TextColorDict | None]


class DirectDebitOrderDict(TypedDict):
    """``models.DirectDebitOrder`` as a dict."""

    amount: models.Amount | AmountDict
    creditor_id: str
    end_to_end_id: NotRequired[str | None]
    mandate_date: date
    mandate_id: str
    payer: models.PaymentPayer | PaymentPayerDict
    purpose: NotRequired[str | None]
    sepa_purpose_code: NotRequired[str | None]


class DirectDebitWithAccountReceiverDict(TypedDict):
    """``models.DirectDebitWithAccountReceiver`` as a dict."""

    account_id: int


class FunctionalityDict(TypedDict):
    """``models.FunctionalityInput`` as a dict."""

    bank_details: NotRequired[models.BankDetailsMode | Literal["LOCKED", "EDITABLE"] | str | None]
    bank_login_hint: NotRequired[
        models.BankLoginHintMode | Literal["EXPANDED", "COLLAPSED", "HIDDEN"] | str | None
    ]
    header: NotRequired[models.Visibility | Literal["RENDER", "HIDDEN"] | str | None]
    hide_payment_summary: NotRequired[bool | None]
    language: NotRequired[models.LanguageInput | models.Language | LanguageDict | None]
    progress_bar: NotRequired[models.Visibility | Literal["RENDER", "HIDDEN"] | str | None]
    render_account_selection_view: NotRequired[bool | None]
    skip_confirmation_view: NotRequired[bool | None]
    store_secrets: NotRequired[
        models.StoreSecretsMode
        | Literal["RENDER", "HIDDEN", "MANDATORY", "IMPLICIT_APPROVAL"]
        | str
        | None
    ]


class IconDict(TypedDict):
    """``models.IconInput`` as a dict."""

    info: NotRequired[str | None]
    loading: NotRequired[str | None]


class ImportBankDetailsDict(TypedDict):
    """``models.ImportBankDetails`` as a dict."""

    id: NotRequired[int | None]
    search: NotRequired[str | None]


class LanguageDict(TypedDict):
    """``models.LanguageInput`` as a dict."""

    locked: NotRequired[models.FormLanguage | FormLanguage | str | None]
    selector: NotRequired[models.Visibility | Literal["RENDER", "HIDDEN"] | str | None]


class PaymentPayerDict(TypedDict):
    """``models.PaymentPayer`` as a dict."""

    address: NotRequired[str | None]
    bic: NotRequired[str | None]
    country: NotRequired[models.CountryCode | CountryCode | str | None]
    iban: str
    name: str


class PaymentWithAccountOrderDict(TypedDict):
    """``models.PaymentWithAccountOrder`` as a dict."""

    amount: models.Amount | AmountDict
    end_to_end_id: NotRequired[str | None]
    purpose: NotRequired[str | None]
    recipient: models.PaymentWithAccountRecipient | PaymentWithAccountRecipientDict
    sepa_purpose_code: NotRequired[str | None]
    structured_remittance_information: NotRequired[Sequence[str] | None]


class PaymentWithAccountRecipientDict(TypedDict):
    """``models.PaymentWithAccountRecipient`` as a dict."""

    address: NotRequired[models.AddressData | AddressDataDict | None]
    bank_name: NotRequired[str | None]
    bic: NotRequired[str | None]
    iban: str
    name: NotRequired[str | None]


class PaymentWithAccountSenderDict(TypedDict):
    """``models.PaymentWithAccountSender`` as a dict."""

    account_id: int


class RecipientDict(TypedDict):
    """``models.Recipient`` as a dict."""

    iban: str
    name: str


class SenderDict(TypedDict):
    """``models.Sender`` as a dict."""

    iban: str


class ShortTranslationBlockDict(TypedDict):
    """``models.ShortTranslationBlockInput`` as a dict."""

    title: str


class StandalonePaymentOrderDict(TypedDict):
    """``models.StandalonePaymentOrder`` as a dict."""

    amount: models.Amount | AmountDict
    end_to_end_id: NotRequired[str | None]
    purpose: NotRequired[str | None]
    recipient: models.StandalonePaymentRecipient | StandalonePaymentRecipientDict
    sepa_purpose_code: NotRequired[str | None]
    structured_remittance_information: NotRequired[Sequence[str] | None]


class StandalonePaymentRecipientDict(TypedDict):
    """``models.StandalonePaymentRecipient`` as a dict."""

    address: NotRequired[models.AddressData | AddressDataDict | None]
    bank_name: NotRequired[str | None]
    bic: NotRequired[str | None]
    iban: str
    name: NotRequired[str | None]


class TaskCallbacksDict(TypedDict):
    """``models.TaskCallbacks`` as a dict."""

    finalised: NotRequired[str | None]
    web_form_required: NotRequired[str | None]


class TextDict(TypedDict):
    """``models.TextInput`` as a dict."""

    font_family: NotRequired[str | None]


class TextColorDict(TypedDict):
    """``models.TextColorInput`` as a dict."""

    primary: NotRequired[str | None]
    secondary: NotRequired[str | None]


class TranslationDict(TypedDict):
    """``models.TranslationInput`` as a dict."""

    account_selection_view_ais: NotRequired[
        models.TranslationBlockInput | models.TranslationBlock | TranslationBlockDict | None
    ]
    account_selection_view_pis: NotRequired[
        models.TranslationBlockInput | models.TranslationBlock | TranslationBlockDict | None
    ]
    bank_login_view: NotRequired[
        models.TranslationBlockInput | models.TranslationBlock | TranslationBlockDict | None
    ]
    bank_search_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    bank_selection_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    confirmation_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    data_download_view_ais: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    error_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    partial_confirmation_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    partial_confirmation_with_error_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    redirect_bank_login_view: NotRequired[
        models.TranslationBlockInput | models.TranslationBlock | TranslationBlockDict | None
    ]
    sca_challenge_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    sca_method_selection_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]
    update_summary_view: NotRequired[
        models.ShortTranslationBlockInput
        | models.ShortTranslationBlock
        | ShortTranslationBlockDict
        | None
    ]


class TranslationBlockDict(TypedDict):
    """``models.TranslationBlockInput`` as a dict."""

    subtitle: NotRequired[str | None]
    title: NotRequired[str | None]


class UpdateBankDetailsDict(TypedDict):
    """``models.UpdateBankDetails`` as a dict."""

    bank_connection_id: int


class UserMetadataDict(TypedDict):
    """``models.UserMetadata`` as a dict."""

    device_os: str
    ip_address: str
    user_agent: str
