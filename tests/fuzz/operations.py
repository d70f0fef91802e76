"""
Draws operations: parameters, bodies, responses, security.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from attrs import frozen
from hypothesis import strategies as st

from tests.fuzz.names import proses, wires
from tests.fuzz.schemas import Draw, Schema, chance, reference, schemas

_STYLES: Final = {
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "path": ("simple", "label", "matrix"),
    "header": ("simple",),
    "cookie": ("form",),
}
_JSON: Final = (
    "application/json",
    "application/json; charset=utf-8",
    "application/problem+json",
    "application/hal+json",
    "*/*",
    "application/x-www-form-urlencoded",
)
_RAW: Final = (
    "application/xml",
    "text/plain",
    "text/csv",
    "application/pdf",
    "image/png",
    "application/octet-stream",
    "application/vnd.bank",
)
SCHEMES: Final[dict[str, Schema]] = {
    "headerKey": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "queryKey": {"type": "apiKey", "in": "query", "name": "api key"},
    "cookieKey": {"type": "apiKey", "in": "cookie", "name": "session"},
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "Bearer", "bearerFormat": "JWT"},
    "certificate": {"type": "mutualTLS"},
    "openId": {"type": "openIdConnect", "openIdConnectUrl": "https://id.example.com/.well-known/x"},
    "code": {
        "type": "oauth2",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": "https://id.example.com/a",
                "tokenUrl": "https://id.example.com/t",
                "scopes": {"read": "Reads."},
            }
        },
    },
    "digest": {"type": "http", "scheme": "digest"},
    "user-key": {"type": "apiKey", "in": "header", "name": "X-User"},
    "class": {"type": "http", "scheme": "bearer"},
}


@frozen
class Parts:
    """
    What an operation may refer to.
    """

    names: Sequence[str]
    """Schemas."""
    schemes: Sequence[str]
    responses: Sequence[str]
    tags: Sequence[str]


@st.composite
def operations(draw: Draw, parts: Parts, number: int, path_names: Sequence[str]) -> Schema:
    """
    An operation of a path.

    Args:
        number: Makes its operationId unlike others.
        path_names: The placeholders of the path.
    """
    found: Schema = {
        "operationId": draw(st.sampled_from(["getThing", "listing", "thing", "sca", "import"]))
        + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number],
        "tags": [draw(st.sampled_from(parts.tags))],
        "security": draw(_securities(parts.schemes)),
        "parameters": [draw(_path_parameters(name)) for name in path_names],
        "responses": draw(_responses(parts)),
    }
    named = [one for one in draw(wires(0, 3)) if one]
    found["parameters"] += [draw(_parameters(parts.names, wire)) for wire in named]
    if chance(draw, 50):
        found["requestBody"] = draw(bodies(parts.names))
    if chance(draw, 10):
        found["deprecated"] = True
    if chance(draw, 1):
        found["servers"] = [{"url": "https://other.example.com"}]
    if chance(draw, 4):
        found["callbacks"] = {"done": {"{$request.query.x}": {}}}
    return found


@st.composite
def _securities(draw: Draw, schemes: Sequence[str]) -> list[dict[str, list[str]]]:
    alternatives = st.lists(st.sampled_from(schemes), max_size=2, unique=True)
    chosen = draw(st.lists(alternatives, max_size=2))
    return [{name: [] for name in one} for one in chosen]


@st.composite
def _path_parameters(draw: Draw, name: str) -> Schema:
    scalar = st.sampled_from(
        [{"type": "string"}, {"type": "integer"}, {"type": "string", "format": "uuid"}]
    )
    schema: Schema = draw(scalar)
    if chance(draw, 15):
        schema = {"type": "array", "items": schema}
    found: Schema = {"name": name, "in": "path", "required": True, "schema": schema}
    if chance(draw, 20):
        found["style"] = draw(st.sampled_from(_STYLES["path"]))
    return found


@st.composite
def _parameters(draw: Draw, names: Sequence[str], wire: str) -> Schema:
    place = draw(st.sampled_from(["query", "query", "header", "cookie"]))
    found: Schema = {"name": wire, "in": place, "schema": draw(_of_parameter(names))}
    if place == "query" or chance(draw, 20):
        found |= {
            "style": draw(st.sampled_from(_STYLES[place]) if chance(draw, 10) else st.just("form")),
            "explode": draw(st.booleans()),
        }
    if place == "header":
        found = {key: value for key, value in found.items() if key != "explode"} | {
            "style": "simple"
        }
    if chance(draw, 20):
        found["required"] = True
    if place == "query" and chance(draw, 5):
        found["allowReserved"] = True
    if chance(draw, 1):
        found["content"] = {"application/json": {"schema": found.pop("schema")}}
    return found


@st.composite
def _of_parameter(draw: Draw, names: Sequence[str]) -> Schema:
    if chance(draw, 12):
        found: Schema = draw(schemas(names, 1))
        return found
    simple: Schema = draw(schemas((), 0))
    return {"type": "array", "items": simple} if chance(draw, 25) else simple


@st.composite
def bodies(draw: Draw, names: Sequence[str]) -> Schema:
    """
    A request body.
    """
    types = draw(
        st.lists(st.sampled_from(_JSON), min_size=1, max_size=2, unique=True)
        if chance(draw, 70)
        else st.lists(st.sampled_from(_RAW), min_size=1, max_size=2, unique=True)
    )
    content = {one: {"schema": draw(_of_body(names))} for one in types}
    if chance(draw, 4):
        content = {"multipart/form-data": {"schema": draw(_parts_of_forms(names))}}
    found: Schema = {"content": content}
    if chance(draw, 95):
        found["required"] = True
    return found


@st.composite
def _parts_of_forms(draw: Draw, names: Sequence[str]) -> Schema:
    file: Schema = {"type": "string", "format": "binary"}
    kinds = st.sampled_from([file, {"type": "array", "items": file}, {"type": "string"}])
    return {"type": "object", "properties": {one: draw(kinds) for one in draw(wires(1, 3))}}


@st.composite
def _of_body(draw: Draw, names: Sequence[str]) -> Schema:
    if names and chance(draw, 60):
        return reference(draw(st.sampled_from(names)))
    found: Schema = draw(schemas(names, 1))
    return found


@st.composite
def responses(draw: Draw, names: Sequence[str]) -> Schema:
    """
    One response.
    """
    found: Schema = {"description": draw(proses())}
    if chance(draw, 80):
        every = _JSON[:5] if chance(draw, 80) else _RAW
        types = draw(st.lists(st.sampled_from(every), min_size=1, max_size=2, unique=True))
        found["content"] = {one: {"schema": draw(_of_body(names))} for one in types}
    if chance(draw, 3):
        found["headers"] = {"Location": {"schema": {"type": "string"}}}
    if chance(draw, 5):
        found["headers"] = {"X-Rate-Limit": {"schema": draw(schemas(names, 0))}}
    if chance(draw, 4):
        found["links"] = {"next": {"operationId": "x"}}
    return found


@st.composite
def _responses(draw: Draw, parts: Parts) -> Schema:
    good = draw(st.lists(st.sampled_from(["200", "201", "204", "2XX"]), max_size=2, unique=True))
    found: Schema = {one: draw(responses(parts.names)) for one in good or ["default"]}
    if parts.responses:
        bad = st.sampled_from(["400", "401", "404", "4XX", "500", "5XX", "default"])
        for status in draw(st.lists(bad, max_size=3, unique=True)):
            name = draw(st.sampled_from(parts.responses))
            found.setdefault(status, {"$ref": f"#/components/responses/{name}"})
    return found


@st.composite
def webhooks(draw: Draw, parts: Parts, number: int) -> Schema:
    """
    A webhook.
    """
    body: dict[str, Any] = {"schema": draw(_of_body(parts.names))}
    found: Schema = {
        "operationId": f"notified{number}",
        "tags": [draw(st.sampled_from(parts.tags))],
        "security": [],
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {"2XX": {"description": "Taken."}},
    }
    if chance(draw, 3):
        del found["requestBody"]
    elif chance(draw, 3):
        del body["schema"]
    return found
