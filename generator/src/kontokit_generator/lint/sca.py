"""
Rules about the SCA description of an overlay: shapes, operations and relations.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.lint.queries import body_has, calls, parameter_names
from kontokit_generator.lint.rules import rule
from kontokit_generator.lint.sca_paths import asking, mechanism
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.overlay.sca_extension import KEY, ROOT, are_parts
from kontokit_generator.overlay.shapes import invalid_values, named_operations

_CORRECT = "correct the name in the overlay"
_BY_OPERATION = (
    ("repeat", "status_queries", "repeat"),
    ("relations", "status_operations", "relations"),
    ("relations", "timeouts", "relations"),
)
"""Part, its map by operationId, and what such an operation says of itself."""


@rule("merged")
def the_mechanisms_of_sca_have_their_shape(document: Document) -> Iterator[Finding]:
    """
    What is written there are fields of the runtime's values, and whole values.
    """
    mark = document.tree.get(KEY)
    # When it is no map of parts, the rule about extensions reports it.
    for one in invalid_values(mark, ROOT) if are_parts(mark) else ():
        yield document.finding(pointer(KEY, *one.parts), one.message, one.fix)


@rule("merged")
def the_mechanisms_of_sca_name_operations_that_exist(document: Document) -> Iterator[Finding]:
    """
    Every operation that they name is in the document.
    """
    known = {operation.name for operation in calls(document)}
    mark = document.tree.get(KEY)
    named = [(pointer(KEY, *one.parts), one.name) for one in named_operations(mark, ROOT)]
    named += [(place, name) for place, name, _ in _keyed(mapping(mark))]
    for place, name in named:
        if name not in known:
            message = f"there is no operation {name}"
            yield document.finding(place, message, "correct the operationId in the overlay")


@rule("merged")
def every_operation_with_sca_is_explained(document: Document) -> Iterator[Finding]:
    """
    What an operation says of its SCA, the overlay explains.
    """
    mark = mapping(document.tree.get(KEY))
    forms = mapping(mark.get("forms"))
    for operation in calls(document):
        for kind in sequence(operation.node.get("x-kontokit-sca")):
            # A web form is described by the operation that makes it, or by the way that leads to
            # it.
            is_known = kind in ("repeat", "relations") and kind in mark
            if kind == "webform":
                is_known = operation.name in forms or "relations" in mark or "repeat" in mark
            if not is_known:
                message = f"{operation.name} asks by {kind}, which {KEY} does not explain"
                part = f"forms/{operation.name}" if kind == "webform" else kind
                place = pointer("x-kontokit-sca", base=operation.place)
                yield document.finding(place, message, f"add {part} to {KEY} in the overlay")


@rule("merged")
def entries_for_an_operation_match_its_sca(document: Document) -> Iterator[Finding]:
    """
    An entry for an operation without that kind of SCA is ignored.
    """
    known = {operation.name: operation for operation in calls(document)}
    for place, name, kind in _keyed(mapping(document.tree.get(KEY))):
        if name in known and kind not in sequence(known[name].node.get("x-kontokit-sca")):
            message = f"{name} does not ask by {kind}"
            yield document.finding(place, message, f"add {kind} to its x-kontokit-sca")


@rule("merged")
def every_argument_of_sca_is_a_parameter(document: Document) -> Iterator[Finding]:
    """
    Whatever reads or cancels a resource takes its name as that parameter.
    """
    known = {operation.name: operation for operation in calls(document)}
    for place, asked in _resources(mapping(document.tree.get(KEY))):
        for name in (asked.get("operation"), asked.get("read"), asked.get("cancel")):
            operation = known.get(str(name))
            for key in [one for one in asked if one.endswith("argument")]:
                wanted = str(asked[key])
                if operation and wanted not in parameter_names(document, operation):
                    message = f"{name} has no parameter {wanted}"
                    yield document.finding(pointer(key, base=place), message, _CORRECT)


@rule("merged")
def the_callback_of_relations_is_a_parameter(document: Document) -> Iterator[Finding]:
    """
    Some operation takes the address to which the browser is sent back.
    """
    relations, found = mechanism(document, "relations"), asking(document, "relations")
    known = {name for operation in found for name in parameter_names(document, operation)}
    if found and "callback" in relations and str(relations["callback"]) not in known:
        message = f"no operation with relations has a parameter {relations['callback']}"
        yield document.finding(pointer(KEY, "relations", "callback"), message, _CORRECT)


@rule("merged")
def the_relations_of_sca_are_known(document: Document) -> Iterator[Finding]:
    """
    They are relations of the document, and their operations take what the user answers.
    """
    known = mapping(document.tree.get("x-kontokit-relations"))
    operations = {operation.name: operation for operation in calls(document)}
    mark = mechanism(document, "relations")
    for place, name in _named_relations(mark):
        if name not in known:
            message = f"{name} is not in x-kontokit-relations"
            yield document.finding(place, message, "correct the relation in the overlay")
    for relation, field in mapping(mark.get("fields")).items():
        for name in sequence(mapping(known.get(relation)).get("operations")):
            operation = operations.get(str(name))
            if operation and not body_has(document, operation, str(field)):
                message = f"the body of {name} has no property {field}"
                place = pointer(KEY, "relations", "fields", relation)
                yield document.finding(place, message, _CORRECT)


def _keyed(mark: Tree) -> Iterator[tuple[str, str, str]]:
    for part, key, kind in _BY_OPERATION:
        for name in mapping(mapping(mark.get(part)).get(key)):
            yield pointer(KEY, part, key, name), name, kind
    for name in mapping(mark.get("forms")):
        yield pointer(KEY, "forms", name), name, "webform"


def _resources(mark: Tree) -> Iterator[tuple[str, Tree]]:
    lookups = mapping(mapping(mark.get("repeat")).get("status_queries"))
    for name, asked in lookups.items():
        yield pointer(KEY, "repeat", "status_queries", name), mapping(asked)
    bookings = mapping(mapping(mark.get("repeat")).get("bookings"))
    if bookings:
        yield pointer(KEY, "repeat", "bookings"), bookings
    web_form = mapping(mapping(mark.get("repeat")).get("web_form"))
    if web_form:
        yield pointer(KEY, "repeat", "web_form"), web_form
    for name, asked in mapping(mark.get("forms")).items():
        yield pointer(KEY, "forms", name), mapping(asked)


def _named_relations(mark: Tree) -> Iterator[tuple[str, str]]:
    for key in ("relation_kinds", "fields"):
        for name in mapping(mark.get(key)):
            yield pointer(KEY, "relations", key, name), name
    for index, name in enumerate(sequence(mark.get("resource_relations"))):
        yield pointer(KEY, "relations", "resource_relations", index), str(name)
    for key in ("cancel", "refresh_relation", "document"):
        if key in mark:
            yield pointer(KEY, "relations", key), str(mark[key])
