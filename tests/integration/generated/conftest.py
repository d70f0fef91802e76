from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from kontokit import ClientCredentials, Secret
from kontokit_banksapi import BankAccess, Banksapi, CreateToken, GrantType
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import (
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    USER_NAME,
    USER_PASSWORD,
)


@pytest.fixture
def banksapi(sandbox: Sandbox) -> Iterator[Banksapi]:
    """
    A client of BANKSapi that holds the credentials of its tenant, a client token and a user token.
    """
    credentials = ClientCredentials(client_id=CLIENT_NAME, client_secret=CLIENT_PASSWORD)
    with Banksapi(client_credentials=credentials, base_url=sandbox.url("banksapi")) as client:
        form = CreateToken(grant_type=GrantType.CLIENT_CREDENTIALS)
        manager = client.tokens.create(form).access_token
        form = CreateToken(
            grant_type=GrantType.PASSWORD, username=USER_NAME, password=Secret(USER_PASSWORD)
        )
        user = client.tokens.create(form).access_token
        yield client.with_options(client_token=manager, user_token=user)


@pytest.fixture
def access(banksapi: Banksapi) -> BankAccess:
    """
    A bank access at the demo bank, completely fetched.
    """
    access_id = str(uuid4())
    login = {
        key: banksapi.encryption.encrypt(b64encode(value).decode())
        for key, value in {"userid": b"demo1", "pin": b"demo"}.items()
    }
    banksapi.bank_accesses.add({access_id: {"providerId": DEMO_PROVIDER, "credentials": login}})
    return banksapi.bank_accesses.get(access_id)


@pytest.fixture
def finapi(sandbox: Sandbox) -> Iterator[FinapiAccess]:
    """
    A client of finAPI Access that holds the tokens of the client, the mandator admin and a user.
    """
    known = sandbox.credentials
    with FinapiAccess(base_url=sandbox.url("finapi_access")) as anonymous:
        keys = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
        login = {"username": known.finapi_user, "password": known.finapi_password}
        admin = {"client_id": known.finapi_admin, "client_secret": known.finapi_admin_secret}
        get = anonymous.tokens.create
        yield anonymous.with_options(
            client_token=get({"grant_type": "client_credentials", **keys}).access_token,
            mandator_admin_token=get({"grant_type": "client_credentials", **admin}).access_token,
            user_token=get({"grant_type": "password", **keys, **login}).access_token,
        )


@pytest.fixture
def sign_in(finapi: FinapiAccess, sandbox: Sandbox) -> Callable[[], FinapiAccess]:
    """
    Gives the user of ``finapi`` a new token, since the old one lives for an hour only.
    """
    known = sandbox.credentials
    form = {
        "grant_type": "password",
        "client_id": known.finapi_client,
        "client_secret": known.finapi_client_secret,
        "username": known.finapi_user,
        "password": known.finapi_password,
    }

    def again() -> FinapiAccess:
        token = finapi.tokens.create(form)
        return finapi.with_options(user_token=token.access_token)

    return again
