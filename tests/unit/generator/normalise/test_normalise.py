"""
Passes that bring a document into the form both code generators agree on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData

from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import copy_tree

Make = Callable[[str], Document]


def schemas_of(document: Document) -> dict[str, Any]:
    """
    Normalise a document that must have no trouble, and give its schemas.
    """
    normal, findings = normalise(document)
    assert findings == []
    schemas: dict[str, Any] = normal.tree["components"]["schemas"]
    return schemas


def trouble_of(document: Document) -> list[Finding]:
    return normalise(document)[1]


def operation_of(document: Document, method: str = "get") -> dict[str, Any]:
    normal, findings = normalise(document)
    assert findings == []
    operation: dict[str, Any] = normal.tree["paths"]["/a"][method]
    return operation


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


def test_an_inline_object_gets_the_name_of_its_parent(make_document: Make) -> None:
    """
    Inline objects, items and map values are named after parent and property, to any depth.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                Loan:
                  type: object
                  properties:
                    pay-plan:
                      description: The plan.
                      type: object
                      properties:
                        rates:
                          type: array
                          items: {type: object, properties: {no: {type: integer}}}
                    fees:
                      type: object
                      additionalProperties: {type: object, properties: {eur: {type: integer}}}
            """
        )
    )
    assert schemas.keys() == {"Loan", "LoanPayPlan", "LoanPayPlanRatesItem", "LoanFeesValue"}
    assert schemas["Loan"]["properties"]["pay-plan"] == {
        "$ref": "#/components/schemas/LoanPayPlan",
        "description": "The plan.",
    }
    rates = schemas["LoanPayPlan"]["properties"]["rates"]
    assert rates["items"] == {"$ref": "#/components/schemas/LoanPayPlanRatesItem"}


def test_bodies_are_named_after_their_operation(make_document: Make) -> None:
    """
    A request is <OperationId>Request, a success <OperationId>Response, another status says so.
    """
    schemas = schemas_of(
        make_document(
            """
            paths:
              /a:
                post:
                  operationId: sendMoney
                  parameters:
                    - {name: sort-by, in: query, schema: {type: string, enum: [x]}}
                  requestBody:
                    content:
                      application/json: {schema: {type: object, properties: {a: {type: string}}}}
                  responses:
                    "200":
                      content:
                        application/json:
                          schema:
                            type: array
                            items: {type: object, properties: {b: {type: string}}}
                    "409":
                      content:
                        application/json: {schema: {type: object, properties: {c: {type: string}}}}
            """
        )
    )
    assert schemas.keys() == {
        "SendMoneySortBy",
        "SendMoneyRequest",
        "SendMoneyResponseItem",
        "SendMoneyResponse409",
    }


def test_a_title_names_an_inline_schema(make_document: Make) -> None:
    """
    A title in Pascal case is the name; a title in words is not.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                A:
                  type: object
                  properties:
                    b: {type: object, title: Chosen, properties: {c: {type: string}}}
                    d: {type: object, title: some words, properties: {c: {type: string}}}
            """
        )
    )
    assert schemas.keys() == {"A", "Chosen", "AD"}


def test_a_nullable_inline_enum_is_an_enum_or_null(make_document: Make) -> None:
    """
    Null moves from the enum to the property that refers to it.
    """
    schemas = schemas_of(
        make_document(
            """
            components:
              schemas:
                A:
                  type: object
                  properties:
                    kind: {type: [string, "null"], enum: [X, null], x-kontokit-alias: [Kind]}
            """
        )
    )
    assert schemas["AKind"] == {"type": "string", "enum": ["X"]}
    assert schemas["A"]["properties"]["kind"] == {
        "anyOf": [{"$ref": "#/components/schemas/AKind"}, {"type": "null"}],
        "x-kontokit-alias": ["Kind"],
    }


def test_equal_schemas_share_a_name(make_document: Make) -> None:
    """
    Two places that ask for one name with the same schema get the same one.
    """
    inline = "{type: object, title: Shared, properties: {x: {type: string}}}"
    schemas = schemas_of(
        make_document(
            f"""
            components:
              schemas:
                A: {{type: object, properties: {{one: {inline}, two: {inline}}}}}
            """
        )
    )
    assert schemas.keys() == {"A", "Shared"}


def test_different_schemas_for_one_name_are_an_error(make_document: Make) -> None:
    """
    A name that two different schemas ask for is a finding that names both places.
    """
    (finding,) = trouble_of(
        make_document(
            """
            components:
              schemas:
                A: {type: object, properties: {b: {type: object, properties: {x: {type: string}}}}}
                AB: {type: object, properties: {y: {type: string}}}
            """
        )
    )
    assert finding.place == "#/components/schemas/A/properties/b"
    assert "ask for the name AB, the other one at #/components/schemas/AB" in finding.message


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
                  properties: {id: {type: string}}
                Child:
                  description: Child.
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


def test_shared_parts_are_put_in_place(make_document: Make) -> None:
    """
    Parameters of the path, shared parameters, responses and headers stand in the operation.
    """
    operation = operation_of(
        make_document(
            """
            paths:
              /a:
                parameters:
                  - {$ref: "#/components/parameters/Page"}
                  - {name: own, in: query, schema: {type: string}}
                get:
                  operationId: getA
                  parameters: [{name: own, in: query, schema: {type: integer}}]
                  responses: {"404": {$ref: "#/components/responses/Gone"}}
            components:
              parameters: {Page: {name: page, in: query, schema: {type: integer, default: 1}}}
              headers: {Trace: {schema: {type: string}}}
              responses:
                Gone: {description: Gone., headers: {X: {$ref: "#/components/headers/Trace"}}}
            """
        )
    )
    assert [(one["name"], one["schema"]["type"]) for one in operation["parameters"]] == [
        ("page", "integer"),
        ("own", "integer"),
    ]
    assert operation["responses"]["404"]["headers"]["X"] == {"schema": {"type": "string"}}


def test_a_shared_part_that_is_missing_is_an_error(make_document: Make) -> None:
    """
    A reference to nothing is a finding at the place that refers.
    """
    (finding,) = trouble_of(
        make_document(
            """
            paths:
              /a:
                get: {operationId: a, responses: {"404": {$ref: "#/components/responses/No"}}}
            """
        )
    )
    assert finding.place == "#/paths/~1a/get/responses/404"


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
    Free JSON is a map of anything, and an object with properties has no wish about others.
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


def test_an_object_cannot_be_map_and_struct(make_document: Make) -> None:
    """
    Properties beside a schema for further ones would be lost, so they are a finding.
    """
    (finding,) = trouble_of(
        make_document(
            """
            components:
              schemas:
                A:
                  type: object
                  properties: {a: {type: string}}
                  additionalProperties: {type: integer}
            """
        )
    )
    assert finding.place == "#/components/schemas/A"


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
