"""
The ready-made clients of the sandbox.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any, get_args

import pytest

from kontokit import KontokitError, NotFoundError
from kontokit_sandbox import Api, Sandbox

APIS: tuple[Api, ...] = get_args(Api)
WITH_USERS: list[Api] = ["banksapi", "finapi_access", "finapi_access_v1", "finapi_webform"]


@pytest.mark.parametrize("api", APIS)
def test_every_api_has_both_clients(sandbox: Sandbox, api: Api) -> None:
    """
    The clients are those of the package, and talk to the sandbox.
    """
    with sandbox.client(api) as client:
        assert type(client).__module__ == f"kontokit_{api}.client"
        shown = repr(client)
        assert sandbox.url(api) in shown

    async def main() -> str:
        async with sandbox.async_client(api) as client:
            return repr(client)

    assert asyncio.run(main()) == f"Async{shown}"


def test_the_token_of_bankimport_is_accepted(sandbox: Sandbox) -> None:
    """
    The client of Bankimport gets past the authentication.
    """
    with sandbox.client("bankimport") as client, pytest.raises(NotFoundError):
        client.bank_accounts.get(1)


@pytest.mark.parametrize("api", WITH_USERS)
def test_clients_act_as_the_user(sandbox: Sandbox, api: Api) -> None:
    """
    With ``as_user``, the client has the credentials of the user of the sandbox.
    """
    home: Api = "banksapi" if api == "banksapi" else "finapi_access"
    with sandbox.client(api, as_user=True) as client:
        client.sign_in()
    before = sandbox.token_requests(home)

    async def main() -> None:
        async with sandbox.async_client(api, as_user=True) as client:
            await client.sign_in()

    asyncio.run(main())
    if api != "finapi_access_v1":  # which has a token endpoint of its own
        assert sandbox.token_requests(home) == before + 1 == 2


@pytest.mark.parametrize("api", ["banksapi", "finapi_access", "finapi_access_v1"])
def test_clients_make_users(sandbox: Sandbox, api: Api) -> None:
    """
    Without a user, the client has the credentials of the program.
    """
    client: Any = sandbox.client(api)
    with client:
        client.create_user().client.sign_in()


def test_further_settings_win(sandbox: Sandbox) -> None:
    """
    What a test passes goes to the client, in place of the credentials of the sandbox too.
    """
    with (
        sandbox.client("bankimport", api_token="another-token") as client,
        pytest.raises(KontokitError),
    ):
        client.bank_accounts.get(1)
    assert sandbox.requests[-1].headers["authorization"] == "Token token=another-token"


def test_bankimport_has_no_users(sandbox: Sandbox) -> None:
    """
    A user of an API without users is an error of the test.
    """
    api: Any = "bankimport"
    with pytest.raises(ValueError, match="no users"):
        sandbox.client(api, as_user=True)


def test_a_missing_package_is_named(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where the package of the API is not installed, the error says how to install it.
    """
    monkeypatch.setitem(sys.modules, "kontokit_finapi_access_v1", None)
    for make in (sandbox.client, sandbox.async_client):
        with pytest.raises(ModuleNotFoundError, match="pip install kontokit-finapi-access-v1"):
            make("finapi_access_v1")


def test_a_client_needs_a_running_sandbox() -> None:
    """
    Before the start there is no address to talk to.
    """
    with pytest.raises(RuntimeError, match="not running"):
        Sandbox().client("bankimport")


def test_the_sandbox_itself_needs_no_client() -> None:
    """
    Importing the sandbox imports neither the runtime nor a package.
    """
    code = (
        "import sys, kontokit_sandbox.pytest_plugin;"
        "print({name.partition('.')[0] for name in sys.modules if name.startswith('kontokit')})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "{'kontokit_sandbox'}\n"
