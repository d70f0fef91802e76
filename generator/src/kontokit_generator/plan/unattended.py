"""
From ``x-kontokit-unattended`` to the contents of ``unattended.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, is_list, mapping, sequence
from kontokit_generator.overlay.unattended_extension import KEY
from kontokit_generator.plan.body_views import ArgumentView, BodyFieldView
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import class_name, python_name


@frozen
class UnattendedView:
    """
    What ``unattended.py`` holds: keyword → Python source.
    """

    verdicts: list[dict[str, str]]
    statuses: dict[str, dict[str, str]]
    """Name of a model → the arguments of its ``StatusField``."""
    problems: list[dict[str, str]]
    update: dict[str, str] | None


def plan_unattended(document: Document, tags: list[TagView]) -> UnattendedView | None:
    """
    Describe the contents of ``unattended.py``.

    Returns:
        The plan; None where the overlay says nothing.
    """
    said = mapping(document.tree.get(KEY))
    if not said:
        return None
    update = mapping(said.get("update"))
    return UnattendedView(
        verdicts=[dict(_sources(mapping(one))) for one in sequence(said.get("verdicts"))],
        statuses={
            class_name(name): _status(mapping(one))
            for name, one in mapping(said.get("statuses")).items()
        },
        problems=[_problem(mapping(one)) for one in sequence(said.get("problems"))],
        update=_update(update, tags) if update else None,
    )


def _status(status: Tree) -> dict[str, str]:
    return dict(_sources({**status, "field": str(python_name(str(status.get("field"))))}))


def _problem(problem: Tree) -> dict[str, str]:
    return dict(_sources({**problem, "at": list(attributes(str(problem.get("at"))))}))


def attributes(path: str) -> tuple[str, ...]:
    """
    Name the attributes on a path such as ``interfaces[].bankingInterface``.
    """
    return tuple(str(python_name(one.removesuffix("[]"))) for one in path.split("."))


def _update(update: Tree, tags: list[TagView]) -> dict[str, str]:
    known = {one.id: (tag, one) for tag in tags for one in tag.operations}
    tag, start = known[str(update["start"])]
    _, get = known[str(update["get"])]
    named, is_number = _argument(start, str(update["start_argument"]))
    found: dict[str, Any] = {
        "group": str(tag.attribute),
        "start": start.name,
        "start_argument": named,
        "get": get.name,
        "get_argument": _argument(get, str(update["get_argument"]))[0],
    }
    if is_number:
        found["is_number"] = True
    if update.get("arguments"):
        found["arguments"] = mapping(update["arguments"])
    if update.get("taken"):
        found["taken"] = {
            _argument(start, str(wire))[0]: attributes(str(path))
            for wire, path in mapping(update["taken"]).items()
        }
    return dict(_sources(found))


def _argument(operation: OperationView, wire: str) -> tuple[str, bool]:
    """
    Name an argument of a method, and say whether it takes a number.
    """
    known: list[ArgumentView | BodyFieldView] = [*operation.arguments]
    known += operation.body.fields if operation.body else []
    for one in known:
        if wire in (one.wire, str(one.name)):
            return str(one.name), one.annotation.startswith("int")
    return str(python_name(wire)), False


def _sources(values: Tree) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        yield str(key), python_literal(tuple(sequence(value)) if is_list(value) else value)
