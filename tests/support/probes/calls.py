"""
Probes of what is sent and what comes back: parameters, credentials, media types and statuses.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from kontokit import NotFoundError, RawJson, ServerError
from tests.support.probes.probe import Probe

_LIST: Final = "schema: {type: array, items: {type: string}}"
_THING: Final = '{schema: {$ref: "#/components/schemas/Thing"}}'
_FLAT: Final = (
    "{type: object, properties: {x: {type: string}, amount: {type: number, format: decimal}}}"
)
_EITHER: Final = "{oneOf: [{type: boolean}, {type: string}]}"
_ADDRESS: Final = "https://a.example/b?c=d&e#f+[g]"
_SENT: Final = "p=https://a.example/b?c=d%26e%23f%2B%5Bg%5D"
_ANYTHING_SENT: Final = "p=%7B%22a%22%3Anull%7D"
_NAMED: Final = '{"name": "a"}'


def _named(found: Any) -> Any:
    return found.name


def _query(name: str, parameter: str, value: Any, target: str) -> Probe:
    return Probe(
        name=name,
        operation=f"parameters: [{{name: p, in: query, {parameter}}}]",
        arguments={"p": value},
        target=f"/thing?{target}",
        reply=_NAMED,
        reads=_named,
        gives="a",
    )


def _path(name: str, template: str, parameter: str, target: str) -> Probe:
    return Probe(
        name=name,
        root=f"""
            paths:
              /thing: null
              "{template}":
                get:
                  operationId: getThing
                  parameters: [{{name: p, in: path, required: true, {parameter}, {_LIST}}}]
                  responses:
                    "200": {{description: The thing., content: {{application/json: {_THING}}}}}
        """,
        arguments={"p": ["a", "b/c"]},
        target=target,
        reply=_NAMED,
        reads=_named,
        gives="a",
    )


PARAMETERS: Final = [
    _query("list with pipes", f"style: pipeDelimited, {_LIST}", ["a", "b"], "p=a%7Cb"),
    _query("list with spaces", f"style: spaceDelimited, {_LIST}", ["a", "b"], "p=a%20b"),
    _query("list with commas", f"explode: false, {_LIST}", ["a,b", "c"], "p=a%2Cb,c"),
    _query(
        "deepObject",
        "style: deepObject,"
        " schema: {type: object, properties: {from: {type: string, format: date}}}",
        {"from": date(2026, 1, 2)},
        "p%5Bfrom%5D=2026-01-02",
    ),
    _query(
        "object in a deepObject",
        "style: deepObject, schema: {type: object, properties: {"
        "in: {type: object, properties: {from: {type: string}}}}}",
        {"in": {"from": "a&b"}},
        "p%5Bin%5D%5Bfrom%5D=a%26b",
    ),
    _query("reserved characters", "allowReserved: true, schema: {type: string}", _ADDRESS, _SENT),
    _query(
        "reserved characters in a list with commas",
        f"allowReserved: true, explode: false, {_LIST}",
        ["a/b,c", "d"],
        "p=a/b%2Cc,d",
    ),
    _query("truth value or text", f"schema: {_EITHER}", True, "p=true"),
    _query("unknown type of a choice", f"schema: {_EITHER}", RawJson("a"), "p=a"),
    _query(
        "list in a choice",
        "schema: {oneOf: [{type: array, items: {type: string}}, {type: string}]}",
        ["a", "b"],
        "p=a&p=b",
    ),
    _query(
        "object in a choice", f"schema: {{oneOf: [{_FLAT}, {{type: integer}}]}}", {"x": "a"}, "x=a"
    ),
    _query("object or null", f'schema: {{anyOf: [{_FLAT}, {{type: "null"}}]}}', {"x": "a"}, "x=a"),
    _query(
        "object as JSON",
        f"content: {{application/json: {{schema: {_FLAT}}}}}",
        {"x": "é", "amount": Decimal("1.50")},
        "p=%7B%22x%22%3A%22%5Cu00e9%22%2C%22amount%22%3A1.50%7D",
    ),
    _query(
        "list as JSON",
        "content: {application/json: {schema: {type: array, items: {type: integer}}}}",
        [1, 2],
        "p=%5B1%2C2%5D",
    ),
    _query("anything as JSON", "content: {application/json: {}}", {"a": None}, _ANYTHING_SENT),
    Probe(
        name="JSON in a header and a cookie",
        operation=f"""
            parameters:
              - {{name: X-P, in: header, content: {{application/json: {{schema: {_FLAT}}}}}}}
              - {{name: p, in: cookie, content: {{application/json: {{schema: {_FLAT}}}}}}}
        """,
        arguments={"x_p": {"x": "é"}, "p": {"x": ";"}},
        headers={"x-p": '{"x":"\\u00e9"}', "cookie": "p=%7B%22x%22%3A%22%3B%22%7D"},
        reply=_NAMED,
        reads=_named,
        gives="a",
    ),
    _path("label", "/thing/{p}", "style: label", "/thing/.a,b%2Fc"),
    _path("matrix", "/thing{p}", "style: matrix, explode: true", "/thing;p=a;p=b%2Fc"),
    Probe(
        name="cookie",
        operation="parameters: [{name: lang, in: cookie, schema: {type: string}}]",
        arguments={"lang": "de;x"},
        headers={"cookie": "lang=de%3Bx"},
        reply=_NAMED,
        reads=_named,
        gives="a",
    ),
    Probe(
        name="dates in headers",
        operation="""
            parameters:
              - {name: X-Since, in: header, schema: {type: string, format: date-time}}
              - {name: X-Day, in: header, schema: {type: string, format: date}}
        """,
        arguments={"x_since": datetime(2026, 1, 2, 3, tzinfo=UTC), "x_day": date(2026, 1, 2)},
        headers={"x-since": "2026-01-02T03:00:00Z", "x-day": "2026-01-02"},
        reply=_NAMED,
        reads=_named,
        gives="a",
    ),
]


def _scheme(name: str, scheme: str, **sent: Any) -> Probe:
    return Probe(
        name=name,
        operation="security: [{own: []}]",
        root=f"components: {{securitySchemes: {{own: {scheme}}}}}",
        settings={"own": "k1"},
        reply=_NAMED,
        reads=_named,
        gives="a",
        **sent,
    )


_BEARER: Final = {"authorization": "Bearer k1"}
SECURITY: Final = [
    _scheme("bearer", "{type: http, scheme: Bearer}", headers=_BEARER),
    _scheme(
        "apiKey in a header", "{type: apiKey, in: header, name: X-Key}", headers={"x-key": "k1"}
    ),
    _scheme("apiKey in the query", "{type: apiKey, in: query, name: key}", target="/thing?key=k1"),
    _scheme(
        "apiKey in a cookie", "{type: apiKey, in: cookie, name: sid}", headers={"cookie": "sid=k1"}
    ),
    _scheme(
        "openIdConnect",
        "{type: openIdConnect, openIdConnectUrl: 'https://id.example.com/x'}",
        headers=_BEARER,
    ),
    _scheme(
        "authorizationCode",
        "{type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://id.example.com/a',"
        " tokenUrl: /token, scopes: {}}}}",
        headers=_BEARER,
    ),
    Probe(
        name="mutualTLS",
        operation="security: [{own: []}]",
        root="components: {securitySchemes: {own: {type: mutualTLS}}}",
        reply=_NAMED,
        reads=_named,
        gives="a",
    ),
]


def _answer(name: str, key: str, content: str, **said: Any) -> Probe:
    """
    Have one response, whose media types are those of ``content``.
    """
    return Probe(
        name=name,
        root=f"""
            paths:
              /thing:
                get: null
                post:
                  operationId: getThing
                  responses: {{"{key}": {{description: Said., content: {content}}}}}
        """,
        **said,
    )


def _error(found: Any) -> Any:
    return (type(found), found.status_code, found.parsed.name)


MEDIA_TYPES: Final = [
    _answer(
        "JSON with parameters",
        "200",
        f"{{application/json; charset=utf-8: {_THING}}}",
        reply=_NAMED,
        reads=_named,
        gives="a",
        headers={"accept": "application/json; charset=utf-8, application/json"},
    ),
    _answer("any type", "200", f"{{'*/*': {_THING}}}", reply=_NAMED, reads=_named, gives="a"),
    _answer(
        "hal+json",
        "200",
        f"{{application/hal+json: {_THING}}}",
        reply=_NAMED,
        media_type="application/hal+json",
        reads=_named,
        gives="a",
    ),
    _answer(
        "problem+json",
        "404",
        f"{{application/problem+json: {_THING}}}",
        reply=_NAMED,
        status=404,
        media_type="application/problem+json",
        reads=_error,
        gives=(NotFoundError, 404, "a"),
    ),
    _answer(
        "default",
        "default",
        f"{{application/json: {_THING}}}",
        reply=_NAMED,
        reads=_named,
        gives="a",
    ),
    _answer(
        "4XX",
        "4XX",
        f"{{application/json: {_THING}}}",
        reply=_NAMED,
        status=404,
        reads=_error,
        gives=(NotFoundError, 404, "a"),
    ),
    _answer(
        "5XX",
        "5XX",
        f"{{application/json: {_THING}}}",
        reply=_NAMED,
        status=502,
        reads=_error,
        gives=(ServerError, 502, "a"),
    ),
    _answer(
        "XML",
        "200",
        f"{{application/xml: {_THING}}}",
        reply="<a>ä</a>",
        media_type="application/xml; charset=utf-8",
        gives="<a>ä</a>",
    ),
    _answer("text", "200", "{text/csv: {}}", reply="a;b", media_type="text/csv", gives="a;b"),
    _answer(
        "image",
        "200",
        "{image/png: {}}",
        reply=b"\x89PNG",
        media_type="image/png",
        gives=b"\x89PNG",
    ),
]


def _request(name: str, content: str, arguments: dict[str, Any], **sent: Any) -> Probe:
    return Probe(
        name=name,
        root=f"""
            paths:
              /thing:
                get: null
                post:
                  operationId: addThing
                  requestBody: {{required: true, content: {content}}}
                  responses: {{"204": {{description: Done.}}}}
        """,
        method="add_thing",
        arguments=arguments,
        reply=b"",
        status=204,
        **sent,
    )


def _form(name: str, properties: str, value: Any, sent: str, encoding: str = "{}") -> Probe:
    schema = f"{{type: object, properties: {properties}}}"
    content = f"{{schema: {schema}, encoding: {encoding}}}"
    return _request(
        name, f"{{application/x-www-form-urlencoded: {content}}}", value, body=sent.encode()
    )


_GIVEN: Final = {"x": "a b"}
BODIES: Final = [
    _request(
        "map of maps of objects",
        "{application/json: {schema: {type: object, additionalProperties: {type: object,"
        f" additionalProperties: {_FLAT}}}}}}}}}",
        {"body": {"a": {"b": {"x": "c"}}}},
        body=b'{"a":{"b":{"x":"c"}}}',
    ),
    _request(
        "JSON of an own kind",
        f"{{application/vnd.thing+json; version=2: {_THING}}}",
        {"name": "a"},
        body=b'{"name":"a"}',
        headers={"content-type": "application/vnd.thing+json; version=2"},
    ),
    _request(
        "form",
        f"{{application/x-www-form-urlencoded: {_THING}}}",
        {"name": "a b"},
        body=b"name=a+b",
    ),
    _form("object in a form", f"{{f: {_FLAT}}}", {"f": _GIVEN}, "f=%7B%22x%22%3A%22a+b%22%7D"),
    _form(
        "objects in a form",
        f"{{f: {{type: array, items: {_FLAT}}}}}",
        {"f": [_GIVEN, {"x": "c"}]},
        "f=%7B%22x%22%3A%22a+b%22%7D&f=%7B%22x%22%3A%22c%22%7D",
    ),
    _form(
        "deepObject in a form",
        f"{{f: {_FLAT}}}",
        {"f": _GIVEN},
        "f%5Bx%5D=a%20b",
        "{f: {style: deepObject, explode: true}}",
    ),
    _form(
        "fields of an object in a form",
        f"{{f: {_FLAT}}}",
        {"f": _GIVEN},
        "x=a%20b",
        "{f: {style: form}}",
    ),
    _form(
        "object with commas in a form",
        f"{{f: {_FLAT}}}",
        {"f": _GIVEN},
        "f=x,a%20b",
        "{f: {explode: false}}",
    ),
    _form(
        "list with pipes in a form",
        "{f: {type: array, items: {type: string}}}",
        {"f": ["a", "b"]},
        "f=a%7Cb",
        "{f: {style: pipeDelimited, explode: false}}",
    ),
    _form(
        "reserved characters in a form",
        "{f: {type: string}}",
        {"f": "a/b&"},
        "f=a/b%26",
        "{f: {allowReserved: true}}",
    ),
    _request(
        "XML as it is",
        f"{{application/xml: {_THING}}}",
        {"body": "<a/>"},
        body=b"<a/>",
        headers={"content-type": "application/xml"},
    ),
    _request(
        "parts",
        "{multipart/form-data: {schema: {type: object, required: [file],"
        " properties: {file: {type: string, format: binary}}}}}",
        {"file": ("a.pdf", b"%PDF", "application/pdf")},
        body=None,
        part=b'name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n',
    ),
    _request(
        "JSON that is a text",
        "{application/json: {schema: {type: string}}}",
        {"body": 'a"b'},
        body=b'"a\\"b"',
    ),
    _request(
        "JSON that is a list of amounts as text",
        "{application/json: {schema: {type: array, items: {type: string, format: decimal}}}}",
        {"body": ["1.50", Decimal("2.0")]},
        body=b'["1.50","2.0"]',
    ),
    _request(
        "JSON that is a map of amounts as text",
        "{application/json: {schema: {type: object,"
        " additionalProperties: {type: string, format: decimal}}}}",
        {"body": {"EUR": Decimal("1.50")}},
        body=b'{"EUR":"1.50"}',
    ),
    _request(
        "JSON that is an amount as text, or null",
        '{application/json: {schema: {type: [string, "null"], format: decimal}}}',
        {"body": Decimal("1.50")},
        body=b'"1.50"',
    ),
]
