"""
From the SCA description of an overlay to the source of ``sca.py``.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, mapping
from kontokit_generator.overlay.sca_extension import KEY, ROOT
from kontokit_generator.overlay.shapes import named_operations, shapes
from kontokit_generator.plan.client_views import ScaView
from kontokit_generator.plan.model import TagView
from kontokit_generator.plan.shape_writer import ShapeWriter
from kontokit_generator.python.naming import constant_name


def plan_sca(document: Document, tags: list[TagView]) -> ScaView | None:
    """
    Describe the contents of ``sca.py``.

    Returns:
        The plan; None where the overlay says nothing of SCA.
    """
    mark = mapping(document.tree.get(KEY))
    if not mark:
        return None
    writer = ShapeWriter.of(tags)
    asking = [op.id for tag in tags for op in tag.operations if op.sca]
    forms = mapping(mark.get("forms"))
    sources = {
        name: writer.shape(shapes()[ROOT]["forms"].kind, form) for name, form in forms.items()
    }
    names = _resource_names(sources, {name: form["read"] for name, form in forms.items()})
    return ScaView(
        operations=[writer.constant(name) for name in asking],
        repeat=_part(writer, mark, "repeat"),
        relations=_part(writer, mark, "relations"),
        resources={name: source for source, name in names.items()},
        forms={operation: names[source] for operation, source in sources.items()},
        modules=sorted({writer.module(name) for name in (*asking, *_named(mark))}),
    )


def _part(writer: ShapeWriter, mark: Tree, key: str) -> str | None:
    return writer.field(ROOT, key, mark) if key in mark else None


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
