"""
Reads dates that a provider writes with a time, which is always midnight.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final, cast

from msgspec import inspect

from ..core.plain_time import plain_class
from ..core.typeguards import is_list

_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?")


def is_date(node: inspect.Type) -> bool:
    """
    Whether a type is a date, or a class that a test library has put in its place.

    Args:
        node: The type, as msgspec describes it.
    """
    if isinstance(node, inspect.CustomType):
        return plain_class(node.cls) is plain_class(date)
    return isinstance(node, inspect.DateType)


def without_midnight(tree: Any, node: inspect.Type) -> Any:
    """
    A tree with its dates as plain dates. Any other time than midnight is left, since it would be
    lost.

    Args:
        tree: Nested dicts and lists. Its dicts are changed in place.
        node: What the tree should be.
    """
    if is_date(node) and isinstance(tree, str):
        plain = _MIDNIGHT.fullmatch(tree)
        return tree if plain is None else plain[1]
    match node:
        case inspect.StructType() if isinstance(tree, dict):
            fields = cast("dict[str, Any]", tree)
            for field in node.fields:
                name = field.encode_name
                if name in fields:
                    fields[name] = without_midnight(fields[name], field.type)
            return fields
        case inspect.ListType() if is_list(tree):
            return [without_midnight(item, node.item_type) for item in tree]
        case inspect.DictType() if isinstance(tree, dict):
            values = cast("dict[str, Any]", tree)
            for key, value in values.items():
                values[key] = without_midnight(value, node.value_type)
            return values
        case inspect.UnionType():
            found = tree
            for option in node.types:
                found = without_midnight(found, option)
            return found
        case _:
            return tree
