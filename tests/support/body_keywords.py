"""
A whole body as the arguments that a method takes for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import inspect

from kontokit.operations import Operation
from kontokit.serialization.model import wire_names


def model_of(operation: Operation[Any]) -> type[msgspec.Struct] | None:
    """
    Give the model whose fields are arguments: that of the body, or of an entry of a map.
    """
    if operation.body is None:
        return None
    node = inspect.type_info(operation.body.type)
    inner = node.value_type if isinstance(node, inspect.DictType) else node
    return inner.cls if isinstance(inner, inspect.StructType) else None


def body_keywords(operation: Operation[Any], body: Any) -> dict[str, Any]:
    """
    Spread a body over the arguments of its method; the key of an entry is not among them.

    Args:
        body: A model or a dict with the names on the wire; for a map, one with a single entry.
    """
    model = model_of(operation)
    if model is None:
        return {operation.body.argument: body} if operation.body else {}
    entry = body
    if not isinstance(body, msgspec.Struct) and _is_map(operation):
        entry = next(iter(body.values()), {})
    return {name: _field(entry, name, wire) for name, wire in _given(entry, model).items()}


def _is_map(operation: Operation[Any]) -> bool:
    return operation.body is not None and isinstance(
        inspect.type_info(operation.body.type), inspect.DictType
    )


def _given(entry: Any, model: type[msgspec.Struct]) -> Mapping[str, str]:
    names = wire_names(model)
    if isinstance(entry, msgspec.Struct):
        return names
    return {name: wire for name, wire in names.items() if wire in entry}


def _field(entry: Any, name: str, wire: str) -> Any:
    return getattr(entry, name) if isinstance(entry, msgspec.Struct) else entry[wire]
