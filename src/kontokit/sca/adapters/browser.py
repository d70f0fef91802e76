"""
The user's browser, sent to a bank and coming back.

What it brings may have been made by anybody. Only the state tells whose return it is.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any, Final
from urllib.parse import quote, unquote, unquote_plus, urlencode

from ...challenges.text import plain
from ...core.exceptions import ArgumentError
from ...http.urls import parse_url
from ..errors import ReturnTrouble
from ..state.events import BrowserRequested, EventDetails, Refused
from .base import STATE_FIELD, Interpretation, RedirectContext, unsupported

MAX_BYTES: Final = 8 * 1024
"""The most that a query, or the URL of a page, may be long."""
_MAX_ERROR: Final = 200
_DOMAIN: Final = b"kontokit redirect state "
_IMPOSSIBLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0#\u2028\u2029\ud800-\udfff]")
_AUTHORITY: Final = re.compile(r"https?://[^/?#]*", re.IGNORECASE | re.ASCII)
_NEVER_IN_URLS: Final = re.compile(r'[ "<>\\`]')


def new_state() -> str:
    """
    A state for one redirect: 256 random bits.

    Returns:
        43 characters that stand in a URL as they are.
    """
    return secrets.token_urlsafe(32)


def state_digest(state: str) -> str:
    """
    What is kept of a state. The state cannot be found from it.

    Args:
        state: The state, as it is before it is encoded for a URL.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(_DOMAIN + state.encode("utf-8", "surrogatepass")).hexdigest()


def check_return(query: str, *, field: str, digest: str) -> ReturnTrouble | None:
    """
    Tell whether a query is of the browser that was sent away.

    The query is only looked at; what goes on to the provider is the text as it came.

    Args:
        query: The raw query, with or without its question mark.
        field: The name of the field with the state.
        digest: What ``state_digest`` gave for the state that was sent.

    Returns:
        None if it is, or else why not: longer than 8 KiB, not a query at all, without the
        field, with two of it however they are written, or with another state.
    """
    raw = query.removeprefix("?")
    trouble = check_form(raw)
    if trouble is not None:
        return trouble
    if len(_values(re.split("[&;]", raw), field)) > 1:  # some servers split at both
        return "duplicate"
    values = _values(raw.split("&"), field)
    if not values:
        return "missing"
    read = {unquote(values[0]), unquote_plus(values[0])}  # not every bank encodes a plus sign
    return None if any(_is_same(state, digest) for state in read) else "mismatch"


def check_form(query: str) -> ReturnTrouble | None:
    """
    Tell whether a text can be a query at all.

    Args:
        query: The raw query, with or without its question mark.

    Returns:
        None if it can, or else why not: longer than 8 KiB, or with what no URL holds.
    """
    raw = query.removeprefix("?")
    if len(raw) > MAX_BYTES or len(raw.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return "too_long"
    return "malformed" if _IMPOSSIBLE.search(raw) else None


def bank_error(query: str) -> str | None:
    """
    The error with which a bank sent the user back, such as ``access_denied``.

    Args:
        query: The raw query, with or without its question mark.

    Returns:
        The value of ``error`` in one printable line of at most 200 characters, or None.
    """
    if len(query) > MAX_BYTES:
        return None
    for value in _values(query.removeprefix("?").split("&"), "error"):
        line = " ".join(plain(unquote_plus(value)).split())
        return line[:_MAX_ERROR] or None
    return None


def with_query(url: str, /, **fields: str) -> str:
    """
    A URL with more fields in its query. None of its own characters is changed.

    Args:
        url: A URL that may have a query and a fragment.
        fields: The values by their names, both not encoded yet.

    Returns:
        The URL with the fields behind those that it has.
    """
    if not fields:
        return url
    before, mark, fragment = url.partition("#")
    added = urlencode(fields, quote_via=quote)
    return f"{before}{_joint(before)}{added}{mark}{fragment}"


def checked_browser_url(url: str, *, allow_loopback: bool = False, place: str = "url") -> str:
    """
    Make sure that a page may be opened in the user's browser.

    Args:
        url: The address of the page.
        allow_loopback: Whether http is allowed on this very machine, for tests.
        place: Where the URL is from, for the error.

    Returns:
        The URL as it was.

    Raises:
        ArgumentError: It is longer than 8 KiB, is not https with a host, has user info, or
            holds blanks, backslashes or other characters that no URL has. The error does not
            repeat it, for it may be good for one use.
    """
    trouble = _trouble(url, allow_loopback=allow_loopback)
    if trouble is not None:
        raise ArgumentError(trouble, place=place)
    return url


def _values(parts: list[str], field: str) -> list[str]:
    pairs = (part.partition("=") for part in parts if part)
    return [value for name, _, value in pairs if unquote_plus(name) == field]


def _is_same(state: str, digest: str) -> bool:
    return hmac.compare_digest(state_digest(state).encode(), digest.encode())


def _joint(before: str) -> str:
    if "?" not in before:
        return "?"
    return "" if before.endswith(("?", "&")) else "&"


def _trouble(url: str, *, allow_loopback: bool) -> str | None:
    if not url.isprintable() or _NEVER_IN_URLS.search(url):
        return "it holds characters that no URL has"
    if len(url.encode()) > MAX_BYTES:
        return f"it is longer than {MAX_BYTES} bytes"
    match = _AUTHORITY.match(url)
    if match is None:
        return "it is not an absolute https URL"
    try:
        origin = parse_url(match[0]).origin
    except ValueError:
        return "its host is not written plainly"
    if origin.scheme == "https" or (allow_loopback and origin.is_loopback):
        return None
    return "a page for the user's browser needs https"


def browser_page(
    url: Any, redirect: RedirectContext, requested: BrowserRequested
) -> Interpretation:
    """
    A page for the user's browser, if it is safe to open.

    Args:
        url: The address that the provider gave.
        redirect: How the browser comes back.
        requested: The event if it is safe.
    """
    try:
        checked = checked_browser_url(str(url or ""), allow_loopback=redirect.allow_loopback)
    except ValueError:
        return unsupported(requested.details)
    return Interpretation(event=requested, url=checked)


def web_form_page(
    url: str,
    redirect: RedirectContext,
    details: EventDetails,
    *,
    callbacks: tuple[str, ...],
    is_needed: bool = False,
) -> Interpretation:
    """
    A web form of the provider, with the return URL added to its address.

    Args:
        url: The address of the form.
        redirect: How the browser comes back.
        details: When and how it was asked for.
        callbacks: The query parameters for the return URL, if the form takes any.
        is_needed: Whether the form is of no use without a return URL.
    """
    has_way_back = bool(callbacks) and redirect.return_url is not None
    if is_needed and not has_way_back:
        refused = Refused(
            details=EventDetails(details.at), reason="no_return_url", can_restart=True
        )
        return Interpretation(event=refused)
    if not has_way_back:
        return browser_page(url, redirect, BrowserRequested(details=details, page="form"))
    requested = BrowserRequested(
        details=details, page="form", field=STATE_FIELD, digest=state_digest(redirect.state)
    )
    back = return_address(redirect)
    return browser_page(with_query(url, **dict.fromkeys(callbacks, back)), redirect, requested)


def return_address(redirect: RedirectContext) -> str:
    """
    The return URL with the state that the browser has to bring back.

    Args:
        redirect: How the browser comes back.
    """
    return with_query(redirect.return_url or "", **{STATE_FIELD: redirect.state})
