"""
What rules look up in a document: calls, their parameters, their bodies, properties of schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.document import Document, Operation, operations, resolved
from generator.tree import Tree, mapping, sequence


def calls(document: Document) -> Iterator[Operation]:
    """
    Visit the operations that a client calls, in the order of the document.
    """
    return (one for one in operations(document.tree) if not one.is_webhook)


def parameters_of(document: Document, operation: Operation) -> list[Tree]:
    """
    List the parameters of an operation, references resolved.
    """
    found = sequence(operation.node.get("parameters"))
    return [mapping(resolved(document.tree, one)) for one in found]


def parameter_names(document: Document, operation: Operation) -> set[str]:
    """
    Name the parameters of an operation as they stand on the wire.
    """
    return {str(one.get("name")) for one in parameters_of(document, operation)}


def body_has(document: Document, operation: Operation, name: str) -> bool:
    """
    Tell whether the body of an operation has a property.
    """
    request = mapping(resolved(document.tree, operation.node.get("requestBody")))
    content = mapping(request.get("content")).values()
    return any(
        property_of(document, mapping(one).get("schema"), name) is not None for one in content
    )


def property_of(document: Document, schema: Any, name: str) -> Any:
    """
    Find the schema of a property, also behind references and in parts of a schema.
    """
    node: Tree = mapping(resolved(document.tree, schema))
    if name in mapping(node.get("properties")):
        return node["properties"][name]
    parts = (property_of(document, part, name) for part in sequence(node.get("allOf")))
    return next((part for part in parts if part is not None), None)
