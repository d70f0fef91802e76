"""
The ports of a sandbox: one for all APIs, and one more for each API that shall have its own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

from starlette.types import ASGIApp

from .addresses import Addresses
from .connections import Connections
from .guard import Guard
from .http_server import Server

__all__ = ["Listeners"]

_NOT_RUNNING = "the sandbox is not running; use it in a with statement"


class Listeners:
    """
    Opens and closes the ports.
    """

    def __init__(
        self,
        addresses: Addresses,
        *,
        port: int,
        own_ports: Mapping[str, int],
        hosts: tuple[str, ...],
        max_body: int,
        connections: Connections,
    ) -> None:
        """
        Args:
            addresses: Gets to know the ports that were bound.
            port: The common port, or 0 for a free one.
            own_ports: More ports by API, or 0 for a free one.
            hosts: The IP addresses to listen on.
            max_body: The largest body in bytes.
            connections: Keeps the connections of all ports, for faults.

        Raises:
            ValueError: A number is no port.
        """
        wrong = [one for one in (port, *own_ports.values()) if not 0 <= one <= 65535]
        if wrong:
            raise ValueError(f"{wrong[0]} is no port: 0 to 65535")
        self._addresses = addresses
        self._port = port
        self._own_ports = own_ports
        self._hosts = hosts
        self._max_body = max_body
        self._connections = connections
        self._common: Server | None = None
        self._own: dict[str, Server] = {}

    @property
    def is_open(self) -> bool:
        """
        Whether the ports are open.
        """
        return self._common is not None

    @property
    def port(self) -> int:
        """
        The common port.

        Raises:
            RuntimeError: It is not open.
        """
        return self._serving("").port

    def own_port(self, api: str) -> int | None:
        """
        The port of an API that has one of its own.
        """
        return self._own[api].port if api in self._own else None

    def open(self, common: ASGIApp, alone: Callable[[str], ASGIApp]) -> None:
        """
        Open all ports, and wait until requests are accepted.

        Args:
            common: Serves all APIs.
            alone: Returns what serves one of them.

        Raises:
            RuntimeError: A server does not start.
            OSError: A port is taken.
        """
        try:
            self._common = self._listening(common, self._port)
            self._addresses.main_port = self._common.port
            for api, port in self._own_ports.items():
                self._own[api] = self._listening(alone(api), port)
            for server in (self._common, *self._own.values()):
                self._addresses.ports.add(server.port)
                server.start()
        # Also on KeyboardInterrupt: servers that are up would keep their ports.
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """
        Close all ports.
        """
        for server in self._own.values():
            server.close()
        if self._common is not None:
            self._common.close()
        self._own.clear()
        self._common = None
        self._addresses.ports.clear()

    @contextmanager
    def closed(self, api: str) -> Generator[None]:
        """
        Close the port of an API until the block ends: its own, or else the common one.

        Raises:
            RuntimeError: It is not open.
        """
        server = self._serving(api)
        server.close()
        try:
            yield
        finally:
            # A closed server cannot start again. The applications have kept their state.
            again = server.again()
            if api in self._own:
                self._own[api] = again
            else:
                self._common = again
            again.start()

    def _serving(self, api: str) -> Server:
        found = self._own.get(api, self._common)
        if found is None:
            raise RuntimeError(_NOT_RUNNING)
        return found

    def _listening(self, application: ASGIApp, port: int) -> Server:
        guarded = Guard(application, self._addresses, self._max_body)
        return Server(guarded, port, self._hosts, self._connections)
