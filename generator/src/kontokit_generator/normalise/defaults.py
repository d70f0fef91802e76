"""
Defaults of the server, which a client must not send.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree
from kontokit_generator.openapi.object_model import rewrite

ASIDE = "x-kontokit-server-default"


def set_defaults_aside(document: Document) -> tuple[Document, list[Finding]]:
    """
    Keep each ``default`` under a name that only the documentation reads.

    Both code generators would put the value into every request, and a default that the
    server changes later would be overruled by old clients.
    """

    # Renamed, not removed: docstrings still show the server's default.
    def change(schema: Tree, _: str) -> Tree:
        return {ASIDE if key == "default" else key: value for key, value in schema.items()}

    return document.with_tree(rewrite(document.tree, "root", "schema", change)), []
