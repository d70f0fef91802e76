"""
Rules about the verification of a payee: where it is asked for, and how it is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.lint.queries import (
    body_property,
    body_schema,
    calls,
    property_at,
    property_of,
)
from kontokit_generator.lint.rules import rule
from kontokit_generator.lint.sca_paths import asking, mechanism
from kontokit_generator.openapi.document import Document, Operation
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.overlay.sca_extension import KEY

_ASKED_BY = {"repeat": "statuses", "relations": "relation_kinds"}
"""Where a mechanism says what asks for a payee."""
_ANSWER = ("confirmed", "confirmed_name")
_CORRECT = "correct the name in the overlay"


@rule("merged")
def a_payee_is_asked_for_where_it_is_explained(document: Document) -> Iterator[Finding]:
    """
    What asks for a payee needs to say where the result is, and the other way round.
    """
    for part, key in _ASKED_BY.items():
        mark = mechanism(document, part)
        asks = "payee" in mapping(mark.get(key)).values()
        if asks and "payee" not in mark:
            message = f"{key} asks for a payee, and nothing says where the result is"
            fix = f"add payee to {part} in {KEY}"
            yield document.finding(pointer(KEY, part, key), message, fix)
        if "payee" in mark and not asks:
            message = f"nothing in {key} asks for a payee"
            fix = f"add what asks for it to {key}, or remove payee"
            yield document.finding(pointer(KEY, part, "payee"), message, fix)


@rule("merged")
def the_confirmation_of_a_payee_is_in_the_answer(document: Document) -> Iterator[Finding]:
    """
    The fields that confirm a payee are in the answer, or in the body of the relation.
    """
    for part in _ASKED_BY:
        payee = mapping(mechanism(document, part).get("payee"))
        for owner, schema in _answers(document, part):
            for key in _ANSWER:
                if key in payee and property_of(document, schema, str(payee[key])) is None:
                    message = f"{owner} has no property {payee[key]}"
                    place = pointer(KEY, part, "payee", key)
                    yield document.finding(place, message, _CORRECT)


@rule("merged")
def the_name_of_a_payee_is_in_a_call(document: Document) -> Iterator[Finding]:
    """
    The name that was entered is in the body of at least one call that asks.
    """
    for part in _ASKED_BY:
        path = mapping(mechanism(document, part).get("payee")).get("order_name")
        found = asking(document, part)
        if path and found and not any(_has(document, one, str(path)) for one in found):
            message = f"no call with {part} has {path} in its body"
            place = pointer(KEY, part, "payee", "order_name")
            yield document.finding(place, message, _CORRECT)


def _answers(document: Document, part: str) -> Iterator[tuple[str, Any]]:
    mark = mechanism(document, part)
    if part == "repeat":
        field = str(mark.get("field"))
        for operation in asking(document, part):
            yield f"{field} of {operation.name}", body_property(document, operation, field)
        return
    for operation in _confirming(document, mark):
        yield f"the body of {operation.name}", body_schema(document, operation)


def _confirming(document: Document, mark: Tree) -> Iterator[Operation]:
    """
    Find the operations of the relations that ask for a payee.
    """
    relations = mapping(document.tree.get("x-kontokit-relations"))
    kinds = mapping(mark.get("relation_kinds"))
    names = {
        str(name)
        for relation, kind in kinds.items()
        for name in sequence(mapping(relations.get(relation)).get("operations"))
        if kind == "payee"
    }
    return (operation for operation in calls(document) if operation.name in names)


def _has(document: Document, operation: Operation, path: str) -> bool:
    first, _, rest = path.partition(".")
    found = body_property(document, operation, first)
    return found is not None and (not rest or property_at(document, found, rest) is not None)
