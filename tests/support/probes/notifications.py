"""
A document of webhooks that differ by a constant, whose value tries to become code.
"""

from __future__ import annotations

import json
from typing import Any, Final

KINDS: Final = {"First": 'a"""+exit()+"""', "Second": "b'\\\n{x}"}
"""Each notification and its constant."""


def document_of_webhooks() -> str:
    """
    Write the document, as ``small_document`` reads it.
    """
    schemas = {name: _schema(kind) for name, kind in KINDS.items()}
    webhooks = {kind: {"post": _webhook(name, kind)} for name, kind in KINDS.items()}
    return f"\nwebhooks: {json.dumps(webhooks)}\ncomponents: {json.dumps({'schemas': schemas})}\n"


def _schema(kind: str) -> dict[str, Any]:
    properties = {"kind": {"const": kind}, "id": {"type": "integer"}}
    return {"type": "object", "required": ["kind"], "properties": properties}


def _webhook(name: str, kind: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    content = {"application/json": {"schema": schema, "example": {"kind": kind, "id": 1}}}
    return {
        "operationId": f"notify{name}",
        "description": kind,
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": kind}},
    }
