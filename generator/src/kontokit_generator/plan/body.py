"""
Builds the view model of a request body: which arguments of the method it becomes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kontokit_generator.openapi.bodies import form_encodings
from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.openapi.media_types import chosen_body, is_written_by_schema, raw_type
from kontokit_generator.openapi.parameters import explodes, is_reserved, style_of
from kontokit_generator.openapi.schemas import is_struct, referenced_schema
from kontokit_generator.plan.body_views import (
    ArgumentView,
    BodyArgumentView,
    BodyFieldView,
    BodyView,
    EncodingView,
)
from kontokit_generator.python.docstrings import field_text
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.input_types import InputTypes
from kontokit_generator.python.naming import PythonName, argument_name, distinct, field_names

ARGUMENT = "x-kontokit-body-argument"


def plan_body(
    document: Document, raw: Tree, body_type: str, arguments: Sequence[ArgumentView]
) -> BodyView | None:
    """
    Plan the body of an operation.

    An object becomes its fields. Another body is one argument, named by the overlay; of a map of
    objects the argument is a key, and the fields are those of the entry under it.

    Args:
        raw: The operation.
        body_type: The type of a body that is not raw.
        arguments: Its other arguments. The key of a map may be one of them that is in the path; a
            field of the body that is called like another one gets a number.

    Returns:
        The plan; None where the operation takes no body.
    """
    request = mapping(raw.get("requestBody"))
    if not request:
        return None
    media_type, schema = chosen_body(request)
    described = body_object(document, schema) if is_written_by_schema(media_type) else None
    in_path = [one for one in arguments if one.place == "path"]
    argument = _argument(document, raw, in_path, is_key=described is not None)
    taken = [one.name for one in arguments] + ([argument.name] if argument else [])
    fields = list(_fields(document, described, taken)) if described else []
    return BodyView(
        media_type=media_type,
        type=body_type if is_written_by_schema(media_type) else raw_type(media_type, schema),
        required=bool(request.get("required")),
        fields=fields,
        argument=argument,
        encodings=[*_encodings(request)],
    )


def _encodings(request: Tree) -> Iterator[EncodingView]:
    for wire, encoding in form_encodings(request).items():
        said = {**encoding, "in": "query"}
        yield EncodingView(
            wire=wire, style=style_of(said), explode=explodes(said), reserved=is_reserved(said)
        )


def misnamed_bodies(document: Document) -> Iterator[Finding]:
    """
    Find the bodies of a normalised document that are no object and have no name, or are one and
    have a name.
    """
    for operation in operations(document.tree):
        if operation.is_webhook or "requestBody" not in operation.node:
            continue
        is_named = ARGUMENT in operation.node
        if takes_fields(document, operation) == is_named:
            yield misnamed_body(document, operation, is_named=is_named)


def takes_fields(document: Document, operation: Operation) -> bool:
    """
    Check whether the body of an operation of a normalised document is an object, whose fields are
    arguments.
    """
    media_type, schema = chosen_body(mapping(operation.node.get("requestBody")))
    return is_written_by_schema(media_type) and is_struct(target_of(document, schema))


def misnamed_body(document: Document, operation: Operation, *, is_named: bool) -> Finding:
    """
    Tell that a body has a name and is an object, or has none and is something else.
    """
    what = (
        "an object, whose fields are arguments"
        if is_named
        else "a body that is no object and has no name"
    )
    fix = "delete it in the overlay" if is_named else "set its name in the overlay"
    return document.finding(operation.place, f"{operation.name} takes {what}", f"{fix}: {ARGUMENT}")


def schemas_of(document: Document) -> Tree:
    """
    Return the named schemas of a document.
    """
    return mapping(mapping(document.tree.get("components")).get("schemas"))


def target_of(document: Document, schema: Tree) -> Tree:
    """
    Return the schema itself, or the one that it refers to.
    """
    name = referenced_schema(schema)
    return mapping(schemas_of(document)[name]) if name else schema


def body_object(document: Document, schema: Tree) -> Tree | None:
    """
    Find the object whose fields are keywords: the body itself, or the entry of a map.
    """
    target = target_of(document, schema)
    entry = target_of(document, mapping(target.get("additionalProperties")))
    return next((one for one in (target, entry) if is_struct(one)), None)


def _fields(
    document: Document, schema: Tree, taken: Sequence[PythonName]
) -> Iterator[BodyFieldView]:
    types = InputTypes(schemas_of(document))
    names = field_names(schema["properties"])
    arguments = distinct(map(argument_name, names), taken)
    for (wire, inner), argument in zip(schema["properties"].items(), arguments, strict=True):
        required = wire in sequence(schema.get("required"))
        annotation = types.of(inner)
        yield BodyFieldView(
            name=argument,
            field=names[wire],
            wire=wire,
            required=required,
            annotation=annotation if required else f"{annotation} | UnsetType",
            doc=field_text(inner),
            example=python_literal(inner.get("example", "…")),
        )


def _argument(
    document: Document, raw: Tree, in_path: Sequence[ArgumentView], *, is_key: bool
) -> BodyArgumentView | None:
    mark = mapping(raw.get(ARGUMENT))
    if not mark:
        return None
    request = raw["requestBody"]
    media_type, schema = chosen_body(request)
    name = argument_name(mark["name"])
    annotation = "str | UUID" if is_key else InputTypes(schemas_of(document)).of(schema)
    if not is_written_by_schema(media_type):
        annotation = raw_type(media_type, schema)
    return BodyArgumentView(
        name=name,
        annotation=annotation,
        doc=mark.get("description", request.get("description", "")),
        example=python_literal(schema.get("example", "…")),
        in_path=any(one.name == name for one in in_path),
    )
