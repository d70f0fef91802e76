"""
What an operation returns: the rows of a list, or the place of a new resource.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.overlay.results import Rows, find_rows, is_list, location_target

ROW = {"type": "object", "description": "A row."}
MANY = {"type": "array", "items": ROW}
TREE: dict[str, Any] = {
    "components": {
        "schemas": {
            "Page": {"type": "object", "properties": {"rows": MANY, "count": {"type": "integer"}}},
            "Two": {"type": "object", "properties": {"rows": MANY, "others": MANY}},
            "Wrapped": {"type": "object", "properties": {"data": MANY}},
        }
    },
    "paths": {
        "/rows": {"get": {"operationId": "listRows"}},
        "/rows/{row-id}": {"get": {"operationId": "getRow"}, "delete": {}},
        "/rows/{row-id}/parts": {"post": {}},
        "/rows/{row-id}/parts/{a}": {"get": {"operationId": "getPart"}},
        "/rows/{row-id}/parts/{b}/": {"get": {"operationId": "getSamePart"}},
    },
}


def result(schema: Any, **more: Any) -> dict[str, Any]:
    content = {"schema": schema, **more.pop("content", {})}
    return {"responses": {"200": {"content": {"application/json": content}}}, **more}


def named(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        (result(MANY), "*"),
        (result({"type": "object", "additionalProperties": ROW}), "*"),
        (result(named("Page")), "rows"),
        (result({"allOf": [named("Page"), {"type": "object"}]}), "rows"),
        (result(named("Two"), **{"x-kontokit-rows": "others"}), "others"),
        (result(named("Wrapped"), content={"x-kontokit-envelope": "data"}), "*"),
    ],
)
def test_the_rows_of_a_list_are_found(operation: dict[str, Any], field: str) -> None:
    """
    Rows are the items or values of the result itself, or those of its only or its named array.
    """
    assert find_rows(TREE, operation) == Rows(field, ROW)


def test_rows_may_be_anything() -> None:
    """
    A list of which nothing is said is a list.
    """
    assert find_rows(TREE, result({"type": "array", "items": {}})) == Rows("*", {})


@pytest.mark.parametrize(
    "operation",
    [
        result(named("Two")),
        result(named("Page"), **{"x-kontokit-rows": "count"}),
        result(named("Wrapped"), content={"x-kontokit-envelope": ["data"]}),
        result(ROW),
        result({}),
        {"responses": {"200": {"description": "Nothing."}}},
        {},
    ],
)
def test_rows_are_never_guessed(operation: dict[str, Any]) -> None:
    """
    Two arrays, none, or a name that is no array give no rows.
    """
    assert find_rows(TREE, operation) is None


@pytest.mark.parametrize(
    ("name", "lists"),
    [("list", True), ("list_users", True), ("listen", False), ("get", False), (None, False)],
)
def test_a_list_is_known_by_its_name(name: str | None, lists: bool) -> None:
    """
    The method ``list`` and those that begin with ``list_`` list something.
    """
    assert is_list({"x-kontokit-name": name}) is lists


@pytest.mark.parametrize(
    ("path", "operation", "target"),
    [
        ("/rows", {}, "getRow"),
        ("/rows/", {}, "getRow"),
        ("/rows", {"x-kontokit-location": "getPart"}, "getPart"),
        ("/rows/{row-id}/parts", {}, None),
        ("/rows/{row-id}", {}, None),
        ("/others", {}, None),
    ],
)
def test_the_target_of_a_location_is_found(
    path: str, operation: dict[str, Any], target: str | None
) -> None:
    """
    A new resource is read by the only GET one segment below, or by the one the overlay names.
    """
    assert location_target(TREE, path, operation) == target
