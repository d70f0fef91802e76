"""
Probes of schemas: choices, amounts, enums, objects and null.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final

from kontokit_generator.openapi.json_tree import is_list
from kontokit_generator.python.naming import constant_name
from tests.support.probes.probe import Probe


def _value(name: str, schema: str, reply: str, gives: Any, more: str = "") -> Probe:
    """
    Make a probe of one property.
    """
    return Probe(
        name=name,
        schemas=f"{{Thing: {{type: object, properties: {{value: {schema}}}}}, {more}}}",
        reply=f'{{"value": {reply}}}',
        reads=lambda found: _shown(found.value),
        gives=gives,
    )


def _member(name: str, schema: str, reply: str, member: str = "") -> Probe:
    """
    Make a probe of one property that is a member of an enum.
    """
    value = json.loads(reply)
    return Probe(
        name=name,
        schemas=f"{{Thing: {{type: object, properties: {{value: {schema}}}}}}}",
        reply=f'{{"value": {reply}}}',
        reads=lambda found: (found.value.name, found.value.value),
        gives=(member or constant_name(str(value)), value),
    )


def _shown(value: Any) -> Any:
    """
    Tell models by class and fields; decimals with all their digits.
    """
    if is_list(value):
        return [_shown(one) for one in value]
    if isinstance(value, Decimal):
        return f"Decimal {value}"
    fields = getattr(value, "__struct_fields__", None)
    if fields is None:
        return value
    return (type(value).__name__, {one: _shown(getattr(value, one)) for one in fields})


_TWO: Final = 'oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]'
_STRINGS: Final = """
Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}},
Dog: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
"""
_CONSTANTS: Final = """
Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}},
Dog: {type: object, required: [kind], properties: {kind: {const: dog}, name: {type: string}}}
"""
_SHAPES: Final = """
Cat: {type: object, required: [lives], properties: {lives: {type: integer}}},
Dog: {type: object, required: [name], properties: {name: {type: string}}}
"""
_ALIKE: Final = """
Cat: {type: object, properties: {name: {type: integer}}},
Dog: {type: object, properties: {name: {type: string}}}
"""

CHOICES: Final = [
    _value(
        "discriminator with text tags",
        f"{{{_TWO}, discriminator: {{propertyName: kind, mapping: {{tom: Cat, rex: Dog}}}}}}",
        '{"kind": "rex", "name": "A"}',
        ("Dog", {"kind": "rex", "name": "A"}),
        _STRINGS,
    ),
    _value(
        "discriminator with constant tags",
        f"{{{_TWO}, discriminator: {{propertyName: kind}}}}",
        '{"kind": "cat", "lives": 9}',
        ("Cat", {"kind": "cat", "lives": 9}),
        _CONSTANTS,
    ),
    _value(
        "constants without discriminator",
        f"{{{_TWO}}}",
        '{"kind": "dog", "name": "A"}',
        ("Dog", {"kind": "dog", "name": "A"}),
        _CONSTANTS,
    ),
    _value(
        "shapes without discriminator",
        f"{{{_TWO}}}",
        '{"lives": 9}',
        ("Cat", {"lives": 9}),
        _SHAPES,
    ),
    Probe(
        name="nothing tells options apart",
        schemas=f"{{Thing: {{type: object, properties: {{value: {{{_TWO}}}}}}}, {_ALIKE}}}",
        reply='{"value": {"name": "A"}}',
        reads=lambda found: (type(found.value).__name__, found.value.value),
        gives=("RawJson", {"name": "A"}),
    ),
    _value("several scalar types", '{type: [string, integer, "null"]}', "7", 7),
    _value("null or a constant", '{anyOf: [{type: "null"}, {const: a}]}', '"a"', "a"),
    _value("null in place of a constant", '{anyOf: [{type: "null"}, {const: a}]}', "null", None),
    _value("texts, each a constant", "{oneOf: [{const: a, title: A}, {const: b}]}", '"b"', "b"),
    _value(
        "whole numbers, each a constant",
        "{oneOf: [{type: integer, const: 1}, {type: integer, const: 2}]}",
        "2",
        2,
    ),
    _member("text of constants of two types", "{oneOf: [{const: auto}, {const: 1}]}", '"auto"'),
    _member("number of constants of two types", "{oneOf: [{const: auto}, {const: 1}]}", "1"),
    _member(
        "unknown number beside constants", "{oneOf: [{const: auto}, {const: 1}]}", "9", "unknown"
    ),
    _member("enums of two types", "{anyOf: [{enum: [auto]}, {type: integer, enum: [1, 2]}]}", "1"),
    _member("enum beside whole numbers", "{oneOf: [{enum: [auto]}, {type: integer}]}", '"auto"'),
    _member("unknown text beside numbers", "{enum: [auto, 1]}", '"new"', "unknown"),
    _member("constants that are texts", "{oneOf: [{const: auto}, {enum: [off]}]}", '"auto"'),
    _value(
        "truth value beside a constant", "{oneOf: [{const: true}, {const: auto}]}", "true", True
    ),
    _value(
        "inline object or null, twice the same",
        '{anyOf: [{type: object, properties: {x: {type: string}}}, {type: "null"}]}',
        '{"x": "a"}',
        ("ThingValue", {"x": "a"}),
        "ThingValue: {type: object, properties: {x: {type: string}}}",
    ),
]
VALUES: Final = [
    _value("amount as text", "{type: string, format: decimal}", '"12.50"', "Decimal 12.50"),
    _value("amount as number", "{type: number, format: decimal}", "12.50", "Decimal 12.50"),
    _value("whole numbers as enum", "{type: integer, enum: [1, -1]}", "-1", -1),
    _value("enum of texts and numbers", "{enum: [auto, 1]}", "1", 1),
    _value("enum with null", '{type: [string, "null"], enum: [a, null]}', "null", None),
    _value("type null", '{type: "null"}', "null", None),
    Probe(
        name="enum values that are equal up to case",
        schemas="""
            Thing: {type: object, properties: {value: {$ref: "#/components/schemas/Side"}}}
            Side: {type: string, enum: [buy, BUY]}
        """,
        reply='{"value": "BUY"}',
        reads=lambda found: (found.value.name, found.value.value),
        gives=("BUY_2", "BUY"),
    ),
    _value(
        "allOf that narrows",
        '{$ref: "#/components/schemas/Savings"}',
        '{"kind": "savings", "limit": 1.50}',
        ("Savings", {"kind": "savings", "limit": "Decimal 1.50"}),
        """
        Account: {type: object, required: [kind], properties: {
            kind: {type: string, enum: [giro, savings]},
            limit: {type: [number, "null"], format: decimal}}},
        Savings: {allOf: [{$ref: "#/components/schemas/Account"}, {type: object, properties: {
            kind: {const: savings}, limit: {type: number, format: decimal, minimum: 0}}}]}
        """,
    ),
    Probe(
        name="additionalProperties beside properties",
        schemas="""
            Thing:
              type: object
              properties: {base: {type: string}}
              additionalProperties: {type: number, format: decimal}
        """,
        reply='{"base": "EUR", "USD": 1.10}',
        reads=lambda found: (found.base, found.further),
        gives=("EUR", {"USD": Decimal("1.10")}),
    ),
    Probe(
        name="object that contains itself",
        schemas='Thing: {type: object, properties: {in: {$ref: "#/components/schemas/Thing"}}}',
        reply='{"in": {"in": {}}}',
        reads=lambda found: (type(found.in_.in_).__name__, found.in_.in_.in_),
        gives=("Thing", None),
    ),
    Probe(
        name="map of lists",
        schemas="""
            Thing: {type: object, additionalProperties: {type: array, items: {type: integer}}}
        """,
        reply='{"a": [1, 2]}',
        gives={"a": [1, 2]},
    ),
]
