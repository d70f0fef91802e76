"""
The body of an operation that takes a map, as methods build it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET


def map_entry(key: object, fields: Mapping[str, Any]) -> dict[Any, Any]:
    """
    A map with one entry; an empty map if no field is given.
    """
    given = any(value is not UNSET for value in fields.values())
    return {key: fields} if given else {}
