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
from typing import Any

__all__ = ["NO", "PACKAGE", "TYPE", "encode"]

TYPE = "$"
NO = "$no"
"""The number of an object that others refer to."""
PACKAGE = __package__.rpartition(".")[0]


def encode(value: object, constants: Mapping[int, str]) -> str:
    """
    Write a value as JSON.

    Args:
        constants: Names of objects that are the same in every process, by their ``id()``.
        value: Plain values, ``Decimal``, dates, times, bytes, tuples, sets, mappings with any keys,
            dataclasses of the sandbox, and ``Random``.

    Raises:
        TypeError: It contains anything else.
    """
    return json.dumps(_Encoder(constants).node(value), separators=(",", ":"))


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
        if isinstance(value, list) and type(value) is list:
            return [self.node(one) for one in value]
        if id(value) in self._constants:
            return {TYPE: "constant", "name": self._constants[id(value)]}
        if isinstance(value, dict) or is_dataclass(value):
            return self._once(value)
        return self._scalar(value)

    def _once(self, value: Any) -> dict[str, Any]:
        """
        Convert an object, or refer to what it was converted to before.
        """
        made = self._made.get(id(value))
        if made is None:
            made = self._made[id(value)] = {}
            made.update(self._mapping(value) if isinstance(value, dict) else self._object(value))
            return made
        if NO not in made:
            self._count += 1
            made[NO] = self._count
        return {TYPE: "same", "no": made[NO]}

    def _mapping(self, value: dict[Any, Any]) -> dict[str, Any]:
        is_plain = type(value) is dict
        if is_plain and all(isinstance(key, str) and key[:1] != TYPE for key in value):
            return {key: self.node(item) for key, item in value.items()}
        pairs = [[self.node(key), self.node(item)] for key, item in value.items()]
        kind = "dict" if is_plain else _name(type(value))
        return {TYPE: kind, "pairs": pairs}

    def _object(self, value: Any) -> dict[str, Any]:
        made: dict[str, Any] = {TYPE: _name(type(value))}
        for one in fields(value):
            made[one.name] = self.node(getattr(value, one.name))
        return made

    def _scalar(self, value: Any) -> dict[str, Any]:
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
                return {TYPE: "tuple", "items": self._nodes(value)}
            case set() | frozenset():
                return {TYPE: type(value).__name__, "items": self._nodes(sorted(value))}
            case Random():
                return {TYPE: "random", "state": self.node(value.getstate())}
            case _:
                raise TypeError(f"{value!r} cannot be kept in the state of the sandbox")

    def _nodes(self, values: Iterable[Any]) -> list[Any]:
        return [self.node(one) for one in values]


def _name(kind: type) -> str:
    module = kind.__module__
    if not module.startswith(f"{PACKAGE}."):
        raise TypeError(f"{kind.__qualname__} cannot be kept in the state of the sandbox")
    return f"{module.removeprefix(f'{PACKAGE}.')}:{kind.__qualname__}"
