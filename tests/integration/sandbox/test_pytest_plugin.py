"""
The pytest plugin, in runs of pytest of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kontokit_sandbox import Sandbox, WebhookInbox

_PLUGIN = "kontokit_sandbox.pytest_plugin"
PROJECT = """
import pytest

seen = []

def test_sync(bankimport, banksapi, finapi_access, finapi_access_v1, finapi_webform):
    assert len(list(bankimport.bank_accounts.list())) == 4
    assert list(banksapi.bank_accesses.list()) == []
    assert list(finapi_access.accounts.list()) == list(finapi_access_v1.accounts.list()) == []
    assert list(finapi_webform.web_forms.list()) == []

@pytest.fixture
def anyio_backend():
    return "asyncio"

@pytest.mark.anyio
class TestAsync:
    async def test_a_client_works(self, async_finapi_access, sandbox):
        seen.append(async_finapi_access)
        assert [one async for one in async_finapi_access.accounts.list()] == []
        assert sandbox.requests

    async def test_the_client_before_is_closed(self):
        with pytest.raises(Exception, match="closed"):
            await seen[0].accounts.list()

def test_starts_anew(sandbox):
    assert sandbox.requests == []

@pytest.mark.sandbox(clock="frozen:2028-02-29T12:00+01:00", seed=7)
class TestMarked:
    def test_other_day(self, sandbox, sandbox_server):
        assert sandbox is not sandbox_server
        assert sandbox.now.isoformat() == "2028-02-29T11:00:00+00:00"

    @pytest.mark.sandbox(seed=8)
    def test_nearest_marker_wins(self, sandbox):
        assert (sandbox.now.year, sandbox.info()["seed"]) == (2028, 8)

@pytest.mark.sandbox(transaction=10)
def test_unknown_option(sandbox):
    pass

def test_options_of_the_project(sandbox_server):
    assert sandbox_server.now.isoformat() == "2026-03-01T11:00:00+00:00"
    assert sandbox_server.info()["seed"] == 5

def test_fails(finapi_access, sandbox):
    token = "a-token-that-nobody-may-see"
    finapi_access.request("GET", "/api/v2/accounts", query={"search": "Miete"})
    import urllib.error, urllib.request
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{sandbox.url('finapi_access')}/api/v2/oauth?token={token}")
    raise RuntimeError("on purpose")
"""
REMOTE = """
from datetime import timedelta

def test_clients(finapi_access, bankimport):
    assert list(finapi_access.accounts.list()) == []
    assert len(list(bankimport.bank_accounts.list())) == 4

def test_control(sandbox):
    before = sandbox.control.clock()["now"]
    sandbox.advance(timedelta(days=1))
    assert sandbox.control.clock()["now"][:10] > before[:10]

def test_fails(finapi_access):
    assert list(finapi_access.accounts.list())
"""
OWN = """
import pytest

@pytest.fixture
def sandbox():
    return "my own"

def test_own(sandbox):
    assert sandbox == "my own"
"""
BROKEN = """
import sys

def test_missing(monkeypatch, request):
    monkeypatch.setitem(sys.modules, "kontokit_banksapi", None)
    request.getfixturevalue("banksapi")
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """
    What pytest says of a project.
    """
    folder = tmp_path_factory.mktemp("project")
    for name, text in {"project": PROJECT, "own": OWN, "missing": BROKEN}.items():
        (folder / f"test_{name}.py").write_text(text, encoding="utf-8")
    options = "[pytest]\nsandbox_seed = 5\nsandbox_clock = frozen:2026-03-01T12:00+01:00\n"
    (folder / "pytest.ini").write_text(options, encoding="utf-8")
    return _pytest(folder, "--strict-markers")


def test_clients_are_ready_and_closed(report: str) -> None:
    """
    The clients of all APIs call the sandbox. An async one is closed when its test returns.
    """
    assert "1 failed, 8 passed, 1 skipped, 1 error" in report, report


def test_own_fixture_wins(report: str) -> None:
    """
    A project may have a fixture of the name ``sandbox`` that has nothing to do with ours.
    """
    assert "PASSED test_own.py::test_own" in report, report


def test_missing_package_skips(report: str) -> None:
    """
    The reason of the skip says what to install.
    """
    assert "pip install kontokit-banksapi" in report


def test_failure_lists_requests_without_secrets(report: str) -> None:
    """
    The report of a failed test has its requests.
    """
    section = report.partition("sandbox: last 20 requests")[2]
    assert "GET /api/v2/accounts?search=Miete → 200 (getAndSearchAllAccounts)" in section
    assert "GET /api/v2/oauth?token=•••• (27 characters) → 404 (unknown operation)" in section


def test_marker_knows_its_options(report: str) -> None:
    """
    A misspelt option is named.
    """
    assert "the marker 'sandbox' knows seed, clock, transactions, check, not transaction" in report


def test_running_sandbox_has_a_world_for_the_session(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With ``--sandbox-url`` tests use a world of their own, which is removed at the end.
    """
    token = tmp_path / "token"
    token.write_text(sandbox.control_token, encoding="utf-8")
    monkeypatch.setenv("KONTOKIT_SANDBOX_CONTROL_TOKEN", str(token))
    (tmp_path / "test_remote.py").write_text(REMOTE, encoding="utf-8")
    url = f"http://127.0.0.1:{sandbox.port}"
    report = _pytest(tmp_path, "--sandbox-url", url)
    assert "1 failed, 2 passed" in report, report
    assert "GET /api/v2/accounts → 200" in report
    assert list(sandbox.worlds) == []
    assert sandbox.requests == []


def test_plugin_imports_nothing() -> None:
    """
    Every run of pytest imports it, also in projects that never use it.
    """
    code = (
        "import sys, pytest; before = set(sys.modules);"
        f"import {_PLUGIN}; print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['kontokit_sandbox', 'kontokit_sandbox.pytest_plugin']\n"


def test_inbox_keeps_what_comes(webhook_inbox: WebhookInbox) -> None:
    """
    It gives requests as they came, answers as told, and says how many are missing.
    """
    webhook_inbox.status = 503
    url = f"{webhook_inbox.url}hook?of=me"
    assert httpx2.post(url, content=b'{"a": 1}', headers={"X-Of": "test"}).status_code == 503
    (one,) = webhook_inbox.wait()
    assert (one.method, one.path, one.query, one.json()) == ("POST", "/hook", "of=me", {"a": 1})
    assert one.headers["x-of"] == "test"
    with pytest.raises(TimeoutError, match="1 of 2 notifications came"):
        webhook_inbox.wait(2, timeout=0.01)
    webhook_inbox.clear()
    assert webhook_inbox.notifications == []


def _pytest(folder: Path, *more: str) -> str:
    installed = {one.value for one in entry_points(group="pytest11")}
    plugins = () if _PLUGIN in installed else ("-p", _PLUGIN)
    options: tuple[Any, ...] = ("-rA", "-W", "error", "-p", "no:cacheprovider", *plugins, *more)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--rootdir", folder, *options, folder],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PY_COLORS": "0"},
    )
    return done.stdout + done.stderr
