"""
Parses path, query, header and form parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from .specification import Parameter

__all__ = ["read_form", "read_parameters", "read_query"]

# Stricter than int() and Decimal(), which also take blanks, underscores and other digits.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_BOOLEANS = {"true": True, "false": False}


def read_query(text: str) -> list[tuple[str, str]]:
    """
    Split a query into names and values, in order and with repetitions.
    """
    return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict")


def read_parameters(
    parameters: Sequence[Parameter], given: Sequence[tuple[str, str]]
) -> tuple[dict[str, Any], list[str]]:
    """
    Parse the path, query or header parameters of a request.

    Args:
        parameters: The documented parameters.
        given: Names and values as received.

    Returns:
        The values by name, and the findings.
    """
    values: dict[str, Any] = {}
    findings: list[str] = []
    for parameter in parameters:
        texts = [text for name, text in given if name == parameter.name]
        if not texts:
            if parameter.required:
                findings.append(f"{parameter.place}: {parameter.name} is missing")
            continue
        if len(texts) > 1 and not (_is_array(parameter.schema) and parameter.explode):
            findings.append(f"{parameter.place}: {parameter.name} occurs {len(texts)} times")
        # Read even if repeated, so that one response reports all findings.
        values[parameter.name] = _value(parameter, texts)
    return values, findings


def read_form(body: bytes, schema: Mapping[str, Any]) -> dict[str, Any]:
    """
    Parse a URL-encoded form.

    Args:
        body: The form as received.
        schema: Decides which fields are numbers or lists.

    Returns:
        The fields by name.

    Raises:
        ValueError: The body is not a form in UTF-8.
    """
    properties = schema.get("properties", {})
    found: dict[str, Any] = {}
    for name, text in parse_qsl(
        # An empty form is valid, but strict parsing would refuse it.
        body.decode("ascii"),
        keep_blank_values=True,
        strict_parsing=bool(body),
        errors="strict",
    ):
        field = properties.get(name, {})
        if _is_array(field):
            found.setdefault(name, []).append(_scalar(field.get("items", {}), text))
        elif name in found:
            raise ValueError(f"the field {name} occurs twice")
        else:
            found[name] = _scalar(field, text)
    return found


def _value(parameter: Parameter, texts: list[str]) -> Any:
    if not _is_array(parameter.schema):
        return _scalar(parameter.schema, texts[0])
    items = parameter.schema.get("items", {})
    pieces = texts if parameter.explode else [p for text in texts for p in text.split(",")]
    return [_scalar(items, piece) for piece in pieces]


def _scalar(schema: Mapping[str, Any], text: str) -> Any:
    """
    Convert a text to the type of its schema. Other texts stay as they are and fail validation.
    """
    kind = schema.get("type")
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "number" and _NUMBER.fullmatch(text):
        return Decimal(text)
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    return text


def _is_array(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") == "array"
