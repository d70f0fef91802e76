"""
What openapi-python-client reads of operations, and that packages are written from it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.plan.openapi_client_adapter import parse_operations
from kontokit_generator.plan.outline import Outline
from kontokit_generator.plan.parsed_operation import ParsedOperation

Make = Callable[[str], Document]

DOCUMENT = """
paths:
  /owners/{owner-id}/things/{$thing}:
    post:
      operationId: addThing
      parameters:
        - {name: X-Request-Id, in: header, schema: {type: string}}
        - {name: $thing, in: path, required: true, schema: {type: string}}
        - {name: x_request_id, in: query, schema: {type: string}}
        - {name: sortBy, in: query, schema: {type: string}}
        - {name: owner-id, in: path, required: true, schema: {type: string}}
        - {name: sort_by, in: query, required: true, schema: {type: string}}
        - {name: type, in: query, schema: {type: string}}
      requestBody:
        content:
          application/json: {schema: {type: array, items: {$ref: "#/components/schemas/a_b"}}}
      responses:
        default:
          description: D.
          content: {application/json: {schema: {$ref: "#/components/schemas/AB"}}}
        4XX:
          description: D.
          content: {application/problem+json: {schema: {$ref: "#/components/schemas/a_b"}}}
        "404": {description: D.}
        "202": {description: D., content: {text/csv: {schema: {type: string}}}}
        "200":
          description: D.
          content:
            text/plain: {schema: {type: string}}
            application/json:
              schema: {type: [array, "null"], items: {type: string, format: password}}
        2XX: {description: D., content: {image/png: {}}}
components:
  schemas:
    AB: {type: object, properties: {a: {type: string}}}
    a_b: {type: object, properties: {b: {type: string}}}
"""


@pytest.fixture
def parsed(make_document: Make) -> ParsedOperation:
    return parse_operations(make_document(DOCUMENT))["addThing"]


def test_arguments_in_the_path_stand_as_in_the_path(parsed: ParsedOperation) -> None:
    """
    They may be given by position; all others stay where the document has them.
    """
    assert [one.wire for one in parsed.parameters] == [
        "X-Request-Id",
        "owner-id",
        "x_request_id",
        "sortBy",
        "$thing",
        "sort_by",
        "type",
    ]


def test_arguments_that_would_be_called_alike_are_told_apart(parsed: ParsedOperation) -> None:
    """
    By their places, or by their spelling; every other argument has the name of our own rules.
    """
    assert {one.wire: (one.name, one.required) for one in parsed.parameters} == {
        "X-Request-Id": ("x_request_id_header", False),
        "owner-id": ("owner_id", True),
        "x_request_id": ("x_request_id_query", False),
        "sortBy": ("sortBy", False),
        "$thing": ("thing", True),
        "sort_by": ("sort_by", True),
        "type": ("type", False),
    }


def test_responses_stand_in_the_order_in_which_they_apply(parsed: ParsedOperation) -> None:
    """
    Single statuses, ranges, all others; each with the type of the body that is read.
    """
    assert [(one.key, one.type) for one in parsed.responses] == [
        ("200", "list[Secret] | None"),
        ("202", "str"),
        ("404", "None"),
        ("2XX", "bytes"),
        ("4XX", "models.AB"),
        ("default", "models.AB"),
    ]
    assert parsed.body_type == "list[models.AB]"


def test_results_and_errors_are_told_apart(parsed: ParsedOperation) -> None:
    """
    The response of all other statuses is an error where there is a success.
    """
    assert [one.first for one in parsed.results] == [200, 202]
    assert parsed.other_result is not None
    assert parsed.other_result.key == "2XX"
    assert [one.first for one in parsed.errors] == [404]
    assert [one.key for one in parsed.error_ranges] == ["4XX", "default"]


def test_a_refusal_names_the_operation(make_document: Make) -> None:
    """
    What the tool would only warn of is an error, at the operation that it is about.
    """
    document = make_document(
        DOCUMENT.replace("in: path, required: true, schema", "in: cookie, schema")
    )
    with pytest.raises(FindingsError, match="refuses the document") as refused:
        parse_operations(document)
    assert [one.place for one in refused.value.findings] == ["#/paths"]


def test_the_outline_has_nothing_that_only_costs_time(make_document: Make) -> None:
    """
    Schemas are empty and have other names, so that two of one class are no matter.
    """
    outline = Outline(make_document(DOCUMENT))
    assert outline.tree()["components"] == {"schemas": {}}
    parse_operations(outline.document)
