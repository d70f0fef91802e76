"""
What is noted of a response: everything in which it differs from its document, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

import pytest

from kontokit import BerlinDateTime, Model, OpenEnum, Secret
from kontokit.core.http_response import Headers, HttpResponse
from kontokit.drift.findings import Difference
from kontokit.drift.responses import compare_response
from kontokit.operations import Api, Operation, Result
from kontokit.serialization import LenientInt


class State(OpenEnum):
    OPEN = "OPEN"
    BA1010 = "BA1010"


class Row(Model, kw_only=True):
    __wire_aliases__: ClassVar[Mapping[str, str]] = {"oldName": "name"}

    id: int
    name: str | None = None
    amount: Decimal | None = None
    day: date | None = None
    at: datetime | None = None
    local: BerlinDateTime | None = None
    state: State | None = None
    secret: Secret | None = None
    number: LenientInt | None = None
    unique: UUID | None = None
    is_open: bool | None = None
    rows: list[Row] | None = None
    parts: list[Part] | None = None
    tags: dict[str, Row] | None = None
    free: Any = None


class Part(Model, kw_only=True):
    __essential__: ClassVar[frozenset[str] | None] = frozenset()
    __expected__: ClassVar[Mapping[str, bool]] = {"name": False, "kind": True, "tag": False}

    name: str | None = None
    kind: str | None = None


class Problem(Model, kw_only=True):
    code: str


API = Api(name="demo", environments={}, request_id_header="X-Request-Id")
GET: Operation[Row] = Operation(
    id="getRow",
    method="GET",
    path="/rows",
    retry_class="read",
    results={200: Result(type=Row), 204: Result(), 202: Result(type=Row, envelope="row")},
    errors={404: Problem},
    other_statuses=(401,),
    alternatives={"application/xml": ".xml"},
)
JSON = {"Content-Type": "application/json"}


def compared(
    body: Any, status: int = 200, headers: dict[str, str] | None = None
) -> list[Difference]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = Headers({**JSON, **(headers or {})}.items())
    response = HttpResponse(status_code=status, headers=given, body=content)
    return compare_response(API, GET, response, "known")


def short(found: list[Difference]) -> list[tuple[str, ...]]:
    return [(one.kind, one.path, one.name or one.expected, one.seen) for one in found]


GOOD: dict[str, Any] = {
    "id": 1,
    "name": "Erika",
    "amount": 12.50,
    "day": "2024-05-14",
    "at": "2024-05-14T10:00:00Z",
    "local": "2024-05-14 10:00:00",
    "state": "OPEN",
    "secret": "x",
    "number": "12",
    "unique": "8fb65b0e-9418-412d-9865-b960ef81b43f",
    "is_open": True,
    "rows": [{"id": 2}],
    "tags": {"Erika Mustermann": {"id": 3}},
    "free": {"anything": [1]},
}


def test_nothing_is_noted_of_a_documented_answer() -> None:
    """
    Documented spellings, null of what is optional, and headers of HTTP are no difference.
    """
    assert compared(GOOD, headers={"X-Request-Id": "a", "Date": "x", "CF-Ray": "1"}) == []
    assert compared({"id": 1, "name": None, "tags": None}) == []
    assert compared({"id": 1, "oldName": "a"}) == []
    assert compared({"row": {"id": 1}}, 202) == compared({"id": 1}, 202) == []
    assert compared({"code": "a"}, 404) == compared(b"", 204) == compared(b"", 401) == []
    assert compared(b"<row/>", headers={"Content-Type": "application/xml"}) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"bookingStatus": "x"}, ("unknown_field", "$", "bookingStatus", "string")),
        ({"erika": [1]}, ("unknown_field", "$", "", "array")),
        ({"state": "CLOSED"}, ("unknown_value", "$.state", "CLOSED", "")),
        ({"state": "Erika M"}, ("unknown_value", "$.state", "", "")),
        ({"id": None}, ("null", "$.id", "integer", "")),
        ({"id": "1"}, ("type", "$.id", "integer", "string")),
        ({"amount": "NaN"}, ("format", "$.amount", "number", "string")),
        ({"amount": "x"}, ("format", "$.amount", "number", "string")),
        ({"amount": [1]}, ("type", "$.amount", "number", "array")),
        ({"day": "2024-02-31"}, ("format", "$.day", "date", "string")),
        ({"day": ""}, ("format", "$.day", "date", "string")),
        ({"day": "2024-05-14 00:00:00"}, ("format", "$.day", "date", "string")),
        ({"at": "2024-05-14T10:00:00"}, ("format", "$.at", "date-time", "string")),
        ({"local": "gestern"}, ("format", "$.local", "local date-time", "string")),
        ({"number": "x"}, ("format", "$.number", "integer", "string")),
        ({"number": True}, ("type", "$.number", "integer", "boolean")),
        ({"unique": "4711"}, ("format", "$.unique", "uuid", "string")),
        ({"is_open": "true"}, ("type", "$.is_open", "boolean", "string")),
        ({"secret": 1}, ("type", "$.secret", "string", "integer")),
        ({"rows": {}}, ("type", "$.rows", "array", "object")),
        ({"rows": [{"id": 1, "note": 1}]}, ("unknown_field", "$.rows[]", "note", "integer")),
        ({"parts": [{"kind": "x"}]}, ("missing", "$.parts[].name", "string", "")),
        ({"parts": [{"name": "x"}]}, ("missing", "$.parts[].kind", "string", "")),
        ({"parts": [{"name": None, "kind": None}]}, ("null", "$.parts[].name", "string", "")),
        ({"tags": {"Erika": {}}}, ("missing", "$.tags{}.id", "integer", "")),
        ({"tags": {"Erika": 1.5}}, ("type", "$.tags{}", "object", "number")),
    ],
)
def test_each_difference_in_a_body_is_noted(
    change: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """
    By place, kind and JSON type; keys of maps are data and never in a place.
    """
    assert short(compared({**GOOD, **change})) == [expected]


def test_every_occurrence_is_noted() -> None:
    """
    The counts tell how common a difference is.
    """
    assert len(compared({"id": 1, "rows": [{"id": 1, "note": 1}] * 7})) == 7


def test_an_object_with_many_unknown_fields_is_a_map() -> None:
    """
    Its keys are data, whatever they look like.
    """
    found = compared({"id": 1, **{f"note{'abcdefghij'[n % 10] * (n + 1)}": n for n in range(31)}})
    assert {one.name for one in found} == {""}


@pytest.mark.parametrize(
    ("body", "status", "headers", "expected"),
    [
        ({"id": 1}, 203, {}, [("status", "", "", "application/json")]),
        (b"", 503, {}, [("status", "", "", "no body")]),
        (b"geheim", 401, {"Content-Type": "text/plain"}, [("media_type", "", "text/plain", "")]),
        (b"{", 200, {}, [("body", "$", "JSON", "")]),
        (b"\xff{}", 200, {}, [("body", "$", "JSON", "")]),
        ({"id": 1}, 200, {"X-Account-Limit": "9"}, [("header", "", "x-account-limit", "")]),
        ({"id": 1}, 200, {"X-Erika-Muster": "9"}, [("header", "", "", "")]),
        ({"id": 1}, 200, {"Content-Type": "text/json"}, [("media_type", "", "text/json", "")]),
        ({"code": 1}, 404, {}, [("type", "$.code", "string", "integer")]),
    ],
)  # fmt: skip
def test_statuses_headers_and_media_types_are_noted(
    body: Any, status: int, headers: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    """
    What is around a body, and that a body is not what it should be.
    """
    assert short(compared(body, status, headers)) == expected


def test_requests_without_a_method_of_their_own_are_not_compared() -> None:
    """
    Nothing is documented of their paths.
    """
    raw: Operation[Any] = Operation(id="GET request", method="GET", path="", retry_class="read")
    response = HttpResponse(status_code=299, headers=Headers(), body=b"{}")
    assert compare_response(API, raw, response, "known") == []


def test_deep_and_long_bodies_end() -> None:
    """
    Neither recursion nor millions of values keep a call waiting.
    """
    deep: dict[str, Any] = {"id": 1}
    for _ in range(200):
        deep = {"id": 1, "rows": [deep]}
    assert compared(deep) == []
    assert len(compared({"id": 1, "rows": [None] * 300_000})) < 300_000
