"""
Rules about the extensions that the overlay adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.lint.queries import (
    answered,
    calls,
    parameter_names,
    property_at,
    property_of,
)
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, Operation, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.object_model import Located, objects
from kontokit_generator.openapi.schemas import types_of
from kontokit_generator.overlay.client_extension import KEY, NAME, client_of
from kontokit_generator.overlay.extensions import (
    EXTENSIONS,
    PAGE_COUNTS,
    PREFIX,
)
from kontokit_generator.overlay.results import find_rows
from kontokit_generator.python.naming import class_name
from kontokit_generator.python.taken_names import client_classes

_IN_OVERLAY = "add an action to overlay.yaml that sets it"


@rule("merged")
def the_client_has_a_name(document: Document) -> Iterator[Finding]:
    """
    The overlay names the client classes.
    """
    if KEY not in document.tree:
        yield document.finding("#", f"{KEY} is missing", _IN_OVERLAY)


@rule("merged")
def the_client_is_a_class_of_its_own(document: Document) -> Iterator[Finding]:
    """
    The name of the client is a class name, and no other class of its module has it.
    """
    name = client_of(document.tree).get(NAME)
    place = pointer(KEY, NAME)
    if not isinstance(name, str):
        return
    if name != class_name(name):
        message = f"the client name {name} is not in Pascal case"
        wanted = class_name(name) or "it after the API, such as DemoBank"
        yield document.finding(place, message, f"call it {wanted}")
    elif name in client_classes():
        message = f"every package has a use for the name {name} itself"
        yield document.finding(place, message, f"call the client {name}Api, or after the API")


@rule("merged")
def every_extension_stands_on_its_kind_of_object(document: Document) -> Iterator[Finding]:
    """
    An extension on the wrong kind of object is ignored.
    """
    for located in objects(document.tree):
        for key, value in located.node.items():
            # Unknown keys are reported where they are written, in the overlay.
            if not key.startswith(PREFIX) or key not in EXTENSIONS:
                continue
            mark, place = EXTENSIONS[key], pointer(key, base=located.place)
            if mark.kind != located.kind:
                message = (
                    f"{key} belongs on another kind of object ({mark.kind}, not {located.kind})"
                )
                yield document.finding(place, message, "correct the target in the overlay")
            elif not mark.fits(value):
                message = f"{key} cannot be {value!r}"
                problem = mark.problem(value)
                fix = f"write {mark.shape}" + (f" ({problem})" if problem else "")
                yield document.finding(place, message, fix)


@rule("merged")
def every_operation_has_a_retry_class(document: Document) -> Iterator[Finding]:
    """
    The HTTP method does not say whether a call is safe to repeat, so each operation declares its
    retry class.
    """
    for operation in calls(document):
        if "x-kontokit-retry" not in operation.node:
            message = f"{operation.name} has no x-kontokit-retry"
            fix = f"{_IN_OVERLAY} to {EXTENSIONS['x-kontokit-retry'].shape}"
            yield document.finding(operation.place, message, fix)


@rule("merged")
def every_method_has_a_name_of_its_own(document: Document) -> Iterator[Finding]:
    """
    Within a tag each operation is called differently.
    """
    seen: dict[tuple[str, str], str] = {}
    for operation in calls(document):
        # Old names become methods of the same class, so they share its names.
        names = [operation.node.get("x-kontokit-name"), *_old_names(operation)]
        if names[0] is None:
            message = f"{operation.name} has no x-kontokit-name"
            yield document.finding(operation.place, message, f"{_IN_OVERLAY}, such as 'list'")
            continue
        tag = str(next(iter(sequence(operation.node.get("tags"))), ""))
        for name in names:
            first = seen.setdefault((tag, str(name)), operation.name)
            if first != operation.name:
                message = f"{first} and {operation.name} are both called {name} in {tag}"
                yield document.finding(operation.place, message, "rename one in the overlay")


@rule("merged")
def every_relation_leads_to_known_operations(document: Document) -> Iterator[Finding]:
    """
    A relation is typed by operations that exist.
    """
    known = {operation.name for operation in calls(document)}
    for name, target in mapping(document.tree.get("x-kontokit-relations")).items():
        for operation_id in sequence(mapping(target).get("operations")):
            if str(operation_id) not in known:
                yield document.finding(
                    pointer("x-kontokit-relations", name),
                    f"the relation {name} leads to the unknown operation {operation_id}",
                    "correct the operationId in the overlay",
                )


@rule("merged")
def every_path_alias_leads_to_a_path(document: Document) -> Iterator[Finding]:
    """
    An alias replaces a prefix by one that paths begin with.
    """
    for alias, prefix in mapping(document.tree.get("x-kontokit-path-aliases")).items():
        if not any(path.startswith(str(prefix)) for path in mapping(document.tree.get("paths"))):
            place = pointer("x-kontokit-path-aliases", alias)
            message = f"no path begins with {prefix}"
            yield document.finding(place, message, "correct the prefix in the overlay")


@rule("merged")
def every_paging_extension_names_what_exists(document: Document) -> Iterator[Finding]:
    """
    Paging names two query parameters, numbers in the response, and a field of its rows.
    """
    for operation in calls(document):
        paging = mapping(operation.node.get("x-kontokit-paging"))
        place = pointer("x-kontokit-paging", base=operation.place)
        for key, message in _missing_in_paging(document, operation, paging):
            yield document.finding(place, message, f"correct '{key}' in the overlay")


def _missing_in_paging(
    document: Document, operation: Operation, paging: Tree
) -> Iterator[tuple[str, str]]:
    parameters = parameter_names(document, operation)
    for key in ("page", "limit"):
        if key in paging and str(paging[key]) not in parameters:
            yield key, f"{operation.name} has no parameter {paging[key]}"
    for key in PAGE_COUNTS:
        path = paging.get(key)
        if path and "integer" not in _types_of_property(document, operation, str(path)):
            yield key, f"the response of {operation.name} has no number {path}"
    name, rows = paging.get("id"), find_rows(document.tree, operation.node)
    if name and rows and property_of(document, rows.schema, str(name)) is None:
        yield "id", f"the rows of {operation.name} have no property {name}"


@rule("merged")
def every_error_extension_names_what_exists(document: Document) -> Iterator[Finding]:
    """
    The parts of an error are properties of the schema, or of the entries of its list.
    """
    for located in objects(document.tree, "schema"):
        shape = mapping(located.node.get("x-kontokit-error"))
        entry: Any = located.node
        if "items" in shape:
            entry = mapping(property_of(document, located.node, str(shape["items"]))).get("items")
        for key, name in shape.items():
            home = located.node if key in ("items", "request_id") else entry
            if property_of(document, home, str(name)) is None:
                yield document.finding(
                    pointer("x-kontokit-error", base=located.place),
                    f"{located.name} has no property {name} for the {key} of an error",
                    "correct the name in the overlay",
                )


@rule("merged")
def every_old_name_requires_what_exists(document: Document) -> Iterator[Finding]:
    """
    An older method of an operation demands parameters that the operation has.
    """
    for operation in calls(document):
        known = parameter_names(document, operation)
        for old in sequence(operation.node.get("x-kontokit-also")):
            for name in sequence(mapping(old).get("required")):
                if str(name) not in known:
                    yield document.finding(
                        pointer("x-kontokit-also", base=operation.place),
                        f"{operation.name} has no parameter {name}",
                        "correct the name in the overlay",
                    )


@rule("merged")
def only_integers_are_lenient(document: Document) -> Iterator[Finding]:
    """
    Leniency reads the text of an integer; Decimal accepts text anyway.
    """
    for located in objects(document.tree, "schema"):
        if "x-kontokit-lenient" in located.node and not _is_integer(located):
            place = pointer("x-kontokit-lenient", base=located.place)
            yield document.finding(place, f"{located.name} is no integer", "delete the action")


@rule("merged")
def only_secrets_are_encrypted(document: Document) -> Iterator[Finding]:
    """
    Only secret fields can be encrypted.
    """
    for located in objects(document.tree, "schema"):
        if "x-kontokit-encrypted" in located.node and located.node.get("format") != "password":
            place = pointer("x-kontokit-encrypted", base=located.place)
            yield document.finding(
                place, f"{located.name} is no secret", "give it the format password"
            )


def _old_names(operation: Operation) -> list[str]:
    return [
        str(mapping(old).get("name")) for old in sequence(operation.node.get("x-kontokit-also"))
    ]


def _is_integer(located: Located) -> bool:
    return "integer" in types_of(located.node)


def _types_of_property(document: Document, operation: Operation, path: str) -> list[str]:
    """
    Return the types at a path of properties, with dots between them, in a successful response.
    """
    for schema in answered(document, operation):
        return types_of(mapping(resolved(document.tree, property_at(document, schema, path))))
    return []
