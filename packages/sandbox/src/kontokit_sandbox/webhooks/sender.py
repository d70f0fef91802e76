"""
Sends notifications, and reads no more of the answer than it keeps.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .destinations import Destination

if TYPE_CHECKING:
    from httpx2 import Client, Response

__all__ = ["Answer", "Sender"]

TIMEOUT = 5.0
"""Seconds until an attempt is given up."""
_KEPT = 4096


@dataclass(frozen=True, kw_only=True)
class Answer:
    """
    A response, or why there is none.
    """

    status: int | None = None
    body: bytes = b""
    error: str | None = None
    milliseconds: float = 0.0


class Sender:
    """
    Sends requests. Redirects are not followed, and proxies of the environment are not used.
    """

    def __init__(self) -> None:
        self._client: Client | None = None

    def send(self, to: Destination, method: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """
        Send a request.
        """
        # Imported here, since most sandboxes never send anything.
        import httpx2

        if self._client is None:
            self._client = httpx2.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False)
        begun = time.monotonic()
        every = {**headers, **to.headers, "Connection": "close"}
        try:
            with self._client.stream(method, to.url, headers=every, content=body) as response:
                answer = _beginning(response, begun + TIMEOUT)
                status = response.status_code
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return Answer(error=f"{type(error).__name__}: {error}", milliseconds=_since(begun))
        return Answer(status=status, body=answer, milliseconds=_since(begun))

    def close(self) -> None:
        """
        Close all connections.
        """
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _beginning(response: Response, deadline: float) -> bytes:
    found = b""
    for part in response.iter_raw():
        found += part
        if len(found) >= _KEPT or time.monotonic() > deadline:
            break
    return found[:_KEPT]


def _since(begun: float) -> float:
    return round((time.monotonic() - begun) * 1000, 1)
