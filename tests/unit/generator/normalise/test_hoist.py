"""
Hoisting gives inline schemas a name of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from kontokit_generator.openapi.document import Document
from tests.support.normalised import schemas_of, trouble_of

Make = Callable[[str], Document]


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
                          items: {type: object, properties: {"no": {type: integer}}}
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
