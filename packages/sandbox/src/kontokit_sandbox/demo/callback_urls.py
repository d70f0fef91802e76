"""
The URLs to which banks and web forms redirect users back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote, urlencode

__all__ = ["FOREIGN_STATE", "LATE", "callback_with_query", "redirect_back_url"]

LATE = timedelta(minutes=16)
"""How long a user takes who comes back late."""
FOREIGN_STATE = "00000000-0000-4000-8000-000000000000"
"""The state of a redirect that belongs to another flow."""


def callback_with_query(callback: str, more: Mapping[str, str]) -> str:
    """
    Add parameters to the callback URL of the caller.
    """
    return f"{callback}{'&' if '?' in callback else '?'}{urlencode(more)}"


def redirect_back_url(callback: str, state: str, *, denied: bool) -> str:
    """
    Make the URL to which a bank redirects back. Its query is as irregular as real ones: unordered,
    with an empty value, two encodings of a blank and hexadecimal digits in both cases.

    Args:
        callback: The callback URL of the caller, whose query is kept.
        state: Identifies the redirect to the caller.
        denied: Whether the user has refused.
    """
    # Mixed encodings on purpose: a client has to hand the query back byte for byte.
    error = "error=access_denied&error_description=Vom+Nutzer%20abgebrochen&state="
    success = "empty=&scope=ais+pis&code=7d9e%2fb%2B1%20c&iss=https%3A%2f%2Fbank.example&state="
    separator = "&" if "?" in callback else "?"
    return f"{callback}{separator}{error if denied else success}{quote(state, safe='')}"
