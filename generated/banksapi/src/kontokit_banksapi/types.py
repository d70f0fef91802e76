# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The dicts and texts that the methods of ``Banksapi`` take, for type checkers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NotRequired, TypeAlias, TypedDict

from kontokit import BerlinDateTime
from kontokit_banksapi import models

# fmt: off
ProductCategory: TypeAlias = Literal[
    "GIROKONTO", "SPARKONTO", "FESTGELDKONTO", "KREDITKONTO", "TAGESGELDKONTO",
    "BAUSPARVERTRAG", "VERSICHERUNG", "SONSTIGESKONTO", "KREDITKARTE", "KREDITKARTENKONTO",
    "AMERICANEXPRESS", "MASTERCARD", "VISA", "DINERSCLUB", "SONSTIGEKARTE", "DEPOT",
    "SONSTIGESPRODUKT"
]
TransactionTag: TypeAlias = Literal[
    "categories", "business-partners", "periods", "insurance-types", "freelancer-categories",
    "custom-categories", "insurances", "true"
]
TransactionCategory: TypeAlias = Literal[
    "BANKFINANCE", "BANKFINANCE_FEES", "BANKFINANCE_INVESTMENT", "BANKFINANCE_OTHER",
    "BANKFINANCE_CASHWITHDRAWAL", "BANKFINANCE_CREDITPAYMENT", "BANKFINANCE_CURRENCY",
    "BILLS", "BILLS_OTHER", "BILLS_PUBLICRADIO", "BILLS_ENERGY", "BILLS_TELECOMMUNICATIONS",
    "BILLS_WATERANDDISPOSAL", "BUSINESS", "BUSINESS_LEASING", "BUSINESS_LEGAL",
    "BUSINESS_MOBILITY", "BUSINESS_ASSOCIATION", "BUSINESS_CREDITPAYMENT", "BUSINESS_ENERGY",
    "BUSINESS_EQUIPMENT", "BUSINESS_INVESTMENT", "BUSINESS_SALARY", "BUSINESS_TAXES",
    "BUSINESS_TELECOMMUNICATIONS", "BUSINESS_TRAVEL", "BUSINESS_WATERANDDISPOSAL",
    "BUSINESS_ADVERTISEMENT", "BUSINESS_CONSULTING", "BUSINESS_TRAINING", "BUSINESS_RENT",
    "BUSINESS_HOSPITALITY", "BUSINESS_OTHER", "EDUCATION", "EDUCATION_SCHOOL",
    "EDUCATION_TRAINING", "EDUCATION_ACADEMIC", "EDUCATION_OTHER", "FAMILY",
    "FAMILY_CHILDACTIVITIES", "FAMILY_CHILDCARE", "FAMILY_CHILDNECESSITIES", "FAMILY_OTHER",
    "FAMILY_SUPPORT", "FAMILY_TOYS", "HEALTH", "HEALTH_OPTICS", "HEALTH_OTHER",
    "HEALTH_SERVICES", "HEALTH_CONSUMABLES", "HOUSING", "HOUSING_FURNISHING",
    "HOUSING_SERVICES", "HOUSING_RENOVATION", "HOUSING_RENT", "HOUSING_ANCILLARYCOSTS",
    "HOUSING_FINANCING", "HOUSING_OTHER", "INCOME", "INCOME_INSURANCE", "INCOME_OTHER",
    "INCOME_PENSION", "INCOME_RETURNDEBIT", "INCOME_SALARY", "INCOME_STATEEDUCATION",
    "INCOME_STATEFAMILY", "INCOME_SALES", "INCOME_TAXES", "INCOME_CREDIT",
    "INCOME_CASHDEPOSIT", "INCOME_INVESTMENT", "INCOME_REFUND", "INCOME_RENTAL",
    "INCOME_SOCIALBENEFIT", "INCOME_SAVINGS", "INCOME_BUSINESS", "INSURANCE",
    "INSURANCE_ACCIDENT", "INSURANCE_LIABILITY", "INSURANCE_OTHER", "INSURANCE_TRANSPORT",
    "INSURANCE_TRAVEL", "INSURANCE_BUSINESS", "INSURANCE_LEGAL", "INSURANCE_LIFE",
    "INSURANCE_VEHICLE", "INSURANCE_PROPERTY", "INSURANCE_HEALTH", "LIVING",
    "LIVING_GROCERIES", "LIVING_OTHER", "LIVING_DRUGSTORE", "LIVING_CHARITY", "MOBILITY",
    "MOBILITY_CARSHARE", "MOBILITY_TAXES", "MOBILITY_OTHER", "MOBILITY_VEHICLEACQUISITION",
    "MOBILITY_BIKESHARE", "MOBILITY_FUEL", "MOBILITY_PARKING", "MOBILITY_PUBLICTRANSPORT",
    "MOBILITY_SERVICES", "MOBILITY_TAXI", "OTHER", "OTHER_OTHER", "RECREATION",
    "RECREATION_STREAMING", "RECREATION_FOODANDDRINKS", "RECREATION_HOBBYANDSOCIAL",
    "RECREATION_CULTURAL", "RECREATION_ONLINE", "RECREATION_OTHER", "RECREATION_PETS",
    "RECREATION_PRINTED", "RECREATION_SPORTS", "RECREATION_GAMBLING", "SAVINGS",
    "SAVINGS_BUILDING", "SAVINGS_ACCOUNT", "SAVINGS_OTHER", "SERVICES", "SERVICES_MAIL",
    "SERVICES_PERSONAL", "SERVICES_ONLINE", "SERVICES_OTHER", "SERVICES_PROFESSIONAL",
    "SHOPPING", "SHOPPING_ONLINE", "SHOPPING_BEAUTY", "SHOPPING_CLOTHINGACCESSORIES",
    "SHOPPING_DEPARTMENTSTORE", "SHOPPING_ELECTRONICS", "SHOPPING_OTHER", "TAXES",
    "TAXES_FLAT", "TAXES_CHURCH", "TAXES_CAPITALGAINS", "TAXES_INCOME", "TAXES_SALES",
    "TAXES_PROPERTY", "TAXES_OTHER", "TRANSFER", "TRANSFER_CREDITCARDSETTLEMENT",
    "TRANSFER_OTHER", "TRANSFER_SAVINGS", "TRANSFER_BANKFINANCE", "TRAVEL",
    "TRAVEL_INCLUSIVEOFFERS", "TRAVEL_OTHER", "TRAVEL_ACCOMMODATION", "TRAVEL_TRANSPORT"
]
# fmt: on


class RelationDict(TypedDict):
    """``models.RelationInput`` as a dict."""

    rel: str
    href: str


class SimpleProductDict(TypedDict):
    """``models.SimpleProduct`` as a dict."""

    id: str
    status: NotRequired[models.BankProductStatus | Literal["INTERAKTION", "VOLLSTAENDIG"] | str]
    bezeichnung: NotRequired[str]
    kategorie: NotRequired[models.ProductCategory | ProductCategory | str]
    saldo: NotRequired[Decimal | int | str]
    saldo_datum: NotRequired[BerlinDateTime]
    salden: NotRequired[
        Mapping[str, models.CurrencyBalanceInput | models.CurrencyBalance | CurrencyBalanceDict]
    ]
    aktualisierungszeitpunkt: NotRequired[BerlinDateTime]
    waehrung: NotRequired[str]
    kontonummer: NotRequired[str]
    iban: NotRequired[str]
    bic: NotRequired[str]
    blz: NotRequired[str]
    kreditinstitut: NotRequired[str]
    inhaber: NotRequired[str]


class CurrencyBalanceDict(TypedDict):
    """``models.CurrencyBalanceInput`` as a dict."""

    saldo: NotRequired[Decimal | int | str]
    waehrung: NotRequired[str]
    saldo_datum: NotRequired[BerlinDateTime]


class TransactionDataDict(TypedDict):
    """``models.TransactionData`` as a dict."""

    betrag: Decimal | int | str
    waehrung: NotRequired[str]
    verwendungszweck: str
    buchungstext: NotRequired[str]
    buchungsdatum: BerlinDateTime
    wertstellungsdatum: NotRequired[BerlinDateTime]
    gegenkonto_inhaber: str
    gegenkonto_iban: NotRequired[str]
    gegenkonto_bic: NotRequired[str]
    gegenkonto_inhaber_abweichend: NotRequired[str]
    primanota_nummer: NotRequired[str]
    gv_code: NotRequired[str]
    identifier: NotRequired[
        models.TransactionIdentifierInput | models.TransactionIdentifier | TransactionIdentifierDict
    ]
    tags: NotRequired[Sequence[models.TagInstanceInput | models.TagInstance | TagInstanceDict]]


class TransactionIdentifierDict(TypedDict):
    """``models.TransactionIdentifierInput`` as a dict."""

    end_to_end_id: NotRequired[str]
    mandate_id: NotRequired[str]
    batch_id: NotRequired[str]
    proprietary_code: NotRequired[str]
    entry_reference: NotRequired[str]
    owner_ref: NotRequired[str]
    booking_ref: NotRequired[str]
    balance: NotRequired[Decimal | int | str]


class TagInstanceDict(TypedDict):
    """``models.TagInstanceInput`` as a dict."""

    id: str
    entity: models.TaggedEntityInput | models.TaggedEntity | TaggedEntityDict
    tag_tree_item: models.TagTreeItemInput | models.TagTreeItem | TagTreeItemDict
    relations: NotRequired[Sequence[models.RelationInput | models.Relation | RelationDict]]


class TaggedEntityDict(TypedDict):
    """``models.TaggedEntityInput`` as a dict."""

    id: str
    entity_class: str
    display_name: str
    account_id: NotRequired[str]
    user_id: NotRequired[str]


class TagTreeItemDict(TypedDict):
    """``models.TagTreeItemInput`` as a dict."""

    system_id: NotRequired[int]
    system_name: models.TransactionCategory | TransactionCategory | str
    system_name_parent: NotRequired[str]
    display_name: NotRequired[str]
    description: NotRequired[str]
    tag_tree: models.TagTreeInput | models.TagTree | TagTreeDict
    relations: NotRequired[Sequence[models.RelationInput | models.Relation | RelationDict]]
    group: NotRequired[str]
    categories: NotRequired[Sequence[models.TransactionCategory | TransactionCategory | str]]
    creditor_id: NotRequired[str]
    address_street: NotRequired[str]
    address_zip: NotRequired[str]
    address_city: NotRequired[str]
    address_country: NotRequired[str]
    telephone: NotRequired[str]
    website: NotRequired[str]


class TagTreeDict(TypedDict):
    """``models.TagTreeInput`` as a dict."""

    system_id: NotRequired[int]
    system_name: str
    display_name: NotRequired[str]
    description: NotRequired[str]
    is_tenant_generated: NotRequired[bool]
    version: NotRequired[Decimal | int | str]
    relations: NotRequired[Sequence[models.RelationInput | models.Relation | RelationDict]]


class WrappedTagDict(TypedDict):
    """``models.WrappedTag`` as a dict."""

    tag_tree_item: models.TagTreeItemInput | models.TagTreeItem | TagTreeItemDict


class TransferDetailsDict(TypedDict):
    """``models.TransferDetailsInput`` as a dict."""

    recipient: str
    purpose: str
    iban: str
    bic: NotRequired[str]
    currency: str
    amount: Decimal | int | str
    end_to_end_id: NotRequired[str]
    purpose_code: NotRequired[str]
    ultimate_debtor: NotRequired[str]
    ultimate_creditor: NotRequired[str]


class DebitDetailsDict(TypedDict):
    """``models.DebitDetailsInput`` as a dict."""

    amount: Decimal | int | str
    currency: str
    purpose: str
    end_to_end_id: str
    debtor_name: str
    debtor_iban: str
    debtor_account_number: NotRequired[str]
    debtor_bank_code: NotRequired[str]
    debtor_bic: NotRequired[str]
    mandate_identification: str
    mandate_date_of_signature: date
    business: NotRequired[bool]
    sequence_type: NotRequired[
        models.DebitSequenceType | Literal["FRST", "RCUR", "FNAL", "OOFF"] | str
    ]


class UeberweisungDetailsDict(TypedDict):
    """``models.UeberweisungDetailsInput`` as a dict."""

    empfaenger: str
    verwendungszweck: str
    iban: str
    bic: NotRequired[str]
    waehrung: str
    betrag: Decimal | int | str
