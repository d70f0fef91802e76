"""
Schemas whose names Python or the module of models needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import SCHEMAS
from kontokit_generator.overlay.client_extension import client_names_of
from kontokit_generator.python.taken_names import MODEL_CLASSES, free_class_name


def rename_taken_schemas(document: Document) -> tuple[Document, list[Finding]]:
    """
    Give a schema such as ``Meta`` or ``Secret`` the name ``MetaModel``, here and where it is named.

    A schema that is called like a client of the API is renamed as well: the package has both.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    taken = {*MODEL_CLASSES, *client_names_of(document.tree)}
    names: dict[str, str] = {}
    for name in schemas:
        if name in taken:
            names[name] = free_class_name(name, {*taken, *schemas, *names.values()})
    return (document.with_tree(rename_schemas(document.tree, names)) if names else document), []


def rename_schemas(tree: Tree, names: Mapping[str, str]) -> Tree:
    """
    Rename schemas, here and where they are named.

    Args:
        names: Names → what to call the schemas.
    """
    made: Tree = rewrite(tree, "root", "schema", lambda schema, _: _aimed(schema, names))
    schemas = made["components"]["schemas"].items()
    named = {names.get(name, name): schema for name, schema in schemas}
    made["components"] = {**made["components"], "schemas": named}
    return made


def _aimed(schema: Tree, names: Mapping[str, str]) -> Tree:
    aimed = {**schema}
    if "$ref" in schema:
        aimed["$ref"] = _renamed(schema["$ref"], names)
    discriminator = schema.get("discriminator")
    if is_mapping(discriminator) and is_mapping(discriminator.get("mapping")):
        targets = discriminator["mapping"].items()
        mapped = {value: _renamed(target, names) for value, target in targets}
        aimed["discriminator"] = {**discriminator, "mapping": mapped}
    return aimed


def _renamed(reference: Any, names: Mapping[str, str]) -> Any:
    name, slash, rest = str(reference).removeprefix(SCHEMAS).partition("/")
    if not str(reference).startswith(SCHEMAS) or name not in names:
        return reference
    return f"{SCHEMAS}{names[name]}{slash}{rest}"
