"""
Bodies: each has a schema.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree
from kontokit_generator.openapi.object_model import rewrite


def give_bodies_a_schema(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write the schema of any value where a media type has none: openapi-python-client wants one.
    """

    def change(content: Tree, _: str) -> Tree:
        return {"schema": {}, **content}

    return document.with_tree(rewrite(document.tree, "root", "media type", change)), []
