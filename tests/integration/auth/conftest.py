"""
Clients of the sandbox that sign in, a clock that can be set, and eyes on the wire.
"""

from __future__ import annotations

import pytest

from kontokit_sandbox import Sandbox
from tests.support.fresh_process import fresh_process as fresh_process
from tests.support.sandbox_bank import SandboxBank


@pytest.fixture(params=["finapi_access", "banksapi"])
def bank(sandbox: Sandbox, request: pytest.FixtureRequest) -> SandboxBank:
    """
    finAPI, whose tokens live by the second, then BANKSapi, whose tokens live until a moment.
    """
    return SandboxBank(sandbox, request.param)


@pytest.fixture
def finapi(sandbox: Sandbox) -> SandboxBank:
    """
    finAPI, which has refresh tokens.
    """
    return SandboxBank(sandbox, "finapi_access")
