"""
Options of one call: headers, correlation ids and timeouts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from kontokit import (
    UNSET,
    ArgumentError,
    CallOptions,
    CallOptionsDict,
    Secret,
    SyncClient,
    Timeouts,
)
from tests.support.bank import Bank
from tests.support.clients import TOKEN, AnyClient
from tests.support.shapes import (
    CREATE_ACCESS,
    ENCRYPT,
    GET_PDF,
    GET_TOKEN,
    LIST_BOOKINGS,
    PAGE_BOOKINGS,
)

PLACE = {"access_id": "a", "product_id": "p"}
ONE = {"id": "1", "betrag": 1}
SELF = {"relations": [{"rel": "self", "href": "/customer/v2/accesses/1?e=1"}]}


def test_headers_and_correlation_id_of_a_call(bank: Bank, any_client: AnyClient) -> None:
    """
    Declared headers, Accept, credentials and a correlation id go with every call.
    """
    bank.says("[]")
    any_client.call(LIST_BOOKINGS, {**PLACE, "ip": "203.0.113.7"})
    headers = bank.last.headers
    assert headers["customer-ip-address"] == "203.0.113.7"
    assert headers["accept"] == "application/json"
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert headers["accept-encoding"] == "gzip"
    assert UUID(headers["x-correlation-id"])
    assert "cookie" not in headers


def test_call_options_override_client_options(bank: Bank, any_client: AnyClient) -> None:
    """
    Extra headers and the correlation id of one call replace the client's, whatever their case.
    """
    bank.says("[]")
    any_client.settings = {"headers": {"X-Team": "blue", "User-Agent": "mine"}}
    options = CallOptions(headers={"x-team": "red"}, correlation_id="my-id")
    response = any_client.respond(LIST_BOOKINGS, PLACE, options=options)
    assert bank.last.headers["x-team"] == "red"
    assert bank.last.headers["user-agent"] == "mine"
    assert bank.last.headers["x-correlation-id"] == "my-id"
    assert response.request_id == "my-id"


BAD_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"headers": {"Authorization": "Bearer other"}}, "options.headers"),
    ({"headers": {"x-api-token": "other"}}, "options.headers"),
    ({"headers": {"Host": "evil.example"}}, "options.headers"),
    ({"headers": {"Content-Length": "0"}}, "options.headers"),
    ({"headers": {"Transfer-Encoding": "chunked"}}, "options.headers"),
    ({"headers": {"X-A\r\nX-B": "1"}}, "options.headers"),
    ({"headers": {"": "1"}}, "options.headers"),
    ({"headers": {"X-A": "1\r\nX-B: 2"}}, "options.headers['X-A']"),
    ({"headers": {"X-A": "1\n"}}, "options.headers['X-A']"),
    ({"headers": {"X-A": "1\x00"}}, "options.headers['X-A']"),
    ({"headers": {"X-A": "€"}}, "options.headers['X-A']"),
    ({"headers": {"X-A": 1}}, "options.headers['X-A']"),
    ({"headers": {1: "1"}}, "options.headers"),
    ({"headers": "X-A: 1"}, "options.headers"),
    ({"correlation_id": ""}, "options.correlation_id"),
    ({"correlation_id": "a" * 256}, "options.correlation_id"),
    ({"correlation_id": "a\nb"}, "options.correlation_id"),
    ({"correlation_id": "a\x00"}, "options.correlation_id"),
    ({"correlation_id": 1}, "options.correlation_id"),
    ({"timeout": 0}, "options.timeout"),
    ({"timeout": float("inf")}, "options.timeout"),
    ({"timeout": float("nan")}, "options.timeout"),
    ({"timeout": True}, "options.timeout"),
    ({"timeout": "5"}, "options.timeout"),
    ({"end_user": "203.0.113.7"}, "options.end_user"),
    ({"extra_query": ["a"]}, "options.extra_query"),
    ({"extra_query": {1: "a"}}, "options.extra_query"),
    ({"extra_query": {"": "a"}}, "options.extra_query"),
    ({"extra_query": {"access_token": "other"}}, "options.extra_query['access_token']"),
    ({"extra_query": {"kind": "a"}}, "options.extra_query['kind']"),
    ({"extra_query": {"kinds": "a"}}, "options.extra_query['kinds']"),
    ({"extra_query": {"a": 0.1}}, "options.extra_query['a']"),
    ({"extra_body": "a"}, "options.extra_body"),
    ({"extra_body": {"a": 1}}, "options.extra_body"),
    ({"extra_headers": "X-A: 1"}, "options.extra_headers"),
    ({"extra_headers": {1: "1"}}, "options.extra_headers"),
    ({"extra_headers": {"X-A": 1}}, "options.extra_headers['X-A']"),
    ({"extra_headers": {"X-A": Secret("1\r\nX-B: 2")}}, "options.extra_headers['X-A']"),
    ({"extra_headers": {"Host": "evil.example"}}, "options.extra_headers"),
    ({"extra_headers": {"Transfer-Encoding": "chunked"}}, "options.extra_headers"),
    ({"extra_headers": {"authorization": "Bearer other"}}, "options.extra_headers"),
    ({"extra_headers": {"X-Api-Token": "other"}}, "options.extra_headers"),
    (
        {"extra_headers": {"customer-ip-address": "1"}},
        "options.extra_headers['customer-ip-address']",
    ),
    ({"extra_headers": {"Accept": "text/html"}}, "options.extra_headers['Accept']"),
    ({"extra_headers": {"content-type": "text/html"}}, "options.extra_headers['content-type']"),
    ({"extra_headers": {"X-Correlation-ID": "1"}}, "options.extra_headers['X-Correlation-ID']"),
    ({"timeuot": 5}, "options"),
]


@pytest.mark.parametrize(("options", "place"), BAD_OPTIONS)
def test_bad_options_are_refused_with_their_place(
    bank: Bank, any_client: AnyClient, options: dict[str, Any], place: str
) -> None:
    """
    No option sets a credential, breaks the request apart or waits forever; nothing is sent.
    """
    with pytest.raises(ArgumentError) as caught:
        any_client.call(LIST_BOOKINGS, PLACE, options=options)
    assert caught.value.place == place
    assert bank.heard == []


def test_options_are_refused_when_they_are_made_or_given(client: SyncClient) -> None:
    """
    A wrong value shows in the constructor, and a wrong type in every method, not at the first page.
    """
    wrong: Any = "5"
    with pytest.raises(ArgumentError, match=r"options\.timeout: timeout must be"):
        CallOptions(timeout=wrong)
    for give in (
        lambda: client.list(PAGE_BOOKINGS, options=wrong),
        lambda: client.follow(SELF, options=wrong),
        lambda: client.request("GET", "/x", options=wrong),
    ):
        with pytest.raises(ArgumentError, match="options: expected a mapping, got str"):
            give()


def test_an_unknown_option_names_the_known_ones(client: SyncClient) -> None:
    """
    A misspelt option is not ignored.
    """
    given: Any = {"timeuot": 5}
    known = "timeout, headers, correlation_id, end_user, extra_query, extra_body, extra_headers"
    with pytest.raises(
        ArgumentError, match=rf"no option 'timeuot' \(did you mean 'timeout'\?\); known: {known}"
    ):
        client.call(LIST_BOOKINGS, PLACE, options=given)


def test_a_dict_does_what_call_options_do(bank: Bank, any_client: AnyClient) -> None:
    """
    Options may be given as a dict wherever they are taken; None leaves one out.
    """
    options: CallOptionsDict = {"correlation_id": "mine", "headers": {"X-A": "1"}, "timeout": None}
    bank.says("[]")
    any_client.call(LIST_BOOKINGS, PLACE, options=options)
    bank.says('{"transactions": []}')
    any_client.list(PAGE_BOOKINGS, options=options)
    bank.says('{"id": "1"}')
    any_client.follow(SELF, options=options)
    any_client.request("GET", "/x", options=options)
    ids = [(heard.headers["x-correlation-id"], heard.headers["x-a"]) for heard in bank.heard]
    assert ids == [("mine", "1")] * 4


def test_extra_query_parameters(bank: Bank, any_client: AnyClient) -> None:
    """
    Undocumented parameters follow the documented ones, encoded like them, on links too.
    """
    extra: CallOptionsDict = {"extra_query": {"a b": ["1", Decimal("1E+1")], "c": None, "d": True}}
    bank.says("[]")
    any_client.call(LIST_BOOKINGS, {**PLACE, "kinds": "x"}, options=extra)
    assert bank.last.target.endswith("/bookings?kind=x&a%20b=1&a%20b=10&d=true")
    bank.says('{"id": "1"}')
    any_client.follow(SELF, options=extra)
    assert bank.last.target == "/customer/v2/accesses/1?e=1&a%20b=1&a%20b=10&d=true"
    with pytest.raises(ArgumentError, match="the query has this parameter already"):
        any_client.follow(SELF, options={"extra_query": {"e": "2"}})


def test_extra_headers(bank: Bank, any_client: AnyClient) -> None:
    """
    Undocumented headers go beside the documented ones, on links and plain requests too, and a
    secret one is not shown by the options.
    """
    extra: CallOptionsDict = {
        "headers": {"X-Team": "red"},
        "extra_headers": {"X-Team": "blue", "X-Key": Secret("k-1")},
    }
    bank.says("[]")
    any_client.call(LIST_BOOKINGS, {**PLACE, "ip": "203.0.113.7"}, options=extra)
    bank.says('{"id": "1"}')
    any_client.follow(SELF, options=extra)
    any_client.request("GET", "/x", options=extra)
    sent = [(heard.headers["x-team"], heard.headers["x-key"]) for heard in bank.heard]
    assert sent == [("blue", "k-1")] * 3
    assert bank.heard[0].headers["customer-ip-address"] == "203.0.113.7"
    assert "k-1" not in repr(CallOptions(**extra))


def test_extra_fields_of_a_body(bank: Bank, any_client: AnyClient) -> None:
    """
    Undocumented fields go beside those of a JSON body or a form, exact, and with secrets revealed.
    """
    extra: CallOptionsDict = {"extra_body": {"fee": Decimal("0.10"), "key": {"pin": Secret("47")}}}
    bank.says(status=201, Location="/x/1")
    any_client.call(CREATE_ACCESS, {}, {"id": "1", "betrag": 1}, options=extra)
    assert bank.last.body == b'{"id":"1","betrag":1,"fee":0.10,"key":{"pin":"47"}}'
    bank.says('{"id": "1"}')
    any_client.call(GET_TOKEN, {}, {"grant_type": "x"}, options={"extra_body": {"aud": ["a", "b"]}})
    assert bank.last.body == b"grant_type=x&aud=a&aud=b"


@pytest.mark.parametrize(
    ("operation", "body", "extra", "place"),
    [
        (CREATE_ACCESS, ONE, {"betrag": 2}, "options.extra_body['betrag']"),
        (CREATE_ACCESS, ONE, {"pin": "1"}, "options.extra_body['pin']"),
        (CREATE_ACCESS, ONE, {"saldo_datum": 1}, "options.extra_body['saldo_datum']"),
        (CREATE_ACCESS, ONE, {"a": [0.1]}, "options.extra_body.a[0]"),
        (CREATE_ACCESS, ONE, {"a b": 0.1}, "options.extra_body['a b']"),
        (ENCRYPT, "text", {"a": 1}, "options.extra_body"),
        (GET_PDF, UNSET, {"a": 1}, "options.extra_body"),
    ],
)  # fmt: skip
def test_extra_fields_override_nothing(
    bank: Bank, client: SyncClient, operation: Any, body: Any, extra: dict[str, Any], place: str
) -> None:
    """
    A documented field, set or not, is no extra, and a body without fields takes none.
    """
    with pytest.raises(ArgumentError) as caught:
        client.call(operation, {}, body, options={"extra_body": extra})
    assert caught.value.place == place
    assert bank.heard == []


def test_timeouts_of_a_call() -> None:
    """
    A call's own timeout wins; else the operation's need raises the client's default.
    """
    default = Timeouts(read=60.0)
    own = Timeouts(read=1.0)
    assert CallOptions().timeouts(default, None) == default
    assert CallOptions().timeouts(default, 300.0).read == 300.0
    assert CallOptions().timeouts(default, 30.0).read == 60.0
    assert CallOptions(timeout=5.0).timeouts(default, 300.0).read == 5.0
    assert CallOptions(timeout=own).timeouts(default, 300.0) is own
    assert CallOptions(timeout=900.0).timeouts(default, None).total == 900.0
