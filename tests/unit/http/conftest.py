"""
Tests of the wire run with every engine that has a parser of its own.
"""

from __future__ import annotations

import pytest

from tests.support.bank import Bank
from tests.support.clients import AnyClient


@pytest.fixture(params=["sync", "async", "aiohttp"])
def any_client(bank: Bank, request: pytest.FixtureRequest) -> AnyClient:
    """
    The blocking client, the one with ``await``, and that one on aiohttp.
    """
    client = AnyClient(bank, is_async=request.param != "sync")
    if request.param == "aiohttp":
        client.settings["engine"] = "aiohttp"
    return client
