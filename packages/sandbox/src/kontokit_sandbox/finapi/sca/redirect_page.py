"""
The redirect page of a bank, to which finAPI sends users.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from ...demo.behaviour import PageEnd
from ...demo.callback_urls import FOREIGN_STATE, LATE, redirect_back_url
from ...server.service import Response, Visit
from ..state.world import Redirect, World
from .demo_logins import behaviour_of

__all__ = ["redirect_page", "visit_bank"]

_PATH = "/bank/280002/authorise"


def redirect_page(page_base: str, state: str) -> str:
    """
    The URL of the page for one redirect.
    """
    return f"{page_base}{_PATH}?state={state}"


def visit_bank(world: World, visit: Visit) -> Response | None:
    """
    Serve the page: confirm the SCA, or refuse it with ``?action=deny``. With ``login``, the user
    does what that test login stands for.

    Either way it redirects to the caller, once. Returns None for other paths.
    """
    query = parse_qs(visit.query)
    state = query.get("state", [""])[0]
    redirect = world.redirects.get(state)
    # A page that has sent its user back cannot be opened again.
    if visit.path != _PATH or visit.method != "GET" or redirect is None or redirect.query:
        return None
    end = behaviour_of(query.get("login", [""])[0]).page
    if query.get("action") == ["deny"]:
        end = "declined"
    return _left(world, redirect, state, end)


def _left(world: World, redirect: Redirect, state: str, end: PageEnd) -> Response:
    """
    Do what the user does at the page.
    """
    if end == "silent":
        return Response(body=b"<p>Fertig</p>", media_type="text/html; charset=utf-8")
    if end == "late":
        world.clock.advance(LATE)
    told = FOREIGN_STATE if end == "foreign-state" else state
    address = redirect_back_url(redirect.back, told, denied=end == "declined")
    if told == state:
        redirect.query = urlsplit(address).query
    return Response(status=302, headers={"Location": address})
