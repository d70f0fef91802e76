"""
Members of a JSON body that its schema does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from ..openapi.decimal_json import is_array, is_object

__all__ = ["unknown_members"]


def unknown_members(tree: Mapping[str, Any], schema: Mapping[str, Any], value: Any) -> list[str]:
    """
    Name each unknown member with the known one that is most like it.

    Args:
        tree: The document, to which the references of the schema are resolved.
    """
    return list(_unknown(tree, schema, value, "body"))


def _unknown(
    tree: Mapping[str, Any], schema: Mapping[str, Any], value: Any, place: str
) -> Iterator[str]:
    schema = _resolved(tree, schema)
    if is_array(value):
        for number, item in enumerate(value):
            yield from _unknown(tree, schema.get("items", {}), item, f"{place}[{number}]")
    known: Mapping[str, Any] = schema.get("properties", {})
    if not is_object(value) or not known:
        return
    for name, item in value.items():
        if name in known:
            yield from _unknown(tree, known[name], item, f"{place}.{name}")
        elif schema.get("additionalProperties") is False:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            yield f"{place}.{name}: unknown; {hint}"


def _resolved(tree: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        found: Any = tree
        for key in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[key]
        schema = found
    return schema
