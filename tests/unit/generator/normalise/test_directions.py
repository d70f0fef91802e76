"""
Schemas that are read and written are split into two.
"""

from __future__ import annotations

from collections.abc import Callable

from kontokit_generator.openapi.document import Document
from tests.support.normalised import operation_of, schemas_of, trouble_of

Make = Callable[[str], Document]


TWO_WAYS = """
paths:
  /a:
    put:
      operationId: putA
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/List"}}}}
    post:
      operationId: postA
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Only"}}}}
      responses: {}
webhooks:
  w:
    post:
      operationId: hook
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Hooked"}}}}
      responses: {}
components:
  schemas:
    A:
      type: object
      properties: {b: {$ref: "#/components/schemas/B"}, kind: {$ref: "#/components/schemas/Kind"}}
    B: {type: object, properties: {x: {type: string}}}
    Kind: {type: string, enum: [X]}
    List: {type: array, items: {$ref: "#/components/schemas/A"}}
    Only: {type: object, properties: {b: {$ref: "#/components/schemas/B"}}}
    Hooked: {type: object, properties: {x: {type: string}}}
"""


def test_what_goes_both_ways_has_a_twin(make_document: Make) -> None:
    """
    Objects used in requests and responses get an input; enums and one-way objects do not.
    """
    schemas = schemas_of(make_document(TWO_WAYS))
    assert schemas.keys() - {"A", "B", "Kind", "List", "Only", "Hooked"} == {"AInput", "BInput"}
    assert schemas["AInput"]["x-kontokit-input-of"] == "A"
    assert schemas["AInput"]["properties"] == {
        "b": {"$ref": "#/components/schemas/BInput"},
        "kind": {"$ref": "#/components/schemas/Kind"},
    }


def test_a_map_of_secrets_has_a_twin_too(make_document: Make) -> None:
    """
    It is written as texts too; a map of texts is the same in both directions.
    """
    schemas = schemas_of(
        make_document(
            """
paths:
  /a:
    put:
      operationId: putA
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pins"}}}}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Pins"}}}}
    post:
      operationId: postA
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Names"}}}}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Names"}}}}
components:
  schemas:
    Pins: {type: object, additionalProperties: {type: string, format: password}}
    Names: {type: object, additionalProperties: {type: string}}
"""
        )
    )
    assert schemas.keys() == {"Pins", "PinsInput", "Names"}


def test_requests_refer_to_inputs(make_document: Make) -> None:
    """
    Requests, and objects that are only written, refer to the inputs; responses do not.
    """
    document = make_document(TWO_WAYS)
    content = operation_of(document, "put")["requestBody"]["content"]["application/json"]
    assert content["schema"] == {"$ref": "#/components/schemas/AInput"}
    schemas = schemas_of(document)
    assert schemas["Only"]["properties"]["b"] == {"$ref": "#/components/schemas/BInput"}
    assert schemas["List"]["items"] == {"$ref": "#/components/schemas/A"}


def test_every_object_says_which_way_it_goes(make_document: Make) -> None:
    """
    Objects and arrays are marked read or write; what webhooks bring is read.
    """
    schemas = schemas_of(make_document(TWO_WAYS))
    assert {name: schema.get("x-kontokit-direction") for name, schema in schemas.items()} == {
        "A": "read",
        "AInput": "write",
        "B": "read",
        "BInput": "write",
        "Kind": None,
        "List": "read",
        "Only": "write",
        "Hooked": "read",
    }


def test_a_twin_whose_name_is_taken_is_an_error(make_document: Make) -> None:
    """
    A schema called like the input of another one is a finding.
    """
    (finding,) = trouble_of(make_document(TWO_WAYS + "    AInput: {type: object}\n"))
    assert finding.place == "#/components/schemas/AInput"
