"""
JSON as a plain tree, and other spellings of keys in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast

import msgspec
from msgspec import inspect

from ..core.typeguards import is_list, is_mapping
from .value_checks import children, reaches


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # its exponent is longer than any number
        return Decimal("Infinity")


_PLAIN: Final = msgspec.json.Decoder(Any, float_hook=_number)
_REWRITE: Final = msgspec.json.Encoder(decimal_format="number")


def read_tree(text: bytes) -> Any:
    """
    A JSON text as dicts, lists and scalars. Numbers with a point are ``Decimal``.
    """
    return _PLAIN.decode(text)


def write_tree(tree: Any) -> bytes:
    """
    A tree as the JSON text that it was read from.
    """
    return _REWRITE.encode(tree)


def leaves(tree: Any) -> Iterator[Any]:
    """
    Everything in a tree that has no parts.
    """
    pending = [tree]
    while pending:
        found = pending.pop()
        if is_mapping(found):
            pending.extend(found.values())
        elif is_list(found):
            pending.extend(found)
        else:
            yield found


def rename(tree: Any, node: inspect.Type) -> None:
    """
    Give the fields of a tree the names that msgspec knows, which is one for each field.

    Args:
        tree: Its dicts are changed in place.
        node: What the tree should be.
    """
    match node:
        case inspect.StructType() if isinstance(tree, dict):
            fields = cast("dict[str, Any]", tree)
            for alias, wire in _aliases(node).items():
                if alias in fields:
                    fields.setdefault(wire, fields.pop(alias))
            for field in node.fields:
                rename(fields.get(field.encode_name), field.type)
        case inspect.ListType() if is_list(tree):
            for item in tree:
                rename(item, node.item_type)
        case inspect.DictType() if isinstance(tree, dict):
            for item in cast("dict[str, Any]", tree).values():
                rename(item, node.value_type)
        case inspect.UnionType():
            for option in children(node):
                rename(tree, option)
        case _:
            return


def spellings(node: inspect.Type) -> frozenset[bytes]:
    """
    The other spellings of keys anywhere inside a type, as they stand in a text.
    """
    found: set[bytes] = set()

    def collect(inner: inspect.Type) -> bool:
        found.update(f'"{alias}"'.encode() for alias in _aliases(inner))
        return False

    reaches(node, collect)
    return frozenset(found)


def _aliases(node: inspect.Type) -> Mapping[str, str]:
    if not isinstance(node, inspect.StructType):
        return {}
    aliases: Mapping[str, str] = getattr(node.cls, "__wire_aliases__", {})
    return aliases
