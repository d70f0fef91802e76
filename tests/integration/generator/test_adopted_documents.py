"""
Documents of others, OpenAPI 2.0 and 3.0: built by the command as they are, imported and called.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit_generator.__main__ import main
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import NAME, Caller, imported

SWAGGER: Final = """
swagger: "2.0"
info: {title: Things, version: "1"}
host: api.things.invalid
schemes: [http]
consumes: [application/json]
produces: [application/json]
paths:
  /things/{id}:
    get:
      tags: [things]
      parameters: [{name: id, in: path, required: true, type: integer}]
      responses: {"200": {description: One., schema: {$ref: "#/definitions/thing"}}}
  /things:
    post:
      tags: [things]
      operationId: addThing
      parameters: [{name: thing, in: body, required: true, schema: {$ref: "#/definitions/thing"}}]
      responses: {"201": {description: Made., schema: {$ref: "#/definitions/thing"}}}
definitions:
  thing:
    type: object
    required: [name]
    properties:
      name: {type: string, example: a}
      price: {type: number, example: 1.50}
  spare: {type: object, properties: {name: {type: string}}}
"""
OPENAPI: Final = """
openapi: 3.0.3
info: {title: Things, version: "1"}
paths:
  /things/{id}:
    get:
      tags: [things]
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200":
          description: One.
          content: {application/json: {schema: {$ref: "#/components/schemas/thing"}}}
  /things:
    post:
      tags: [things]
      operationId: addThing
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/thing"}}}
      responses:
        "201":
          description: Made.
          content: {application/json: {schema: {$ref: "#/components/schemas/thing"}}}
components:
  schemas:
    thing:
      type: object
      required: [name]
      properties:
        name: {type: string, nullable: true, example: a}
        price: {type: number, example: 1.50}
    spare: {type: object, properties: {name: {type: string}}}
"""


@pytest.fixture(scope="module", params=[SWAGGER, OPENAPI], ids=["2.0", "3.0"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("adopted")
    document = place / "things.yaml"
    document.write_text(request.param, "utf-8")
    words = ["build", str(document), "--adopt", "--name", NAME, "--prefix", "kontokit"]
    assert main([*words, "--output", str(place / "client")]) == 0
    return place / "client"


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterator[Any]:
    with imported(folder / "src") as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    return Caller(package, mode, bank)


def test_a_thing_is_read(api: Caller) -> None:
    api.bank.says('{"name": "a", "price": 1.10}')
    found = api.call("get_things_by_id", 7)
    assert (found.name, found.price) == ("a", Decimal("1.10"))
    assert (api.bank.last.method, api.bank.last.target) == ("GET", "/things/7")


def test_a_thing_is_sent_with_its_fields(api: Caller) -> None:
    api.bank.says('{"name": "b"}', status=201)
    assert api.call("add", name="b", price="2.50").name == "b"
    assert json.loads(api.bank.last.body, parse_float=str) == {"name": "b", "price": "2.50"}


def test_the_package_says_what_was_assumed(folder: Path) -> None:
    told = (folder / "ADOPTED.md").read_text("utf-8")
    assert "## The document was converted to OpenAPI 3.1 (1)" in told
    assert "## A call is never repeated (2)" in told
    assert "- `#/components/schemas/spare`" in told
    assert "## Left out" not in told
