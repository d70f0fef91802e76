"""
Servers and tokens as people paste them.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit import ClientCredentials, ConfigurationError, Secret, SyncClient
from kontokit.operations import Api, BearerScheme, HeaderScheme, Operation, Result, TokenScheme
from tests.support.bank import Bank

API = Api(
    name="Example",
    environments={"production": "https://api.example.com"},
    schemes={
        "userToken": BearerScheme(),
        "apiToken": HeaderScheme(header="X-Api-Token"),
    },
)
TOKENS = Api(
    name="Example",
    environments={"production": "https://api.example.com"},
    schemes={
        "clientToken": TokenScheme(
            grant="client_credentials", client="clientCredentials", sent="form", url="/oauth/token"
        )
    },
)
LIST: Operation[Any] = Operation(
    id="listThings",
    method="GET",
    path="/api/v2/things",
    retry_class="read",
    results={200: Result()},
)


@pytest.mark.parametrize("spelling", [" {}", "{}\n", "\t{}/ "])
def test_blanks_around_a_server_are_removed(bank: Bank, spelling: str) -> None:
    with SyncClient(API, {}, base_url=spelling.format(bank.url)) as client:
        assert client.base_url == bank.url
        client.call(LIST)
    assert bank.last.target == "/api/v2/things"


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ('"https://api.example.com"', "it stands in quotes; pass the address alone"),
        ("<https://api.example.com>", "it stands in quotes"),
        ("api.example.com", "it has no scheme; begin it with https://"),
        ("api.example.com:8443/v1", "it has no scheme"),
        ("localhost:8000", "it has no scheme"),
        ("https://api.example.com /v1", "there is a blank or a line end inside"),
        ("   ", "it has no scheme"),
    ],
)
def test_what_is_no_server_is_refused_with_a_hint(url: str, hint: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SyncClient(API, {}, base_url=url)
    assert hint in str(caught.value)
    assert "api.example.com" not in str(caught.value)


@pytest.mark.parametrize("path", ["/api/v2", "/gateway/api/v2/", "/api/v2/things"])
def test_a_server_that_ends_with_the_paths_of_the_api_is_refused(bank: Bank, path: str) -> None:
    """
    Guides print whole addresses, and the server would get /api/v2/api/v2/things.
    """
    client = SyncClient(API, {}, base_url=f"{bank.url}{path}")
    with (
        client,
        pytest.raises(ConfigurationError, match=r"base_url of Example must end before /api"),
    ):
        client.call(LIST)
    assert bank.heard == []


@pytest.mark.parametrize("path", ["", "/api", "/gateway", "/v2", "/xapi/v2"])
def test_a_gateway_may_have_a_path_of_its_own(bank: Bank, path: str) -> None:
    with SyncClient(API, {}, base_url=f"{bank.url}{path}") as client:
        client.call(LIST)
    assert bank.last.target == f"{path}/api/v2/things"


@pytest.mark.parametrize(
    "token", ["Bearer abc", "bearer abc", " Bearer abc", "Token abc", "Bearer"]
)
@pytest.mark.parametrize("argument", ["userToken", "apiToken"])
def test_a_token_with_its_prefix_is_refused_at_once(argument: str, token: str) -> None:
    for given in (token, Secret(token)):
        with pytest.raises(ConfigurationError, match="pass the token alone") as caught:
            SyncClient(API, {argument: given})
        assert "abc" not in str(caught.value)


@pytest.mark.parametrize("text", [" id", "id\N{NO-BREAK SPACE}", "id "])
def test_blanks_around_the_credentials_of_a_client_are_named(text: str) -> None:
    """
    They come from a copied table, and the token endpoint would only say invalid_client.
    """
    for credentials, what in (
        (ClientCredentials(text, "secret"), "the id of"),
        (ClientCredentials("id", Secret(text)), "the secret of"),
    ):
        with pytest.raises(ConfigurationError, match=rf"{what} .* has blanks around it"):
            SyncClient(TOKENS, {"clientCredentials": credentials})
