"""
What an overlay says of an operation, as the source of the fields that it fills.
"""

from __future__ import annotations

from kontokit_generator.openapi.json_tree import Tree
from kontokit_generator.overlay.extensions import OPERATION, filling
from kontokit_generator.overlay.shapes import shapes
from kontokit_generator.plan.shape_writer import ShapeWriter

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
    writer = ShapeWriter({})
    return {
        name: writer.field(OPERATION, name, said) for name in shapes()[OPERATION] if name in said
    }
