"""
What goes over the wire: paths, queries, headers and bodies.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import pytest
from msgspec import structs

from kontokit import ArgumentError, BadRequestError, Secret, SyncClient
from kontokit.operations import Body, Operation, Parameter, Result
from kontokit.serialization.request_builder import build_path, build_query, parameter_texts
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import (
    API,
    CREATE_ACCESS,
    DELETE_ACCESS,
    ENCRYPT,
    GET_PDF,
    GET_TOKEN,
    LIST_BOOKINGS,
    UPDATE_ACCESS,
    BookingInput,
    TokenForm,
)

PLACE = {"access_id": "a", "product_id": "p"}
CLIMBING = [
    ".", "..", "%2e", "%2E%2e", "%252e%252e", "%25252e%2e", ".%2e", "../accesses", "a/../..",
    "a/..",
    "..\\", "..\\..", "%2e%2e%2fx", "..%2f", "..;", "..;jsessionid=1", ".. ", " ..", "\t..",
    "．．",
    "。．".replace("。", "．"), "..%00", "%2e%2e;", "․․", "a/./b", "..%5c..", "%c0%ae/..", "/..",
    "../",
    "%" + "25" * 40 + "2e", "%c0%ae%c0%ae", "%C0%AE.%c0%afx", "%e0%80%ae.",
]  # fmt: skip
EMPTY: list[Any] = ["", " ", "\t", "\u00a0", None]
BROKEN: list[Any] = ["a\x00b", "a\r\nb", "\x7f", "%0d%0ax", "\ud800", 1.5, b"a", ["a"], object()]


@pytest.mark.parametrize("value", CLIMBING + EMPTY + BROKEN)
def test_no_path_traversal_through_path_parameters(
    bank: Bank, client: SyncClient, value: Any
) -> None:
    """
    An id that climbs, is empty or breaks the path is refused before any request.
    """
    with pytest.raises(ArgumentError) as caught:
        client.call(DELETE_ACCESS, {"access_id": value})
    assert caught.value.place == "access_id"
    assert bank.heard == []


HARMLESS = [
    "a b", " leading", "a/b", "a?b#c", "a%2fb", "%2f", "ä€😀", "a.b", "...", ".a", "a..", "..a",
    "a;b",
    "a\\b", "a+b&c=d", "~-_", "DE89370400440532013000", "100%", "%", "%zz", "a..b/c",
    "{access-id}",
    "{product-id}", "%%%2e", "%25" * 9,
]  # fmt: skip


@pytest.mark.parametrize("value", HARMLESS)
def test_a_harmless_path_parameter_arrives_as_one_segment(
    bank: Bank, client: SyncClient, value: str
) -> None:
    """
    Whatever an id holds, the server gets it back by decoding exactly one segment once.
    """
    client.call(DELETE_ACCESS, {"access_id": value})
    prefix, _, segment = bank.last.target.rpartition("/")
    assert prefix == "/customer/v2/accesses"
    assert unquote(segment) == value


def test_a_parameter_never_fills_the_place_of_another(bank: Bank, client: SyncClient) -> None:
    """
    A value that looks like a placeholder of the path stays a value.
    """
    bank.says("[]")
    client.call(LIST_BOOKINGS, {"access_id": "{product-id}", "product_id": "p"})
    assert bank.last.target == "/customer/v2/accesses/%7Bproduct-id%7D/p/bookings"


@pytest.mark.parametrize(
    ("value", "segment"),
    [(7, "7"), (UUID(int=7), str(UUID(int=7))), (date(2026, 7, 15), "2026-07-15")],
)
def test_ids_may_be_numbers_and_uuids(
    bank: Bank, client: SyncClient, value: Any, segment: str
) -> None:
    """
    An id is accepted as text, number or UUID.
    """
    client.call(DELETE_ACCESS, {"access_id": value})
    assert bank.last.target.endswith(f"/{segment}")


QUERIES: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"tags": None, "kinds": []}, ""),
    ({"tags": ["a,b", "c d"]}, "?tag=a%2Cb,c%20d"),
    ({"tags": "a"}, "?tag=a"),
    ({"kinds": ["a,b", "ü&="]}, "?kind=a%2Cb&kind=%C3%BC%26%3D"),
    ({"kinds": {"b", "a"}}, "?kind=a&kind=b"),
    ({"pending": True}, "?pending=true"),
    ({"pending": False}, "?pending=false"),
    ({"amount": Decimal("1E+2")}, "?amount=100"),
    ({"amount": Decimal("-0.10")}, "?amount=-0.10"),
    ({"amount": 7}, "?amount=7"),
    ({"since": datetime(2026, 7, 15, 10, tzinfo=UTC)}, "?since=2026-07-15%2012%3A00%3A00"),
    ({"changed": datetime(2026, 7, 15, 10, tzinfo=UTC)}, "?changed=2026-07-15T12%3A00%3A00"),
    ({"until": datetime(2026, 7, 15, 10, tzinfo=UTC)}, "?until=2026-07-15T10%3A00%3A00Z"),
    ({"until": date(2026, 7, 15)}, "?until=2026-07-15"),
    ({"kinds": ""}, "?kind="),
]


@pytest.mark.parametrize(("args", "query"), QUERIES)
def test_query_parameters_are_written_as_declared(
    bank: Bank, client: SyncClient, args: dict[str, Any], query: str
) -> None:
    """
    Arrays repeat the key or are joined after encoding; None leaves a parameter out.
    """
    bank.says("[]")
    client.call(LIST_BOOKINGS, {**PLACE, **args})
    assert bank.last.target == f"/customer/v2/accesses/a/p/bookings{query}"


BAD_ARGS: list[tuple[dict[str, Any], str, str]] = [
    ({"amount": 0.1}, "amount", "float is not exact"),
    ({"amount": Decimal("NaN")}, "amount", "not finite"),
    ({"since": datetime(2026, 7, 15)}, "since", "naive datetimes are not allowed"),
    ({"until": datetime(2026, 7, 15)}, "until", "naive datetimes are not allowed"),
    ({"kinds": [object()]}, "kinds", "expected str, got object"),
    ({"pending": ["true"]}, "pending", "it takes one value, not a list"),
    ({"pending": "yes"}, "pending", "expected bool, got str"),
    ({"pending": 1}, "pending", "expected bool, got int"),
    ({"amount": "12,50"}, "amount", "no plain number such as 12.50"),
    ({"amount": {Decimal(1)}}, "amount", "it takes one value, not a set"),
    ({"amount": True}, "amount", "expected Decimal, got bool"),
    ({"until": ("a", "b")}, "until", "it takes one value, not a tuple"),
    ({"until": {"a": "b"}}, "until", "expected str, got dict"),
    ({"until": True}, "until", "expected str, got bool"),
    ({"ip": ["a"]}, "ip", "it takes one value, not a list"),
    ({"access_id": ["a"]}, "access_id", "expected str, got list"),
    ({"kinds": "\ud800"}, "kinds", "not valid Unicode"),
    ({"ip": "a\r\nX-Evil: 1"}, "ip", "cannot be sent in a header"),
    ({"ip": "a\x00"}, "ip", "cannot be sent in a header"),
    ({"ip": "€"}, "ip", "cannot be sent in a header"),
    ({"ip": " a"}, "ip", "cannot be sent in a header"),
    ({"nonsense": 1}, "args", "no such parameter"),
]


@pytest.mark.parametrize(("args", "place", "words"), BAD_ARGS)
def test_a_parameter_that_cannot_be_sent_is_refused(
    bank: Bank, client: SyncClient, args: dict[str, Any], place: str, words: str
) -> None:
    """
    The parameter is named and nothing is sent.
    """
    with pytest.raises(ArgumentError, match=words) as caught:
        client.call(LIST_BOOKINGS, {**PLACE, **args})
    assert caught.value.place == place
    assert bank.heard == []


def _timed(form: Any, place: Any) -> Operation[None]:
    return Operation(
        id="timed",
        method="GET",
        path="/x/{when}" if place == "path" else "/x",
        retry_class="read",
        parameters=(Parameter(name="when", wire="when", place=place, format=form),),
        results={200: Result()},
    )


NOON = datetime(2026, 7, 15, 10, tzinfo=UTC)
TIMES: list[tuple[str, Any, str]] = [
    ("date", date(2026, 7, 15), "2026-07-15"),
    ("date", "2026-07-15", "2026-07-15"),
    ("date-time", NOON, "2026-07-15T10:00:00Z"),
    ("date-time", date(2026, 7, 15), "2026-07-15T00:00:00+02:00"),
    ("date-time", date(2026, 1, 15), "2026-01-15T00:00:00+01:00"),
    ("date-time", "2026-07-15T10:00:00Z", "2026-07-15T10:00:00Z"),
    ("berlin-date-time", date(2026, 7, 15), "2026-07-15 00:00:00"),
    ("berlin-date-time", "2026-07-15", "2026-07-15 00:00:00"),
    ("berlin-iso-date-time", NOON, "2026-07-15T12:00:00"),
    ("berlin-iso-date-time", date(2026, 7, 15), "2026-07-15T00:00:00"),
    ("berlin-iso-date-time", "2026-07-15T10:00:00Z", "2026-07-15T12:00:00"),
]


@pytest.mark.parametrize("place", ["path", "query", "header"])
@pytest.mark.parametrize(("form", "value", "text"), TIMES)
def test_days_and_moments_are_written_as_declared(
    bank: Bank, client: SyncClient, place: str, form: str, value: Any, text: str
) -> None:
    """
    A day stays a day; where a moment is wanted, it is its midnight in Berlin.
    """
    client.call(_timed(form, place), {"when": value})
    target = unquote(bank.last.target)
    sent = {"path": target[3:], "query": target[8:], "header": bank.last.headers.get("when")}
    assert sent[place] == text


@pytest.mark.parametrize("place", ["path", "query", "header"])
@pytest.mark.parametrize(
    ("form", "value", "words"),
    [
        ("date", NOON, "expected date, got datetime"),
        ("date", "2026-13-01", "no ISO 8601 date"),
        ("date", "15.07.2026", "no ISO 8601 date"),
        ("date", 20260715, "expected date, got int"),
        ("date-time", datetime(2026, 7, 15), "naive datetimes are not allowed"),
        ("date-time", "2026-07-15T25:00:00Z", "no ISO 8601 datetime"),
        ("date-time", "2026-07-15T10:00:00", "no ISO 8601 datetime"),
        ("berlin-iso-date-time", datetime(2026, 7, 15), "naive datetimes are not allowed"),
        ("berlin-date-time", "2026-13-01", "not a valid date"),
    ],
)
def test_what_is_no_day_or_moment_is_refused(
    bank: Bank, client: SyncClient, place: str, form: str, value: Any, words: str
) -> None:
    """
    A moment for a day, a naive moment and a text of another form are never sent.
    """
    with pytest.raises(ArgumentError, match=words) as caught:
        client.call(_timed(form, place), {"when": value})
    assert caught.value.place == "when"
    assert bank.heard == []


def test_a_day_in_a_body_is_its_midnight_where_a_moment_is_wanted(
    bank: Bank, client: SyncClient
) -> None:
    """
    Bodies read days and moments as arguments do.
    """
    bank.says(status=201, Location="/x/1")
    day = date(2026, 7, 15)
    client.call(CREATE_ACCESS, {}, {"id": "1", "betrag": 1, "saldoDatum": day, "created": day})
    sent = json.loads(bank.last.body)
    assert sent["saldoDatum"] == "2026-07-15 00:00:00"
    assert sent["created"] == "2026-07-15T00:00:00+02:00"
    with pytest.raises(ArgumentError, match=r"^buchungstag: expected date, got datetime"):
        client.call(CREATE_ACCESS, {}, {"id": "1", "betrag": 1, "buchungstag": NOON})


def test_a_required_query_parameter_is_required(bank: Bank, client: SyncClient) -> None:
    """
    Leaving out a required parameter is an argument error.
    """
    parameter = Parameter(name="token", wire="token", place="query", required=True)
    operation: Operation[None] = Operation(
        id="introspect", method="GET", path="/x", retry_class="read", parameters=(parameter,),
        results={200: Result()},
    )  # fmt: skip
    with pytest.raises(ArgumentError, match="token: the parameter is required"):
        client.call(operation, {})
    client.call(operation, {"token": "t"})
    assert bank.last.target == "/x?token=t"
    secret = structs.replace(parameter, secret=True)
    client.call(structs.replace(operation, parameters=(secret,)), {"token": Secret("geheim")})
    assert bank.last.target == "/x?token=geheim"


class Hidden(Enum):
    PIN = Secret("geheim")


@pytest.mark.parametrize("value", [Secret("geheim"), [Secret("geheim")], Hidden.PIN])
@pytest.mark.parametrize("form", [None, "date", "iban-or-text", "uri"])
def test_no_secret_is_sent_in_an_address(
    bank: Bank, any_client: AnyClient, value: Any, form: Any
) -> None:
    """
    Neither in a query nor in a path, since servers log addresses; a header takes one.
    """
    query = Parameter(name="q", wire="q", place="query", many=True, format=form)
    header = Parameter(name="h", wire="X-H", place="header")
    segment = Parameter(name="id", wire="id", place="path", required=True, format=form)
    find: Operation[None] = Operation(
        id="find", method="GET", path="/x/{id}", retry_class="read",
        parameters=(query, header, segment), results={200: Result()},
    )  # fmt: skip
    one = value[0] if isinstance(value, list) else value
    tries: list[dict[str, Any]] = [
        {"id": "http://a", "q": value},
        {"id": one},
    ]
    for given in tries if form in (None, "uri") else tries[1:]:
        with pytest.raises(ArgumentError, match="a Secret is not sent in an address") as caught:
            any_client.call(find, given)
        assert "geheim" not in str(caught.value)
    with pytest.raises(ArgumentError, match="a Secret is not sent in an address"):
        any_client.request("GET", "/x", query={"q": value})
    assert bank.heard == []
    any_client.request("GET", "/x", options={"extra_query": {"q": value}})
    assert bank.last.target.endswith("/x?q=geheim")


def test_a_header_takes_a_secret(bank: Bank, client: SyncClient) -> None:
    """
    It is the place for one.
    """
    header = Parameter(name="h", wire="X-H", place="header")
    find: Operation[None] = Operation(
        id="find", method="GET", path="/x", retry_class="read", parameters=(header,),
        results={200: Result()},
    )  # fmt: skip
    client.call(find, {"h": Secret("geheim")})
    assert bank.last.headers["x-h"] == "geheim"


def _nested() -> list[Any]:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    return deep


@pytest.mark.parametrize("several", [True, False])
def test_deeply_nested_arguments(bank: Bank, any_client: AnyClient, several: bool) -> None:
    """
    They are refused as any other wrong one, and not compared until the stack is full.
    """
    deep = _nested()
    parameter = Parameter(name="q", wire="q", place="query", many=several)
    find: Operation[None] = Operation(
        id="find", method="GET", path="/x", retry_class="read", parameters=(parameter,),
        results={200: Result()},
    )  # fmt: skip
    for value in (deep, [deep], {"a": deep}):
        with pytest.raises(ArgumentError, match=r"^q: "):
            any_client.call(find, {"q": value})
        with pytest.raises(ArgumentError, match="more"):
            any_client.call(find, {}, options={"extra_query": {"more": value}})
        with pytest.raises(ArgumentError, match="q"):
            any_client.request("GET", "/x", query={"q": value})
    assert bank.heard == []


def test_json_bodies(bank: Bank, any_client: AnyClient) -> None:
    """
    A dict with an amount arrives as exact JSON.
    """
    bank.says(status=201, Location="/x/1")
    any_client.call(
        CREATE_ACCESS, {}, {"id": "1", "betrag": Decimal("10.00"), "pin": Secret("4711")}
    )
    assert bank.last.headers["content-type"] == "application/json"
    assert bank.last.body == b'{"id":"1","betrag":10.00,"pin":"4711"}'


def test_form_bodies(bank: Bank, any_client: AnyClient) -> None:
    """
    A form is encoded once, its lists repeat the key, and the client's secret goes as Basic.
    """
    bank.says('{"id":"1"}')
    form = TokenForm(
        grant_type="password", password=Secret("ä&b=c d+"), scope=["a", "b"], amount=Decimal("1E+1")
    )
    any_client.call(GET_TOKEN, {}, form)
    assert bank.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(bank.last.body.decode()) == [
        ("grant_type", "password"),
        ("password", "ä&b=c d+"),
        ("scope", "a"),
        ("scope", "b"),
        ("amount", "10"),
    ]
    assert bank.last.headers["authorization"] == "Basic dGVuYW50L2NsaWVudDpjbGllbnQtc2VjcmV0"


@pytest.mark.parametrize("body", ["UElO", b"UElO", Secret("UElO")])
def test_raw_bodies(bank: Bank, client: SyncClient, body: Any) -> None:
    """
    A raw body is sent as it is, with its media type.
    """
    bank.says("xyz", Content_Type="text/plain")
    assert client.call(ENCRYPT, {}, body) == "xyz"
    assert bank.last.body == b"UElO"
    assert bank.last.headers["content-type"] == "application/octet-stream+base64"
    assert bank.last.headers["accept"] == "text/plain, application/json"


def test_a_text_is_quoted_where_the_body_is_json(bank: Bank, client: SyncClient) -> None:
    """
    A text alone is JSON only in quotes.
    """
    bank.says("xyz", Content_Type="text/plain")
    operation = structs.replace(ENCRYPT, body=Body(type=str, media_type="application/x+json"))
    client.call(operation, {}, 'a"ä')
    assert bank.last.body == '"a\\"ä"'.encode()
    with pytest.raises(ArgumentError, match="expected str, got bytes"):
        client.call(operation, {}, b"a")


def test_bodies_are_sent_only_where_they_are_taken(bank: Bank, client: SyncClient) -> None:
    """
    A missing required body, a body for an operation without one, and a wrong one are refused.
    """
    wrong: Any = 7
    for operation, body, words in [
        (CREATE_ACCESS, None, "createAccess needs a body"),
        (GET_PDF, {"a": 1}, "getPdf takes no body"),
        (ENCRYPT, wrong, "expected str or bytes, got int"),
    ]:
        with pytest.raises(ArgumentError, match=words):
            client.call(operation, {}, body)
    assert bank.heard == []


def test_an_optional_body_may_stay_away(bank: Bank, client: SyncClient) -> None:
    """
    A request without its optional body has no content type and no bytes.
    """
    bank.says('{"id":"1"}')
    client.call(UPDATE_ACCESS, {"access_id": "1"})
    assert bank.last.body == b""
    assert "content-type" not in bank.last.headers


def test_a_model_and_its_dict_send_the_same_bytes(bank: Bank, client: SyncClient) -> None:
    """
    Model or dict makes no difference on the wire.
    """
    bank.says(status=201, Location="/x/1")
    client.call(CREATE_ACCESS, {}, BookingInput(id="1", betrag=Decimal("0.10"), comment=None))
    client.call(CREATE_ACCESS, {}, {"id": "1", "betrag": "0.10", "comment": None})
    assert bank.heard[0].body == bank.heard[1].body
    assert json.loads(bank.last.body) == {"id": "1", "betrag": 0.10, "comment": None}


def test_base_paths_stay_in_front(bank: Bank) -> None:
    """
    A base URL with a path is the prefix of every path, however many slashes it ends in.
    """
    bank.says(b"%PDF", Content_Type="application/pdf")
    with SyncClient(API, CREDENTIALS, base_url=f"{bank.url}/api/v1/") as client:
        client.call(GET_PDF)
        assert bank.last.target == "/api/v1/pdf"
        bank.says("{}", status=400)
        with pytest.raises(BadRequestError):
            client.call(GET_PDF)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("integer", 7, "7"),
        ("integer", "0007", "0007"),
        ("number", Decimal("1E+1"), "10"),
        ("number", "12.50", "12.50"),
        ("number", 3, "3"),
        ("boolean", True, "true"),
        ("boolean", "false", "false"),
        ("text", UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("text", 4711, "4711"),
        ("anything", True, "true"),
    ],
)
def test_an_argument_may_be_its_text(kind: Any, value: Any, text: str) -> None:
    """
    An id that a web framework gives as text is sent as it is.
    """
    parameter = Parameter(name="one", wire="one", place="query", type=kind)
    assert parameter_texts(parameter, value) == [text]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("integer", "abc", "expected int, got a str that is no whole number"),
        ("integer", "", "expected int, got a str"),
        ("integer", " 7", "expected int, got a str"),
        ("integer", True, "expected int, got bool"),
        ("integer", 7.0, "expected int, got float"),
        ("integer", Decimal(7), "expected int, got Decimal"),
        ("number", 1.5, "a float is not exact"),
        ("number", "geheim", "no plain number"),
        ("number", Decimal("NaN"), "not finite"),
        ("boolean", 1, "expected bool, got int"),
        ("text", b"x", "expected str, got bytes"),
        ("text", None.__class__, "expected str, got type"),
    ],
)
def test_an_argument_of_another_type_is_refused(kind: Any, value: Any, words: str) -> None:
    """
    In a path and in a query, with the place and without the value.
    """
    for place in ("path", "query"):
        parameter = Parameter(name="one", wire="one", place=cast("Any", place), type=kind)
        operation: Operation[Any] = Operation(
            id="x", method="GET", path="/{one}", retry_class="read", parameters=(parameter,)
        )
        build = build_path if place == "path" else build_query
        with pytest.raises(ArgumentError, match=words) as caught:
            build(operation, {"one": value})
        assert caught.value.place == "one"
        assert "geheim" not in str(caught.value)
