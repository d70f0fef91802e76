"""
Drops from a document what is not of the shape that OpenAPI gives it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.lint.unknown_keys import known_keys
from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, pointer
from kontokit_generator.openapi.object_model import CHILDREN, kind_of

_TEXTS: Final = {
    *("operationId", "description", "summary", "title", "name", "in", "url", "version", "$ref"),
    *("format", "pattern", "style", "propertyName", "scheme", "bearerFormat", "openIdConnectUrl"),
    *("authorizationUrl", "tokenUrl", "refreshUrl"),
}
_FLAGS: Final = {"deprecated", "explode", "readOnly", "writeOnly", "allowEmptyValue"}
_LISTS: Final = {"tags", "enum", "security"}
_MAPS: Final = {"mapping", "scopes"}
_TYPES: Final = ("array", "boolean", "integer", "null", "number", "object", "string")


class Dropped:
    """
    Stands for an object that is no longer there.
    """


DROPPED: Final = Dropped()
Change = Callable[[str, Tree, str], Any]


def remade(node: Any, kind: str, change: Change, place: str = "#") -> Any:
    """
    Build a document anew, innermost objects first.

    Args:
        node: An object of a document; it stays as it is.
        kind: What kind of object that is.
        change: Is given the kind, a copy and the place of each object; what it returns takes its
            place, and nothing does where it returns ``DROPPED``.
    """
    if not is_mapping(node):
        return node
    known = CHILDREN.get(kind, {})
    copied: Tree = {}
    for key, value in node.items():
        inside = pointer(key, base=place)
        made = _child(value, known[key], change, inside) if key in known else value
        if made is not DROPPED:
            copied[key] = made
    return change(kind, copied, place)


def _child(value: Any, marked: str, change: Change, place: str) -> Any:
    kind = kind_of(marked)
    if marked.endswith("[]") and is_list(value):
        made = [
            remade(one, kind, change, pointer(index, base=place)) for index, one in enumerate(value)
        ]
        return [one for one in made if one is not DROPPED]
    if marked.endswith("{}") and is_mapping(value):
        named = {
            key: remade(one, kind, change, pointer(key, base=place)) for key, one in value.items()
        }
        return {key: one for key, one in named.items() if one is not DROPPED}
    return remade(value, kind, change, place)


def drop_other_shapes(tree: Tree, notes: Notes) -> Tree:
    """
    Drop keys that OpenAPI does not know, and values of other types than it asks for.
    """
    return _Sorter(notes).sorted(tree, "root", "#")


class _Sorter:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def sorted(self, node: Tree, kind: str, place: str) -> Tree:
        known, plain = CHILDREN.get(kind, {}), known_keys(kind)
        kept: Tree = {}
        for key, value in node.items():
            inside = pointer(key, base=place)
            if key in known:
                made = self._child(value, known[key], inside)
            elif key in plain or key.startswith("x-"):
                made = self._plain(key, value, kind, inside)
            else:
                self._notes.assume("key", inside)
                continue
            if made is not DROPPED:
                kept[key] = made
        return kept

    def _child(self, value: Any, marked: str, place: str) -> Any:
        kind = kind_of(marked)
        if marked.endswith("[]"):
            if not is_list(value):
                return self._wrong(place)
            made = [
                self._object(one, kind, pointer(index, base=place))
                for index, one in enumerate(value)
            ]
            return [one for one in made if one is not DROPPED]
        if marked.endswith("{}"):
            if not is_mapping(value):
                # A schema lists its examples; those of other objects have names.
                return value if is_list(value) and kind == "example" else self._wrong(place)
            # Between paths and responses there may be extensions.
            found = {
                key: self._object(one, kind, pointer(key, base=place))
                for key, one in value.items()
                if not (key.startswith("x-") and kind in ("path item", "response"))
                or "$ref" in (one if is_mapping(one) else ())
            }
            return {key: one for key, one in found.items() if one is not DROPPED}
        return self._object(value, kind, place)

    def _object(self, value: Any, kind: str, place: str) -> Any:
        if is_mapping(value):
            return self.sorted(value, kind, place)
        if kind == "schema" and isinstance(value, bool):
            if place.endswith("/additionalProperties"):
                return value
            # true allows everything; false would be a property that may not be there.
            return {} if value else DROPPED
        if value is None and kind in ("response", "request body", "media type", "external docs"):
            return {} if kind == "media type" else DROPPED
        return self._wrong(place)

    def _plain(self, key: str, value: Any, kind: str, place: str) -> Any:
        if key == "type":
            return self._type(value, place) if kind == "schema" else value
        if key in _TEXTS and not isinstance(value, str):
            is_scalar = isinstance(value, int | float) and not isinstance(value, bool)
            return str(value) if is_scalar else self._wrong(place)
        if key == "required":
            wanted: type = list if kind == "schema" else bool
            return value if isinstance(value, wanted) else self._wrong(place)
        if key in _FLAGS and not isinstance(value, bool):
            return self._wrong(place)
        if key in _LISTS and kind != "root" and not is_list(value):
            return self._wrong(place)
        if key in _MAPS and not is_mapping(value):
            return self._wrong(place)
        return value

    def _type(self, value: Any, place: str) -> Any:
        if value == "file":
            return "string"
        found = value if is_list(value) else [value]
        kept = [one for one in found if one in _TYPES]
        if len(kept) < len(found):
            self._notes.assume("shape", place, str(value))
        if not kept:
            return DROPPED
        return kept if is_list(value) and len(kept) > 1 else kept[0]

    def _wrong(self, place: str) -> Dropped:
        self._notes.assume("shape", place)
        return DROPPED
