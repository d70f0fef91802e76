"""
Named schemas that allow null.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import (
    is_null,
    is_nullable,
    is_union,
    or_null,
    referenced_schema,
    types_of,
    without_null,
)


def move_null_to_the_reference(document: Document) -> tuple[Document, list[Finding]]:
    """
    Move ``null`` from named schemas to the references to them.

    ``type: [object, "null"]`` under a name gets two different class names from the two
    code generators. A field that may be null is ``anyOf`` of the reference and null
    afterwards, which both read alike.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    nullable = {name for name, schema in schemas.items() if _is_nullable_class(schema)}

    def change(schema: Tree, _: str) -> Tree:
        return or_null(schema) if referenced_schema(schema) in nullable else _as_any_of(schema)

    tree = rewrite(document.tree, "root", "schema", change)
    for name in nullable:
        stripped = without_null(tree["components"]["schemas"][name])
        tree["components"]["schemas"][name] = stripped
    return document.with_tree(tree), []


def write_null_for_its_names(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write null itself for a reference to a schema that is always null: ``None | None`` is no type.

    Args:
        document: A document with ``allOf`` flattened.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    always = {name for name, schema in schemas.items() if _is_always_null(mapping(schema))}

    def change(schema: Tree, _: str) -> Tree:
        if referenced_schema(schema) not in always:
            return schema
        return {**{key: one for key, one in schema.items() if key != "$ref"}, "type": "null"}

    return document.with_tree(rewrite(document.tree, "root", "schema", change)), []


def _is_always_null(schema: Tree) -> bool:
    return is_null(schema) or (not types_of(schema) and schema.get("const", "") is None)


def _is_nullable_class(schema: object) -> bool:
    if not is_mapping(schema):
        return False
    if is_union(schema):
        return is_nullable(schema)
    kinds = types_of(schema)
    return ("null" in kinds and len(kinds) > 1) or None in schema.get("enum", [])


def _as_any_of(schema: Tree) -> Tree:
    """
    Write ``oneOf`` with null as ``anyOf``: one spelling for one meaning.
    """
    if "oneOf" not in schema or "discriminator" in schema or not is_nullable(schema):
        return schema
    return {"anyOf" if key == "oneOf" else key: value for key, value in schema.items()}
