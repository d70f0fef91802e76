"""
Flattening makes one schema of an allOf.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontokit_generator.openapi.document import Document
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
                    - {{type: object, properties: {{id: {{type: string, description: One.}}}}}}
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
