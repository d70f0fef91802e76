"""
One HTTP server on a loopback port, in a thread of its own.
"""

from __future__ import annotations

import socket
import time
from threading import Thread
from typing import Any

import uvicorn

__all__ = ["Server"]

HOST = "127.0.0.1"
_START_TIMEOUT = 10.0
_BACKLOG = 4096
"""How many connections may wait to be accepted; the system may allow fewer."""


class Server:
    """
    Serves one application until it is closed.
    """

    def __init__(self, application: Any, port: int = 0) -> None:
        """
        Args:
            port: The port, or 0 for a free one.

        Raises:
            OSError: The port is taken.
        """
        self._socket = _listening_socket(port)
        self.port: int = self._socket.getsockname()[1]
        self.origin = f"http://{HOST}:{self.port}"
        """The base URL without a path."""
        config = uvicorn.Config(
            application,
            http="h11",
            ws="none",
            backlog=_BACKLOG,
            lifespan="off",
            log_config=None,
            log_level="critical",  # responses are lost on purpose
            access_log=False,
            server_header=False,
            date_header=False,  # the application sends the time of the sandbox
            # Clients may keep connections open for ever.
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        # A daemon, so that servers do not keep a crashed test run alive.
        self._thread = Thread(target=self._serve, name=f"sandbox {self.origin}", daemon=True)

    def start(self) -> None:
        """
        Start, and wait until requests are accepted.

        Raises:
            RuntimeError: The server does not come up.
        """
        self._thread.start()
        deadline = time.monotonic() + _START_TIMEOUT
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError(f"the sandbox's server {self.origin} does not start")
            # uvicorn sets a flag, but offers nothing to wait for.
            time.sleep(0.002)

    def close(self) -> None:
        """
        Stop, and wait until the port is free.
        """
        self._server.should_exit = True
        # A thread that was never started cannot be joined.
        if self._thread.ident is not None:
            self._thread.join(_START_TIMEOUT)
        self._socket.close()

    def _serve(self) -> None:
        self._server.run(sockets=[self._socket])


def _listening_socket(port: int) -> socket.socket:
    # asyncio disables Nagle's algorithm only if the protocol is passed as TCP. With it, each
    # response on a kept connection would wait 40 ms for the client's delayed acknowledgement.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Lets Sandbox.unreachable bind the same port again at once.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        raise OSError(error.errno, f"port {port}: {error.strerror}") from None
    return made
