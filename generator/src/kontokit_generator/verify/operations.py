"""
Compares one operation with its constant in the package.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.openapi import json_tree
from kontokit_generator.openapi.bodies import form_encodings
from kontokit_generator.openapi.document import Document, Operation, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, pointer, sequence
from kontokit_generator.openapi.media_types import (
    is_json,
    is_typed,
    is_written_by_schema,
    preferred,
)
from kontokit_generator.openapi.parameters import JSON, explodes, is_reserved, style_of
from kontokit_generator.openapi.responses import error_ranges, other_success, statuses
from kontokit_generator.openapi.schemas import (
    is_null,
    referenced_schema,
    types_of,
    unwrapped_schema,
)
from kontokit_generator.overlay.extensions import OPERATION, filling
from kontokit_generator.overlay.results import find_rows, is_list
from kontokit_generator.plan.marks import ROWS
from kontokit_generator.plan.operation import is_secret, value_type, written_format
from kontokit_generator.python.naming import class_name
from kontokit_generator.verify.source_reader import OperationSource, entries, keywords, literal

FIX = "describe it differently; if the document is right, report this fault of the generator"


@frozen
class OperationVerifier:
    """
    One operation of the document beside its constant in the package.
    """

    document: Document
    operation: Operation
    found: OperationSource

    def _loss(self, message: str, *parts: str | int) -> Finding:
        place = pointer(*parts, base=self.operation.place)
        return self.document.finding(place, f"{self.operation.name}: {message}", FIX)

    def differences(self) -> Iterator[Finding]:
        """
        Find what the document says of the operation and the constant does not.
        """
        wanted = {"method": self.operation.method.upper(), "path": self.operation.path}
        for key, value in wanted.items():
            if self.found.literal(key) != value:
                yield self._loss(f"the {key} is {self.found.literal(key)} in the package")
        yield from self._marks()
        yield from self._security()
        yield from self._parameters()
        yield from self._body()
        yield from self._results()
        yield from self._errors()
        yield from self._list()

    def _marks(self) -> Iterator[Finding]:
        """
        Compare what the overlay says for fields of the constant; rows are looked for elsewhere.
        """
        for name, one in filling(OPERATION).items():
            wanted = _plain(self.operation.node.get(one.key))
            if name != ROWS and _written(self.found.arguments.get(name)) != wanted:
                yield self._loss(f"the package says something else about {one.key}", one.key)

    def _security(self) -> Iterator[Finding]:
        wanted = {tuple(one) for one in sequence(self.operation.node.get("security"))}
        found = {tuple(one) for one in self.found.literal("security", ())}
        if wanted != found:
            yield self._loss("the package asks for other security schemes", "security")

    def _parameters(self) -> Iterator[Finding]:
        found = {
            (literal(one.get("place")), literal(one.get("wire"))): one
            for one in self.found.calls("parameters")
        }
        for index, parameter in enumerate(sequence(self.operation.node.get("parameters"))):
            key = (parameter["in"], parameter["name"])
            title = f"the parameter {parameter['name']} in {parameter['in']}"
            if key not in found:
                yield self._loss(f"{title} is missing", "parameters", index)
                continue
            written = found.pop(key)
            is_json_text = style_of(parameter) == JSON
            schema: Any = {} if is_json_text else resolved(self.document.tree, parameter["schema"])
            for complaint in _parameter_losses({**parameter, "schema": schema}, written):
                yield self._loss(f"{title} {complaint}", "parameters", index)
        for place, name in found:
            yield self._loss(f"the package has the unknown parameter {name} in {place}")

    def _body(self) -> Iterator[Finding]:
        wanted = mapping(self.operation.node.get("requestBody"))
        body = keywords(self.found.arguments.get("body"))
        content = mapping(wanted.get("content"))
        if bool(content) != bool(body):
            yield self._loss("the body is missing" if content else "a body too many", "requestBody")
            return
        if not content:
            return
        media_type = literal(body.get("media_type"), "application/json")
        if media_type != preferred(content):
            yield self._loss(f"the body is {media_type}, not {', '.join(content)}", "requestBody")
        if literal(body.get("required"), default=True) != bool(wanted.get("required")):
            yield self._loss("the body has another required flag", "requestBody")
        schema = mapping(content.get(media_type)).get("schema")
        if is_written_by_schema(media_type):
            yield from self._type(body.get("type"), schema, "the body", "requestBody")
        written = entries(body.get("encoding"))
        for name in form_encodings(wanted).keys() ^ written.keys():
            yield self._loss(f"the encoding of the field {name} is missing", "requestBody")

    def _results(self) -> Iterator[Finding]:
        found = {str(key): keywords(value) for key, value in self.found.entries("results").items()}
        for status, response in statuses_of(self.operation.node, "2"):
            if status not in found:
                yield self._loss(f"the status {status} is missing", "responses", status)
                continue
            result = found.pop(status)
            content = mapping(response.get("content"))
            where = ("responses", status)
            is_location = literal(result.get("location")) is True
            if not content and "Location" in mapping(response.get("headers")) and not is_location:
                yield self._loss(f"the Location of {status} is missing", *where)
            if content:
                yield from self._content(status, content, result)
        for status in found:
            yield self._loss(f"the package has the unknown status {status}", "responses")
        other = other_success(self.operation.node)
        if (other is not None) != ("other_result" in self.found.arguments):
            yield self._loss("the package has another result for all other statuses", "responses")
        elif other is not None and (content := mapping(other.get("content"))):
            yield from self._content("2XX", content, keywords(self.found.arguments["other_result"]))

    def _content(
        self, status: str, content: Tree, result: dict[str, ast.expr]
    ) -> Iterator[Finding]:
        where = ("responses", status)
        main = literal(result.get("media_type"), "application/json")
        known = {main, *self.found.entries("alternatives")}
        for media_type in content.keys() - known:
            yield self._loss(f"{media_type} of {status} is missing", *where)
        schema = unwrapped_schema(self.document.tree, mapping(content.get(main)))
        # A body that is null brings nothing, as no body does.
        if schema is not None and is_typed(main) and not is_null(schema):
            yield from self._type(result.get("type"), schema, f"the result {status}", *where)

    def _errors(self) -> Iterator[Finding]:
        written = {**self.found.entries("errors"), **self.found.entries("error_ranges")}
        found = {str(key): value for key, value in written.items()}
        ranges = error_ranges(self.operation.node).items()
        for status, response in [*statuses_of(self.operation.node, "345"), *ranges]:
            schemas = [
                mapping(one)["schema"]
                for media_type, one in mapping(response.get("content")).items()
                if is_json(media_type) and "schema" in mapping(one)
            ]
            if schemas and status not in found:
                yield self._loss(f"the body of status {status} is missing", "responses", status)
            elif schemas:
                yield from self._type(
                    found[status], schemas[0], f"the error {status}", "responses", status
                )

    def _list(self) -> Iterator[Finding]:
        node = self.operation.node
        rows = find_rows(self.document.tree, node) if is_list(node) else None
        if self.found.literal("rows") != (rows.field if rows else None):
            yield self._loss(f"the rows are in {self.found.literal('rows')} in the package")

    def _type(
        self, found: ast.expr | None, schema: Any, title: str, *where: str
    ) -> Iterator[Finding]:
        """
        Ask for every model that the schema names, and for lists where it has lists.
        """
        text = ast.unparse(found) if found is not None else ""
        if not text:
            yield self._loss(f"{title} has no type", *where)
        for name in named_schemas(schema):
            if not re.search(rf"\b{re.escape(class_name(name))}\b", text):
                yield self._loss(f"{title} is {text}, not {name}", *where)
        if is_mapping(schema) and "array" in types_of(schema) and "list[" not in text:
            yield self._loss(f"{title} is {text}, not a list", *where)


def _plain(value: Any) -> Any:
    """
    Write a value of the overlay as the package does: lists as tuples, without what is null.
    """
    if is_mapping(value):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    return tuple(map(_plain, value)) if json_tree.is_list(value) else value


def _written(node: ast.expr | None) -> Any:
    if isinstance(node, ast.Call):
        return {key: _written(one) for key, one in keywords(node).items()}
    return literal(node)


def statuses_of(operation: Tree, kinds: str) -> Iterator[tuple[str, Tree]]:
    """
    Visit the responses of single statuses, with the statuses as texts.
    """
    for status, response in statuses(operation, kinds).items():
        yield str(status), response


def named_schemas(schema: Any) -> Iterator[str]:
    """
    Name the schemas that a type must mention.
    """
    if not is_mapping(schema):
        return
    if name := referenced_schema(schema):
        yield name
    for inner in (schema.get("items"), schema.get("additionalProperties")):
        yield from named_schemas(inner)
    for option in [*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf"))]:
        yield from named_schemas(option)


def _parameter_losses(parameter: Tree, written: dict[str, ast.expr]) -> Iterator[str]:
    required = literal(written.get("required"), default=parameter["in"] == "path")
    if required != bool(parameter.get("required")):
        yield "has another required flag"
    if _is_query_array(parameter) and literal(written.get("explode"), default=True) != explodes(
        parameter
    ):
        yield "repeats its key in one and not in the other"
    if literal(written.get("style"), default="usual") != style_of(parameter):
        yield "has another style"
    if literal(written.get("reserved"), default=False) != is_reserved(parameter):
        yield "writes reserved characters in another way"
    schema = mapping(parameter.get("schema"))
    if literal(written.get("many"), default=False) != ("array" in types_of(schema)):
        yield "is a list in one and not in the other"
    if literal(written.get("type"), default="text") != value_type(schema):
        yield "has another type"
    if literal(written.get("format")) != written_format(mapping(parameter.get("schema"))):
        yield "has another format"
    if literal(written.get("secret"), default=False) != is_secret(schema):
        yield "is a secret in one and not in the other"
    if literal(written.get("end_user")) != parameter.get("x-kontokit-end-user"):
        yield "says something else about the end user"


def _is_query_array(parameter: Tree) -> bool:
    kinds = types_of(mapping(parameter.get("schema")))
    return parameter.get("in") == "query" and "array" in kinds
