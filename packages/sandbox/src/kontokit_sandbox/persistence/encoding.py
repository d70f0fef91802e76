"""
Writes the objects of the sandbox's state as JSON.

What JSON does not have is an object with the name of its type under ``$``; a second reference to
an object is ``{"$": "same", "no": 3}``.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeGuard, cast

from ..openapi.decimal_json import is_array

__all__ = ["NO", "PACKAGE", "TYPE", "encode"]

TYPE = "$"
NO = "$no"
"""The number of an object that others refer to."""
PACKAGE = __name__.rsplit(".", 2)[0]


def encode(value: object, constants: Mapping[int, str]) -> str:
    """
    Write a value as JSON.

    Args:
        value: Plain values, ``Decimal``, dates, times, bytes, tuples, sets, mappings with any keys,
            dataclasses of the sandbox, and ``Random``.
        constants: Names of objects that are the same in every process, by their ``id()``.

    Raises:
        TypeError: It contains anything else.
    """
    return json.dumps(_Encoder(constants).node(value), separators=(",", ":"))


def put(entries: dict[Any, Any], key: Any, value: Any) -> None:
    """
    Set a key of a dict of any kind, also of one that is full and would take no more.
    """
    dict[Any, Any].__setitem__(entries, key, value)


class _Encoder:
    def __init__(self, constants: Mapping[int, str]) -> None:
        self._constants = constants
        self._made: dict[int, dict[str, Any]] = {}
        self._count = 0

    def node(self, value: Any) -> Any:
        """
        Convert a value to what JSON has.
        """
        if value is None or isinstance(value, str | bool | int):
            return value
        if is_array(value) and type(value) is list:
            return self._nodes(value)
        if id(value) in self._constants:
            return {TYPE: "constant", "name": self._constants[id(value)]}
        is_shared = _is_dict(value) or is_dataclass(value)
        return self._once(value) if is_shared else self._scalar(value)

    def _once(self, value: Any) -> dict[str, Any]:
        """
        Convert an object, or refer to what it was converted to before.
        """
        made = self._made.get(id(value))
        if made is None:
            made = self._made[id(value)] = {}
            made.update(self._mapping(value) if _is_dict(value) else self._object(value))
            return made
        if NO not in made:
            self._count += 1
            made[NO] = self._count
        return {TYPE: "same", "no": made[NO]}

    def _mapping(self, value: dict[Any, Any]) -> dict[str, Any]:
        kind: type[object] = type(value)
        is_plain = kind is dict
        if is_plain and all(isinstance(key, str) and key[:1] != TYPE for key in value):
            return {key: self.node(item) for key, item in value.items()}
        pairs = [[self.node(key), self.node(item)] for key, item in value.items()]
        return {TYPE: "dict" if is_plain else _name(kind), "pairs": pairs}

    def _object(self, value: Any) -> dict[str, Any]:
        kind = cast("type[object]", type(value))
        made: dict[str, Any] = {TYPE: _name(kind)}
        for one in fields(value):
            made[one.name] = self.node(getattr(value, one.name))
        return made

    def _scalar(self, value: Any) -> dict[str, Any]:
        items: Any = value
        match value:
            case float():
                return {TYPE: "float", "value": repr(value)}
            case Decimal():
                return {TYPE: "decimal", "value": str(value)}
            case datetime() | date():
                return {TYPE: type(value).__name__, "value": value.isoformat()}
            case timedelta():
                return {TYPE: "timedelta", "value": [value.days, value.seconds, value.microseconds]}
            case bytes():
                return {TYPE: "bytes", "value": b64encode(value).decode("ascii")}
            case tuple():
                return {TYPE: "tuple", "items": self._nodes(items)}
            case set() | frozenset():
                return {TYPE: type(items).__name__, "items": self._nodes(sorted(items))}
            case Random():
                return {TYPE: "random", "state": self.node(value.getstate())}
            case _:
                raise TypeError(f"{value!r} cannot be kept in the state of the sandbox")

    def _nodes(self, values: Iterable[Any]) -> list[Any]:
        return [self.node(one) for one in values]


def _is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    return isinstance(value, dict)


def _name(kind: type) -> str:
    module = kind.__module__
    if not module.startswith(f"{PACKAGE}."):
        raise TypeError(f"{kind.__qualname__} cannot be kept in the state of the sandbox")
    return f"{module.removeprefix(f'{PACKAGE}.')}:{kind.__qualname__}"
