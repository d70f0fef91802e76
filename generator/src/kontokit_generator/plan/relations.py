"""
Where relations lead: the operations behind each, and what following it returns.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.overlay.results import location_target, returns_location
from kontokit_generator.plan.model import OverloadView, RelationView, TagView

LOCATION = "Location"
"""The name under which the table of relations has what the header ``Location`` can lead to."""


def plan_relations(document: Document, tags: list[TagView]) -> Iterator[RelationView]:
    """
    Describe each relation that the overlay names.
    """
    known = {op.id: (tag, op) for tag in tags for op in tag.operations}
    for name, target in document.tree.get("x-kontokit-relations", {}).items():
        found = [known[operation] for operation in target.get("operations", [])]
        kind = "browser" if target.get("browser") else "json"
        results = list(dict.fromkeys(op.result for _, op in found))
        yield RelationView(
            name=name,
            kind=kind,
            method=target.get("method", "GET"),
            constants=[f"{tag.attribute}.{op.constant}" for tag, op in found],
            result=" | ".join(results) or ("NoReturn" if kind == "browser" else "Any"),
        )
    if read := list(_read_by_locations(document)):
        yield RelationView(
            name=LOCATION,
            kind="json",
            method="GET",
            constants=[f"{known[one][0].attribute}.{known[one][1].constant}" for one in read],
            result="Any",
        )


def _read_by_locations(document: Document) -> Iterator[str]:
    found = (
        location_target(document.tree, one.path, one.node)
        for one in operations(document.tree)
        if returns_location(document.tree, one.node)
    )
    yield from dict.fromkeys(one for one in found if one)


def plan_overloads(targets: list[RelationView]) -> Iterator[OverloadView]:
    """
    Group relations by what following them returns; plain JSON needs no overload.
    """
    for result in dict.fromkeys(target.result for target in targets):
        if result not in ("Any", "object"):
            yield OverloadView(names=[t.name for t in targets if t.result == result], result=result)
