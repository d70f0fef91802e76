from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.normalise import normalise
from tests.unit.generator.conftest import Make

DOCUMENT = """
paths:
  /a:
    put:
      operationId: a
      requestBody: {{required: true, content: {}}}
      responses: {{"200": {{description: It., content: {}}}}}
components:
  schemas:
    Thing: {{type: object, properties: {{a: {{type: string}}}}}}
    Word: {{type: string, enum: [a, b]}}
"""
THING = '{schema: {$ref: "#/components/schemas/Thing"}}'
JSON = f"{{application/json: {THING}}}"


def operation(make: Make, request: str, response: str) -> Any:
    document, findings = normalise(make(DOCUMENT.format(request, response)))
    assert findings == []
    return document.tree["paths"]["/a"]["put"]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (f'{{"*/*": {THING}}}', "application/json"),
        ('{"*/*": {schema: {type: integer}}}', "application/json"),
        ('{"*/*": {schema: {type: string}}}', "*/*"),
        ('{"*/*": {schema: {$ref: "#/components/schemas/Word"}}}', "*/*"),
        ('{"*/*": {}}', "*/*"),
    ],
)
def test_models_of_any_media_type_are_json(make_document: Make, content: str, wanted: str) -> None:
    """
    Frameworks write the type so that did not think of one. Texts may be anything.
    """
    found = operation(make_document, JSON, content)["responses"]["200"]["content"]
    assert list(found) == [wanted]
    assert wanted != "*/*" or found[wanted] == {"schema": {}}


@pytest.mark.parametrize(
    "schema", ['{type: "null"}', "{const: null}", '{oneOf: [{type: "null", const: null}]}']
)
def test_null_is_no_body(make_document: Make, schema: str) -> None:
    """
    However the document says that a body is null.
    """
    found = operation(make_document, JSON, f"{{application/json: {{schema: {schema}}}}}")
    assert found["responses"]["200"]["content"] == {"application/json": {"schema": {}}}


@pytest.mark.parametrize(
    "schema",
    [
        '{anyOf: [{$ref: "#/components/schemas/Thing"}, {type: "null"}]}',
        '{type: [object, "null"], properties: {a: {type: string}}}',
    ],
)
def test_fields_are_arguments_though_the_body_may_be_null(make_document: Make, schema: str) -> None:
    """
    Instead of null, no field is sent.
    """
    found = operation(make_document, f"{{application/json: {{schema: {schema}}}}}", JSON)
    (content,) = found["requestBody"]["content"].values()
    assert "$ref" in content["schema"]
