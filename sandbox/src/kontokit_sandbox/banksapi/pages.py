"""
What is linked but is no operation: web forms, the demo bank's page, logos, AI/Connect.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..problems import Problem
from ..service import Answer, Visit
from .bank import Bank, User, WebForm
from .categories import tree_items
from .credentials import DEMO_PROVIDER
from .holdings import Access
from .links import INSIGHTS
from .providers import LOGOS
from .sca import Sca

__all__ = ["visit_page"]

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"/>'


def visit_page(bank: Bank, visit: Visit) -> Answer | None:
    """
    Answer a request that may be for one of these pages.

    Raises:
        Problem: The page is there, but not for this caller or not any more.
    """
    if visit.path.startswith("/ai/v1/"):
        return _insight(bank, visit, visit.path.removeprefix("/ai/v1/"))
    if visit.path.startswith("/tags/v1/tag-trees/"):
        return _tag_tree(bank, visit)
    if visit.method != "GET":
        return None
    if visit.path == "/customer/v2/webform":
        return _web_form(bank, dict(parse_qsl(visit.query)))
    if visit.path == "/demo-bank":
        return _demo_bank(bank, dict(parse_qsl(visit.query)))
    if visit.path.startswith("/providers/v2/") and visit.path.endswith(".svg"):
        name = visit.path.removeprefix("/providers/v2/").removesuffix(".svg")
        return Answer(body=_SVG, media_type="image/svg+xml") if name in LOGOS else None
    return None


def _insight(bank: Bank, visit: Visit, name: str) -> Answer:
    _check_user(bank, visit)
    if name not in INSIGHTS:
        raise Problem(404)
    if name == "tagging_rules" and visit.method in ("POST", "DELETE"):
        return Answer(status=201 if visit.method == "POST" else 200)
    if visit.method != "GET":
        raise Problem(405)
    return Answer(body={name: [], "relations": []})


def _tag_tree(bank: Bank, visit: Visit) -> Answer:
    _check_user(bank, visit)
    if visit.method != "GET":
        raise Problem(405)
    items = tree_items(visit.origin)
    path = visit.path.removeprefix("/tags/v1/tag-trees/")
    if path == "":
        return Answer(body=[items[0]["tagTree"]])
    if path == "1/":
        return Answer(body=items[0]["tagTree"])
    for item in items:
        if path == f"1/items/{item['systemId']}/":
            return Answer(body=item)
    raise Problem(404)


def _check_user(bank: Bank, visit: Visit) -> None:
    if bank.bearer(visit.authorization).user_id is None:
        raise Problem(403)


def _web_form(bank: Bank, query: dict[str, str]) -> Answer:
    """
    Do at once what a user would do in the form, and go back; a session works once.
    """
    callback = query.get("callbackUrl")
    form = bank.web_forms.pop(query.get("session", ""), None)
    user = None if form is None else bank.users.get(form.user_id)
    if form is None or user is None or form.use_case != query.get("useCase") or callback is None:
        raise Problem(404)
    more = _fill_in(bank, form, user)
    return _back(callback, {"baReentry": "FINISHED", **more})


def _fill_in(bank: Bank, form: WebForm, user: User) -> dict[str, str]:
    now = bank.clock.now()
    access = user.accesses.get(form.subject)
    if form.use_case == "CREATE_ACCOUNT":
        access = Access(
            id=form.subject,
            user_id=user.id,
            provider_id=DEMO_PROVIDER,
            by_web_form=True,
            updated_at=now,
        )
        access.complete(now)
        user.accesses[access.id] = access
        more = {"event": "accountCreated", "accountId": access.id}
        return {"baReentry": "ACCOUNT_CREATED", **more}
    if form.use_case == "AUTHENTICATE_ACCOUNT" and access is not None:
        access.begin(None, None, now)
    return {}


def _demo_bank(bank: Bank, query: dict[str, str]) -> Answer:
    """
    Confirm a redirected SCA at the bank's own page, and go back.
    """
    consent = query.get("consent", "")
    for sca in _all_scas(bank):
        if sca.id == consent and sca.step == "redirect":
            sca.step = "done"
            _settle(bank)
            if sca.callback_url is not None:
                return _back(sca.callback_url, {"baReentry": "FINISHED"})
            return Answer(body=b"<p>Freigegeben</p>", media_type="text/html; charset=utf-8")
    raise Problem(404)


def _all_scas(bank: Bank) -> list[Sca]:
    of_orders = [order.sca for order in bank.orders.values()]
    accesses = [one for user in bank.users.values() for one in user.accesses.values()]
    return [*of_orders, *(one.sca for one in accesses if one.sca is not None)]


def _settle(bank: Bank) -> None:
    for user in bank.users.values():
        for access in user.accesses.values():
            access.settle_sca(bank.clock.now())


def _back(callback: str, more: dict[str, Any]) -> Answer:
    separator = "&" if "?" in callback else "?"
    return Answer(status=302, headers={"Location": f"{callback}{separator}{urlencode(more)}"})
