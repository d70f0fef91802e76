"""
Draws schemas over all keywords.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from hypothesis import strategies as st

from kontokit_generator.lint.types import FORMATS
from tests.fuzz.names import property_names, values, wires

Schema = dict[str, Any]
Draw = st.DrawFn

# Only what a payee is known by has the last one.
_FORMATS: Final = sorted(FORMATS["string"] - {"counterparty-iban"})
_CHECKS: Final[dict[str, tuple[Schema, ...]]] = {
    "string": ({"minLength": 1}, {"maxLength": 99}, {"pattern": "^.*$"}, {"pattern": '"\\\\\\d*'}),
    "integer": ({"minimum": -5}, {"exclusiveMaximum": 10**20}, {"multipleOf": 1}),
    "number": ({"minimum": 0}, {"maximum": 1e9}, {"format": "decimal"}),
    "array": ({"minItems": 0}, {"maxItems": 3}, {"uniqueItems": True}),
    "object": ({"minProperties": 0}, {"maxProperties": 99}),
}
_RARE: Final[tuple[Schema, ...]] = (
    {"type": "string", "format": "counterparty-iban"},
    {"type": "string", "contentMediaType": "application/json"},
    {"type": "string", "contentEncoding": "base64"},
    {"not": {"type": "string"}},
    {"minimum": 3},
    {"type": []},
    {"type": "any"},
    {"oneOf": []},
    {"allOf": []},
    {"enum": []},
    {"anyOf": [True]},
    {"$ref": "#/components/schemas/Missing"},
    {"$ref": "#/components/responses"},
    {"$ref": "other.yaml#/x"},
    {"type": "array"},
    {"items": [{"type": "string"}], "type": "array"},
    {"type": "object", "properties": []},
    {"type": "object", "properties": {"a": None}},
    {"type": "object", "properties": {"a": True}},
)
"""What documents should not say, or say in dialects that are not those of OpenAPI 3.1."""
_BESIDE: Final[tuple[Schema, ...]] = (
    {},
    {"deprecated": True},
    {"readOnly": True},
    {"writeOnly": True},
    {"title": "Some Title"},
    {"title": "Titled"},
    {"$comment": "none"},
    {"xml": {"name": "x"}},
    {"externalDocs": {"url": "https://example.com/"}},
)


def chance(draw: Draw, percent: int) -> bool:
    """
    Decide something that is so in some of a hundred cases.
    """
    return draw(st.integers(0, 99)) < percent


def reference(name: str) -> Schema:
    """
    Write the reference to a named schema.
    """
    return {"$ref": f"#/components/schemas/{name}"}


_Kind = Callable[[Sequence[str], int], st.SearchStrategy[Schema]]


@st.composite
def schemas(draw: Draw, names: Sequence[str], depth: int = 2) -> Schema:
    """
    Any schema.

    Args:
        names: The named schemas that there will be.
        depth: How many levels may be inside of it.
    """
    kinds: list[_Kind] = [_texts, _numbers, _enums, _constants, _plain]
    if names:
        kinds += [_references]
    if depth:
        kinds += [_arrays, _objects, _choices, _objects, _choices_of_parts, _type_lists, _maps]
    found: Schema = draw(draw(st.sampled_from(kinds))(names, depth))
    beside = draw(st.sampled_from(_BESIDE)) if chance(draw, 20) else {}
    return {**beside, **found}


@st.composite
def objects(draw: Draw, names: Sequence[str], depth: int = 2) -> Schema:
    """
    An object with properties.
    """
    found: Schema = draw(_objects(names, depth))
    return found


@st.composite
def _texts(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    schema: Schema = {"type": "string"}
    if chance(draw, 60):
        schema["format"] = draw(st.sampled_from(_FORMATS))
    elif chance(draw, 30):
        schema |= draw(st.sampled_from(_CHECKS["string"]))
    elif chance(draw, 20):
        schema["default"] = draw(values())
    return schema


@st.composite
def _numbers(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    kind = draw(st.sampled_from(["integer", "number", "boolean"]))
    schema: Schema = {"type": kind}
    if kind == "integer" and chance(draw, 40):
        schema["format"] = draw(st.sampled_from(["int32", "int64"]))
    if kind in _CHECKS and chance(draw, 40):
        schema |= draw(st.sampled_from(_CHECKS[kind]))
    if chance(draw, 15):
        schema["default"] = True if kind == "boolean" else draw(st.integers(0, 9))
    return schema


@st.composite
def _enums(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    texts = st.lists(values(), min_size=1, max_size=4, unique=True)
    numbers = st.lists(st.integers(-3, 10**12), min_size=1, max_size=4, unique=True)
    # The first three are refused in documents that nobody has to adopt.
    match draw(st.integers(0, 39)):
        case 0:
            return {"enum": [*draw(texts), *draw(numbers)]}
        case 1:
            return {"enum": [True, False]}
        case 2:
            return {"type": ["string", "null"], "enum": [*draw(texts), None]}
        case number if number < 8:
            return {"enum": draw(texts)}
        case number if number < 16:
            return {"type": "integer", "enum": draw(numbers)}
        case number if number < 20:
            return {"type": "string", "enum": ["a", "A", "á", "a-", "a_"]}
        case _:
            return {"type": "string", "enum": draw(texts)}


@st.composite
def _constants(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    kinds: list[tuple[str, st.SearchStrategy[Any]]] = [
        ("string", values()),
        ("integer", st.integers(-9, 9)),
        ("boolean", st.booleans()),
        ("null", st.none()),
        ("number", st.just(1.5)),
        ("object", st.just({"a": 1})),
        ("array", st.just([1, "x"])),
    ]
    kind, value = draw(st.sampled_from(kinds))
    schema: Schema = {"const": draw(value)}
    return schema if chance(draw, 50) else {"type": kind, **schema}


@st.composite
def _plain(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    chosen: Schema = draw(
        st.sampled_from(
            [
                {},
                {"type": "null"},
                {"type": "object"},
                {"type": "array", "items": {}},
                {"type": "boolean"},
                {"type": "string"},
            ]
        )
    )
    return {**(draw(st.sampled_from(_RARE)) if chance(draw, 5) else chosen)}


@st.composite
def _references(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    return reference(draw(st.sampled_from(names)))


@st.composite
def _arrays(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    schema: Schema = {"type": "array", "items": draw(schemas(names, depth - 1))}
    if chance(draw, 20):
        schema |= draw(st.sampled_from(_CHECKS["array"]))
    if chance(draw, 5):
        schema["prefixItems"] = [{"type": "string"}]
    if chance(draw, 5):
        schema["contains"] = {"type": "string"}
    return schema


@st.composite
def _maps(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    return {"type": "object", "additionalProperties": draw(schemas(names, depth - 1))}


@st.composite
def _objects(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    found = draw(wires(1, 4))
    schema: Schema = {
        "type": "object",
        "properties": {one: draw(schemas(names, max(depth - 1, 0))) for one in found},
    }
    if chance(draw, 50):
        schema["required"] = draw(st.lists(st.sampled_from(found), unique=True, min_size=1))
    if chance(draw, 5):
        del schema["type"]
    if chance(draw, 15):
        inner: list[Any] = [True, False, {}, draw(schemas(names, 0))]
        schema["additionalProperties"] = draw(st.sampled_from(inner))
    if chance(draw, 5):
        schema["patternProperties"] = {"^x-": {"type": "string"}}
    if chance(draw, 5):
        schema |= draw(st.sampled_from(_CHECKS["object"]))
    if chance(draw, 5):
        schema["not"] = {"type": "string"}
    if chance(draw, 4):
        schema["type"] = ["object", "null"]
    if chance(draw, 1):
        schema["anyOf"] = [{"required": [one]} for one in found]
    return schema


@st.composite
def _choices(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    key = draw(st.sampled_from(["oneOf", "anyOf"]))
    options = draw(st.lists(schemas(names, depth - 1), min_size=1, max_size=3))
    if chance(draw, 40):
        options.append({"type": "null"})
    schema: Schema = {key: options}
    if chance(draw, 10):
        schema |= draw(_objects(names, 0))
        schema[key] = options
    return schema


@st.composite
def _choices_of_parts(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    parts: list[Schema] = [draw(_objects(names, depth - 1))]
    if names and chance(draw, 70):
        parts.insert(0, reference(draw(st.sampled_from(names))))
    if chance(draw, 20):
        parts.append(draw(schemas(names, 0)))
    schema: Schema = {"allOf": parts}
    if chance(draw, 20):
        schema |= draw(_objects(names, 0))
    return schema


@st.composite
def _type_lists(draw: Draw, names: Sequence[str], depth: int) -> Schema:
    every = ["string", "integer", "number", "boolean", "array", "object", "null"]
    kinds = draw(st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True))
    if chance(draw, 90):
        kinds = [kinds[0], "null"] if kinds[0] != "null" else kinds
    schema: Schema = {"type": kinds}
    if "array" in kinds:
        schema["items"] = draw(schemas(names, depth - 1))
    if "object" in kinds and chance(draw, 50):
        schema["properties"] = {draw(property_names()): draw(schemas(names, 0))}
    if "string" in kinds and chance(draw, 30):
        schema["format"] = draw(st.sampled_from(["date", "password", "uuid"]))
    return schema
