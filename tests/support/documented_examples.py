"""
The examples of answers in the documents of the APIs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kontokit_generator.builder.prepare import load_sources
from kontokit_generator.openapi.json_tree import Tree, mapping

_COMPONENTS: Final = "#/components/"


def documented(api: str, operation: str) -> dict[str, Any]:
    """
    The examples of the answer 200 of an operation, by their name.
    """
    tree = load_sources(api).document.tree
    (found,) = (one for one in _operations(tree) if one.get("operationId") == operation)
    content = mapping(_resolved(tree, mapping(found["responses"])["200"])["content"])
    (answer,) = (mapping(value) for kind, value in content.items() if kind == "application/json")
    named = mapping(answer.get("examples")) or {"answer": {"value": answer.get("example")}}
    return {name: _resolved(tree, one)["value"] for name, one in named.items()}


def _operations(tree: Tree) -> Iterator[Tree]:
    for item in mapping(tree["paths"]).values():
        yield from (mapping(one) for one in mapping(item).values() if mapping(one))


def _resolved(tree: Tree, node: Any) -> Tree:
    reference = str(mapping(node).get("$ref", ""))
    if not reference:
        return mapping(node)
    kind, name = reference.removeprefix(_COMPONENTS).split("/")
    return _resolved(tree, tree["components"][kind][name])
