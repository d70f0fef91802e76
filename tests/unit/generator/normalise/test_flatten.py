"""
Flattening makes one schema of an allOf.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kontokit_generator.normalise.flatten import flatten_all_of
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import render_findings
from tests.support.normalised import schemas_of, trouble_of

Make = Callable[[str], Document]


def test_all_of_becomes_one_schema(make_document: Make) -> None:
    """
    Properties and required names of all parts are united, and the outer prose wins.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                Base:
                  type: object
                  description: Base.
                  required: [id]
                  x-kontokit-essential: [id]
                  properties: {id: {type: string}}
                Child:
                  description: Child.
                  x-kontokit-essential: [name]
                  allOf:
                    - $ref: "#/components/schemas/Base"
                    - {type: object, required: [name], properties: {name: {type: string}}}
                Grandchild:
                  allOf:
                    - $ref: "#/components/schemas/Child"
                    - {type: object, properties: {age: {type: integer}}}
            """
        )
    )
    assert schemas["Child"]["description"] == "Child."
    assert schemas["Child"]["required"] == ["id", "name"]
    assert schemas["Child"]["x-kontokit-essential"] == ["id", "name"]
    assert list(schemas["Grandchild"]["properties"]) == ["id", "name", "age"]
    assert "allOf" not in schemas["Grandchild"]


def test_all_of_around_one_reference_is_the_reference(make_document: Make) -> None:
    """
    The old way to describe a reference becomes a reference with a description.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                A: {type: object, properties: {x: {type: string}}}
                B:
                  type: object
                  properties:
                    a: {description: An A., allOf: [{$ref: "#/components/schemas/A"}]}
                C: {description: Like A., allOf: [{$ref: "#/components/schemas/A"}]}
            """
        )
    )
    assert schemas["B"]["properties"]["a"] == {
        "$ref": "#/components/schemas/A",
        "description": "An A.",
    }
    assert schemas["C"]["properties"] == {"x": {"type": "string"}}


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("{properties: {id: {type: integer}}}", "disagree about the property 'id'"),
        ("{type: string}", "disagree about 'type'"),
        ("{properties: {kind: {type: number}}}", "disagree about the property 'kind'"),
    ],
)
def test_parts_that_disagree_are_an_error(make_document: Make, second: str, message: str) -> None:
    """
    Two parts that say different things are a finding, not a guess.
    """
    (finding,) = trouble_of(
        make_document(
            f"""
            components:
              schemas:
                A:
                  allOf:
                    - type: object
                      properties: {{id: {{type: string, description: One.}}, kind: {{enum: [a]}}}}
                    - {second}
            """
        )
    )
    assert finding.place == "#/components/schemas/A"
    assert message in finding.message


def test_all_of_in_a_circle_is_an_error(make_document: Make) -> None:
    """
    Schemas that are parts of each other are a finding, not an endless loop.
    """
    findings = trouble_of(
        make_document(
            """
            components:
              schemas:
                A: {allOf: [{$ref: "#/components/schemas/B"}, {type: object}]}
                B: {allOf: [{$ref: "#/components/schemas/A"}, {type: object}]}
            """
        )
    )
    assert [finding.message for finding in findings] == ["allOf goes in a circle: A → B → A"]


def test_a_schema_may_contain_itself(make_document: Make) -> None:
    """
    A tree of objects is no circle of parts.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                Node:
                  type: object
                  properties:
                    kids: {type: array, items: {$ref: "#/components/schemas/Node"}}
            """
        )
    )
    assert schemas.keys() == {"Node"}


@pytest.mark.parametrize(
    ("wide", "narrow", "both"),
    [
        ("{type: string}", "{type: string, enum: [a]}", {"type": "string", "enum": ["a"]}),
        ("{enum: [a, b, c]}", "{enum: [c, a, d]}", {"enum": ["c", "a"]}),
        ("{enum: [a, 1, null]}", "{type: integer}", {"enum": [1, None], "type": "integer"}),
        ("{type: string, enum: [a, b]}", "{const: a}", {"type": "string", "const": "a"}),
        ("{type: number}", "{type: integer}", {"type": "integer"}),
        ("{type: integer}", "{type: number}", {"type": "integer"}),
        ('{type: [string, "null"]}', "{type: string}", {"type": "string"}),
        (
            "{type: string, maxLength: 9, minLength: 1}",
            "{type: string, maxLength: 5, minLength: 0}",
            {"type": "string", "maxLength": 5, "minLength": 1},
        ),
        ("{type: string}", "{format: date}", {"type": "string", "format": "date"}),
        ("{}", "{type: boolean}", {"type": "boolean"}),
        (
            '{$ref: "#/components/schemas/Wide"}',
            '{$ref: "#/components/schemas/Narrow"}',
            {"$ref": "#/components/schemas/Narrow"},
        ),
        (
            '{anyOf: [{$ref: "#/components/schemas/Wide"}, {type: "null"}]}',
            "{type: object, required: [x]}",
            {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}},
        ),
        (
            "{type: array, items: {type: string}}",
            "{type: array, items: {type: string, enum: [a]}}",
            {"type": "array", "items": {"type": "string", "enum": ["a"]}},
        ),
        (
            "{type: string}",
            '{anyOf: [{type: string, format: date}, {type: "null"}]}',
            {"type": "string", "format": "date"},
        ),
        (
            '{anyOf: [{type: number}, {type: "null"}]}',
            '{anyOf: [{type: integer}, {type: "null"}]}',
            {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        ),
        ("{type: string}", "{example: 7}", {"type": "string"}),
        (
            "{type: string, format: decimal, example: '1.5'}",
            "{type: string, example: text}",
            {"type": "string", "format": "decimal", "example": "1.5"},
        ),
        (
            "{type: string, maxLength: 2, example: ab}",
            "{type: string, minLength: 3, example: abcd}",
            {"type": "string", "maxLength": 2, "minLength": 3},
        ),
        ("{example: 7, x-a: 1}", "{type: string}", {"type": "string", "x-a": 1}),
        ("{type: string}", "{description: More., x-a: 1}", {"type": "string", "x-a": 1}),
    ],
)
def test_parts_may_narrow_each_other(
    make_document: Make, wide: str, narrow: str, both: dict[str, Any]
) -> None:
    """
    What fits both parts is what a property has, in the order of the parts.
    """
    document, findings = flatten_all_of(
        make_document(
            f"""
            components:
              schemas:
                Wide: {{type: object, properties: {{x: {{type: string}}}}}}
                Narrow:
                  allOf:
                    - {{$ref: "#/components/schemas/Wide"}}
                    - {{type: object, properties: {{y: {{type: string}}}}}}
                Base:
                  type: object
                  required: [p]
                  properties: {{p: {wide}, q: {{type: string}}}}
                Whole:
                  allOf:
                    - {{$ref: "#/components/schemas/Base"}}
                    - {{type: object, properties: {{p: {narrow}}}}}
            """
        )
    )
    assert render_findings(findings) == ""
    whole = document.tree["components"]["schemas"]["Whole"]
    found = {key: value for key, value in whole["properties"]["p"].items() if key != "description"}
    assert found == both
    assert list(whole["properties"]) == ["p", "q"]
    assert whole["required"] == ["p"]


@pytest.mark.parametrize("other", ["{type: string, enum: [a]}", "{anyOf: [{type: integer}]}"])
def test_an_object_is_nothing_else(make_document: Make, other: str) -> None:
    """
    No value fits both parts.
    """
    document = make_document(
        f"""
        components:
          schemas:
            Torn:
              allOf:
                - {other}
                - properties: {{a: {{type: string}}}}
        """
    )
    _, (finding,) = flatten_all_of(document)
    assert finding.place == "#/components/schemas/Torn"
    assert "is an object" in finding.message


def test_a_number_is_no_object(make_document: Make) -> None:
    """
    Properties say nothing of a number, so such parts are a fault of the document.
    """
    text = """
        components:
          schemas:
            Amount: {type: number}
            Odd: {allOf: [{$ref: "#/components/schemas/Amount"}, {properties: {a: {}}}]}
        """
    _, findings = flatten_all_of(make_document(text))
    assert "one part of allOf is an object" in render_findings(findings)
