"""
The redirect page of the demo bank, opened by a program in place of its user.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ...demo.callback_urls import FOREIGN_STATE, LATE, callback_with_query
from ...openapi.errors import Problem
from ...server.service import Response
from ..state.bank import Bank
from ..state.pending import open_redirect, send_back
from ..state.sca import Sca

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
    sca = found[0]
    odd = _odd_end(bank, sca)
    if odd is not None:
        return odd
    denied = query.get("action") == "deny" or sca.page == "declined"
    address = send_back(bank, sca, denied=denied)
    if address is None:
        return _finished()
    return _back_to(address)


def _odd_end(bank: Bank, sca: Sca) -> Response | None:
    """
    Let a user stay away, take too long, or come back as someone else.
    """
    callback = sca.callback_url
    if sca.page == "silent" or callback is None:
        return None if sca.page != "silent" else _finished()
    if sca.page == "late":
        bank.clock.advance(LATE)
        sca.expire(bank.clock.now())
        return _back_to(callback_with_query(callback, {"baReentry": "ERROR"}))
    if sca.page == "foreign-state":
        parts = urlsplit(callback)
        query = urlencode([(name, FOREIGN_STATE) for name, _ in parse_qsl(parts.query)])
        foreign = urlunsplit(parts._replace(query=query))
        return _back_to(callback_with_query(foreign, {"baReentry": "FINISHED"}))
    return None


def _back_to(address: str) -> Response:
    return Response(status=302, headers={"Location": address})


def _finished() -> Response:
    return Response(body=b"<p>Fertig</p>", media_type="text/html; charset=utf-8")
