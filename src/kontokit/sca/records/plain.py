"""
The state of a flow as dicts and lists. As ``attrs.asdict``, in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

import attrs

from ...core.typeguards import type_of

_SCALARS: Final = frozenset({str, int, bool, float, type(None)})


def as_plain(value: Any) -> Any:
    """
    A value as JSON: models as dicts, tuples as lists, times as texts.

    Args:
        value: An attrs model, or whatever is in one.
    """
    kind: Any = type_of(value)
    return value if kind in _SCALARS else _converter(kind)(value)


@cache
def _converter(kind: Any) -> Callable[[Any], Any]:
    if attrs.has(kind):
        return _of_fields([field.name for field in attrs.fields(kind)])
    if issubclass(kind, Mapping):
        return lambda value: {name: as_plain(one) for name, one in value.items()}
    if issubclass(kind, Sequence) and not issubclass(kind, str | bytes):
        return lambda value: [as_plain(one) for one in value]
    if issubclass(kind, datetime):
        return datetime.isoformat
    return lambda value: value


def _of_fields(names: list[str]) -> Callable[[Any], dict[str, Any]]:
    def convert(value: Any) -> dict[str, Any]:
        found = ((name, getattr(value, name)) for name in names)
        return {name: one if type(one) in _SCALARS else as_plain(one) for name, one in found}

    return convert
