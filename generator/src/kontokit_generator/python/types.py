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


def python_type(schema: Schema, *, is_written: bool = False) -> str:
    """
    Write the type that a schema has in a result.

    Args:
        schema: A normalised schema: a reference, a scalar, an array or a map.
        is_written: The type that it has in a request instead, where amounts of texts stay texts.

    Returns:
        The type as Python source; models are written ``models.Name``.
    """
    kinds = _kinds(schema)
    if kinds == ["null"]:
        return "None"
    others = [kind for kind in kinds if kind != "null"]
    text = _non_null(schema, others, is_written=is_written)
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


def _non_null(schema: Schema, kinds: list[str], *, is_written: bool) -> str:
    if name := referenced_name(schema):
        return f"models.{name}"
    if "anyOf" in schema or "oneOf" in schema:
        members = schema.get("anyOf", schema.get("oneOf", []))
        types = (python_type(member, is_written=is_written) for member in members)
        return " | ".join(dict.fromkeys(types))
    if not kinds:
        return "Any"
    return " | ".join(_single(schema, kind, is_written=is_written) for kind in kinds)


def _single(schema: Schema, kind: str, *, is_written: bool) -> str:
    match kind:
        case "array":
            return f"list[{python_type(schema.get('items', {}), is_written=is_written)}]"
        case "object":
            values = schema.get("additionalProperties")
            inner = python_type(values, is_written=is_written) if is_mapping(values) else "Any"
            return f"dict[str, {inner}]"
        case "string" if is_written and schema.get("format") == "decimal":
            return "DecimalText"
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
