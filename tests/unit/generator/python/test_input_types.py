"""
The types of arguments: what a caller may write for each schema.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.python.input_types import InputTypes

SCHEMAS: dict[str, Any] = {
    "Kind": {"type": "string", "enum": ["a", "b", None]},
    "Country": {"type": "string", "enum": ["AT", "BE", "CH", "DE", "FR"]},
    "Order": {"type": "object", "properties": {"id": {"type": "string"}}},
    "PartInput": {
        "type": "object",
        "properties": {"id": {"type": "string"}},
        "x-kontokit-input-of": "Part",
    },
    "Login": {
        "type": "object",
        "properties": {
            "label": {"type": "string"},
            "value": {"type": "string", "format": "password"},
        },
        "x-kontokit-pair": {"label": "label", "value": "value"},
    },
    "Names": {"type": "array", "items": {"type": "string"}},
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "number", "format": "decimal"}, "Decimal | int | str"),
        ({"type": "number"}, "float"),
        ({"type": "string", "format": "password"}, "Secret | str"),
        ({"type": "string", "format": "uuid"}, "str | UUID"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": ["boolean", "null"]}, "bool | None"),
        (ref("Kind"), 'models.Kind | Literal["a", "b"] | str'),
        (ref("Country"), "models.Country | types.Country | str"),
        (
            {"type": "array", "items": ref("Kind")},
            'Sequence[models.Kind | Literal["a", "b"] | str]',
        ),
        (ref("Order"), "models.Order | types.OrderDict"),
        (ref("PartInput"), "models.PartInput | models.Part | types.PartDict"),
        ({"anyOf": [{"type": "null"}, ref("Order")]}, "models.Order | types.OrderDict | None"),
        (ref("Names"), "Sequence[str]"),
        (
            {"type": "array", "items": ref("Login")},
            "Sequence[models.Login | types.LoginDict] | Mapping[str, Secret | str]",
        ),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            "Mapping[str, int]",
        ),
        ({"type": "object", "additionalProperties": True}, "Mapping[str, Any]"),
        ({}, "Any"),
        ({"oneOf": [{"type": "string"}, {}]}, "Any"),
    ],
)
def test_an_argument_takes_all_that_can_be_sent(schema: dict[str, Any], written: str) -> None:
    """
    Null comes last, and nothing is named twice.
    """
    assert InputTypes(SCHEMAS).of(schema) == written
