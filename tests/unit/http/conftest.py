"""
Tests of the wire run with every engine that has a parser of its own.
"""

from __future__ import annotations

import pytest

from tests.support.bank import Bank
from tests.support.clients import AnyClient


@pytest.fixture(params=["sync", "async", "aiohttp", "httptools-sync", "httptools-async"])
def any_client(bank: Bank, request: pytest.FixtureRequest) -> AnyClient:
    """
    The blocking client, the one with ``await``, and both on other engines.
    """
    engine, _, way = request.param.rpartition("-")
    engine, way = (engine, way) if way in ("sync", "async") else (way, "async")
    client = AnyClient(bank, is_async=way == "async")
    if engine:
        client.settings["engine"] = engine
    return client
