"""
A real Redis server for tests.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

REDIS: Final = shutil.which("redis-server")
"""The program; None where it is not installed."""


@contextmanager
def running_redis(folder: Path) -> Generator[int]:
    """
    Run a Redis that keeps nothing on the disk; gives its port.

    Args:
        folder: Its working directory.
    """
    assert REDIS is not None, "there is no redis-server on the path"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [REDIS, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    server = subprocess.Popen(
        [*command, "--save", "", "--appendonly", "no"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    while "Ready to accept connections" not in (line := server.stdout.readline()):
        assert line, "redis-server did not start"
    try:
        yield port
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
