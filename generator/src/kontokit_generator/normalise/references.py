"""
Shared parameters, responses, bodies, headers and examples, put where they are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
    resolve,
    sequence,
)
from kontokit_generator.openapi.object_model import CHILDREN, METHODS, kind_of

_SHARED = ("parameters", "responses", "requestBodies", "headers", "examples", "pathItems")
_INLINED = {"parameter", "response", "request body", "header", "example", "path item"}


def put_shared_parts_in_place(document: Document) -> tuple[Document, list[Finding]]:
    """
    Replace every reference that is not to a schema by what it leads to.

    Parameters of a path go into each of its operations, unless the operation has one of
    the same name and place. Later steps then see plain operations.

    Returns:
        The new document without the shared parts, and one finding for each reference that
        leads nowhere or in a circle.
    """
    inliner = _Inliner(document)
    tree = inliner.settle(document.tree, "root", "#", ())
    for section in ("paths", "webhooks"):
        if section in tree:
            tree[section] = {path: _share(item) for path, item in tree[section].items()}
    for section in _SHARED:
        mapping(tree.get("components")).pop(section, None)
    return document.with_tree(tree), inliner.findings


class _Inliner:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []

    def settle(self, node: Any, kind: str, place: str, trail: tuple[str, ...]) -> Any:
        if not is_mapping(node):
            return copy_tree(node)
        ref = node.get("$ref")
        if kind in _INLINED and isinstance(ref, str):
            return self._follow(node, ref, kind, place, trail)
        known = CHILDREN.get(kind, {})
        return {
            key: self._child(value, known.get(key), pointer(key, base=place), trail)
            for key, value in node.items()
        }

    def _follow(self, node: Tree, ref: str, kind: str, place: str, trail: tuple[str, ...]) -> Any:
        try:
            target = resolve(self.document.tree, ref)
        except KeyError:
            target = None
        # The trail holds the references followed so far; one that occurs twice never ends.
        if not is_mapping(target) or ref in trail:
            self.findings.append(
                self.document.finding(
                    place, f"the reference {ref} leads to nothing", "correct the reference"
                )
            )
            return {}
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return {**self.settle(target, kind, ref, (*trail, ref)), **beside}

    def _child(self, value: Any, marked: str | None, place: str, trail: tuple[str, ...]) -> Any:
        # References to schemas stay: they become class names.
        if marked is None or marked.startswith("schema"):
            return copy_tree(value)
        kind = kind_of(marked)
        if marked.endswith("[]") and is_list(value):
            return [
                self.settle(item, kind, pointer(index, base=place), trail)
                for index, item in enumerate(value)
            ]
        if marked.endswith("{}") and is_mapping(value):
            return {
                key: self.settle(item, kind, pointer(key, base=place), trail)
                for key, item in value.items()
            }
        return self.settle(value, kind, place, trail)


def _share(item: Any) -> Any:
    """
    Put the parameters of a path into its operations.
    """
    shared = sequence(mapping(item).get("parameters"))
    if not shared:
        return item
    return {
        key: _with_shared(value, shared) if key in METHODS else value
        for key, value in item.items()
        if key != "parameters"
    }


def _with_shared(operation: Tree, shared: list[Any]) -> Tree:
    own = sequence(operation.get("parameters"))
    taken = {(parameter.get("in"), parameter.get("name")) for parameter in own}
    return {**operation, "parameters": [*_untaken(shared, taken), *own]}


def _untaken(shared: list[Any], taken: set[tuple[Any, Any]]) -> Iterator[Any]:
    for parameter in shared:
        if (parameter.get("in"), parameter.get("name")) not in taken:
            yield copy_tree(parameter)
