"""
Reads the objects of the sandbox's state from JSON. It makes objects, but runs none of their code.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from ..openapi.decimal_json import is_array, is_object
from ..server.limits import Limited, Recent
from .encoding import NO, PACKAGE, TYPE, put

__all__ = ["decode"]


def decode(text: str, constants: Mapping[str, object]) -> Any:
    """
    Read a value that :func:`encode` has written.

    Args:
        constants: Objects that are the same in every process, by their name.

    Raises:
        LookupError: It names a type, a field or a constant that this version does not have.
        ValueError: It is no such JSON.
    """
    return _Decoder(constants).value(json.loads(text))


class _Decoder:
    def __init__(self, constants: Mapping[str, object]) -> None:
        self._constants = constants
        self._made: dict[int, Any] = {}

    def value(self, node: Any) -> Any:
        """
        Convert a node of the JSON.
        """
        if is_array(node):
            return [self.value(one) for one in node]
        if not is_object(node):
            return node
        kind = node.get(TYPE)
        if kind is None:
            made = self._keep(node, {})
            made.update((key, self.value(item)) for key, item in node.items() if key != NO)
            return made
        if kind == "same":
            return self._made[node["no"]]
        return self._typed(kind, node)

    def _typed(self, kind: str, node: Mapping[str, Any]) -> Any:
        if "pairs" in node:
            return self._mapping(kind, node)
        match kind:
            case "tuple" | "set" | "frozenset":
                return _COLLECTIONS[kind](self.value(one) for one in node["items"])
            case "constant":
                return self._constants[node["name"]]
            case "random":
                made = Random()  # noqa: S311 - it continues a repeatable sequence
                made.setstate(self.value(node["state"]))
                return made
            case _ if kind in _SCALARS:
                return _SCALARS[kind](node["value"])
            case _:
                return self._object(kind, node)

    def _mapping(self, kind: str, node: Mapping[str, Any]) -> Any:
        made = self._keep(node, {} if kind == "dict" else _mapping_type(kind)())
        for key, item in node["pairs"]:
            # Not made[key]: what is full takes no more, also if it was full when it was written.
            put(made, self.value(key), self.value(item))
        return made

    def _object(self, kind: str, node: Mapping[str, Any]) -> Any:
        found = _dataclass(kind)
        made = self._keep(node, object.__new__(found))
        for one in fields(found):
            # Also for frozen ones, and without a call of __init__ or __post_init__.
            object.__setattr__(made, one.name, self.value(node[one.name]))
        return made

    def _keep(self, node: Mapping[str, Any], made: Any) -> Any:
        if NO in node:
            self._made[node[NO]] = made
        return made


_COLLECTIONS: Mapping[str, Callable[[Any], Any]] = {
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}
_SCALARS: Mapping[str, Callable[[Any], Any]] = {
    "float": float,
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
    "bytes": b64decode,
}


@cache
def _dataclass(name: str) -> type[Any]:
    found = _named(name)
    if not is_dataclass(found):
        raise LookupError(f"{name} is no part of the state")
    return found


@cache
def _mapping_type(name: str) -> type[Any]:
    found = _named(name)
    if found not in (Limited, Recent):
        raise LookupError(f"{name} is no part of the state")
    return found


def _named(name: str) -> type[Any]:
    module, _, path = name.partition(":")
    # Only what the sandbox itself has imported.
    found: Any = sys.modules.get(f"{PACKAGE}.{module}")
    for part in path.split("."):
        found = getattr(found, part, None)
    if not isinstance(found, type):
        raise LookupError(f"{name} is unknown to this version")
    return found
