"""
The formats that transactions can be exported to.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from ..transaction import BookingStatus
from .errors import UnknownFormatError


class Format(Struct, frozen=True, kw_only=True):
    """
    A format, and what it needs.
    """

    name: str
    """What ``export(…, to=…)`` takes, such as ``csv``."""
    title: str
    """What it is, in a few words."""
    ending: str
    """How names of such files end, such as ``.csv``."""
    extra: str | None = None
    """The extra of ``kontokit-banking`` that installs what it needs; None where nothing is."""
    needs_account: bool = False
    """``account`` has to be given."""
    needs_balance: bool = False
    """``balances`` has to be given, with the booked one of the last day."""
    one_account: bool = False
    """A file has the transactions of one account."""
    statuses: tuple[BookingStatus, ...] = (BookingStatus.BOOKED,)
    """What is written unless you say otherwise."""
    allowed: tuple[BookingStatus, ...] | None = None
    """What can be written at all; None for every status."""
    adjustments: bool = False
    """Whether what the provider made up is written unless you say otherwise."""
    module: str
    """The module of this package that writes it."""


_BOOKED: Final = (BookingStatus.BOOKED,)
_WITH_PENDING: Final = (BookingStatus.BOOKED, BookingStatus.PENDING)
_WITH_INFORMATION: Final = (*_WITH_PENDING, BookingStatus.INFORMATION)

_ALL: Final = (
    Format(name="csv", title="CSV of RFC 4180, for programs", ending=".csv", module="delimited"),
    Format(
        name="csv-excel",
        title="CSV for a German Excel",
        ending=".csv",
        module="delimited",
    ),
    Format(
        name="jsonl",
        title="JSON, one object a line, with every field",
        ending=".jsonl",
        adjustments=True,
        module="jsonl",
    ),
    Format(
        name="xlsx",
        title="Excel workbook with typed cells",
        ending=".xlsx",
        extra="xlsx",
        module="xlsx",
    ),
    Format(
        name="parquet",
        title="Parquet, with exact decimals",
        ending=".parquet",
        extra="parquet",
        module="arrow",
    ),
    Format(
        name="arrow",
        title="Arrow IPC file, with exact decimals",
        ending=".arrow",
        extra="parquet",
        module="arrow",
    ),
    Format(
        name="camt.053",
        title="statement of ISO 20022, version 8",
        ending=".xml",
        extra="camt",
        needs_account=True,
        needs_balance=True,
        allowed=_BOOKED,
        module="camt",
    ),
    Format(
        name="camt.052",
        title="account report of ISO 20022, version 8",
        ending=".xml",
        extra="camt",
        needs_account=True,
        statuses=_WITH_PENDING,
        allowed=_WITH_INFORMATION,
        module="camt",
    ),
    Format(
        name="mt940",
        title="statement of SWIFT, as German banks fill it",
        ending=".sta",
        extra="mt940",
        needs_account=True,
        needs_balance=True,
        allowed=_BOOKED,
        module="mt940",
    ),
    Format(
        name="datev-csv",
        title="bank transactions for DATEV",
        ending=".csv",
        needs_account=True,
        allowed=_BOOKED,
        module="datev",
    ),
    Format(
        name="lexware-csv",
        title="bank transactions for Lexware",
        ending=".csv",
        one_account=True,
        allowed=_BOOKED,
        module="delimited",
    ),
    Format(
        name="erpnext-csv",
        title="bank statement import of ERPNext",
        ending=".csv",
        allowed=_BOOKED,
        module="delimited",
    ),
    Format(
        name="firefly-csv",
        title="data importer of Firefly III",
        ending=".csv",
        allowed=_BOOKED,
        module="delimited",
    ),
    Format(
        name="hledger-csv",
        title="hledger, with the rules that hledger_rules returns",
        ending=".csv",
        one_account=True,
        allowed=_BOOKED,
        module="delimited",
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({one.name: one for one in _ALL})
"""All formats by their names."""


def find_format(name: str) -> Format:
    """
    Find a format by its name.

    Raises:
        UnknownFormatError: There is none of this name.
    """
    found = FORMATS.get(name)
    if found is None:
        raise UnknownFormatError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return found
