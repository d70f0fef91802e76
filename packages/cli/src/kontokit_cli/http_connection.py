"""
Connections for requests that are no calls of an API: nothing is signed in, repeated or followed.
"""

from __future__ import annotations

import http.client
import ssl
from typing import Final
from urllib.parse import SplitResult

__all__ = ["connection_to"]

_TIMEOUT: Final = 10.0
"""Seconds to connect, and between bytes."""


def connection_to(parts: SplitResult) -> http.client.HTTPConnection:
    """
    A connection to the host of an address; it is opened by the first request.
    """
    host = parts.hostname or ""
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, parts.port, timeout=_TIMEOUT)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=context)
