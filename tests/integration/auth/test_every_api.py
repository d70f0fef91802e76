"""
Every API signs in by the same words, blocking and with await.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kontokit import ClientCredentials, ConfigurationError, UserCredentials
from kontokit.stores import FileStore, MemoryStore, SqliteStore, Store
from kontokit_banksapi import Banksapi
from kontokit_finapi_access import FinapiAccess
from kontokit_finapi_access_v1 import AsyncFinapiAccessV1, FinapiAccessV1
from kontokit_finapi_webform import AsyncFinapiWebForm, FinapiWebForm
from kontokit_sandbox import Sandbox


def _keys(sandbox: Sandbox) -> dict[str, Any]:
    known = sandbox.credentials
    return {
        "client_credentials": ClientCredentials(known.finapi_client, known.finapi_client_secret),
        "mandator_admin_credentials": ClientCredentials(
            known.finapi_admin, known.finapi_admin_secret
        ),
        "user_credentials": UserCredentials(known.finapi_user, known.finapi_password),
    }


def _tokens_asked(sandbox: Sandbox, api: Any) -> list[bytes]:
    return [r.body for r in sandbox.requests if r.api == api and r.path.endswith("/token")]


def test_the_token_of_bankimport_goes_in_its_own_words(sandbox: Sandbox) -> None:
    """
    Bankimport wants ``Token token=…``, and no token is asked for.
    """
    token = sandbox.credentials.bankimport_token

    async def run() -> None:
        async with sandbox.async_client("bankimport") as client:
            await client.bank_accounts.list()

    with sandbox.client("bankimport") as client:
        client.bank_accounts.list().first_page()
    asyncio.run(run())
    assert {r.headers["authorization"] for r in sandbox.requests} == {f"Token token={token}"}


def test_three_roles_of_finapi_have_a_token_each(sandbox: Sandbox) -> None:
    """
    Client, user and mandator admin are signed in when a call needs them, each once, with the
    client's credentials in the form.
    """
    with FinapiAccess(base_url=sandbox.url("finapi_access"), **_keys(sandbox)) as client:
        for _ in range(3):
            client.client_configuration.get()
            client.users.get()
            client.mandator_administration.list_users().first_page()
    forms = _tokens_asked(sandbox, "finapi_access")
    assert sorted(form.split(b"&")[0] for form in forms) == [
        b"grant_type=client_credentials",
        b"grant_type=client_credentials",
        b"grant_type=password",
    ]
    tokens = [r for r in sandbox.requests if r.path.endswith("/token")]
    assert all(b"client_id=" in r.body and "authorization" not in r.headers for r in tokens)


def test_finapi_v1_signs_in_at_the_root_of_its_host(sandbox: Sandbox) -> None:
    """
    Version 1 makes its tokens elsewhere and revokes them by query parameters; no one notices.
    """
    url = sandbox.url("finapi_access_v1")

    async def run() -> None:
        async with AsyncFinapiAccessV1(base_url=url, **_keys(sandbox)) as client:
            await client.users.get()
            await client.sign_out()

    with FinapiAccessV1(base_url=url, **_keys(sandbox)) as client:
        client.users.get()
        sandbox.advance(timedelta(hours=2))
        client.users.get()
        client.sign_out()
        client.users.get()
    asyncio.run(run())
    assert {r.path for r in sandbox.requests if r.path.endswith("/token")} == {"/oauth/token"}
    revoked = [r for r in sandbox.requests if r.path == "/oauth/revoke"]
    assert len(revoked) == 2
    assert all("token=" in r.query for r in revoked)


def _webform(sandbox: Sandbox, kind: Any, **settings: Any) -> Any:
    token_url = f"{sandbox.url('finapi_access')}/api/v2/oauth/token"
    return kind(
        base_url=sandbox.url("finapi_webform"),
        token_url=token_url,
        **{**_keys(sandbox), **settings},
    )


def test_web_form_takes_its_tokens_from_access(sandbox: Sandbox) -> None:
    """
    Users and the mandator admin of Web Form are signed in at finAPI Access.
    """

    async def run() -> None:
        async with _webform(sandbox, AsyncFinapiWebForm) as client:
            await client.web_forms.list()

    with _webform(sandbox, FinapiWebForm) as client:
        client.web_forms.list().first_page()
        client.profiles.list().first_page()
    asyncio.run(run())
    assert len(_tokens_asked(sandbox, "finapi_access")) == 3
    assert not _tokens_asked(sandbox, "finapi_webform")


def test_web_form_and_access_share_tokens_by_their_store(sandbox: Sandbox) -> None:
    """
    One user at two APIs needs one token request.
    """
    store = MemoryStore()
    access = FinapiAccess(
        base_url=sandbox.url("finapi_access"), token_store=store, **_keys(sandbox)
    )
    with access, _webform(sandbox, FinapiWebForm, token_store=store) as forms:
        access.users.get()
        forms.web_forms.list().first_page()
    assert len(_tokens_asked(sandbox, "finapi_access")) == 1


def test_a_client_secret_goes_to_no_server_that_was_not_named(sandbox: Sandbox) -> None:
    """
    With a base_url of one's own the token server has to be named too, before anything is sent.
    """
    keys = _keys(sandbox)
    unnamed = pytest.raises(ConfigurationError, match="if you set base_url, set token_url too")
    with FinapiWebForm(base_url=sandbox.url("finapi_webform"), **keys) as client, unnamed:
        client.web_forms.list().first_page()
    with pytest.raises(
        ConfigurationError, match=r"token_url .* must use https unless it is a loopback"
    ):
        FinapiWebForm(token_url="http://token.example/", **keys)
    with pytest.raises(ConfigurationError, match=r"token_url .* cannot be used"):
        FinapiWebForm(token_url="token", **keys)
    assert sandbox.requests == []


def test_headers_of_the_caller_go_to_the_token_service_of_the_same_server_only() -> None:
    """
    A gateway that wants a header of its own gets it with token requests too; another server
    does not.
    """
    headers = {"X-Gateway": "key of the gateway"}
    with Sandbox({"finapi_webform": 0}) as sandbox:
        url = sandbox.url("finapi_access")
        with FinapiAccess(base_url=url, headers=headers, **_keys(sandbox)) as access:
            access.users.get()
        with _webform(sandbox, FinapiWebForm, headers=headers) as forms:
            forms.web_forms.list().first_page()
        seen = [(r.api, "x-gateway" in r.headers) for r in sandbox.requests]
    assert seen == [
        ("finapi_access", True), ("finapi_access", True), ("finapi_access", False),
        ("finapi_webform", True),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["file", "sqlite"])
def test_tokens_outlive_the_process_that_got_them(
    sandbox: Sandbox, tmp_path: Path, kind: str
) -> None:
    """
    The next start takes the token from the store, blocking or with await.
    """
    key = bytes(range(32))

    def store() -> Store:
        path = tmp_path / "tokens"
        return FileStore(path, key=key) if kind == "file" else SqliteStore(path, key=key)

    async def run() -> None:
        url = sandbox.url("finapi_access_v1")
        async with AsyncFinapiAccessV1(
            base_url=url, token_store=store(), **_keys(sandbox)
        ) as client:
            await client.users.get()

    for _ in range(2):
        url = sandbox.url("finapi_access_v1")
        with FinapiAccessV1(base_url=url, token_store=store(), **_keys(sandbox)) as client:
            client.users.get()
        asyncio.run(run())
    assert len(_tokens_asked(sandbox, "finapi_access_v1")) == 1
    assert sandbox.credentials.finapi_user.encode() not in (tmp_path / "tokens").read_bytes()


def test_a_scope_is_asked_for_where_there_are_some(sandbox: Sandbox) -> None:
    """
    BANKSapi gives a token of the scopes that were asked for; finAPI knows none, and says so.
    """
    known, read = sandbox.credentials, "http://banksapi.io/provider/read"
    pair = known.banksapi_client, known.banksapi_client_secret
    keys = ClientCredentials(*pair, scope=read)
    with Banksapi(client_credentials=keys, base_url=sandbox.url("banksapi")) as client:
        client.sign_in()
    assert b"scope=http%3A%2F%2Fbanksapi.io%2Fprovider%2Fread" in sandbox.requests[-1].body
    for scoped in (
        {"client_credentials": ClientCredentials("client", "secret", scope="all")},
        {"user_credentials": UserCredentials("anna", "password", scope="all")},
    ):
        given: dict[str, Any] = {**_keys(sandbox), **scoped}
        with pytest.raises(ConfigurationError, match="does not take a scope"):
            FinapiAccess(base_url=sandbox.url("finapi_access"), **given)


def test_a_missing_role_is_named_with_what_would_help(sandbox: Sandbox) -> None:
    """
    The error says which argument is missing, and nothing was sent.
    """
    with FinapiAccess(base_url=sandbox.url("finapi_access")) as client:
        with pytest.raises(ConfigurationError, match=r"needs a user \(client_credentials and as_u"):
            client.accounts.list().first_page()
        with pytest.raises(ConfigurationError, match=r"client_credentials \(or client_token\)"):
            client.users.create()
    assert sandbox.requests == []
