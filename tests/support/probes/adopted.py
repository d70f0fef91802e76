"""
Probes of documents that others have written, OpenAPI 2.0 and 3.0, built with ``--adopt``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tests.support.probes.probe import Adopted

_NULLABLE: Final = """
openapi: 3.0.3
info: {title: Things, version: "1"}
paths:
  /thing:
    get:
      tags: [things]
      responses:
        "200":
          description: The thing.
          content: {application/json: {schema: {$ref: "#/components/schemas/thing"}}}
components:
  schemas:
    owner: {type: object, properties: {name: {type: string}}}
    thing:
      type: object
      required: [owner, kind, price]
      properties:
        owner: {nullable: true, allOf: [{$ref: "#/components/schemas/owner"}]}
        kind: {type: string, nullable: true, enum: [a, b, null]}
        price: {type: number, minimum: 0, exclusiveMinimum: true}
"""
_SWAGGER: Final = """
swagger: "2.0"
info: {title: Things, version: "1"}
host: api.things.invalid
basePath: /v1
schemes: [https]
paths:
  /things:
    post:
      tags: [things]
      operationId: addThing
      consumes: [application/x-www-form-urlencoded]
      produces: [application/json]
      security: [{key: []}]
      parameters:
        - {name: name, in: formData, required: true, type: string}
        - {name: ids, in: query, type: array, items: {type: string}, collectionFormat: pipes}
      responses: {"200": {description: Made., schema: {$ref: "#/definitions/Thing"}}}
securityDefinitions:
  key: {type: apiKey, in: query, name: key}
definitions:
  Thing: {type: object, properties: {name: {type: string, x-nullable: true}}}
"""

ADOPTED: Final = [
    Adopted(
        name="nullable of 3.0, null",
        method="get",
        text=_NULLABLE,
        reply='{"owner": null, "kind": null, "price": 1.10}',
        reads=lambda found: (found.owner, found.kind, found.price),
        gives=(None, None, Decimal("1.10")),
    ),
    Adopted(
        name="nullable of 3.0, a value",
        method="get",
        text=_NULLABLE,
        reply='{"owner": {"name": "A"}, "kind": "b", "price": 1}',
        reads=lambda found: (found.owner.name, found.kind.value, found.price),
        gives=("A", "b", Decimal(1)),
    ),
    Adopted(
        name="form and pipes of 2.0",
        text=_SWAGGER,
        settings={"key": "k1"},
        arguments={"name": "a b", "ids": ["1", "2"]},
        method="add",
        reply='{"name": null}',
        reads=lambda found: (type(found).__name__, found.name),
        gives=("Thing", None),
        target="/things?ids=1%7C2&key=k1",
        headers={"content-type": "application/x-www-form-urlencoded"},
        body=b"name=a+b",
    ),
]
