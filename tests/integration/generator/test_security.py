"""
Security schemes, in packages that are built from invented documents and called.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import ArgumentError, ConfigurationError
from kontokit_generator.openapi.findings import FindingsError
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

SCHEMES: Final = {
    "queryKey": "{type: apiKey, in: query, name: 'api key'}",
    "cookieKey": "{type: apiKey, in: cookie, name: session}",
    "headerKey": "{type: apiKey, in: header, name: X-Key}",
    "certificate": "{type: mutualTLS}",
    "openId": "{type: openIdConnect, openIdConnectUrl: 'https://id.example.com/.well-known/x'}",
    "code": (
        "{type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://id.example.com/a',"
        " tokenUrl: /token, scopes: {}}}}"
    ),
}
OPERATION: Final = """
  /{name}:
    get:
      operationId: {name}
      security: {security}
      parameters: [{{name: q, in: query, schema: {{type: string}}}}]
      responses: {{"204": {{description: Done.}}}}
"""


def document(schemes: dict[str, str], **operations: str) -> str:
    paths = [OPERATION.format(name=name, security=one) for name, one in operations.items()]
    listed = [f"    {name}: {one}\n" for name, one in schemes.items()]
    return f"paths:{''.join(paths)}components:\n  securitySchemes:\n{''.join(listed)}"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    text = document(
        SCHEMES,
        **{name: f"[{{{name}: []}}]" for name in SCHEMES},
        both="[{queryKey: [], cookieKey: []}]",
        either="[{certificate: []}, {headerKey: []}]",
    )
    with imported(build_small(tmp_path_factory.mktemp("security"), text)) as found:
        yield found


TOKENS: Final = {
    "query_key": "a+b&c",
    "cookie_key": "c1",
    "header_key": "h1",
    "open_id": "o1",
    "code": "p1",
}


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    bank.says(status=204)
    return Caller(package, mode, bank, **TOKENS)


@pytest.mark.parametrize(
    ("operation", "target", "headers"),
    [
        ("query_key", "/queryKey?q=x&api%20key=a%2Bb%26c", {}),
        ("cookie_key", "/cookieKey?q=x", {"cookie": "session=c1"}),
        ("header_key", "/headerKey?q=x", {"x-key": "h1"}),
        ("certificate", "/certificate?q=x", {}),
        ("open_id", "/openId?q=x", {"authorization": "Bearer o1"}),
        ("code", "/code?q=x", {"authorization": "Bearer p1"}),
        ("both", "/both?q=x&api%20key=a%2Bb%26c", {"cookie": "session=c1"}),
        ("either", "/either?q=x", {"x-key": "h1"}),
    ],
)
def test_credentials_go_where_the_document_says(
    api: Caller, operation: str, target: str, headers: dict[str, str]
) -> None:
    """
    And nowhere else.
    """
    api.call(operation, q="x")
    heard = api.bank.last
    assert heard.target == target
    sent = {name: heard.headers.get(name) for name in ("cookie", "x-key", "authorization")}
    assert {name: one for name, one in sent.items() if one} == headers


def test_functions_return_keys_of_every_place(package: Any, mode: CallMode, bank: Bank) -> None:
    """
    A key that a function returns takes the same place.
    """

    async def key_later() -> str:
        return "k"

    key: Any = key_later if mode.is_async else lambda: "k"
    bank.says(status=204)
    api = Caller(package, mode, bank, query_key=key, cookie_key=key)
    api.call("both")
    assert (bank.last.target, bank.last.headers["cookie"]) == ("/both?api%20key=k", "session=k")


def test_a_certificate_is_no_argument_and_comes_last(
    package: Any, mode: CallMode, bank: Bank
) -> None:
    """
    The connection has it, so a client without any other credential may have one.
    """
    bank.says(status=204)
    api = Caller(package, mode, bank)
    api.call("either")
    assert "x-key" not in bank.last.headers
    with pytest.raises(TypeError):
        Caller(package, mode, bank, certificate="x")


def test_what_is_no_cookie_is_refused_before_it_is_sent(
    package: Any, mode: CallMode, bank: Bank
) -> None:
    """
    A semicolon would begin another cookie; the message does not tell the value.
    """
    api = Caller(package, mode, bank, cookie_key="a;admin=1")
    with pytest.raises(ConfigurationError) as caught:
        api.call("cookie_key")
    assert "admin" not in str(caught.value)
    assert bank.heard == []


def test_no_header_replaces_the_cookie(api: Caller) -> None:
    """
    As none replaces another credential.
    """
    with pytest.raises(ArgumentError):
        api.call("cookie_key", options={"headers": {"Cookie": "session=other"}})


def test_the_constructor_says_where_users_sign_in(package: Any) -> None:
    """
    Tokens of a browser are passed by the caller.
    """
    assert "https://id.example.com/a" in package.Small.__init__.__doc__


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        ("{type: http, scheme: digest}", "http digest"),
        ("{type: http, scheme: hoba}", "http hoba"),
        ("{type: apiKey, in: body, name: k}", "apiKey body"),
    ],
)
def test_other_schemes_are_refused_by_name(tmp_path: Path, scheme: str, name: str) -> None:
    """
    They never become another scheme.
    """
    with pytest.raises(FindingsError, match=f"own is {name}, which clients do not know"):
        build_small(tmp_path, document({"own": scheme}, get="[{own: []}]"))
