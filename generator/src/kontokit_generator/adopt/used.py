"""
Which components the operations of a document use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.openapi.document import operations
from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping, pointer
from kontokit_generator.openapi.schemas import SCHEMAS, reference_to
from kontokit_generator.openapi.unions import union_bases

_SECTIONS: Final = ("schemas", "responses", "parameters", "requestBodies", "headers", "examples")
"""What clients are made of only where an operation refers to it."""


def references_in(node: Any) -> Iterator[str]:
    """
    List the references in a part of a document, those of discriminators too.
    """
    if is_mapping(node):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference
        for value in mapping(node.get("mapping")).values():
            if str(value).startswith(SCHEMAS):
                yield str(value)
        for one in node.values():
            yield from references_in(one)
    elif is_list(node):
        for one in node:
            yield from references_in(one)


def references_by_component(tree: Tree) -> dict[str, set[str]]:
    """
    List the references in each component.

    Returns:
        Reference to the component → references in it.
    """
    return {
        pointer("components", section, name): set(references_in(node))
        for section, named in mapping(tree.get("components")).items()
        for name, node in mapping(named).items()
    }


def drop_unused(tree: Tree, notes: Notes) -> None:
    """
    Drop components that no operation and no webhook leads to, in place.

    A document without operations keeps all of them: its models are what it is for.
    """
    if not any(True for _ in operations(tree)):
        return
    used = _used(tree)
    components = mapping(tree.get("components"))
    for section in _SECTIONS:
        for name in [*mapping(components.get(section))]:
            place = pointer("components", section, name)
            if place not in used:
                del components[section][name]
                notes.assume("unused", place)


def _used(tree: Tree) -> set[str]:
    targets = references_by_component(tree)
    for base, children in union_bases(mapping(mapping(tree["components"])["schemas"])).items():
        # Wherever the base is referred to, an object that extends it may stand.
        targets[pointer("components", "schemas", base)] |= set(map(reference_to, children))
    outside = {key: value for key, value in tree.items() if key != "components"}
    waiting = [*references_in(outside), *references_in(tree["components"].get("pathItems"))]
    used: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one not in used:
            used.add(one)
            waiting += targets.get(one, ())
    return used
