"""
A user whose accounts are imported.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from bookkeeping.spending import connect

from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox


@pytest.fixture
def user(finapi_access: FinapiAccess, sandbox: Sandbox) -> FinapiAccess:
    """
    A user with accounts, at the frozen time of the project.
    """
    connect(finapi_access, "demo_no_msa")
    sandbox.advance(timedelta(seconds=2))  # the import takes a second
    return finapi_access


@pytest.fixture
def anyio_backend() -> str:
    """
    The clients run on asyncio.
    """
    return "asyncio"
