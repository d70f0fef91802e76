from __future__ import annotations

import pytest

from kontokit_generator.normalise import normalise
from kontokit_generator.render.datamodel_adapter import render_models
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
    Answer: {{type: object, properties: {{value: {{$ref: "#/components/schemas/Value"}}}}}}
    Value: {}
    Values: {{type: array, items: {{$ref: "#/components/schemas/Value"}}}}
"""
VALUE = '{$ref: "#/components/schemas/Value"}'
VALUES = '{$ref: "#/components/schemas/Values"}'


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        (f"{{type: array, items: {VALUE}}}", "Value: TypeAlias = list[Any]"),
        (f"{{type: object, additionalProperties: {VALUE}}}", "Value: TypeAlias = dict[str, Any]"),
        (f"{{type: object, additionalProperties: {VALUES}}}", "Values: TypeAlias = list[Any]"),
        (
            f"{{anyOf: [{{type: string}}, {{type: array, items: {VALUE}}}]}}",
            '"str | list[Any] | RawJson"',
        ),
        (f"{{anyOf: [{{type: string}}, {VALUE}]}}", "Value: TypeAlias = Any"),
    ],
)
def test_what_contains_itself_ends_in_anything(
    make_document: Make, schema: str, written: str
) -> None:
    """
    A name cannot stand for a list of itself in Python.
    """
    document, findings = normalise(make_document(DOCUMENT.format(schema)))
    assert findings == []
    assert written in render_models(document)


def test_objects_may_contain_themselves(make_document: Make) -> None:
    """
    A class knows its own name.
    """
    schema = f"{{type: object, properties: {{more: {VALUES}}}}}"
    document, findings = normalise(make_document(DOCUMENT.format(schema)))
    assert findings == []
    models = render_models(document)
    assert "Values: TypeAlias = list[Value]" in models
    assert "more: Values | None" in models
