"""
The redirect page of the demo bank, opened by a program in place of its user.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...openapi.errors import Problem
from ...server.service import Response
from ..state.bank import Bank
from ..state.pending import open_redirect, send_back

__all__ = ["visit_bank"]


def visit_bank(bank: Bank, query: Mapping[str, str]) -> Response:
    """
    Confirm an SCA, or refuse it with ``action=deny``, and redirect to the caller.

    Raises:
        Problem: No SCA with this id waits for a redirect.
    """
    found = open_redirect(bank, query.get("consent", ""))
    if found is None:
        raise Problem(404)
    address = send_back(bank, found[0], denied=query.get("action") == "deny")
    if address is None:
        return Response(body=b"<p>Fertig</p>", media_type="text/html; charset=utf-8")
    return Response(status=302, headers={"Location": address})
