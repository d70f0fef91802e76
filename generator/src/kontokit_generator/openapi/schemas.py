"""
Questions about one schema that several steps ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kontokit_generator.openapi.document import resolved
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import objects_below

SCHEMAS = "#/components/schemas/"
CHOICES = ("anyOf", "oneOf")
"""The keys of a schema that list its options."""
DIRECTION = "x-kontokit-direction"
ESSENTIAL = "x-kontokit-essential"
UNION = "x-kontokit-union"
"""Marks a choice between types in a normalised document, and says how they are told apart."""
FALLBACK = "x-kontokit-fallback"
"""Marks the option of a union that is read where no other one fits."""


def reference_to(name: str) -> str:
    """
    Write the reference to a named schema.
    """
    return f"{SCHEMAS}{name}"


def referenced_schema(schema: Tree) -> str | None:
    """
    Name the schema that a schema refers to.
    """
    ref = schema.get("$ref")
    return ref.removeprefix(SCHEMAS) if isinstance(ref, str) and ref.startswith(SCHEMAS) else None


def unwrapped_schema(tree: Tree, content: Tree) -> Tree | None:
    """
    Return the schema of the value in a media type: the one in its envelope, if it has one.

    Args:
        tree: The document.
        content: A Media Type Object.
    """
    schema = content.get("schema")
    envelope = content.get("x-kontokit-envelope")
    if envelope is None or not is_mapping(schema):
        return mapping(schema) if is_mapping(schema) else None
    wrapper = mapping(resolved(tree, schema))
    return mapping(mapping(wrapper.get("properties")).get(str(envelope)))


def types_of(schema: Tree) -> list[str]:
    """
    List the types a schema allows, ``null`` included.
    """
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else [str(one) for one in sequence(kind)]


def is_struct(schema: Tree) -> bool:
    """
    Check whether a schema describes an object with named properties.
    """
    return bool(mapping(schema.get("properties")))


def required_in_model(schema: Mapping[str, Any]) -> list[str]:
    """
    Name the properties that a model cannot be without.

    Of what is read these are only the essential ones: any other property that is missing, or that
    cannot be read, is None. A schema that does not say what is essential keeps what it requires.

    Args:
        schema: An object of a normalised document, which says its direction.
    """
    required = [str(name) for name in sequence(schema.get("required"))]
    if schema.get(DIRECTION) == "write" or ESSENTIAL not in schema:
        return required
    return [name for name in required if name in sequence(schema[ESSENTIAL])]


def expected_in_model(schema: Mapping[str, Any]) -> dict[str, bool]:
    """
    Name the properties that the document requires and a model can be without.

    Args:
        schema: An object of a normalised document.

    Returns:
        The names → whether null is among their values.
    """
    properties = mapping(schema.get("properties"))
    kept = required_in_model(schema)
    return {
        name: is_nullable(mapping(properties.get(name)))
        for name in map(str, sequence(schema.get("required")))
        if name in properties and name not in kept
    }


def is_enum(schema: Tree) -> bool:
    """
    Check whether a schema lists its values.
    """
    return bool(sequence(schema.get("enum")))


def is_whole_enum(schema: Tree) -> bool:
    """
    Check whether a schema lists whole numbers.
    """
    values = [value for value in sequence(schema.get("enum")) if value is not None]
    return bool(values) and all(type(value) is int for value in values)


def is_union(schema: Tree) -> bool:
    """
    Check whether a schema of a normalised document is a choice between types.
    """
    return UNION in schema


def is_null(schema: Any) -> bool:
    """
    Check whether null is the only value of a schema.
    """
    return is_mapping(schema) and types_of(schema) == ["null"]


def is_nullable(schema: Tree) -> bool:
    """
    Check whether null is among the values of a schema.
    """
    options = [*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf"))]
    return "null" in types_of(schema) or any(
        is_mapping(option) and is_nullable(option) for option in options
    )


def without_null(schema: Tree) -> Tree:
    """
    Return a schema as it would be if null were not among its values.
    """
    kept = {**schema}
    kinds = [kind for kind in types_of(schema) if kind != "null"]
    if kinds:
        kept["type"] = kinds[0] if len(kinds) == 1 else kinds
    if is_enum(schema):
        kept["enum"] = [value for value in schema["enum"] if value is not None]
    if is_union(schema):
        kept["anyOf"] = [option for option in schema["anyOf"] if not is_null(option)]
    return kept


def or_null(schema: Tree) -> Tree:
    """
    Allow null beside what a reference leads to.
    """
    kept = {key: value for key, value in schema.items() if key != "$ref"}
    return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **kept}


def references_in(schema: Tree) -> Iterator[str]:
    """
    Name every schema that is referred to inside a schema, mappings of discriminators included.
    """
    for located in objects_below(schema, "schema", "#", "schema", "discriminator"):
        if located.kind == "schema":
            if name := referenced_schema(located.node):
                yield name
        else:
            for target in mapping(located.node.get("mapping")).values():
                yield str(target).removeprefix(SCHEMAS)
