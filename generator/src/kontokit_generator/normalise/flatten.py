"""
``allOf`` becomes one schema.

Both code generators read ``allOf``, each in its own way, and both silently drop
parts of it. Here the parts become one schema, or a finding where they disagree.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_mapping,
    mapping,
    pointer,
    sequence,
)
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import ESSENTIAL, referenced_schema

_PROSE = {"description", "title", "summary", "example", "examples", "externalDocs", "$comment"}
# They describe the part alone and would be wrong for the whole.
_OF_THE_PART = {"example", "examples", "discriminator", "title"}


class _DisagreementError(Exception):
    """
    Two parts say different things about one key.
    """


def flatten_all_of(document: Document) -> tuple[Document, list[Finding]]:
    """
    Replace every ``allOf`` by one schema that says the same.

    Properties and required names are united. A property that two parts describe must
    have the same schema in both, prose aside; any other key must be equal. ``allOf``
    around a single reference becomes the reference itself.

    Returns:
        The new document, and one finding for each schema whose parts disagree or refer
        to each other in a circle.
    """
    flattener = _Flattener(document)
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    flat = {name: flattener.named(name) for name in schemas}
    # Named schemas are flattened on demand, in the order in which they refer to each other.
    shell: Tree = {**mapping(document.tree.get("components")), "schemas": {}}
    tree = rewrite({**document.tree, "components": shell}, "root", "schema", flattener.inline)
    tree["components"]["schemas"] = flat
    return document.with_tree(tree), flattener.findings


class _Flattener:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self._schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
        self._done: dict[str, Tree] = {}
        self._open: list[str] = []

    def named(self, name: str) -> Tree:
        """
        Flatten a named schema once; an alias becomes a copy of what it stands for.
        """
        if name in self._done:
            return self._done[name]
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            place = pointer("components", "schemas", name)
            self._complain(place, f"allOf goes in a circle: {circle}", "take one reference out")
            return {}
        self._open.append(name)
        schema: Tree = rewrite(
            self._schemas.get(name, {}),
            "schema",
            "schema",
            self.inline,
            pointer("components", "schemas", name),
        )
        if target := referenced_schema(schema):
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            # An alias would get a class name from one code generator and none from the other.
            schema = {**copy_tree(self.named(target)), **beside}
        self._open.pop()
        self._done[name] = schema
        return schema

    def inline(self, schema: Tree, place: str) -> Tree:
        """
        Flatten one schema whose inside is flat already.
        """
        if "allOf" not in schema:
            return schema
        parts = [part for part in sequence(schema["allOf"]) if is_mapping(part)]
        beside = {key: value for key, value in schema.items() if key != "allOf"}
        # Generators write allOf around one reference to add a description; it is no new schema.
        if len(parts) == 1 and "$ref" in parts[0] and set(beside) <= _PROSE:
            return {**parts[0], **beside}
        merged: Tree = {}
        for part in parts:
            merged = self._merged(merged, self._content(part, alone=len(parts) == 1), place)
        return self._merged(merged, beside, place)

    def _content(self, part: Tree, *, alone: bool) -> Tree:
        if (name := referenced_schema(part)) is None:
            return part
        content = {**copy_tree(self.named(name)), **_beside(part)}
        dropped: set[str] = set() if alone else _OF_THE_PART
        return {key: value for key, value in content.items() if key not in dropped}

    def _merged(self, first: Tree, second: Tree, place: str) -> Tree:
        try:
            return {**first, **{key: _agree(key, first, value) for key, value in second.items()}}
        except _DisagreementError as disagreement:
            self._complain(place, str(disagreement), "let the parts say the same")
            return first

    def _complain(self, place: str, message: str, fix: str) -> None:
        self.findings.append(self.document.finding(place, message, fix))


def _agree(key: str, first: Tree, value: Any) -> Any:
    if key not in first or key in _PROSE:
        return value
    before = first[key]
    if key in ("required", ESSENTIAL):
        return list(dict.fromkeys([*before, *value]))
    if key == "properties":
        return _united(before, value)
    if before != value:
        raise _DisagreementError(f"the parts of allOf disagree about '{key}': {before} and {value}")
    return value


def _united(first: Tree, second: Tree) -> Tree:
    for name in first.keys() & second.keys():
        if _bare(first[name]) != _bare(second[name]):
            raise _DisagreementError(f"the parts of allOf disagree about the property '{name}'")
    return {**first, **second}


def _bare(schema: Any) -> Any:
    return rewrite(schema, "schema", "schema", _without_prose)


def _without_prose(schema: Tree, _: str) -> Tree:
    return {key: value for key, value in schema.items() if key not in _PROSE}


def _beside(part: Tree) -> Tree:
    return {key: value for key, value in part.items() if key != "$ref"}
