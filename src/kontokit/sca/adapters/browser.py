"""
The user's browser: URLs to which it is sent, and query strings that it brings back.

Anyone can write a query string. Only the state in it shows that it belongs to this flow.
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
from ..state.flow_state import FlowState
from .base import STATE_FIELD, Interpretation, RedirectContext, unsupported

MAX_BYTES: Final = 8 * 1024
"""The maximum length of a query or of the URL of a page."""
_MAX_ERROR_LENGTH: Final = 200
_DOMAIN: Final = b"kontokit redirect state "
_NEVER_IN_QUERIES: Final = re.compile(r"[\x00-\x20\x7f-\xa0#\u2028\u2029\ud800-\udfff]")
_AUTHORITY: Final = re.compile(r"https?://[^/?#]*", re.IGNORECASE | re.ASCII)
_NEVER_IN_URLS: Final = re.compile(r'[ "<>\\`]')


def new_state() -> str:
    """
    A state for one redirect: 256 random bits.

    Returns:
        43 characters that need no encoding in a URL.
    """
    return secrets.token_urlsafe(32)


def state_digest(state: str) -> str:
    """
    The digest of a state, which is stored instead of the state.

    Args:
        state: The state, not encoded for a URL.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(_DOMAIN + state.encode("utf-8", "surrogatepass")).hexdigest()


def check_return(query: str, *, field: str, digest: str) -> ReturnTrouble | None:
    """
    Check that a query comes from the browser that was sent to the bank.

    The query is only read. The provider receives the text unchanged.

    Args:
        query: The raw query, with or without its question mark.
        field: The query parameter with the state.
        digest: The ``state_digest`` of the state that was sent.

    Returns:
        None if it does, or what is wrong: the query is longer than 8 KiB or malformed, the
        parameter is missing or there twice in any spelling, or the state is another one.
    """
    raw = query.removeprefix("?")
    trouble = check_form(raw)
    if trouble is not None:
        return trouble
    # Some servers split at ";" too. With two states, they might use the other one.
    if len(_values(re.split("[&;]", raw), field)) > 1:
        return "duplicate"
    values = _values(raw.split("&"), field)
    if not values:
        return "missing"
    states = {unquote(values[0]), unquote_plus(values[0])}  # not every bank encodes a plus sign
    return None if any(_is_same(state, digest) for state in states) else "mismatch"


def check_form(query: str) -> ReturnTrouble | None:
    """
    Check that a text can be a query.

    Args:
        query: The raw query, with or without its question mark.

    Returns:
        None if it can, or what is wrong: it is longer than 8 KiB or holds characters that no URL
        has.
    """
    raw = query.removeprefix("?")
    if len(raw) > MAX_BYTES or len(raw.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return "too_long"
    return "malformed" if _NEVER_IN_QUERIES.search(raw) else None


def bank_error(query: str) -> str | None:
    """
    The error code with which a bank sent the user back, such as ``access_denied``.

    Args:
        query: The raw query, with or without its question mark.

    Returns:
        The value of ``error`` in one printable line of at most 200 characters, or None.
    """
    if len(query) > MAX_BYTES:
        return None
    for value in _values(query.removeprefix("?").split("&"), "error"):
        line = " ".join(plain(unquote_plus(value)).split())
        return line[:_MAX_ERROR_LENGTH] or None
    return None


def with_query(url: str, /, **fields: str) -> str:
    """
    A URL with more query parameters. Its own characters stay unchanged.

    Args:
        url: A URL that may have a query and a fragment.
        fields: The parameters, not encoded.

    Returns:
        The URL with the parameters after its own.
    """
    if not fields:
        return url
    before, mark, fragment = url.partition("#")
    added = urlencode(fields, quote_via=quote)
    return f"{before}{_separator(before)}{added}{mark}{fragment}"


def checked_browser_url(url: str, *, allow_loopback: bool = False, place: str = "url") -> str:
    """
    Make sure that a page is safe to open in the user's browser.

    Args:
        url: The URL of the page.
        allow_loopback: Whether http is allowed on this machine, for tests.
        place: Where the URL comes from, for the error.

    Returns:
        The URL, unchanged.

    Raises:
        ArgumentError: The URL is longer than 8 KiB, is not https with a host, has user info, or
            contains whitespace, backslashes or other characters that are not allowed. The error
            does not repeat the URL, since it may be a secret that is good for one use.
    """
    trouble = _url_problem(url, allow_loopback=allow_loopback)
    if trouble is not None:
        raise ArgumentError(trouble, place=place)
    return url


def _values(parts: list[str], field: str) -> list[str]:
    pairs = (part.partition("=") for part in parts if part)
    return [value for name, _, value in pairs if unquote_plus(name) == field]


def _is_same(state: str, digest: str) -> bool:
    # In constant time, so that response times do not reveal how much of a guess is right.
    return hmac.compare_digest(state_digest(state).encode(), digest.encode())


def _separator(before: str) -> str:
    if "?" not in before:
        return "?"
    return "" if before.endswith(("?", "&")) else "&"


def _url_problem(url: str, *, allow_loopback: bool) -> str | None:
    if not url.isprintable() or _NEVER_IN_URLS.search(url):
        return "it must not contain characters that are not allowed in a URL"
    if len(url.encode()) > MAX_BYTES:
        return f"it must not be longer than {MAX_BYTES} bytes"
    match = _AUTHORITY.match(url)
    if match is None:
        return "it must be an absolute https URL"
    try:
        origin = parse_url(match[0]).origin
    except ValueError:
        return "its host must be a plain name or address"
    if origin.scheme == "https" or (allow_loopback and origin.is_loopback):
        return None
    return "it must be an https URL, because the user's browser opens it"


def browser_page(
    url: Any, redirect: RedirectContext, requested: BrowserRequested
) -> Interpretation:
    """
    A page for the user's browser, if it is safe to open.

    Args:
        url: The address that the provider sent.
        redirect: How the browser comes back.
        requested: The event if it is safe.
    """
    try:
        checked = checked_browser_url(str(url or ""), allow_loopback=redirect.allow_loopback)
    except ValueError:
        # No one was sent to that page, so no one approves anything there.
        return unsupported(requested.details, requested.shown, can_be_approved=False)
    return Interpretation(requested, url=checked)


def same_page(flow: FlowState, details: EventDetails) -> Interpretation:
    """
    The page that the user's browser was sent to before, and may come back from.

    Args:
        details: When and how it was seen to be open still.
    """
    requested = BrowserRequested(
        details=details,
        page=flow.page or "form",
        field=flow.field,
        digest=None if flow.action == "callback" else flow.digest,
    )
    return Interpretation(requested)


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
        return Interpretation(refused)
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
