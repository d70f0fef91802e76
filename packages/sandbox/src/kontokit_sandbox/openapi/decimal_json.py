"""
JSON without loss of precision: numbers with a decimal point are ``Decimal``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, NoReturn, TypeGuard

__all__ = ["is_array", "is_object", "read_json", "write_json"]


def read_json(body: bytes) -> Any:
    """
    Parse JSON without loss of precision.

    Args:
        body: A JSON document in UTF-8.

    Returns:
        Plain values; numbers with a point or an exponent are ``Decimal``.

    Raises:
        ValueError: The body is not JSON, or contains NaN, Infinity or a duplicate key.
    """
    return json.loads(
        body.decode(),
        parse_float=Decimal,
        parse_constant=_refuse_constant,
        # json keeps the last of two equal keys, which would hide a bug of the client.
        object_pairs_hook=_object,
    )


def write_json(value: Any) -> bytes:
    """
    Serialize JSON without loss of precision. Floats are refused, as they have lost theirs.

    Args:
        value: Mappings, lists, texts, integers, ``Decimal``, booleans and None.

    Returns:
        The document in UTF-8; letters such as umlauts are not escaped.

    Raises:
        TypeError: The value contains anything else.
    """
    return "".join(_pieces(value)).encode()


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """
    Return whether a value is a JSON object.
    """
    return isinstance(value, Mapping)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """
    Return whether a value is a JSON array.
    """
    return isinstance(value, list)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} occurs twice")
        found[key] = value
    return found


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield encode_basestring(value)
    elif value is None or isinstance(value, bool | int):
        yield json.dumps(value)
    elif isinstance(value, Decimal) and value.is_finite():
        # Not str(), which writes small amounts with an exponent.
        yield format(value, "f")
    elif is_object(value):
        yield from _members(value)
    elif is_array(value):
        yield from _elements(value)
    else:
        raise TypeError(f"{value!r} cannot be written as exact JSON")


def _members(value: Mapping[str, Any]) -> Iterator[str]:
    separator = "{"
    for key, item in value.items():
        yield f"{separator}{encode_basestring(key)}:"
        yield from _pieces(item)
        separator = ","
    yield "}" if value else "{}"


def _elements(value: list[Any]) -> Iterator[str]:
    separator = "["
    for item in value:
        yield separator
        yield from _pieces(item)
        separator = ","
    yield "]" if value else "[]"
