"""
Fixtures of flows on SCA; what they give is in ``flow_driver.py`` and ``sca_finapi.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.flow_driver import User, Way, new_user
from tests.support.sca_finapi import Customer, new_customer


@pytest.fixture(params=["sync", "async"])
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    """
    Blocking, then with ``await``.
    """
    made = Way(request.param)
    yield made
    made.close()


@pytest.fixture
def user_of(sandbox: Sandbox, way: Way) -> Callable[..., User]:
    """
    Make a new user of an API: ``user_of("banksapi")``; further arguments go to the client.
    """

    def make(api: str, **settings: Any) -> User:
        return new_user(sandbox, way, api, **settings)

    return make


@pytest.fixture
def customer(sandbox: Sandbox, way: Way) -> Customer:
    """
    A user of finAPI Access v2.
    """
    return new_customer(sandbox, way)


@pytest.fixture
def old_customer(sandbox: Sandbox, way: Way) -> Customer:
    """
    A user of finAPI Access v1.
    """
    return new_customer(sandbox, way, "finapi_access_v1")


@pytest.fixture(params=["finapi_access", "finapi_access_v1"])
def either(sandbox: Sandbox, way: Way, request: pytest.FixtureRequest) -> Customer:
    """
    A user of finAPI Access v2, then of v1.
    """
    return new_customer(sandbox, way, request.param)
