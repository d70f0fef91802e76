"""
Queries that rules share: calls, parameters, bodies, properties of schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.openapi.document import Document, Operation, operations, resolved
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.openapi.media_types import chosen_body, is_written_by_schema
from kontokit_generator.openapi.schemas import referenced_schema
from kontokit_generator.openapi.unions import union_bases
from kontokit_generator.python.naming import parameter_name


def calls(document: Document) -> Iterator[Operation]:
    """
    Visit the operations that a client calls, in the order of the document.
    """
    return (one for one in operations(document.tree) if not one.is_webhook)


def parameters_of(document: Document, operation: Operation) -> list[Tree]:
    """
    List the parameters of an operation and those that its path shares, references resolved.
    """
    item = mapping(mapping(document.tree.get("paths")).get(operation.path))
    own = _resolved_parameters(document, operation.node)
    taken = {_parameter_key(one) for one in own}
    shared = _resolved_parameters(document, item)
    return [*(one for one in shared if _parameter_key(one) not in taken), *own]


def argument_of(operation: Operation, parameter: Tree) -> str:
    """
    Name the argument that a parameter becomes.
    """
    wire, place = str(parameter.get("name")), str(parameter.get("in"))
    return parameter_name(wire, place, operation.path)


def _resolved_parameters(document: Document, holder: Tree) -> list[Tree]:
    found = sequence(holder.get("parameters"))
    return [mapping(resolved(document.tree, one)) for one in found]


def _parameter_key(parameter: Tree) -> tuple[str, str]:
    return str(parameter.get("in")), str(parameter.get("name"))


def parameter_names(document: Document, operation: Operation) -> set[str]:
    """
    Name the parameters of an operation as they stand on the wire.
    """
    return {str(one.get("name")) for one in parameters_of(document, operation)}


def body_schema(document: Document, operation: Operation) -> Tree:
    """
    Return the schema of an operation's body, references resolved; empty where it has none, or the
    body is raw or any of several objects.
    """
    request = mapping(resolved(document.tree, operation.node.get("requestBody")))
    media_type, schema = chosen_body(request)
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    is_union = referenced_schema(schema) in union_bases(schemas)
    if is_union or not is_written_by_schema(media_type):
        return {}
    return mapping(resolved(document.tree, schema))


def body_has(document: Document, operation: Operation, name: str) -> bool:
    """
    Check whether the body of an operation has a property.
    """
    return body_property(document, operation, name) is not None


def body_property(document: Document, operation: Operation, name: str) -> Any:
    """
    Find the schema of a property that the body of an operation has.
    """
    request = mapping(resolved(document.tree, operation.node.get("requestBody")))
    content = mapping(request.get("content")).values()
    found = (property_of(document, mapping(one).get("schema"), name) for one in content)
    return next((one for one in found if one is not None), None)


def answered(document: Document, operation: Operation) -> list[Any]:
    """
    List the schemas of the successful responses of an operation.
    """
    responses = mapping(operation.node.get("responses"))
    good = (one for status, one in responses.items() if str(status).startswith("2"))
    found = (mapping(resolved(document.tree, one)).get("content") for one in good)
    return [mapping(one).get("schema") for content in found for one in mapping(content).values()]


def property_of(document: Document, schema: Any, name: str) -> Any:
    """
    Find the schema of a property, also behind references and in parts of a schema.
    """
    described = (mapping(one.get("properties")) for one in _with_parts(document, schema, ()))
    return next((one[name] for one in described if name in one), None)


def property_names(document: Document, schema: Any) -> list[str]:
    """
    Name the properties of a schema, those of its parts included.
    """
    parts = _with_parts(document, schema, ())
    return [name for part in parts for name in mapping(part.get("properties"))]


def required_names(document: Document, schema: Any) -> list[str]:
    """
    Name what a schema requires, its parts included.
    """
    parts = _with_parts(document, schema, ())
    return [str(name) for part in parts for name in sequence(part.get("required"))]


def _with_parts(document: Document, schema: Any, seen: tuple[int, ...]) -> Iterator[Tree]:
    node = mapping(resolved(document.tree, schema))
    # Not by value: equal schemas at two places are no circle.
    if id(node) in seen:
        return
    yield node
    for part in sequence(node.get("allOf")):
        yield from _with_parts(document, part, (*seen, id(node)))


def property_at(document: Document, schema: Any, path: str) -> Any:
    """
    Find the schema at a path of properties with dots between them.

    Args:
        document: Where references lead.
        schema: The schema that the path begins in.
        path: Such as ``payload.errorCode``; in the names of lists, ``[]`` stands for an entry.
    """
    for name in path.split("."):
        found = property_of(document, _certain(document, schema), name.removesuffix("[]"))
        if name.endswith("[]"):
            found = mapping(_certain(document, found)).get("items")
        schema = found
    return schema


def _certain(document: Document, schema: Any) -> Any:
    """
    Follow references, and leave out that it may be null.
    """
    node = mapping(resolved(document.tree, schema))
    # A nullable reference is written as anyOf of the reference and null.
    kinds = [one for one in sequence(node.get("anyOf")) if mapping(one).get("type") != "null"]
    return resolved(document.tree, kinds[0]) if len(kinds) == 1 else node


def values_of(document: Document, schema: Any) -> list[str]:
    """
    List the values that a schema knows; none where it knows no end of them.
    """
    node = mapping(_certain(document, schema))
    return [str(one) for one in sequence(node.get("enum")) if one is not None]
