"""
Ends circles of schemas of which each value requires another one inside, which a rule refuses.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kontokit_generator.lint.recursion import every_object_has_an_end
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, mapping, parts_of, sequence
from kontokit_generator.openapi.schemas import references_in

_FILE: Final = Path("specs/fuzz/openapi.yaml")


def end_circles(named: dict[str, Tree]) -> None:
    """
    Take references off ``required`` in named schemas, and off ``allOf`` where that is not enough.

    Args:
        named: The schemas; they are changed.
    """
    for end in (_require_less, _join_less):
        for name in _endless(named):
            end(named[name])


def _endless(named: dict[str, Tree]) -> list[str]:
    document = Document("fuzz", _FILE, {"components": {"schemas": named}})
    return [parts_of(finding.place)[-1] for finding in every_object_has_an_end(document)]


def _require_less(schema: Tree) -> None:
    properties = mapping(schema.get("properties"))
    required = [
        one for one in sequence(schema.pop("required", [])) if not _refers(properties.get(one))
    ]
    if required:
        schema["required"] = required
    for part in sequence(schema.get("allOf")):
        _require_less(part)


def _join_less(schema: Tree) -> None:
    # A schema that is nothing but a reference stays; it is refused.
    kept = [one for one in sequence(schema.get("allOf")) if not _refers(one)]
    if kept:
        schema["allOf"] = kept


def _refers(schema: object) -> bool:
    return any(references_in(mapping(schema)))
