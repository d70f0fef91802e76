"""
The connections of a server, so that a fault can write to one, or end it.
"""

from __future__ import annotations

from asyncio import Transport
from typing import Any, cast

from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["Connections"]


class Connections:
    """
    The transports of all open connections, by the address of the client.
    """

    def __init__(self) -> None:
        self._transports: dict[tuple[Any, ...], Transport] = {}
        self._stale: set[Transport] = set()

    def of(self, scope: Scope) -> Transport:
        """
        Find the connection of a request.
        """
        return self._transports[tuple(scope["client"])]

    def make_stale(self, transport: Transport) -> None:
        """
        End a connection when the next request comes on it.
        """
        self._stale.add(transport)

    def is_stale(self, scope: Scope) -> bool:
        """
        Whether the connection of a request was to end by now.
        """
        return self.of(scope) in self._stale

    def protocol(self) -> type[H11Protocol]:
        """
        Make the class of uvicorn's connections that are kept here.
        """
        connections = self

        class KnownProtocol(H11Protocol):
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
        self._transports[_address(transport)] = transport

    def remove(self, transport: Transport) -> None:
        """
        Forget a connection.
        """
        self._transports.pop(_address(transport), None)
        self._stale.discard(transport)


def _address(transport: Transport) -> tuple[Any, ...]:
    # As uvicorn writes it into the scope: without what IPv6 adds.
    return tuple(transport.get_extra_info("peername")[:2])
