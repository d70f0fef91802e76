"""
Rules about what an overlay says for programs that read without the user.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kontokit_generator.lint.queries import (
    answered,
    argument_of,
    body_schema,
    calls,
    parameters_of,
    property_at,
    property_of,
    required_names,
    values_of,
)
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, Operation, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, pointer, sequence
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.overlay.unattended_extension import KEY, SIGN_IN_REQUEST

_CORRECT: Final = "correct the name in the overlay"
_NO_OPERATION: Final = "there is no operation {}"


@rule("merged")
def verdicts_name_what_exists(document: Document) -> Iterator[Finding]:
    """
    Their operations exist, and one of the enums has their codes.
    """
    known = {one.name for one in calls(document)} | {SIGN_IN_REQUEST}
    codes = set(_enum_values(document))
    for number, verdict in enumerate(_verdicts(document)):
        place = pointer(KEY, "verdicts", number)
        for name in sequence(verdict.get("operations")):
            if str(name) not in known:
                yield document.finding(place, _NO_OPERATION.format(name), _CORRECT)
        if "code" in verdict and str(verdict["code"]) not in codes:
            message = f"no error has the code {verdict['code']}"
            yield document.finding(place, message, _CORRECT)


@rule("merged")
def every_verdict_can_be_reached(document: Document) -> Iterator[Finding]:
    """
    The first rule that fits counts, so none stands behind one that is as wide.
    """
    verdicts = _verdicts(document)
    for number, verdict in enumerate(verdicts):
        before = next((one for one in verdicts[:number] if _covers(one, verdict)), None)
        if before is not None:
            message = f"{verdict.get('reason')} is never reached: {before.get('reason')} fits first"
            yield document.finding(
                pointer(KEY, "verdicts", number), message, "move it up, or delete it"
            )


@rule("merged")
def meanings_of_423_are_told_apart(document: Document) -> Iterator[Finding]:
    """
    423 means that a resource is busy, or that a user is locked: later, or never without the user.
    """
    if not mapping(document.tree.get(KEY)).get("verdicts"):
        return
    documented = [one for one in calls(document) if "423" in mapping(one.node.get("responses"))]
    for operation in documented:
        fitting = [one for one in _verdicts(document) if _is_about(one, 423, operation.name)]
        if not fitting:
            message = f"no verdict says what 423 of {operation.name} means"
            yield document.finding(
                pointer(KEY, "verdicts"), message, "add a rule for it, such as {reason: busy}"
            )


@rule("merged")
def statuses_name_what_exists(document: Document) -> Iterator[Finding]:
    """
    Each model has the property, and the property has the values.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    for name, status in mapping(mapping(document.tree.get(KEY)).get("statuses")).items():
        place, field = pointer(KEY, "statuses", name), mapping(status).get("field")
        found = property_of(document, schemas.get(name), str(field))
        if found is None:
            yield document.finding(place, f"{name} has no property {field}", _CORRECT)
            continue
        values = sequence(mapping(resolved(document.tree, found)).get("enum"))
        for value in (*sequence(status.get("running")), *sequence(status.get("done"))):
            if value not in values:
                yield document.finding(place, f"{field} of {name} is never {value}", _CORRECT)


@rule("merged")
def problems_name_what_exists(document: Document) -> Iterator[Finding]:
    """
    What the update's ``get`` answers has the property, and the property has the value.
    """
    said, known = mapping(document.tree.get(KEY)), {one.name: one for one in calls(document)}
    get = known.get(str(mapping(said.get("update")).get("get")))
    schemas = answered(document, get) if get else []
    for number, problem in enumerate(map(mapping, sequence(said.get("problems")))):
        place, path = pointer(KEY, "problems", number), str(problem.get("at"))
        found = [property_at(document, one, path) for one in schemas]
        there = [one for one in found if one is not None]
        if not there:
            yield document.finding(place, f"what the update gets has no {path}", _CORRECT)
        elif not any(problem.get("value") in values_of(document, one) for one in there):
            message = f"{path} is never {problem.get('value')}"
            yield document.finding(place, message, _CORRECT)


@rule("merged")
def the_update_names_what_exists(document: Document) -> Iterator[Finding]:
    """
    Both operations exist, stand in one group and have their arguments; only the first one asks a
    bank.
    """
    update = mapping(mapping(document.tree.get(KEY)).get("update"))
    if not update:
        return
    place, known = pointer(KEY, "update"), {one.name: one for one in calls(document)}
    found = [known.get(str(update.get(key))) for key in ("start", "get")]
    for key, operation in zip(("start", "get"), found, strict=True):
        if operation is None:
            yield document.finding(place, _NO_OPERATION.format(update.get(key)), _CORRECT)
        elif str(update.get(f"{key}_argument")) not in _arguments(document, operation):
            message = f"{operation.name} has no argument {update.get(f'{key}_argument')}"
            yield document.finding(place, message, _CORRECT)
    yield from _unfilled(document, update, *found)
    for message in _doubts(*found):
        yield document.finding(place, message, "name another operation in the overlay")


def _unfilled(
    document: Document, update: Tree, start: Operation | None, get: Operation | None
) -> Iterator[Finding]:
    """
    Find arguments that an update needs and nothing fills, and paths that lead nowhere.
    """
    if start is None or get is None:
        return
    taken, place = mapping(update.get("taken")), pointer(KEY, "update")
    filled = {str(update.get("start_argument")), *mapping(update.get("arguments")), *taken}
    needed = required_names(document, body_schema(document, start))
    needed += [str(one["name"]) for one in parameters_of(document, start) if one.get("required")]
    for name in sorted(set(needed) - filled):
        message = f"nothing fills {name}, which {start.name} needs"
        yield document.finding(place, message, "add it to arguments or to taken")
    for name in sorted(filled - _arguments(document, start)):
        yield document.finding(place, f"{start.name} has no argument {name}", _CORRECT)
    for path in taken.values():
        schemas = answered(document, get)
        if all(property_at(document, one, str(path)) is None for one in schemas):
            message = f"what {get.name} answers has no {path}"
            yield document.finding(place, message, _CORRECT)


def _doubts(start: Operation | None, get: Operation | None) -> Iterator[str]:
    if start is None or get is None:
        return
    if start.node.get("tags") != get.node.get("tags"):
        yield f"{start.name} and {get.name} stand in two groups"
    if "x-kontokit-bank-read" not in start.node:
        yield f"{start.name} asks no bank"
    if get.node.get("x-kontokit-retry") != "read":
        yield f"{get.name} does more than to read"


def _arguments(document: Document, operation: Operation) -> set[str]:
    request = mapping(resolved(document.tree, operation.node.get("requestBody")))
    schemas = [mapping(one).get("schema") for one in mapping(request.get("content")).values()]
    body = (mapping(mapping(resolved(document.tree, one)).get("properties")) for one in schemas)
    entry = mapping(operation.node.get("x-kontokit-body-argument")).get("name")
    parameters = parameters_of(document, operation)
    return {
        *(name for one in body for name in one),
        *(str(one.get("name")) for one in parameters),
        *(argument_of(operation, one) for one in parameters),
        *([str(entry)] if entry else []),
    }


def _verdicts(document: Document) -> list[Tree]:
    return [mapping(one) for one in sequence(mapping(document.tree.get(KEY)).get("verdicts"))]


def _covers(wide: Tree, narrow: Tree) -> bool:
    operations, inner = (sequence(one.get("operations")) for one in (wide, narrow))
    return (
        wide.get("status") == narrow.get("status")
        and ("code" not in wide or wide["code"] == narrow.get("code"))
        and (not operations or (bool(inner) and all(one in operations for one in inner)))
    )


def _is_about(verdict: Tree, status: int, operation: str) -> bool:
    named = sequence(verdict.get("operations"))
    return verdict.get("status") == status and (not named or operation in named)


def _enum_values(document: Document) -> Iterator[Any]:
    for located in objects(document.tree):
        if located.kind == "schema" and is_mapping(located.node):
            values = sequence(located.node.get("enum"))
            yield from (one for one in values if isinstance(one, str | int))
