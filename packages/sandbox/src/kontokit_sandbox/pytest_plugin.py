"""
The fixture ``sandbox``: servers for the whole run, a fresh state for each test.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox

__all__ = ["sandbox", "sandbox_servers"]


@pytest.fixture(scope="session")
def sandbox_servers() -> Iterator[Sandbox]:
    """
    The servers of the sandbox, started once.
    """
    with Sandbox() as running:
        yield running
        running.reset()


@pytest.fixture
def sandbox(sandbox_servers: Sandbox) -> Iterator[Sandbox]:
    """
    The sandbox in its first state; a failure of the sandbox itself fails the test.
    """
    sandbox_servers.reset()
    yield sandbox_servers
    sandbox_servers.check()
