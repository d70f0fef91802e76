"""
Options of a client: with_options, timeouts, and requests to undocumented paths.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncClient,
    CallOptions,
    ConfigurationError,
    EndUser,
    NotFoundError,
    SyncClient,
    Timeouts,
)
from kontokit.http.messages import timeouts_from
from kontokit.operations import ResourceGroup, TokenScheme
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import API, GET_ACCESS

ONE = {"access_id": "1"}


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"timeout": "5"}, "timeout must be Timeouts or a number"),
        ({"timeout": True}, "timeout must be Timeouts or a number"),
        ({"timeout": 0}, "timeout must be Timeouts or a number"),
        ({"headers": "X-A: 1"}, "headers must be a mapping, not str"),
        ({"headers": {"Authorization": "x"}}, "carries a credential"),
        ({"end_user": "203.0.113.7"}, "end_user needs EndUser"),
    ],
)
def test_wrong_settings_are_refused_at_once(
    kind: Any, settings: dict[str, Any], words: str
) -> None:
    """
    The constructor and with_options refuse the same, before any call.
    """
    with pytest.raises(ConfigurationError, match=words):
        kind(API, CREDENTIALS, **settings)
    with pytest.raises(ConfigurationError, match=words):
        kind(API, CREDENTIALS).with_options(**settings)


def test_a_number_is_the_whole_call_everywhere() -> None:
    """
    Client, with_options and call mean the same: total, and with it read and write.
    """
    for seconds in (5, 900):
        whole = Timeouts(read=seconds, write=seconds, total=seconds)
        assert SyncClient(API, {}, timeout=seconds)._pipeline.timeouts == whole
        assert CallOptions(timeout=seconds).timeouts(Timeouts(), 180) == whole
    client = SyncClient(API, {}, timeout=Timeouts(connect=1.0))
    derived = client.with_options(timeout=5)
    assert derived._pipeline.timeouts == Timeouts(connect=1.0, read=5, write=5, total=5)
    assert derived.with_options(timeout=None)._pipeline.timeouts == Timeouts()
    assert client._pipeline.timeouts == Timeouts(connect=1.0)


def test_an_operation_that_is_known_to_be_slow() -> None:
    """
    It raises the timeouts of the client, never those of the call.
    """
    slow = CallOptions().timeouts(timeouts_from(5), 180)
    assert slow == Timeouts(read=180, write=5, total=180)
    assert CallOptions().timeouts(Timeouts(read=300), 180) == Timeouts(read=300)
    assert CallOptions(timeout=Timeouts(read=1)).timeouts(Timeouts(), 180) == Timeouts(read=1)


def test_options_that_are_not_given_stay(bank: Bank) -> None:
    """
    Headers are added to those of the client, in any case of their names; None removes them.
    """
    bank.says('{"id": "1"}')
    user = EndUser(ip_address="203.0.113.7")
    settings: dict[str, Any] = {"headers": {"X-A": "1", "X-B": "1"}, "end_user": user}
    with SyncClient(API, CREDENTIALS, base_url=bank.url, **settings) as client:
        derived = client.with_options(headers={"x-b": "2"}, timeout=5)
        assert derived._pipeline.end_user is user
        derived.call(GET_ACCESS, ONE)
        assert (bank.last.headers["x-a"], bank.last.headers["x-b"]) == ("1", "2")
        bare = derived.with_options(headers=None, end_user=None)
        bare.call(GET_ACCESS, ONE)
        assert "x-a" not in bank.last.headers
        assert bare._pipeline.end_user is None
        assert bare._pipeline.timeouts.read == 5
        client.call(GET_ACCESS, ONE)
        assert bank.last.headers["x-b"] == "1"


def test_options_have_names() -> None:
    """
    A position would not say which option is meant.
    """
    client = SyncClient(API, {})
    with pytest.raises(ConfigurationError, match="by name only"):
        client.with_options(5)


@pytest.mark.parametrize(
    ("body", "media_type", "value"),
    [
        ('{"a": 0.10}', "application/json", {"a": Decimal("0.10")}),
        ("[1]", "application/hal+json", [1]),
        ("grün", "text/plain; charset=utf-8", "grün"),
        ("<a/>", "application/xml", "<a/>"),
        (b"\x00\x01", "application/pdf", b"\x00\x01"),
        ("", "application/json", None),
    ],
)
def test_a_request_reads_the_body_by_its_media_type(
    bank: Bank, any_client: AnyClient, body: Any, media_type: str, value: object
) -> None:
    """
    JSON is parsed with exact numbers; other bodies are text or bytes.
    """
    bank.says(body, status=202, Content_Type=media_type)
    response = any_client.request("GET", "/new/thing")
    assert response.value == value
    assert type(response.value) is type(value)
    assert response.status_code == 202
    assert bank.last.headers["accept"] == "application/json, */*;q=0.5"


def test_a_request_sends_query_body_and_options(bank: Bank, any_client: AnyClient) -> None:
    """
    It is made like any call: exact JSON, encoded query, correlation id, and errors by status.
    """
    any_client.request(
        "POST",
        "/new%20thing",
        query={"a b": ["ü", 1]},
        body={"amount": Decimal("0.10")},
        options={"correlation_id": "mine", "extra_query": {"c": "d"}, "extra_body": {"x": 1}},
    )
    assert bank.last.method == "POST"
    assert bank.last.target == "/new%20thing?a%20b=%C3%BC&a%20b=1&c=d"
    assert bank.last.body == b'{"amount":0.10,"x":1}'
    assert bank.last.headers["x-correlation-id"] == "mine"
    bank.says("{}", status=404)
    with pytest.raises(NotFoundError, match="DELETE request"):
        any_client.request("DELETE", "/new")


def test_a_request_stays_below_the_base_path(bank: Bank) -> None:
    """
    The path of the base URL is in front, as for every call.
    """
    with SyncClient(API, CREDENTIALS, base_url=f"{bank.url}/api/v1") as client:
        client.request("GET", "/thing")
    assert bank.last.target == "/api/v1/thing"


@pytest.mark.parametrize(
    "path",
    [
        "", "thing", "//evil.example/x", "https://evil.example/x", "@evil.example/x", "\\evil",
        "/\\evil", "/a/../b", "/..", "/%2e%2e/b", "/a?b=c", "/a#b", "/a b", "/a\r\nX: 1", "/.",
        None, b"/a",
    ],
)  # fmt: skip
def test_a_request_leaves_neither_the_server_nor_the_base_path(
    bank: Bank, any_client: AnyClient, path: Any
) -> None:
    """
    The token goes to the configured server only, and no dot segment reaches another resource.
    """
    with pytest.raises(ArgumentError) as caught:
        any_client.request("GET", path)
    assert caught.value.place == "path"
    assert bank.heard == []


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"method": "TRACE"}, "method"),
        ({"method": "get"}, "method"),
        ({"method": "GET", "body": {}}, "body"),
        ({"method": "GET", "auth": "userToken"}, "auth"),
        ({"method": "POST", "body": {"a": 0.1}}, "a"),
        ({"method": "GET", "query": {"a": object()}}, "a"),
        ({"method": "GET", "query": "a=1"}, "query"),
    ],
)
def test_what_a_request_cannot_send_is_refused(
    bank: Bank, any_client: AnyClient, given: dict[str, Any], place: str
) -> None:
    """
    The argument is named and nothing is sent.
    """
    with pytest.raises(ArgumentError) as caught:
        any_client.request(path="/x", **given)
    assert caught.value.place == place
    assert bank.heard == []


@pytest.mark.parametrize("operation", ["getAccess", None, 5])
def test_a_call_takes_an_operation(bank: Bank, any_client: AnyClient, operation: Any) -> None:
    """
    The name of an operation is none.
    """
    with pytest.raises(ArgumentError, match=r"^operation: pass an Operation") as caught:
        any_client.call(operation, {})
    assert caught.value.place == "operation"
    assert bank.heard == []


TOKENS = structs.replace(
    API,
    schemes={
        **API.schemes,
        "clientToken": TokenScheme(
            grant="client_credentials", client="clientCredentials", sent="form", url="/token"
        ),
        "userToken": TokenScheme(
            grant="password", client="clientCredentials", sent="form", url="/token"
        ),
    },
)


def test_a_request_is_sent_with_the_usual_credential(bank: Bank) -> None:
    """
    The user's token first, then one of the client, then what is left; or the one that is named.
    """
    given = {"userToken": "of-user", "clientToken": "of-client", "apiToken": "key"}
    with SyncClient(TOKENS, given, base_url=bank.url) as client:
        client.request("GET", "/x")
        assert bank.last.headers["authorization"] == "Bearer of-user"
        client.request("GET", "/x", auth="client_token")
        assert bank.last.headers["authorization"] == "Bearer of-client"
        client.with_options(user_token=None).request("GET", "/x")
        assert bank.last.headers["authorization"] == "Bearer of-client"
        client.with_options(user_token=None, client_token=None).request("GET", "/x")
        assert bank.last.headers["x-api-token"] == "Token token=key"
        assert "authorization" not in bank.last.headers
    with (
        SyncClient(TOKENS, {}, base_url=bank.url) as bare,
        pytest.raises(ConfigurationError, match="GET request needs"),
    ):
        bare.request("GET", "/x")


def test_a_request_is_no_operation_of_a_flow(client: SyncClient, bank: Bank) -> None:
    """
    SCA needs to know the operation, so an undocumented path cannot start a flow.
    """
    with pytest.raises(ArgumentError, match="exactly one operation call"):
        client.sca.start(client.request, "POST", "/x")
    assert bank.heard == []


class _Things(ResourceGroup[SyncClient]):
    """
    The group of a package.
    """


def test_a_group_names_its_client_and_its_attribute(client: SyncClient) -> None:
    """
    The repr says whose group it is, and shows no value.
    """
    assert repr(_Things(client)) == "<SyncClient.test_options>"
