"""
Credentials: which are used, which are refused, and that they stay out of sight.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit import ClientCredentials, ConfigurationError, Secret, SyncClient
from kontokit.auth.security_schemes import argument_name
from tests.support.bank import Bank
from tests.support.clients import AnyClient
from tests.support.shapes import API, DELETE_ALL, ENCRYPT, GET_PDF, GET_TOKEN


def _client(bank: Bank, credentials: dict[str, Any]) -> SyncClient:
    return SyncClient(API, credentials, base_url=bank.url)


def test_the_first_complete_alternative_is_used(bank: Bank) -> None:
    """
    All schemes of an alternative are sent together; an incomplete one is passed over.
    """
    bank.says("x", Content_Type="text/plain")
    with _client(bank, {"userToken": "u", "apiToken": Secret("a")}) as both:
        both.call(ENCRYPT)
    assert bank.last.headers["authorization"] == "Bearer u"
    assert bank.last.headers["x-api-token"] == "Token token=a"
    with _client(bank, {"apiToken": "a", "userToken": None}) as one:
        one.call(ENCRYPT)
    assert bank.last.headers["x-api-token"] == "Token token=a"
    assert "authorization" not in bank.last.headers


def test_an_operation_without_security_sends_no_credential(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    Credentials go only where the specification wants them.
    """
    bank.says(b"%PDF", Content_Type="application/pdf")
    any_client.call(GET_PDF)
    assert "authorization" not in bank.last.headers
    assert "x-api-token" not in bank.last.headers


def test_missing_credentials_are_named_before_any_request(bank: Bank) -> None:
    """
    The error names the constructor arguments that would do.
    """
    with _client(bank, {}) as client:
        with pytest.raises(
            ConfigurationError, match="deleteAllAccesses needs user_token; this demo client has"
        ):
            client.call(DELETE_ALL)
        with pytest.raises(
            ConfigurationError, match="needs user_token with api_token or api_token"
        ):
            client.call(ENCRYPT)
    assert bank.heard == []


BAD: list[tuple[str, Any, str]] = [
    ("userToken", "", "user_token is empty"),
    ("userToken", Secret(""), "user_token is empty"),
    ("userToken", "geheim ", "has whitespace"),
    ("userToken", " geheim", "has whitespace"),
    ("userToken", "geheim\n", "has whitespace"),
    ("userToken", "geheim\r\nX-Evil: 1", "not allowed in a token"),
    ("userToken", "geheim€", "not allowed in a token"),
    ("userToken", 4711, "must be a str, a Secret or a function"),
    ("userToken", b"geheim", "must be a str, a Secret or a function"),
    (
        "userToken",
        ClientCredentials(client_id="u", client_secret="geheim"),
        "must be a str, a Secret or a function",
    ),
    ("clientCredentials", "geheim", r"needs ClientCredentials\("),
    (
        "clientCredentials",
        ClientCredentials(client_id="a:b", client_secret="geheim"),
        "holds a colon",
    ),
    ("clientCredentials", ClientCredentials(client_id="", client_secret="geheim"), "is empty"),
    (
        "clientCredentials",
        ClientCredentials(client_id="u", client_secret="geheim\n"),
        "control characters",
    ),
    (
        "clientCredentials",
        ClientCredentials(client_id="u", client_secret="geheim\ud800"),
        "not valid Unicode",
    ),
    (
        "quatsch",
        "geheim",
        "no credential of this name; known: client_credentials, user_token, api_token",
    ),
]


@pytest.mark.parametrize(("name", "value", "words"), BAD)
def test_unusable_credentials_are_refused_at_once(name: str, value: Any, words: str) -> None:
    """
    A credential that cannot be sent is refused when the client is made, without being shown.
    """
    with pytest.raises(ConfigurationError, match=words) as caught:
        SyncClient(API, {name: value})
    assert "geheim" not in str(caught.value)
    assert "4711" not in str(caught.value)


def test_passwords_with_umlauts_go_as_utf8(bank: Bank) -> None:
    """
    HTTP Basic is written in UTF-8.
    """
    bank.says('{"id":"1"}')
    credentials = ClientCredentials(client_id="tenant/ü", client_secret=Secret("ß:€"))
    with _client(bank, {"clientCredentials": credentials}) as client:
        client.call(GET_TOKEN, {}, {"grant_type": "client_credentials"})
    assert bank.last.headers["authorization"] == "Basic dGVuYW50L8O8OsOfOuKCrA=="


def test_credentials_are_redacted() -> None:
    """
    Neither a client nor its credentials print a secret.
    """
    credentials = ClientCredentials(client_id="tenant/client", client_secret="geheim")
    client = SyncClient(API, {"clientCredentials": credentials, "userToken": "geheim"})
    shown = repr(client) + repr(credentials) + str(client._pipeline) + str(vars(client))
    assert "geheim" not in shown
    assert "tenant/client" not in shown
    assert "user_token=***" in shown
    client.close()


def test_with_options_shares_connections_but_not_credentials(bank: Bank) -> None:
    """
    with_options makes a client with other credentials; the first keeps its own and its transport.
    """
    bank.says("x", Content_Type="text/plain")
    with _client(bank, {"userToken": "anna", "apiToken": "a"}) as anna:
        with anna.with_options(user_token="bert") as bert:
            bert.call(ENCRYPT)
            assert bank.last.headers["authorization"] == "Bearer bert"
            assert bank.last.headers["x-api-token"] == "Token token=a"
            assert type(bert) is type(anna)
        anna.call(ENCRYPT)
        assert bank.last.headers["authorization"] == "Bearer anna"
        anna.with_options(user_token=None).call(ENCRYPT)
        assert "authorization" not in bank.last.headers
        with pytest.raises(
            ConfigurationError, match="no option of this name; known: timeout, headers"
        ):
            anna.with_options(password="x")


def test_cached_parts_of_a_client_do_not_follow_into_another(bank: Bank) -> None:
    """
    What a generated client caches stays bound to the client it was made for.
    """

    class Generated(SyncClient):
        def __init__(self) -> None:
            super().__init__(API, {"userToken": "anna"}, base_url=bank.url)

    with Generated() as anna:
        anna.__dict__["tag"] = "bound to anna"
        assert "tag" not in vars(anna.with_options(user_token="bert"))


@pytest.mark.parametrize(
    ("scheme", "argument"),
    [("userToken", "user_token"), ("clientCredentials", "client_credentials"),
     ("apiToken", "api_token"),
     ("OAuth2Client", "o_auth2_client"), ("basic", "basic"), ("API-Key", "api_key")],
)  # fmt: skip
def test_scheme_names_become_argument_names(scheme: str, argument: str) -> None:
    """
    Errors speak of the constructor's arguments.
    """
    assert argument_name(scheme) == argument
