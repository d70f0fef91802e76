"""
Type guards for untyped values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """
    Whether a value is a mapping.
    """
    return type(value) is dict or isinstance(value, Mapping)  # the second is slow


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """
    Whether a value is a sequence other than a string or bytes.
    """
    if type(value) is list:
        return True
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def type_of(value: object) -> type[Any]:
    """
    The class of a value.
    """
    # Type checkers know type(value) only as type[object], which cannot be a key of our tables.
    return type(value)


def type_name(value: object) -> str:
    """
    The class of a value by name, for error messages.
    """
    return "None" if value is None else type(value).__name__
