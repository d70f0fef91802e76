"""
What the servers of the benchmarks share: a process of its own, and a thread for each connection.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def running(module: str, *arguments: str) -> Generator[str]:
    """
    Run a module that calls :func:`serve`, until the block ends.

    Args:
        module: Its name.
        *arguments: Its command line.

    Returns:
        The address of the server.
    """
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.kill()


def serve(connected: Callable[[socket.socket], object]) -> None:
    """
    Print the address, and serve until killed.

    Args:
        connected: Serves one connection, in a thread.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sys.stdout.write(f"http://127.0.0.1:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            connection = listener.accept()[0]
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=connected, args=(connection,), daemon=True).start()


def response(body: bytes) -> bytes:
    """
    A response with JSON, as it goes over the wire.
    """
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % len(body) + body
