"""
What tests of several folders need.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator

import pytest

from tests.support.bank import Bank

REDIS = shutil.which("redis-server")


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """
    The port of a real Redis that keeps nothing on the disk.
    """
    pytest.importorskip("redis", reason="redis-py is not installed")
    if REDIS is None:
        pytest.skip("there is no redis-server on the path")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [REDIS, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    server = subprocess.Popen(
        [*command, "--save", "", "--appendonly", "no"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    while "Ready to accept connections" not in (line := server.stdout.readline()):
        assert line, "redis-server did not start"
    yield port
    server.terminate()
    server.wait()
    server.stdout.close()


@pytest.fixture(scope="session")
def open_bank() -> Iterator[Bank]:
    """
    A real HTTP server on loopback, for all tests.
    """
    bank = Bank()
    yield bank
    bank.close()


@pytest.fixture
def bank(open_bank: Bank) -> Bank:
    """
    The server, with an empty memory.
    """
    open_bank.forget()
    return open_bank
