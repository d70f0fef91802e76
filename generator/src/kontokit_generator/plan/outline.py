"""
The outline of a document that openapi-python-client is given: its operations, without what only
costs time there.

The tool copies every response with all that it refers to, several times. So schemas become empty
classes with made-up names, each response keeps the one media type that is read, and texts, examples
and marks are left out.
"""

from __future__ import annotations

import re

from attrs import Factory, define

from kontokit_generator.openapi.document import Document, Operation
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.openapi.media_types import (
    ANYTHING,
    FORM,
    chosen_body,
    essence,
    is_json,
    is_written_by_schema,
    preferred,
    raw_type,
)
from kontokit_generator.openapi.schemas import types_of, unwrapped_schema
from kontokit_generator.python.naming import python_name
from kontokit_generator.python.types import python_type

_JSON, _TEXT, _BYTES = "application/json", "text/plain", "application/octet-stream"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN_NAME = re.compile(r"[a-zA-Z_-][a-zA-Z0-9_-]*")
_SCALARS = {"boolean", "integer", "null"}
_CLASSES = "#/components/schemas/"


@define
class Outline:
    """
    Collects operations, and which Python type each made-up class stands for.
    """

    document: Document
    types: dict[str, str] = Factory(dict[str, str])
    """Made-up class → Python type."""
    _names: dict[str, str] = Factory(dict[str, str])
    _paths: dict[str, Tree] = Factory(dict[str, Tree])

    def add(self, operation: Operation, key: str) -> None:
        """
        Add an operation.

        Args:
            key: What it is called in the outline; the tool keeps lower case letters and digits.
        """
        path = _PLACEHOLDER.sub(lambda found: f"{{{known_name(found[1], 'path')}}}", operation.path)
        self._paths.setdefault(path, {})[operation.method] = self._operation(operation.node, key)

    def tree(self) -> Tree:
        """
        Build the document.
        """
        return {
            "openapi": "3.1.0",
            "info": {"title": self.document.api, "version": "0"},
            "paths": self._paths,
            "components": {"schemas": {name: {"type": "object"} for name in self.types}},
        }

    def _operation(self, node: Tree, key: str) -> Tree:
        outlined: Tree = {
            "operationId": key,
            "parameters": [_parameter(one) for one in sequence(node.get("parameters"))],
            "responses": {
                status: self._response(status, mapping(response))
                for status, response in mapping(node.get("responses")).items()
            },
        }
        if request := mapping(node.get("requestBody")):
            outlined["requestBody"] = {
                "required": bool(request.get("required")),
                "content": self._body(*chosen_body(request)),
            }
        return outlined

    def _body(self, media_type: str, schema: Tree) -> Tree:
        if not is_written_by_schema(media_type):
            return {_BYTES: {"schema": {}}}
        read_as = FORM if essence(media_type) == FORM else _JSON
        return {read_as: {"schema": self._schema(schema, is_written=True)}}

    def _response(self, status: str, response: Tree) -> Tree:
        content = mapping(response.get("content"))
        found = preferred(content)
        # The body of a failure is read only where it is JSON.
        if found is None or not (status[0] in "2d" or is_json(found)):
            return {"description": ""}
        schema = mapping(unwrapped_schema(self.document.tree, mapping(content[found])))
        return {"description": "", "content": self._content(found, schema)}

    def _content(self, media_type: str, schema: Tree) -> Tree:
        if is_json(media_type) or schema.get("format") == "binary":
            return {_JSON: {"schema": self._schema(schema)}}
        if media_type == ANYTHING:
            return {_JSON: {"schema": {}}}
        is_text = raw_type(media_type, schema) == "str"
        return {_TEXT if is_text else _BYTES: {"schema": {"type": "string"}}}

    def _schema(self, schema: Tree, *, is_written: bool = False) -> Tree:
        kinds = types_of(schema)
        if options := [*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf"))]:
            return {"anyOf": [self._schema(mapping(one), is_written=is_written) for one in options]}
        if len(kinds) > 1:
            single = ({**schema, "type": kind} for kind in kinds)
            return {"anyOf": [self._schema(one, is_written=is_written) for one in single]}
        if kinds == ["array"]:
            items = self._schema(mapping(schema.get("items")), is_written=is_written)
            return {"type": "array", "items": items}
        if _SCALARS.issuperset(kinds) and kinds:
            return {"type": kinds[0]}
        return self._class(python_type(schema, is_written=is_written))

    def _class(self, written: str) -> Tree:
        # A name that the tool keeps as it is, whatever the schema is called.
        name = self._names.setdefault(written, f"Class{len(self._names)}")
        self.types[name] = written
        return {"$ref": f"{_CLASSES}{name}"}


def known_name(wire: str, place: str) -> str:
    """
    Return what a parameter is called in an outline: as on the wire, unless the tool would not find
    it in a path.
    """
    is_found = place != "path" or _KNOWN_NAME.fullmatch(wire)
    return wire if is_found else str(python_name(wire))


def _parameter(parameter: Tree) -> Tree:
    place = parameter["in"]
    name = known_name(parameter["name"], place)
    required = place == "path" or bool(parameter.get("required"))
    # The tool refuses dates in headers and lists in paths; what is written is decided elsewhere.
    return {"name": name, "in": place, "required": required, "schema": {"type": "string"}}
