from __future__ import annotations

import pytest

from kontokit_generator.normalise import normalise
from kontokit_generator.render.datamodel_adapter import render_models
from tests.support.normalised import schemas_of
from tests.unit.generator.conftest import Make

DOCUMENT = """
paths:
  /a:
    get:
      operationId: a
      responses:
        "200":
          description: It.
          content: {{application/json: {{schema: {{$ref: "#/components/schemas/Answer"}}}}}}
components:
  schemas:
    Answer: {{type: object, required: [it], properties: {{it: {}}}}}
    Nothing: {{type: "null"}}
    OnlyNull: {{enum: [null]}}
"""


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ("{const: {a: 1}}", "Any"),
        ("{type: array, const: [1, x]}", "Any"),
        ("{const: 1.5}", "Decimal"),
        ("{const: null}", "None"),
        ("{enum: [null]}", "None"),
        ("{type: array, items: {enum: [null, null]}}", "list[None]"),
        ('{$ref: "#/components/schemas/OnlyNull"}', "None"),
        ("{const: text}", "Literal['text']"),
        ("{type: array, items: {type: string}, prefixItems: [{type: integer}]}", "list[Any]"),
        ("true", "Any"),
        ("{type: array, items: true}", "list[Any]"),
        ("{enum: [1, 2.5]}", "Decimal"),
        ('{$ref: "#/components/schemas/Nothing"}', "None"),
        ('{anyOf: [{$ref: "#/components/schemas/Nothing"}, {type: string}]}', "str | None"),
    ],
)
def test_what_no_type_says_has_a_wider_one(
    make_document: Make, schema: str, annotation: str
) -> None:
    """
    Every value of the schema is read, and nothing is a float.
    """
    document, findings = normalise(make_document(DOCUMENT.format(schema)))
    assert findings == []
    assert f"    it: {annotation}" in render_models(document)


def test_a_property_that_may_not_be_there_is_left_out(make_document: Make) -> None:
    assert schemas_of(make_document(DOCUMENT.format("false")))["Answer"]["properties"] == {}


@pytest.mark.parametrize(
    ("option", "imported"),
    [
        ("{type: number, format: decimal}", "from decimal import Decimal"),
        ("{type: string, format: date}", "from datetime import date"),
        ("{type: string, format: password}", "from kontokit import"),
    ],
)
def test_types_of_options_are_imported(make_document: Make, option: str, imported: str) -> None:
    """
    The tool that writes the models sees only the names of choices.
    """
    choice = f"{{anyOf: [{option}, {{type: boolean}}]}}"
    document, findings = normalise(make_document(DOCUMENT.format(choice)))
    assert findings == []
    assert imported in render_models(document)
