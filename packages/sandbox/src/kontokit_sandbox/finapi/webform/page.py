"""
The page of a web form, opened by a program in place of its user.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit

from ...server.service import Response, Visit
from ..sca.demo_logins import behaviour_of
from ..state.web_forms import WebForm
from ..state.world import World
from .completion import complete, fail
from .repository import find_form

__all__ = ["visit_page"]

_PATH = "/wf/"
_ACTIONS = ("complete", "abort", "fail")
_WAYS_BACK = {
    "complete": "redirectUrl",
    "abort": "abortRedirectUrl",
    "fail": "errorRedirectUrl",
}


def visit_page(world: World, visit: Visit) -> Response | None:
    """
    Act for the user of a web form. Returns None for other paths.

    ``GET`` opens the form, once. ``?action=complete``, ``abort`` or ``fail`` acts for the user,
    with ``GET`` or ``POST``, and redirects to the URL that the caller has appended.
    """
    if not visit.path.startswith(_PATH):
        return None
    form = find_form(world, visit.path.removeprefix(_PATH))
    if form is None:
        return _page("Dieses Formular gibt es nicht.", status=404)
    form.look(world.clock.now())
    if not form.is_open:
        return _page(f"Dieses Formular ist beendet: {form.status}.", status=410)
    query = dict(parse_qsl(visit.query))
    action = query.pop("action", None)
    if visit.method not in ("GET", "POST") or (action is None and visit.method != "GET"):
        return _page("Nur GET, oder POST mit action.", status=405)
    if action is None and form.status == "IN_PROGRESS":
        return _page("Dieses Formular ist schon geöffnet.", status=410)
    form.status = "IN_PROGRESS"
    if action is None:
        return _page(form.status)
    if action not in _ACTIONS:
        return _page("Die Aktion ist complete, abort oder fail.", status=400)
    return _act(world, form, action, query)


def _act(world: World, form: WebForm, action: str, query: Mapping[str, str]) -> Response:
    login = query.get("login", "demo_no_msa")
    if action == "complete":
        # Some logins stand for users who end the form otherwise.
        action = behaviour_of(login).form or action
    if action == "expire":
        return _page("Fertig.")
    if action == "complete":
        complete(world, form, login=login)
    elif action == "fail":
        fail(form, query.get("errorCode", "BANK_SERVER_REJECTION"))
    else:
        form.end("ABORTED")
    wanted = "fail" if form.status == "COMPLETED_WITH_ERROR" else action
    address = query.get(_WAYS_BACK[wanted], "")
    # A browser would run an address with javascript:.
    if urlsplit(address).scheme not in ("http", "https"):
        return _page(f"Fertig: {form.status}.")
    # Encodes only what a header cannot carry; the rest stays as the caller wrote it.
    return Response(status=303, headers={"Location": quote(address, safe=":/?#[]@!$&'()*+,;=%~")})


def _page(text: str, *, status: int = 200) -> Response:
    page = f'<!doctype html><html lang="de"><title>Web Form</title><p>{text}</p></html>'
    return Response(status=status, body=page.encode(), media_type="text/html; charset=utf-8")
