"""
Converts OpenAPI 2.0 and 3.0 to 3.1, whose schemas are JSON Schema.
"""

from __future__ import annotations

from typing import Final

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.adopt.swagger import from_swagger
from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import or_null, types_of

_BESIDE_A_REFERENCE: Final = ("description", "deprecated", "readOnly", "writeOnly")
_NULL: Final = {"type": "null"}
_OF_THE_FIELD: Final = ("description", "title", "example", "deprecated", "readOnly", "writeOnly")


def upgrade(tree: Tree, notes: Notes) -> Tree:
    """
    Write a document of OpenAPI 2.0, 3.0 or 3.2 as one of 3.1.

    Of 3.2 only the number changes: what is new in it is dropped as an unknown key. A document of
    3.1, and one without a version, is returned as it is.

    Args:
        tree: The document; it stays as it is.
    """
    version = str(tree.get("openapi") or tree.get("swagger") or "")
    if version.startswith("2."):
        tree = from_swagger(tree)
    if version.startswith(("2.", "3.0")):
        tree = {**rewrite(tree, "root", "schema", lambda schema, _: _schema(schema))}
    elif not version.startswith("3.2"):
        return tree
    notes.assume("lifted", "#", version)
    return {**tree, "openapi": "3.1.0"}


def _schema(schema: Tree) -> Tree:
    if isinstance(schema.get("$ref"), str):
        return _reference(schema)
    changed = {key: value for key, value in schema.items() if key != "nullable"}
    for kind in ("Minimum", "Maximum"):
        _limit(changed, f"exclusive{kind}", kind.lower())
    return _nullable(changed) if schema.get("nullable") is True else changed


def _reference(schema: Tree) -> Tree:
    """
    Keep of what stands beside a reference what hardly was meant to be ignored, as 3.0 has it.
    """
    kept = {
        key: value
        for key, value in schema.items()
        if key == "$ref" or key in _BESIDE_A_REFERENCE or key.startswith("x-")
    }
    return or_null(kept) if schema.get("nullable") is True else kept


def _limit(schema: Tree, exclusive: str, limit: str) -> None:
    """
    Write an exclusive limit as a number, in place: 3.0 has a boolean beside the limit.
    """
    if not isinstance(schema.get(exclusive), bool):
        return
    is_exclusive = schema.pop(exclusive)
    if is_exclusive and limit in schema:
        schema[exclusive] = schema.pop(limit)


def _nullable(schema: Tree) -> Tree:
    for key in ("anyOf", "oneOf"):
        if is_list(schema.get(key)):
            has_null = any(is_mapping(one) and types_of(one) == ["null"] for one in schema[key])
            return schema if has_null else {**schema, key: [*schema[key], {**_NULL}]}
    if "allOf" in schema:
        field = {key: value for key, value in schema.items() if key in _OF_THE_FIELD}
        rest = {key: value for key, value in schema.items() if key not in _OF_THE_FIELD}
        return {"anyOf": [rest, {**_NULL}], **field}
    kinds = types_of(schema)
    # Without a type any value is allowed already.
    return {**schema, "type": [*kinds, "null"]} if kinds and "null" not in kinds else schema
