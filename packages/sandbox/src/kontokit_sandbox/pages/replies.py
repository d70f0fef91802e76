"""
Replies that several pages share.
"""

from __future__ import annotations

from .rendering import root_of
from .request import Html, PageRequest, Reply, SeeOther
from .way_back import is_web_address, location

__all__ = ["back", "message", "reload"]


def message(heading: str, *texts: str, status: int = 200, **values: object) -> Html:
    """
    A page that only says something.

    Args:
        heading: The key of its title in the words.
        texts: The keys of its paragraphs.
    """
    return Html(
        template="message.html", status=status, values={"heading": heading, "texts": texts} | values
    )


def reload(request: PageRequest) -> SeeOther:
    """
    Show the page again after it has changed something.
    """
    return SeeOther(location=root_of(request.page_base) + request.address)


def back(address: str | None) -> Reply:
    """
    Send the browser back to the application, unless it must not go there.
    """
    if not address:
        return message("no_way_back", "no_way_back_more")
    if not is_web_address(address):
        return message("bad_way_back", "bad_way_back_more", "decided_anyway", status=400)
    return SeeOther(location=location(address))
