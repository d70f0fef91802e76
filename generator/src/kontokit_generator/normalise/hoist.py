"""
Names inline schemas: objects and enums move under ``components/schemas``.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
    sequence,
)
from kontokit_generator.openapi.object_model import FURTHER, rewrite
from kontokit_generator.openapi.schemas import (
    is_enum,
    is_null,
    is_nullable,
    is_struct,
    is_union,
    or_null,
    reference_to,
    without_null,
)
from kontokit_generator.python.naming import class_name

# These describe the property, not the type that gets a name.
_STAYS_AT_THE_FIELD = {"deprecated", "readOnly", "writeOnly", "x-kontokit-alias"}


def hoist_inline_schemas(document: Document) -> tuple[Document, list[Finding]]:
    """
    Name every inline object and enum under ``components/schemas``.

    The two code generators name inline schemas differently. A name from here is used by
    both, and can be read in the document. A property's schema is
    called ``<Parent><Property>``, the items of an array ``<Parent><Property>Item``, the
    values of a map ``<Parent><Property>Value``, a body ``<OperationId>Request`` or
    ``<OperationId>Response``. A ``title`` in Pascal case has precedence.

    Args:
        document: A document with ``allOf`` flattened. It stays as it is.

    Returns:
        A new document that means the same, and one finding for each name that two
        different schemas ask for.
    """
    tree = copy_tree(document.tree)
    hoister = _Hoister(document, tree)
    hoister.hoist_components()
    hoister.hoist_operations()
    # Names are given now; openapi-python-client would call two classes by the same title.
    untitled = rewrite(tree, "root", "schema", _without_title)
    return document.with_tree(untitled), hoister.findings


def _without_title(schema: Tree, _: str) -> Tree:
    return {key: value for key, value in schema.items() if key != "title"}


class _Hoister:
    """
    Changes its own copy of a tree.
    """

    def __init__(self, document: Document, tree: Tree) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self._tree = tree
        self._schemas: Tree = tree.setdefault("components", {}).setdefault("schemas", {})
        self._asked_by: dict[str, str] = {}
        # What a component is called is not free, even where it is still to be settled.
        self._taken = frozenset(self._schemas)

    def hoist_components(self) -> None:
        for name in list(self._schemas):
            place = pointer("components", "schemas", name)
            self._schemas[name] = self._inside(self._schemas[name], name, place)
        components = self._tree["components"]
        for key, parameter in mapping(components.get("parameters")).items():
            self._hoist_values(parameter, class_name(key), pointer("components", "parameters", key))
        for key, header in mapping(components.get("headers")).items():
            self._hoist_values(header, class_name(key), pointer("components", "headers", key))
        for key, body in mapping(components.get("requestBodies")).items():
            place = pointer("components", "requestBodies", key)
            self._hoist_values(body, _with_suffix(key, "Request"), place)
        for key, response in mapping(components.get("responses")).items():
            place = pointer("components", "responses", key)
            self._hoist_response(response, _with_suffix(key, "Response"), place)

    def hoist_operations(self) -> None:
        for operation in operations(self._tree):
            name = class_name(operation.name)
            self._hoist_parameters(operation.node, name, operation.place)
            place = pointer("requestBody", base=operation.place)
            self._hoist_values(operation.node.get("requestBody"), f"{name}Request", place)
            responses = mapping(operation.node.get("responses"))
            # The first success has the plain name, so that most results have no number in theirs.
            success = next((status for status in responses if status.startswith("2")), None)
            for status, response in responses.items():
                suffix = "Response" if status == success else f"Response{status.capitalize()}"
                place = pointer("responses", status, base=operation.place)
                self._hoist_response(response, f"{name}{suffix}", place)
        for path, item in mapping(self._tree.get("paths")).items():
            self._hoist_parameters(item, class_name(path), pointer("paths", path))

    def _hoist_parameters(self, holder: Any, name: str, place: str) -> None:
        for index, parameter in enumerate(sequence(mapping(holder).get("parameters"))):
            inside = pointer("parameters", index, base=place)
            own = class_name(str(mapping(parameter).get("name", index)))
            self._hoist_values(parameter, f"{name}{own}", inside)

    def _hoist_response(self, response: Any, name: str, place: str) -> None:
        self._hoist_values(response, name, place)
        for key, header in mapping(mapping(response).get("headers")).items():
            inside = pointer("headers", key, base=place)
            self._hoist_values(header, f"{name}{class_name(key)}", inside)

    def _hoist_values(self, holder: Any, name: str, place: str) -> None:
        """
        Hoist the schema of a parameter, a header, a body or a response.
        """
        if not is_mapping(holder):
            return
        if "schema" in holder:
            inside = pointer("schema", base=place)
            holder["schema"] = self._settle(holder["schema"], name, inside)
        for media_type, content in mapping(holder.get("content")).items():
            inside = pointer("content", media_type, base=place)
            self._hoist_values(content, name, inside)

    def _settle(self, schema: Any, name: str, place: str) -> Any:
        """
        Hoist what is inside a nameless schema, then the schema itself if it needs a name.
        """
        if not is_mapping(schema):
            return schema
        title = str(schema.get("title", ""))
        name = title if title and title == class_name(title) else name
        schema = self._inside(schema, name, place)
        return self._named(schema, name, place) if _needs_a_name(schema) else schema

    def _inside(self, schema: Any, name: str, place: str) -> Any:
        """
        Hoist what is inside a schema whose name is settled.
        """
        if not is_mapping(schema):
            return schema
        inside = {**schema}
        if "properties" in schema:
            inside["properties"] = {
                key: self._settle(
                    value, f"{name}{class_name(key)}", pointer("properties", key, base=place)
                )
                for key, value in mapping(schema["properties"]).items()
            }
        for key, suffix in (
            ("items", "Item"),
            ("additionalProperties", "Value"),
            (FURTHER, "Value"),
        ):
            if key in schema:
                below = pointer(key, base=place)
                inside[key] = self._settle(schema[key], f"{name}{suffix}", below)
        for key in ("anyOf", "oneOf"):
            if is_list(schema.get(key)):
                below = pointer(key, base=place)
                inside[key] = self._settle_options(schema[key], name, below)
        return inside

    def _settle_options(self, options: list[Any], name: str, place: str) -> list[Any]:
        # One option beside null is no choice and keeps the plain name.
        alone = sum(1 for option in options if not is_null(option)) == 1
        return [
            self._settle(
                option, name if alone else f"{name}Option{number}", pointer(number - 1, base=place)
            )
            for number, option in enumerate(options, start=1)
        ]

    def _named(self, schema: Tree, name: str, place: str) -> Tree:
        at_field = {key: value for key, value in schema.items() if key in _STAYS_AT_THE_FIELD}
        kept = {key: value for key, value in schema.items() if key not in _STAYS_AT_THE_FIELD}
        name = self._register(without_null(kept), name, place)
        reference: Tree = {"$ref": reference_to(name), **at_field}
        if "description" in schema:
            reference["description"] = schema["description"]
        nullable = is_nullable(schema) or None in sequence(schema.get("enum"))
        return or_null(reference) if nullable else reference

    def _register(self, schema: Tree, name: str, place: str) -> str:
        # Equal schemas may share a name; that is how a repeated inline enum becomes one class.
        if self.document.adopted:
            name = self._free_name(schema, name)
        elif name in self._schemas and self._schemas[name] != schema:
            first = self._asked_by.get(name, pointer("components", "schemas", name))
            self.findings.append(
                self.document.finding(
                    place,
                    f"two different schemas ask for the name {name}, the other one at {first}",
                    f"name this one under components/schemas, or give it a title other than {name}",
                )
            )
            return name
        self._schemas[name] = schema
        self._asked_by.setdefault(name, place)
        return name

    def _free_name(self, schema: Tree, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken or self._schemas.get(name, schema) != schema:
            name, number = f"{wanted}{number}", number + 1
        return name


def _needs_a_name(schema: Tree) -> bool:
    return "$ref" not in schema and (is_struct(schema) or is_enum(schema) or is_union(schema))


def _with_suffix(key: str, suffix: str) -> str:
    name = class_name(key)
    return name if name.endswith(suffix) else f"{name}{suffix}"
