from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from uuid import uuid4

import pytest

from kontokit import ClientCredentials, Secret
from kontokit_banksapi import BankAccess, Banksapi, GrantType
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import (
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    USER_NAME,
    USER_PASSWORD,
)
from tests.support.fresh_process import fresh_process as fresh_process


@pytest.fixture
def banksapi(sandbox: Sandbox) -> Iterator[Banksapi]:
    """
    A client of BANKSapi that holds the credentials of its tenant, a client token and a user token.
    """
    credentials = ClientCredentials(client_id=CLIENT_NAME, client_secret=CLIENT_PASSWORD)
    with Banksapi(client_credentials=credentials, base_url=sandbox.url("banksapi")) as client:
        manager = client.tokens.create(grant_type=GrantType.CLIENT_CREDENTIALS).access_token
        user = client.tokens.create(
            grant_type=GrantType.PASSWORD, username=USER_NAME, password=Secret(USER_PASSWORD)
        ).access_token
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
    banksapi.bank_accesses.add(access_id, provider_id=DEMO_PROVIDER, credentials=login)
    return banksapi.bank_accesses.get(access_id)


@pytest.fixture
def finapi(sandbox: Sandbox) -> Iterator[FinapiAccess]:
    """
    A client of finAPI Access that holds the tokens of the client, the mandator admin and a user.
    """
    known = sandbox.credentials
    with FinapiAccess(base_url=sandbox.url("finapi_access")) as anonymous:
        get = partial(
            anonymous.tokens.create,
            client_id=known.finapi_client,
            client_secret=known.finapi_client_secret,
        )
        admin = anonymous.tokens.create(
            grant_type="client_credentials",
            client_id=known.finapi_admin,
            client_secret=known.finapi_admin_secret,
        )
        user = get(
            grant_type="password", username=known.finapi_user, password=known.finapi_password
        )
        yield anonymous.with_options(
            client_token=get(grant_type="client_credentials").access_token,
            mandator_admin_token=admin.access_token,
            user_token=user.access_token,
        )


@pytest.fixture
def sign_in(finapi: FinapiAccess, sandbox: Sandbox) -> Callable[[], FinapiAccess]:
    """
    Gives the user of ``finapi`` a new token, since the old one lives for an hour only.
    """
    known = sandbox.credentials

    def again() -> FinapiAccess:
        token = finapi.tokens.create(
            grant_type="password",
            client_id=known.finapi_client,
            client_secret=known.finapi_client_secret,
            username=known.finapi_user,
            password=known.finapi_password,
        )
        return finapi.with_options(user_token=token.access_token)

    return again
