"""
OpenAPI 2.0 and 3.0 as 3.1.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.adopt.upgrade import upgrade

Tree = dict[str, Any]


def _lifted(schema: Tree) -> Any:
    tree = {"openapi": "3.0.3", "components": {"schemas": {"Thing": schema}}}
    return upgrade(tree, Notes())["components"]["schemas"]["Thing"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"nullable": True}, {}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        (
            {"$ref": "#/components/schemas/Other", "nullable": True, "example": 1},
            {"anyOf": [{"$ref": "#/components/schemas/Other"}, {"type": "null"}]},
        ),
        (
            {"oneOf": [{"type": "string"}], "nullable": True},
            {"oneOf": [{"type": "string"}, {"type": "null"}]},
        ),
        (
            {"allOf": [{"type": "object"}], "nullable": True, "description": "D"},
            {"anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}], "description": "D"},
        ),
        (
            {"type": "integer", "minimum": 1, "exclusiveMinimum": True},
            {"type": "integer", "exclusiveMinimum": 1},
        ),
        (
            {"type": "integer", "maximum": 9, "exclusiveMaximum": False},
            {"type": "integer", "maximum": 9},
        ),
    ],
)
def test_schemas_of_3_0_are_written_as_3_1(before: Tree, after: Tree) -> None:
    assert _lifted(before) == after


def test_a_document_of_3_1_stays_as_it_is() -> None:
    tree: Tree = {"openapi": "3.1.0", "components": {"schemas": {"A": {"nullable": True}}}}
    notes = Notes()
    assert upgrade(tree, notes) is tree
    assert notes.assumed == []


def test_of_3_2_only_the_number_changes() -> None:
    assert upgrade({"openapi": "3.2.0", "paths": {}}, Notes()) == {"openapi": "3.1.0", "paths": {}}


SWAGGER: Tree = {
    "swagger": "2.0",
    "info": {"title": "Pets", "version": "1"},
    "host": "pets.invalid",
    "basePath": "/v1",
    "schemes": ["http", "https"],
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "parameters": {
        "limit": {"name": "limit", "in": "query", "type": "integer", "x-example": 5},
        "pet": {"name": "pet", "in": "body", "schema": {"$ref": "#/definitions/Pet"}},
    },
    "responses": {"Gone": {"description": "Gone.", "schema": {"type": "string"}}},
    "definitions": {
        "Pet": {
            "type": "object",
            "discriminator": "kind",
            "properties": {"kind": {"type": "string", "x-nullable": True}},
        }
    },
    "securityDefinitions": {
        "login": {"type": "basic"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "tokens": {
            "type": "oauth2",
            "flow": "application",
            "tokenUrl": "https://pets.invalid/token",
            "scopes": {"read": "Read."},
        },
    },
    "paths": {
        "/pets": {
            "parameters": [{"$ref": "#/parameters/limit"}],
            "get": {
                "parameters": [
                    {
                        "name": "tags",
                        "in": "query",
                        "type": "array",
                        "items": {"type": "string"},
                        "collectionFormat": "multi",
                    },
                    {"name": "ids", "in": "query", "type": "array", "items": {"type": "integer"}},
                ],
                "responses": {
                    "200": {
                        "description": "All.",
                        "schema": {"type": "array", "items": {"$ref": "#/definitions/Pet"}},
                        "headers": {"X-Total": {"type": "integer", "description": "All."}},
                        "examples": {"application/json": [{"kind": "cat"}]},
                    },
                    "410": {"$ref": "#/responses/Gone"},
                },
            },
            "post": {
                "parameters": [{"$ref": "#/parameters/pet"}],
                "responses": {"201": {"description": "Made."}},
            },
        },
        "/pets/photo": {
            "post": {
                "parameters": [
                    {"name": "note", "in": "formData", "type": "string", "required": True},
                    {"name": "photo", "in": "formData", "type": "file"},
                ],
                "responses": {"200": {"description": "File.", "schema": {"type": "file"}}},
            }
        },
        "/pets/search": {
            "post": {
                "consumes": ["application/x-www-form-urlencoded"],
                "parameters": [{"name": "text", "in": "formData", "type": "string"}],
                "responses": {"200": {"description": "Found."}},
            }
        },
    },
}


class TestSwagger:
    """
    A document with what 2.0 says in another way.
    """

    lifted = upgrade(SWAGGER, Notes())

    def test_the_address_is_a_server_and_secure_where_it_can_be(self) -> None:
        assert self.lifted["servers"] == [{"url": "https://pets.invalid/v1"}]
        assert "host" not in self.lifted
        assert self.lifted["openapi"] == "3.1.0"

    def test_definitions_are_components(self) -> None:
        pet = self.lifted["components"]["schemas"]["Pet"]
        assert pet["discriminator"] == {"propertyName": "kind"}
        assert pet["properties"]["kind"]["type"] == ["string", "null"]

    def test_parameters_have_schemas_and_styles(self) -> None:
        operation = self.lifted["paths"]["/pets"]["get"]
        tags, ids = operation["parameters"]
        assert (tags["style"], tags["explode"]) == ("form", True)
        assert tags["schema"] == {"type": "array", "items": {"type": "string"}}
        assert ids["explode"] is False
        assert self.lifted["components"]["parameters"] == {
            "limit": {"name": "limit", "in": "query", "example": 5, "schema": {"type": "integer"}}
        }

    def test_responses_have_contents_with_their_examples(self) -> None:
        responses = self.lifted["paths"]["/pets"]["get"]["responses"]
        content = responses["200"]["content"]["application/json"]
        assert content["schema"]["items"] == {"$ref": "#/components/schemas/Pet"}
        assert content["example"] == [{"kind": "cat"}]
        assert responses["200"]["headers"]["X-Total"]["schema"] == {"type": "integer"}
        assert responses["410"] == {"$ref": "#/components/responses/Gone"}

    def test_bodies_come_from_parameters_shared_ones_too(self) -> None:
        body = self.lifted["paths"]["/pets"]["post"]["requestBody"]
        schema = {"$ref": "#/components/schemas/Pet"}
        assert body["content"] == {"application/json": {"schema": schema}}

    def test_fields_of_forms_are_one_object(self) -> None:
        body = self.lifted["paths"]["/pets/photo"]["post"]["requestBody"]
        schema = body["content"]["multipart/form-data"]["schema"]
        assert schema["properties"]["photo"] == {"type": "string", "format": "binary"}
        assert schema["required"] == ["note"]
        search = self.lifted["paths"]["/pets/search"]["post"]["requestBody"]
        assert [*search["content"]] == ["application/x-www-form-urlencoded"]

    def test_files_are_binary(self) -> None:
        response = self.lifted["paths"]["/pets/photo"]["post"]["responses"]["200"]
        assert response["content"]["application/json"]["schema"]["format"] == "binary"

    def test_security_definitions_are_schemes(self) -> None:
        schemes = self.lifted["components"]["securitySchemes"]
        assert schemes["login"] == {"type": "http", "scheme": "basic"}
        assert schemes["key"] == SWAGGER["securityDefinitions"]["key"]
        flow = schemes["tokens"]["flows"]["clientCredentials"]
        assert flow["tokenUrl"] == "https://pets.invalid/token"
