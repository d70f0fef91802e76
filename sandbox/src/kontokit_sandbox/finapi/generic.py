"""
Answers to operations that nobody has written a handler for: the examples of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from ..service import Answer, Call
from .context import Context

__all__ = ["EXAMPLE", "example_answer"]

EXAMPLE = {"X-Sandbox-Answer": "example"}
"""Marks an answer that is none of this bank, but the document's example."""


def example_answer(context: Context, call: Call) -> Answer:
    """
    Answer with the example of the document, and with the id that was asked for.
    """
    status = min(one for one in call.operation.answers if one.startswith("2"))
    node = _node(context.specification.tree, call)["responses"][status]
    content = node.get("content", {}).get("application/json", {})
    written = next(iter(content.get("examples", {}).values()), None)
    if written is None:
        return Answer(status=int(status), headers=EXAMPLE)
    body = deepcopy(_followed(context.specification.tree, written)["value"])
    if isinstance(body, dict) and "id" in body and "id" in call.path:
        body["id"] = call.path["id"]
    return Answer(status=int(status), body=body, headers=EXAMPLE)


def _node(tree: Mapping[str, Any], call: Call) -> Mapping[str, Any]:
    node: Mapping[str, Any] = tree["paths"][call.operation.path][call.operation.method.lower()]
    return node


def _followed(tree: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node:
        found: Any = tree
        for key in node["$ref"].split("/")[1:]:
            found = found[key]
        node = found
    return node
