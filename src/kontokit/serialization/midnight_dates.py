"""
Reads dates that a provider writes with a time, which is always midnight.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

from msgspec import inspect

from ..core.typeguards import is_list

_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?")


def without_midnight(tree: Any, node: inspect.Type) -> Any:
    """
    The tree with its dates as plain dates. Any other time than midnight is left, since it would be
    lost.

    Args:
        tree: Nested dicts and lists, which are changed in place.
        node: What the tree should be.
    """
    match node:
        case inspect.DateType() if isinstance(tree, str):
            found = _MIDNIGHT.fullmatch(tree)
            return tree if found is None else found[1]
        case inspect.StructType() if isinstance(tree, dict):
            fields = cast("dict[str, Any]", tree)
            for field in node.fields:
                name = field.encode_name
                if name in fields:
                    fields[name] = without_midnight(fields[name], field.type)
        case inspect.ListType() if is_list(tree):
            tree[:] = [without_midnight(item, node.item_type) for item in tree]
        case inspect.DictType() if isinstance(tree, dict):
            values = cast("dict[str, Any]", tree)
            for key, value in values.items():
                values[key] = without_midnight(value, node.value_type)
        case inspect.UnionType():
            for option in node.types:
                tree = without_midnight(tree, option)
        case _:
            pass
    return tree
