"""
Writes the fields of forms, and of objects in queries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote_plus

import msgspec

from ..core.exceptions import ArgumentError
from ..core.typed_text import text_of
from ..core.typeguards import is_list, is_mapping
from ..operations import Encoding, Parameter
from .json_encoder import encode_tree
from .parameter_styles import Field, object_pairs, query_pairs


def form_pairs(tree: Mapping[str, Any], encoding: Mapping[str, Encoding]) -> Iterator[str]:
    """
    The fields of a form as encoded ``name=value`` pairs.

    Args:
        tree: Names of fields → values as ``to_wire`` gives them; None leaves a field out.
        encoding: How some of them are written. Of another field a list is written one by one, and
            an object as JSON.

    Raises:
        ArgumentError: A field with an encoding has objects or lists in it.
    """
    for key, value in tree.items():
        if key in encoding:
            yield from tree_pairs(_as_parameter(key, encoding[key]), value)
        else:
            yield from (f"{quote_plus(key)}={quote_plus(one)}" for one in _texts(key, value))


def tree_pairs(parameter: Parameter, tree: Any) -> list[str]:
    """
    What ``to_wire`` returned, in the style of a parameter of a query.

    Raises:
        ArgumentError: There are objects or lists inside of it, other than objects of a deepObject.
    """
    if not is_mapping(tree):
        return query_pairs(parameter, field_texts(parameter.name, tree) or None)
    return object_pairs(parameter, _fields(parameter, tree, ()))


def field_texts(place: str, value: object) -> list[str]:
    """
    What ``to_wire`` returned as the texts of one field or parameter; null gives none.

    Raises:
        ArgumentError: There is an object or a list in it.
    """
    return [_form_text(place, item) for item in items_of(value) if item is not None]


def items_of(value: object) -> list[Any]:
    """
    The values of a list or a set, or the only one.
    """
    if isinstance(value, set | frozenset):
        # Sorted, so that equal calls have equal URLs.
        return sorted(cast("set[Any]", value), key=str)
    if isinstance(value, list | tuple):
        return list(cast("list[Any]", value))
    return [value]


def _fields(
    parameter: Parameter, tree: Mapping[Any, Any], inside: tuple[str, ...]
) -> Iterator[Field]:
    for key, value in tree.items():
        path = (*inside, str(key))
        if parameter.style == "deepObject" and is_mapping(value):
            yield from _fields(parameter, value, path)
        else:
            yield path, field_texts(".".join([parameter.name, *path]), value)


def _as_parameter(key: str, said: Encoding) -> Parameter:
    return Parameter(
        name=key,
        wire=key,
        place="query",
        style=said.style,
        explode=said.explode,
        reserved=said.reserved,
    )


def _texts(key: str, value: object) -> Iterator[str]:
    for item in items_of(value):
        if is_mapping(item) or is_list(item):
            yield encode_tree(item, key).decode()
        elif item is not None:
            yield _form_text(key, item)


def _form_text(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, msgspec.Raw):
        return bytes(value).decode()
    if isinstance(value, str | int | float):
        return text_of(value)
    raise ArgumentError("form fields must be scalar", place=key)
