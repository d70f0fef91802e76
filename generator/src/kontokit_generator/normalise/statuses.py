"""
Ranges of statuses: ``5xx`` is dropped by openapi-python-client, ``5XX`` is not.
"""

from __future__ import annotations

import re

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping
from kontokit_generator.openapi.object_model import rewrite

RANGE = re.compile(r"[1-5][xX]{2}")


def write_status_ranges_in_capitals(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write every range of statuses as the specification does.
    """

    def change(operation: Tree, _: str) -> Tree:
        responses = {
            status.upper() if RANGE.fullmatch(status) else status: response
            for status, response in mapping(operation.get("responses")).items()
        }
        return {**operation, "responses": responses}

    return document.with_tree(rewrite(document.tree, "root", "operation", change)), []
