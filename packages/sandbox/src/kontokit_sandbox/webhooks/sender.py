"""
Sends one notification, and reads no more of the answer than it keeps.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .destinations import Destination

if TYPE_CHECKING:
    from httpx2 import Response

__all__ = ["Answer", "send"]

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


def send(to: Destination, method: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """
    Send a request. Redirects are not followed, and proxies of the environment are not used.
    """
    # Imported here, since most sandboxes never send anything.
    import httpx2

    begun = time.monotonic()
    every = {**headers, **to.headers, "Connection": "close"}
    try:
        with (
            httpx2.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
            client.stream(method, to.url, headers=every, content=body) as response,
        ):
            answer = _beginning(response, begun + TIMEOUT)
            status = response.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Answer(error=f"{type(error).__name__}: {error}", milliseconds=_since(begun))
    return Answer(status=status, body=answer, milliseconds=_since(begun))


def _beginning(response: Response, deadline: float) -> bytes:
    found = b""
    for part in response.iter_raw():
        found += part
        if len(found) >= _KEPT or time.monotonic() > deadline:
            break
    return found[:_KEPT]


def _since(begun: float) -> float:
    return round((time.monotonic() - begun) * 1000, 1)
