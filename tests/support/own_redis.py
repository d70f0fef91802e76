"""
A Redis that keeps what it is told, and can be killed and started again.
"""

from __future__ import annotations

import signal
import socket
import subprocess
from pathlib import Path

from tests.support.redis_server import REDIS


class OwnRedis:
    """
    A server with an append-only file, on a port of its own.
    """

    def __init__(self, folder: Path) -> None:
        assert REDIS is not None, "there is no redis-server on the path"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.folder = folder
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(folder)]
        kept = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"]
        debug = ["--enable-debug-command", "yes"]
        self._command = [REDIS, *words, *kept, *debug]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        while "Ready to accept connections" not in (line := self.process.stdout.readline()):
            assert line, "redis-server did not start"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
