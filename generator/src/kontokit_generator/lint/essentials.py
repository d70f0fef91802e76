"""
Rules about what is essential in a model that is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.lint.queries import property_names
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    Tree,
    mapping,
    parts_of,
    pointer,
    resolve,
    sequence,
)
from kontokit_generator.openapi.object_model import Located, objects, objects_below
from kontokit_generator.openapi.schemas import ESSENTIAL, is_struct

_KINDS = {"schemas": "schema", "responses": "response", "requestBodies": "request body"}
_ENDS = {"responses": "response", "requestBody": "request body"}


@rule("merged")
def every_schema_that_is_read_says_what_is_essential(document: Document) -> Iterator[Finding]:
    """
    What is essential raises an error where it cannot be read; anything else becomes None. Nobody
    but the author can decide which, so the decision is never left out.
    """
    for located in _read_schemas(document):
        if _has_own_properties(located.node) and ESSENTIAL not in located.node:
            yield document.finding(
                located.place,
                f"it is not said what is essential when {_name(located)} is read",
                f"set {ESSENTIAL} in overlay.yaml to a list of properties, which may be empty",
            )


@rule("merged")
def every_essential_property_exists(document: Document) -> Iterator[Finding]:
    """
    ``x-kontokit-essential`` names properties of its schema.
    """
    for located in objects(document.tree, "schema"):
        known = set(property_names(document, located.node))
        for name in map(str, sequence(located.node.get(ESSENTIAL))):
            if name not in known:
                yield document.finding(
                    pointer(ESSENTIAL, base=located.place),
                    f"{located.name} has no property {name}",
                    "correct the name in the overlay",
                )


def _read_schemas(document: Document) -> Iterator[Located]:
    """
    Visit every schema that responses and notifications lead to.
    """
    seen: set[str] = set()
    pending = list(_ends(document))
    while pending:
        for located in objects_below(*pending.pop()):
            if not located.is_reference:
                if located.kind == "schema" and not _is_part(located):
                    yield located
                continue
            target = str(located.node["$ref"])
            if target not in seen:
                seen.add(target)
                kind = _KINDS.get(_section(target), "schema")
                # What is a reference itself is followed in its own place.
                pending.append((_at(document, target), kind, target))


def _ends(document: Document) -> Iterator[tuple[Tree, str, str]]:
    for operation in operations(document.tree):
        key = "requestBody" if operation.is_webhook else "responses"
        found = mapping(operation.node.get(key))
        place = pointer(key, base=operation.place)
        if key == "requestBody":
            yield found, _ENDS[key], place
            continue
        for status, response in found.items():
            yield mapping(response), _ENDS[key], pointer(status, base=place)


def _section(target: str) -> str:
    return next(iter(parts_of(target)[1:]), "")


def _at(document: Document, target: str) -> Tree:
    try:
        return mapping(resolve(document.tree, target))
    except KeyError:  # every_reference_leads_somewhere reports it
        return {}


def _name(located: Located) -> str:
    return str(parts_of(located.place)[-1])


def _is_part(located: Located) -> bool:
    parts = parts_of(located.place)
    return len(parts) > 1 and parts[-2] == "allOf"


def _has_own_properties(schema: Tree) -> bool:
    return is_struct(schema) or any(is_struct(mapping(p)) for p in sequence(schema.get("allOf")))
