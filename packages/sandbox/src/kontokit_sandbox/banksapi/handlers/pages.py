"""
What is linked but no operation: web forms, the demo bank, logos, AI/Connect, and the choice of a
method for the older transfers.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from ...openapi.errors import Problem
from ...server.service import Response, Visit
from ..state.bank import Bank
from ..state.categories import tree_items
from .links import INSIGHTS
from .providers import LOGOS
from .redirect_page import visit_bank
from .transfers import choose_method
from .web_form_page import visit_form

__all__ = ["visit_page"]

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"/>'


def visit_page(bank: Bank, visit: Visit) -> Response | None:
    """
    Serve one of these pages. Returns None for other paths.

    Raises:
        Problem: The page exists, but not for this caller or no longer.
    """
    if visit.path.startswith("/ai/v1/"):
        return _insight(bank, visit, visit.path.removeprefix("/ai/v1/"))
    if visit.path.startswith("/tags/v1/tag-trees/"):
        return _tag_tree(bank, visit)
    if visit.method == "POST":
        return choose_method(bank, visit)
    if visit.method != "GET":
        return None
    if visit.path == "/customer/v2/webform":
        return visit_form(bank, dict(parse_qsl(visit.query)))
    if visit.path == "/bank/demo/authorise":
        return visit_bank(bank, dict(parse_qsl(visit.query)))
    if visit.path.startswith("/providers/v2/") and visit.path.endswith(".svg"):
        name = visit.path.removeprefix("/providers/v2/").removesuffix(".svg")
        return Response(body=_SVG, media_type="image/svg+xml") if name in LOGOS else None
    return None


def _insight(bank: Bank, visit: Visit, name: str) -> Response:
    _check_user(bank, visit)
    if name not in INSIGHTS:
        raise Problem(404)
    if name == "tagging_rules" and visit.method in ("POST", "DELETE"):
        return Response(status=201 if visit.method == "POST" else 200)
    if visit.method != "GET":
        raise Problem(405)
    return Response(body={name: [], "relations": []})


def _tag_tree(bank: Bank, visit: Visit) -> Response:
    _check_user(bank, visit)
    if visit.method != "GET":
        raise Problem(405)
    items = tree_items(visit.base)
    path = visit.path.removeprefix("/tags/v1/tag-trees/")
    if path == "":
        # There is only one tree, and each item names it.
        return Response(body=[items[0]["tagTree"]])
    if path == "1/":
        return Response(body=items[0]["tagTree"])
    for item in items:
        if path == f"1/items/{item['systemId']}/":
            return Response(body=item)
    raise Problem(404)


def _check_user(bank: Bank, visit: Visit) -> None:
    if bank.bearer(visit.authorization).user_id is None:
        raise Problem(403)
