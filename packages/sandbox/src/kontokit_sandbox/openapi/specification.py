"""
An OpenAPI document as the server needs it: operations that can be looked up by path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .path_index import PathIndex

__all__ = ["DOCUMENT", "Body", "Operation", "Parameter", "ResponseSpec", "Specification", "load"]

DOCUMENT = "urn:kontokit:document"
"""The URI of the document, to which the references of its schemas are resolved."""

_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """
    One parameter of an operation, or one header of an response.
    """

    name: str
    """The name; header names are in lower case."""
    place: str
    """``path``, ``query`` or ``header``."""
    required: bool
    pointer: str
    """JSON pointer to the schema."""
    schema: Mapping[str, Any]
    """The schema, with a reference at its top resolved."""
    explode: bool


@dataclass(frozen=True, kw_only=True)
class Body:
    """
    The content of a request or response in one media type.
    """

    media_type: str
    pointer: str
    """JSON pointer to the schema."""
    schema: Mapping[str, Any]
    """The schema, with a reference at its top resolved."""


@dataclass(frozen=True, kw_only=True)
class ResponseSpec:
    """
    One documented response.
    """

    bodies: Mapping[str, Body]
    headers: tuple[Parameter, ...]
    """The documented headers."""
    is_body_optional: bool
    """Whether it may come without a body."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """
    One operation of the document.
    """

    id: str
    method: str
    path: str
    segments: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    security: tuple[tuple[str, ...], ...]
    bodies: Mapping[str, Body]
    body_required: bool
    responses: Mapping[str, ResponseSpec]

    def arguments_in(self, segments: Sequence[str]) -> dict[str, str] | None:
        """
        Extract the path parameters from a path. Returns None if the path does not match.
        """
        if len(segments) != len(self.segments):
            return None
        found: dict[str, str] = {}
        for wanted, given in zip(self.segments, segments, strict=True):
            if wanted.startswith("{") and given:
                # Decoded only after the split: an encoded slash does not start a segment.
                found[wanted[1:-1]] = unquote(given)
            elif wanted != given:
                return None
        return found


@dataclass(kw_only=True, eq=False)
class Specification:
    """
    A document with its operations.
    """

    name: str
    tree: Mapping[str, Any]
    base_path: str
    """The path of its server URL, such as ``/api/v1``, or an empty string."""
    registry: Registry[Any]
    operations: dict[str, Operation] = field(default_factory=dict[str, Operation])
    """All operations by their id."""
    _paths: PathIndex[Operation] = field(default_factory=PathIndex[Operation], init=False)

    def add(self, operation: Operation) -> None:
        """
        Add an operation.
        """
        self.operations[operation.id] = operation
        self._paths.add(operation.segments, operation)

    def find(self, path: str) -> list[tuple[Operation, dict[str, str]]]:
        """
        Find the operations of an encoded path, the most literal ones first.
        """
        if not path.startswith(self.base_path):
            return []
        segments = path[len(self.base_path) :].split("/")
        found = [(one, one.arguments_in(segments)) for one in self._paths.find(segments)]
        fitting = [(one, arguments) for one, arguments in found if arguments is not None]
        # Fewer path parameters first, so that /users/search wins over /users/{id}.
        return sorted(fitting, key=lambda pair: len(pair[1]))


@cache
def load(name: str) -> Specification:
    """
    Load a specification from the package. All sandboxes of a process share it.

    Args:
        name: The name of an API, such as ``bankimport``.

    Returns:
        The parsed specification.
    """
    text = files("kontokit_sandbox").joinpath("specs", f"{name}.json").read_text("utf-8")
    # As Decimal, because a limit such as multipleOf 0.01 cannot be checked with floats.
    return from_tree(name, json.loads(text, parse_float=Decimal))


def from_tree(name: str, tree: Mapping[str, Any]) -> Specification:
    """
    Make a specification from a parsed document.
    """
    resource = Resource.from_contents(tree, default_specification=DRAFT202012)
    specification = Specification(
        name=name,
        tree=tree,
        base_path=urlsplit(str(tree["servers"][0]["url"])).path.rstrip("/"),
        registry=Registry[Any]().with_resource(DOCUMENT, resource),
    )
    for operation in _operations(tree):
        specification.add(operation)
    return specification


def _operations(tree: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in tree["paths"].items():
        for method in _METHODS:
            if method in item:
                at = f"/paths/{_escaped(path)}/{method}"
                yield _operation(tree, path, method, item, at)


def _operation(
    tree: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any], at: str
) -> Operation:
    node = item[method]
    body, body_at = _followed(tree, node.get("requestBody", {}), f"{at}/requestBody")
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        path=path,
        segments=tuple(path.split("/")),
        parameters=tuple(_parameters(tree, path, method, item)),
        security=tuple(tuple(alternative) for alternative in node["security"]),
        bodies=_bodies(tree, body, body_at),
        body_required=body.get("required", False),
        responses={
            status: _response(tree, response, f"{at}/responses/{status}")
            for status, response in node["responses"].items()
        },
    )


def _parameters(
    tree: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any]
) -> Iterator[Parameter]:
    at = f"/paths/{_escaped(path)}"
    for owner, node in ((at, item), (f"{at}/{method}", item[method])):
        for index, written in enumerate(node.get("parameters", [])):
            yield _parameter(tree, written, f"{owner}/parameters/{index}")


def _parameter(
    tree: Mapping[str, Any], written: Mapping[str, Any], at: str, header: str = ""
) -> Parameter:
    node, at = _followed(tree, written, at)
    place = node.get("in", "header")
    name = header or node["name"]
    return Parameter(
        name=name.lower() if place == "header" else name,
        place=place,
        required=node.get("required", False),
        pointer=f"#{at}/schema",
        schema=_followed(tree, node["schema"], "")[0],
        # OpenAPI's default: only query parameters explode.
        explode=node.get("explode", place == "query"),
    )


def _response(tree: Mapping[str, Any], written: Mapping[str, Any], at: str) -> ResponseSpec:
    node, at = _followed(tree, written, at)
    headers = tuple(
        _parameter(tree, header, f"{at}/headers/{_escaped(name)}", name)
        for name, header in node.get("headers", {}).items()
    )
    return ResponseSpec(
        bodies=_bodies(tree, node, at),
        headers=headers,
        is_body_optional=bool(node.get("x-body-optional")),
    )


def _bodies(tree: Mapping[str, Any], node: Mapping[str, Any], at: str) -> dict[str, Body]:
    return {
        media_type: Body(
            media_type=media_type,
            pointer=f"#{at}/content/{_escaped(media_type)}/schema",
            schema=_followed(tree, content.get("schema", {}), "")[0],
        )
        for media_type, content in node.get("content", {}).items()
    }


def _followed(
    tree: Mapping[str, Any], node: Mapping[str, Any], at: str
) -> tuple[Mapping[str, Any], str]:
    """
    Resolve references, and return the node with its JSON pointer.
    """
    while "$ref" in node:
        at = node["$ref"][1:]
        found: Any = tree
        for key in at.split("/")[1:]:
            # In this order, see RFC 6901: ~01 stands for ~1 and not for a slash.
            found = found[key.replace("~1", "/").replace("~0", "~")]
        node = found
    return node, at


def _escaped(key: str) -> str:
    return re.sub("/", "~1", key.replace("~", "~0"))
