"""
Rules about what methods return: lists, objects, and the places of new resources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kontokit_generator.lint.queries import calls, property_of
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.openapi.responses import error_ranges, other_success, statuses
from kontokit_generator.overlay.results import (
    find_rows,
    is_list,
    location_target,
    returns_anything,
    returns_collection,
    returns_location,
)

_ENVELOPE: Final = "correct x-kontokit-envelope of its response in the overlay"


@rule("merged")
def every_list_has_rows(document: Document) -> Iterator[Finding]:
    """
    A method named list iterates over rows, so its result has exactly one array of them.
    """
    for operation in calls(document):
        if not is_list(operation.node):
            continue
        if find_rows(document.tree, operation.node) is None:
            message = f"it is not known where the rows of {operation.name} are"
            fix = "describe the result in openapi.yaml, or name its array in x-kontokit-rows"
            yield document.finding(operation.place, message, fix)
        if "requestBody" in operation.node:
            message = f"{operation.name} takes a body, which a list cannot send"
            yield document.finding(operation.place, message, "give it another name")


@rule("merged", adopted="off")
def only_lists_return_collections(document: Document) -> Iterator[Finding]:
    """
    No method returns a bare list or a map, and only lists have rows and pages.
    """
    for operation in calls(document):
        if is_list(operation.node):
            continue
        fix = "set x-kontokit-name to 'list', or to a name that begins with 'list_'"
        if returns_collection(document.tree, operation.node):
            message = f"{operation.name} returns a list, but is not named like one"
            yield document.finding(operation.place, message, fix)
        for key in ("x-kontokit-paging", "x-kontokit-rows"):
            if key in operation.node:
                place = pointer(key, base=operation.place)
                message = f"{operation.name} has {key}, but is not named like a list"
                yield document.finding(place, message, fix)


@rule("merged", adopted="off")
def every_result_is_described(document: Document) -> Iterator[Finding]:
    """
    No method returns an object of which nothing is known.
    """
    for operation in calls(document):
        if returns_anything(document.tree, operation.node):
            message = f"{operation.name} returns an object without properties"
            fix = "describe its properties, or write 'schema: {}' if it is any JSON"
            yield document.finding(operation.place, message, fix)


@rule("merged")
def every_location_leads_to_a_known_operation(document: Document) -> Iterator[Finding]:
    """
    A ``Location`` is typed by the operation that reads what is there.
    """
    reading = {one.name for one in calls(document) if one.method == "get"}
    for operation in calls(document):
        if "x-kontokit-location" in operation.node:
            place = pointer("x-kontokit-location", base=operation.place)
        elif returns_location(document.tree, operation.node):
            place = operation.place
        else:
            continue
        target = location_target(document.tree, operation.path, operation.node)
        if target not in reading:
            message = f"no operation reads what the Location of {operation.name} leads to"
            yield document.finding(place, message, "name a GET in x-kontokit-location")


@rule("merged")
def every_envelope_is_a_property_of_a_result(document: Document) -> Iterator[Finding]:
    """
    An envelope is a property of what a call returns; errors are read as a whole.
    """
    for operation in calls(document):
        other = other_success(operation.node)
        successes = [*statuses(operation.node, "2").values(), *([] if other is None else [other])]
        failures = [
            *statuses(operation.node, "345").values(),
            *error_ranges(operation.node).values(),
        ]
        for content in _wrapped(document, successes):
            name = content["x-kontokit-envelope"]
            if property_of(document, content.get("schema"), name) is None:
                message = f"the result of {operation.name} has no property {name}"
                yield document.finding(operation.place, message, _ENVELOPE)
        if any(_wrapped(document, failures)):
            message = f"errors of {operation.name} have an envelope, but are read as a whole"
            yield document.finding(operation.place, message, "remove it from them in the overlay")


def _wrapped(document: Document, responses: Iterable[Tree]) -> Iterator[Tree]:
    """
    Visit the media types of responses that have an envelope.
    """
    for response in responses:
        found = mapping(resolved(document.tree, response))
        for content in map(mapping, mapping(found.get("content")).values()):
            if isinstance(content.get("x-kontokit-envelope"), str):
                yield content
