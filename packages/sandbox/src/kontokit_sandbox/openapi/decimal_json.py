"""
JSON without loss of precision: numbers with a decimal point are ``Decimal``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
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
        ValueError: The body is not JSON, or contains NaN, Infinity, a duplicate key, or a text
            that cannot be written in UTF-8.
    """
    value = json.loads(
        body.decode(),
        parse_float=Decimal,
        parse_constant=_refuse_constant,
        # json keeps the last of two equal keys, which would hide a bug of the client.
        object_pairs_hook=_object,
    )
    if b"\\u" in body:
        _check_texts(value)
    return value


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
    pieces: list[str] = []
    _write(value, pieces.append)
    return "".join(pieces).encode()


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


def _check_texts(value: Any) -> None:
    try:
        write_json(value)
    except UnicodeEncodeError:
        raise ValueError("a text contains one half of a surrogate pair") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} occurs twice")
        found[key] = value
    return found


_CONSTANTS = {None: "null", True: "true", False: "false"}


def _write(value: Any, write: Callable[[str], None]) -> None:
    if isinstance(value, str):
        write(encode_basestring(value))
    elif value is None or isinstance(value, bool):
        write(_CONSTANTS[value])
    elif isinstance(value, int):
        write(int.__repr__(value))
    elif isinstance(value, Decimal) and value.is_finite():
        # Not str(), which writes small amounts with an exponent.
        write(format(value, "f"))
    elif is_object(value):
        _write_members(value, write)
    elif is_array(value):
        _write_elements(value, write)
    else:
        raise TypeError(f"{value!r} cannot be written as exact JSON")


def _write_members(value: Mapping[str, Any], write: Callable[[str], None]) -> None:
    separator = "{"
    for key, item in value.items():
        write(separator)
        write(encode_basestring(key))
        write(":")
        _write(item, write)
        separator = ","
    write("}" if value else "{}")


def _write_elements(value: list[Any], write: Callable[[str], None]) -> None:
    separator = "["
    for item in value:
        write(separator)
        _write(item, write)
        separator = ","
    write("]" if value else "[]")
