"""
Fixtures: clients of a bank on loopback.

They import the runtime when they are used: the tests of the generator run without its libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.bank import Bank

if TYPE_CHECKING:
    from kontokit import HttpTransport, SyncClient
    from tests.support.clients import AnyClient


@pytest.fixture(scope="session")
def transport() -> Iterator[HttpTransport]:
    """
    The default transport, for all tests that need nothing special of it.
    """
    from kontokit import HttpTransport

    transport = HttpTransport()
    yield transport
    transport.close()


@pytest.fixture
def client(bank: Bank, transport: HttpTransport) -> Iterator[SyncClient]:
    """
    A blocking client of that bank.
    """
    from kontokit import SyncClient
    from tests.support.clients import CREDENTIALS
    from tests.support.shapes import API

    with SyncClient(API, CREDENTIALS, base_url=bank.url, transport=transport) as client:
        yield client


@pytest.fixture(params=["sync", "async"])
def any_client(bank: Bank, request: pytest.FixtureRequest) -> AnyClient:
    """
    The blocking client, then the one with ``await``.
    """
    from tests.support.clients import AnyClient

    return AnyClient(bank, is_async=request.param == "async")
