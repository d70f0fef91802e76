"""
Signing users in with a code and PKCE, at a server on loopback.
"""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit import (
    ArgumentError,
    BadRequestError,
    ClientCredentials,
    ConfigurationError,
    ReauthenticationRequiredError,
    Secret,
    UnexpectedResponseError,
)
from kontokit.auth.authorization_code import AuthorizationCode, CodeSignIn, openid_endpoints
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.sandbox_bank import ManualClock

CALLBACK: Final = "https://app.example.com/back"
TOKENS: Final = '{"access_token": "a1", "refresh_token": "r1", "expires_in": 600}'


@pytest.fixture
def bank() -> Iterator[Bank]:
    server = Bank()
    yield server
    server.close()


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Iterator[CallMode]:
    made = CallMode(request.param)
    yield made
    made.close()


def server_at(bank: Bank, **settings: Any) -> AuthorizationCode:
    given: dict[str, Any] = {
        "authorization_url": "https://id.example.com/authorize?tenant=1",
        "token_url": f"{bank.url}/token",
        "client": ClientCredentials("app id", "s3cr:t", scope="accounts payments"),
        "redirect_uri": CALLBACK,
    }
    return AuthorizationCode(**{**given, **settings})


def asked(sign_in: CodeSignIn) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(sign_in.url).query).items()}


def answer(sign_in: CodeSignIn, text: str = "code=c%2B1") -> str:
    return f"{CALLBACK}?{text}&state={sign_in.state.reveal()}"


def sent(bank: Bank) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(bank.last.body.decode()).items()}


def send(mode: CallMode, request: Any) -> Any:
    return mode.run(mode.transport.send(request))


def test_the_page_is_asked_with_a_challenge(bank: Bank) -> None:
    """
    The challenge is the hash of the verifier, which is not in the address.
    """
    sign_in = server_at(bank).begin(prompt="login")
    verifier = sign_in.verifier.reveal()
    digest = hashlib.sha256(verifier.encode()).digest()
    assert asked(sign_in) == {
        "tenant": "1",
        "prompt": "login",
        "response_type": "code",
        "client_id": "app id",
        "redirect_uri": CALLBACK,
        "scope": "accounts payments",
        "state": sign_in.state.reveal(),
        "code_challenge": base64.urlsafe_b64encode(digest).decode().strip("="),
        "code_challenge_method": "S256",
    }
    assert len(verifier) >= 43
    assert verifier not in sign_in.url
    with pytest.raises(ArgumentError):
        server_at(bank).begin(state="mine")


def test_each_sign_in_has_secrets_of_its_own(bank: Bank) -> None:
    first, second = server_at(bank).begin(), server_at(bank).begin()
    assert first.state != second.state
    assert first.verifier != second.verifier


@pytest.mark.parametrize(
    ("settings", "form", "header"),
    [
        ({}, {}, "Basic YXBwIGlkOnMzY3I6dA=="),
        ({"secret_in_form": True}, {"client_id": "app id", "client_secret": "s3cr:t"}, None),
        ({"client": ClientCredentials("app", "")}, {"client_id": "app"}, None),
    ],
    ids=["basic", "form", "public"],
)
def test_a_code_is_redeemed_with_its_verifier(
    mode: CallMode,
    bank: Bank,
    settings: dict[str, Any],
    form: dict[str, str],
    header: str | None,
) -> None:
    """
    A client without a secret is protected by PKCE alone.
    """
    bank.says(TOKENS)
    clock = ManualClock()
    server = server_at(bank, clock=clock, **settings)
    begun = server.begin()
    # As a web application does, which keeps both in the session of the user.
    sign_in = CodeSignIn(state=begun.state, verifier=begun.verifier)
    found = server.read(send(mode, server.exchange(sign_in, answer(sign_in))))
    assert sent(bank) == {
        "grant_type": "authorization_code",
        "code": "c+1",
        "redirect_uri": CALLBACK,
        "code_verifier": begun.verifier.reveal(),
        **form,
    }
    assert bank.last.headers.get("authorization") == header
    assert (found.access.token, found.refresh) == (Secret("a1"), Secret("r1"))
    assert found.access.expires_at == clock.now().time + timedelta(seconds=600)


def test_tokens_are_refreshed_without_the_user(mode: CallMode, bank: Bank) -> None:
    """
    A response without a refresh token leaves the one that was sent valid.
    """
    bank.says('{"access_token": "a2"}')
    server = server_at(bank)
    old = Secret("r1")
    found = server.read(send(mode, server.refresh(old)), old)
    assert sent(bank) == {"grant_type": "refresh_token", "refresh_token": "r1"}
    assert (found.access.token, found.refresh) == (Secret("a2"), old)
    assert found.access.expires_at is None


@pytest.mark.parametrize(
    ("callback", "error"),
    [
        (f"{CALLBACK}?code=c1&state=other", ArgumentError),
        (f"{CALLBACK}?code=c1", ArgumentError),
        (f"{CALLBACK}?state={{state}}", ArgumentError),
        (f"{CALLBACK}?code=c1&state={{state}}&iss=https://evil.example.com", ArgumentError),
        (f"{CALLBACK}?error=access_denied&state={{state}}", ReauthenticationRequiredError),
    ],
)
def test_other_answers_are_not_redeemed(bank: Bank, callback: str, error: type[Exception]) -> None:
    """
    An answer to another sign-in would sign in somebody else.
    """
    server = server_at(bank, issuer="https://id.example.com")
    sign_in = server.begin()
    with pytest.raises(error) as caught:
        server.exchange(sign_in, callback.format(state=sign_in.state.reveal()))
    assert sign_in.state.reveal() not in str(caught.value)
    assert getattr(caught.value, "code", "access_denied") == "access_denied"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, '{"error": "invalid_grant"}', BadRequestError),
        (200, '{"token_type": "bearer"}', UnexpectedResponseError),
    ],
)
def test_refusals_of_the_token_endpoint_are_raised(
    mode: CallMode, bank: Bank, status: int, body: str, error: type[Exception]
) -> None:
    bank.says(body, status)
    server = server_at(bank)
    sign_in = server.begin()
    response = send(mode, server.exchange(sign_in, answer(sign_in)))
    with pytest.raises(error):
        server.read(response)


def test_nothing_secret_is_in_logs_and_reprs(
    mode: CallMode, bank: Bank, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bank.says(TOKENS)
    server = server_at(bank)
    sign_in = server.begin()
    request = server.exchange(sign_in, answer(sign_in))
    found = server.read(send(mode, request))
    shown = f"{caplog.text} {sign_in!r} {request!r} {found!r} {server!r}"
    secrets = (sign_in.state.reveal(), sign_in.verifier.reveal(), "c+1", "c%2B1", "s3cr:t")
    for secret in (*secrets, "'a1'", "'r1'"):
        assert secret not in shown


def test_addresses_are_those_of_the_discovery_document() -> None:
    issuer = "https://id.example.com"
    document: dict[str, Any] = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/a",
        "token_endpoint": f"{issuer}/t",
        "code_challenge_methods_supported": ["plain", "S256"],
    }
    assert openid_endpoints(document, issuer) == {
        "issuer": issuer,
        "authorization_url": f"{issuer}/a",
        "token_url": f"{issuer}/t",
    }
    for wrong in (
        {"issuer": "https://other.example.com"},
        {"token_endpoint": None},
        {"code_challenge_methods_supported": ["plain"]},
    ):
        with pytest.raises(ConfigurationError):
            openid_endpoints({**document, **wrong}, issuer)


def test_addresses_are_checked(bank: Bank) -> None:
    with pytest.raises(ConfigurationError, match="redirect_uri"):
        server_at(bank, redirect_uri="/back")
