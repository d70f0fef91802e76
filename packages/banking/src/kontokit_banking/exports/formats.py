"""
The formats that transactions can be exported to.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from ..transaction import BookingStatus
from .errors import UnknownFormat


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
_NOTED: Final = (*_WITH_PENDING, BookingStatus.INFORMATION)

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
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({one.name: one for one in _ALL})
"""All formats by their names."""


def find_format(name: str) -> Format:
    """
    Find a format by its name.

    Raises:
        UnknownFormat: There is none of this name.
    """
    found = FORMATS.get(name)
    if found is None:
        raise UnknownFormat(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return found
