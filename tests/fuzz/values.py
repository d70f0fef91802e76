"""
Makes values that fit a schema: the examples of documents.
"""

from __future__ import annotations

from typing import Any, Final

from kontokit_generator.openapi.document import resolved
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.schemas import is_null, types_of

_TEXTS: Final = {
    "berlin-date-time": "2024-01-02 03:04:05",
    "berlin-iso-date-time": "2024-01-02T03:04:05",
    "byte": "QUJD",
    "counterparty-iban": "DE02120300000000202051",
    "date": "2024-01-02",
    "date-time": "2024-01-02T03:04:05Z",
    "decimal": "12.30",
    "email": "ada@example.com",
    "hostname": "example.com",
    "iban": "DE02120300000000202051",
    "iban-or-text": "DE02120300000000202051",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "time": "03:04:05",
    "uri": "https://example.com/",
    "uuid": "12345678-1234-4234-8234-123456789abc",
}
_DEEP: Final = 4
_TYPED: Final = {"$ref", "type", "enum", "const", "oneOf", "anyOf"}


def value_of(tree: Tree, schema: Any, depth: int = 0) -> Any:
    """
    Make a value of a schema.

    Args:
        tree: The document, for its references.
        depth: How deep the value lies in another one; deep objects have only what they must.
    """
    node = mapping(resolved(tree, schema))
    if "const" in node:
        return node["const"]
    if sequence(node.get("enum")):
        return node["enum"][depth % len(node["enum"])]
    if depth > 3 * _DEEP:
        return None
    if "allOf" in node:
        return value_of(tree, _joined(tree, node), depth)
    for key in ("oneOf", "anyOf"):
        if sequence(node.get(key)):
            return _of_choice(tree, node, key, depth)
    return _of_type(tree, node, depth)


def _of_choice(tree: Tree, node: Tree, key: str, depth: int) -> Any:
    options = [one for one in node[key] if not is_null(one)]
    if not options or (depth > _DEEP and len(options) < len(node[key])):
        return None
    chosen = options[depth % len(options)]
    beside = {name: value for name, value in node.items() if name != key}
    value = value_of(tree, chosen, depth + 1)
    if mapping(node.get("properties")):
        own = value_of(tree, beside, depth + 1)
        value = {**mapping(own), **mapping(value)}
    tag = mapping(node.get("discriminator")).get("propertyName")
    if is_mapping(value) and tag and tag not in value:
        value[tag] = _tag(node, mapping(chosen))
    return value


def _tag(node: Tree, option: Tree) -> str:
    reference = str(option.get("$ref", ""))
    listed = mapping(mapping(node["discriminator"]).get("mapping"))
    named = [value for value, target in listed.items() if target == reference]
    return str(next(iter(named), reference.rpartition("/")[2]))


def _joined(tree: Tree, node: Tree, around: tuple[int, ...] = ()) -> Tree:
    found: Tree = {key: value for key, value in node.items() if key != "allOf"}
    inside = (*around, id(node))  # a part may be the whole
    for part in sequence(node["allOf"]):
        inner = mapping(resolved(tree, part))
        if "allOf" in inner and id(inner) not in inside:
            inner = _joined(tree, inner, inside)
        properties = {**mapping(inner.get("properties")), **mapping(found.get("properties"))}
        required = [*sequence(inner.get("required")), *sequence(found.get("required"))]
        found = {**inner, **found, "properties": properties, "required": required}
        found.pop("allOf", None)
    return found


def _of_type(tree: Tree, node: Tree, depth: int) -> Any:
    kinds = [one for one in types_of(node) if one != "null"]
    kind = kinds[0] if kinds else "object" if "properties" in node else ""
    if not kind:
        return None if types_of(node) else "x"
    match kind:
        case "string":
            return _TEXTS.get(str(node.get("format")), "text")
        case "integer":
            return 7
        case "number":
            return 12.34
        case "boolean":
            return True
        case "array":
            return _of_array(tree, node, depth)
        case _:
            return _of_object(tree, node, depth)


def _of_array(tree: Tree, node: Tree, depth: int) -> list[Any]:
    if depth > _DEEP:
        return []
    first = [value_of(tree, one, depth + 1) for one in sequence(node.get("prefixItems"))]
    return [*first, value_of(tree, node.get("items"), depth + 1)]


def _of_object(tree: Tree, node: Tree, depth: int) -> Tree:
    needed = sequence(node.get("required"))
    found = {
        name: value_of(tree, schema, depth + 1)
        for name, schema in mapping(node.get("properties")).items()
        if depth <= _DEEP or name in needed
    }
    further = node.get("additionalProperties")
    # Where there may be anything, it is no field of the model.
    if is_mapping(further) and further.keys() & _TYPED and depth <= _DEEP:
        found.setdefault("more-1", value_of(tree, further, depth + 1))
    return found
