"""
The body of an operation that takes a map, as methods build it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ..core.exceptions import ArgumentError
from ..core.typed_text import text_of


class MapEntry(dict[Any, Any]):
    """
    A map with one entry, whose key is an argument: no error names the key.
    """


def map_entry(
    name: str, key: object, fields: Mapping[str, Any], *, optional: bool = False
) -> MapEntry:
    """
    The body with one entry.

    Args:
        name: What the method calls the key, for errors.
        key: A UUID or a text that is not blank.
        fields: Its fields; what is UNSET is left out.
        optional: Without any field there is no entry either.

    Raises:
        ArgumentError: The key cannot be sent.
    """
    from msgspec import UNSET  # importing kontokit loads no msgspec

    if not isinstance(key, str | UUID):
        raise ArgumentError(f"expected str or UUID, got {type(key).__name__}", place=name)
    text = text_of(key)
    if not text.strip():
        raise ArgumentError("must not be empty", place=name)
    is_empty = all(value is UNSET for value in fields.values())
    return MapEntry() if optional and is_empty else MapEntry({text: fields})
