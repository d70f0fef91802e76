"""
What was read from a JSON text.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from ..core.deviation import Deviation, UnreadableRow

EVERYTHING: Final = "*"
"""The place of rows that are the items or values of the whole value."""


class Place(msgspec.Struct, frozen=True):
    """
    Where things are in a JSON text.
    """

    rows: str | None = None
    """The field of the value that holds the rows of a list; ``*`` where the value is the list."""
    envelope: str | None = None
    """The field that holds the value; where it is not there, the text is the value."""


NOWHERE: Final = Place()


class Reading(msgspec.Struct):
    """
    A value, and what of the text is not in it.
    """

    value: Any
    deviations: tuple[Deviation, ...] = ()
    """Every difference, in the order of the text; those of unreadable rows too."""
    unreadable: tuple[UnreadableRow, ...] = ()
    """The rows that are left out of the value."""
