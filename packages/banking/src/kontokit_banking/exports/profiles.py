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
    """Texts that a spreadsheet would calculate get an apostrophe in front."""


_FIELDS: Final = tuple(Heading(one.name, one.name) for one in COLUMNS)

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        "csv": Profile(headings=_FIELDS),
        "csv-excel": Profile(headings=_FIELDS, delimiter=";", bom=True, german=True, guard=True),
    }
)
"""By the names of formats."""
