"""
A minimal browser for tests: it opens a page and reports where it is redirected to.
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
    The response to a browser.
    """

    status: int
    location: str | None
    """The ``Location`` header, byte for byte; redirects are not followed."""
    text: str


def open_page(url: str, query: Mapping[str, str]) -> Page:
    """
    Open a page on loopback.

    Args:
        query: Parameters to add to the query of the URL.
    """
    parts = urlsplit(url)
    # Joined as text: parsing the query and writing it again would change its encoding.
    whole = "&".join(one for one in (parts.query, urlencode(query)) if one)
    # http.client follows no redirects and does not normalise URLs.
    with closing(HTTPConnection(parts.netloc, timeout=30)) as connection:
        connection.request("GET", f"{parts.path}?{whole}" if whole else parts.path)
        answer = connection.getresponse()
        text = answer.read().decode()
        return Page(status=answer.status, location=answer.getheader("Location"), text=text)
