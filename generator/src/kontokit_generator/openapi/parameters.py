"""
How parameters are written, and which ones clients cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.schemas import is_struct, types_of

USUAL = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
"""The style that OpenAPI gives a place."""
_STYLES = {
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "path": ("simple", "label", "matrix"),
    "header": ("simple",),
    "cookie": ("form",),
}


def style_of(parameter: Tree) -> str:
    """
    Return the style of a parameter; ``usual`` is the one that OpenAPI gives its place.
    """
    usual = USUAL.get(str(parameter.get("in")))
    found = str(parameter.get("style", usual))
    return "usual" if found == usual else found


def explodes(parameter: Tree) -> bool:
    """
    Check whether each value of a list or object is written by itself.
    """
    return bool(parameter.get("explode", parameter.get("style", USUAL[parameter["in"]]) == "form"))


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
    if "schema" not in parameter:
        return None
    return _problem(parameter, mapping(resolved(document.tree, parameter["schema"])))


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
