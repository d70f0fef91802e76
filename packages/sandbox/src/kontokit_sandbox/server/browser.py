"""
A minimal browser for tests: it opens a page and reports where it is redirected to.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

__all__ = ["ACTS_HEADER", "Page", "open_page"]

ACTS_HEADER = "X-Sandbox-Visit"
"""With this header, which no browser sends, a GET of a page acts for the user."""


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
    Open a page on loopback, and let it act for its user at once, without its form.

    Args:
        query: Parameters to add to the query of the URL.
    """
    parts = urlsplit(url)
    # Joined as text: parsing the query and writing it again would change its encoding.
    whole = "&".join(one for one in (parts.query, urlencode(query)) if one)
    # http.client follows no redirects and does not normalise URLs.
    with closing(HTTPConnection(parts.netloc, timeout=30)) as connection:
        path = f"{parts.path}?{whole}" if whole else parts.path
        connection.request("GET", path, headers={ACTS_HEADER: "1"})
        answer = connection.getresponse()
        text = answer.read().decode()
        return Page(status=answer.status, location=answer.getheader("Location"), text=text)
