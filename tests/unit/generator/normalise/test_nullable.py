from __future__ import annotations

import pytest

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
        it: {{$ref: "#/components/schemas/Nothing", description: None.}}
        all: {{type: array, items: {{$ref: "#/components/schemas/Nothing"}}}}
    Nothing: {}
"""


@pytest.mark.parametrize(
    "nothing",
    [
        '{type: "null"}',
        "{const: null}",
        '{anyOf: [{type: ["null"]}], type: object, properties: {a: {type: string}}}',
    ],
)
def test_null_stands_in_place_of_a_name_for_it(make_document: Make, nothing: str) -> None:
    """
    An alias of None cannot be joined with None once more.
    """
    properties = schemas_of(make_document(DOCUMENT.format(nothing)))["Answer"]["properties"]
    assert properties["it"] == {"type": "null", "description": "None."}
    assert properties["all"]["items"] == {"type": "null"}
