"""
Which arguments a request body becomes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kontokit_generator.lint.bodies import every_body_that_is_no_object_is_named
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.plan.body import misnamed_bodies, plan_body
from kontokit_generator.plan.body_views import ArgumentView, BodyView
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.plan.openapi_client_adapter import parse_operations
from kontokit_generator.plan.operation import plan_operation
from kontokit_generator.plan.typed_dicts import plan_types
from kontokit_generator.python.naming import class_name, python_name

Make = Callable[[str], Document]

DOCUMENT = """
paths:
  /things/{id}:
    parameters: []
    put:
      operationId: putThing
      summary: Put a thing
      x-kontokit-name: put
      x-kontokit-retry: write
      parameters:
        - {name: id, in: path, required: true, description: Which., schema: {type: integer}}
        - {name: now, in: query, required: true, description: At once., schema: {type: boolean}}
        - {name: tag, in: query, description: With what., schema: {type: string}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Thing:
      type: object
      required: [unitPrice]
      properties:
        note: {type: [string, "null"], description: A note., example: hello}
        options: {type: string}
        unitPrice: {type: number, format: decimal}
        part: {$ref: "#/components/schemas/Part"}
    Part:
      type: object
      required: [country]
      properties:
        country: {$ref: "#/components/schemas/Country"}
        parts: {type: array, items: {$ref: "#/components/schemas/Part"}}
    Country: {type: string, enum: [AT, BE, CH, DE, "a-b c"]}
    Unused: {type: object, properties: {a: {type: string}}}
"""
THING = {"type": "object", "properties": {"a": {"type": "string"}}}
MAP = {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Thing"}}


@pytest.fixture
def document(make_document: Make) -> Document:
    return normalise(make_document(DOCUMENT))[0]


@pytest.fixture
def operation(document: Document) -> OperationView:
    return plan_operation(document, next(operations(document.tree)), parse_operations(document))


def planned(document: Document, schema: Any, argument: str, *, path: str = "") -> BodyView:
    raw = {
        "requestBody": {
            "required": True,
            "description": "What is sent.",
            "content": {"application/json": {"schema": schema}},
        },
        "x-kontokit-body-argument": {"name": argument},
    }
    in_path = [_in_path(path)] if path else []
    found = plan_body(document, raw, "models.Sent", in_path)
    assert found is not None
    return found


def _in_path(name: str) -> ArgumentView:
    return ArgumentView(
        name=python_name(name),
        wire=name,
        place="path",
        required=True,
        explode=False,
        many=False,
        type="text",
        format=None,
        secret=False,
        end_user=None,
        annotation="str",
        doc="",
        example="'a'",
    )


def test_the_order_is_that_of_need(operation: OperationView) -> None:
    """
    Ids by position; then what is required, fields of the body first; then what may be left out.
    """
    assert [one.name for one in operation.positional] == ["thing_id"]
    assert [f"{one.name}{one.default}" for one in operation.keywords] == [
        "unit_price",
        "now",
        "note = UNSET",
        "options_ = UNSET",
        "part = UNSET",
        "tag = None",
    ]


def test_fields_are_handed_on_by_the_names_of_the_model(operation: OperationView) -> None:
    """
    An argument that got out of the way of ``options`` fills the field all the same.
    """
    assert operation.body is not None
    assert operation.body.argument is None
    assert operation.body.source == (
        '{"note": note, "options": options_, "unit_price": unit_price, "part": part}'
    )
    note = operation.body.fields[0]
    assert (note.annotation, note.doc) == ("str | None | UnsetType", "A note. Example: ``hello``.")


def test_a_list_is_one_argument(document: Document) -> None:
    """
    It has the name that the overlay gives it, and the text of the body.
    """
    body = planned(document, {"type": "array", "items": {"type": "string"}}, "names")
    assert (body.fields, body.source) == ([], "names")
    (argument,) = body.positional
    assert (argument.annotation, argument.doc) == ("Sequence[str]", "What is sent.")


def test_the_key_of_a_map_of_objects_is_an_argument(document: Document) -> None:
    """
    The fields are those of the entry; where the path has the key, the entry may be left out.
    """
    body = planned(document, MAP, "thing_id")
    assert [one.annotation for one in body.positional] == ["str | UUID"]
    assert body.source.startswith('map_entry("thing_id", thing_id, {"note": note, ')
    known = planned(document, MAP, "thing_id", path="thing-id")
    assert known.positional == []
    assert known.source.endswith(", optional=True)")


@pytest.mark.parametrize(
    ("schema", "argument", "message"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "integer"}], **THING}, "", "has no name"),
        ({"oneOf": [THING]}, "thing", "whose fields are arguments"),
        ({"oneOf": [THING]}, "", ""),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}], **THING}, "thing", ""),
    ],
)
def test_what_a_choice_comes_to_decides_whether_a_body_has_a_name(
    make_document: Make, schema: Any, argument: str, message: str
) -> None:
    """
    That is known only when it is normalised.
    """
    document = make_document(DOCUMENT)
    operation = next(operations(document.tree))
    operation.node["requestBody"]["content"]["application/json"]["schema"] = schema
    if argument:
        operation.node["x-kontokit-body-argument"] = {"name": argument}
    assert [*every_body_that_is_no_object_is_named(document)] == []
    found = [one.message for one in misnamed_bodies(normalise(document)[0])]
    assert [one for one in found if message in one] == found
    assert bool(found) == bool(message)


def test_the_types_module_has_what_is_named(document: Document, operation: OperationView) -> None:
    """
    A dict that only another dict names is there once; what no method takes is not.
    """
    tag = TagView(
        name="Things",
        attribute=python_name("Things"),
        class_name=class_name("Things"),
        description="",
        operations=[operation],
    )
    assert tag.uses_types
    types = plan_types(document, [tag], [])
    assert types is not None
    (part,) = types.dicts
    assert part.name == "PartDict"
    assert [(one.name, one.type) for one in part.fields] == [
        ("country", "models.Country | Country | str"),
        ("parts", "NotRequired[Sequence[models.Part | PartDict]]"),
    ]
    assert [one.lines for one in types.texts] == [['"AT", "BE", "CH", "DE", "a-b c"']]
    assert plan_types(document, [], []) is None
