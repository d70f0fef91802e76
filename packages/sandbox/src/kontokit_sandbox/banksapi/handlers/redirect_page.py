"""
The redirect page of the demo bank, where users confirm an SCA.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...demo.callback_urls import callback_with_query, redirect_back_url
from ...openapi.errors import Problem
from ...server.service import Response
from ..state.bank import Bank
from ..state.sca import Sca

__all__ = ["visit_bank"]


def visit_bank(bank: Bank, query: Mapping[str, str]) -> Response:
    """
    Confirm an SCA, or refuse it with ``action=deny``, and redirect to the caller.

    For some methods the SCA waits until the caller submits the query of the redirect. For the
    others it ends here, and the query contains ``baReentry``.

    Raises:
        Problem: No SCA with this id waits for a redirect.
    """
    sca = _waiting(bank, query.get("consent", ""))
    returns_query = sca.method is not None and sca.method.returns_query
    end = _sent_back if returns_query else _settled
    address = end(bank, sca, denied=query.get("action") == "deny")
    if address is None:
        return Response(body=b"<p>Fertig</p>", media_type="text/html; charset=utf-8")
    return Response(status=302, headers={"Location": address})


def _waiting(bank: Bank, consent: str) -> Sca:
    of_orders = [order.sca for order in bank.orders.values()]
    accesses = [one for user in bank.users.values() for one in user.accesses.values()]
    for sca in (*of_orders, *(one.sca for one in accesses if one.sca is not None)):
        sca.expire(bank.clock.now())
        if sca.id == consent and sca.step == "redirect" and sca.sent_back is None:
            return sca
    raise Problem(404)


def _sent_back(_: Bank, sca: Sca, *, denied: bool) -> str | None:
    if sca.callback_url is None:
        return None
    address = redirect_back_url(sca.callback_url, sca.id, denied=denied)
    # With the question mark: the provider expects it back too.
    sca.sent_back = address[address.index("?") :]
    return address


def _settled(bank: Bank, sca: Sca, *, denied: bool) -> str | None:
    if denied:
        sca.fail("BA3040")
    else:
        sca.step = "done"
    # The page does not know whose SCA this is. Settling the others changes nothing.
    for order in bank.orders.values():
        order.settle_sca()
    for user in bank.users.values():
        for access in user.accesses.values():
            access.settle_sca(bank.clock.now())
    outcome = "USER_CANCELLED" if denied else "FINISHED"
    return sca.callback_url and callback_with_query(sca.callback_url, {"baReentry": outcome})
