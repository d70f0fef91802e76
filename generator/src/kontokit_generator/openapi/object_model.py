"""
The object model of OpenAPI 3.1: which key holds which kind of object.

One table says for every kind of object which keys it knows and what kind of object
lies behind each. Rules and passes ask for objects of a kind and never guess from the
name of a key whether they look at a schema or at an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from kontokit_generator.openapi.json_tree import ROOT, Tree, is_list, is_mapping, pointer

Change = Callable[[Tree, str], Tree]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

FURTHER = "x-kontokit-further"
"""In a normalised document: what the fields are that an object has beside its properties."""

_SCHEMA_CHILDREN = {
    **dict.fromkeys(
        ("items", "additionalProperties", "not", "if", "then", "else", "contains"), "schema"
    ),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema[]"),
    **dict.fromkeys(("properties", "patternProperties", "$defs"), "schema{}"),
    FURTHER: "schema",
    "discriminator": "discriminator",
    "externalDocs": "external docs",
}
_VALUED_CHILDREN = {"schema": "schema", "content": "media type{}", "examples": "example{}"}

CHILDREN: Mapping[str, Mapping[str, str]] = {
    "root": {
        "info": "info",
        "servers": "server[]",
        "tags": "tag[]",
        "externalDocs": "external docs",
        "paths": "path item{}",
        "webhooks": "path item{}",
        "components": "components",
    },
    "info": {"contact": "contact", "license": "license"},
    "server": {"variables": "server variable{}"},
    "tag": {"externalDocs": "external docs"},
    "components": {
        "schemas": "schema{}",
        "responses": "response{}",
        "parameters": "parameter{}",
        "examples": "example{}",
        "requestBodies": "request body{}",
        "headers": "header{}",
        "securitySchemes": "security scheme{}",
        "pathItems": "path item{}",
    },
    "path item": {
        "parameters": "parameter[]",
        "servers": "server[]",
        **dict.fromkeys(METHODS, "operation"),
    },
    "operation": {
        "externalDocs": "external docs",
        "parameters": "parameter[]",
        "requestBody": "request body",
        "responses": "response{}",
        "servers": "server[]",
    },
    "parameter": _VALUED_CHILDREN,
    "header": _VALUED_CHILDREN,
    "request body": {"content": "media type{}"},
    "response": {"headers": "header{}", "content": "media type{}"},
    "media type": {"schema": "schema", "examples": "example{}", "encoding": "encoding{}"},
    "encoding": {"headers": "header{}"},
    "schema": _SCHEMA_CHILDREN,
    "security scheme": {"flows": "oauth flows"},
    "oauth flows": dict.fromkeys(
        ("implicit", "password", "clientCredentials", "authorizationCode"), "oauth flow"
    ),
}
"""Kind of the object behind a key; ``[]`` marks a list of them, ``{}`` a map of them."""


def _kinds_below(kind: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        inside = {kind_of(one) for one in CHILDREN.get(waiting.pop(), {}).values()}
        waiting += inside - found
        found |= inside
    return frozenset(found)


def kind_of(marked: str) -> str:
    """
    Take the mark of a list or a map off a kind in the table.
    """
    return marked.removesuffix("[]").removesuffix("{}")


_KINDS_BELOW: Mapping[str, frozenset[str]] = {kind: _kinds_below(kind) for kind in CHILDREN}
"""The kinds of objects that may lie inside one of a kind, at any depth."""


@frozen
class Located:
    """
    One object of a document and where it lies.
    """

    kind: str
    place: str
    name: str
    """The key or index it lies under."""

    node: Tree = field(repr=False)

    @property
    def is_reference(self) -> bool:
        """
        Whether the object only points to another one.
        """
        return isinstance(self.node.get("$ref"), str)


def objects(tree: Tree, *kinds: str) -> Iterator[Located]:
    """
    Visit the objects of a document, outermost first.

    Args:
        kinds: Which kinds to return; all of them when none is named.
    """
    return _visit(tree, "root", ROOT, frozenset(kinds))


def objects_below(node: Any, kind: str, place: str, *kinds: str) -> Iterator[Located]:
    """
    Visit an object of a known kind and the objects inside it, outermost first.
    """
    return _visit(node, kind, place, frozenset(kinds))


def without_inner(located: Located) -> Tree:
    """
    Build a copy of an object in which the objects inside it are empty.
    """
    known = CHILDREN.get(located.kind, {})
    emptied: Tree = {
        key: _emptied(value, known[key]) if key in known else value
        for key, value in located.node.items()
    }
    return emptied


def rewrite(node: Any, kind: str, wanted: str, change: Change, place: str = ROOT) -> Any:
    """
    Build a copy in which every object of one kind is changed, innermost first.

    Args:
        node: An object of a document. It stays as it is.
        kind: What kind of object that is.
        wanted: Which kind to change.
        change: Called with a copy of each and its place; what it returns is put there.
        place: JSON pointer of the object.
    """
    if not is_mapping(node):
        return node
    known = CHILDREN.get(kind, {})
    copied: Tree = {
        key: _rewrite_child(value, known[key], wanted, change, pointer(key, base=place))
        if key in known
        else value
        for key, value in node.items()
    }
    return change(copied, place) if kind == wanted else copied


def _emptied(value: Any, marked: str) -> Any:
    if marked.endswith("[]") and is_list(value):
        return [_empty_if_mapping(item) for item in value]
    if marked.endswith("{}") and is_mapping(value):
        return {key: _empty_if_mapping(item) for key, item in value.items()}
    return _empty_if_mapping(value) if kind_of(marked) == marked else value


def _empty_if_mapping(value: Any) -> Any:
    return {} if is_mapping(value) else value


def _rewrite_child(value: Any, marked: str, wanted: str, change: Change, place: str) -> Any:
    kind = kind_of(marked)
    if marked.endswith("[]") and is_list(value):
        return [
            rewrite(item, kind, wanted, change, pointer(index, base=place))
            for index, item in enumerate(value)
        ]
    if marked.endswith("{}") and is_mapping(value):
        return {
            key: rewrite(item, kind, wanted, change, pointer(key, base=place))
            for key, item in value.items()
        }
    return rewrite(value, kind, wanted, change, place)


def _visit(node: Any, kind: str, place: str, wanted: frozenset[str]) -> Iterator[Located]:
    # A stack, because generators inside generators cost as much for each object as it is deep.
    waiting = [iter([(node, kind, place, "")])]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        node, kind, place, name = child
        if not is_mapping(node):
            continue
        if not wanted or kind in wanted:
            yield Located(kind, place, name, node)
        if not wanted or not wanted.isdisjoint(_KINDS_BELOW.get(kind, ())):
            waiting.append(_children(node, CHILDREN.get(kind, {}), place))


def _children(
    node: Tree, known: Mapping[str, str], place: str
) -> Iterator[tuple[Any, str, str, str]]:
    """
    Visit the values behind the keys of an object, each with its kind, its place and its name.
    """
    for key, value in node.items():
        # Keys that are not in the table hold plain values or examples, never objects of OpenAPI.
        if key not in known:
            continue
        marked = known[key]
        kind, below = kind_of(marked), pointer(key, base=place)
        if marked.endswith("[]") and is_list(value):
            for index, item in enumerate(value):
                yield item, kind, f"{below}/{index}", str(index)
        elif marked.endswith("{}") and is_mapping(value):
            for name, item in value.items():
                yield item, kind, pointer(name, base=below), name
        else:
            yield value, kind, below, key
