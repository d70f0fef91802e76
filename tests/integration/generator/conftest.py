"""
Fixtures for packages that a test builds and calls; they need the generator and the runtime.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.sca.conftest import mode, serve
from tests.support.bank import Bank

__all__ = ["mode", "serve"]


@pytest.fixture
def bank() -> Iterator[Bank]:
    """
    A server on loopback that says what a test tells it to say.
    """
    server = Bank()
    yield server
    server.close()
