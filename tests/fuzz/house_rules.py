"""
Adds to a drawn document what the house rules demand: prose, examples, and the marks of an overlay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from kontokit_generator.builder.prepare import finding_at_depth
from kontokit_generator.lint import lint_merged
from kontokit_generator.lint.examples import (
    every_example_fits_its_schema,
    every_example_uses_described_properties,
    every_operation_has_an_example,
)
from kontokit_generator.lint.queries import body_schema, calls, property_names
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import (
    Tree,
    mapping,
    parts_of,
    pointer,
    resolve,
    sequence,
)
from kontokit_generator.openapi.media_types import is_json
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.schemas import is_enum, types_of
from kontokit_generator.overlay.results import find_rows, returns_collection
from kontokit_generator.python.naming import python_name
from tests.fuzz.values import value_of

WORDS: Final = "x-drawn-words"
"""Where a drawn document keeps what was drawn of its overlay."""
Marks = list[tuple[str, Tree]]
"""JSON pointers and what the overlay adds there."""

_FILE: Final = Path("specs/fuzz/openapi.yaml")
_DESCRIBED = ("tag", "server", "security scheme", "parameter", "header", "response")
_EXCUSES = ("x-not-secret", "x-not-iban")
_ESSENTIAL = "every_schema_that_is_read_says_what_is_essential"


def follow_house_rules(tree: Tree, texts: Sequence[str]) -> None:
    """
    Add what is missing to a document.

    Args:
        tree: The document; it is changed.
        texts: Descriptions, used in turn.
    """
    prose = cycle(texts)
    for located in [*objects(tree, *_DESCRIBED)]:
        if not located.is_reference:
            located.node.setdefault("description", next(prose))
    for operation in operations(tree):
        operation.node.setdefault("summary", "Do it")
        operation.node.setdefault("description", f"{next(prose)} It does.")
        operation.node.setdefault("x-source", "document 1")
    _describe_schemas(tree, prose)
    _give_examples(tree)
    drop_examples_that_do_not_fit(tree)
    for finding in every_operation_has_an_example(Document("fuzz", _FILE, tree)):
        node = resolve(tree, finding.place)
        node.setdefault("parameters", []).append(_parameter(next(prose)))


def _parameter(description: str) -> Tree:
    schema = {"type": "string", "example": "x"}
    said = {"description": description, "example": "x", "schema": schema}
    return {"name": "shown", "in": "query", **said}


def drop_examples_that_do_not_fit(tree: Tree) -> None:
    """
    Delete the examples that a rule would refuse.
    """
    document = Document("fuzz", _FILE, tree)
    checks = (every_example_fits_its_schema, every_example_uses_described_properties)
    for place in [finding.place for finding in findings_of(document, *checks)]:
        parts = parts_of(place)
        while parts and parts[-1] not in ("example", "default"):
            parts.pop()
        if parts:
            mapping(resolve(tree, pointer(*parts[:-1]))).pop(parts[-1], None)


def _describe_schemas(tree: Tree, prose: Any) -> None:
    for located in [*objects(tree, "schema")]:
        schema = located.node
        *_, around, name = ["", "", *map(str, parts_of(located.place))]
        if around in ("properties", "schemas") and not located.is_reference:
            schema.setdefault("description", next(prose))
        if is_enum(schema):
            meanings = {str(one): next(prose) for one in schema["enum"] if one is not None}
            schema.setdefault("x-enum-descriptions", meanings)
        if around == "properties":
            schema |= dict.fromkeys(_EXCUSES, "So it is.")
            if "properties" not in schema and "$ref" not in schema:
                schema.setdefault("example", value_of(tree, schema))
        del name


def _give_examples(tree: Tree) -> None:
    for located in [*objects(tree, "parameter")]:
        if "schema" in located.node:
            located.node.setdefault("example", value_of(tree, located.node["schema"]))
    for located in [*objects(tree, "media type")]:
        if "schema" in located.node and is_json(located.name):
            located.node.setdefault("example", value_of(tree, located.node["schema"]))


def marks_of(tree: Tree, said: Marks) -> Marks:
    """
    Say what the overlay of a document has to say.

    Args:
        said: What it says already.
    """
    known = {(place, key) for place, update in said for key in update}
    wanted = ((place, key, value) for place, mark in _marks(tree) for key, value in mark.items())
    return [(place, {key: value}) for place, key, value in wanted if (place, key) not in known]


def _marks(tree: Tree) -> Marks:
    document = Document("fuzz", _FILE, tree)
    found: Marks = [("#", {"x-kontokit-client": {"name": "Fuzz"}})]
    for operation in calls(document):
        mark: Tree = {
            "x-kontokit-name": python_name(operation.name),
            "x-kontokit-retry": "read" if operation.method == "get" else "write",
        }
        body = body_schema(document, operation)
        has_rows = find_rows(tree, operation.node) and "requestBody" not in operation.node
        if has_rows or returns_collection(tree, operation.node):
            mark["x-kontokit-name"] = f"list_{mark['x-kontokit-name']}"
        if "requestBody" in operation.node and not property_names(document, body):
            mark["x-kontokit-body-argument"] = {"name": "body", "description": "What is sent."}
        found.append((operation.place, mark))
    for located in objects(tree, "schema"):
        if "number" in types_of(located.node) and located.node.get("format") != "decimal":
            found.append((located.place, {"x-kontokit-float": "a ratio"}))
    for finding in findings_of(document, lint_merged):
        if finding.rule == _ESSENTIAL:
            schema = mapping(resolve(tree, finding.place))
            names = [one for one in map(str, sequence(schema.get("required"))) if one]
            found.append((finding.place, {"x-kontokit-essential": names[:1]}))
    return found


def findings_of(
    document: Document, *checks: Callable[[Document], Iterable[Finding]]
) -> list[Finding]:
    """
    Find what checks say of a document; of one that Python cannot follow, nothing, since its build
    says so.
    """
    try:
        with finding_at_depth(document):
            return [finding for check in checks for finding in check(document)]
    except FindingsError:
        return []
