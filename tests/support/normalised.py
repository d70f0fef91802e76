"""
Parts of documents after normalising them.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding


def schemas_of(document: Document) -> dict[str, Any]:
    """
    Normalise a document that must have no trouble, and give its schemas.
    """
    normal, findings = normalise(document)
    assert findings == []
    schemas: dict[str, Any] = normal.tree["components"]["schemas"]
    return schemas


def trouble_of(document: Document) -> list[Finding]:
    return normalise(document)[1]


def operation_of(document: Document, method: str = "get") -> dict[str, Any]:
    normal, findings = normalise(document)
    assert findings == []
    operation: dict[str, Any] = normal.tree["paths"]["/a"][method]
    return operation
