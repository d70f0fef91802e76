"""
Converts OpenAPI 2.0 (Swagger) to the shape of OpenAPI 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kontokit_generator.openapi.document import resolved
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_list,
    is_mapping,
    map_objects,
    mapping,
    sequence,
)
from kontokit_generator.openapi.object_model import METHODS

_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"
_REFERENCES: Final = {
    "#/definitions/": "#/components/schemas/",
    "#/parameters/": "#/components/parameters/",
    "#/responses/": "#/components/responses/",
}
_STYLES: Final[Mapping[str, Tree]] = {
    "csv": {"explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
    "tsv": {"style": "tabDelimited", "explode": False},
}
_FLOWS: Final = {"accessCode": "authorizationCode", "application": "clientCredentials"}
_OF_A_PARAMETER: Final = ("name", "in", "description", "required", "allowEmptyValue")
_OF_A_FILE: Final[Tree] = {"type": "string", "format": "binary"}


def from_swagger(tree: Tree) -> Tree:
    """
    Write a document of OpenAPI 2.0 as one of OpenAPI 3.

    Args:
        tree: The document; it stays as it is.

    Returns:
        A new tree. Schemas still have keys of 3.0 such as ``nullable``.
    """
    return _Conversion(tree).document()


class _Conversion:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def document(self) -> Tree:
        tree = self._tree
        gone = {"swagger", "host", "basePath", "schemes", "consumes", "produces", "definitions"}
        gone |= {"parameters", "responses", "securityDefinitions", "paths"}
        kept = {key: value for key, value in tree.items() if key not in gone}
        converted = {
            "openapi": "3.0.0",
            **kept,
            "servers": list(self._servers()),
            "paths": {path: self._path(item) for path, item in mapping(tree.get("paths")).items()},
            "components": {
                "schemas": mapping(tree.get("definitions")),
                "parameters": {
                    name: _parameter(one)
                    for name, one in mapping(tree.get("parameters")).items()
                    if mapping(one).get("in") not in ("body", "formData")
                },
                "responses": {
                    name: self._response(one, sequence(tree.get("produces")))
                    for name, one in mapping(tree.get("responses")).items()
                },
                "securitySchemes": {
                    name: _scheme(mapping(one))
                    for name, one in mapping(tree.get("securityDefinitions")).items()
                },
            },
        }
        return mapping(map_objects(converted, _renewed))

    def _servers(self) -> Iterator[Tree]:
        host, base = str(self._tree.get("host", "")), str(self._tree.get("basePath", ""))
        if not host:
            yield {"url": base or "/"}
            return
        schemes = [str(one) for one in sequence(self._tree.get("schemes"))] or ["https"]
        # Both are the same server, and credentials do not travel in the clear.
        chosen = "https" if "https" in schemes else schemes[0]
        yield {"url": f"{chosen}://{host}{base}".rstrip("/")}

    def _path(self, item: Any) -> Any:
        if not is_mapping(item):
            return item
        shared = [mapping(one) for one in sequence(item.get("parameters"))]
        in_body = [one for one in shared if self._is_of_body(one)]
        converted: Tree = {}
        for key, value in item.items():
            if key == "parameters":
                converted[key] = [_parameter(one) for one in shared if not self._is_of_body(one)]
            elif key in METHODS and is_mapping(value):
                converted[key] = self._operation(value, in_body)
            else:
                converted[key] = value
        return converted

    def _operation(self, operation: Tree, shared: list[Tree]) -> Tree:
        parameters = [mapping(one) for one in sequence(operation.get("parameters"))]
        own = [one for one in parameters if self._is_of_body(one)]
        consumes = [str(one) for one in self._of_both(operation, "consumes")]
        produces = [str(one) for one in self._of_both(operation, "produces")]
        gone = ("consumes", "produces", "schemes", "parameters", "responses")
        converted = {key: value for key, value in operation.items() if key not in gone}
        if plain := [_parameter(one) for one in parameters if not self._is_of_body(one)]:
            converted["parameters"] = plain
        if body := self._body([mapping(self._resolved(one)) for one in own or shared], consumes):
            converted["requestBody"] = body
        converted["responses"] = {
            status: self._response(one, produces)
            for status, one in mapping(operation.get("responses")).items()
        }
        return converted

    def _of_both(self, operation: Tree, key: str) -> list[Any]:
        return sequence(operation.get(key, self._tree.get(key)))

    def _resolved(self, node: Tree) -> Any:
        return resolved(self._tree, node)

    def _is_of_body(self, parameter: Tree) -> bool:
        return mapping(self._resolved(parameter)).get("in") in ("body", "formData")

    def _body(self, parameters: list[Tree], consumes: list[str]) -> Tree | None:
        for one in parameters:
            if one["in"] == "body":
                schema = one.get("schema", {})
                body: Tree = {"content": {name: {"schema": schema} for name in consumes or [_JSON]}}
                kept = ("description", "required")
                return {**body, **{key: one[key] for key in kept if key in one}}
        fields = [one for one in parameters if one["in"] == "formData"]
        return _form(fields, consumes) if fields else None

    def _response(self, response: Any, produces: list[str]) -> Any:
        if not is_mapping(response) or "$ref" in response:
            return response
        kept = {
            key: value
            for key, value in response.items()
            if key not in ("schema", "examples", "headers")
        }
        if headers := mapping(response.get("headers")):
            kept["headers"] = {name: _header(mapping(one)) for name, one in headers.items()}
        examples = mapping(response.get("examples"))
        schema = response.get("schema")
        if schema is None:
            return kept
        is_file = mapping(schema).get("type") == "file"
        names = produces or [name for name in examples if "/" in name] or [_JSON]
        kept["content"] = {
            name: {
                "schema": dict(_OF_A_FILE) if is_file else schema,
                **({"example": examples[name]} if name in examples else {}),
            }
            for name in names
        }
        return kept


def _form(fields: list[Tree], consumes: list[str]) -> Tree:
    has_file = any(one.get("type") == "file" for one in fields)
    wanted = [one for one in consumes if one in (_FORM, _MULTIPART)]
    media_type = _MULTIPART if has_file else (wanted or [_FORM])[0]
    required = [str(one.get("name")) for one in fields if one.get("required") is True]
    schema: Tree = {
        "type": "object",
        "properties": {str(one.get("name")): _with_description(one) for one in fields},
        **({"required": required} if required else {}),
    }
    content: Tree = {"schema": schema}
    encoding = {
        str(one.get("name")): {"style": "form", **_STYLES.get(_collection(one), {})}
        for one in fields
        if one.get("type") == "array"
    }
    if encoding:
        content["encoding"] = encoding
    return {"content": {media_type: content}, **({"required": True} if required else {})}


def _with_description(parameter: Tree) -> Tree:
    schema = _schema_of(parameter)
    if "description" in parameter:
        schema["description"] = parameter["description"]
    return schema


def _parameter(parameter: Any) -> Any:
    if not is_mapping(parameter) or "$ref" in parameter:
        return parameter
    kept = {
        key: value
        for key, value in parameter.items()
        if key in _OF_A_PARAMETER
        or (key.startswith("x-") and key not in {*_OLD_EXTENSIONS, "x-example"})
    }
    if "x-example" in parameter:
        kept["example"] = parameter["x-example"]
    if parameter.get("type") == "array":
        kept |= _STYLES.get(_collection(parameter), {})
    return {**kept, "schema": _schema_of(parameter)}


def _collection(parameter: Tree) -> str:
    return str(parameter.get("collectionFormat", "csv"))


def _header(header: Tree) -> Tree:
    if "$ref" in header:
        return header
    described = {"description": header["description"]} if "description" in header else {}
    return {**described, "schema": _schema_of(header)}


def _schema_of(holder: Tree) -> Tree:
    """
    Collect what a parameter or a header says of its value, which 3.0 says in a schema.
    """
    if "schema" in holder:
        return {**mapping(holder["schema"])}
    gone = {*_OF_A_PARAMETER, "collectionFormat", "x-example"}
    schema = {
        key: value
        for key, value in holder.items()
        if key not in gone and (not key.startswith("x-") or key in _OLD_EXTENSIONS)
    }
    if is_mapping(schema.get("items")):
        schema["items"] = _schema_of(schema["items"])
    return dict(_OF_A_FILE) if schema.get("type") == "file" else schema


def _scheme(scheme: Tree) -> Tree:
    kept = {key: value for key, value in scheme.items() if key == "description" or key[:2] == "x-"}
    match scheme.get("type"):
        case "basic":
            return {**kept, "type": "http", "scheme": "basic"}
        case "oauth2":
            flow = str(scheme.get("flow"))
            names = ("authorizationUrl", "tokenUrl", "scopes")
            said = {key: scheme[key] for key in names if key in scheme}
            return {**kept, "type": "oauth2", "flows": {_FLOWS.get(flow, flow): said}}
        case _:
            return scheme


_OLD_EXTENSIONS: Final = {
    "x-nullable": "nullable",
    "x-isnullable": "nullable",
    "x-deprecated": "deprecated",
}
"""Extensions that were widely used in 2.0 for what 3.0 has keys for."""


def _renewed(node: Tree) -> Tree:
    """
    Rewrite what has another spelling wherever it stands: references, discriminators, extensions.
    """
    changed = {_OLD_EXTENSIONS.get(key, key): value for key, value in node.items()}
    reference = node.get("$ref")
    if isinstance(reference, str):
        for old, new in _REFERENCES.items():
            if reference.startswith(old):
                changed["$ref"] = new + reference.removeprefix(old)
    if isinstance(node.get("discriminator"), str) and not is_list(node.get("enum")):
        changed["discriminator"] = {"propertyName": node["discriminator"]}
    return changed
