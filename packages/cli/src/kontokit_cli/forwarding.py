"""
Passes notifications on to a program that a developer is working on.
"""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from .failures import Misused
from .http_connection import connection_to

__all__ = ["Forwarder"]

_OF_THE_CONNECTION: Final = frozenset(
    (
        *("connection", "content-length", "host", "keep-alive", "proxy-authorization"),
        *("te", "trailer", "transfer-encoding", "upgrade"),
    )
)


class Forwarder:
    """
    Sends what has arrived to another address: the same bytes, with the same signature.
    """

    def __init__(self, url: str) -> None:
        """
        Take the address; nothing is sent.

        Raises:
            Misused: It is no address of http or https.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misused("--forward needs an address such as http://127.0.0.1:8000/hooks")
        self._parts = parts
        self._place = (parts.hostname, parts.port)

    def leads_to(self, port: int) -> bool:
        """
        Whether the address is a port of this machine.
        """
        return self._place in [(name, port) for name in ("127.0.0.1", "localhost", "::1")]

    def send(self, body: bytes, headers: Mapping[str, str]) -> int | None:
        """
        Send a notification.

        Returns:
            The status of the response; None if there is none.
        """
        kept = {name: one for name, one in headers.items() if _is_kept(name)}
        target = (self._parts.path or "/") + (f"?{query}" if (query := self._parts.query) else "")
        connection = connection_to(self._parts)
        try:
            connection.request("POST", target, body, kept)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


def _is_kept(name: str) -> bool:
    return name.lower() not in _OF_THE_CONNECTION
