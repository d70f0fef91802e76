"""
The Python blocks of the README and of docs/, run as a reader would run them.
"""

from __future__ import annotations

import asyncio
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import entry_points
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
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
ELSEWHERE = {
    "docs/fleet-engines.md": "tests/packaging/test_fleet_engines.py",
    "docs/mcp.md": "tests/journey/test_mcp_server.py",
    "docs/own-api.md": "tests/journey/test_own_api.py",
}
"""Pages whose blocks need more than the packages of clients → the test that runs them."""
PAGES = [
    "README.md",
    *sorted(f"docs/{path.name}" for path in ROOT.glob("docs/*.md")),
    "packages/banking/README.md",
    "packages/sandbox/README.md",
    *(f"generated/{api}/README.md" for api in APIS),
]
TEN_MINUTES = "## The first ten minutes"
"""The section of the sandbox's README that tests/journey plays from wheels."""
NEEDS_ARROW = re.compile(r"^import duckdb$|\bParquetSink\(", re.MULTILINE)
"""Blocks that tests/exports runs, where DuckDB and Arrow are installed."""


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
    """
    The blocks of a page that are run here.
    """
    text = (ROOT / page).read_text("utf-8")
    if page == "packages/sandbox/README.md":
        before, _, section = text.partition(TEN_MINUTES)
        text = before + section[section.index("\n## ") :]
    return [block for block in BLOCK.findall(text) if not NEEDS_ARROW.search(block)]


def is_tests(block: str) -> bool:
    return re.search(r"^(?:async )?def test_", block, re.MULTILINE) is not None


def pages() -> list[str]:
    return [page for page in PAGES if page not in ELSEWHERE and blocks(page)]


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


def names_of_earlier_blocks(page: str, bankimport: Any) -> Iterator[tuple[str, Any]]:
    """
    Give the names that a README of a package takes for known.
    """
    if page == "packages/banking/README.md":
        bank = import_module("kontokit_banking").reading(bankimport)
        yield from {"client": bankimport, "bank": bank, "account": bank.accounts()[0]}.items()


@pytest.mark.parametrize("page", pages())
def test_every_block_of_a_page_runs(
    page: str, sandbox: Sandbox, user_token: str, finapi_token: str
) -> None:
    """
    What a page shows works as it stands.
    """
    for block in blocks(page):
        if is_tests(block):
            continue
        names: dict[str, Any] = dict(readme_names(user_token, sandbox))
        names |= names_of_earlier_blocks(page, names["bankimport"])
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


def test_the_tests_of_pages_pass(tmp_path: Path) -> None:
    """
    What a page shows as tests of pytest passes with the fixtures of the sandbox.
    """
    shown = [block for page in pages() for block in blocks(page) if is_tests(block)]
    for number, block in enumerate(shown):
        (tmp_path / f"test_{number}.py").write_text(block, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    installed = {one.value for one in entry_points(group="pytest11")}
    plugin = "kontokit_sandbox.pytest_plugin"
    more = () if plugin in installed else ("-p", plugin)
    done = subprocess.run([*command, *more], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"{sum(block.count('def test_') for block in shown)} passed" in done.stdout


@pytest.mark.parametrize(("page", "test"), ELSEWHERE.items())
def test_what_is_run_elsewhere_is_run_there(page: str, test: str) -> None:
    """
    The test that a page is left to reads that page.
    """
    assert Path(page).name in (ROOT / test).read_text("utf-8")
    assert blocks(page)
