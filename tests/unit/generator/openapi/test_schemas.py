"""
What a model cannot be without.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.openapi.schemas import expected_in_model, required_in_model

SCHEMA: dict[str, Any] = {"required": ["id", "name"], "properties": {"id": {}, "name": {}, "a": {}}}


@pytest.mark.parametrize(
    ("marks", "required"),
    [
        ({}, ["id", "name"]),
        ({"x-kontokit-essential": []}, []),
        ({"x-kontokit-essential": ["a", "id"]}, ["id"]),
        ({"x-kontokit-essential": ["id"], "x-kontokit-direction": "read"}, ["id"]),
        ({"x-kontokit-essential": ["id"], "x-kontokit-direction": "write"}, ["id", "name"]),
    ],
)
def test_what_is_read_requires_only_what_is_essential(
    marks: dict[str, Any], required: list[str]
) -> None:
    """
    What is written requires what the document requires, and so does what says nothing.
    """
    assert required_in_model(SCHEMA | marks) == required


def test_what_is_required_and_may_be_none_is_expected() -> None:
    """
    With whether the document allows null; a property that the document does not describe is none.
    """
    properties = {"id": {}, "name": {}, "a": {"type": ["string", "null"]}}
    schema = {"required": ["id", "name", "a", "b"], "properties": properties}
    marked = {**schema, "x-kontokit-essential": ["id"]}
    assert expected_in_model(marked) == {"name": False, "a": True}
    assert expected_in_model(schema) == {}
