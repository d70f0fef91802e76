"""
The way back from a page of a bank to the application that has sent its user there.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

__all__ = ["is_web_address", "location"]

MAX_LENGTH = 2048


def is_web_address(address: str) -> bool:
    """
    Whether a browser may be sent to an address: http or https, with a host, without a user name,
    at most 2,048 characters, none of them a control character or a backslash.
    """
    # Browsers read a backslash as a slash, and skip control characters.
    if len(address) > MAX_LENGTH or not address.isprintable() or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and has_host and "@" not in parts.netloc


def location(address: str) -> str:
    """
    Encode what a header cannot carry; the rest stays as the application wrote it.
    """
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~")
