"""
The columns of CSV files, as importers want them. What a column has is the name of a column in
``columns.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from .columns import COLUMNS


class Heading(Struct, frozen=True):
    """
    A column of a file.
    """

    header: str
    column: str
    """Its name in ``columns.py``."""
    fill: str = ""
    """What stands there where nothing is known."""


class Profile(Struct, frozen=True, kw_only=True):
    """
    A kind of CSV files.
    """

    headings: tuple[Heading, ...]
    delimiter: str = ","
    bom: bool = False
    """It begins with a byte order mark, by which Excel knows UTF-8."""
    german: bool = False
    """``31.12.2026`` and ``-29,90``, and times in Germany; else ISO 8601 in UTC."""
    guard: bool = False
    """For people: control characters are left out of texts, and those that a spreadsheet would
    calculate get an apostrophe in front."""


_FIELDS: Final = tuple(Heading(one.name, one.name) for one in COLUMNS)

_LEXWARE: Final = (
    Heading("Buchungsdatum", "booking_date"),
    Heading("Wertstellungsdatum", "value_date"),
    Heading("Zahlungspflichtiger/Zahlungsempfänger", "counterparty_name", fill="–"),
    Heading("IBAN", "other_account"),
    Heading("Verwendungszweck", "display_text", fill="–"),
    Heading("Betrag", "amount"),
    Heading("Währung", "currency"),
)
_ERPNEXT: Final = (
    Heading("Date", "booking_date"),
    Heading("Deposit", "credit"),
    Heading("Withdrawal", "debit"),
    Heading("Description", "display_text"),
    Heading("Reference Number", "key"),
    Heading("Bank Account", "account"),
    Heading("Currency", "currency"),
)
_FIREFLY: Final = (  # the names of columns are the roles of Firefly III's data importer
    Heading("date_transaction", "booking_date"),
    Heading("date_process", "value_date"),
    Heading("amount", "amount"),
    Heading("currency-code", "currency"),
    Heading("description", "display_text", fill="–"),
    Heading("opposing-name", "counterparty_name"),
    Heading("opposing-iban", "counterparty_iban"),
    Heading("opposing-number", "counterparty_account_number"),
    Heading("external-id", "key"),
    Heading("account-iban", "account"),
    Heading("sepa_ct_id", "end_to_end_id"),
    Heading("sepa_db", "mandate_id"),
    Heading("sepa_ci", "counterparty_creditor_id"),
)
_HLEDGER: Final = (
    Heading("date", "booking_date"),
    Heading("code", "key"),
    Heading("payee", "counterparty_name"),
    Heading("note", "display_text"),
    Heading("amount", "amount"),
    Heading("currency", "currency"),
)

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        "csv": Profile(headings=_FIELDS),
        "csv-excel": Profile(headings=_FIELDS, delimiter=";", bom=True, german=True, guard=True),
        "lexware-csv": Profile(headings=_LEXWARE, delimiter=";", german=True),
        "erpnext-csv": Profile(headings=_ERPNEXT),
        "firefly-csv": Profile(headings=_FIREFLY),
        "hledger-csv": Profile(headings=_HLEDGER),
    }
)
"""By the names of formats."""
