"""
References to shared parts are resolved.
"""

from __future__ import annotations

from collections.abc import Callable

from kontokit_generator.openapi.document import Document
from tests.support.normalised import operation_of, trouble_of

Make = Callable[[str], Document]


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
