"""
One HTTP server on one loopback port, in a thread of its own.
"""

from __future__ import annotations

import errno
import socket
import time
from threading import Thread
from typing import Any

import uvicorn

from .connections import Connections

__all__ = ["HOSTS", "THREAD_NAME", "Server"]

HOSTS = ("127.0.0.1", "::1")
"""Both addresses that ``localhost`` may mean; the second only where there is IPv6."""
THREAD_NAME = "sandbox port"
"""Begins the names of the threads of servers."""
_START_TIMEOUT = 10.0
_BACKLOG = 4096
"""How many connections may wait to be accepted; the system may allow fewer."""
_FREE_PORT_TRIES = 10


class Server:
    """
    Serves one application until it is closed.
    """

    def __init__(
        self,
        application: Any,
        port: int = 0,
        hosts: tuple[str, ...] = HOSTS,
        connections: Connections | None = None,
    ) -> None:
        """
        Args:
            port: The port, or 0 for a free one.
            hosts: The IP addresses to listen on.
            connections: Keeps the connections, for faults.

        Raises:
            OSError: The port is taken.
        """
        self._hosts = hosts
        self._connections = connections or Connections()
        self._sockets = _listening_sockets(hosts, port)
        self.port: int = self._sockets[0].getsockname()[1]
        config = uvicorn.Config(
            application,
            http=self._connections.protocol(),
            # What a request says of its client is not believed.
            proxy_headers=False,
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
        self._thread = Thread(target=self._serve, name=f"{THREAD_NAME} {self.port}", daemon=True)

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
                raise RuntimeError(f"the sandbox's server on port {self.port} does not start")
            # uvicorn sets a flag, but offers nothing to wait for.
            time.sleep(0.002)

    def again(self) -> Server:
        """
        Make the same server once more, after it was closed.
        """
        return Server(self._server.config.app, self.port, self._hosts, self._connections)

    def close(self) -> None:
        """
        Stop, and wait until the port is free.
        """
        self._server.should_exit = True
        # A thread that was never started cannot be joined.
        if self._thread.ident is not None:
            self._thread.join(_START_TIMEOUT)
        for one in self._sockets:
            one.close()

    def _serve(self) -> None:
        self._server.run(sockets=self._sockets)


def _listening_sockets(hosts: tuple[str, ...], port: int) -> list[socket.socket]:
    """
    Bind the same port of all addresses.
    """
    tries = 1 if port else _FREE_PORT_TRIES
    while True:
        tries -= 1
        made = [_listening_socket(hosts[0], port)]
        found = made[0].getsockname()[1]
        try:
            made += [_listening_socket(host, found) for host in hosts[1:] if _is_there(host)]
        except OSError:
            for one in made:
                one.close()
            # A port that is free at one address may be taken at the other.
            if not tries:
                raise
        else:
            return made


def _is_there(host: str) -> bool:
    """
    Whether this machine has an address. Containers often have no IPv6.
    """
    family = _family(host)
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((host, 0))
    except OSError as error:
        return error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
    return True


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _listening_socket(host: str, port: int) -> socket.socket:
    # asyncio disables Nagle's algorithm only if the protocol is passed as TCP. With it, each
    # response on a kept connection would wait 40 ms for the client's delayed acknowledgement.
    made = socket.socket(_family(host), socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Lets Sandbox.unreachable bind the same port again at once.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        raise OSError(error.errno, f"port {port}: {error.strerror}") from None
    return made
