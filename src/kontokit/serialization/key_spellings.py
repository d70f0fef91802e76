"""
Other spellings of field names: a JSON text in which each field has the one name that msgspec knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import inspect

from ..core.typeguards import is_list
from .plain_tree import read_tree, write_tree
from .value_checks import children, is_free, reaches


class _Spelling(msgspec.Struct, frozen=True):
    """
    Another spelling of a field name, and the name.
    """

    alias: bytes
    """In quotes, as it stands in a text."""
    wire: bytes
    """In quotes too."""

    def replaced(self, text: bytes) -> bytes:
        """
        A text with the name instead of the other spelling wherever that is a key.
        """
        key = self.alias + b":"
        if text.count(key) == text.count(self.alias) and b"\\" + self.alias not in text:
            return text.replace(key, self.wire + b":")
        # In valid JSON, a quote without a backslash before it begins or ends a string.
        pattern = re.escape(self.alias) + rb"(?=[ \t\r\n]*:)(?<!\\" + re.escape(self.alias) + rb")"
        return re.sub(pattern, lambda _: self.wire, text)


class KeySpellings:
    """
    The other spellings anywhere in values of one type.
    """

    def __init__(self, node: inspect.Type) -> None:
        self._node = node
        objects = _objects(node)
        aliases = {pair for one in objects for pair in _aliases(one).items()}
        self._spellings = [
            _Spelling(f'"{alias}"'.encode(), f'"{wire}"'.encode()) for alias, wire in aliases
        ]
        # In free JSON and in maps such a key is data.
        self._is_certain = not reaches(node, _holds_keys) and all(
            _means_the_same(alias, wire, one) for alias, wire in aliases for one in objects
        )

    def respelled(self, text: bytes) -> bytes:
        """
        A text of the type with the names that msgspec knows.
        """
        # Most texts have no other spelling, and a generic tree costs time and memory.
        if not self._spellings:
            return text
        present = [one for one in self._spellings if one.alias in text]
        if not present:
            return text
        if self._is_certain and not _compete(present, text):
            for one in present:
                text = one.replaced(text)
            return text
        tree = read_tree(text)
        _rename(tree, self._node)
        return write_tree(tree)


def _compete(spellings: list[_Spelling], text: bytes) -> bool:
    """
    Whether an object in a text may have the same field twice, by several of its names.
    """
    wires = {one.wire for one in spellings}
    return len(wires) < len(spellings) or any(wire in text for wire in wires)


def _rename(tree: Any, node: inspect.Type) -> None:
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
                    value = fields.pop(alias)
                    if fields.get(wire) is None:
                        fields[wire] = value
            for field in node.fields:
                _rename(fields.get(field.encode_name), field.type)
        case inspect.ListType() if is_list(tree):
            for item in tree:
                _rename(item, node.item_type)
        case inspect.DictType() if isinstance(tree, dict):
            for item in cast("dict[str, Any]", tree).values():
                _rename(item, node.value_type)
        case inspect.UnionType():
            for option in children(node):
                _rename(tree, option)
        case _:
            return


def _objects(node: inspect.Type) -> list[inspect.StructType]:
    found: list[inspect.StructType] = []

    def collect(inner: inspect.Type) -> bool:
        if isinstance(inner, inspect.StructType):
            found.append(inner)
        return False

    reaches(node, collect)
    return found


def _means_the_same(alias: str, wire: str, node: inspect.StructType) -> bool:
    """
    Whether another spelling is one of the same field in a model, or the model has neither.
    """
    names = {field.encode_name for field in node.fields}
    known = _aliases(node).get(alias)
    return alias not in names and (known == wire if known is not None else wire not in names)


def _holds_keys(node: inspect.Type) -> bool:
    return is_free(node) or isinstance(node, inspect.DictType)


def _aliases(node: inspect.Type) -> Mapping[str, str]:
    if not isinstance(node, inspect.StructType):
        return {}
    aliases: Mapping[str, str] = getattr(node.cls, "__wire_aliases__", {})
    return aliases
