"""
Fixtures: the callers of BANKSapi.
"""

from __future__ import annotations

import pytest

from kontokit_sandbox import Sandbox
from tests.support.banksapi_customers import Caller, Customer, client_of, customer_of
from tests.support.fresh_process import fresh_process as fresh_process


@pytest.fixture
def client(sandbox: Sandbox) -> Caller:
    """
    The client, which manages users.
    """
    return client_of(sandbox)


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    """
    A user without a bank access.
    """
    return customer_of(sandbox)
