"""
What a property means, said where the property stands.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import referenced_schema


def describe_references(document: Document) -> tuple[Document, list[Finding]]:
    """
    Return a property that only refers to a schema the first paragraph of its description.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))

    def describe(schema: object) -> object:
        if not is_mapping(schema) or schema.get("description"):
            return schema
        text = str(mapping(schemas.get(_target(schema) or "")).get("description") or "")
        return {**schema, "description": text.split("\n\n")[0]} if text else schema

    def change(schema: Tree, _: str) -> Tree:
        if "properties" not in schema:
            return schema
        described = {key: describe(one) for key, one in mapping(schema["properties"]).items()}
        return {**schema, "properties": described}

    return document.with_tree(rewrite(document.tree, "root", "schema", change)), []


def _target(schema: Tree) -> str | None:
    """
    Name the one schema that a property refers to, null aside.
    """
    options = [one for one in sequence(schema.get("anyOf")) if mapping(one).get("type") != "null"]
    return referenced_schema(mapping(options[0]) if len(options) == 1 else schema)
