"""
Fixtures of flows on SCA; what they give is in ``flow_driver.py`` and ``sca_finapi.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from kontokit.stores import MemoryStore, RedisStore, SqliteStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import CallMode, User, new_user
from tests.support.fresh_process import fresh_process as fresh_process
from tests.support.sca_finapi import Customer, new_customer
from tests.support.scripted_provider import Answer, Provider
from tests.support.stores import connected


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Iterator[CallMode]:
    """
    Blocking, then with ``await``.
    """
    made = CallMode(request.param)
    yield made
    made.close()


@pytest.fixture
def user_of(sandbox: Sandbox, mode: CallMode) -> Callable[..., User]:
    """
    Make a new user of an API: ``user_of("banksapi")``; further arguments go to the client.
    """

    def make(api: str, **settings: Any) -> User:
        return new_user(sandbox, mode, api, **settings)

    return make


@pytest.fixture
def customer(sandbox: Sandbox, mode: CallMode) -> Customer:
    """
    A user of finAPI Access v2.
    """
    return new_customer(sandbox, mode)


@pytest.fixture
def old_customer(sandbox: Sandbox, mode: CallMode) -> Customer:
    """
    A user of finAPI Access v1.
    """
    return new_customer(sandbox, mode, "finapi_access_v1")


@pytest.fixture(params=["finapi_access", "finapi_access_v1"])
def either(sandbox: Sandbox, mode: CallMode, request: pytest.FixtureRequest) -> Customer:
    """
    A user of finAPI Access v2, then of v1.
    """
    return new_customer(sandbox, mode, request.param)


@pytest.fixture(params=["memory", "sqlite", "redis"])
def shared_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """
    Makes stores of one kind on one place: each has the records of the others.
    """
    with ExitStack() as opened:
        match request.param:
            case "memory":
                memory = MemoryStore()
                yield lambda: memory
            case "sqlite":
                place = tmp_path / "records.db"
                yield lambda: opened.enter_context(closing(SqliteStore(place, key=None)))
            case _:
                port: int = request.getfixturevalue("redis_port")
                client = opened.enter_context(connected(port=port))
                client.flushall()
                yield lambda: RedisStore(client, key=None)


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, str], Answer]], Provider]]:
    """
    Start a provider; it is stopped after the test.
    """
    started: list[Provider] = []

    def start(answer: Callable[[str, str], Answer]) -> Provider:
        started.append(Provider(answer))
        return started[-1]

    yield start
    for provider in started:
        provider.close()
