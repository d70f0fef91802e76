"""
Passes that bring a document into the form both code generators agree on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData

from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import copy_tree
from tests.support.normalised import operation_of, schemas_of

Make = Callable[[str], Document]


def test_the_document_that_goes_in_stays_as_it_is(good: Document) -> None:
    """
    Normalising changes nothing in the document it was given.
    """
    before = copy_tree(good.tree)
    normalise(good)
    assert good.tree == before


def test_normalising_twice_is_stable(good: Document) -> None:
    """
    The same document gives the same result.
    """
    assert normalise(good)[0].tree == normalise(good)[0].tree


def test_defaults_are_only_documentation(make_document: Make) -> None:
    """
    What the server assumes is kept aside and never sent.
    """
    operation = operation_of(
        make_document(
            """
            paths:
              /a:
                get:
                  operationId: a
                  responses: {}
                  parameters: [{name: n, in: query, schema: {type: integer, default: 5}}]
            """
        )
    )
    assert operation["parameters"][0]["schema"] == {
        "type": "integer",
        "x-kontokit-server-default": 5,
    }


def test_ranges_of_statuses_are_written_in_capitals(make_document: Make) -> None:
    """
    A range keeps its meaning for the tool that reads capitals only.
    """
    operation = operation_of(
        make_document("paths: {/a: {get: {operationId: a, responses: {5xx: {description: d}}}}}")
    )
    assert list(operation["responses"]) == ["5XX"]


def test_open_objects_are_maps_or_structs(make_document: Make) -> None:
    """
    Free JSON is a map of anything, and an object with properties says nothing about others.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                Free: {type: object}
                Struct: {properties: {a: {type: string}}, additionalProperties: true}
            """
        )
    )
    assert schemas["Free"]["additionalProperties"] == {}
    assert schemas["Struct"]["type"] == "object"
    assert "additionalProperties" not in schemas["Struct"]


def test_what_further_properties_are_is_kept(make_document: Make) -> None:
    """
    An object of properties has fields, and says beside them of what type all others are.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                A:
                  type: object
                  properties: {a: {type: string}}
                  additionalProperties: {type: object, properties: {b: {type: string}}}
            """
        )
    )
    assert "additionalProperties" not in schemas["A"]
    assert schemas["A"]["x-kontokit-further"] == {"$ref": "#/components/schemas/AValue"}


def test_a_nullable_schema_is_null_where_it_is_used(make_document: Make) -> None:
    """
    A named object that may be null becomes an object, and each reference to it may be null.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                Maybe: {type: [object, "null"], properties: {a: {type: string}}}
                User:
                  type: object
                  properties:
                    maybe: {$ref: "#/components/schemas/Maybe", description: D.}
            """
        )
    )
    assert schemas["Maybe"]["type"] == "object"
    assert schemas["User"]["properties"]["maybe"] == {
        "anyOf": [{"$ref": "#/components/schemas/Maybe"}, {"type": "null"}],
        "description": "D.",
    }


def test_a_property_says_what_its_schema_says(make_document: Make) -> None:
    """
    A reference without a description takes the first paragraph of what it refers to.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                Kind: {type: string, enum: [X], description: "The kind.\\n\\nMore."}
                A:
                  type: object
                  properties:
                    one: {$ref: "#/components/schemas/Kind"}
                    two: {$ref: "#/components/schemas/Kind", description: Another.}
            """
        )
    )
    properties = schemas["A"]["properties"]
    assert (properties["one"]["description"], properties["two"]["description"]) == (
        "The kind.",
        "Another.",
    )


def test_openapi_python_client_accepts_the_result(good: Document) -> None:
    """
    The normalised document gives no error and no warning in openapi-python-client.
    """
    config = Config.from_sources(
        ConfigFile(), MetaType.NONE, Path("openapi.yaml"), "utf-8", False, None
    )
    parsed = GeneratorData.from_dict(normalise(good)[0].tree, config=config)
    assert isinstance(parsed, GeneratorData)
    assert list(parsed.errors) == []
    assert [one.parse_errors for one in parsed.endpoint_collections_by_tag.values()] == [[]]
