"""
The compiled validator never takes a value that the one in Python refuses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from kontokit_sandbox import Api
from kontokit_sandbox.openapi.formats import FORMAT_CHECKER
from kontokit_sandbox.openapi.schemas import Schemas
from kontokit_sandbox.openapi.specification import DOCUMENT, Specification, from_tree, load

COUNT = 2_000
"""Bodies for each document; 10,000 in all."""
DEEPEST = 6
WRONG: tuple[Any, ...] = (
    *(None, True, 17, -1, 10**70, Decimal("1.0"), Decimal("-0.001"), Decimal("1E+5"), 0.5),
    *("", "x", "x" * 2_500, "\ud800", "\n", "a\n", "ß", "٣", [], [None], [1, 1], {}, {"x": [1]}),
    *("2026-02-30", "20260301", "2026-03-01", "2026-03-01 24:00:00", "2026-03-01T08:00:00Z"),
    *("8FB65B0E-9418-412D-9865-B960EF81B43F", "{8fb65b0e}", "https://a.invalid/ b", "127.0.0.1"),
)


class Sampler:
    """
    Values that fit a schema, but for one place in ten.
    """

    def __init__(self, specification: Specification, draw: random.Random, wrong: float) -> None:
        self._tree = specification.tree
        self._draw = draw
        self._wrong = wrong

    def value(self, schema: Mapping[str, Any], depth: int = 0) -> Any:
        """
        Draw a value.
        """
        while "$ref" in schema:
            schema = self._followed(schema["$ref"])
        if self._draw.random() < self._wrong:
            return self._draw.choice(WRONG)
        for key in ("const", "example"):
            if key in schema:
                return _exact(schema[key])
        if "enum" in schema:
            return self._draw.choice(schema["enum"])
        for key in ("anyOf", "oneOf"):
            if key in schema:
                return self.value(self._draw.choice(schema[key]), depth)
        return self._typed(schema, depth)

    def _typed(self, schema: Mapping[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        kind = self._draw.choice(kind) if isinstance(kind, list) else kind
        if kind == "object" or "properties" in schema or "allOf" in schema:
            return self._object(schema, depth)
        if kind == "array":
            count = self._draw.randrange(3) if depth < DEEPEST else 0
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(count)]
        plain = {"integer": 3, "number": Decimal("1.50"), "boolean": True, "null": None}
        return plain.get(str(kind), "abcd")

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for part in schema.get("allOf", []):
            found = self.value(part, depth)
            made.update(found if isinstance(found, dict) else {})
        required = schema.get("required", [])
        for name, inner in schema.get("properties", {}).items():
            chance = 0.9 if depth < DEEPEST else 0.0
            if (name in required and self._draw.random() > self._wrong / 4) or (
                self._draw.random() < chance
            ):
                made[name] = self.value(inner, depth + 1)
        if self._draw.random() < self._wrong:
            made["unknown"] = 1
        return made

    def _followed(self, reference: str) -> Any:
        node: Any = self._tree
        for key in reference.split("/")[1:]:
            node = node[key.replace("~1", "/").replace("~0", "~")]
        return node


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float) else value


def schemas_of(specification: Specification) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for operation in specification.operations.values():
        yield from ((one.pointer, one.schema) for one in operation.bodies.values())
        yield from ((one.pointer, one.schema) for one in operation.parameters)
        for response in operation.responses.values():
            yield from ((one.pointer, one.schema) for one in response.bodies.values())


@pytest.mark.parametrize("api", get_args(Api))
def test_both_validators_agree(api: Api) -> None:
    """
    What is compiled accepts a body only if the other does, and accepts nearly all good ones.
    """
    draw = random.Random(api)
    specification = load(api)
    pointers = list(schemas_of(specification))
    compiled = Schemas(specification)
    judges = {
        pointer: Draft202012Validator(
            {"$ref": f"{DOCUMENT}{pointer}"},
            registry=specification.registry,
            format_checker=FORMAT_CHECKER,
        )
        for pointer, _ in pointers
    }
    verdicts: list[tuple[bool, bool]] = []
    for number in range(COUNT):
        pointer, schema = draw.choice(pointers)
        sampler = Sampler(specification, draw, wrong=0.0 if number % 2 else 0.1)
        value = sampler.value(schema)
        verdicts.append((compiled.is_valid(pointer, value), judges[pointer].is_valid(value)))
        assert verdicts[-1] != (True, False), (pointer, value)
        assert bool(compiled.findings(pointer, value, "body")) != verdicts[-1][1]
    assert verdicts.count((False, True)) < COUNT / 50
    assert verdicts.count((True, True)) > COUNT / 4
    assert verdicts.count((False, False)) > COUNT / 20


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer"}, Decimal("1.0")),
        ({"type": ["integer", "null"]}, Decimal("1E+2")),
        ({"type": "number", "format": "decimal"}, 0.5),
        ({"type": "string", "format": "date"}, "20260301"),
        ({"type": "string", "format": "uuid"}, "{8fb65b0e-9418-412d-9865-b960ef81b43f}"),
        ({"type": "number", "maximum": 1}, Decimal("1.0000000000000000000000000001")),
        ({"type": "string"}, b"x"),
    ],
)
def test_compiled_validator_is_as_strict(schema: dict[str, Any], value: object) -> None:
    """
    Numbers and formats are what the house rules take them for, also under a path with braces.
    """
    tree = {
        "servers": [{"url": "http://127.0.0.1"}],
        "paths": {"/a/{b}/c%2F~": {"schema": schema}},
    }
    schemas = Schemas(from_tree("made", {**tree, "paths": {}, "x-paths": tree["paths"]}))
    pointer = "#/x-paths/~1a~1{b}~1c%252F~0/schema"
    assert not schemas.is_valid(pointer, value)
    assert schemas.findings(pointer, value, "body")
