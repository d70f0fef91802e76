"""
The OpenAPI document of the control API, put together from those of its resources.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

__all__ = ["control_document"]


def control_document(resources: Iterable[str]) -> dict[str, Any]:
    """
    Put the document together.

    Args:
        resources: The names of the modules with handlers; ``openapi/<name>.json`` has ``tags``,
            ``paths`` and, where it needs them, ``components``.

    Raises:
        ValueError: Two resources describe the same path or schema.
    """
    document = _read("base")
    for name in resources:
        part = _read(name)
        document["tags"] += part.get("tags", [])
        _add(document["paths"], part["paths"])
        for kind, components in part.get("components", {}).items():
            _add(document["components"].setdefault(kind, {}), components)
    return document


def _read(name: str) -> dict[str, Any]:
    folder = files("kontokit_sandbox.control").joinpath("openapi")
    found: dict[str, Any] = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    return found


def _add(known: dict[str, Any], more: dict[str, Any]) -> None:
    twice = known.keys() & more.keys()
    if twice:
        raise ValueError(f"described twice: {', '.join(sorted(twice))}")
    known.update(more)
