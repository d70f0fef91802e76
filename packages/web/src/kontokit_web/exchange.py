"""
Requests and responses without a framework.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MAXIMUM_BODY: Final = 64 * 1024
"""The most bytes of a body; larger ones are refused unread."""
NEVER_STORED: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of everything that belongs to one user."""


@dataclass(frozen=True, kw_only=True)
class WebRequest:
    """
    A request to one of the routes.
    """

    method: str
    path: str
    """Below the mount point, without a slash at its beginning."""
    query: str = field(default="", repr=False)
    """As received."""
    headers: Mapping[str, str] = field(repr=False)
    """The names are in lower case."""
    body: bytes | None = field(default=b"", repr=False)
    """None if it is larger than ``MAXIMUM_BODY``."""
    native: Any = field(repr=False)
    """The request of the framework, which the application's functions get."""


@dataclass(frozen=True, kw_only=True)
class WebResponse:
    """
    What to answer.
    """

    status: int = 200
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


def json_response(content: object, *, status: int = 200) -> WebResponse:
    """
    A response to a script of the page.

    Args:
        content: A JSON value.
    """
    return WebResponse(
        status=status,
        body=json.dumps(content, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json", **NEVER_STORED},
    )


def redirect(url: str) -> WebResponse:
    """
    Send the browser on, with GET.

    Args:
        url: A path of this site.
    """
    return WebResponse(status=303, headers={"Location": url, **NEVER_STORED})
