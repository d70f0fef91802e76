"""
Type guards for untyped values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """
    Whether a value is a dict or like one.

    Args:
        value: Anything.
    """
    return isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """
    Whether a value is a list or like one; texts and bytes are not.

    Args:
        value: Anything.
    """
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def type_of(value: object) -> type[Any]:
    """
    The class of a value.

    Args:
        value: Anything.
    """
    return type(value)


def type_name(value: object) -> str:
    """
    The class of a value by name, for error messages.

    Args:
        value: Anything.
    """
    return "None" if value is None else type(value).__name__
