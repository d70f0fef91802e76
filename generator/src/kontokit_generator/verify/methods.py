"""
Compares the arguments of methods, and the dicts that they take, with the document.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from attrs import frozen

from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.media_types import chosen_body, is_written_by_schema
from kontokit_generator.openapi.schemas import is_enum, is_struct, referenced_schema
from kontokit_generator.python.input_types import dict_name
from kontokit_generator.python.naming import class_name, group_class_name
from kontokit_generator.verify.method_reader import GivenArgument, MethodSource
from kontokit_generator.verify.operations import FIX
from kontokit_generator.verify.source_reader import (
    FieldSource,
    OperationSource,
    PackageSource,
    literal,
)

# The dict of call options is defined in the runtime.
_DICT = re.compile(r"(?<!models\.)\b(?:types\.)?(?!CallOptionsDict)(\w+Dict)\b")


@frozen
class MethodVerifier:
    """
    The methods of a package beside the operations that they call.
    """

    document: Document
    source: PackageSource
    methods: dict[str, dict[str, MethodSource]]
    dicts: dict[str, dict[str, GivenArgument]]

    def differences(self) -> Iterator[Finding]:
        """
        Find what an operation takes and its method does not.
        """
        for operation in operations(self.document.tree):
            found = self.source.operations.get(operation.name)
            if operation.is_webhook or found is None:
                continue
            tag = group_class_name(str(next(iter(sequence(operation.node.get("tags"))), "")))
            for name in (tag, f"Async{tag}"):
                method = self.methods.get(name, {}).get(found.constant)
                if method is not None:
                    yield from self._method(operation, found, method, name)
        yield from self._unknown_dicts()
        yield from self._dict_keys()

    def _loss(self, place: str, message: str) -> Finding:
        return self.document.finding(place, message, FIX)

    def _method(
        self, operation: Operation, found: OperationSource, method: MethodSource, name: str
    ) -> Iterator[Finding]:
        names = {
            (literal(one.get("place")), literal(one.get("wire"))): str(literal(one.get("name")))
            for one in found.calls("parameters")
        }
        for parameter in sequence(operation.node.get("parameters")):
            argument = method.parameters.get(names.get((parameter["in"], parameter["name"]), ""))
            required = bool(parameter.get("required"))
            if complaint := _complaint(method, argument, required=required):
                message = f"{name}, {operation.name}: {parameter['name']} {complaint}"
                yield self._loss(pointer("parameters", base=operation.place), message)
        yield from self._body(operation, method, name)

    def _body(self, operation: Operation, method: MethodSource, name: str) -> Iterator[Finding]:
        content = mapping(mapping(operation.node.get("requestBody")).get("content"))
        if not content:
            return
        place = pointer("requestBody", base=operation.place)
        media_type, described = chosen_body(mapping(operation.node.get("requestBody")))
        schema, model = self._object(described if is_written_by_schema(media_type) else {})
        if schema is None:
            argument = ast.unparse(method.body) if method.body is not None else None
            if complaint := _complaint(method, argument, required=True):
                yield self._loss(place, f"{name}, {operation.name}: the body {complaint}")
            return
        for wire in schema["properties"]:
            argument = method.fields.get(model[wire].name) if wire in model else None
            required = wire in sequence(schema.get("required"))
            if complaint := _complaint(method, argument, required=required):
                yield self._loss(place, f"{name}, {operation.name}: {wire} {complaint}")

    def _object(
        self, schema: object, *, is_in_map: bool = False
    ) -> tuple[Tree | None, dict[str, FieldSource]]:
        """
        Find the object whose fields are arguments, behind one map or none, and its model.
        """
        node = mapping(schema)
        name = referenced_schema(node)
        target = mapping(self._schemas.get(name)) if name else node
        if is_struct(target):
            return target, self.source.fields_of(class_name(name or ""))
        entry = target.get("additionalProperties")
        return self._object(entry, is_in_map=True) if entry and not is_in_map else (None, {})

    def _unknown_dicts(self) -> Iterator[Finding]:
        given = [one for by in self.methods.values() for m in by.values() for one in _values(m)]
        inner = [one for keys in self.dicts.values() for one in keys.values()]
        named = {name for one in (*given, *inner) for name in _DICT.findall(one.annotation)}
        enums = {class_name(name) for name, schema in self._schemas.items() if is_enum(schema)}
        for name in sorted(named - self.dicts.keys() - enums):
            yield self._loss("#/components/schemas", f"types.py has no {name}")

    def _dict_keys(self) -> Iterator[Finding]:
        for name, schema in self._schemas.items():
            keys = self.dicts.get(dict_name(name, schema))
            if keys is None or schema.get("x-kontokit-direction") != "write":
                continue
            place = pointer("components", "schemas", name)
            fields = self.source.fields_of(class_name(name)).values()
            wanted = {field.name: field.required for field in fields}
            for key in sorted(wanted.keys() ^ keys.keys()):
                yield self._loss(place, f"the model {name} and its dict differ in {key}")
            for key in sorted(wanted.keys() & keys.keys()):
                if wanted[key] != keys[key].required:
                    yield self._loss(place, f"the key {key} of {name} has another required flag")

    @property
    def _schemas(self) -> Tree:
        return mapping(mapping(self.document.tree.get("components")).get("schemas"))


def _values(method: MethodSource) -> list[GivenArgument]:
    return list(method.arguments.values())


def _complaint(method: MethodSource, argument: str | None, *, required: bool) -> str:
    found = method.arguments.get(argument or "")
    if found is None:
        return "is no argument of the method"
    return "" if found.required == required else "has another required flag in the method"
