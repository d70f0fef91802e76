"""
Takes out of a drawn document what the house rules refuse, so that what is left is built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from kontokit_generator.lint import lint_document, lint_merged
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import errors_in
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_list,
    mapping,
    parts_of,
    pointer,
    resolve,
    sequence,
)
from tests.fuzz.house_rules import (
    Marks,
    drop_examples_that_do_not_fit,
    findings_of,
    marks_of,
)

_FILE: Final = Path("specs/fuzz/openapi.yaml")
_ROUNDS: Final = 2


def prune(tree: Tree, words: Marks) -> Marks:
    """
    Delete properties, parameters and operations that a rule refuses, empty schemas, rename tags.

    Args:
        tree: The document; it is changed. One operation stays, whatever it is.
        words: What its overlay says beside what it has to.

    Returns:
        What the overlay says of what is left.
    """
    for _ in range(_ROUNDS):
        places = _refused(tree, words)
        # The last of a list first, so that the numbers of the others stay.
        for place in sorted(places, key=lambda one: [*map(_order, parts_of(one))], reverse=True):
            _take_out(tree, parts_of(place))
        drop_examples_that_do_not_fit(tree)
        words = [(place, update) for place, update in words if _exists(tree, place)]
        if not places:
            break
    return words


def _exists(tree: Tree, place: str) -> bool:
    try:
        resolve(tree, place)
    except KeyError:
        return place == "#"
    return True


def _order(part: str) -> tuple[int, str]:
    return int(part) if part.isdecimal() else 0, part


def _refused(tree: Tree, words: Marks) -> list[str]:
    merged = copy_tree(tree)
    for place, update in [*marks_of(tree, words), *words]:
        target = resolve(merged, place) if place != "#" else merged
        target.update(copy_tree(update))
    found = findings_of(Document("fuzz", _FILE, tree), lint_document)
    found += findings_of(Document("fuzz", _FILE, merged), lint_merged)
    return list(dict.fromkeys(one.place for one in errors_in(found)))


def _take_out(tree: Tree, parts: list[str]) -> None:
    while len(parts) > 1:
        around = pointer(*parts[:-1])
        if _exists(tree, around) and _is_taken_out(tree, resolve(tree, around), parts):
            return
        parts = parts[:-1]


def _is_taken_out(tree: Tree, around: Any, parts: list[str]) -> bool:
    outside, name = parts[-2], parts[-1]
    if outside == "properties" and name in mapping(around):
        del around[name]
        _forget(resolve(tree, pointer(*parts[:-2])), name)
    elif outside == "parameters" and name in _optional(sequence(around)):
        del around[int(name)]
    elif parts[:-1] == ["components", "schemas"]:
        around[name] = {"description": "It is.", "type": "string"}
    elif parts[:-1] == ["tags"]:
        _rename_tag(tree, around[int(name)], f"Others {name}")
    elif len(parts) == 3 and parts[0] in ("paths", "webhooks"):
        if parts[0] == "webhooks" or sum(not one.is_webhook for one in operations(tree)) > 1:
            around.pop(name, None)
    else:
        return False
    return True


def _rename_tag(tree: Tree, tag: Tree, name: str) -> None:
    for operation in operations(tree):
        tags = sequence(operation.node.get("tags"))
        operation.node["tags"] = [name if one == tag["name"] else one for one in tags]
    tag["name"] = name


def _optional(parameters: list[Any]) -> list[str]:
    """
    List the numbers of the parameters that may be left out: those in no path.
    """
    return [str(index) for index, one in enumerate(parameters) if mapping(one).get("in") != "path"]


def _forget(schema: Tree, name: str) -> None:
    if is_list(schema.get("required")):
        schema["required"] = [one for one in sequence(schema["required"]) if one != name]
    if not mapping(schema.get("properties")):
        schema["properties"] = {"a": {"type": "string", "description": "It is.", "example": "x"}}
