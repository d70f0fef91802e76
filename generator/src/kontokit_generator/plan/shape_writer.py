"""
From what an overlay says to the source of a value of the runtime.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.json_tree import Tree
from kontokit_generator.overlay.sca_extension import asked_operation
from kontokit_generator.overlay.shapes import Field, shapes
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import PythonName


@frozen
class ShapeWriter:
    """
    Writes what an overlay says as values of the runtime's classes.
    """

    known: Mapping[str, tuple[TagView, OperationView]]
    """OperationId → tag and operation, for the constants that stand for operations."""

    @staticmethod
    def of(tags: list[TagView]) -> ShapeWriter:
        """
        Make a writer that knows the operations of a package.
        """
        return ShapeWriter({op.id: (tag, op) for tag in tags for op in tag.operations})

    def shape(self, name: str, value: Tree) -> str:
        """
        Write a value of a class.
        """
        known = shapes()[name].items()
        fields = [(key, field) for key, field in known if value.get(key) is not None]
        written = (f"{key}={self._field(field, value, key)}" for key, field in fields)
        return f"{name}({', '.join(written)})"

    def field(self, owner: str, key: str, around: Tree) -> str:
        """
        Write the value of one field of a class.

        Args:
            around: The map in which it stands.
        """
        return self._field(shapes()[owner][key], around, key)

    def constant(self, operation: str) -> str:
        """
        Name the constant of an operation, with its module.
        """
        tag, op = self.known[operation]
        return f"{tag.attribute}.{op.constant}"

    def module(self, operation: str) -> str:
        """
        Name the module of an operation.
        """
        return self.known[operation][0].attribute

    def _field(self, field: Field, around: Tree, key: str) -> str:
        value = around[key]
        if field.kind == "argument":
            return python_literal(str(self._argument(asked_operation(around), value)))
        if field.many == "list":
            return f"({''.join(self._one(field, item) + ', ' for item in value)})"
        if field.many == "map":
            items = (
                f"{python_literal(name)}: {self._one(field, item)}" for name, item in value.items()
            )
            return f"{{{', '.join(items)}}}"
        return self._one(field, value)

    def _one(self, field: Field, value: Any) -> str:
        if field.kind in shapes():
            return self.shape(field.kind, value)
        if field.kind == "operation":
            return self.constant(value)
        return python_literal(float(value) if field.kind == "number" else value)

    def _argument(self, operation: str, wire: str) -> PythonName:
        _, op = self.known[operation]
        return next(one.name for one in op.arguments if one.wire == wire)
