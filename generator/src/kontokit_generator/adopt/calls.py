"""
What an operation lacks: a summary, a success, a retry class, parameters that clients can write.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.lint.queries import parameters_of, property_names
from kontokit_generator.openapi.document import Document, Operation, operations, resolved
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.media_types import chosen_body, is_written_by_schema
from kontokit_generator.openapi.parameters import refused_parameter
from kontokit_generator.openapi.schemas import CHOICES, types_of
from kontokit_generator.overlay.results import location_target, returns_location
from kontokit_generator.plan.body import ARGUMENT as BODY_ARGUMENT
from kontokit_generator.plan.body import takes_fields
from kontokit_generator.python.naming import parameter_name, words

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_STATUS: Final = re.compile(r"[1-5]([0-9]{2}|XX|xx)|default")
_IGNORED_HEADERS: Final = ("accept", "authorization", "content-type")
_SENTENCE: Final = re.compile(r"(.{1,80}?)(?:[.!?](?:\s|$)|\n|$)", re.DOTALL)
_BODY_ARGUMENTS: Final = ("body", "content", "payload", "request_body")
_MULTIPART: Final = "multipart/"


def complete_operations(document: Document, notes: Notes) -> None:
    """
    Fill in what operations lack, and drop what clients cannot write, in place.
    """
    for operation in operations(document.tree):
        _summarise(operation, notes)
        if not operation.is_webhook:
            _settle_responses(document, operation, notes)
            _settle_parameters(document, operation, notes)
            _settle_body(document, operation, notes)
            if "x-kontokit-retry" not in operation.node:
                operation.node["x-kontokit-retry"] = "never"
                notes.assume("retry", operation.place)


def name_body_arguments(document: Document, normal: Document, notes: Notes) -> None:
    """
    Name the argument of bodies that turned out to be no object, in both documents, in place.

    Args:
        document: As its author wrote it, with its overlay.
        normal: The normalised document, where unions are settled and parts joined.
    """
    written = {one.place: one for one in operations(document.tree)}
    for operation in operations(normal.tree):
        if operation.is_webhook or BODY_ARGUMENT in operation.node:
            continue
        if "requestBody" not in operation.node or takes_fields(normal, operation):
            continue
        name = _free_argument(normal, operation)
        for one in (operation, written[operation.place]):
            one.node[BODY_ARGUMENT] = {"name": name}
        notes.assume("body-argument", operation.place, name)


def settle_locations(document: Document, notes: Notes) -> None:
    """
    Drop ``Location`` from responses where no operation reads what it leads to, in place.
    """
    reading = {one.name for one in operations(document.tree) if one.method == "get"}
    for operation in operations(document.tree):
        if operation.is_webhook or not returns_location(document.tree, operation.node):
            continue
        if location_target(document.tree, operation.path, operation.node) in reading:
            continue
        operation.node.pop("x-kontokit-location", None)
        for status, response in operation.node["responses"].items():
            found = {**mapping(resolved(document.tree, response))}
            if str(status)[0] in "2d" and "Location" in mapping(found.get("headers")):
                headers = {k: v for k, v in found["headers"].items() if k != "Location"}
                operation.node["responses"][status] = {**found, "headers": headers}
                notes.assume("location", pointer("responses", status, base=operation.place))


def _summarise(operation: Operation, notes: Notes) -> None:
    if str(operation.node.get("summary") or "").strip():
        return
    text = str(operation.node.get("description") or "").strip()
    found = _SENTENCE.match(text)
    short = " ".join(found[1].split()) if found else ""
    spelled = " ".join(word if word.isupper() else word.lower() for word in words(operation.name))
    operation.node["summary"] = short or spelled[:1].upper() + spelled[1:]
    notes.assume("summary", operation.place, operation.node["summary"])


def _settle_responses(document: Document, operation: Operation, notes: Notes) -> None:
    responses: Tree = {}
    for status, response in mapping(operation.node.get("responses")).items():
        if _STATUS.fullmatch(status):
            responses[status] = response
        else:
            notes.assume("status", pointer("responses", status, base=operation.place))
    if not any(one.startswith("2") or one == "default" for one in responses):
        responses["2XX"] = {"description": "Success."}
        notes.assume("success", operation.place)
    operation.node["responses"] = responses


def _settle_parameters(document: Document, operation: Operation, notes: Notes) -> None:
    wanted = _PLACEHOLDER.findall(operation.path)
    kept: list[Any] = []
    seen: set[tuple[str, str]] = set()
    written = sequence(operation.node.get("parameters"))
    for index, one in enumerate(written):
        place = pointer("parameters", index, base=operation.place)
        parameter = {**mapping(resolved(document.tree, one))}
        key = (str(parameter.get("in")), str(parameter.get("name")))
        if reason := _reason_to_drop(document, parameter, wanted, is_double=key in seen):
            notes.assume("parameter", place, f"{key[1]} {reason}")
            continue
        seen.add(key)
        changed = _completed(document, parameter, operation, notes)
        kept.append(one if changed == parameter and "$ref" in one else changed)
    shared = {
        str(one.get("name"))
        for one in parameters_of(document, operation)
        if one.get("in") == "path"
    }
    for name in dict.fromkeys(wanted):
        if name not in shared:
            kept.append(
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            )
            notes.assume("path-parameter", operation.place, name)
    if kept or written:
        operation.node["parameters"] = kept


def settle_shared_parameters(document: Document, notes: Notes) -> None:
    """
    Write the parameters of a path at its operations, in place.
    """
    for path, item in mapping(document.tree.get("paths")).items():
        shared = sequence(mapping(item).get("parameters"))
        if not shared:
            continue
        for operation in operations({"paths": {path: item}}):
            own = sequence(operation.node.get("parameters"))
            taken = {_key(document, one) for one in own}
            kept = [one for one in shared if _key(document, one) not in taken]
            operation.node["parameters"] = [*kept, *own]
        item.pop("parameters")


def spell_out_styles(tree: Tree) -> None:
    """
    Write how shared lists in queries are spelled, which is what OpenAPI says of them, in place.
    """
    components = mapping(tree.get("components"))
    for parameter in mapping(components.get("parameters")).values():
        schema = mapping(resolved(tree, mapping(parameter).get("schema")))
        if mapping(parameter).get("in") == "query" and "array" in types_of(schema):
            parameter.setdefault("style", "form")
            parameter.setdefault("explode", parameter["style"] == "form")


def _key(document: Document, parameter: Any) -> tuple[str, str]:
    found = mapping(resolved(document.tree, parameter))
    return str(found.get("in")), str(found.get("name"))


def _reason_to_drop(
    document: Document, parameter: Tree, wanted: list[str], *, is_double: bool
) -> str | None:
    place, name = parameter.get("in"), str(parameter.get("name"))
    if is_double:
        return "is there twice"
    if place == "path" and name not in wanted:
        return "is not in the path"
    if place == "header" and name.lower() in _IGNORED_HEADERS:
        return "is a header that OpenAPI ignores here"
    if parameter.get("required") is True or place == "path":
        return None  # without it the operation cannot be called, so that is left out
    problem = refused_parameter(document, parameter)
    return f"{problem}, which clients do not write" if problem else None


def _completed(document: Document, parameter: Tree, operation: Operation, notes: Notes) -> Tree:
    if parameter.get("in") == "path" and parameter.get("required") is not True:
        notes.assume("path-parameter", operation.place, str(parameter.get("name")))
        return {**parameter, "required": True}
    schema = mapping(resolved(document.tree, parameter.get("schema")))
    if parameter.get("in") == "query" and "array" in types_of(schema):
        style = parameter.get("style", "form")
        return {"style": style, "explode": style == "form", **parameter}
    return parameter


def _settle_body(document: Document, operation: Operation, notes: Notes) -> None:
    request = {**mapping(resolved(document.tree, operation.node.get("requestBody")))}
    content = mapping(request.get("content"))
    place = pointer("requestBody", base=operation.place)
    if "requestBody" in operation.node and not content:
        del operation.node["requestBody"]
        notes.assume("shape", place)
        return
    media_type, schema = chosen_body(request)
    if not content:
        return
    if any(key in mapping(resolved(document.tree, schema)) for key in CHOICES):
        return  # what it comes to is known when the document is normalised
    is_object = is_written_by_schema(media_type) and bool(property_names(document, schema))
    if not is_object and BODY_ARGUMENT not in operation.node:
        name = _free_argument(document, operation)
        operation.node[BODY_ARGUMENT] = {"name": name}
        notes.assume("body-argument", operation.place, name)
    if is_object and request.get("required") is not True:
        operation.node["requestBody"] = {**request, "required": True}
        notes.assume("body-required", operation.place)


def _free_argument(document: Document, operation: Operation) -> str:
    taken = {
        parameter_name(str(one.get("name")), str(one.get("in")), operation.path)
        for one in parameters_of(document, operation)
    }
    return next(one for one in _BODY_ARGUMENTS if one not in taken)
