"""
Rules about request bodies, which become arguments of a method.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.lint.queries import (
    argument_of,
    body_schema,
    calls,
    parameters_of,
    property_names,
    property_of,
    required_names,
)
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.bodies import refused_bodies
from kontokit_generator.openapi.document import Document, Operation, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.schemas import CHOICES
from kontokit_generator.plan.body import ARGUMENT, misnamed_body
from kontokit_generator.python.naming import argument_name

_PAIR = "x-kontokit-pair"
_PARAMETER = "the parameter "


@rule("merged")
def every_body_that_is_no_object_is_named(document: Document) -> Iterator[Finding]:
    """
    The fields of an object are arguments; a list, a text or the key of a map needs a name.

    What a choice comes to is known when the document is normalised, and is checked there.
    """
    for operation in calls(document):
        is_named = ARGUMENT in operation.node
        if "requestBody" not in operation.node:
            if is_named:
                message = f"{operation.name} takes no body"
                fix = f"delete it in the overlay: {ARGUMENT}"
                yield document.finding(operation.place, message, fix)
            continue
        body = body_schema(document, operation)
        is_object = bool(property_names(document, body))
        if is_object == is_named and not any(key in body for key in CHOICES):
            yield misnamed_body(document, operation, is_named=is_named)


@rule("raw")
def every_body_is_one_that_clients_write(document: Document) -> Iterator[Finding]:
    """
    A body of parts would be sent as JSON, which no server takes for it.
    """
    yield from refused_bodies(document)


@rule("merged")
def every_body_of_fields_is_required(document: Document) -> Iterator[Finding]:
    """
    Without fields, an empty body and no body would look the same.
    """
    for operation in calls(document):
        request = mapping(resolved(document.tree, operation.node.get("requestBody")))
        if request and _fields(document, operation) and request.get("required") is not True:
            place = pointer("requestBody", base=operation.place)
            message = f"the body of {operation.name} may be left out"
            yield document.finding(place, message, "add 'required: true'")


@rule("merged", adopted="warning")
def no_field_is_called_like_an_argument(document: Document) -> Iterator[Finding]:
    """
    Parameters, fields of the body and its own argument are arguments of one method.

    Two parameters of one name get another one each: openapi-python-client tells them apart.
    """
    for operation in calls(document):
        seen: dict[str, str] = {}
        for argument, title in _arguments(document, operation):
            first = seen.setdefault(argument, title)
            if first != title and not title.startswith(_PARAMETER):
                message = f"{operation.name}: {seen[argument]} and {title} are both {argument}"
                yield document.finding(operation.place, message, "rename one of them")


@rule("merged")
def every_pair_names_its_properties(document: Document) -> Iterator[Finding]:
    """
    A label and its value are all that such an object needs.
    """
    for located in objects(document.tree, "schema"):
        pair = mapping(located.node.get(_PAIR))
        if not pair:
            continue
        place = pointer(_PAIR, base=located.place)
        for name in pair.values():
            if property_of(document, located.node, str(name)) is None:
                message = f"{located.name} has no property {name}"
                yield document.finding(place, message, "correct the name in the overlay")
        for name in required_names(document, located.node):
            if name not in pair.values():
                message = f"{located.name} requires {name} too"
                yield document.finding(place, message, "delete the action in the overlay")


def _arguments(document: Document, operation: Operation) -> Iterator[tuple[str, str]]:
    in_path: set[str] = set()
    for parameter in parameters_of(document, operation):
        argument = argument_of(operation, parameter)
        in_path |= {argument} if parameter.get("in") == "path" else set()
        yield argument, f"{_PARAMETER}{parameter.get('name')}"
    named = mapping(operation.node.get(ARGUMENT)).get("name")
    fields = _fields(document, operation)
    # The key of an entry may stand in the path already.
    if isinstance(named, str) and not (fields and argument_name(named) in in_path):
        yield argument_name(named), ARGUMENT
    for name in fields:
        yield argument_name(name), f"the field {name}"


def _fields(document: Document, operation: Operation) -> list[str]:
    body: Tree = body_schema(document, operation)
    return property_names(document, body) or property_names(
        document, body.get("additionalProperties")
    )
