"""
The Python blocks of the README and of docs/, run as a reader would run them.
"""

from __future__ import annotations

import asyncio
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import structs

from kontokit import ClientCredentials
from kontokit.operations import Scheme, TokenScheme
from kontokit_banksapi import Banksapi
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Api, Sandbox

ROOT = Path(__file__).parents[2]
APIS: tuple[Api, ...] = get_args(Api)
PAGES = [
    "README.md",
    "docs/first-steps.md",
    "docs/signing-in.md",
    "docs/options.md",
    "docs/models.md",
    "docs/http.md",
    "docs/retries.md",
    "docs/deviations.md",
    "docs/observability.md",
    "docs/drift.md",
    "docs/psd2.md",
    "docs/secrets.md",
    "docs/sca.md",
    "docs/sca-steps.md",
    "docs/sca-records.md",
    "docs/sca-unknown.md",
    "docs/sca-texts.md",
    "docs/webhooks.md",
    "docs/web.md",
    "docs/banking.md",
    "docs/exports.md",
    "docs/fleet.md",
    *(f"generated/{api}/README.md" for api in APIS),
]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def production_is_the_sandbox(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """
    Let the clients find the sandbox where they look for the provider, in an empty folder, and
    let the user type the TAN.
    """
    monkeypatch.chdir(tmp_path)
    known_to = sandbox.credentials
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_ID", known_to.finapi_client)
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_SECRET", known_to.finapi_client_secret)
    monkeypatch.setattr("builtins.input", lambda asked="": "1" if "Num" in asked else "123456")
    for api in APIS:
        module = import_module(f"kontokit_{api}.client")
        known = dict.fromkeys(module.API.environments, sandbox.url(api))
        schemes = {name: at_home(scheme, sandbox) for name, scheme in module.API.schemes.items()}
        here = structs.replace(module.API, environments=known, schemes=schemes)
        for name in ("client", "async_client"):
            monkeypatch.setattr(import_module(f"kontokit_{api}.{name}"), "API", here)


def at_home(scheme: Scheme, sandbox: Sandbox) -> Scheme:
    """
    Let tokens that another server makes be made by the sandbox too.
    """
    if not isinstance(scheme, TokenScheme) or not scheme.urls:
        return scheme
    url = f"{sandbox.url('finapi_access')}/api/v2/oauth/token"
    return structs.replace(scheme, urls=dict.fromkeys(scheme.urls, url))


@pytest.fixture
def user_token(sandbox: Sandbox) -> str:
    """
    A token of the sandbox's user.
    """
    known = sandbox.credentials
    credentials = ClientCredentials(
        client_id=known.banksapi_client, client_secret=known.banksapi_client_secret
    )
    with Banksapi(client_credentials=credentials) as client:
        token = client.tokens.create(
            grant_type="password", username=known.banksapi_user, password=known.banksapi_password
        )
        return token.access_token.reveal()


@pytest.fixture
def finapi_token(sandbox: Sandbox) -> str:
    """
    A token of the user that finAPI knows in the sandbox.
    """
    known = sandbox.credentials
    with FinapiAccess() as client:
        token = client.tokens.create(
            grant_type="password",
            client_id=known.finapi_client,
            client_secret=known.finapi_client_secret,
            username=known.finapi_user,
            password=known.finapi_password,
        )
        return token.access_token.reveal()


def blocks(page: str) -> list[str]:
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


def filled_in(block: str, sandbox: Sandbox, user_token: str, finapi_token: str) -> str:
    """
    Put credentials of the sandbox where the page has placeholders.
    """
    known = sandbox.credentials
    words = {"bankimport-token": known.bankimport_token}
    words["http://127.0.0.1:4780/bankimport/api/v1"] = sandbox.url("bankimport")  # the default port
    if "kontokit_finapi" in block:
        words |= {
            "client-id": known.finapi_client, "client-secret": known.finapi_client_secret,
            "admin-id": known.finapi_admin, "admin-secret": known.finapi_admin_secret,
            '"user", "password"': f'"{known.finapi_user}", "{known.finapi_password}"',
            "finapi-user-token": finapi_token,
        }  # fmt: skip
    else:
        words |= {
            "tenant/client": known.banksapi_client, "client-secret": known.banksapi_client_secret,
            '"user", "password"': f'"{known.banksapi_user}", "{known.banksapi_password}"',
            "user-token": user_token,
            '"-----BEGIN CERTIFICATE-----…"': repr(known.banksapi_certificate),
        }  # fmt: skip
    words['api_token="…"'] = f'api_token="{known.bankimport_token}"'
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], block)


def run(block: str, names: dict[str, Any]) -> None:
    """
    Run a block, and what it defines as ``async`` with no argument or a token.
    """
    exec(compile(block, "block", "exec"), names)
    for name in re.findall(r"^async def (\w+)\((\w*)", block, re.MULTILINE):
        if name[1] in ("", "token"):
            asyncio.run(names[name[0]](*([names["token"]] if name[1] else [])))


def came_back(sandbox: Sandbox, url: str) -> str | None:
    """
    Do what the user does on a page, and tell where the browser is sent then.
    """
    form = {"action": "complete"} if "/wf/" in url else {}
    return sandbox.visit(url, **form).location


def readme_names(user_token: str, sandbox: Sandbox) -> Iterator[tuple[str, Any]]:
    """
    Give the names that later blocks of a page take from earlier ones, and play the user.
    """
    yield "browser", lambda url: came_back(sandbox, url)
    banksapi = import_module("kontokit_banksapi")
    bankimport = import_module("kontokit_bankimport")
    sandbox_token = import_module("kontokit_sandbox.bankimport").TOKEN
    yield "token", user_token
    yield "banksapi", banksapi.Banksapi(user_token=user_token)
    yield "bankimport", bankimport.Bankimport(api_token=sandbox_token)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_runs(
    page: str, sandbox: Sandbox, user_token: str, finapi_token: str
) -> None:
    """
    What a page shows works as it stands.
    """
    assert blocks(page)
    for block in blocks(page):
        names: dict[str, Any] = dict(readme_names(user_token, sandbox))
        try:
            run(filled_in(block, sandbox, user_token, finapi_token), names)
        finally:
            for name in ("banksapi", "bankimport", "client"):
                closing = names[name].close() if name in names else None
                if inspect.iscoroutine(closing):  # of an async client
                    asyncio.run(closing)


def test_the_receiver_of_a_page_takes_its_notifications(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A receiver never raises, so that its block runs even with a notification that it refuses.
    """
    (block,) = (each for each in blocks("docs/webhooks.md") if "receiver.receive" in each)
    run(block, {})
    shown = capsys.readouterr().out
    assert "missing: ((44, 45),)" in shown
    assert "fetch what it names: BalanceNotification" in shown
    assert "[200, 200, 200, 200, 200]" in shown
