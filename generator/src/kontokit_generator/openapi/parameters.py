"""
How parameters are written, and which ones clients cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import Factory, frozen

from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.media_types import is_json
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.schemas import is_struct, types_of

USUAL = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
"""The style that OpenAPI gives a place."""
JSON = "json"
"""The style of a parameter whose whole value is written as JSON."""
_STYLES = {
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "path": ("simple", "label", "matrix"),
    "header": ("simple",),
    "cookie": ("form",),
}


def schema_of(parameter: Tree) -> Tree:
    """
    Return the schema of a parameter, also of one that is written as a media type.
    """
    described = next(iter(mapping(parameter.get("content")).values()), parameter)
    return mapping(mapping(described).get("schema"))


def style_of(parameter: Tree) -> str:
    """
    Return the style of a parameter; ``usual`` is the one that OpenAPI gives its place, and ``json``
    that of a parameter which is described by ``content``.
    """
    if "content" in parameter:
        return JSON
    usual = USUAL.get(str(parameter.get("in")))
    found = str(parameter.get("style", usual))
    return "usual" if found == usual else found


def explodes(parameter: Tree) -> bool:
    """
    Check whether each value of a list or object is written by itself.
    """
    return bool(parameter.get("explode", parameter.get("style", USUAL[parameter["in"]]) == "form"))


def is_reserved(parameter: Tree) -> bool:
    """
    Check whether reserved characters of a parameter are sent as they are, as queries may have them.
    """
    return parameter.get("in") == "query" and parameter.get("allowReserved") is True


def is_object(schema: Tree) -> bool:
    """
    Check whether the value of a parameter is an object.

    Args:
        schema: Its schema, what a reference leads to.
    """
    return is_struct(schema) or "object" in types_of(schema) or "allOf" in schema


def refused_parameters(document: Document) -> Iterator[Finding]:
    """
    Find the parameters that would be sent in another way than the document says.
    """
    for located in objects(document.tree, "parameter"):
        node = located.node
        if located.is_reference:
            continue
        if problem := refused_parameter(document, node):
            message = f"the parameter {node.get('name')} {problem}, which clients do not write"
            fix = "describe it in another way, or leave it out"
            yield document.finding(located.place, message, fix)


def refused_parameter(document: Document, parameter: Tree) -> str | None:
    """
    Say why a parameter would be sent in another way than the document says; None if it would not.
    """
    if "content" in parameter:
        media_types = [*mapping(parameter["content"])]
        is_written = len(media_types) == 1 and is_json(media_types[0])
        return None if is_written else f"is written as {' or '.join(media_types) or 'nothing'}"
    if "schema" not in parameter:
        return "has no schema"
    return _problem(parameter, mapping(resolved(document.tree, parameter["schema"]))) or _Inner(
        document.tree, style_of(parameter)
    ).problem(parameter["schema"])


def refused_style(document: Document, encoding: Tree, schema: Tree) -> str | None:
    """
    Say why a field of a form would be written in another way than its Encoding Object says.
    """
    return refused_parameter(document, {**encoding, "in": "query", "schema": schema})


def _problem(parameter: Tree, schema: Tree) -> str | None:
    place, style = str(parameter.get("in")), style_of(parameter)
    shown: Any = USUAL.get(place) if style == "usual" else style
    if shown not in _STYLES.get(place, ()):
        return f"has the style {shown} in a {place}"
    if is_object(schema):
        if place != "query" or style not in ("usual", "deepObject"):
            return f"is an object in a {place} with the style {shown}"
    elif style == "deepObject":
        return "is no object and has the style deepObject"
    return None


@frozen
class _Inner:
    """
    Looks for what no style of OpenAPI says how to write: objects and lists inside of others.
    """

    tree: Tree
    style: str
    seen: list[Tree] = Factory(list[Tree])

    def problem(self, schema: Any) -> str | None:
        """
        Say what cannot be written inside of a parameter; None if all can.
        """
        found = mapping(resolved(self.tree, schema))
        if not is_object(found):
            return "is a list of lists or objects" if self._has_inner_items(found) else None
        if any(found is one for one in self.seen):
            return None
        self.seen.append(found)
        return next(filter(None, (self._of_field(*one) for one in self._fields(found))), None)

    def _of_field(self, name: str, schema: Tree) -> str | None:
        if self._has_inner_items(schema):
            return f"has a list of lists or objects in {name}"
        if not is_object(schema):
            return None
        return (
            self.problem(schema) if self.style == "deepObject" else f"has the object {name} in it"
        )

    def _fields(self, schema: Tree) -> Iterator[tuple[str, Tree]]:
        named = {**mapping(schema.get("properties"))}
        if is_mapping(schema.get("additionalProperties")):
            named["additionalProperties"] = schema["additionalProperties"]
        for name, one in named.items():
            yield name, mapping(resolved(self.tree, one))
        for part in sequence(schema.get("allOf")):
            yield from self._fields(mapping(resolved(self.tree, part)))

    def _has_inner_items(self, schema: Tree) -> bool:
        items = mapping(resolved(self.tree, schema.get("items")))
        return is_object(items) or "array" in types_of(items)
