"""
A rule about schemas that hold themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.schemas import referenced_schema, types_of


@rule("raw")
def every_object_has_an_end(document: Document) -> Iterator[Finding]:
    """
    No object requires one of its own kind inside of it: such a value would never end.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    needed = {name: set(_needed(mapping(schema))) for name, schema in schemas.items()}
    for name in schemas:
        if name in _reached(name, needed):
            yield document.finding(
                pointer("components", "schemas", name),
                f"each {name} requires another one inside of it, without an end",
                "take a property on the way to it off 'required', or allow null there",
            )


def _needed(schema: Tree) -> Iterator[str]:
    """
    List the named schemas of which each value of a schema holds a value.
    """
    target = referenced_schema(schema)
    if target is not None:
        yield target
    for part in sequence(schema.get("allOf")):
        yield from _needed(mapping(part))
    if set(types_of(schema)) <= {"object"}:
        properties = mapping(schema.get("properties"))
        for name in sequence(schema.get("required")):
            yield from _needed(mapping(properties.get(str(name))))


def _reached(name: str, needed: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = set(needed[name])
    while pending:
        found = pending.pop()
        reached.add(found)
        pending |= needed.get(found, set()) - reached
    return reached
