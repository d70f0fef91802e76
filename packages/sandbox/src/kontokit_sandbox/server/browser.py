"""
The browser of a user, as far as tests need one: it opens a page and sees where it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

__all__ = ["Page", "open_page"]


@dataclass(frozen=True, kw_only=True)
class Page:
    """
    What a browser was answered.
    """

    status: int
    location: str | None
    """Where it is sent, byte for byte; it does not go there."""
    text: str


def open_page(url: str, query: Mapping[str, str], hosts: Mapping[str, str]) -> Page:
    """
    Open a page on loopback.

    Args:
        url: The address.
        query: What is added to its query.
        hosts: Which server, as host and port, stands behind a host that does not exist.
    """
    parts = urlsplit(url)
    whole = "&".join(one for one in (parts.query, urlencode(query)) if one)
    server = hosts.get(parts.netloc, parts.netloc)
    with closing(HTTPConnection(server, timeout=30)) as connection:
        connection.request("GET", f"{parts.path}?{whole}" if whole else parts.path)
        answer = connection.getresponse()
        text = answer.read().decode()
        return Page(status=answer.status, location=answer.getheader("Location"), text=text)
