"""
What an overlay says of an operation, as the source of the fields that it fills.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping
from kontokit_generator.overlay.extensions import OPERATION, filling
from kontokit_generator.overlay.shapes import Field, shapes
from kontokit_generator.python.escaping import python_literal

ROWS = "rows"
"""The field that also operations have of which the overlay says nothing."""


def plan_marks(operation: Tree, rows: str | None) -> dict[str, str]:
    """
    Write the fields of an operation that extensions fill.

    Args:
        operation: The Operation Object.
        rows: Where the rows of a list are; None where it is none.

    Returns:
        Field of the runtime's ``Operation`` → Python source.
    """
    known = filling(OPERATION)
    said = {name: operation[one.key] for name, one in known.items() if one.key in operation}
    said.pop(ROWS, None)
    if rows is not None:
        said[ROWS] = rows
    fields = shapes()[OPERATION]
    return {name: _source(one, said[name]) for name, one in fields.items() if name in said}


def _source(field: Field, value: Any) -> str:
    if is_list(value):
        return python_literal(tuple(value))
    if not is_mapping(value):
        return python_literal(float(value) if field.kind == "number" else value)
    known = shapes()[field.kind].items()
    given = {key: one for key, one in known if value.get(key) is not None}
    written = (f"{key}={_source(one, value[key])}" for key, one in given.items())
    return f"{field.kind}({', '.join(written)})"
