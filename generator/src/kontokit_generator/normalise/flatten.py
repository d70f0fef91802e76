"""
``allOf`` becomes one schema.

Both code generators read ``allOf``, each in its own way, and both silently drop
parts of it. Here the parts become one schema, or a finding where they disagree.
"""

from __future__ import annotations

from kontokit_generator.normalise.narrowing import PROSE, DisagreementError, Narrower
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
from kontokit_generator.openapi.schemas import is_enum, is_struct, referenced_schema, types_of

# They describe the part alone and would be wrong for the whole.
_OF_THE_PART = {"example", "examples", "discriminator", "title"}


def flatten_all_of(document: Document) -> tuple[Document, list[Finding]]:
    """
    Replace every ``allOf`` by one schema that says the same.

    Properties and required names are united. What two parts say of one property or key is
    joined to what fits both: fewer values, tighter limits, an object with more properties.
    ``allOf`` around a single reference becomes the reference itself.

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
        self._narrower = Narrower(self._target)

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
        if len(parts) == 1 and "$ref" in parts[0] and set(beside) <= PROSE:
            return {**parts[0], **beside}
        merged: Tree = {}
        for part in parts:
            merged = self._merged(merged, self._content(part, alone=len(parts) == 1), place)
        whole = self._merged(merged, beside, place)
        if self._is_torn(whole):
            message = "one part of allOf is an object, another one is not"
            self._complain(place, message, "let the parts say the same")
        return whole

    def _is_torn(self, schema: Tree) -> bool:
        options = [self._target(one) for key in ("anyOf", "oneOf") for one in schema.get(key, ())]
        kinds = [types_of(one) for one in options]
        no_object = bool(kinds) and all(kinds) and not any("object" in one for one in kinds)
        own = [kind for kind in types_of(schema) if kind != "null"]
        no_object = no_object or (bool(own) and "object" not in own)
        return is_struct(schema) and (no_object or is_enum(schema))

    def _content(self, part: Tree, *, alone: bool) -> Tree:
        if (name := referenced_schema(part)) is None:
            return part
        content = {**copy_tree(self.named(name)), **_beside(part)}
        dropped: set[str] = set() if alone else _OF_THE_PART
        return {key: value for key, value in content.items() if key not in dropped}

    def _merged(self, first: Tree, second: Tree, place: str) -> Tree:
        try:
            return {
                **first,
                **{
                    key: self._narrower.agree(key, first[key], value) if key in first else value
                    for key, value in second.items()
                },
            }
        except DisagreementError as disagreement:
            self._complain(place, str(disagreement), "let the parts say the same")
            return first

    def _target(self, schema: Tree) -> Tree:
        name = referenced_schema(schema)
        # A schema that is being flattened refers to itself, and is taken as it is written.
        known = name in self._open
        return mapping(self._schemas.get(name) if known else self.named(name)) if name else schema

    def _complain(self, place: str, message: str, fix: str) -> None:
        self.findings.append(self.document.finding(place, message, fix))


def _beside(part: Tree) -> Tree:
    return {key: value for key, value in part.items() if key != "$ref"}
