"""
Parameters of every place and style, in packages that are built from invented documents and called.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from kontokit_generator.openapi.findings import FindingsError
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

FILTER: Final = 'schema: {$ref: "#/components/schemas/Filter"}'
LIST: Final = "schema: {type: array, items: {type: string}}"
DOCUMENT: Final = f"""
servers:
  - url: https://{{region}}.example.com/{{version}}/
    x-environment: production
    variables:
      region: {{enum: [eu, us], default: eu}}
      version: {{default: v1}}
paths:
  /query:
    get:
      operationId: getQuery
      parameters:
        - {{name: usual, in: query, {LIST}}}
        - {{name: commas, in: query, explode: false, {LIST}}}
        - {{name: spaces, in: query, style: spaceDelimited, {LIST}}}
        - {{name: pipes, in: query, style: pipeDelimited, explode: false, {LIST}}}
        - {{name: filter, in: query, style: deepObject, {FILTER}}}
        - {{name: flat, in: query, {FILTER}}}
        - {{name: joined, in: query, explode: false, {FILTER}}}
        - name: labels
          in: query
          style: deepObject
          schema: {{type: object, additionalProperties: {{type: string}}}}
      responses: {{"204": {{description: Done.}}}}
  /plain/{{ids}}/label/{{names}}{{more}}/matrix{{keys}}{{sorts}}:
    get:
      operationId: getPath
      parameters:
        - {{name: ids, in: path, required: true, {LIST}}}
        - {{name: names, in: path, required: true, style: label, {LIST}}}
        - {{name: more, in: path, required: true, style: label, explode: true, {LIST}}}
        - {{name: keys, in: path, required: true, style: matrix, {LIST}}}
        - {{name: sorts, in: path, required: true, style: matrix, explode: true, {LIST}}}
      responses: {{"204": {{description: Done.}}}}
  /others:
    get:
      operationId: getOthers
      security: [{{key: []}}]
      parameters:
        - {{name: lang, in: cookie, schema: {{type: string}}}}
        - {{name: marks, in: cookie, required: true, schema: {{type: integer}}}}
        - {{name: X-Since, in: header, schema: {{type: string, format: date-time}}}}
        - {{name: X-Day, in: header, schema: {{type: string, format: date}}}}
      responses: {{"204": {{description: Done.}}}}
components:
  securitySchemes:
    key: {{type: apiKey, in: cookie, name: session}}
  schemas:
    Filter:
      type: object
      required: [from]
      properties:
        from: {{type: string, format: date}}
        minAmount: {{type: number, format: decimal}}
        isOpen: {{type: boolean}}
        tags: {{type: array, items: {{type: string}}}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(build_small(tmp_path_factory.mktemp("parameters"), DOCUMENT)) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    bank.says(status=204)
    return Caller(package, mode, bank, key="k1")


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ({"usual": ["a b", "c"]}, "usual=a%20b&usual=c"),
        ({"commas": ["a,b", "c"]}, "commas=a%2Cb,c"),
        ({"spaces": ["a", "b"]}, "spaces=a%20b"),
        ({"pipes": ["a", "b"]}, "pipes=a%7Cb"),
        (
            {"filter": {"from_": date(2026, 1, 2), "min_amount": "1.50", "is_open": True}},
            "filter%5Bfrom%5D=2026-01-02&filter%5BminAmount%5D=1.50&filter%5BisOpen%5D=true",
        ),
        (
            {"filter": {"from": "2026-01-02", "tags": ["x", "y"]}},
            "filter%5Bfrom%5D=2026-01-02&filter%5Btags%5D=x&filter%5Btags%5D=y",
        ),
        ({"flat": {"from": "2026-01-02", "isOpen": False}}, "from=2026-01-02&isOpen=false"),
        (
            {"joined": {"from": "2026-01-02", "isOpen": False}},
            "joined=from,2026-01-02,isOpen,false",
        ),
        ({"labels": {"a&b": "c"}}, "labels%5Ba%26b%5D=c"),
    ],
)
def test_lists_and_objects_are_written_in_their_style(
    api: Caller, arguments: dict[str, Any], query: str
) -> None:
    """
    With the separators of OpenAPI, whose values stay apart from them.
    """
    api.call("get_query", **arguments)
    assert api.bank.last.target == f"/query?{query}"


def test_objects_are_models_too_and_are_checked(api: Caller) -> None:
    """
    As bodies are; the place of an error is the argument.
    """
    api.call("get_query", filter=api.models.Filter(from_=date(2026, 1, 2)))
    assert api.bank.last.target == "/query?filter%5Bfrom%5D=2026-01-02"
    with pytest.raises(ArgumentError) as caught:
        api.call("get_query", filter={"from": "2026-01-02", "max_amount": 1})
    assert caught.value.place == "filter"
    with pytest.raises(ArgumentError) as caught:
        api.call("get_query", filter={"is_open": True})
    assert caught.value.place == "filter.from_"


def test_styles_of_paths(api: Caller) -> None:
    """
    Simple, label and matrix, with and without explode.
    """
    api.call("get_path", ["a", "b/c"], ["d", "e"], ["f", "g"], ["h", "i"], ["j", "k"])
    assert api.bank.last.target == ("/plain/a,b%2Fc/label/.d,e.f.g/matrix;keys=h,i;sorts=j;sorts=k")
    with pytest.raises(ArgumentError):
        api.call("get_path", [], ["d"], ["f"], ["h"], ["j"])
    with pytest.raises(ArgumentError):
        api.call("get_path", [".."], ["d"], ["f"], ["h"], ["j"])


def test_cookies_and_dates_in_headers(api: Caller) -> None:
    """
    Cookies of arguments stand beside that of the credential.
    """
    since = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    api.call("get_others", lang="de;x", marks=7, x_since=since, x_day=date(2026, 1, 2))
    headers = api.bank.last.headers
    assert headers["cookie"] == "lang=de%3Bx; marks=7; session=k1"
    assert (headers["x-since"], headers["x-day"]) == ("2026-01-02T03:04:05Z", "2026-01-02")
    with pytest.raises(TypeError):
        api.call("get_others")


def test_variables_of_servers_have_their_defaults(package: Any) -> None:
    """
    Another value is another ``base_url``.
    """
    assert package.API.environments == {"production": "https://eu.example.com/v1"}


PARAMETER: Final = """
paths:
  /a/{{p}}:
    get:
      operationId: get
      parameters: [{parameter}, {{name: p, in: path, required: true, schema: {{type: string}}}}]
      responses: {{"204": {{description: Done.}}}}
"""
OBJECT: Final = "schema: {type: object, properties: {x: {type: string}}}"


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        (f"{{name: a, in: header, {OBJECT}}}", "a is an object in a header"),
        (f"{{name: a, in: cookie, {OBJECT}}}", "a is an object in a cookie"),
        (f"{{name: a, in: query, style: pipeDelimited, {OBJECT}}}", "with the style pipeDelimited"),
        (f"{{name: a, in: query, style: deepObject, {LIST}}}", "is no object and has the style"),
        (f"{{name: a, in: query, style: matrix, {LIST}}}", "has the style matrix in a query"),
    ],
)
def test_other_styles_are_refused_by_name(tmp_path: Path, parameter: str, message: str) -> None:
    """
    They are never written in another style.
    """
    with pytest.raises(FindingsError, match=message):
        build_small(tmp_path, PARAMETER.format(parameter=parameter))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            """
paths:
  /a:
    get:
      operationId: get
      servers: [{url: "https://other.example.com"}]
      responses: {"204": {description: Done.}}
""",
            "https://other.example.com is that of one path or operation only",
        ),
        (
            """
servers: [{url: "https://{tenant}.example.com"}]
paths:
  /a: {get: {operationId: get, responses: {"204": {description: Done.}}}}
""",
            "the server variable tenant has no default",
        ),
    ],
)
def test_servers_that_no_client_calls_are_refused(tmp_path: Path, text: str, message: str) -> None:
    """
    A call never goes to another server than the document says.
    """
    with pytest.raises(FindingsError, match=message):
        build_small(tmp_path, text)
