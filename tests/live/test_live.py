"""
A walk through the real APIs, for those who have an account at a provider's test system.

``tox -e live`` runs it; ``docs/live.md`` says what it needs. Nothing runs without credentials.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kontokit import DriftLog, Secret
from kontokit.drift import read_log, report_text, table
from tests.live.walk import Limits, Outcome, walk
from tests.support.driving import CLASSES

SWITCH = "KONTOKIT_LIVE"
"""Set by tox: a plain run of pytest never calls a provider."""


def setting(name: str) -> str | None:
    return os.environ.get(f"{SWITCH}_{name}") or None


def client_of(api: str) -> Any:
    """
    A client with the credentials in the environment; the test is skipped where there are none.
    """
    module = import_module(f"kontokit_{api}.client")
    missing = [
        name
        for variable in module.API.variables
        if variable.argument in ("api_token", "client_credentials")
        for name in variable.names
        if not os.environ.get(name)
    ]
    if missing:
        pytest.skip(f"no credentials: set {' and '.join(missing)}")
    return getattr(module, CLASSES[api]).from_env()


def of_user(api: str, client: Any) -> Any:
    """
    The client of the user in the environment, or the same client.
    """
    user, password = setting(f"{api.upper()}_USER"), setting(f"{api.upper()}_PASSWORD")
    return client.as_user(user, Secret(password)) if user and password else client


def known_to(api: str) -> dict[str, Any]:
    """
    Values that no answer tells: ``KONTOKIT_LIVE_BANKSAPI_TENANT`` and the like.
    """
    tenant, user = setting(f"{api.upper()}_TENANT"), setting(f"{api.upper()}_USER")
    return {
        name: value
        for name, value in (("tenant-name", tenant), ("userId", user))
        if value is not None
    }


@pytest.fixture(params=CLASSES)
def api(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """
    An API at its test system, if it has one and nothing else is asked for.
    """
    if not setting("ON"):
        pytest.skip(f"calls a real provider: run tox -e live, or set {SWITCH}_ON=1")
    name: str = request.param
    module = import_module(f"kontokit_{name}.client")
    for variable in module.API.variables:
        if variable.argument == "environment" and "sandbox" in module.API.environments:
            monkeypatch.setenv(variable.names[0], os.environ.get(variable.names[0]) or "sandbox")
    return name


def is_test_system(client: Any) -> bool:
    return "sandbox" in client.base_url


def test_everything_that_may_be_read_is_read(api: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    What differs from the documents is in ``drift-live-API.json``, and printed.
    """
    folder = Path(setting("FOLDER") or ".")
    log = folder / f"drift-live-{api}.json"
    # Data of test systems is made up, so names in it may be shown.
    with client_of(api) as client:
        drift = DriftLog(log, names="all" if is_test_system(client) else "known")
        outcome = read_all(api, of_user(api, client).with_options(drift=drift))
    drift.flush()
    with capsys.disabled():
        print(f"\n{api}\n{outcome.text()}")
        if log.exists():
            print(table(read_log(log)))
            report = folder / f"report-live-{api}.json"
            report.write_text(report_text(read_log(log)), "utf-8")
            print(f"wrote {report}; look through it before you send it")
    assert outcome.read, "nothing could be read"


def read_all(api: str, client: Any) -> Outcome:
    limits = Limits(each=int(setting("EACH") or 2), asks_banks=setting("ASKS_BANKS") == "1")
    return walk(api, client, known_to(api), limits)
