"""
A provider with 200 users, and stores on real servers.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kontokit_sandbox import Sandbox
from tests.nightly.forms import SOURCES
from tests.nightly.provider import EVENING, Provider

USERS = 200
LONG_AGO = timedelta(days=2)


@pytest.fixture(scope="session")
def users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """
    The users, made as the README of the example says.
    """
    folder = tmp_path_factory.mktemp("users")
    # The budget of a connection that was fetched within the day would begin with one read.
    begin = (datetime.now(UTC) - LONG_AGO).isoformat(timespec="seconds")
    # For many requests; what it answers to them is checked by its own tests.
    with Sandbox(check="requests", clock=begin) as sandbox:
        provider = Provider(sandbox, folder)
        token = folder / "control-token"
        token.write_text(sandbox.control_token, "utf-8")
        address = sandbox.url("finapi_access").removesuffix("/finapi/access")
        variables = {
            **os.environ,
            **provider.variables,
            "PYTHONPATH": SOURCES,
            "NIGHTLY_FOLDER": str(folder),
            "KONTOKIT_SANDBOX_URL": address,
            "KONTOKIT_SANDBOX_CONTROL_TOKEN": str(token),
        }
        subprocess.run(
            [sys.executable, "-m", "nightly.demo", str(USERS)], env=variables, check=True
        )
        sandbox.advance(LONG_AGO)
        sandbox.saves.snapshot(EVENING)
        yield provider
        sandbox.check()


@pytest.fixture
def provider(users: Provider) -> Provider:
    """
    The provider, before a night.
    """
    users.begin()
    return users


@pytest.fixture
def redis_url(redis_port: int) -> str:
    """
    A Redis that is empty.
    """
    from redis import Redis

    url = f"redis://127.0.0.1:{redis_port}/0"
    with Redis.from_url(url) as client:
        client.flushall()
    return url


@pytest.fixture
def folder(provider: Provider, tmp_path: Path) -> Path:
    """
    A folder with the connections and the vault, and nothing else.
    """
    for name in ("connections.csv", "vault"):
        (tmp_path / name).symlink_to(provider.folder / name)
    return tmp_path
