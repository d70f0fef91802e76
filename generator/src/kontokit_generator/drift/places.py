"""
Finds what a finding is about: the place in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from kontokit_generator.openapi.document import operations
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_mapping,
    mapping,
    parts_of,
    pointer,
    resolve,
    sequence,
)

_STEP = re.compile(r"\.(?P<name>[^.\[\]{}]+)|(?P<item>\[\])|(?P<value>\{\})")


@frozen
class Property:
    """
    A property: the schema that describes it, and the one that it is described by.
    """

    owner: str
    """JSON pointer of the schema with the property; empty for the body itself."""
    name: str
    schema: str
    """JSON pointer of its own schema as it stands there, which may be a reference."""


class Places:
    """
    Places in a document as it is written, before its overlay changes it.
    """

    def __init__(self, tree: Tree, merged: Tree) -> None:
        """
        Args:
            tree: The document.
            merged: The same with its overlay, which says where bodies have envelopes.
        """
        self._tree = tree
        self._merged = merged
        self._operations = {one.name: one.place for one in operations(tree) if not one.is_webhook}

    def node(self, place: str) -> Tree:
        """
        The object at a place; an empty one where there is none.
        """
        try:
            return mapping(resolve(self._tree, place))
        except KeyError:
            return {}

    def followed(self, place: str) -> str:
        """
        The place that references at a place lead to.
        """
        for _ in range(20):
            ref = self.node(place).get("$ref")
            if not isinstance(ref, str):
                return place
            place = ref
        return place

    def responses(self, operation: str) -> str | None:
        """
        The place of the responses of an operation.
        """
        place = self._operations.get(operation)
        return None if place is None else pointer("responses", base=place)

    def body(self, operation: str, status: int) -> str | None:
        """
        The place of the schema of a JSON body, without its envelope.
        """
        responses = self.responses(operation)
        if responses is None:
            return None
        response = self.followed(pointer(str(status), base=responses))
        for media_type in mapping(self.node(response).get("content")):
            if media_type.endswith("json"):
                content = pointer("content", media_type, base=response)
                return self._unwrapped(content)
        return None

    def _unwrapped(self, content: str) -> str:
        schema = pointer("schema", base=content)
        envelope = mapping(resolve(self._merged, content)).get("x-kontokit-envelope")
        if envelope is None:
            return schema
        return pointer("properties", str(envelope), base=self.followed(schema))

    def find(self, body: str, path: str) -> Property | None:
        """
        Follow the path of a finding from the schema of a body.

        Args:
            body: The place of that schema.
            path: Such as ``$.transactions[].amount``.
        """
        found = Property(owner="", name="", schema=body)
        for step in _STEP.finditer(path.removeprefix("$")):
            inside = next(self._inside(found.schema, step), None)
            if inside is None:
                return None
            found = inside
        return found

    def _inside(self, place: str, step: re.Match[str]) -> Iterator[Property]:
        for schema in self.parts(place):
            node = self.node(schema)
            if step["name"] and step["name"] in mapping(node.get("properties")):
                name = step["name"]
                yield Property(schema, name, pointer("properties", name, base=schema))
            elif step["item"] and is_mapping(node.get("items")):
                yield Property("", "", pointer("items", base=schema))
            elif step["value"] and is_mapping(node.get("additionalProperties")):
                yield Property("", "", pointer("additionalProperties", base=schema))

    def parts(self, place: str) -> Iterator[str]:
        """
        The places of a schema and of all that it is composed of, without references.
        """
        schema = self.followed(place)
        yield schema
        for key in ("allOf", "anyOf", "oneOf"):
            for number, _ in enumerate(sequence(self.node(schema).get(key))):
                yield from self.parts(pointer(key, number, base=schema))


def name_of(place: str) -> str:
    """
    What a schema is called in messages.
    """
    parts = parts_of(place)
    return parts[2] if parts[:2] == ["components", "schemas"] else place
