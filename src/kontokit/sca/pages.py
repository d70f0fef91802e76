"""
Pages that the user's browser is sent to.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .events import AskedBrowser, Refused
from .reading import STATE_FIELD, Pages, Reading
from .redirects import checked_browser_url, state_digest, with_query


def browser_page(url: Any, pages: Pages, asked: AskedBrowser) -> Reading:
    """
    A page, if a browser may be sent there.

    Args:
        url: What the provider gave as its address.
        pages: What is known of the way back.
        asked: The event, if so.
    """
    try:
        checked = checked_browser_url(str(url or ""), allow_loopback=pages.allow_loopback)
    except ValueError:
        code, request_id = asked.code, asked.request_id
        refused = Refused(at=asked.at, reason="unsupported", code=code, request_id=request_id)
        return Reading(event=refused)
    return Reading(event=asked, url=checked)


def web_form_page(
    url: str,
    pages: Pages,
    at: datetime,
    *,
    callbacks: tuple[str, ...],
    is_needed: bool = False,
    **told: Any,
) -> Reading:
    """
    A web form of the provider, with the way back added to its address.

    Args:
        url: The address of the form.
        pages: What is known of the way back.
        at: The moment.
        callbacks: The query parameters for the way back, where the form takes any.
        is_needed: Whether the form is of no use without a way back.
        **told: What else the event says.
    """
    has_way_back = bool(callbacks) and pages.return_url is not None
    if is_needed and not has_way_back:
        return Reading(event=Refused(at=at, reason="no_return_url", can_restart=True))
    told = {"at": at, **told}
    if not has_way_back:
        return browser_page(url, pages, AskedBrowser(page="form", **told))
    back = return_address(pages)
    asked = AskedBrowser(page="form", field=STATE_FIELD, digest=state_digest(pages.state), **told)
    return browser_page(with_query(url, **dict.fromkeys(callbacks, back)), pages, asked)


def return_address(pages: Pages) -> str:
    """
    Where the browser comes back to, with the state that it has to bring.

    Args:
        pages: What is known of the way back.
    """
    return with_query(pages.return_url or "", **{STATE_FIELD: pages.state})
