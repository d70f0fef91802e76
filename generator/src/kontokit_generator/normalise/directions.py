"""
Split schemas used in requests and responses into a read and an ``…Input`` schema.

What we read is simple: absent and null are both ``None``. What we write is exact: absent
and null differ. So an object that occurs in requests and in responses needs two classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, pointer
from kontokit_generator.openapi.object_model import CHILDREN, objects_below, rewrite
from kontokit_generator.openapi.schemas import (
    DIRECTION,
    SCHEMAS,
    is_enum,
    is_struct,
    reference_to,
    referenced_schema,
    references_in,
    types_of,
)

INPUT_OF = "x-kontokit-input-of"


@frozen
class _Travels:
    read: set[str]
    written: set[str]

    @property
    def both(self) -> set[str]:
        return self.read & self.written


def split_directions(document: Document) -> tuple[Document, list[Finding]]:
    """
    Return each object that is read and written a second schema for writing.

    ``X`` stays what is read; ``XInput`` is what is written, and refers to other inputs
    where there are any. Payloads of webhooks are read. Enums and scalars are never split.
    Every object, array and map is marked with the way it travels.

    Args:
        document: A document whose shared parts are in place and whose objects have names.

    Returns:
        The new document, and one finding for each ``…Input`` name that is taken.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    travels = _travels(document.tree, schemas)
    inputs = _input_names(document, sorted(_split(schemas, travels.both)))
    findings = [
        document.finding(
            pointer("components", "schemas", input_name),
            f"{name} is read and written and needs the name {input_name} for what is written",
            "give this schema another name",
        )
        for name, input_name in inputs.items()
        if input_name in schemas
    ]
    # What is only written needs no counterpart; it keeps its name.
    writers = travels.written - travels.both
    tree = rewrite(document.tree, "root", "operation", lambda node, _: _aim(node, inputs))
    # The rewrite above aims at requests, and a webhook's request must keep the read schema.
    if "webhooks" in document.tree:
        tree["webhooks"] = document.tree["webhooks"]
    tree["components"] = {
        **mapping(document.tree.get("components")),
        "schemas": dict(_settled(schemas, inputs, writers)),
    }
    return document.with_tree(tree), findings


def _input_names(document: Document, names: list[str]) -> dict[str, str]:
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    found: dict[str, str] = {}
    for name in names:
        wanted, number = f"{name}Input", 2
        while document.adopted and (wanted in schemas or wanted in found.values()):
            wanted, number = f"{name}Input{number}", number + 1
        found[name] = wanted
    return found


def _travels(tree: Tree, schemas: Tree) -> _Travels:
    read: set[str] = set()
    written: set[str] = set()
    for operation in operations(tree):
        requests, responses = _ends(operation)
        # The provider sends a webhook, so its request is what we read.
        (read if operation.is_webhook else written).update(requests)
        (written if operation.is_webhook else read).update(responses)
    return _Travels(_reached(schemas, read), _reached(schemas, written))


def _ends(operation: Operation) -> tuple[set[str], set[str]]:
    """
    Name the schemas that the request and the responses of an operation refer to.
    """
    sent = {
        "parameters": operation.node.get("parameters", []),
        "requestBody": operation.node.get("requestBody", {}),
    }
    answered = {"responses": operation.node.get("responses", {})}
    return set(_references_of(sent)), set(_references_of(answered))


def _references_of(operation: Tree) -> Iterator[str]:
    for located in objects_below(operation, "operation", "#", "schema"):
        if name := referenced_schema(located.node):
            yield name


def _reached(schemas: Tree, names: Iterable[str]) -> set[str]:
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached and is_mapping(schemas.get(name)):
            reached.add(name)
            waiting += references_in(schemas[name])
    return reached


def _split(schemas: Tree, both: set[str]) -> set[str]:
    """
    Choose what needs a counterpart: each object, each map of secrets, which are written as texts
    too, and each array or map that leads to one of them.
    """
    chosen = {name for name in both if is_struct(schemas[name]) or _has_secrets(schemas[name])}
    # A list of objects needs a counterpart too, or it would refer to the objects that are read.
    while more := {name for name in both - chosen if chosen & set(references_in(schemas[name]))}:
        chosen |= more
    return chosen


def _has_secrets(schema: Tree) -> bool:
    values = mapping(schema.get("additionalProperties"))
    return values.get("format") == "password" or "x-kontokit-encrypted" in values


def _settled(schemas: Tree, inputs: dict[str, str], writers: set[str]) -> Iterator[tuple[str, Any]]:
    for name, schema in schemas.items():
        if name in writers:
            yield name, _marked(_aimed(schema, inputs), "write")
            continue
        yield name, _marked(schema, "read")
        if name in inputs and inputs[name] not in schemas:
            input_schema = {**_aimed(schema, inputs), INPUT_OF: name}
            yield inputs[name], _marked(input_schema, "write")


def _marked(schema: Any, direction: str) -> Any:
    if not is_mapping(schema) or is_enum(schema) or not _is_compound(schema):
        return schema
    return {**schema, DIRECTION: direction}


def _is_compound(schema: Tree) -> bool:
    kinds = types_of(schema)
    return "object" in kinds or "array" in kinds or "anyOf" in schema or "oneOf" in schema


def _aim(operation: Tree, inputs: dict[str, str]) -> Tree:
    """
    Let the request of an operation refer to the ``…Input`` schemas.
    """
    if "requestBody" not in operation:
        return operation
    kind = CHILDREN["operation"]["requestBody"]
    body = rewrite(
        operation["requestBody"], kind, "schema", lambda schema, _: _turned(schema, inputs)
    )
    return {**operation, "requestBody": body}


def _aimed(schema: Any, inputs: dict[str, str]) -> Any:
    return rewrite(schema, "schema", "schema", lambda inner, _: _turned(inner, inputs))


def _turned(schema: Tree, inputs: dict[str, str]) -> Tree:
    turned = {**schema}
    name = referenced_schema(schema)
    if name in inputs:
        turned["$ref"] = reference_to(inputs[name])
    discriminator = mapping(schema.get("discriminator"))
    if "mapping" in discriminator:
        turned["discriminator"] = {
            **discriminator,
            "mapping": {
                value: reference_to(inputs.get(target := str(ref).removeprefix(SCHEMAS), target))
                for value, ref in mapping(discriminator["mapping"]).items()
            },
        }
    return turned
