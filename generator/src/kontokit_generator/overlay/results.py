"""
What an operation returns, as document and overlay say it: the rows of a list, or the place of a
new resource.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import resolved
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.media_types import preferred
from kontokit_generator.openapi.responses import other_success, statuses
from kontokit_generator.openapi.schemas import is_null, is_struct, types_of, unwrapped_schema

EVERYTHING = "*"
"""The place of rows that are the items or values of the result itself."""


@frozen
class Rows:
    """
    The rows of a list.
    """

    field: str
    """The property of the result that holds them, or ``*``."""

    schema: Tree
    """The schema of one row."""


def is_list(operation: Tree) -> bool:
    """
    Check whether an operation lists something: by the name of its method.
    """
    return re.fullmatch(r"list(_.+)?", str(operation.get("x-kontokit-name"))) is not None


def find_rows(tree: Tree, operation: Tree) -> Rows | None:
    """
    Find the rows in the result of an operation.

    Args:
        tree: The document.
        operation: The Operation Object.

    Returns:
        The items of the only array of the result, or of the one that ``x-kontokit-rows`` names.
        None if the result has no array or several.
    """
    schema = mapping(resolved(tree, _result_schema(tree, operation)))
    # Rows of which nothing is said are rows.
    if (elements := elements_of(schema)) is not None:
        return Rows(EVERYTHING, elements)
    arrays = dict(_arrays(tree, schema))
    wanted = str(operation.get("x-kontokit-rows", next(iter(arrays), "")))
    if wanted not in arrays or (len(arrays) > 1 and "x-kontokit-rows" not in operation):
        return None
    return Rows(wanted, arrays[wanted])


def elements_of(schema: Tree) -> Tree | None:
    """
    Return the schema of the items of an array or the values of a map; None for anything else.
    """
    if "array" in types_of(schema):
        return mapping(schema.get("items"))
    values = schema.get("additionalProperties")
    return mapping(values) if is_mapping(values) and not is_struct(schema) else None


def returns_collection(tree: Tree, operation: Tree) -> bool:
    """
    Check whether the result of an operation is an array or a map itself, or may be one.
    """
    return any(elements_of(one) is not None for one in _described(tree, operation))


def returns_anything(tree: Tree, operation: Tree) -> bool:
    """
    Check whether the result of an operation is an object of which nothing is described, or may be.
    """
    return any(
        "object" in types_of(one)
        and not is_struct(one)
        and not is_mapping(one.get("additionalProperties"))
        and not one.keys() & {"allOf", "anyOf", "oneOf"}
        for one in _described(tree, operation)
    )


def returns_location(tree: Tree, operation: Tree) -> bool:
    """
    Check whether an operation returns only the place of a new resource.
    """
    return any(
        not mapping(response.get("content")) and "Location" in mapping(response.get("headers"))
        for response in _successes(tree, operation)
    )


def location_target(tree: Tree, path: str, operation: Tree) -> str | None:
    """
    Find the operation that reads what a ``Location`` leads to.

    Args:
        tree: The document.
        path: The path of the operation that returns the ``Location``.
        operation: Its entry in the document.

    Returns:
        The operationId that ``x-kontokit-location`` names, or that of the only GET whose path is
        this one with an id appended. None if there is no such operation.
    """
    if named := operation.get("x-kontokit-location"):
        return str(named)
    below = re.compile(re.escape(path.rstrip("/")) + r"/\{[^/]*\}/?")
    found = [
        str(mapping(item["get"]).get("operationId"))
        for other, item in mapping(tree.get("paths")).items()
        if below.fullmatch(other) and "get" in mapping(item)
    ]
    return found[0] if len(found) == 1 else None


def _successes(tree: Tree, operation: Tree) -> Iterator[Tree]:
    other = other_success(operation)
    found = [*statuses(operation, "2").values(), *([] if other is None else [other])]
    return (mapping(resolved(tree, response)) for response in found)


def _result_schema(tree: Tree, operation: Tree) -> Any:
    return next(_result_schemas(tree, operation), None)


def _result_schemas(tree: Tree, operation: Tree) -> Iterator[Any]:
    for response in _successes(tree, operation):
        content = mapping(response.get("content"))
        if media_type := preferred(content):
            yield unwrapped_schema(tree, mapping(content[media_type]))


def _described(tree: Tree, operation: Tree) -> Iterator[Tree]:
    """
    Visit the schemas of the results, and what a choice between a schema and null leads to.
    """
    waiting = [*_result_schemas(tree, operation)]
    seen: set[int] = set()
    while waiting:
        schema = mapping(resolved(tree, waiting.pop()))
        if id(schema) not in seen:  # an option may be the choice itself
            seen.add(id(schema))
            yield schema
            options = [*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf"))]
            kept = [one for one in options if not is_null(one)]
            waiting += kept if len(kept) == 1 else []


def _arrays(tree: Tree, schema: Tree, around: tuple[int, ...] = ()) -> Iterator[tuple[str, Tree]]:
    """
    Visit the properties of a schema that are arrays, also in its parts, with their items.
    """
    if id(schema) in around:  # a part that is the whole
        return
    for name, described in mapping(schema.get("properties")).items():
        found = mapping(resolved(tree, described))
        if "array" in types_of(found):
            yield name, mapping(found.get("items"))
    for part in sequence(schema.get("allOf")):
        yield from _arrays(tree, mapping(resolved(tree, part)), (*around, id(schema)))
