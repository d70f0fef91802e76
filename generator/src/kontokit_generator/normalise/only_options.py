"""
Choices between one schema and null.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import CHOICES, types_of

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


def join_only_options(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write the choice between one inline schema and null as that schema, with null in its types.

    This is done where the choice has a name, which the option would ask for as well, and where
    the option is a constant, of which datamodel-code-generator would make a class.
    """
    tree = rewrite(document.tree, "root", "schema", lambda schema, _: _joined_constant(schema))
    schemas = mapping(mapping(tree.get("components")).get("schemas"))
    for name, schema in schemas.items():
        if is_mapping(schema) and (option := _only_option(schema)) is not None:
            schemas[name] = _joined(schema, option)
    return document.with_tree(tree), []


def _joined_constant(schema: Tree) -> Tree:
    option = _only_option(schema)
    return _joined(schema, option) if option is not None and "const" in option else schema


def _only_option(schema: Tree) -> Tree | None:
    """
    Find the one inline schema that a schema allows beside null, if it says no more than that.
    """
    options = [one for key in CHOICES for one in sequence(schema.get(key))]
    others = [one for one in options if mapping(one).get("type") != "null"]
    if len(others) != 1 or len(others) == len(options) or "type" in schema:
        return None
    return others[0] if is_mapping(others[0]) and "$ref" not in others[0] else None


def _joined(schema: Tree, option: Tree) -> Tree:
    beside = {key: value for key, value in schema.items() if key not in CHOICES}
    kinds = types_of(option) or _type_of_constant(option.get("const"))
    nullable: Tree = {"type": [*kinds, "null"]} if kinds and "null" not in kinds else {}
    return {**option, **nullable, **beside}


def _type_of_constant(value: Any) -> list[str]:
    return [_TYPES[type(value)]] if type(value) in _TYPES else []
