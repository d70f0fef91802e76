"""
Looks at the connection to a provider: the certificate, and whose clock is wrong.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from .http_connection import connection_to

__all__ = ["Check", "connection_checks"]

Check = tuple[str, bool, str]
"""What was looked at, whether it is good, and what was found."""
_MOST_APART: Final = timedelta(seconds=60)
"""By more, tokens and signatures begin too late or have ended already."""


def connection_checks(url: str) -> Iterator[Check]:
    """
    Ask the server for its headers. No credentials are sent.
    """
    parts = urlsplit(url)
    connection = connection_to(parts)
    try:
        connection.request("HEAD", parts.path or "/")
        yield "tls", True, _tls(connection)
        yield _clock(connection.getresponse().getheader("Date"))
    except ssl.SSLError as error:
        yield "tls", False, f"{parts.hostname}: {error.reason or 'refused'}"
    except (OSError, http.client.HTTPException) as error:
        yield "provider", False, f"{parts.hostname} does not answer ({type(error).__name__})"
    finally:
        connection.close()


def _tls(connection: http.client.HTTPConnection) -> str:
    if not isinstance(connection.sock, ssl.SSLSocket):
        return "none; it is not needed on this machine"
    ends = str((connection.sock.getpeercert() or {}).get("notAfter", "unknown"))
    return f"{connection.sock.version()}, certificate until {ends}"


def _clock(header: str | None) -> Check:
    try:
        there = parsedate_to_datetime(header or "")
    except ValueError:
        return "clock", True, "the provider does not tell the time"
    apart = datetime.now(UTC) - there
    if abs(apart) <= _MOST_APART:
        return "clock", True, "as the provider's, within a minute"
    side = "ahead of" if apart > timedelta(0) else "behind"
    return "clock", False, f"{abs(apart.total_seconds()):.0f} s {side} the provider's"
