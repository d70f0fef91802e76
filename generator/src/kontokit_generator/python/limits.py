"""
The limits of a schema in words, for the docstrings of fields and arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]


def limits(schema: Schema) -> str:
    """
    Describe the constraints of a value besides its type.

    Args:
        schema: The schema of a property or a parameter.

    Returns:
        Short sentences, or an empty text. They inform; the provider is the one to refuse.
    """
    return " ".join(_sentences(schema))


def _sentences(schema: Schema) -> Iterator[str]:
    if text := _range(schema, "minLength", "maxLength"):
        yield f"{text} character{_plural(schema, 'maxLength', 'minLength')}."
    if text := _range(schema, "minItems", "maxItems"):
        yield f"{text} item{_plural(schema, 'maxItems', 'minItems')}."
    if text := _range(schema, "minimum", "maximum"):
        yield f"{text}."
    if schema.get("default") is not None and schema.get("default") != []:
        yield f"Left out, it is ``{_written(schema['default'])}``."


def _range(schema: Schema, least: str, most: str) -> str:
    low, high = schema.get(least), schema.get(most)
    if low is not None and low == high:
        return f"Exactly {low}"
    if low is None and high is None:
        return ""
    if low is None or (low == 0 and least != "minimum"):
        return "" if high is None else f"At most {high}"
    return f"At least {low}" if high is None else f"{low} to {high}"


def _plural(schema: Schema, *keys: str) -> str:
    counted = next(schema[key] for key in keys if key in schema)
    return "" if counted == 1 else "s"


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
