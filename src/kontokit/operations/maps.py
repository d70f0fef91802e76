"""
The body of an operation that takes a map, as methods build it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class MapEntry(dict[Any, Any]):
    """
    A map with one entry, whose key is an argument: no error names the key.
    """


def map_entry(key: object, fields: Mapping[str, Any], *, optional: bool = False) -> MapEntry:
    """
    The body with one entry.

    Args:
        key: The key of the entry.
        fields: Its fields; what is UNSET is left out.
        optional: Without any field there is no entry either.
    """
    from msgspec import UNSET  # importing kontokit loads no msgspec

    is_empty = all(value is UNSET for value in fields.values())
    return MapEntry() if optional and is_empty else MapEntry({key: fields})
