"""
Answers of a later version of a provider: made from the answer of today and its schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..openapi.decimal_json import is_array, is_object
from ..openapi.specification import Body, Specification

__all__ = ["grown"]

UNKNOWN_FIELD = "sandboxFieldOfTomorrow"
UNKNOWN_VALUE = "SANDBOX_VALUE_OF_TOMORROW"

Place = tuple[Any, Any, Mapping[str, Any]]
"""A container, a key or index in it, and the schema of what is there."""


def grown(
    kind: str, value: Any, body: Body | None, specification: Specification, path: str | None
) -> Any:
    """
    Change a decoded body, which is changed in place.

    Args:
        kind: The name of a kind of the group ``growth``.
        body: The documented body, if there is one.
        path: The field of ``missing_field`` and ``null_field``; the first required one if None.
    """
    if kind == "unknown_field":
        for one in list(_objects(value)):
            one[UNKNOWN_FIELD] = {"since": "tomorrow"}
        return value
    places = _Places(specification)
    found = None if body is None else next(places.of(kind, value, body.schema), None)
    if kind == "unknown_enum":
        if found is not None:
            found[0][found[1]] = UNKNOWN_VALUE
        return value
    holder, key = _at(value, path) if path else (found[:2] if found else (None, None))
    if holder is not None:
        _MISSING[kind](holder, key)
    return value


def _remove(holder: Any, key: Any) -> None:
    del holder[key]


def _nullify(holder: Any, key: Any) -> None:
    holder[key] = None


_MISSING: Mapping[str, Callable[[Any, Any], None]] = {
    "missing_field": _remove,
    "null_field": _nullify,
}


def _objects(value: Any) -> Iterator[Any]:
    if is_object(value):
        yield value
        for one in value.values():
            yield from _objects(one)
    elif is_array(value):
        for one in value:
            yield from _objects(one)


def _at(value: Any, path: str) -> tuple[Any, Any]:
    *before, last = [int(one) if one.isdecimal() else one for one in path.split(".")]
    try:
        for key in before:
            value = value[key]
        _ = value[last]
    except (KeyError, IndexError, TypeError):
        return None, None
    return value, last


class _Places:
    """
    Finds the places of a body that have an enum, or that are required.
    """

    def __init__(self, specification: Specification) -> None:
        self._tree = specification.tree

    def of(self, kind: str, value: Any, schema: Mapping[str, Any]) -> Iterator[Place]:
        for place in self._walk(value, schema):
            holder, key, found = place
            if kind == "unknown_enum":
                if "enum" in found and isinstance(holder[key], str):
                    yield place
            elif isinstance(key, str) and found.get("_required"):
                yield place

    def _walk(self, value: Any, schema: Mapping[str, Any]) -> Iterator[Place]:
        whole = self._whole(schema)
        if is_object(value):
            properties: Mapping[str, Any] = whole.get("properties", {})
            required: Sequence[str] = whole.get("required", ())
            for key, one in value.items():
                more = whole.get("additionalProperties")
                other: Mapping[str, Any] = more if is_object(more) else {}
                known: Mapping[str, Any] = properties.get(key) or other
                found = self._whole(known)
                yield value, key, {**found, "_required": key in required}
                yield from self._walk(one, found)
        elif is_array(value):
            items = whole.get("items", {})
            for index, one in enumerate(value):
                yield value, index, self._whole(items)
                yield from self._walk(one, items)

    def _whole(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """
        Follow a reference, and join what alternatives and parts say.
        """
        while "$ref" in schema:
            node: Any = self._tree
            for part in str(schema["$ref"]).removeprefix("#/").split("/"):
                node = node[part]
            schema = node
        found: dict[str, Any] = dict(schema)
        for part in (one for name in ("allOf", "anyOf", "oneOf") for one in schema.get(name, [])):
            more = self._whole(part)
            properties: dict[str, Any] = {}
            for one in (more, found):
                properties.update(one.get("properties", {}))
            required: list[str] = [*found.get("required", ()), *more.get("required", ())]
            found = {**more, **found, "properties": properties, "required": required}
        return found
