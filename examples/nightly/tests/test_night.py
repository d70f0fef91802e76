"""
A night of the program, against the sandbox.
"""

import asyncio
import os
import signal
from collections import Counter
from configparser import RawConfigParser
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from json import loads
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from nightly import demo, plain
from nightly.report import report
from nightly.settings import Settings

from kontokit_sandbox import Sandbox

LONG_AGO = timedelta(days=2)
BEGIN = (datetime.now(UTC) - LONG_AGO).isoformat(timespec="seconds")
# On its first day, a connection has one read for programs, and none is left after it.
pytestmark = pytest.mark.sandbox(clock=BEGIN)
UNITS = Path(__file__).parents[1] / "systemd"
USERS = 6


@pytest.fixture
def settings(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """
    Users in the sandbox, and a night that has not begun.
    """
    address = urlsplit(sandbox.url("finapi_access"))
    token = tmp_path / "token"
    token.write_text(sandbox.control_token)
    for name, value in {
        "KONTOKIT_SANDBOX_URL": f"http://{address.netloc}",
        "KONTOKIT_SANDBOX_CONTROL_TOKEN": str(token),
        "KONTOKIT_FINAPI_BASE_URL": sandbox.url("finapi_access"),
        "KONTOKIT_FINAPI_CLIENT_ID": sandbox.credentials.finapi_client,
        "KONTOKIT_FINAPI_CLIENT_SECRET": sandbox.credentials.finapi_client_secret,
        "NIGHTLY_KEY": "00" * 32,
        "NIGHTLY_RUN": "2040-01-01",
        "NIGHTLY_FOLDER": str(tmp_path),
        "NIGHTLY_LEASE": "2",
    }.items():
        monkeypatch.setenv(name, value)
    asyncio.run(demo.make(tmp_path, USERS))
    sandbox.advance(LONG_AGO)
    return Settings.from_env()


def asked(sandbox: Sandbox) -> Counter[int]:
    """
    Connection → how often its bank was asked.
    """
    requests = sandbox.requests_to("finapi_access", "updateBankConnection")
    return Counter(loads(one.body)["bankConnectionId"] for one in requests)


def test_every_connection_is_read_once(settings: Settings, sandbox: Sandbox) -> None:
    """
    Started again, the night is over at once.
    """
    for _ in range(2):
        asyncio.run(plain.night(settings))
    assert list(asked(sandbox).values()) == [1] * USERS
    found = asyncio.run(report(settings))
    assert found["units"]["done"] == USERS
    assert found["connections by reads left"] == {3: USERS}
    assert found["rows"] == USERS * 11  # the update has booked one more


def test_a_night_that_is_stopped_goes_on(settings: Settings, sandbox: Sandbox) -> None:
    """
    SIGTERM after the first bank was asked: what is in work ends, and nothing else is begun.
    """

    async def stopped(settings: Settings) -> None:
        night = asyncio.create_task(plain.night(settings))
        while not asked(sandbox):
            await asyncio.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)
        await night

    few = replace(settings, lanes=2)
    asyncio.run(stopped(few))
    assert asyncio.run(report(few))["open"]
    asyncio.run(plain.night(settings))
    assert list(asked(sandbox).values()) == [1] * USERS
    assert asyncio.run(report(settings))["rows"] == USERS * 11


def test_a_user_who_is_needed_does_not_stop_the_others(
    settings: Settings, sandbox: Sandbox
) -> None:
    """
    The bank wants one of them to log in again.
    """
    sandbox.people.require_login("user-2")
    asyncio.run(plain.night(settings))
    found = asyncio.run(report(settings))
    assert found["units"]["done"] == USERS - 1
    assert sum(found["units"]["needs_user"].values()) == 1
    assert found["open"] == 0


@pytest.mark.parametrize("path", sorted(UNITS.glob("*.service")), ids=lambda path: path.name)
def test_units_of_systemd_start_what_is_there(path: Path) -> None:
    """
    They name modules that exist, and start again what was killed.
    """
    unit = RawConfigParser(strict=False)
    unit.read(path)
    words = unit["Service"]["ExecStart"].split()
    named = [word for word in words if word.startswith("nightly.")]
    assert named
    assert all(find_spec(name) for name in named)
    assert unit["Service"]["Restart"] in ("always", "on-failure")
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
