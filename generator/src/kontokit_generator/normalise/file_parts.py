"""
Texts that are bytes: files among the parts of a request, and whole bodies.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, copy_tree, mapping, parts_of
from kontokit_generator.openapi.media_types import MULTIPART, essence, is_written_by_schema
from kontokit_generator.openapi.object_model import rewrite

_MARK = "file-part"
"""The format of a file in a normalised document."""


def mark_file_parts(document: Document) -> tuple[Document, list[Finding]]:
    """
    Mark the binary properties of requests that are sent in parts. A schema that other bodies share
    is copied, because there such a property is no file.

    Args:
        document: A document with ``allOf`` flattened.
    """

    def change(body: Tree, _: str) -> Tree:
        content = mapping(body.get("content"))
        if not any(essence(one) == MULTIPART for one in content):
            return body
        marked = {
            key: _marked(document, value) if essence(key) == MULTIPART else value
            for key, value in content.items()
        }
        return {**body, "content": marked}

    return document.with_tree(rewrite(document.tree, "root", "request body", change)), []


def write_other_binaries_as_texts(document: Document) -> tuple[Document, list[Finding]]:
    """
    Leave ``format: binary`` only where it is a whole body that is no JSON or is read as bytes.

    JSON holds texts, and the format does not say how bytes would be written as one.

    Args:
        document: A document whose files among the parts of a request are marked.
    """

    def change(schema: Tree, place: str) -> Tree:
        if _is_read_as_bytes(place):
            target = mapping(resolved(document.tree, schema))
            return {**target} if target.get("format") == "binary" else schema
        return _as_text(schema)

    return document.with_tree(rewrite(document.tree, "root", "schema", change)), []


def _is_read_as_bytes(place: str) -> bool:
    *outside, content, media_type, _ = ["", "", *parts_of(place)]
    is_whole = content == "content" and place.endswith("/schema")
    is_sent = "requestBody" in outside or "requestBodies" in outside
    return is_whole and not (is_sent and is_written_by_schema(media_type))


def _as_text(schema: Tree) -> Tree:
    if schema.get("format") != "binary":
        return schema
    return {key: value for key, value in schema.items() if key != "format"}


def _marked(document: Document, content: Tree) -> Tree:
    schema = mapping(content.get("schema"))
    whole = copy_tree(mapping(resolved(document.tree, schema)))
    properties = mapping(whole.get("properties"))
    found = {name: _as_file(one) for name, one in properties.items()}
    if found == properties:
        return content
    # It is another schema than the one it is copied from, and has a name of its own.
    kept = {key: value for key, value in whole.items() if key != "title"}
    return {**content, "schema": {**kept, "properties": found}}


def _as_file(schema: Any) -> Any:
    node = mapping(schema)
    if node.get("format") == "binary":
        return {**node, "format": _MARK}
    items = mapping(node.get("items"))
    return (
        {**node, "items": {**items, "format": _MARK}} if items.get("format") == "binary" else schema
    )
