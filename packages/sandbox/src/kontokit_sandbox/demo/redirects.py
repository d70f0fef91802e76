"""
How a bank's own page, or a form of BANKSapi, sends a user back.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

__all__ = ["callback_with_query", "redirect_back_url"]


def callback_with_query(callback: str, more: Mapping[str, str]) -> str:
    """
    Write the caller's own address with its query and what is added to it.
    """
    return f"{callback}{'&' if '?' in callback else '?'}{urlencode(more)}"


def redirect_back_url(callback: str, state: str, *, denied: bool) -> str:
    """
    Write the address that a bank leads back to. Its query is as peculiar as banks' are: in no
    order, with an empty value, with two ways to write a blank and hexadecimal digits in both cases.

    Args:
        callback: The caller's own address, which keeps its query.
        state: By what the caller knows whose redirect it is.
        denied: Whether the user has said no.
    """
    error = "error=access_denied&error_description=Vom+Nutzer%20abgebrochen&state="
    success = "empty=&scope=ais+pis&code=7d9e%2fb%2B1%20c&iss=https%3A%2f%2Fbank.example&state="
    separator = "&" if "?" in callback else "?"
    return f"{callback}{separator}{error if denied else success}{quote(state, safe='')}"
