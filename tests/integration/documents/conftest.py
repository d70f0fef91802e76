"""
Providers as the source documents describe them, and clients of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.documents.banksapi_payments import PAYMENTS, Payer
from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import ScriptedProvider
from tests.support.flow_driver import CallMode
from tests.support.fresh_process import fresh_process as fresh_process


@pytest.fixture(scope="session")
def open_provider() -> Iterator[ScriptedProvider]:
    """
    One server for all tests.
    """
    made = ScriptedProvider()
    yield made
    made.close()


@pytest.fixture
def provider(open_provider: ScriptedProvider) -> ScriptedProvider:
    """
    The server, with nothing to play yet.
    """
    return open_provider.plays()


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Iterator[CallMode]:
    """
    Blocking, then with ``await``.
    """
    made = CallMode(request.param)
    yield made
    made.close()


@pytest.fixture
def banksapi(mode: CallMode, provider: ScriptedProvider) -> Customer:
    return Customer(mode, "banksapi", provider)


@pytest.fixture
def webform(mode: CallMode, provider: ScriptedProvider) -> Customer:
    return Customer(mode, "finapi_webform", provider)


@pytest.fixture(params=PAYMENTS)
def payer(request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider) -> Payer:
    """
    Each kind of payment.
    """
    return Payer(mode, provider, PAYMENTS[request.param])


@pytest.fixture(params=["single-transfer", "bulk-debit"])
def someone(request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider) -> Payer:
    """
    A transfer and a debit.
    """
    return Payer(mode, provider, PAYMENTS[request.param])
