from __future__ import annotations

from typing import Any

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
    Answer:
      type: object
      properties:
        it: {}
        that: {{$ref: "#/components/schemas/That"}}
    That: {}
"""
TEXT = "{type: string}"


@pytest.mark.parametrize(
    ("choice", "annotation"),
    [
        ('{anyOf: [{type: "null"}, {const: a}]}', "Literal['a'] | None"),
        ('{oneOf: [{const: 7}, {type: "null"}]}', "Literal[7] | None"),
        ('{anyOf: [{type: "null"}, {type: string, const: a}]}', "Literal['a'] | None"),
    ],
)
def test_a_constant_may_be_null(make_document: Make, choice: str, annotation: str) -> None:
    """
    It stays a constant, and null is among its values.
    """
    document, findings = normalise(make_document(DOCUMENT.format(choice, TEXT)))
    assert findings == []
    assert f"it: {annotation} = None" in render_models(document)


@pytest.mark.parametrize("key", ["anyOf", "oneOf"])
def test_a_name_is_that_of_the_only_option(make_document: Make, key: str) -> None:
    """
    An object or null under a name is that object, and its references may be null.
    """
    option = "{type: object, properties: {a: {type: string}}, description: An object.}"
    named = f'{{{key}: [{option}, {{type: "null"}}], description: That one.}}'
    schemas = schemas_of(make_document(DOCUMENT.format(TEXT, named)))
    that: dict[str, Any] = schemas["That"]
    assert (that["type"], that["description"]) == ("object", "That one.")
    reference = schemas["Answer"]["properties"]["that"]["anyOf"]
    assert reference == [{"$ref": "#/components/schemas/That"}, {"type": "null"}]
