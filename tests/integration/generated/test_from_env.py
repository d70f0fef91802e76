"""
Clients from environment variables: what is read, what is missing, and what comes from arguments.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

import kontokit_banksapi
import kontokit_finapi_access
import kontokit_finapi_webform
from kontokit import ClientCredentials, ConfigurationError, EndUser, Secret
from kontokit_bankimport import AsyncBankimport, Bankimport
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access_v1 import AsyncFinapiAccessV1, FinapiAccessV1
from kontokit_finapi_webform import AsyncFinapiWebForm, FinapiWebForm
from tests.support.driving import operations

FINAPI = {"KONTOKIT_FINAPI_CLIENT_ID": "id", "KONTOKIT_FINAPI_CLIENT_SECRET": "geheim"}
BANKSAPI = {"KONTOKIT_BANKSAPI_CLIENT_ID": "t/id", "KONTOKIT_BANKSAPI_CLIENT_SECRET": "geheim"}
BANKIMPORT = {"KONTOKIT_BANKIMPORT_API_TOKEN": "geheim"}
CLIENTS: list[tuple[Any, dict[str, str]]] = [
    (Bankimport, BANKIMPORT),
    (AsyncBankimport, BANKIMPORT),
    (Banksapi, BANKSAPI),
    (AsyncBanksapi, BANKSAPI),
    (FinapiAccess, FINAPI),
    (AsyncFinapiAccess, FINAPI),
    (FinapiAccessV1, FINAPI),
    (AsyncFinapiAccessV1, FINAPI),
    (FinapiWebForm, FINAPI),
    (AsyncFinapiWebForm, FINAPI),
]


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """
    An environment without our variables.
    """
    for name in [name for name in os.environ if name.startswith("KONTOKIT_")]:
        monkeypatch.delenv(name)
    return monkeypatch


def _set(env: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        env.setenv(name, value)


@pytest.mark.parametrize(("kind", "variables"), CLIENTS)
def test_a_client_needs_its_credentials(
    env: pytest.MonkeyPatch, kind: Any, variables: dict[str, str]
) -> None:
    """
    Every missing variable is named, an empty one counts as missing, and no value is shown.
    """
    with pytest.raises(ConfigurationError) as caught:
        kind.from_env()
    assert all(name in str(caught.value) for name in variables)
    last = list(variables)[-1]
    _set(env, {**variables, last: ""})
    with pytest.raises(ConfigurationError, match=f"{last} is not set"):
        kind.from_env()
    _set(env, variables)
    client = kind.from_env(timeout=5, headers={"X-A": "1"})
    assert client._pipeline.timeouts.read == 5
    assert set(client._pipeline.headers) == {"X-A"}
    assert "geheim" not in repr(client)


@pytest.mark.parametrize(("kind", "variables"), CLIENTS[::2])
def test_the_docstring_lists_the_variables(kind: Any, variables: dict[str, str]) -> None:
    """
    Whoever sets up a server finds the names in help().
    """
    assert all(f"``{name}``" in kind.from_env.__doc__ for name in variables)


def test_finapi_shares_credentials_but_not_servers(env: pytest.MonkeyPatch) -> None:
    """
    Access and Web Form take the same id and secret; each has a server of its own.
    """
    _set(env, {**FINAPI, "KONTOKIT_FINAPI_ENVIRONMENT": "sandbox"})
    assert FinapiAccess.from_env().base_url == "https://sandbox.finapi.io"
    assert FinapiWebForm.from_env().base_url == "https://webform-sandbox.finapi.io"
    _set(
        env,
        {
            "KONTOKIT_FINAPI_BASE_URL": "https://access.example",
            "KONTOKIT_FINAPI_WEBFORM_BASE_URL": "https://forms.example",
            "KONTOKIT_FINAPI_WEBFORM_TOKEN_URL": "https://access.example/token",
        },
    )
    assert FinapiAccess.from_env().base_url == "https://access.example"
    assert FinapiAccessV1.from_env().base_url == "https://access.example"
    forms = FinapiWebForm.from_env()
    assert forms.base_url == "https://forms.example"
    assert set(forms._pipeline.token_urls.values()) == {"https://access.example/token"}
    env.setenv("KONTOKIT_FINAPI_ENVIRONMENT", "live")
    env.delenv("KONTOKIT_FINAPI_BASE_URL")
    with pytest.raises(ConfigurationError, match="no environment 'live'"):
        FinapiAccess.from_env()


def test_a_second_client_is_optional_but_whole(env: pytest.MonkeyPatch) -> None:
    """
    The mandator admin is read where both its variables are set; half of a pair is an error.
    """
    _set(env, {**FINAPI, "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_ID": "admin"})
    with pytest.raises(ConfigurationError, match="MANDATOR_ADMIN_CLIENT_SECRET is not set"):
        FinapiAccess.from_env()
    env.setenv("KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_SECRET", "s")
    held = FinapiAccess.from_env()._pipeline.credentials
    assert held == {
        "clientCredentials": ClientCredentials("id", Secret("geheim")),
        "mandatorAdminCredentials": ClientCredentials("admin", Secret("s")),
    }


def test_banksapi_reads_the_key_for_credentials(env: pytest.MonkeyPatch) -> None:
    """
    The public key is used, so a value that is none is refused.
    """
    _set(env, {**BANKSAPI, "KONTOKIT_BANKSAPI_CREDENTIAL_KEY": "no key"})
    with pytest.raises(ConfigurationError):
        Banksapi.from_env()


def test_nothing_is_read_without_from_env(env: pytest.MonkeyPatch) -> None:
    """
    A constructor never picks up a secret by itself.
    """
    _set(env, {**FINAPI, "KONTOKIT_FINAPI_BASE_URL": "https://access.example"})
    client = FinapiAccess()
    assert client.base_url == "https://live.finapi.io"
    assert not client._pipeline.credentials


def test_the_user_of_a_client_fills_the_arguments_of_each_provider() -> None:
    """
    Every argument about the user who is present is marked in the packages.
    """
    for package, fields in [
        (kontokit_finapi_access, {"ip_address", "user_agent", "device_os"}),
        (kontokit_banksapi, {"ip_address"}),
    ]:
        marked = {p.end_user for p in _parameters(package) if p.end_user}
        assert marked == fields
        named = [p for p in _parameters(package) if "psu" in p.name or "customer_ip" in p.name]
        assert named
        assert all(p.end_user for p in named)
    assert "end_user" not in str(kontokit_finapi_webform.FinapiWebForm.__init__.__annotations__)


def _parameters(package: Any) -> list[Any]:
    api = package.__name__.removeprefix("kontokit_")
    return [p for operation in operations(api).values() for p in operation.parameters]


def test_as_user_takes_the_user_who_is_present() -> None:
    """
    Signing in for a user and saying that it is present go together.
    """
    erika = EndUser(ip_address="203.0.113.7")
    finapi = FinapiAccess(client_credentials=ClientCredentials("id", "secret"))
    assert finapi.as_user("erika", "password", end_user=erika)._pipeline.end_user is erika
    present = finapi.with_options(end_user=erika)
    assert present.as_user("erika", "password")._pipeline.end_user is erika
