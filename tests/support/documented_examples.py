"""
The examples of answers in the documents of the APIs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

_SPECS: Final = Path(__file__).parents[2] / "packages/sandbox/src/kontokit_sandbox/specs"
_COMPONENTS: Final = "#/components/"


def documented(api: str, operation: str) -> dict[str, Any]:
    """
    The examples of the answer 200 of an operation, by their name.
    """
    tree = _document(api)
    (found,) = (one for one in _operations(tree) if one.get("operationId") == operation)
    content = _resolved(tree, found["responses"]["200"])["content"]
    named = content["application/json"]["examples"]
    return {name: _resolved(tree, one)["value"] for name, one in named.items()}


@cache
def _document(api: str) -> dict[str, Any]:
    text = (_SPECS / f"{api}.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


def _operations(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in tree["paths"].values():
        yield from (one for one in item.values() if isinstance(one, dict))


def _resolved(tree: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    kind, name = str(node["$ref"]).removeprefix(_COMPONENTS).split("/")
    return _resolved(tree, tree["components"][kind][name])
