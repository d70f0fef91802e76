"""
Rules about the frame: version, shape, references, components, servers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, cast

from jsonschema import Draft202012Validator, ValidationError
from openapi_spec_validator import schemas

from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    is_mapping,
    mapping,
    parts_of,
    pointer,
    resolve,
)
from kontokit_generator.openapi.object_model import CHILDREN, kind_of, objects, without_inner
from kontokit_generator.openapi.schemas import referenced_schema, references_in, types_of
from kontokit_generator.openapi.servers import refused_servers
from kontokit_generator.python.naming import class_name

_SECTIONS: Final = {
    kind_of(marked): f"components/{section}" for section, marked in CHILDREN["components"].items()
}
_LONGEST_MESSAGE = 200
_CONVERT = (
    "convert the whole document with a converter; 3.1 spells null, limits and more differently"
)
_WRITE_VERSION = "write 'openapi: 3.1.0', if the document uses nothing newer"
_USED_BY_REFERENCE = ("schemas", "responses", "parameters", "requestBodies", "headers", "examples")
# What libraries make late, and what their stubs leave open, has no type.
_FRAME: Final[Any] = cast("Any", schemas).openapi_v31_schema_validator
_SCHEMAS: Final[Any] = Draft202012Validator(Draft202012Validator.META_SCHEMA)


@rule("raw")
def the_document_is_openapi_3_1(document: Document) -> Iterator[Finding]:
    """
    The generators behind us read 3.1; 3.2 is refused and 3.0 spells null otherwise.
    """
    version = str(document.tree.get("openapi", document.tree.get("swagger", "")))
    if not version.startswith("3.1."):
        place = "#/swagger" if "swagger" in document.tree else "#/openapi"
        message = f"this is OpenAPI {version}, not 3.1" if version else "this is no OpenAPI 3.1"
        older = version.startswith(("2.", "3.0"))
        yield document.finding(place, message, _CONVERT if older else _WRITE_VERSION)


@rule("raw", adopted="warning")
def the_document_fits_the_openapi_schema(document: Document) -> Iterator[Finding]:
    """
    The published schema of OpenAPI 3.1 accepts the document.
    """
    for place, error in _schema_errors(document):
        if place != pointer("openapi"):
            yield document.finding(place, _readable(error), "write it as OpenAPI 3.1 asks for")


@rule("raw")
def every_reference_leads_somewhere(document: Document) -> Iterator[Finding]:
    """
    References stay inside the document and their targets exist.
    """
    for located in objects(document.tree):
        if located.is_reference and not _exists(document, located.node["$ref"]):
            yield document.finding(
                located.place,
                f"the reference {located.node['$ref']} leads to nothing",
                "correct it, or add what it names under components",
            )
        if located.kind == "discriminator":
            for value, ref in mapping(located.node.get("mapping")).items():
                if not _exists(document, str(ref)):
                    yield document.finding(
                        located.place,
                        f"the mapping of {value} leads to nothing",
                        "write '#/components/schemas/<Name>'",
                    )


@rule("raw")
def every_reference_leads_to_its_kind(document: Document) -> Iterator[Finding]:
    """
    A schema refers to a named schema, a response to a response, and so on.
    """
    known = {(located.kind, located.place) for located in objects(document.tree)}
    named = mapping(mapping(document.tree.get("components")).get("schemas"))
    for located in objects(document.tree):
        if not located.is_reference or not _exists(document, ref := located.node["$ref"]):
            continue
        is_named = located.kind != "schema" or referenced_schema(located.node) in named
        if not is_named or (located.kind, pointer(*parts_of(ref))) not in known:
            kind = "named schema" if located.kind == "schema" else located.kind
            section = _SECTIONS.get(located.kind, "paths")
            message = f"the reference {ref} leads to no {kind}"
            yield document.finding(located.place, message, f"refer to one below '{section}'")


@rule("raw", adopted="warning")
def every_component_is_used(document: Document) -> Iterator[Finding]:
    """
    A component without a reference is forgotten or misspelled.
    """
    used = {located.node["$ref"] for located in objects(document.tree) if located.is_reference}
    for located in objects(document.tree, "schema"):
        used |= {pointer("components", "schemas", name) for name in references_in(located.node)}
    components = mapping(document.tree.get("components"))
    for section in _USED_BY_REFERENCE:
        for name, component in mapping(components.get(section)).items():
            place = pointer("components", section, name)
            if place not in used and not mapping(component).get("x-unreferenced"):
                yield document.finding(
                    place,
                    f"nothing refers to {name}",
                    "refer to it, delete it, or say in x-unreferenced why it stands here",
                    "warning",
                )


@rule("raw")
def the_document_has_an_operation(document: Document) -> Iterator[Finding]:
    """
    A client without a call and without a notification is no use.
    """
    if not any(operations(document.tree)):
        message = "there is no operation and no webhook"
        yield document.finding("#/paths", message, "describe one below 'paths' or 'webhooks'")


@rule("raw")
def every_schema_is_named_in_pascal_case(document: Document) -> Iterator[Finding]:
    """
    A component's name is its class name in Python, the same for both code generators.
    """
    names = mapping(mapping(document.tree.get("components")).get("schemas"))
    for name in names:
        if name != class_name(name):
            place = pointer("components", "schemas", name)
            message = f"the schema name {name} is not in Pascal case"
            yield document.finding(place, message, f"call it {class_name(name)}")


@rule("raw")
def every_server_names_its_environment(document: Document) -> Iterator[Finding]:
    """
    Users choose an environment by name.
    """
    servers = [one for one in objects(document.tree, "server") if one.place.count("/") == 2]
    if not servers:
        yield document.finding("#/servers", "there is no server", "add the production server")
    seen = Counter(str(server.node.get("x-environment")) for server in servers)
    for server in servers:
        environment = server.node.get("x-environment")
        if not isinstance(environment, str) or seen[environment] > 1:
            yield document.finding(
                server.place,
                "the server has no environment of its own",
                "add 'x-environment: production' or another name that occurs once",
            )


@rule("raw")
def every_server_is_one_that_clients_call(document: Document) -> Iterator[Finding]:
    """
    A client calls one server for all operations.
    """
    yield from refused_servers(document)


@rule("raw", adopted="warning")
def callbacks_and_links_are_described_elsewhere(document: Document) -> Iterator[Finding]:
    """
    Callbacks and links give no code, so nobody shall rely on them.
    """
    kinds = {"operation": "callbacks", "response": "links"}
    for located in objects(document.tree, *kinds):
        key = kinds[located.kind]
        for name in mapping(located.node.get(key)):
            yield document.finding(
                pointer(key, name, base=located.place),
                f"the {key.removesuffix('s')} {name} gives no code",
                "describe it under 'webhooks', or as a relation in the overlay",
                "warning",
            )


@rule("raw")
def every_array_describes_its_items(document: Document) -> Iterator[Finding]:
    """
    An array without items would be a list of anything.
    """
    for located in objects(document.tree, "schema"):
        if "array" in types_of(located.node) and not is_mapping(located.node.get("items")):
            message = "the array does not say what is in it"
            yield document.finding(located.place, message, "add 'items' with a schema")


def _schema_errors(document: Document) -> Iterator[tuple[str, ValidationError]]:
    """
    Ask the published schema of OpenAPI, which leaves schemas out, and that of JSON Schema for them.
    """
    for error in _FRAME.iter_errors(document.tree):
        yield pointer(*error.absolute_path), error
    for located in objects(document.tree, "schema"):
        # One at a time: a call for all of them takes ten frames of Python for each level.
        for error in _SCHEMAS.iter_errors(without_inner(located)):
            yield pointer(*error.absolute_path, base=located.place), error


def _exists(document: Document, ref: str) -> bool:
    try:
        resolve(document.tree, ref)
    except KeyError:
        return False
    return True


def _readable(error: ValidationError) -> str:
    first = error.message.splitlines()[0]
    return first if len(first) <= _LONGEST_MESSAGE else f"{first[:_LONGEST_MESSAGE]}…"
