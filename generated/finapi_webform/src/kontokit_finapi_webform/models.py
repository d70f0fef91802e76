# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
What finAPI Web Form 2.0 sends and takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from kontokit import Model, OpenEnum
from kontokit.operations import ErrorShape, OrDigits, OrText
from kontokit.serialization import CounterpartyIban, Iban, IbanOrText, WebAddress


class AccountType(OpenEnum):
    """
    Kind of a bank account. finAPI Access writes the same kinds differently, for example
    `Checking` and `CreditCard`.
    """

    BAUSPAREN = "BAUSPAREN"
    """Building savings contract."""
    CHECKING = "CHECKING"
    """Current account."""
    CREDIT_CARD = "CREDIT_CARD"
    """Credit card account."""
    LOAN = "LOAN"
    """Loan account."""
    MEMBERSHIP = "MEMBERSHIP"
    """Account of membership shares in a cooperative bank."""
    SAVINGS = "SAVINGS"
    """Savings account."""
    SECURITY = "SECURITY"
    """Securities account."""


class BankDetailsMode(OpenEnum):
    """Whether the user may change the bank."""

    LOCKED = "LOCKED"
    """The form goes straight to the login of the chosen bank."""
    EDITABLE = "EDITABLE"
    """The chosen bank is shown and can be changed."""


class BankLoginHintMode(OpenEnum):
    """How the bank's login hint is shown."""

    EXPANDED = "EXPANDED"
    """Shown, and can be folded away."""
    COLLAPSED = "COLLAPSED"
    """Folded away, and can be unfolded."""
    HIDDEN = "HIDDEN"
    """Never shown."""


class BankingInterface(OpenEnum):
    """A way to reach a bank."""

    XS2A = "XS2A"
    """The bank's PSD2 interface."""
    FINTS_SERVER = "FINTS_SERVER"
    """The bank's FinTS server."""
    WEB_SCRAPER = "WEB_SCRAPER"
    """The bank's online banking pages."""


class Callbacks(Model, kw_only=True):
    """
    Address that finAPI calls with POST and a `WebFormCompletedCallback`. The answer is not
    looked at, no signature is documented and neither are retries, so ask `getWebForm`
    afterwards and poll now and then in case a call is lost.
    """

    finalised: WebAddress | None | UnsetType = UNSET
    """
    Address called when the form has succeeded, failed or been aborted by the user, but not
    after a cancel through the API. A call at expiry is not promised, so ask `getWebForm` once
    `expiresAt` has passed. Only https is accepted; mark the user with a query parameter of your
    own. At most 2048 characters. Example:
    ``https://app.example.invalid/finapi/form-done?state=k3v9``.
    """


class CountryCode(OpenEnum):
    """Country or territory as a code of two letters from ISO 3166-1, in capitals."""

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
    """Brunei Darussalam."""
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
    """Cocos Islands."""
    CD = "CD"
    """Democratic Republic of the Congo."""
    CF = "CF"
    """Central African Republic."""
    CG = "CG"
    """Congo."""
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
    """Saint Martin, French part."""
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
    """Russian Federation."""
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
    """Sint Maarten, Dutch part."""
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
    """Türkiye."""
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
    """US Virgin Islands."""
    VN = "VN"
    """Vietnam."""
    VU = "VU"
    """Vanuatu."""
    WF = "WF"
    """Wallis and Futuna."""
    WS = "WS"
    """Samoa."""
    XK = "XK"
    """Kosovo; not an official ISO 3166 code."""
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
    Currency as a code of three letters, mostly from ISO 4217. The list is far longer than what
    works: payments from an imported account take that account's currency, and everything else
    takes EUR only; other values are refused with 422 `PAYMENT_NOT_SUPPORTED`.
    """

    AED = "AED"
    """UAE dirham."""
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
    """Azerbaijan manat."""
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
    """Bolivian Mvdol, a fund unit."""
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
    """WIR euro, a complementary currency."""
    CHF = "CHF"
    """Swiss franc."""
    CHN = "CHN"
    """Not an ISO 4217 code; its meaning is not documented."""
    CHW = "CHW"
    """WIR franc, a complementary currency."""
    CLF = "CLF"
    """Chilean unit of account."""
    CLP = "CLP"
    """Chilean peso."""
    CNY = "CNY"
    """Chinese yuan."""
    COP = "COP"
    """Colombian peso."""
    COU = "COU"
    """Colombian unit of real value."""
    CRC = "CRC"
    """Costa Rican colon."""
    CUC = "CUC"
    """Cuban convertible peso."""
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
    """Pound sterling."""
    GEL = "GEL"
    """Georgian lari."""
    GGP = "GGP"
    """Guernsey pound; not an ISO 4217 code."""
    GHS = "GHS"
    """Ghana cedi."""
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
    """Croatian kuna."""
    HTG = "HTG"
    """Haitian gourde."""
    HUF = "HUF"
    """Hungarian forint."""
    IDR = "IDR"
    """Indonesian rupiah."""
    ILS = "ILS"
    """New Israeli shekel."""
    IMP = "IMP"
    """Manx pound; not an ISO 4217 code."""
    INR = "INR"
    """Indian rupee."""
    IQD = "IQD"
    """Iraqi dinar."""
    IRR = "IRR"
    """Iranian rial."""
    ISK = "ISK"
    """Iceland krona."""
    JEP = "JEP"
    """Jersey pound; not an ISO 4217 code."""
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
    """Kiribati dollar; not an ISO 4217 code."""
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
    """Macanese pataca."""
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
    """Mexican investment unit."""
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
    """New Israeli shekel, whose ISO 4217 code is ILS."""
    NOK = "NOK"
    """Norwegian krone."""
    NPR = "NPR"
    """Nepalese rupee."""
    NTD = "NTD"
    """New Taiwan dollar, whose ISO 4217 code is TWD."""
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
    """Transnistrian ruble; not an ISO 4217 code."""
    PYG = "PYG"
    """Paraguayan guarani."""
    QAR = "QAR"
    """Qatari rial."""
    RMB = "RMB"
    """Chinese renminbi, whose ISO 4217 code is CNY."""
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
    """Sierra Leonean leone."""
    SLS = "SLS"
    """Somaliland shilling; not an ISO 4217 code."""
    SOS = "SOS"
    """Somali shilling."""
    SRD = "SRD"
    """Surinam dollar."""
    SSP = "SSP"
    """South Sudanese pound."""
    STN = "STN"
    """São Tomé dobra."""
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
    """Tuvalu dollar; not an ISO 4217 code."""
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
    """US dollar, next day."""
    UYI = "UYI"
    """Uruguayan peso in indexed units."""
    UYU = "UYU"
    """Uruguayan peso."""
    UYW = "UYW"
    """Unidad Previsional of Uruguay."""
    UZS = "UZS"
    """Uzbekistan sum."""
    VEF = "VEF"
    """Venezuelan bolívar fuerte, replaced by VES."""
    VES = "VES"
    """Venezuelan bolívar soberano."""
    VND = "VND"
    """Vietnamese dong."""
    VUV = "VUV"
    """Vanuatu vatu."""
    WST = "WST"
    """Samoan tala."""
    XAF = "XAF"
    """CFA franc BEAC."""
    XAG = "XAG"
    """Silver, in troy ounces."""
    XAU = "XAU"
    """Gold, in troy ounces."""
    XBA = "XBA"
    """European Composite Unit of the bond markets."""
    XBB = "XBB"
    """European Monetary Unit of the bond markets."""
    XBC = "XBC"
    """European Unit of Account 9 of the bond markets."""
    XBD = "XBD"
    """European Unit of Account 17 of the bond markets."""
    XCD = "XCD"
    """East Caribbean dollar."""
    XDR = "XDR"
    """Special Drawing Right of the IMF."""
    XOF = "XOF"
    """CFA franc BCEAO."""
    XPD = "XPD"
    """Palladium, in troy ounces."""
    XPF = "XPF"
    """CFP franc."""
    XPT = "XPT"
    """Platinum, in troy ounces."""
    XSU = "XSU"
    """Sucre, a unit of account."""
    XTS = "XTS"
    """Reserved for tests."""
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
    """Not an ISO 4217 code; its meaning is not documented."""
    ZWL = "ZWL"
    """Zimbabwe dollar."""


class DirectDebitSequenceType(OpenEnum):
    """The place of a direct debit in its series."""

    OOFF = "OOFF"
    """The only one."""
    FRST = "FRST"
    """The first of several."""
    RCUR = "RCUR"
    """One of several, neither the first nor the last."""
    FNAL = "FNAL"
    """The last of several."""


class DirectDebitType(OpenEnum):
    """The scheme of a direct debit."""

    B2B = "B2B"
    """SEPA business-to-business direct debit."""
    BASIC = "BASIC"
    """SEPA core direct debit."""


class DirectDebitWithAccountReceiver(Model, kw_only=True):
    """The imported account that gets the money of a direct debit."""

    account_id: int = field(name="accountId")
    """
    Id of the account in finAPI Access. One without the capability for direct debits is refused
    with 422 `PAYMENT_NOT_SUPPORTED`. Example: ``2``.
    """


class ErrorCode(OpenEnum):
    """What went wrong."""

    UNAUTHORIZED = "UNAUTHORIZED"
    """
    With 401: the token is missing, wrong or expired; get a new one and repeat the call.
    """
    FORBIDDEN = "FORBIDDEN"
    """
    With 403: the token has the wrong role, or the product is not enabled for the mandator;
    repeating does not help.
    """
    NOT_FOUND = "NOT_FOUND"
    """
    With 404: the form, task, profile, translation set or bank connection does not exist for
    this token; stop polling it.
    """
    NOT_ALLOWED = "NOT_ALLOWED"
    """The action is not permitted here; `description` says why; repeating does not help."""
    BANK_NOT_SUPPORTED = "BANK_NOT_SUPPORTED"
    """
    With 422: the bank given by id, search, IBAN or bank connection cannot be used; let the user
    choose another one.
    """
    BANK_NOT_UNIQUE = "BANK_NOT_UNIQUE"
    """
    With 422: `bank.search` fits several banks; search more precisely, send `bank.id`, or leave
    the choice to the form.
    """
    ENTITY_EXISTS = "ENTITY_EXISTS"
    """
    With 422: there is a profile of this label, a default profile or a translation set already.
    """
    MANDATOR_MISCONFIGURATION = "MANDATOR_MISCONFIGURATION"
    """
    With 422: settings of the mandator in finAPI Access do not allow this; only finAPI's support
    can help.
    """
    NOT_SUPPORTED = "NOT_SUPPORTED"
    """The requested function is not supported; repeating does not help."""
    PAYMENT_NOT_SUPPORTED = "PAYMENT_NOT_SUPPORTED"
    """
    With 422: account, currency or a missing BIC rules the payment out; change the order.
    """
    INVALID_REDIRECT_URL = "INVALID_REDIRECT_URL"
    """
    With 422: `redirectUrl` is missing although the mandator's licence demands it, or present
    although it forbids it.
    """
    LOCKED = "LOCKED"
    """With 423: the bank connection is being imported or updated; repeat the call later."""
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"
    """
    With 500: the service has failed; after a creation, look into the list before repeating it.
    """


class FormLanguage(OpenEnum):
    """In which language the form speaks to the user."""

    CS = "CS"
    """Czech."""
    DE = "DE"
    """German."""
    EN = "EN"
    """English."""
    ES = "ES"
    """Spanish."""
    FR = "FR"
    """French."""
    IT = "IT"
    """Italian."""
    NL = "NL"
    """Dutch."""
    PL = "PL"
    """Polish."""
    RO = "RO"
    """Romanian."""
    SK = "SK"
    """Slovak."""
    TR = "TR"
    """Turkish."""


class Icon(Model, kw_only=True):
    """Own icons in place of finAPI's, as data URIs."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    info: str | None = None
    """
    Icon that marks explanations. Without it, finAPI's icon is shown. At most 5000000
    characters. Example: ``data:image/png;base64,iVBORw0KGgo=``.
    """

    loading: str | None = None
    """
    Animation shown while data is being imported; only a GIF is accepted. Without it, finAPI's
    animation is shown. At most 5000000 characters. Example:
    ``data:image/gif;base64,R0lGODlhAQABAAAAACw=``.
    """


class IconInput(Model, kw_only=True):
    """Own icons in place of finAPI's, as data URIs."""

    info: str | None | UnsetType = UNSET
    """
    Icon that marks explanations. Without it, finAPI's icon is shown. At most 5000000
    characters. Example: ``data:image/png;base64,iVBORw0KGgo=``.
    """

    loading: str | None | UnsetType = UNSET
    """
    Animation shown while data is being imported; only a GIF is accepted. Without it, finAPI's
    animation is shown. At most 5000000 characters. Example:
    ``data:image/gif;base64,R0lGODlhAQABAAAAACw=``.
    """


class ImportBankDetails(Model, kw_only=True):
    """The bank to import from. Send either `id` or `search`, not both."""

    id: int | None | UnsetType = UNSET
    """
    Id of the bank in finAPI Access. One that cannot be used is answered with 422
    `BANK_NOT_SUPPORTED`. Example: ``280001``.
    """

    search: IbanOrText | None | UnsetType = UNSET
    """
    IBAN, BIC, BLZ, name or city that has to fit exactly one bank; otherwise 422 with
    `BANK_NOT_SUPPORTED` (none) or `BANK_NOT_UNIQUE` (several). Example: ``DEMO0001``.
    """


class ImportNewAccountsMode(OpenEnum):
    """Whether an update also imports accounts that are new at the bank."""

    SKIP = "SKIP"
    """New accounts are left alone."""
    CONDITIONAL = "CONDITIONAL"
    """New accounts are added, over XS2A only if the stored consent supports it."""
    FORCED = "FORCED"
    """New accounts are added; an XS2A consent that does not support it is deleted first."""


class InvalidFieldError(Model, kw_only=True):
    """One faulty field of a request and what is wrong with it."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["field"])

    __expected__: ClassVar[Mapping[str, bool]] = {"message": False}

    field: str
    """
    Name or path of the field in the body, or name of the query parameter. Example:
    ``orders[0].recipient.iban``.
    """

    message: str | None = None
    """
    What is wrong, in English, for developers. The wording is not fixed, so do not compare it.
    Example: ``must not be null``.
    """


class ManageSavedSettings(OpenEnum):
    """A setting stored for the user that the form lets the user change."""

    CREDENTIALS = "CREDENTIALS"
    """Login data of the bank."""
    DEFAULT_TWO_STEP_PROCEDURE = "DEFAULT_TWO_STEP_PROCEDURE"
    """SCA procedure that is used without asking."""


class Paging(Model, kw_only=True):
    """
    Where a page stands in the whole list. Ask for pages until `page` equals `pageCount`.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["page", "pageCount", "perPage", "totalCount"]
    )

    page: int
    """Number of this page, counted from 1. Example: ``1``."""

    page_count: int = field(name="pageCount")
    """Number of pages at this page size. Example: ``3``."""

    per_page: int = field(name="perPage")
    """
    Page size that was applied; the last page may hold fewer entries. At most 500. Example:
    ``20``.
    """

    total_count: int = field(name="totalCount")
    """Number of entries on all pages together. Example: ``52``."""


class PayloadErrorCode(OpenEnum):
    """Why a form has ended without success."""

    ENTITY_EXISTS = "ENTITY_EXISTS"
    """The same bank connection has been imported before; update that one instead."""
    BANK_SERVER_REJECTION = "BANK_SERVER_REJECTION"
    """
    The bank has ended the run, for example because of wrong login data; the user may try again
    in a new form.
    """
    INTERNAL_ERROR = "INTERNAL_ERROR"
    """The cause is unknown; report it to finAPI's support with the request id."""
    INTERRUPTED = "INTERRUPTED"
    """
    The user has reloaded or reopened the form at a step that does not allow it; offer a new
    form.
    """
    INVALID_TOKEN = "INVALID_TOKEN"
    """
    The user's token has expired or been revoked during the run; create a new form with a fresh
    token.
    """
    MANDATOR_MISCONFIGURATION = "MANDATOR_MISCONFIGURATION"
    """
    Settings of the mandator in finAPI Access do not allow the run; only finAPI's support can
    help.
    """
    NO_ACCOUNTS_FOR_TYPE_LIST = "NO_ACCOUNTS_FOR_TYPE_LIST"
    """
    The user has no account of the kinds asked for in `accountTypes`; widen the list or tell the
    user.
    """
    UNDETERMINED_BANK = "UNDETERMINED_BANK"
    """
    The search given with the request fits no bank or several; leave it out or send the bank's
    id.
    """
    UNEXPECTED_ACCESS_RESPONSE = "UNEXPECTED_ACCESS_RESPONSE"
    """
    FinAPI Access has answered in an unforeseen way; report it to finAPI's support with the
    request id.
    """
    UNSUPPORTED_FEATURE = "UNSUPPORTED_FEATURE"
    """
    The bank does not support something in the request, for example a future execution date;
    change it and create a new form.
    """
    UNSUPPORTED_ORDER = "UNSUPPORTED_ORDER"
    """The account is not able to carry out this kind of order; another account is needed."""


class PaymentPayer(Model, kw_only=True):
    """Holder of the account that a direct debit is collected from."""

    iban: CounterpartyIban
    """
    IBAN of the account to debit, without spaces, in the SEPA area. 1 to 34 characters. Example:
    ``DE02120300000000202051``.
    """

    name: str
    """
    Name of the payer. The bank does not necessarily compare it with the holder of the account.
    1 to 70 characters. Example: ``Erika Mustermann``.
    """

    address: str | None | UnsetType = UNSET
    """
    Postal address in one line. Send it, together with `country`, for payers outside the
    European Union. 1 to 140 characters. Example: ``Musterstraße 1, 10115 Berlin``.
    """

    bic: str | None | UnsetType = UNSET
    """
    BIC of the payer's bank. It is needed only when no interface of the receiving account can do
    with the IBAN alone; else 422 `PAYMENT_NOT_SUPPORTED`. Example: ``COBADEFFXXX``.
    """

    country: OrText[CountryCode] | None | UnsetType = UNSET
    """Country of the postal address."""


class PaymentWithAccountSender(Model, kw_only=True):
    """The imported account that pays."""

    account_id: int = field(name="accountId")
    """
    Id of the account in finAPI Access. One without the capability for payments is refused with
    422 `PAYMENT_NOT_SUPPORTED`. Example: ``2``.
    """


class Recipient(Model, kw_only=True):
    """Who gets the money of a standing order."""

    iban: CounterpartyIban
    """
    IBAN of the account to credit, without spaces. At most 34 characters. Example:
    ``DE89370400440532013000``.
    """

    name: str
    """
    Name of the recipient. The bank does not necessarily compare it with the holder of the
    account. 1 to 70 characters. Example: ``Muster GmbH``.
    """


class Sender(Model, kw_only=True):
    """
    Account that pays, given by its IBAN, so that the user need not search for the bank.
    """

    iban: Iban
    """
    IBAN without spaces. It is filled in in the form; 422 `BANK_NOT_SUPPORTED` means that no
    single usable bank belongs to it. At most 34 characters. Example:
    ``DE02120300000000202051``.
    """


class ShortTranslationBlock(Model, kw_only=True):
    """Title of one view that has no subtitle."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    __expected__: ClassVar[Mapping[str, bool]] = {"title": False}

    title: str | None = None
    """
    Own title. An empty text hides it. To keep finAPI's, leave the whole view out. At most 512
    characters. Example: ``Find your bank``.
    """


class ShortTranslationBlockInput(Model, kw_only=True):
    """Title of one view that has no subtitle."""

    title: str
    """
    Own title. An empty text hides it. To keep finAPI's, leave the whole view out. At most 512
    characters. Example: ``Find your bank``.
    """


class StandingOrderFrequency(OpenEnum):
    """How often an order is carried out."""

    MONTHLY = "MONTHLY"
    """Every month."""
    EVERY_TWO_MONTHS = "EVERY_TWO_MONTHS"
    """Every second month."""
    QUARTERLY = "QUARTERLY"
    """Every third month."""
    SEMI_ANNUAL = "SEMI_ANNUAL"
    """Every sixth month."""
    ANNUAL = "ANNUAL"
    """Every year."""


class StoreSecretsMode(OpenEnum):
    """How the form asks whether credentials may be stored."""

    RENDER = "RENDER"
    """A box is shown and the user decides."""
    HIDDEN = "HIDDEN"
    """No box is shown."""
    MANDATORY = "MANDATORY"
    """A box is shown and has to be ticked to go on."""
    IMPLICIT_APPROVAL = "IMPLICIT_APPROVAL"
    """
    No box is shown, yet login data and TAN method are stored; only finAPI's support can set
    this.
    """


class TaskCallbacks(Model, kw_only=True):
    """
    Addresses that finAPI calls with POST and a `TaskCallback`. The answer is not looked at, no
    signature is documented and neither are retries, so ask `getTask` afterwards and poll now
    and then in case a call is lost.
    """

    finalised: WebAddress | None | UnsetType = UNSET
    """
    Address called when the task has ended with `COMPLETED` or `COMPLETED_WITH_ERROR`. Only
    https is accepted; mark the user with a query parameter of your own. At most 2048
    characters. Example: ``https://app.example.invalid/finapi/task-done?state=k3v9``.
    """

    web_form_required: WebAddress | None | UnsetType = field(name="webFormRequired", default=UNSET)
    """
    Address called when the task has got the status `WEB_FORM_REQUIRED`; the message holds the
    form. Only https is accepted. At most 2048 characters. Example:
    ``https://app.example.invalid/finapi/task-form?state=k3v9``.
    """


class TaskPayloadErrorCode(OpenEnum):
    """Why a task has ended without success."""

    BANK_SERVER_REJECTION = "BANK_SERVER_REJECTION"
    """
    The bank has ended the run, for example because of wrong login data; start a task with
    `manageSavedSettings` so that the user can correct them.
    """
    INTERNAL_ERROR = "INTERNAL_ERROR"
    """The cause is unknown; report it to finAPI's support with the request id."""
    INVALID_TOKEN = "INVALID_TOKEN"
    """
    The user's token has expired or been revoked during the run; start the task again with a
    fresh token.
    """
    UNEXPECTED_ACCESS_RESPONSE = "UNEXPECTED_ACCESS_RESPONSE"
    """
    FinAPI Access has answered in an unforeseen way; report it to finAPI's support with the
    request id.
    """
    MANDATOR_MISCONFIGURATION = "MANDATOR_MISCONFIGURATION"
    """
    Settings of the mandator do not allow the update; only finAPI's support can help; known from
    version 2.906.
    """


class TaskStatus(OpenEnum):
    """
    How far a task has come. A poller goes on at `NOT_YET_STARTED` and `IN_PROGRESS`. The other
    values are final according to version 2.906, so do not wait for a task to move on from
    `WEB_FORM_REQUIRED`, although it still may.
    """

    NOT_YET_STARTED = "NOT_YET_STARTED"
    """The task is queued; go on polling."""
    IN_PROGRESS = "IN_PROGRESS"
    """The task is running in the background; go on polling."""
    WEB_FORM_REQUIRED = "WEB_FORM_REQUIRED"
    """
    The bank wants the user; send the user to the form in `webForm`, then follow that form's
    status instead of the task's.
    """
    COMPLETED = "COMPLETED"
    """Final: the update has run; ask finAPI Access for the state of the bank connection."""
    COMPLETED_WITH_ERROR = "COMPLETED_WITH_ERROR"
    """
    Final: the update has failed; the payload's `errorCode` says why, and a new attempt needs a
    new task.
    """


class TaskType(OpenEnum):
    """What a task does. There is one kind so far."""

    BANK_CONNECTION_UPDATE = "BANK_CONNECTION_UPDATE"
    """Updates an imported bank connection; made by `createBankConnectionUpdateTask`."""


class Text(Model, kw_only=True):
    """Typeface of the form."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    font_family: str | None = field(name="fontFamily", default=None)
    """
    Font names in the order of preference, written as in the CSS property `font-family`. 1 to
    512 characters. Example: ``Roboto,Helvetica,sans-serif``.
    """


class TextInput(Model, kw_only=True):
    """Typeface of the form."""

    font_family: str | None | UnsetType = field(name="fontFamily", default=UNSET)
    """
    Font names in the order of preference, written as in the CSS property `font-family`. 1 to
    512 characters. Example: ``Roboto,Helvetica,sans-serif``.
    """


class TextColor(Model, kw_only=True):
    """Colours of the texts in the form, each as `#` and six hexadecimal digits."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    primary: str | None = None
    """Colour of the main texts. Without it, `#232323` is used. Example: ``#232323``."""

    secondary: str | None = None
    """Colour of hints and summaries. Without it, `#848484` is used. Example: ``#848484``."""


class TextColorInput(Model, kw_only=True):
    """Colours of the texts in the form, each as `#` and six hexadecimal digits."""

    primary: str | None | UnsetType = UNSET
    """Colour of the main texts. Without it, `#232323` is used. Example: ``#232323``."""

    secondary: str | None | UnsetType = UNSET
    """Colour of hints and summaries. Without it, `#848484` is used. Example: ``#848484``."""


class TranslationBlock(Model, kw_only=True):
    """Title and subtitle of one view."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    subtitle: str | None = None
    """
    Own subtitle. Without it, finAPI's is shown; an empty text hides it. At most 512 characters.
    Example: ``Your data goes straight to your bank.``.
    """

    title: str | None = None
    """
    Own title. Without it, finAPI's is shown; an empty text hides it. At most 512 characters.
    Example: ``Sign in at your bank``.
    """


class TranslationBlockInput(Model, kw_only=True):
    """Title and subtitle of one view."""

    subtitle: str | None | UnsetType = UNSET
    """
    Own subtitle. Without it, finAPI's is shown; an empty text hides it. At most 512 characters.
    Example: ``Your data goes straight to your bank.``.
    """

    title: str | None | UnsetType = UNSET
    """
    Own title. Without it, finAPI's is shown; an empty text hides it. At most 512 characters.
    Example: ``Sign in at your bank``.
    """


class UpdateBankDetails(Model, kw_only=True):
    """The bank connection to update."""

    bank_connection_id: int = field(name="bankConnectionId")
    """
    Id of the bank connection in finAPI Access. An unknown id is answered with 404. Example:
    ``1``.
    """


class UserMetadata(Model, kw_only=True):
    """
    Data about the device of a user who is present. finAPI passes it to the bank as a sign that
    a person stands behind the update. Leave it out when your program updates on its own.
    """

    device_os: str = field(name="deviceOs")
    """
    Operating system or kind of the user's device. At most 1024 characters. Example: ``Windows
    11``.
    """

    ip_address: str = field(name="ipAddress")
    """
    The user's own IP address, not that of your server. At most 64 characters. Example:
    ``192.0.2.10``.
    """

    user_agent: str = field(name="userAgent")
    """
    The user's browser or app, as in the HTTP header `User-Agent`. At most 1024 characters.
    Example: ``Mozilla/5.0 (Windows NT 10.0; Win64; x64)``.
    """


class ValidationError(Model, kw_only=True):
    """
    Body of a 400. The request breaks the rules of its fields and fails again unless it is
    changed, so a program must not repeat it. It differs from `Error`: it has no code.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["errors"])

    __expected__: ClassVar[Mapping[str, bool]] = {"endpoint": False, "timestamp": False}

    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(
        items="errors", message="message", field="field"
    )

    endpoint: str | None = None
    """
    Method and path that were called. Example: ``POST /api/webForms/standalonePayment``.
    """

    errors: list[InvalidFieldError]
    """
    The faulty fields, each with the reason. There is at least one. 1 to 2147483647 items.
    """

    timestamp: datetime | None = None
    """
    When the error happened. The offset may come without a colon, such as `+0000`. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """


class Visibility(OpenEnum):
    """Whether a part of the form is shown."""

    RENDER = "RENDER"
    """The header is shown."""
    HIDDEN = "HIDDEN"
    """The header is not shown; useful when the form is embedded."""


class WebFormStatus(OpenEnum):
    """
    How far a form has come. A poller goes on at `NOT_YET_OPENED` and `IN_PROGRESS` and stops at
    every other value, because those are final. The status tells about the form alone: even
    after `COMPLETED`, ask finAPI Access how the download or the payment has gone.
    """

    NOT_YET_OPENED = "NOT_YET_OPENED"
    """The user has not opened the address yet; go on polling."""
    IN_PROGRESS = "IN_PROGRESS"
    """The user has opened the form and is at work; go on polling."""
    COMPLETED = "COMPLETED"
    """
    Final: the user has come through, or has left an import or update after at least one
    interface had succeeded; the payload names the resource to look up in finAPI Access.
    """
    COMPLETED_WITH_ERROR = "COMPLETED_WITH_ERROR"
    """
    Final: the form has failed; the payload's `errorCode` says why, and a new attempt needs a
    new form.
    """
    EXPIRED = "EXPIRED"
    """
    Final: `expiresAt` has passed, or the user has closed the form and finAPI has ended it; a
    new attempt needs a new form.
    """
    ABORTED = "ABORTED"
    """
    Final: the user has cancelled in the form; offer a new form only when the user asks for it.
    """
    CANCELLED = "CANCELLED"
    """
    Final: your program has cancelled the form through the API; no callback is sent; known from
    version 2.906.
    """


class WebFormType(OpenEnum):
    """What a form is for. It tells which id of the payload to expect."""

    BANK_CONNECTION_IMPORT = "BANK_CONNECTION_IMPORT"
    """Imports a bank connection; look for `bankConnectionId`."""
    BANK_CONNECTION_UPDATE = "BANK_CONNECTION_UPDATE"
    """
    Updates a bank connection, usually on behalf of a task; look for `bankConnectionId`.
    """
    PAYMENT_WITH_ACCOUNT_ID = "PAYMENT_WITH_ACCOUNT_ID"
    """Pays from an imported account; look for `paymentId`."""
    STANDALONE_PAYMENT = "STANDALONE_PAYMENT"
    """Pays from an account that need not be imported; look for `paymentId`."""
    STANDING_ORDER = "STANDING_ORDER"
    """Sets up a standing order; look for `standingOrderId`."""
    DIRECT_DEBIT_WITH_ACCOUNT_ID = "DIRECT_DEBIT_WITH_ACCOUNT_ID"
    """Collects a direct debit for an imported account; look for `paymentId`."""


class AddressData(Model, kw_only=True):
    """Postal address of a recipient. Every part may be left out."""

    city: str | UnsetType = UNSET
    """Town. 1 to 35 characters. Example: ``Berlin``."""

    country: OrText[CountryCode] | None | UnsetType = UNSET
    """Country of the address."""

    house_number: str | UnsetType = field(name="houseNumber", default=UNSET)
    """House number with any letter. 1 to 16 characters. Example: ``1a``."""

    post_code: str | UnsetType = field(name="postCode", default=UNSET)
    """
    Postal code, kept as text because of leading zeros. 1 to 16 characters. Example: ``10115``.
    """

    street: str | UnsetType = UNSET
    """Street without the house number. 1 to 70 characters. Example: ``Musterstraße``."""


class Amount(Model, kw_only=True):
    """An amount of money with its currency."""

    currency: OrText[Currency]
    """
    Currency of the amount. Payments from an imported account use that account's currency,
    everything else is in EUR.
    """

    value: OrDigits[Decimal]
    """
    Positive amount in units of the currency, with two decimals at most. A JSON string is
    accepted as well, which avoids rounding.
    """


class BankConnectionImportDetails(Model, kw_only=True):
    """
    What to import and how. Everything is optional; an empty object gives a form in which the
    user searches for the bank.
    """

    account_types: list[OrText[AccountType]] | None | UnsetType = field(
        name="accountTypes", default=UNSET
    )
    """
    Kinds of accounts to import. Without it, all are. Ask only for what you need, because the
    form goes through further interfaces of the bank to find every kind.
    """

    allow_test_bank: bool | None | UnsetType = field(name="allowTestBank", default=UNSET)
    """
    Whether the search in the form also finds finAPI's test banks. Switch it off for real users.
    Example: ``false``.
    """

    allowed_interfaces: list[OrText[BankingInterface]] | None | UnsetType = field(
        name="allowedInterfaces", default=UNSET
    )
    """
    Interfaces that the import may use; banks without any of them are not offered. Together with
    `accountTypes` it can rule out every account, which ends in `NO_ACCOUNTS_FOR_TYPE_LIST`.
    Without it, all are allowed.
    """

    bank: ImportBankDetails | None | UnsetType = UNSET
    """Bank to import from. Without it, the user searches for the bank in the form."""

    bank_connection_name: str | None | UnsetType = field(name="bankConnectionName", default=UNSET)
    """
    Name for the new bank connection in finAPI Access. 1 to 64 characters. Example: ``Household
    account``.
    """

    callbacks: Callbacks | None | UnsetType = UNSET
    """
    Address that finAPI calls when the form has ended. Without it the form has to be polled.
    """

    load_owner_data: bool | None | UnsetType = field(name="loadOwnerData", default=UNSET)
    """
    True also loads data about the owners of the bank connection, where the interface supports
    it. Example: ``false``.
    """

    max_days_for_download: int | None | UnsetType = field(name="maxDaysForDownload", default=UNSET)
    """
    Age in days up to which transactions are requested. 0 sets no limit; the bank and finAPI may
    deliver less. At most 3650. Example: ``90``.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form. Without it, the default profile is used. An unknown id is answered
    with 404. Exactly 36 characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    redirect_url: WebAddress | None | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user after login and SCA on the bank's pages. Mandators licensed as
    `FULLY_LICENSED` or `AISP` have to send it, others must not; else 422. It is not the address
    for the end of the form. 1 to 2048 characters. Example:
    ``https://app.example.invalid/bank-return``.
    """

    skip_balances_download: bool | None | UnsetType = field(
        name="skipBalancesDownload", default=UNSET
    )
    """
    True leaves the balances out. It is allowed only together with `skipPositionsDownload`.
    Example: ``false``.
    """

    skip_positions_download: bool | None | UnsetType = field(
        name="skipPositionsDownload", default=UNSET
    )
    """True leaves transactions and securities out. Example: ``false``."""


class BankConnectionUpdateDetails(Model, kw_only=True):
    """
    Which bank connection to update in the deprecated form of version 2.430. Later versions use
    `BankConnectionUpdateTaskDetails`.
    """

    bank: UpdateBankDetails
    """The bank connection to update."""

    account_types: list[OrText[AccountType]] | None | UnsetType = field(
        name="accountTypes", default=UNSET
    )
    """
    Kinds of accounts to add. Without it, every new account is added. It has no effect unless
    `importNewAccounts` is true.
    """

    callbacks: Callbacks | UnsetType = UNSET
    """
    Address that finAPI calls when the form has ended. Without it the form has to be polled.
    """

    edit_saved_settings: list[OrText[ManageSavedSettings]] | None | UnsetType = field(
        name="editSavedSettings", default=UNSET
    )
    """
    Stored settings that the user shall be able to change. `CREDENTIALS`, the login data of the
    bank, is the only one; sending it makes the user pass through the login view.
    """

    import_new_accounts: bool | None | UnsetType = field(name="importNewAccounts", default=UNSET)
    """
    True also adds accounts that the user has at the bank but not in finAPI yet. Example:
    ``false``.
    """

    load_owner_data: bool | None | UnsetType = field(name="loadOwnerData", default=UNSET)
    """
    True also loads data about the owners of the bank connection, where the interface supports
    it. Example: ``false``.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form. Without it, the default profile is used. An unknown id is answered
    with 404. Exactly 36 characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    skip_positions_download: bool | None | UnsetType = field(
        name="skipPositionsDownload", default=UNSET
    )
    """True leaves transactions and securities out. Example: ``false``."""


class BankConnectionUpdateTaskDetails(Model, kw_only=True):
    """
    Which bank connection to update and how. Version 2.709 also requires
    `importNewAccountsMode`; version 2.430 does not know it.
    """

    bank_connection_id: int = field(name="bankConnectionId")
    """
    Id in finAPI Access of the bank connection to update. An unknown id is answered with 404.
    Example: ``1``.
    """

    import_new_accounts_mode: OrText[ImportNewAccountsMode] | None = field(
        name="importNewAccountsMode"
    )
    """
    What happens to accounts that the user has at the bank but not in finAPI yet. Whatever is
    chosen, a form may be needed.
    """

    account_types: list[OrText[AccountType]] | None | UnsetType = field(
        name="accountTypes", default=UNSET
    )
    """
    Kinds of accounts to add. Without it, every new account is added. It has no effect when new
    accounts are skipped.
    """

    allowed_interfaces: list[OrText[BankingInterface]] | None | UnsetType = field(
        name="allowedInterfaces", default=UNSET
    )
    """
    Interfaces that may be updated or newly connected; the others are treated as if they did not
    exist. When none of the connected interfaces is left, the form starts with connecting a new
    one at once. Without it, all are allowed.
    """

    callbacks: TaskCallbacks | None | UnsetType = UNSET
    """
    Addresses that finAPI calls when the task ends or needs the user. Without them the task has
    to be polled.
    """

    import_new_accounts: bool | None | UnsetType = field(name="importNewAccounts", default=UNSET)
    """
    Deprecated in favour of `importNewAccountsMode`; true is the same as `CONDITIONAL` there and
    false the same as `SKIP`. Example: ``false``.
    """

    load_owner_data: bool | None | UnsetType = field(name="loadOwnerData", default=UNSET)
    """
    True also loads data about the owners of the bank connection. Only the interface
    `WEB_SCRAPER` supports it. Example: ``false``.
    """

    manage_saved_settings: list[OrText[ManageSavedSettings]] | None | UnsetType = field(
        name="manageSavedSettings", default=UNSET
    )
    """
    Stored settings that the user shall be able to change. Sending any leads to a form in every
    case, so use it after `BANK_SERVER_REJECTION` or when the user asks for it.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form, should one be needed. Without it, the default profile is used. An
    unknown id is answered with 404. Exactly 36 characters. Example:
    ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    redirect_url: WebAddress | None | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user after login and SCA on the bank's pages. Mandators licensed as
    `FULLY_LICENSED` or `AISP` have to send it, others must not. It is not the address for the
    end of the form. 1 to 2048 characters. Example: ``https://app.example.invalid/bank-return``.
    """

    skip_balances_download: bool | None | UnsetType = field(
        name="skipBalancesDownload", default=UNSET
    )
    """
    True leaves the balances out. It is allowed only together with `skipPositionsDownload`.
    Example: ``false``.
    """

    skip_positions_download: bool | None | UnsetType = field(
        name="skipPositionsDownload", default=UNSET
    )
    """True leaves transactions and securities out. Example: ``false``."""

    user_metadata: UserMetadata | None | UnsetType = field(name="userMetadata", default=UNSET)
    """
    Data about the user's device, to be sent when the user is present. Without it, banks count
    the update against the few they allow per day without the user.
    """


class Brand(Model, kw_only=True):
    """
    Images and introduction that make the form look like yours. Images are data URIs with Base64
    content, not links.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    favicon: str | None = None
    """
    Icon in the browser tab as a data URI, at least 32 by 32 pixels. Unlicensed mandators show
    finAPI's icon without it. At most 500000 characters. Example:
    ``data:image/png;base64,iVBORw0KGgo=``.
    """

    icon: Icon | None = None
    """Own icons in place of finAPI's."""

    intro_text: str | None = field(name="introText", default=None)
    """
    Text above the choice of the bank on the first view. Without it, nothing is shown there. At
    most 1000 characters. Example: ``Connect your bank account to Muster Shop.``.
    """

    logo: str | None = None
    """
    Logo in the header as a data URI, at least 40 pixels high; larger ones are scaled down.
    Unlicensed mandators show finAPI's logo without it. At most 5000000 characters. Example:
    ``data:image/png;base64,iVBORw0KGgo=``.
    """


class BrandInput(Model, kw_only=True):
    """
    Images and introduction that make the form look like yours. Images are data URIs with Base64
    content, not links.
    """

    favicon: str | None | UnsetType = UNSET
    """
    Icon in the browser tab as a data URI, at least 32 by 32 pixels. Unlicensed mandators show
    finAPI's icon without it. At most 500000 characters. Example:
    ``data:image/png;base64,iVBORw0KGgo=``.
    """

    icon: IconInput | None | UnsetType = UNSET
    """Own icons in place of finAPI's."""

    intro_text: str | None | UnsetType = field(name="introText", default=UNSET)
    """
    Text above the choice of the bank on the first view. Without it, nothing is shown there. At
    most 1000 characters. Example: ``Connect your bank account to Muster Shop.``.
    """

    logo: str | None | UnsetType = UNSET
    """
    Logo in the header as a data URI, at least 40 pixels high; larger ones are scaled down.
    Unlicensed mandators show finAPI's logo without it. At most 5000000 characters. Example:
    ``data:image/png;base64,iVBORw0KGgo=``.
    """


class Color(Model, kw_only=True):
    """Colours of the form, each as `#` and six hexadecimal digits."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    brand: str | None = None
    """
    Main colour, seen in the header, the frames of fields and the main button. Without it,
    finAPI's blue `#00ADDF` is used. Example: ``#0A5C36``.
    """

    secondary: str | None = None
    """
    Second colour, seen in the footer, the progress bar and side buttons. Without it, it is
    derived from `brand`. Example: ``#E6F2EC``.
    """

    text: TextColor | None = None
    """Colours of the texts."""


class ColorInput(Model, kw_only=True):
    """Colours of the form, each as `#` and six hexadecimal digits."""

    brand: str | None | UnsetType = UNSET
    """
    Main colour, seen in the header, the frames of fields and the main button. Without it,
    finAPI's blue `#00ADDF` is used. Example: ``#0A5C36``.
    """

    secondary: str | None | UnsetType = UNSET
    """
    Second colour, seen in the footer, the progress bar and side buttons. Without it, it is
    derived from `brand`. Example: ``#E6F2EC``.
    """

    text: TextColorInput | None | UnsetType = UNSET
    """Colours of the texts."""


class DirectDebitOrder(Model, kw_only=True):
    """One debit to collect, with the mandate it rests on."""

    amount: Amount
    """Amount to collect."""

    creditor_id: str = field(name="creditorId")
    """
    SEPA creditor identifier of the receiver, the number that the central bank issues. At most
    35 characters. Example: ``DE98ZZZ09999999999``.
    """

    mandate_date: date = field(name="mandateDate")
    """Day on which the payer signed the mandate. Example: ``2024-01-15``."""

    mandate_id: str = field(name="mandateId")
    """
    Mandate reference agreed with the payer. At most 270 characters. Example: ``M-4711``.
    """

    payer: PaymentPayer
    """Holder of the account that is debited."""

    end_to_end_id: str | None | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id that the payer gets too. 1 to 35 characters. Example: ``INV-2024-0815``.
    """

    purpose: str | None | UnsetType = UNSET
    """
    Remittance text that the payer reads on the statement. 1 to 2000 characters. Example:
    ``Invoice 2024-0815``.
    """

    sepa_purpose_code: str | None | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """ISO 20022 purpose code in four characters. Banks may ignore it. Example: ``OTHR``."""


class DirectDebitWithAccountDetails(Model, kw_only=True):
    """
    A single or collective SEPA direct debit. All orders share the type, the sequence type and
    the execution date.
    """

    direct_debit_type: OrText[DirectDebitType] = field(name="directDebitType")
    """SEPA scheme of the direct debit. The mandate has to be of the same scheme."""

    execution_date: date = field(name="executionDate")
    """
    Day on which the bank shall collect the money. It must not lie in the past. Example:
    ``2024-05-23``.
    """

    orders: list[DirectDebitOrder]
    """
    The debits to collect. More than one make a collective direct debit, which not every account
    supports. 1 to 15000 items.
    """

    receiver: DirectDebitWithAccountReceiver
    """The imported account that gets the money."""

    sequence_type: OrText[DirectDebitSequenceType] = field(name="sequenceType")
    """Place of this direct debit among all that rest on the same mandate."""

    batch_booking_preferred: bool | None | UnsetType = field(
        name="batchBookingPreferred", default=UNSET
    )
    """
    With several orders, true asks the bank for one booking of the total and false for a booking
    per order. The bank may decide otherwise. Example: ``true``.
    """

    callbacks: Callbacks | None | UnsetType = UNSET
    """
    Address that finAPI calls when the form has ended. Without it the form has to be polled.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form. Without it, the default profile is used. An unknown id is answered
    with 404. Exactly 36 characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    redirect_url: WebAddress | None | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user after login and SCA on the bank's pages. Mandators licensed as
    `FULLY_LICENSED` or `PISP` have to send it, others must not; else 422. It is not the address
    for the end of the form. 1 to 2048 characters. Example:
    ``https://app.example.invalid/bank-return``.
    """


class Error(Model, kw_only=True):
    """
    Body of every error but a 400. Decide by the HTTP status first and by `code` second. It
    concerns the call alone; why a form or task has failed stands in its `payload.errorCode`
    instead, and the call that reads it is answered with 200.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["code"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "description": False,
        "endpoint": False,
        "timestamp": False,
    }

    __error_shape__: ClassVar[ErrorShape | None] = ErrorShape(code="code", message="description")

    code: ErrorCode
    """
    Reason of the refusal. Treat values that are not listed like the HTTP status they come with.
    """

    description: str | None = None
    """
    Explanation in English for developers. The wording is not fixed, so do not compare it.
    Example: ``The bank connection is currently being updated.``.
    """

    endpoint: str | None = None
    """Method and path that were called. Example: ``POST /api/tasks/backgroundUpdate``."""

    timestamp: datetime | None = None
    """
    When the error happened. The offset may come without a colon, such as `+0000`. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """


class Language(Model, kw_only=True):
    """Language of the form and whether the user may choose it."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    locked: FormLanguage | None = None
    """
    The only language of the form. Required when the header or the selector is hidden, and to be
    left out when both are shown; then the browser's language comes first. Version 2.430 knows
    only CS, DE, EN and SK.
    """

    selector: Visibility | None = None
    """
    Whether the header offers a choice of languages. Without it, it does. It has no effect when
    the header is hidden.
    """


class LanguageInput(Model, kw_only=True):
    """Language of the form and whether the user may choose it."""

    locked: OrText[FormLanguage] | None | UnsetType = UNSET
    """
    The only language of the form. Required when the header or the selector is hidden, and to be
    left out when both are shown; then the browser's language comes first. Version 2.430 knows
    only CS, DE, EN and SK.
    """

    selector: OrText[Visibility] | None | UnsetType = UNSET
    """
    Whether the header offers a choice of languages. Without it, it does. It has no effect when
    the header is hidden.
    """


class Payload(Model, kw_only=True):
    """
    What has come of a form. At most one of the three ids is set, and only at a final status,
    when the resource exists in finAPI Access. An id can stand beside an error code, so look at
    the status first.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["bankConnectionId", "errorCode", "paymentId", "standingOrderId"]
    )

    bank_connection_id: int | None = field(name="bankConnectionId", default=None)
    """
    Id of the imported or updated bank connection. Ask finAPI Access for it until its download
    is done. Example: ``1``.
    """

    error_code: PayloadErrorCode | None = field(name="errorCode", default=None)
    """
    Why the form has failed, set with `COMPLETED_WITH_ERROR`. Every new attempt needs a new
    form. Treat unlisted values like `INTERNAL_ERROR`, since the list may grow.
    """

    error_message: str | None = field(name="errorMessage", default=None)
    """
    Details of the failure in words. The wording is not fixed, so do not compare it; version
    2.430 does not have it. Example: ``Invalid credentials.``.
    """

    payment_id: int | None = field(name="paymentId", default=None)
    """
    Id of the payment or direct debit. Ask finAPI Access for its status, which may still be
    pending. Example: ``5``.
    """

    standing_order_id: int | None = field(name="standingOrderId", default=None)
    """
    Id of the standing order. Ask finAPI Access for its status, which may still be pending.
    Example: ``7``.
    """


class PaymentWithAccountRecipient(Model, kw_only=True):
    """Who gets the money of a transfer from an imported account."""

    iban: CounterpartyIban
    """
    IBAN of the account to credit, without spaces, in the SEPA area. 1 to 34 characters.
    Example: ``DE89370400440532013000``.
    """

    address: AddressData | None | UnsetType = UNSET
    """Postal address of the recipient."""

    bank_name: str | None | UnsetType = field(name="bankName", default=UNSET)
    """
    Name of the recipient's bank. It is not necessarily checked. 1 to 128 characters. Example:
    ``Commerzbank``.
    """

    bic: str | None | UnsetType = UNSET
    """
    BIC of the recipient's bank. It is needed only for transfers in EUR when no interface of the
    paying account can do with the IBAN alone; else 422 `PAYMENT_NOT_SUPPORTED`. Example:
    ``COBADEFFXXX``.
    """

    name: str | None | UnsetType = UNSET
    """
    Name of the recipient, required for SEPA transfers. The bank does not necessarily compare it
    with the holder of the account. 1 to 70 characters. Example: ``Muster GmbH``.
    """


class StandalonePaymentRecipient(Model, kw_only=True):
    """Who gets the money of a transfer from an account that need not be imported."""

    iban: CounterpartyIban
    """
    IBAN of the account to credit, without spaces, in the SEPA area. 1 to 34 characters.
    Example: ``DE89370400440532013000``.
    """

    address: AddressData | None | UnsetType = UNSET
    """Postal address of the recipient."""

    bank_name: str | None | UnsetType = field(name="bankName", default=UNSET)
    """
    Name of the recipient's bank. It is not necessarily checked. 1 to 128 characters. Example:
    ``Commerzbank``.
    """

    bic: str | None | UnsetType = UNSET
    """
    BIC of the recipient's bank. Most banks do with the IBAN alone. Example: ``COBADEFFXXX``.
    """

    name: str | None | UnsetType = UNSET
    """
    Name of the recipient, required for SEPA transfers. The bank does not necessarily compare it
    with the holder of the account. 1 to 70 characters. Example: ``Muster GmbH``.
    """


class StandingOrderDetails(Model, kw_only=True):
    """A standing order to set up at the bank."""

    amount: Amount
    """Amount of every single transfer."""

    frequency: OrText[StandingOrderFrequency]
    """How often a transfer is made."""

    recipient: Recipient
    """Who gets the money."""

    start_date: date = field(name="startDate")
    """Day of the first transfer. It must not lie in the past. Example: ``2024-06-01``."""

    allow_test_bank: bool | None | UnsetType = field(name="allowTestBank", default=UNSET)
    """
    Whether the search in the form also finds finAPI's test banks. Switch it off for real users.
    Example: ``false``.
    """

    callbacks: Callbacks | None | UnsetType = UNSET
    """
    Address that finAPI calls when the form has ended. Without it the form has to be polled.
    """

    end_date: date | None | UnsetType = field(name="endDate", default=UNSET)
    """
    Day by which the last transfer is made, later than `startDate`. Without it, the standing
    order has no end. Example: ``2025-06-01``.
    """

    end_to_end_id: str | None | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id that the recipient gets too. 1 to 35 characters. Example: ``RENT-4711``.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form. Without it, the default profile is used. An unknown id is answered
    with 404. Exactly 36 characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    purpose: str | None | UnsetType = UNSET
    """
    Remittance text of every transfer. 1 to 2000 characters. Example: ``Rent Musterstraße 1``.
    """

    redirect_url: WebAddress | None | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user after login and SCA on the bank's pages. Mandators licensed as
    `FULLY_LICENSED` or `PISP` have to send it, others must not; else 422. It is not the address
    for the end of the form. 1 to 2048 characters. Example:
    ``https://app.example.invalid/bank-return``.
    """

    sender: Sender | None | UnsetType = UNSET
    """
    Account that pays. Without it, the user searches for the bank or enters the IBAN in the
    form.
    """

    sepa_purpose_code: str | None | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """ISO 20022 purpose code in four characters. Banks may ignore it. Example: ``OTHR``."""


class Translation(Model, kw_only=True):
    """
    Own titles and subtitles in one language, view by view. A view that is absent or null keeps
    finAPI's texts.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    account_selection_view_ais: TranslationBlock | None = field(
        name="accountSelectionViewAis", default=None
    )
    """
    Texts of the view in which the user chooses which accounts to keep. Version 2.430 takes a
    title only.
    """

    account_selection_view_pis: TranslationBlock | None = field(
        name="accountSelectionViewPis", default=None
    )
    """Texts of the view in which the user chooses the account to pay from."""

    bank_login_view: TranslationBlock | None = field(name="bankLoginView", default=None)
    """Texts of the view in which the user enters the login data of the bank."""

    bank_search_view: ShortTranslationBlock | None = field(name="bankSearchView", default=None)
    """Texts of the view in which the user searches for the bank."""

    bank_selection_view: ShortTranslationBlock | None = field(
        name="bankSelectionView", default=None
    )
    """Texts of the view in which the user picks one of several banks."""

    confirmation_view: ShortTranslationBlock | None = field(name="confirmationView", default=None)
    """Texts of the last view after a success."""

    data_download_view_ais: ShortTranslationBlock | None = field(
        name="dataDownloadViewAis", default=None
    )
    """Texts of the view shown while account data is being downloaded."""

    error_view: ShortTranslationBlock | None = field(name="errorView", default=None)
    """Texts of the last view after a failure."""

    partial_confirmation_view: ShortTranslationBlock | None = field(
        name="partialConfirmationView", default=None
    )
    """Texts of the view shown when a part of the work is done."""

    partial_confirmation_with_error_view: ShortTranslationBlock | None = field(
        name="partialConfirmationWithErrorView", default=None
    )
    """
    Texts of the view shown when a part of the work is done and another part has failed.
    """

    redirect_bank_login_view: TranslationBlock | None = field(
        name="redirectBankLoginView", default=None
    )
    """Texts of the view that sends the user to the bank's own pages."""

    sca_challenge_view: ShortTranslationBlock | None = field(name="scaChallengeView", default=None)
    """
    Texts of the view in which the user answers the SCA challenge, for example with a TAN.
    Version 2.906 has one each for account information and payments instead.
    """

    sca_method_selection_view: ShortTranslationBlock | None = field(
        name="scaMethodSelectionView", default=None
    )
    """Texts of the view in which the user chooses the SCA procedure."""

    update_summary_view: ShortTranslationBlock | None = field(
        name="updateSummaryView", default=None
    )
    """Texts of the view that sums up an update."""


class TranslationInput(Model, kw_only=True):
    """
    Own titles and subtitles in one language, view by view. A view that is absent or null keeps
    finAPI's texts.
    """

    account_selection_view_ais: TranslationBlockInput | None | UnsetType = field(
        name="accountSelectionViewAis", default=UNSET
    )
    """
    Texts of the view in which the user chooses which accounts to keep. Version 2.430 takes a
    title only.
    """

    account_selection_view_pis: TranslationBlockInput | None | UnsetType = field(
        name="accountSelectionViewPis", default=UNSET
    )
    """Texts of the view in which the user chooses the account to pay from."""

    bank_login_view: TranslationBlockInput | None | UnsetType = field(
        name="bankLoginView", default=UNSET
    )
    """Texts of the view in which the user enters the login data of the bank."""

    bank_search_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="bankSearchView", default=UNSET
    )
    """Texts of the view in which the user searches for the bank."""

    bank_selection_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="bankSelectionView", default=UNSET
    )
    """Texts of the view in which the user picks one of several banks."""

    confirmation_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="confirmationView", default=UNSET
    )
    """Texts of the last view after a success."""

    data_download_view_ais: ShortTranslationBlockInput | None | UnsetType = field(
        name="dataDownloadViewAis", default=UNSET
    )
    """Texts of the view shown while account data is being downloaded."""

    error_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="errorView", default=UNSET
    )
    """Texts of the last view after a failure."""

    partial_confirmation_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="partialConfirmationView", default=UNSET
    )
    """Texts of the view shown when a part of the work is done."""

    partial_confirmation_with_error_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="partialConfirmationWithErrorView", default=UNSET
    )
    """
    Texts of the view shown when a part of the work is done and another part has failed.
    """

    redirect_bank_login_view: TranslationBlockInput | None | UnsetType = field(
        name="redirectBankLoginView", default=UNSET
    )
    """Texts of the view that sends the user to the bank's own pages."""

    sca_challenge_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="scaChallengeView", default=UNSET
    )
    """
    Texts of the view in which the user answers the SCA challenge, for example with a TAN.
    Version 2.906 has one each for account information and payments instead.
    """

    sca_method_selection_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="scaMethodSelectionView", default=UNSET
    )
    """Texts of the view in which the user chooses the SCA procedure."""

    update_summary_view: ShortTranslationBlockInput | None | UnsetType = field(
        name="updateSummaryView", default=UNSET
    )
    """Texts of the view that sums up an update."""


class TranslationSet(Model, kw_only=True):
    """
    Own titles and subtitles for the views of the form, by language. It takes effect in every
    form of the mandator.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {"createdAt": False}

    created_at: datetime | None = field(name="createdAt", default=None)
    """
    When the set was created. The offset may come without a colon, such as `+0000`. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    id: str
    """
    Id of the set, a UUID, for reading and deleting it. Exactly 36 characters. Example:
    ``6fa459ea-ee8a-4ca4-894e-db77e160355e``.
    """

    cs: Translation | None = None
    """Texts for the form in Czech. Absent or null where finAPI's own texts apply."""

    de: Translation | None = None
    """Texts for the form in German. Absent or null where finAPI's own texts apply."""

    en: Translation | None = None
    """Texts for the form in English. Absent or null where finAPI's own texts apply."""

    es: Translation | None = None
    """Texts for the form in Spanish. Absent or null where finAPI's own texts apply."""

    fr: Translation | None = None
    """Texts for the form in French. Absent or null where finAPI's own texts apply."""

    it: Translation | None = None
    """Texts for the form in Italian. Absent or null where finAPI's own texts apply."""

    nl: Translation | None = None
    """Texts for the form in Dutch. Absent or null where finAPI's own texts apply."""

    pl: Translation | None = None
    """Texts for the form in Polish. Absent or null where finAPI's own texts apply."""

    ro: Translation | None = None
    """Texts for the form in Romanian. Absent or null where finAPI's own texts apply."""

    sk: Translation | None = None
    """Texts for the form in Slovak. Absent or null where finAPI's own texts apply."""

    tr: Translation | None = None
    """Texts for the form in Turkish. Absent or null where finAPI's own texts apply."""


class TranslationSetsPage(Model, kw_only=True):
    """One page of the mandator's translation sets."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["items", "paging"])

    items: list[TranslationSet]
    """The translation sets of this page. Empty beyond the last page. At most 500 items."""

    paging: Paging
    """Where this page stands in the whole list."""


class WebForm(Model, kw_only=True):
    """
    A page of finAPI that leads one user through one import, update or order. Send the user to
    `url`, then wait for the callback or poll with `getWebForm` until the status is final.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["expiresAt", "id", "payload", "status", "type", "url"]
    )

    __expected__: ClassVar[Mapping[str, bool]] = {"createdAt": False}

    created_at: datetime | None = field(name="createdAt", default=None)
    """
    When the form was created. The offset may come without a colon, such as `+0000`, which
    strict parsers refuse. Example: ``2024-05-16T10:15:30.000+02:00``.
    """

    expires_at: datetime = field(name="expiresAt")
    """
    When the form becomes unusable, 20 minutes after `createdAt`. The offset may come without a
    colon. Example: ``2024-05-16T10:35:30.000+02:00``.
    """

    id: str
    """
    Id of the form, a UUID. It is part of `url`, and callbacks name it as `webFormId`. Exactly
    36 characters. Example: ``3f2504e0-4f89-41d3-9a0c-0305e82c3301``.
    """

    payload: Payload
    """
    What has come of the form: the id of the resource made, or the reason of the failure. Its
    fields are unset until the status is final.
    """

    status: WebFormStatus
    """How far the form has come."""

    type: WebFormType
    """What the form is for."""

    url: str
    """
    Address of the form, to be opened by the user; it opens once. You may append `redirectUrl`,
    `errorRedirectUrl`, `abortRedirectUrl` and `customerSupportUrl` as URL-encoded query
    parameters, staying below 2048 characters. It lets its holder act for the user, so keep it
    out of logs. 1 to 2048 characters. Example:
    ``https://webform-sandbox.finapi.io/wf/3f2504e0-4f89-41d3-9a0c-0305e82c3301``.
    """


class WebFormCompletedCallback(Model, kw_only=True):
    """
    Body that finAPI posts to `callbacks.finalised` of a form. It comes after failures too,
    nothing proves where it comes from, and it has neither payload nor error code: check that
    the form is yours and ask `getWebForm` before acting. Be ready to get it twice or never.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["status", "webFormId"])

    status: WebFormStatus
    """
    Final status of the form. It is not always `COMPLETED`, despite the name of the schema.
    """

    web_form_id: str = field(name="webFormId")
    """
    Id of the form, for `getWebForm`. Exactly 36 characters. Example:
    ``3f2504e0-4f89-41d3-9a0c-0305e82c3301``.
    """


class WebFormInfo(Model, kw_only=True):
    """
    The form that belongs to a task, in short. Ask `getWebForm` for its expiry and its payload.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id", "status", "url"])

    id: str
    """
    Id of the form, a UUID, for `getWebForm`. Exactly 36 characters. Example:
    ``3f2504e0-4f89-41d3-9a0c-0305e82c3301``.
    """

    status: WebFormStatus
    """How far the form has come."""

    url: str
    """
    Address of the form, to be opened by the user. It opens once and lives for 20 minutes, so
    hand it on at once. It lets its holder act for the user, so keep it out of logs. 1 to 2048
    characters. Example:
    ``https://webform-sandbox.finapi.io/wf/3f2504e0-4f89-41d3-9a0c-0305e82c3301``.
    """


class WebFormsPage(Model, kw_only=True):
    """One page of the user's forms."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["items", "paging"])

    items: list[WebForm]
    """The forms of this page. Empty beyond the last page. At most 500 items."""

    paging: Paging
    """Where this page stands in the whole list."""


class Aspect(Model, kw_only=True):
    """Colours and typeface of the form."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    color_scheme: Color | None = field(name="colorScheme", default=None)
    """Colours of the form."""

    text: Text | None = None
    """Typeface of the form."""

    theme: str | None = None
    """
    Named style of buttons, fields and spacing, a beta feature. `DEFAULT` and
    `MOBILE_MINIMALISTIC` are known; the names may change. 1 to 32 characters. Example:
    ``DEFAULT``.
    """


class AspectInput(Model, kw_only=True):
    """Colours and typeface of the form."""

    color_scheme: ColorInput | None | UnsetType = field(name="colorScheme", default=UNSET)
    """Colours of the form."""

    text: TextInput | None | UnsetType = UNSET
    """Typeface of the form."""

    theme: str | None | UnsetType = UNSET
    """
    Named style of buttons, fields and spacing, a beta feature. `DEFAULT` and
    `MOBILE_MINIMALISTIC` are known; the names may change. 1 to 32 characters. Example:
    ``DEFAULT``.
    """


class CreateTranslationDetails(Model, kw_only=True):
    """
    Own titles and subtitles to store, by language. Languages that are left out keep finAPI's
    texts.
    """

    cs: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Czech."""

    de: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in German."""

    en: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in English."""

    es: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Spanish."""

    fr: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in French."""

    it: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Italian."""

    nl: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Dutch."""

    pl: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Polish."""

    ro: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Romanian."""

    sk: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Slovak."""

    tr: TranslationInput | None | UnsetType = UNSET
    """Texts for the form in Turkish."""


class Functionality(Model, kw_only=True):
    """
    What the form shows and lets the user do. Every setting that is absent or null has a
    default.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset()

    bank_details: BankDetailsMode | None = field(name="bankDetails", default=None)
    """
    Whether the user may change the bank that the request has chosen. Without it, the bank is
    locked.
    """

    bank_login_hint: BankLoginHintMode | None = field(name="bankLoginHint", default=None)
    """How the hint on the bank's login data is shown. Without it, it is expanded."""

    header: Visibility | None = None
    """
    Whether the form has a header with logo and language choice. Without it, the header is
    shown. Hiding it demands `language.locked`.
    """

    hide_payment_summary: bool | None = field(name="hidePaymentSummary", default=None)
    """
    Leaves the payee's data out of the payment summary. Only finAPI's support can switch this
    on. Without it, the summary is shown. Example: ``false``.
    """

    language: Language | None = None
    """Language of the form and whether the user may choose it."""

    progress_bar: Visibility | None = field(name="progressBar", default=None)
    """Whether a bar shows how far the user has come. Without it, the bar is shown."""

    render_account_selection_view: bool | None = field(
        name="renderAccountSelectionView", default=None
    )
    """
    True lets the user choose which of the imported accounts are kept and become visible to you.
    Without it, all are kept. Example: ``true``.
    """

    skip_confirmation_view: bool | None = field(name="skipConfirmationView", default=None)
    """
    True leaves out the last view after a success, so that the user returns to you at once.
    Without it, the view is shown. Example: ``false``.
    """

    store_secrets: StoreSecretsMode | None = field(name="storeSecrets", default=None)
    """
    Whether the user is asked to let finAPI store the login data of the bank. Updates in the
    background need stored data at many banks. Without it, the box is shown.
    """


class FunctionalityInput(Model, kw_only=True):
    """
    What the form shows and lets the user do. Every setting that is absent or null has a
    default.
    """

    bank_details: OrText[BankDetailsMode] | None | UnsetType = field(
        name="bankDetails", default=UNSET
    )
    """
    Whether the user may change the bank that the request has chosen. Without it, the bank is
    locked.
    """

    bank_login_hint: OrText[BankLoginHintMode] | None | UnsetType = field(
        name="bankLoginHint", default=UNSET
    )
    """How the hint on the bank's login data is shown. Without it, it is expanded."""

    header: OrText[Visibility] | None | UnsetType = UNSET
    """
    Whether the form has a header with logo and language choice. Without it, the header is
    shown. Hiding it demands `language.locked`.
    """

    hide_payment_summary: bool | None | UnsetType = field(name="hidePaymentSummary", default=UNSET)
    """
    Leaves the payee's data out of the payment summary. Only finAPI's support can switch this
    on. Without it, the summary is shown. Example: ``false``.
    """

    language: LanguageInput | None | UnsetType = UNSET
    """Language of the form and whether the user may choose it."""

    progress_bar: OrText[Visibility] | None | UnsetType = field(name="progressBar", default=UNSET)
    """Whether a bar shows how far the user has come. Without it, the bar is shown."""

    render_account_selection_view: bool | None | UnsetType = field(
        name="renderAccountSelectionView", default=UNSET
    )
    """
    True lets the user choose which of the imported accounts are kept and become visible to you.
    Without it, all are kept. Example: ``true``.
    """

    skip_confirmation_view: bool | None | UnsetType = field(
        name="skipConfirmationView", default=UNSET
    )
    """
    True leaves out the last view after a success, so that the user returns to you at once.
    Without it, the view is shown. Example: ``false``.
    """

    store_secrets: OrText[StoreSecretsMode] | None | UnsetType = field(
        name="storeSecrets", default=UNSET
    )
    """
    Whether the user is asked to let finAPI store the login data of the bank. Updates in the
    background need stored data at many banks. Without it, the box is shown.
    """


class PaymentWithAccountOrder(Model, kw_only=True):
    """One transfer from an imported account."""

    amount: Amount
    """Amount to transfer."""

    recipient: PaymentWithAccountRecipient
    """Who gets the money."""

    end_to_end_id: str | None | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id that the recipient gets too. 1 to 35 characters. Example: ``INV-2024-0815``.
    """

    purpose: str | None | UnsetType = UNSET
    """
    Remittance text that the recipient reads on the statement. 1 to 2000 characters. Example:
    ``Invoice 2024-0815``.
    """

    sepa_purpose_code: str | None | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """ISO 20022 purpose code in four characters. Banks may ignore it. Example: ``OTHR``."""

    structured_remittance_information: list[str] | None | UnsetType = field(
        name="structuredRemittanceInformation", default=UNSET
    )
    """
    Symbols for domestic transfers, used in the Czech Republic, each as a short name, a colon
    and the number.
    """


class Profile(Model, kw_only=True):
    """
    A stored set of branding and behaviour that forms of the mandator can be shown with.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    __expected__: ClassVar[Mapping[str, bool]] = {
        "createdAt": False,
        "default": False,
        "label": False,
    }

    created_at: datetime | None = field(name="createdAt", default=None)
    """
    When the profile was created. The offset may come without a colon, such as `+0000`. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    default: bool | None = None
    """
    True for the one profile that forms use when their request names no `profileId`. Example:
    ``true``.
    """

    id: str
    """
    Id of the profile, a UUID; send it as `profileId` when a form or task is created. Exactly 36
    characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    label: str | None = None
    """
    Name of the profile for your own overview, unique within the mandator. At most 128
    characters. Example: ``Shop checkout``.
    """

    aspect: Aspect | None = None
    """Colours and typeface of the form. Absent or null where finAPI's own look applies."""

    brand: Brand | None = None
    """Logo, icons and introduction of the form. Absent or null where nothing was set."""

    functionality: Functionality | None = None
    """What the form shows and lets the user do. Absent or null where the defaults apply."""


class ProfilesPage(Model, kw_only=True):
    """One page of the mandator's profiles."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["items", "paging"])

    items: list[Profile]
    """The profiles of this page. Empty beyond the last page. At most 500 items."""

    paging: Paging
    """Where this page stands in the whole list."""


class StandalonePaymentOrder(Model, kw_only=True):
    """One transfer from an account that need not be imported."""

    amount: Amount
    """Amount to transfer."""

    recipient: StandalonePaymentRecipient
    """Who gets the money."""

    end_to_end_id: str | None | UnsetType = field(name="endToEndId", default=UNSET)
    """
    End-to-end id that the recipient gets too. 1 to 35 characters. Example: ``INV-2024-0815``.
    """

    purpose: str | None | UnsetType = UNSET
    """
    Remittance text that the recipient reads on the statement. 1 to 2000 characters. Example:
    ``Invoice 2024-0815``.
    """

    sepa_purpose_code: str | None | UnsetType = field(name="sepaPurposeCode", default=UNSET)
    """ISO 20022 purpose code in four characters. Banks may ignore it. Example: ``OTHR``."""

    structured_remittance_information: list[str] | None | UnsetType = field(
        name="structuredRemittanceInformation", default=UNSET
    )
    """
    Symbols for domestic transfers, used in the Czech Republic, each as a short name, a colon
    and the number.
    """


class TaskCallback(Model, kw_only=True):
    """
    Body that finAPI posts to the addresses in `callbacks` of a task. Nothing proves where it
    comes from and it has no error code: take the id, check that the task is yours, and ask
    `getTask` before acting. Be ready to get it twice or never.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["status", "taskId", "webForm"])

    status: TaskStatus
    """
    Status at the time of the call: `WEB_FORM_REQUIRED` at `webFormRequired`, a completed one at
    `finalised`.
    """

    task_id: str = field(name="taskId")
    """
    Id of the task, for `getTask`. Exactly 36 characters. Example:
    ``9c858901-8a57-4791-81fe-4c455b099bc9``.
    """

    web_form: WebFormInfo | None = field(name="webForm", default=None)
    """The form that the task needs or has used. Null when the task got by without one."""


class TaskPayload(Model, kw_only=True):
    """
    What a task works on and what has come of it. `webForm` and `errorCode` are absent or null
    until they are needed.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["bankConnectionId", "errorCode", "webForm"]
    )

    bank_connection_id: int = field(name="bankConnectionId")
    """
    Id in finAPI Access of the bank connection being updated. Read the connection and its
    accounts there once the task has completed. Example: ``1``.
    """

    error_code: TaskPayloadErrorCode | None = field(name="errorCode", default=None)
    """
    Why the task has failed, set with `COMPLETED_WITH_ERROR`. Treat unlisted values like
    `INTERNAL_ERROR`, since the list may grow.
    """

    web_form: WebFormInfo | None = field(name="webForm", default=None)
    """
    The form in which the user has to carry on. Absent or null as long as none was needed.
    """

    error_message: str | None = field(name="errorMessage", default=None)
    """
    What went wrong, in words for the user where the bank gave any. Newer versions of the API
    send it. Example: ``Die Bank hat die Anmeldung abgelehnt.``.
    """


class CreateProfileDetails(Model, kw_only=True):
    """
    The profile to store. Only `label` is required; everything else has finAPI's defaults.
    """

    label: str
    """
    Name of the profile for your own overview. It has to be unique within the mandator, else
    422. At most 128 characters. Example: ``Shop checkout``.
    """

    aspect: AspectInput | None | UnsetType = UNSET
    """Colours and typeface of the form."""

    brand: BrandInput | None | UnsetType = UNSET
    """Logo, icons and introduction of the form."""

    default: bool | None | UnsetType = UNSET
    """
    True makes this the profile of all forms whose request names none. A mandator has one
    default at most; a second is refused with 422. Example: ``true``.
    """

    functionality: FunctionalityInput | None | UnsetType = UNSET
    """What the form shows and lets the user do."""


class EditProfileDetails(Model, kw_only=True):
    """The parts of a profile to change."""

    aspect: AspectInput | None | UnsetType = UNSET
    """New colours and typeface."""

    brand: BrandInput | None | UnsetType = UNSET
    """New logo, icons and introduction."""

    default: bool | None | UnsetType = UNSET
    """
    True makes this the default profile, which is refused with 422 while another one is.
    Example: ``false``.
    """

    functionality: FunctionalityInput | None | UnsetType = UNSET
    """New display and behaviour."""

    label: str | None | UnsetType = UNSET
    """
    New name. It has to be unique within the mandator, else 422. At most 128 characters.
    Example: ``Shop checkout 2024``.
    """


class PaymentWithAccountDetails(Model, kw_only=True):
    """One or more money transfers from an imported account."""

    orders: list[PaymentWithAccountOrder]
    """
    The transfers to make. More than one make a collective transfer, which not every account
    supports. 1 to 15000 items.
    """

    sender: PaymentWithAccountSender
    """The imported account that pays."""

    batch_booking_preferred: bool | None | UnsetType = field(
        name="batchBookingPreferred", default=UNSET
    )
    """
    With several orders, true asks the bank for one booking of the total and false for a booking
    per order. The bank may decide otherwise. Example: ``true``.
    """

    callbacks: Callbacks | None | UnsetType = UNSET
    """
    Address that finAPI calls when the form has ended. Without it the form has to be polled.
    """

    execution_date: date | None | UnsetType = field(name="executionDate", default=UNSET)
    """
    Day on which the bank shall carry out the transfers. Without it, today. It must not lie in
    the past, and not every bank takes a future one. Example: ``2024-05-23``.
    """

    instant_payment: bool | UnsetType = field(name="instantPayment", default=UNSET)
    """
    True asks for an instant transfer. It works with one order only, needs the support of the
    interface and both accounts, and may cost the user a fee. Example: ``false``.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form. Without it, the default profile is used. An unknown id is answered
    with 404. Exactly 36 characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    redirect_url: WebAddress | None | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user after login and SCA on the bank's pages. Mandators licensed as
    `FULLY_LICENSED` or `PISP` have to send it, others must not; else 422. It is not the address
    for the end of the form. 1 to 2048 characters. Example:
    ``https://app.example.invalid/bank-return``.
    """


class StandalonePaymentDetails(Model, kw_only=True):
    """One or more money transfers from an account that need not be imported."""

    orders: list[StandalonePaymentOrder]
    """
    The transfers to make. More than one make a collective transfer, which not every account
    supports. 1 to 15000 items.
    """

    allow_test_bank: bool | None | UnsetType = field(name="allowTestBank", default=UNSET)
    """
    Whether the search in the form also finds finAPI's test banks. Switch it off for real users.
    Example: ``false``.
    """

    batch_booking_preferred: bool | None | UnsetType = field(
        name="batchBookingPreferred", default=UNSET
    )
    """
    With several orders, true asks the bank for one booking of the total and false for a booking
    per order. The bank may decide otherwise. Example: ``true``.
    """

    callbacks: Callbacks | None | UnsetType = UNSET
    """
    Address that finAPI calls when the form has ended. Without it the form has to be polled.
    """

    execution_date: date | None | UnsetType = field(name="executionDate", default=UNSET)
    """
    Day on which the bank shall carry out the transfers. Without it, today. It must not lie in
    the past, and not every bank takes a future one. Example: ``2024-05-23``.
    """

    instant_payment: bool | UnsetType = field(name="instantPayment", default=UNSET)
    """
    True asks for an instant transfer. It works with one order only, needs the support of the
    interface and both accounts, and may cost the user a fee. Example: ``false``.
    """

    profile_id: str | None | UnsetType = field(name="profileId", default=UNSET)
    """
    Profile for the form. Without it, the default profile is used. An unknown id is answered
    with 404. Exactly 36 characters. Example: ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
    """

    redirect_url: WebAddress | None | UnsetType = field(name="redirectUrl", default=UNSET)
    """
    Where the bank sends the user after login and SCA on the bank's pages. Mandators licensed as
    `FULLY_LICENSED` or `PISP` have to send it, others must not; else 422. It is not the address
    for the end of the form. 1 to 2048 characters. Example:
    ``https://app.example.invalid/bank-return``.
    """

    sender: Sender | None | UnsetType = UNSET
    """
    Account that pays. Without it, the user searches for the bank or enters the IBAN in the
    form.
    """


class Task(Model, kw_only=True):
    """
    An update of a bank connection that finAPI runs in the background. Poll it with `getTask`
    until the status is `COMPLETED`, `COMPLETED_WITH_ERROR` or `WEB_FORM_REQUIRED`.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id", "payload", "status", "type"])

    __expected__: ClassVar[Mapping[str, bool]] = {"createdAt": False}

    created_at: datetime | None = field(name="createdAt", default=None)
    """
    When the task was created. The offset may come without a colon, such as `+0000`. Example:
    ``2024-05-16T10:15:30.000+02:00``.
    """

    id: str
    """
    Id of the task, a UUID. Callbacks name it as `taskId`. Exactly 36 characters. Example:
    ``9c858901-8a57-4791-81fe-4c455b099bc9``.
    """

    payload: TaskPayload
    """
    What the task works on, and what has come of it: the form to open or the reason of the
    failure.
    """

    status: TaskStatus
    """How far the task has come."""

    type: TaskType
    """What the task does."""


class TasksPage(Model, kw_only=True):
    """One page of the user's tasks."""

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["items", "paging"])

    items: list[Task]
    """The tasks of this page. Empty beyond the last page. At most 500 items."""

    paging: Paging
    """Where this page stands in the whole list."""
