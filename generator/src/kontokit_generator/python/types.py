"""
How a schema becomes the text of the Python type of a result.

Models are typed by datamodel-code-generator; here stand the types of results, which name the same
models. Types of arguments stand in ``input_types``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit_generator.openapi.json_tree import is_mapping
from kontokit_generator.python.model_types import RUNTIME_TYPES
from kontokit_generator.python.naming import class_name

Schema = Mapping[str, Any]

FORMATS = {
    **{form: path.rpartition(".")[2] for form, path in RUNTIME_TYPES.items()},
    "binary": "bytes",
    "decimal": "Decimal",
    "file-part": "FilePart",
}
"""The Python type of each string or number format that is more than text."""


def python_type(schema: Schema) -> str:
    """
    Write the type that a schema has in a result.

    Args:
        schema: A normalised schema: a reference, a scalar, an array or a map.

    Returns:
        The type as Python source; models are written ``models.Name``.
    """
    kinds = _kinds(schema)
    if kinds == ["null"]:
        return "None"
    text = _non_null(schema, [kind for kind in kinds if kind != "null"])
    return f"{text} | None" if "null" in kinds else text


def referenced_name(schema: Schema) -> str | None:
    """
    Return the class a schema refers to, or None where it is no reference.
    """
    reference = schema.get("$ref")
    return class_name(reference.rsplit("/", 1)[-1]) if reference else None


def _kinds(schema: Schema) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _non_null(schema: Schema, kinds: list[str]) -> str:
    if name := referenced_name(schema):
        return f"models.{name}"
    if "anyOf" in schema or "oneOf" in schema:
        members = schema.get("anyOf", schema.get("oneOf", []))
        return " | ".join(dict.fromkeys(python_type(member) for member in members))
    if not kinds:
        return "Any"
    return " | ".join(_single(schema, kind) for kind in kinds)


def _single(schema: Schema, kind: str) -> str:
    match kind:
        case "array":
            return f"list[{python_type(schema.get('items', {}))}]"
        case "object":
            values = schema.get("additionalProperties")
            inner = python_type(values) if is_mapping(values) else "Any"
            return f"dict[str, {inner}]"
        case "string":
            return FORMATS.get(schema.get("format", ""), "str")
        case "integer":
            return "int"
        case "number":
            return "Decimal" if schema.get("format") == "decimal" else "float"
        case "boolean":
            return "bool"
        case _:
            return "Any"
