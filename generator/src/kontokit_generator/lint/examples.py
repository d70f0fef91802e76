"""
Rules about examples: they are there, and they are true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import quote

from attrs import define, field
from jsonschema import Draft202012Validator, ValidationError, validators
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from kontokit_generator.lint.descriptions import properties
from kontokit_generator.lint.formats import CHECKER
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, Operation, operations, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
    sequence,
)
from kontokit_generator.openapi.object_model import Located, objects, objects_below
from kontokit_generator.openapi.parameters import schema_of
from kontokit_generator.openapi.schemas import is_enum, types_of

_DOCUMENT = "urn:kontokit:document"
# Their examples stand at their properties or items.
_SHAPELESS = {"object", "array"}


@define
class Example:
    """
    One example of a schema in a document.
    """

    value: Any
    place: str
    schema: Any = field(repr=False)
    schema_place: str


@rule("raw", adopted="warning")
def every_operation_has_an_example(document: Document) -> Iterator[Finding]:
    """
    A reader sees what is sent or what comes back.
    """
    for operation in operations(document.tree):
        if not any(_gives_an_example(document, operation)):
            yield document.finding(
                operation.place,
                f"{operation.name} has no example",
                "add 'examples' to its request or a response, or 'example' to a parameter",
            )


@rule("raw", adopted="warning")
def every_parameter_has_an_example(document: Document) -> Iterator[Finding]:
    """
    A parameter shows a value, itself or in its schema.
    """
    for located in objects(document.tree, "parameter"):
        schema = mapping(resolved(document.tree, schema_of(located.node)))
        shown = {**schema, **located.node, **_only(located.node.get("content"))}
        if not located.is_reference and not _has_example(shown) and not is_enum(schema):
            message = f"the parameter {located.node.get('name')} has no example"
            yield document.finding(located.place, message, "add 'example'")


@rule("raw", adopted="warning")
def every_scalar_property_has_an_example(document: Document) -> Iterator[Finding]:
    """
    Every schema property with a scalar value (or a list of them) needs an example.
    """
    for located in properties(document):
        if _is_scalar(located.node) and not _has_example(located.node):
            message = f"the property {located.name} has no example"
            yield document.finding(located.place, message, "add 'example' with a made-up value")


@rule("raw", adopted="warning")
def every_example_fits_its_schema(document: Document) -> Iterator[Finding]:
    """
    Examples are valid, formats included.
    """
    registry = _registry(document)
    for example in examples(document):
        for error in _errors(registry, example):
            place = pointer(*error.absolute_path, base=example.place)
            yield document.finding(
                place,
                f"the example does not fit {example.schema_place}: {_readable(error)}",
                "correct the example or the schema",
            )


@rule("raw", adopted="warning")
def every_example_uses_described_properties(document: Document) -> Iterator[Finding]:
    """
    What an example shows and the schema does not know is misspelled or forgotten.
    """
    for example in examples(document):
        for place, key in _unknown_keys(document, example.value, example.schema, example.place):
            yield document.finding(
                place,
                f"the schema does not know the property {key} of the example",
                "describe the property, or correct the example",
            )


def example_fits(document: Document, place: str) -> bool | None:
    """
    Check whether the example at a place fits its schema; None where there is no example.
    """
    found = next((one for one in examples(document) if one.place == place), None)
    return None if found is None else not _errors(_registry(document), found)


def examples(document: Document) -> Iterator[Example]:
    """
    Visit every value that the document holds as an example of a schema.
    """
    for located in objects(document.tree, "media type", "parameter", "header"):
        schema = located.node.get("schema")
        if is_mapping(schema) and _is_checkable(located):
            place = pointer("schema", base=located.place)
            yield from _values(document, located, schema, place)
    for located in objects(document.tree, "schema"):
        if not located.is_reference:
            yield from _schema_values(located)


def _only(content: Any) -> Tree:
    """
    Return the one media type of a parameter; empty where it has a schema instead.
    """
    return mapping(next(iter(mapping(content).values()), None))


def _values(document: Document, located: Located, schema: Tree, place: str) -> Iterator[Example]:
    if "example" in located.node:
        inside = pointer("example", base=located.place)
        yield Example(located.node["example"], inside, schema, place)
    for name, written in mapping(located.node.get("examples")).items():
        found = mapping(resolved(document.tree, written))
        if "value" in found:
            inside = pointer("examples", name, "value", base=located.place)
            yield Example(found["value"], inside, schema, place)


def _schema_values(located: Located) -> Iterator[Example]:
    for key in ("example", "default"):
        if key in located.node:
            inside = pointer(key, base=located.place)
            yield Example(located.node[key], inside, located.node, located.place)
    for index, value in enumerate(sequence(located.node.get("examples"))):
        inside = pointer("examples", index, base=located.place)
        yield Example(value, inside, located.node, located.place)


def _is_checkable(located: Located) -> bool:
    """
    Leave out the text of formats that no JSON schema describes, such as XML.
    """
    return located.kind != "media type" or not located.name.endswith(("xml", "pdf", "octet-stream"))


def _registry(document: Document) -> Registry[Any]:
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource(
        _DOCUMENT, DRAFT202012.create_resource(document.tree)
    )
    return filled


def _errors(registry: Registry[Any], example: Example) -> list[ValidationError]:
    # The registry resolves URI fragments, in which braces of paths must be encoded.
    place = quote(example.schema_place.removeprefix("#"), safe="/~")
    schema = {"$ref": f"{_DOCUMENT}#{place}"}
    validator: Any = _Validator(schema, registry=registry, format_checker=CHECKER)
    try:
        return list(validator.iter_errors(example.value))
    # every_reference_leads_somewhere reports it.
    except Unresolvable:
        return []
    except Exception as problem:  # jsonschema falls over schemas that are none, in many ways
        return [ValidationError(f"the schema cannot be used ({type(problem).__name__})")]


def _tag_errors(_: Any, discriminator: Any, value: Any, schema: Tree) -> Iterator[ValidationError]:
    """
    Ask for a tag that leads to an option, which JSON Schema knows nothing of.
    """
    options = [*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf"))]
    tag = mapping(discriminator).get("propertyName")
    if not options or not is_mapping(value) or tag not in value:
        return
    named = {str(mapping(one).get("$ref", "")).rpartition("/")[2] for one in options}
    known = named | {str(one) for one in mapping(mapping(discriminator).get("mapping"))}
    if value[tag] not in known:
        yield ValidationError(f"no option has the {tag} {value[tag]!r}")


# jsonschema has no types.
_Validator: Any = cast("Any", validators).extend(
    Draft202012Validator, {"discriminator": _tag_errors}
)


def _readable(error: ValidationError) -> str:
    message = error.message
    # jsonschema prints the whole instance, which may be a document of its own.
    return message if len(message) <= 200 else f"{message[:200]}…"


def _gives_an_example(document: Document, operation: Operation) -> Iterator[bool]:
    kinds = ("media type", "parameter", "header")
    for located in objects_below(operation.node, "operation", operation.place):
        found = located.node
        if located.is_reference:
            found = mapping(resolved(document.tree, found))
            inner = objects_below(found, located.kind, located.place, *kinds)
            yield any(_has_example(one.node) for one in inner)
        elif located.kind in kinds:
            yield _has_example(found)


def _has_example(node: Tree) -> bool:
    return "example" in node or bool(node.get("examples"))


def _is_scalar(schema: Tree) -> bool:
    kinds = set(types_of(schema)) - {"null"}
    items = schema.get("items")
    if "array" in kinds and is_mapping(items):
        return _is_scalar(items) and not _has_example(items)
    return bool(kinds) and not kinds & _SHAPELESS and "$ref" not in schema


def _unknown_keys(
    document: Document, value: Any, schema: Any, place: str
) -> Iterator[tuple[str, str]]:
    node = mapping(resolved(document.tree, schema))
    if is_list(value):
        for index, item in enumerate(value):
            inside = pointer(index, base=place)
            yield from _unknown_keys(document, item, node.get("items"), inside)
    if not is_mapping(value):
        return
    known, open_ended = _known_properties(document, node)
    for key, inner in value.items():
        inside = pointer(key, base=place)
        if key in known:
            yield from _unknown_keys(document, inner, known[key], inside)
        elif known and not open_ended:
            yield inside, key
        elif is_mapping(node.get("additionalProperties")):
            yield from _unknown_keys(document, inner, node["additionalProperties"], inside)


def _known_properties(
    document: Document, node: Tree, around: tuple[int, ...] = (), *, is_part: bool = False
) -> tuple[Tree, bool]:
    """
    Collect the properties of a schema and its parts, and whether there may be others.
    """
    if id(node) in around:  # a part that is the whole
        return {}, False
    known = {**mapping(node.get("properties"))}
    options = [*sequence(node.get("anyOf")), *sequence(node.get("oneOf"))]
    # A discriminator without options leads to what extends the schema, which is not looked at here;
    # what extends it has only its fields.
    is_base = "discriminator" in node and not options and not is_part
    open_ended = is_mapping(node.get("additionalProperties")) or is_base
    parts = sequence(node.get("allOf"))
    for index, part in enumerate([*parts, *options]):
        inner = mapping(resolved(document.tree, part))
        more, more_open = _known_properties(
            document, inner, (*around, id(node)), is_part=index < len(parts)
        )
        known = {**more, **known}
        open_ended = open_ended or more_open
    return known, open_ended
