"""
Defaults of the server, which a client has no business to send.
"""

from __future__ import annotations

from generator.anatomy import rewrite
from generator.document import Document
from generator.findings import Finding
from generator.tree import Tree

ASIDE = "x-kontokit-server-default"


def set_defaults_aside(document: Document) -> tuple[Document, list[Finding]]:
    """
    Keep each ``default`` under a name that only the documentation reads.

    Both code generators would put the value into every request, and a default that the
    server changes later would be overruled by old clients.
    """

    def change(schema: Tree, _: str) -> Tree:
        return {ASIDE if key == "default" else key: value for key, value in schema.items()}

    return document.with_tree(rewrite(document.tree, "root", "schema", change)), []
