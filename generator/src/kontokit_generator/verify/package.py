"""
Compares a document with the package built from it: nothing may be lost silently.

The generated source is read as text, without knowledge of how it was built. Checked are every
operation, parameter, argument, body, status, schema, property, enum value, required flag, security
scheme, description of SCA and neutral field in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.object_model import FURTHER, objects_below
from kontokit_generator.openapi.schemas import (
    is_enum,
    is_nullable,
    is_struct,
    required_in_model,
    types_of,
)
from kontokit_generator.python.naming import class_name, group_class_name
from kontokit_generator.verify.access import AccessVerifier
from kontokit_generator.verify.banking import BankingVerifier, read_banking
from kontokit_generator.verify.error_codes import error_code_differences
from kontokit_generator.verify.method_reader import read_dicts, read_methods
from kontokit_generator.verify.methods import MethodVerifier
from kontokit_generator.verify.names import names_used_twice
from kontokit_generator.verify.operations import FIX, OperationVerifier, named_schemas
from kontokit_generator.verify.provider import provider_differences
from kontokit_generator.verify.sca import ScaVerifier
from kontokit_generator.verify.source_reader import OperationSource, PackageSource, read_package
from kontokit_generator.verify.unattended import unattended_differences

_TYPE_OF_FORMAT = {
    "decimal": "Decimal",
    "password": "Secret",
    "berlin-date-time": "BerlinDateTime",
    "berlin-iso-date-time": "BerlinDateTime",
}
_TYPE_WHEN_WRITTEN = {
    "iban": "Iban",
    "counterparty-iban": "CounterpartyIban",
    "iban-or-text": "IbanOrText",
    "uri": "WebAddress",
    "file-part": "FilePart",
}
_BARE = re.compile(r"(?:builtins\.)?(?:list|dict)\[|Any\b")


def verify(document: Document, package: Path) -> list[Finding]:
    """
    Find everything that the document says and the package does not.

    Args:
        package: The folder ``src/kontokit_<api>``.

    Returns:
        One error for each difference; an empty list when nothing was lost.
    """
    try:
        source = read_package(package)
    # A broken module would hide every other difference.
    except SyntaxError as error:
        return [document.finding("#", f"the package is no Python: {error}", FIX)]
    verifier = _PackageVerifier(document, source)
    return [
        *names_used_twice(document, package),
        *verifier.schemas(),
        *verifier.operations(),
        *verifier.returned_types(),
        *verifier.unknown_parts(),
        *verifier.webhooks(),
        *MethodVerifier(document, source, read_methods(package), read_dicts(package)).differences(),
        *AccessVerifier(document, source).differences(),
        *ScaVerifier(document, source).differences(),
        *BankingVerifier(document, read_banking(package)).differences(),
        *unattended_differences(document, package),
        *error_code_differences(document, package),
        *provider_differences(document, package, source),
    ]


@frozen
class _PackageVerifier:
    document: Document
    source: PackageSource

    def loss(self, place: str, message: str) -> Finding:
        return self.document.finding(place, message, FIX)

    def schemas(self) -> Iterator[Finding]:
        for name, schema in self._schemas.items():
            place = pointer("components", "schemas", name)
            if is_struct(schema):
                yield from self._struct(class_name(name), schema, place)
            elif is_enum(schema):
                yield from self._enum(class_name(name), schema, place)
            else:
                yield from self._alias(class_name(name), schema, place)

    def operations(self) -> Iterator[Finding]:
        for operation in operations(self.document.tree):
            if operation.is_webhook:
                continue
            found = self.source.operations.get(operation.name)
            if found is None:
                yield self.loss(operation.place, f"the operation {operation.name} is missing")
            else:
                yield from OperationVerifier(self.document, operation, found).differences()
                yield from self._methods(operation, found)

    def returned_types(self) -> Iterator[Finding]:
        """
        Find methods that return a bare list, a dict or anything.
        """
        # A document of others may have such a result of a call that is no list.
        if self.document.adopted:
            return
        for group, methods in self.source.returned.items():
            for name, annotation in methods:
                if _BARE.match(annotation):
                    place = self._place_of(group, name)
                    yield self.loss(place, f"{group}.{name} returns {annotation}")

    def _place_of(self, group: str, method: str) -> str:
        for operation in operations(self.document.tree):
            tag = str(next(iter(sequence(operation.node.get("tags"))), ""))
            if operation.node.get("x-kontokit-name") == method and group_class_name(tag) in (
                group,
                group.removeprefix("Async"),
            ):
                return operation.place
        return "#/paths"

    def unknown_parts(self) -> Iterator[Finding]:
        """
        Find what the package has and the document does not.
        """
        known = {one.name for one in operations(self.document.tree) if not one.is_webhook}
        for name in sorted(self.source.operations.keys() - known):
            yield self.loss("#/paths", f"the package has the unknown operation {name}")
        classes = {class_name(name) for name in self._schemas}
        for name in sorted((self.source.models.keys() | self.source.enums.keys()) - classes):
            yield self.loss("#/components/schemas", f"the package has the unknown model {name}")

    def webhooks(self) -> Iterator[Finding]:
        for operation in operations(self.document.tree):
            if not operation.is_webhook:
                continue
            for name in _payloads(operation):
                if class_name(name) not in self.source.webhook_names:
                    message = f"webhooks.py does not know {name}"
                    yield self.loss(operation.place, message)

    @property
    def _schemas(self) -> Tree:
        return mapping(mapping(self.document.tree.get("components")).get("schemas"))

    def _struct(self, name: str, schema: Tree, place: str) -> Iterator[Finding]:
        if name not in self.source.models:
            yield self.loss(place, f"the model {name} is missing")
            return
        if FURTHER in schema and "further" not in self.source.models[name].methods:
            yield self.loss(place, f"the model {name} does not type its further fields")
        fields = self.source.fields_of(name)
        required = required_in_model(schema)
        for wire, described in schema["properties"].items():
            inside = pointer("properties", wire, base=place)
            if wire not in fields:
                yield self.loss(inside, f"the model {name} has no field for {wire}")
                continue
            found = fields[wire]
            if found.required != (wire in required):
                is_so = "required" if found.required else "optional"
                yield self.loss(inside, f"the field {name}.{found.name} is {is_so} in the model")
            written = schema.get("x-kontokit-direction") == "write"
            by_format = _TYPE_OF_FORMAT | (_TYPE_WHEN_WRITTEN if written else {})
            if written and "string" in types_of(mapping(described)):
                by_format = by_format | {"decimal": "DecimalText"}
            for complaint in _type_losses(mapping(described), found.annotation, by_format):
                yield self.loss(inside, f"the field {name}.{found.name} {complaint}")
        for wire in sorted(fields.keys() - schema["properties"].keys()):
            yield self.loss(place, f"the model {name} has the unknown field {wire}")

    def _enum(self, name: str, schema: Tree, place: str) -> Iterator[Finding]:
        found = self.source.enums.get(name)
        if found is None:
            yield self.loss(place, f"the enum {name} is missing")
            return
        for value in sequence(schema["enum"]):
            if value not in found:
                yield self.loss(place, f"the enum {name} has no member for {value}")
        for value in sorted(found - set(schema["enum"]), key=str):
            yield self.loss(place, f"the enum {name} has the unknown value {value}")

    def _alias(self, name: str, schema: Tree, place: str) -> Iterator[Finding]:
        if name not in self.source.aliases:
            yield self.loss(place, f"the schema {name} is missing from the models")
            return
        for complaint in _type_losses(schema, self.source.aliases[name]):
            yield self.loss(place, f"the type {name} {complaint}")

    def _methods(self, operation: Operation, found: OperationSource) -> Iterator[Finding]:
        name = group_class_name(str(next(iter(sequence(operation.node.get("tags"))), "")))
        for wanted in (name, f"Async{name}"):
            if found.constant not in self.source.methods.get(wanted, frozenset()):
                message = f"no method of {wanted} calls {operation.name}"
                yield self.loss(operation.place, message)


def _type_losses(
    schema: Tree, annotation: str, by_format: Mapping[str, str] = _TYPE_OF_FORMAT
) -> Iterator[str]:
    """
    Find what a field's type lost: exactness, secrecy, the zone, the model, null in requests.
    """
    if re.search(r"\bfloat\b", annotation) and not _has_floats(schema):
        yield "is a float"
    # A secret that became plain text would be printed in logs.
    wanted = by_format.get(str(schema.get("format")))
    if any(_is_encrypted(one) for one in (schema, mapping(schema.get("additionalProperties")))):
        wanted = "Encrypted"
    if wanted and not re.search(rf"\b{wanted}\b", annotation):
        yield f"is {annotation}, not {wanted}"
    for name in named_schemas(schema):
        if not re.search(rf"\b{re.escape(class_name(name))}\b", annotation):
            yield f"is {annotation}, not {name}"
    if is_nullable(schema) and "None" not in annotation:
        yield "cannot be null"


def _has_floats(schema: Tree) -> bool:
    found = objects_below(schema, "schema", "#", "schema")
    return any("x-kontokit-float" in one.node for one in found)


def _is_encrypted(schema: Tree) -> bool:
    return "x-kontokit-encrypted" in schema


def _payloads(operation: Operation) -> Iterator[str]:
    content = mapping(mapping(operation.node.get("requestBody")).get("content"))
    for media_type in content.values():
        yield from named_schemas(mapping(media_type).get("schema"))
