"""
From the SCA description of an overlay to the source of ``sca.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, mapping
from kontokit_generator.overlay.sca_extension import KEY, ROOT, asked_operation
from kontokit_generator.overlay.shapes import Field, named_operations, shapes
from kontokit_generator.plan.client_views import ScaView
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import PythonName, constant_name


def plan_sca(document: Document, tags: list[TagView]) -> ScaView | None:
    """
    Describe the contents of ``sca.py``.

    Returns:
        The plan; None where the overlay says nothing of SCA.
    """
    mark = mapping(document.tree.get(KEY))
    if not mark:
        return None
    writer = _Writer({op.id: (tag, op) for tag in tags for op in tag.operations})
    asking = [op.id for tag in tags for op in tag.operations if op.sca]
    forms = mapping(mark.get("forms"))
    sources = {
        name: writer.shape(shapes()[ROOT]["forms"].kind, form) for name, form in forms.items()
    }
    names = _resource_names(sources, {name: form["read"] for name, form in forms.items()})
    return ScaView(
        operations=[writer.constant(name) for name in asking],
        repeat=writer.part(mark, "repeat"),
        relations=writer.part(mark, "relations"),
        resources={name: source for source, name in names.items()},
        forms={operation: names[source] for operation, source in sources.items()},
        modules=sorted({writer.module(name) for name in (*asking, *_named(mark))}),
    )


def _named(mark: Tree) -> list[str]:
    return [one.name for one in named_operations(mark, ROOT)]


def _resource_names(sources: dict[str, str], reads: dict[str, str]) -> dict[str, str]:
    """
    Name every resource once, after what reads it: most operations make the same.

    Args:
        sources: Operation → source of what it makes.
        reads: Operation → what reads that.

    Returns:
        Source → name.
    """
    names: dict[str, str] = {}
    for operation, source in sources.items():
        name = "_" + constant_name(reads[operation]).removeprefix("GET_")
        candidates = (name, *(f"{name}_{number}" for number in range(2, len(sources) + 1)))
        # Two different forms may be read by the same operation.
        names.setdefault(source, next(one for one in candidates if one not in names.values()))
    return names


@frozen
class _Writer:
    known: Mapping[str, tuple[TagView, OperationView]]

    def part(self, mark: Tree, key: str) -> str | None:
        return self.shape(shapes()[ROOT][key].kind, mark[key]) if key in mark else None

    def shape(self, name: str, value: Tree) -> str:
        fields = [(key, field) for key, field in shapes()[name].items() if key in value]
        written = (f"{key}={self._field(field, value, key)}" for key, field in fields)
        return f"{name}({', '.join(written)})"

    def constant(self, operation: str) -> str:
        tag, op = self.known[operation]
        return f"{tag.attribute}.{op.constant}"

    def module(self, operation: str) -> str:
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
