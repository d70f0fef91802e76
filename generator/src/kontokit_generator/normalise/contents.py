"""
Bodies: each has a schema, and what is read by a schema has a media type.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.openapi.media_types import ANYTHING, preferred
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import is_null, is_union, types_of

_JSON = "application/json"


def read_models_of_any_type_as_json(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write ``*/*`` as JSON where its schema is more than a text, and nothing better is documented.
    Elsewhere it can be anything.
    """

    def change(body: Tree, _: str) -> Tree:
        content = mapping(body.get("content"))
        if ANYTHING not in content:
            return body
        if preferred(content) != ANYTHING or not _is_modelled(document, content[ANYTHING]):
            return {**body, "content": {**content, ANYTHING: {"schema": {}}}}
        named = {_JSON if key == ANYTHING else key: value for key, value in content.items()}
        return {**body, "content": named}

    tree = document.tree
    for kind in ("response", "request body"):
        tree = rewrite(tree, "root", kind, change)
    return document.with_tree(tree), []


def take_null_off_requests(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write a request body that may be null as what else it is: fields are arguments, and without
    a body none is sent.
    """

    def in_media_type(content: Tree, _: str) -> Tree:
        schema = mapping(content.get("schema"))
        options = [one for one in sequence(schema.get("anyOf")) if not is_null(one)]
        if is_union(schema) or len(options) != 1:
            return content
        beside = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**content, "schema": {**beside, **options[0]}}

    def change(body: Tree, place: str) -> Tree:
        changed: Tree = rewrite(body, "request body", "media type", in_media_type, place)
        return changed

    return document.with_tree(rewrite(document.tree, "root", "request body", change)), []


def _is_modelled(document: Document, content: object) -> bool:
    schema = mapping(resolved(document.tree, mapping(content).get("schema")))
    return bool(schema.keys() - {"description"}) and types_of(schema) != ["string"]


def give_bodies_a_schema(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write the schema of any value where a media type has none, since openapi-python-client wants
    one, or where it has only null, which is no body.
    """

    def change(content: Tree, _: str) -> Tree:
        return (
            {**content, "schema": {}}
            if is_null(content.get("schema", {"type": "null"}))
            else content
        )

    return document.with_tree(rewrite(document.tree, "root", "media type", change)), []
