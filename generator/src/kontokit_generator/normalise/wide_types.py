"""
Schemas that say more of a value than a type in Python can.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, Final

from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import is_null

_DECIMAL: Final[Tree] = {"type": "number", "format": "decimal"}
_LISTS: Final = ("allOf", "anyOf", "oneOf")


def widen_types(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write as a wider type what has none of its own: constants that are no text, whole number or
    truth value, lists whose entries differ by their place, ``true`` for anything, and names for
    null.
    """

    def change(schema: Tree, _: str) -> Tree:
        # Python has no union of None and a name that stands for None.
        if "$ref" in schema and _is_only_null(mapping(resolved(document.tree, schema))):
            return {**{key: one for key, one in schema.items() if key != "$ref"}, "type": "null"}
        return _widened(schema)

    return document.with_tree(rewrite(document.tree, "root", "schema", change)), []


def _is_only_null(schema: Tree) -> bool:
    return is_null(schema) or schema.get("const", schema) is None or _lists_only_null(schema)


def _lists_only_null(schema: Tree) -> bool:
    return set(map(type, sequence(schema.get("enum")))) == {NoneType}


def _widened(schema: Tree) -> Tree:
    schema = _of_constant(_with_schemas(schema))
    if "prefixItems" not in schema:
        return schema
    return {**{key: one for key, one in schema.items() if key != "prefixItems"}, "items": {}}


def _with_schemas(schema: Tree) -> Tree:
    """
    Write ``true`` as the schema of any value, and leave out properties that may not be there.
    """
    changed: Tree = {}
    for name, one in mapping(schema.get("properties")).items():
        if one is not False:
            changed[name] = _written(one)
    found = {**schema, "properties": changed} if is_mapping(schema.get("properties")) else schema
    if found.get("items") is True:
        found = {**found, "items": {}}
    for key in _LISTS:
        if is_list(found.get(key)):
            found = {**found, key: [_written(one) for one in found[key] if one is not False]}
    return found


def _written(schema: Any) -> Any:
    return {} if schema is True else schema


def _of_constant(schema: Tree) -> Tree:
    if _lists_only_null(schema):
        schema = {**{key: one for key, one in schema.items() if key != "enum"}, "const": None}
    if "const" not in schema or (wide := _wide_type(schema["const"])) is None:
        return schema
    left = {key: value for key, value in schema.items() if key not in ("const", "type")}
    return {**left, **wide}


def _wide_type(value: Any) -> Mapping[str, Any] | None:
    if is_mapping(value) or is_list(value):
        return {}
    if isinstance(value, float):
        return _DECIMAL
    return {"type": "null"} if value is None else None
