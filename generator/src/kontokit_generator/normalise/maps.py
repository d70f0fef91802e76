"""
Objects that may hold more than is written down.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping
from kontokit_generator.openapi.object_model import objects, rewrite
from kontokit_generator.openapi.schemas import is_struct, types_of


def settle_open_objects(document: Document) -> tuple[Document, list[Finding]]:
    """
    Make every object either a list of properties or a map, and say so.

    An object with properties ignores further ones anyway, so ``additionalProperties`` is
    removed. An object without properties is free JSON or a map; datamodel-code-generator
    would make an empty class of it and lose the content.

    Returns:
        The new document, and one finding for each object that is both: its further
        properties have a schema that no field could carry.
    """
    findings = [
        document.finding(
            located.place,
            "an object has both properties and a schema for further ones",
            "make it a map, or name all of its properties",
        )
        for located in objects(document.tree, "schema")
        if is_struct(located.node) and located.node.get("additionalProperties")
        if is_mapping(located.node["additionalProperties"])
    ]
    return document.with_tree(rewrite(document.tree, "root", "schema", _settle)), findings


def _settle(schema: Tree, _: str) -> Tree:
    if is_struct(schema):
        kept = {key: value for key, value in schema.items() if key != "additionalProperties"}
        return kept if types_of(schema) else {"type": "object", **kept}
    if "object" in types_of(schema) and not schema.get("additionalProperties"):
        # The empty schema allows any value: free JSON.
        return {**schema, "additionalProperties": {}}
    return schema
