"""
The connections of a server, so that a fault can write to one, or end it.
"""

from __future__ import annotations

from asyncio import Transport
from typing import Any, cast

from starlette.types import Scope

from .protocol import TimedProtocol

__all__ = ["Connections"]


class Connections:
    """
    The transports of all open connections, by the addresses of both sides.
    """

    def __init__(self) -> None:
        self._transports: dict[tuple[Any, ...], Transport] = {}
        self._stale: set[Transport] = set()

    def of(self, scope: Scope) -> Transport | None:
        """
        Find the connection of a request; None if the client has closed it meanwhile.
        """
        return self._transports.get((tuple(scope["client"]), tuple(scope["server"])))

    def make_stale(self, transport: Transport | None) -> None:
        """
        End a connection when the next request comes on it.
        """
        if transport is not None:
            self._stale.add(transport)

    def is_stale(self, scope: Scope) -> bool:
        """
        Whether the connection of a request was to end by now.
        """
        transport = self.of(scope)
        return transport is not None and transport in self._stale

    def protocol(self) -> type[TimedProtocol]:
        """
        Make the class of uvicorn's connections that are kept here.
        """
        connections = self

        class KnownProtocol(TimedProtocol):
            def connection_made(self, transport: Any) -> None:
                super().connection_made(transport)
                connections.add(cast("Transport", transport))

            def connection_lost(self, exc: Exception | None) -> None:
                connections.remove(self.transport)
                super().connection_lost(exc)

        return KnownProtocol

    def add(self, transport: Transport) -> None:
        """
        Keep a connection.
        """
        self._transports[_addresses(transport)] = transport

    def remove(self, transport: Transport) -> None:
        """
        Forget a connection.
        """
        self._transports.pop(_addresses(transport), None)
        self._stale.discard(transport)


def _addresses(transport: Transport) -> tuple[Any, ...]:
    # As uvicorn writes them into the scope: without what IPv6 adds. Both, because a client may use
    # one port for connections to two of ours.
    names = ("peername", "sockname")
    return tuple(tuple(transport.get_extra_info(name)[:2]) for name in names)
