"""
Documents of others: what is assumed, what is left out, and what is told of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kontokit_generator.adopt.adoption import Adoption, begin_adoption
from kontokit_generator.adopt.notes import ASSUMED, Notes
from kontokit_generator.adopt.summary import file_summary, json_summary, text_summary
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.overlay.overlay import Overlay

Tree = dict[str, Any]
OK: Tree = {"200": {"description": "Yes."}}


def _adopted(tree: Tree, actions: list[Tree] | None = None) -> tuple[Adoption, Document]:
    document = Document("in_house", Path("in-house.yaml"), {"openapi": "3.1.0", **tree})
    overlay = Overlay("in_house", Path("overlay.yaml"), {"actions": actions}, {})
    adoption = begin_adoption(document, overlay if actions else None)
    return adoption, adoption.settle()


def _with_schema(schema: Tree, **more: Any) -> Tree:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    return {
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://api.invalid"}],
        "paths": {
            "/things": {
                "get": {
                    "operationId": "getThing",
                    "responses": {"200": {"description": "Yes.", "content": content}},
                }
            }
        },
        "components": {"schemas": {"Thing": schema, **more}},
    }


def _with_operations(**operations: Tree) -> Tree:
    return {"paths": {f"/{name}": {"get": one} for name, one in operations.items()}}


def _kinds(notes: Notes) -> set[str]:
    return {one.kind for one in notes.assumed}


def test_a_path_alone_is_enough() -> None:
    adoption, normal = _adopted({"paths": {"/pets/{petId}": {"get": {"responses": OK}}}})
    operation = normal.tree["paths"]["/pets/{petId}"]["get"]
    assert operation["operationId"] == "getPetsByPetId"
    assert operation["x-kontokit-name"] == "get_pets_by_pet_id"
    assert operation["x-kontokit-retry"] == "never"
    assert operation["tags"] == ["pets"]
    assert operation["parameters"][0]["required"] is True
    assert _kinds(adoption.notes) >= {"info", "server", "tag", "retry", "path-parameter", "summary"}


def test_what_the_overlay_says_is_not_assumed() -> None:
    action = {
        "target": "$.paths['/pets'].get",
        "description": "It only reads.",
        "update": {"x-kontokit-retry": "read", "x-kontokit-name": "all_of_them"},
    }
    adoption, normal = _adopted(_with_operations(pets={"responses": OK}), [action])
    operation = normal.tree["paths"]["/pets"]["get"]
    assert operation["x-kontokit-retry"] == "read"
    assert operation["x-kontokit-name"] == "all_of_them"
    assert not _kinds(adoption.notes) & {"retry", "method-name"}


def test_the_overlay_sees_3_1_and_comes_before_the_rules() -> None:
    # A required parameter that clients cannot write would take the operation with it.
    tree = _with_schema({"type": "object", "properties": {"a": {"type": "string"}}})
    tree["openapi"] = "3.0.0"
    parameter = {"name": "f", "in": "query", "required": True, "content": {"text/csv": {}}}
    tree["paths"]["/things"]["get"]["parameters"] = [parameter]
    with pytest.raises(FindingsError) as refused:
        _adopted(tree)
    (found,) = refused.value.findings
    assert found.place == "#/paths/~1things/get"
    assert found.message.startswith("the operation cannot be generated: the parameter f")
    assert found.fix
    action = {
        "target": "$.paths['/things'].get.parameters[0]",
        "description": "Servers do without it.",
        "remove": True,
    }
    adoption, _ = _adopted(tree, [action])
    assert adoption.notes.left_out == []


def test_names_that_clash_get_numbers_and_good_ones_stay() -> None:
    schemas = {"foo_bar": {"type": "object", "properties": {"a": {"type": "string"}}}}
    thing = {
        "type": "object",
        "properties": {
            "one": {"$ref": "#/components/schemas/foo_bar"},
            "two": {"$ref": "#/components/schemas/FooBar"},
        },
    }
    schemas["FooBar"] = {"type": "object", "properties": {"b": {"type": "string"}}}
    _, normal = _adopted(_with_schema(thing, **schemas))
    found = normal.tree["components"]["schemas"]
    assert [*found["FooBar"]["properties"]] == ["b"]
    assert found["Thing"]["properties"]["one"]["$ref"] == "#/components/schemas/FooBar2"


def test_tags_of_a_discriminator_outlive_the_names_of_schemas() -> None:
    dog = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "bark": {"type": "string"}},
    }
    cat = {**dog, "properties": {"kind": {"type": "string"}, "purr": {"type": "string"}}}
    pet = {
        "oneOf": [{"$ref": "#/components/schemas/dog"}, {"$ref": "#/components/schemas/cat"}],
        "discriminator": {"propertyName": "kind"},
    }
    thing = {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/pet"}}}
    adoption, _ = _adopted(_with_schema(thing, dog=dog, cat=cat, pet=pet))
    found = adoption.document.tree["components"]["schemas"]["Pet"]["discriminator"]["mapping"]
    assert found == {"dog": "#/components/schemas/Dog", "cat": "#/components/schemas/Cat"}


def test_operation_ids_and_methods_are_unique() -> None:
    _, normal = _adopted(
        _with_operations(
            a={"operationId": "pets/list-all", "tags": ["pets"], "responses": OK},
            b={"operationId": "petsListAll", "tags": ["pets"], "responses": OK},
            c={"operationId": "import", "tags": ["pets"], "responses": OK},
        )
    )
    found = [item["get"] for item in normal.tree["paths"].values()]
    assert [one["operationId"] for one in found] == ["petsListAll", "petsListAll2", "import"]
    names = [one["x-kontokit-name"] for one in found]
    assert len({*names}) == 3
    assert names[2] == "do_import"


def test_a_method_is_called_list_where_it_returns_one() -> None:
    rows = {"type": "array", "items": {"type": "string"}}
    response = {"200": {"description": "Y", "content": {"application/json": {"schema": rows}}}}
    _, normal = _adopted(
        _with_operations(
            a={"operationId": "findPets", "tags": ["pets"], "responses": response},
            b={"operationId": "listStates", "tags": ["pets"], "responses": OK},
        )
    )
    names = [item["get"]["x-kontokit-name"] for item in normal.tree["paths"].values()]
    assert names == ["list", "get_states"]


def test_tags_that_clients_need_are_renamed_and_several_are_one() -> None:
    adoption, normal = _adopted(
        _with_operations(
            a={"tags": ["close", "more"], "responses": OK}, b={"tags": ["Close"], "responses": OK}
        )
    )
    tags = {item["get"]["tags"][0] for item in normal.tree["paths"].values()}
    assert tags == {"close api"}
    assert "tag" in _kinds(adoption.notes)


def test_global_security_is_pushed_down_and_unknown_schemes_are_told() -> None:
    tree = _with_operations(
        a={"responses": OK},
        b={"responses": OK, "security": [{"old": []}]},
        c={"responses": OK, "security": [{"old": []}, {"key": []}]},
    )
    tree["security"] = [{"key": []}]
    tree["components"] = {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "query", "name": "k"},
            "old": {"type": "http", "scheme": "digest"},
        }
    }
    adoption, normal = _adopted(tree)
    assert normal.tree["paths"]["/a"]["get"]["security"] == [{"key": []}]
    assert normal.tree["paths"]["/c"]["get"]["security"] == [{"key": []}]
    (left,) = adoption.notes.left_out
    assert left.place == "#/paths/~1b/get"
    assert "digest" in left.detail


def test_a_token_address_in_the_clear_makes_the_caller_pass_the_token() -> None:
    tree = _with_operations(a={"responses": OK, "security": [{"o": []}]})
    flow = {"tokenUrl": "http://api.invalid/token", "scopes": {}}
    scheme = {"type": "oauth2", "flows": {"clientCredentials": flow}}
    tree["components"] = {"securitySchemes": {"o": scheme}}
    _, normal = _adopted(tree)
    found = normal.tree["components"]["securitySchemes"]["o"]
    assert found == {"type": "http", "scheme": "bearer"}


def test_schemes_get_arguments_of_their_own() -> None:
    tree = _with_operations(a={"responses": OK, "security": [{"timeout s": []}, {"headers": []}]})
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    tree["components"] = {"securitySchemes": {"headers": key}}
    tree["paths"]["/a"]["get"]["security"] = [{"headers": []}]
    _, normal = _adopted(tree)
    assert [*normal.tree["components"]["securitySchemes"]] == ["headersScheme"]
    assert normal.tree["paths"]["/a"]["get"]["security"] == [{"headersScheme": []}]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ({"url": "http://api.invalid/v1/"}, "https://api.invalid/v1"),
        ({"url": "/v1"}, "https://base-url.invalid/v1"),
        (
            {"url": "https://{h}.invalid", "variables": {"h": {"default": "a"}}},
            "https://a.invalid",
        ),
        ({"url": "https://{h}.invalid"}, "https://base-url.invalid"),
    ],
)
def test_servers_have_whole_addresses(written: Tree, address: str) -> None:
    _, normal = _adopted({**_with_operations(a={"responses": OK}), "servers": [written]})
    assert [one["url"] for one in normal.tree["servers"]] == [address]


def test_environments_are_called_after_descriptions() -> None:
    servers = [
        {"url": "https://a.invalid", "description": "Production server"},
        {"url": "https://b.invalid", "description": "The sandbox of partners"},
        {"url": "https://c.invalid"},
    ]
    _, normal = _adopted({**_with_operations(a={"responses": OK}), "servers": servers})
    names = [one["x-environment"] for one in normal.tree["servers"]]
    assert names == ["production", "sandbox", "server"]


def test_numbers_are_exact_formats_known_and_objects_open() -> None:
    thing = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "amount": {"type": "number", "format": "double"},
            "when": {"type": "string", "format": "datetime"},
            "odd": {"type": "string", "format": "fancy"},
            "list": {"type": "array"},
            "api_key": {"type": "string"},
        },
    }
    adoption, normal = _adopted(_with_schema(thing))
    found = normal.tree["components"]["schemas"]["Thing"]
    assert "additionalProperties" not in found
    assert found["properties"]["amount"]["format"] == "decimal"
    assert found["properties"]["when"]["format"] == "date-time"
    assert "format" not in found["properties"]["odd"]
    assert found["properties"]["api_key"]["format"] == "password"
    assert _kinds(adoption.notes) >= {"number", "format", "closed", "items", "secret"}


def test_required_is_essential_unless_an_example_has_none() -> None:
    thing = {
        "type": "object",
        "required": ["id", "name", "note", "ghost"],
        "properties": {
            "id": {"type": "integer"},
            "name": {"type": "string"},
            "note": {"type": ["string", "null"]},
        },
        "example": {"id": 1, "note": "n", "ghost": 1},
    }
    adoption, _ = _adopted(_with_schema(thing))
    found = adoption.document.tree["components"]["schemas"]["Thing"]
    # A field that may be null is None where it is missing, required or not.
    assert found["x-kontokit-essential"] == ["id", "ghost"]
    assert "essential" in _kinds(adoption.notes)


def test_references_lead_to_components() -> None:
    thing = {
        "type": "object",
        "properties": {
            "first": {"type": "object", "properties": {"x": {"type": "string"}}},
            "second": {"$ref": "#/components/schemas/Thing/properties/first"},
            "third": {"$ref": "#/components/schemas/Nowhere"},
        },
    }
    adoption, normal = _adopted(_with_schema(thing))
    properties = normal.tree["components"]["schemas"]["Thing"]["properties"]
    assert properties["second"]["$ref"] == "#/components/schemas/ThingFirst"
    assert "$ref" not in properties["third"]
    assert _kinds(adoption.notes) >= {"moved", "reference"}


def test_values_of_other_shapes_and_unknown_keys_are_dropped() -> None:
    thing = {
        "type": "object",
        "wrong": 1,
        "properties": {"a": {"type": "any"}, "b": True, "c": False, "d": "text"},
    }
    adoption, _ = _adopted(_with_schema(thing))
    found = adoption.document.tree["components"]["schemas"]["Thing"]
    assert found["properties"] == {"a": {}, "b": {}}
    places = {one.place for one in adoption.notes.assumed if one.kind in ("key", "shape")}
    assert "#/components/schemas/Thing/wrong" in places
    assert "#/components/schemas/Thing/properties/d" in places


def test_parameters_that_clients_cannot_write_are_dropped_or_take_the_operation_along() -> None:
    odd = {"name": "f", "in": "query", "schema": {"type": "string"}, "style": "deepObject"}
    adoption, normal = _adopted(
        _with_operations(
            a={"parameters": [odd], "responses": OK},
            b={"parameters": [{**odd, "required": True}], "responses": OK},
            c={
                "parameters": [{"name": "Accept", "in": "header", "schema": {}}],
                "responses": OK,
            },
        )
    )
    assert [*normal.tree["paths"]] == ["/a", "/c"]
    assert normal.tree["paths"]["/a"]["get"]["parameters"] == []
    assert normal.tree["paths"]["/c"]["get"]["parameters"] == []
    (left,) = adoption.notes.left_out
    assert (left.place, left.kind) == ("#/paths/~1b/get", "operation")
    assert "deepObject" in left.detail


def test_an_operation_without_a_success_returns_nothing() -> None:
    adoption, normal = _adopted(_with_operations(a={"responses": {"404": {"description": "No"}}}))
    assert "2XX" in normal.tree["paths"]["/a"]["get"]["responses"]
    assert "success" in _kinds(adoption.notes)


def test_a_location_that_nothing_reads_is_no_result() -> None:
    header = {"Location": {"schema": {"type": "string"}}}
    tree = {
        "paths": {
            "/jobs": {"post": {"responses": {"201": {"description": "M", "headers": header}}}}
        }
    }
    adoption, normal = _adopted(tree)
    assert normal.tree["paths"]["/jobs"]["post"]["responses"]["201"]["headers"] == {}
    assert "location" in _kinds(adoption.notes)


def test_schemas_that_disagree_are_read_as_json() -> None:
    parts = [{"type": "string"}, {"type": "integer"}]
    thing = {"type": "object", "properties": {"odd": {"allOf": parts}, "good": {"type": "string"}}}
    adoption, normal = _adopted(_with_schema(thing))
    assert normal.tree["components"]["schemas"]["Thing"]["properties"]["odd"] == {}
    assert "json" in _kinds(adoption.notes)


def test_a_document_of_another_kind_is_refused() -> None:
    document = Document("x", Path("x.yaml"), {"asyncapi": "2.0"})
    with pytest.raises(FindingsError, match="neither OpenAPI 3 nor Swagger"):
        begin_adoption(document, None)


def test_it_is_the_same_every_time() -> None:
    tree = _with_schema({"type": "object", "properties": {"a-b": {}, "a_b": {"type": "number"}}})
    first, second = (_adopted(tree) for _ in range(2))
    assert first[1].tree == second[1].tree
    assert first[0].notes.assumed == second[0].notes.assumed


def test_the_summary_counts_and_names_what_is_left_out() -> None:
    odd = {"name": "f", "in": "query", "required": True, "content": {"text/plain": {}}}
    adoption, normal = _adopted(
        _with_operations(a={"responses": OK}, b={"parameters": [odd], "responses": OK})
    )
    text = text_summary(normal, adoption.notes)
    assert text.startswith("in_house: 1 operation, 1 operation left out,")
    assert "left out GET /b: the parameter f is written as text/plain" in text
    told = json_summary(normal, adoption.notes)
    assert told["operations"] == 1
    assert told["left_out"][0]["place"] == "#/paths/~1b/get"
    assert {one["kind"] for one in told["assumed"]} <= {*ASSUMED}
    page = file_summary(normal, adoption.notes)
    assert "## Left out" in page
    assert "- `#/paths/~1a/get`: `never`" not in page


def test_what_is_left_out_has_no_assumptions() -> None:
    odd = {"name": "f", "in": "query", "required": True, "content": {"text/plain": {}}}
    adoption, _ = _adopted(
        _with_operations(a={"responses": OK}, b={"parameters": [odd], "responses": OK})
    )
    assert not [one for one in adoption.notes.assumed if one.place.startswith("#/paths/~1b/")]
    assert not [one for one in adoption.notes.assumed if one.place == "#/paths/~1b/get"]


def test_what_no_operation_uses_is_dropped_and_told() -> None:
    thing = {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Used"}}}
    text = {"type": "object", "properties": {"b": {"type": "string"}}}
    spare = {"type": "object", "properties": {"c": {"$ref": "#/components/schemas/Inner"}}}
    adoption, normal = _adopted(_with_schema(thing, Used=text, Spare=spare, Inner=text))
    assert {*normal.tree["components"]["schemas"]} == {"Thing", "Used"}
    told = [one.place for one in adoption.notes.assumed if one.kind == "unused"]
    assert told == ["#/components/schemas/Spare", "#/components/schemas/Inner"]


def test_nothing_is_assumed_of_what_is_dropped() -> None:
    spare = {"type": "object", "properties": {"when": {"type": "string", "format": "odd"}}}
    adoption, _ = _adopted(_with_schema({"type": "object"}, Spare=spare))
    below = [one for one in adoption.notes.assumed if "Spare" in one.place]
    assert [one.kind for one in below] == ["unused"]


def test_objects_that_extend_a_base_with_a_discriminator_are_used() -> None:
    base = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}},
        "discriminator": {"propertyName": "kind"},
    }
    more = {"type": "object", "properties": {"bark": {"type": "string"}}}
    dog = {"allOf": [{"$ref": "#/components/schemas/Thing"}, more]}
    _, normal = _adopted(_with_schema(base, Dog=dog))
    assert "Dog" in normal.tree["components"]["schemas"]


def test_an_operation_with_two_faults_is_left_out_once() -> None:
    odd = {"in": "query", "required": True, "content": {"text/plain": {}}}
    parameters = [{"name": "f", **odd}, {"name": "g", **odd}]
    adoption, _ = _adopted(
        _with_operations(a={"responses": OK}, b={"parameters": parameters, "responses": OK})
    )
    assert [one.place for one in adoption.notes.left_out] == ["#/paths/~1b/get"]


def test_a_body_that_turns_out_to_be_no_object_is_an_argument() -> None:
    one_of_two = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "anyOf": [
            {"properties": {"a": {"enum": ["x"]}}, "required": ["b"]},
            {"properties": {"a": {"enum": ["y", "z"]}}},
        ],
    }
    content = {"application/json": {"schema": one_of_two}}
    body = {"required": True, "content": content}
    tree = {"paths": {"/a": {"post": {"requestBody": body, "responses": OK}}}}
    adoption, normal = _adopted(tree)
    assert normal.tree["paths"]["/a"]["post"]["x-kontokit-body-argument"] == {"name": "body"}
    assert "body-argument" in _kinds(adoption.notes)


def test_a_choice_that_turns_out_to_be_one_object_has_fields() -> None:
    thing = {"type": "object", "properties": {"a": {"type": "string"}}}
    content = {"application/json": {"schema": {"oneOf": [thing, {"type": "null"}]}}}
    body = {"required": True, "content": content}
    adoption, normal = _adopted({"paths": {"/a": {"post": {"requestBody": body, "responses": OK}}}})
    assert "x-kontokit-body-argument" not in normal.tree["paths"]["/a"]["post"]
    assert not adoption.notes.left_out


def test_a_document_of_webhooks_alone_is_built() -> None:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Made"}}}
    hook = {"post": {"requestBody": {"content": content}, "responses": OK}}
    made = {"type": "object", "properties": {"id": {"type": "string"}}}
    tree = {"webhooks": {"made": hook}, "components": {"schemas": {"Made": made}}}
    adoption, normal = _adopted(tree)
    assert not adoption.notes.left_out
    assert "paths" in normal.tree


def test_a_document_of_nothing_is_refused_by_name() -> None:
    with pytest.raises(FindingsError, match="there is no operation and no webhook"):
        _adopted({"paths": {}})
