"""
References: each leads to a component, or to what stands in its place.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import unquote

from kontokit_generator.adopt.names import first_free
from kontokit_generator.adopt.notes import Notes
from kontokit_generator.adopt.shapes import DROPPED, remade
from kontokit_generator.openapi.document import resolved
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_mapping,
    mapping,
    parts_of,
    pointer,
    resolve,
)
from kontokit_generator.openapi.schemas import SCHEMAS, reference_to
from kontokit_generator.python.naming import class_name

_SECTIONS: Final = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "request body": "requestBodies",
    "header": "headers",
    "security scheme": "securitySchemes",
}


def settle_references(tree: Tree, notes: Notes) -> Tree:
    """
    Have every reference lead to a component.

    A schema inside something else gets a name among the components; any other part is copied to
    where it is referred to. A schema that is nowhere is read as JSON, another part is dropped.
    """
    settler = _Settler(tree, notes)
    paths = {path: settler.path_item(item) for path, item in mapping(tree.get("paths")).items()}
    made: Tree = remade({**tree, "paths": paths}, "root", settler.settle)
    if settler.moved:
        components = mapping(made.get("components"))
        schemas = {**mapping(components.get("schemas")), **settler.moved}
        made = {**made, "components": {**components, "schemas": schemas}}
    return made


class _Settler:
    def __init__(self, tree: Tree, notes: Notes) -> None:
        self._tree = tree
        self._notes = notes
        self._names: dict[str, str] = {}
        self.moved: Tree = {}

    def path_item(self, item: Any) -> Any:
        """
        Put a path in place that is described elsewhere.
        """
        found = mapping(item)
        if not isinstance(found.get("$ref"), str):
            return item
        beside = {key: value for key, value in found.items() if key != "$ref"}
        return {**mapping(resolved(self._tree, found)), **beside}

    def settle(self, kind: str, node: Tree, place: str) -> Any:
        if kind == "discriminator":
            return self._discriminator(node)
        reference = node.get("$ref")
        if not isinstance(reference, str) or kind not in _SECTIONS:
            return node
        reference = reference if self._leads(reference) else unquote(reference)
        if not self._leads(reference):
            self._notes.assume("reference", place, reference)
            kept = {key: value for key, value in node.items() if key != "$ref"}
            return kept if kind == "schema" else DROPPED
        section, parts = _SECTIONS[kind], parts_of(reference)
        if parts[:2] == ["components", section] and len(parts) == 3:
            return {**node, "$ref": reference}
        if kind == "schema":
            return {**node, "$ref": reference_to(self._moved_to(reference, parts))}
        return copy_tree(mapping(resolved(self._tree, node)))

    def _discriminator(self, node: Tree) -> Tree:
        known = mapping(mapping(self._tree.get("components")).get("schemas"))
        found = {value: str(one) for value, one in mapping(node.get("mapping")).items()}
        named = {value: reference_to(one) if one in known else one for value, one in found.items()}
        kept = {value: one for value, one in named.items() if one.removeprefix(SCHEMAS) in known}
        return {**node, "mapping": kept} if "mapping" in node else node

    def _leads(self, reference: str) -> bool:
        try:
            return is_mapping(resolve(self._tree, reference))
        except KeyError:
            return False

    def _moved_to(self, reference: str, parts: list[str]) -> str:
        if reference not in self._names:
            known = mapping(mapping(self._tree.get("components")).get("schemas"))
            wanted = class_name(" ".join(_telling(parts)))
            name = first_free(wanted, {*known, *self.moved})
            self._names[reference] = name
            # First, so that a schema that refers to itself ends.
            self.moved[name] = {}
            self.moved[name] = remade(resolve(self._tree, reference), "schema", self.settle)
            self._notes.assume("moved", reference, name)
        return self._names[reference]


def _telling(parts: list[str]) -> list[str]:
    plain = ("components", "schemas", "properties", "paths", "content", "schema", "responses")
    return [part for part in parts if part not in plain] or [pointer(*parts)]
