"""
Schemas that contain themselves and are no objects with properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.schemas import (
    CHOICES,
    is_enum,
    is_struct,
    referenced_schema,
    types_of,
)

_INSIDE = ("items", "additionalProperties")


def open_circles(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write anything where a list, a map or a choice contains itself, such as "any JSON value": only
    classes can be named before they are complete. Circles that go through an object stay.

    Args:
        document: A document with ``allOf`` flattened.
    """
    components = mapping(document.tree.get("components"))
    schemas = mapping(components.get("schemas"))
    plain = {name: one for name, one in schemas.items() if not _is_class(one)}
    within = {name: _reachable(name, plain) for name in plain}
    opened: Tree = {}
    for number, (name, schema) in enumerate(plain.items()):
        # One reference of each circle leads back, to a schema before this one or to itself.
        before = list(plain)[: number + 1]
        back = {one for one in before if one in within[name] and name in within[one]}
        opened[name] = _without(schema, back) if back else schema
    changed = {**components, "schemas": {**schemas, **opened}}
    return document.with_tree(
        {**document.tree, "components": changed} if opened else document.tree
    ), []


def _is_class(schema: Any) -> bool:
    node = mapping(schema)
    # An object that may be a list or a text as well becomes a choice; one option is a class.
    return is_enum(node) or (is_struct(node) and set(types_of(node)) <= {"object", "null"})


def _reachable(name: str, plain: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        for one in _named_in(plain[pending.pop()]):
            if one in plain and one not in found:
                found.add(one)
                pending.append(one)
    return found


def _named_in(schema: Any) -> Iterator[str]:
    if not is_mapping(schema) or _is_class(schema):
        return
    if name := referenced_schema(schema):
        yield name
    inside = [schema.get(key) for key in _INSIDE]
    options = [one for key in CHOICES for one in sequence(schema.get(key))]
    for inner in (*inside, *options):
        yield from _named_in(inner)


def _without(schema: Any, names: set[str]) -> Any:
    if not is_mapping(schema) or _is_class(schema):
        return schema
    if referenced_schema(schema) in names:
        return {key: one for key, one in schema.items() if key != "$ref"}
    changed = {key: _without(schema[key], names) for key in _INSIDE if key in schema}
    for key in CHOICES:
        if key in schema:
            changed[key] = [_without(one, names) for one in sequence(schema[key])]
    return {**schema, **changed}
