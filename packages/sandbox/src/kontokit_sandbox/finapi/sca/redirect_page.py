"""
The redirect page of a bank, to which finAPI sends users.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from ...demo.behaviour import PageEnd
from ...demo.callback_urls import FOREIGN_STATE, LATE, redirect_back_url
from ...server.service import Response, Visit
from ..state.world import Redirect, World
from .demo_logins import behaviour_of
from .pending import open_redirect, send_back

__all__ = ["redirect_page", "visit_bank"]


def redirect_page(page_base: str, bank_id: int, state: str) -> str:
    """
    The URL of the page of a bank for one redirect.
    """
    return f"{page_base}{_path(bank_id)}?state={state}"


def visit_bank(world: World, visit: Visit) -> Response | None:
    """
    Confirm the SCA in place of the user, or refuse it with ``?action=deny``. With ``login``, the
    user does what that test login stands for.

    Either way it redirects to the caller, once. Returns None for other paths.
    """
    query = parse_qs(visit.query)
    state = query.get("state", [""])[0]
    redirect = open_redirect(world, state)
    if redirect is None or visit.method != "GET" or visit.path != _path(redirect.bank_id):
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
    redirect.is_denied = end == "declined-unseen"
    returned = FOREIGN_STATE if end == "foreign-state" else state
    denied = end == "declined"
    if returned != state:
        address = redirect_back_url(redirect.back, returned, denied=denied)
    else:
        address = send_back(redirect, state, denied=denied)
    return Response(status=302, headers={"Location": address})


def _path(bank_id: int) -> str:
    return f"/bank/{bank_id}/authorise"
