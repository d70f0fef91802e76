"""
The fixture ``sandbox``: servers for the whole session, and the initial state for each test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .sandbox import Sandbox

__all__ = ["sandbox", "sandbox_servers"]


@pytest.hookimpl(optionalhook=True)
def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    """
    Let pytest-recording, if it is installed, use the settings of ``cassettes.vcr_config``.
    """
    from .cassettes.recorder import register

    register(vcr)


@pytest.fixture(scope="session")
def sandbox_servers() -> Iterator[Sandbox]:
    """
    The running sandbox, started once per session.
    """
    with Sandbox() as running:
        yield running
        # Leaving the block raises what is recorded; failures have been reported by their test.
        running.reset()


@pytest.fixture
def sandbox(sandbox_servers: Sandbox) -> Iterator[Sandbox]:
    """
    The sandbox in its initial state. A failure of the sandbox itself fails the test.
    """
    sandbox_servers.reset()
    yield sandbox_servers
    sandbox_servers.check()
