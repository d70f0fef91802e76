"""
Objects that may hold more than is written down.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping
from kontokit_generator.openapi.object_model import FURTHER, rewrite
from kontokit_generator.openapi.schemas import is_struct, types_of


def settle_open_objects(document: Document) -> tuple[Document, list[Finding]]:
    """
    Make every object either a list of properties or a map, and say so.

    An object with properties ignores further ones anyway, so ``additionalProperties`` is
    removed. An object without properties is free JSON or a map; datamodel-code-generator
    would make an empty class of it and lose the content.

    What is said of the further ones of such an object is kept under a key of ours, be it that they
    are anything.
    """
    return document.with_tree(rewrite(document.tree, "root", "schema", _settle)), []


def _settle(schema: Tree, _: str) -> Tree:
    if is_struct(schema):
        kept = {key: value for key, value in schema.items() if key != "additionalProperties"}
        if is_mapping(schema.get("additionalProperties")):
            kept[FURTHER] = schema["additionalProperties"]
        return kept if types_of(schema) else {"type": "object", **kept}
    if "object" in types_of(schema) and not is_mapping(schema.get("additionalProperties")):
        # The empty schema allows any value: free JSON.
        return {**schema, "additionalProperties": {}}
    return schema
