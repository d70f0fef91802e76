"""
Probes of what clients do not do: each is refused, or told, by its name.
"""

from __future__ import annotations

from typing import Any, Final

from tests.support.probes.probe import Refusal

_GET: Final = "#/paths/~1thing/get"
_SCHEMES: Final = "#/components/securitySchemes"
_FIX_SCHEME: Final = "use apiKey, http basic or bearer, mutualTLS"
_LIST: Final = "schema: {type: array, items: {type: string}}"
_OBJECT: Final = "schema: {type: object, properties: {x: {type: string}}}"

_INNER: Final = "{type: object, properties: {x: {type: string}}}"
_HOLDER: Final = f"{{type: object, properties: {{f: {_INNER}}}}}"
_FORM: Final = "application/x-www-form-urlencoded"


def _scheme(name: str, scheme: str, message: str) -> Refusal:
    return Refusal(
        name=name,
        operation="security: [{own: []}]",
        root=f"components: {{securitySchemes: {{own: {scheme}}}}}",
        place=f"{_SCHEMES}/own",
        message=f"own is {message}, which clients do not know",
        fix=_FIX_SCHEME,
    )


def _parameter(name: str, parameter: str, message: str) -> Refusal:
    return Refusal(
        name=name,
        operation=f"parameters: [{{name: p, {parameter}}}]",
        place=f"{_GET}/parameters/0",
        message=f"the parameter p {message}",
        fix="describe it in another way, or leave it out",
    )


def _client(name: str) -> Refusal:
    return Refusal(
        name=f"client {name}",
        root=f"x-kontokit-client: {{name: {name}}}",
        place="#/x-kontokit-client/name",
        message=f"every package has a use for the name {name} itself",
        fix=f"call the client {name}Api",
    )


def _body(name: str, content: str, **said: Any) -> Refusal:
    return Refusal(
        name=name,
        operation=f"requestBody: {{required: true, content: {content}}}",
        place=f"{_GET}/requestBody",
        **said,
    )


REFUSED: Final = [
    _scheme("digest", "{type: http, scheme: digest}", "http digest"),
    _scheme("apiKey in the body", "{type: apiKey, in: body, name: k}", "apiKey body"),
    _parameter(
        "matrix in the query",
        f"in: query, style: matrix, {_LIST}",
        "has the style matrix in a query",
    ),
    _parameter("object in a header", f"in: header, {_OBJECT}", "is an object in a header"),
    _parameter("object in a cookie", f"in: cookie, {_OBJECT}", "is an object in a cookie"),
    _parameter(
        "deepObject of a list", f"in: query, style: deepObject, {_LIST}", "is no object and has"
    ),
    _parameter(
        "object in an object",
        f"in: query, schema: {{type: object, properties: {{f: {_INNER}}}}}",
        "has the object f in it",
    ),
    _parameter(
        "list of objects in a deepObject",
        "in: query, style: deepObject, schema: {type: object, properties:"
        f" {{f: {{type: array, items: {_INNER}}}}}}}",
        "has a list of lists or objects in f",
    ),
    _parameter(
        "list of objects",
        f"in: query, style: form, explode: true, schema: {{type: array, items: {_INNER}}}",
        "is a list of lists or objects",
    ),
    _parameter("media type", "in: query, content: {text/csv: {}}", "is written as text/csv"),
    _parameter("no schema", "in: query", "has no schema"),
    Refusal(
        name="server at an operation",
        operation="servers: [{url: 'https://other.example.com'}]",
        place=f"{_GET}/servers/0",
        message="https://other.example.com is that of one path or operation only",
        fix="delete 'servers' here",
    ),
    Refusal(
        name="server variable without default",
        root="servers: [{url: 'https://{tenant}.example.com', x-environment: production}]",
        place="#/servers/0",
        message="the server variable tenant has no default",
        fix="add it to 'variables'",
    ),
    _body(
        "multipart of another kind",
        "{multipart/mixed: {schema: {type: object}}}",
        message="multipart/mixed, which clients do not write",
        fix="multipart/form-data",
    ),
    _body(
        "form with a field of another media type",
        f"{{{_FORM}: {{schema: {_HOLDER}, encoding: {{f: {{contentType: application/xml}}}}}}}}",
        message="the field f of getThing is written as application/xml",
        fix="delete or change the encoding of f",
    ),
    _body(
        "form with an object in an object",
        f"{{{_FORM}: {{schema: {{type: object, properties: {{g: {_HOLDER}}}}},"
        " encoding: {g: {style: form}}}}",
        message="the field g of getThing has the object f in it",
        fix="delete or change the encoding of g",
    ),
    _body(
        "part that is an object of another media type",
        f"{{multipart/form-data: {{schema: {_HOLDER},"
        " encoding: {f: {contentType: application/xml}}}}",
        message="the part f of getThing is an object that is written as application/xml",
        fix="write it as application/json",
    ),
    _client("AsyncClient"),
    _client("Any"),
    Refusal(
        name="allOf whose parts disagree",
        schemas="""
            Thing:
              allOf:
                - {type: object, properties: {name: {type: string}}}
                - {type: object, properties: {name: {type: integer}}}
        """,
        place="#/components/schemas/Thing",
        message="the parts of allOf disagree about the property 'name'",
        fix="let the parts say the same",
    ),
    Refusal(
        name="inline object or null, that clashes with another schema",
        schemas="""
            Thing:
              type: object
              properties:
                value: {anyOf: [{type: object, properties: {x: {type: string}}}, {type: "null"}]}
            ThingValue: {type: object, properties: {y: {type: string}}}
        """,
        place="#/components/schemas/Thing/properties/value/anyOf/0",
        message="two different schemas ask for the name ThingValue",
        fix="give it a title other than ThingValue",
    ),
    Refusal(
        name="reference to the network",
        schemas="Thing: {$ref: 'https://other.example.com/thing.yaml'}",
        place="#/components/schemas/Thing",
        message="https://other.example.com/thing.yaml leads to the network",
        fix="save the file in the folder of the document",
    ),
    Refusal(
        name="no paths",
        root="paths: {/thing: null}",
        place="#/paths",
        message="there is no operation and no webhook",
        fix="describe one below 'paths' or 'webhooks'",
    ),
    Refusal(
        name="callback",
        operation="""
            callbacks:
              done:
                "{$request.query.url}":
                  post:
                    operationId: done
                    responses: {"204": {description: Taken.}}
        """,
        place=f"{_GET}/callbacks/done",
        message="the callback done gives no code",
        fix="describe it under 'webhooks'",
        level="warning",
    ),
    Refusal(
        name="link",
        operation="responses: {'200': {links: {self: {operationId: getThing}}}}",
        place=f"{_GET}/responses/200/links/self",
        message="the link self gives no code",
        fix="as a relation in the overlay",
        level="warning",
    ),
]
