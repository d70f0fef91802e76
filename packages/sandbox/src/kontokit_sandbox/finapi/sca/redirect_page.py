"""
The redirect page of a bank, to which finAPI sends users.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from ...demo.callback_urls import redirect_back_url
from ...server.service import Response, Visit
from ..state.world import World

__all__ = ["redirect_page", "visit_bank"]

_PATH = "/bank/280002/authorise"


def redirect_page(page_base: str, state: str) -> str:
    """
    The URL of the page for one redirect.
    """
    return f"{page_base}{_PATH}?state={state}"


def visit_bank(world: World, visit: Visit) -> Response | None:
    """
    Serve the page: confirm the SCA, or refuse it with ``?action=deny``.

    Either way it redirects to the caller, once. Returns None for other paths.
    """
    query = parse_qs(visit.query)
    state = query.get("state", [""])[0]
    redirect = world.redirects.get(state)
    # A page that has sent its user back cannot be opened again.
    if visit.path != _PATH or visit.method != "GET" or redirect is None or redirect.query:
        return None
    address = redirect_back_url(redirect.back, state, denied=query.get("action") == ["deny"])
    redirect.query = urlsplit(address).query
    return Response(status=302, headers={"Location": address})
