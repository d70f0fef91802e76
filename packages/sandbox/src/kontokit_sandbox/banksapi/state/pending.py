"""
The SCAs of BANKSapi that wait for a person.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from functools import partial

from ...demo.callback_urls import callback_with_query, redirect_back_url
from ...pending import Decision, Pending, PendingKind
from .bank import BANK_NAME, Bank
from .bank_accesses import Access
from .sca import Sca

__all__ = ["all_scas", "open_redirect", "pending", "send_back"]

_KINDS: dict[str, PendingKind] = {
    "authenticate": "tan",
    "decoupled": "app",
    "redirect": "redirect",
}
_UNDECIDED = (None, "wrong")
"""After a wrong TAN, another one may follow."""


def pending(bank: Bank) -> list[Pending]:
    """
    List the SCAs that wait for a person.
    """
    now = bank.clock.now()
    found: list[Pending] = []
    for sca, _ in all_scas(bank):
        sca.expire(now)
        if sca.step in _KINDS and sca.decision in _UNDECIDED and sca.sent_back is None:
            found.append(_pending(bank, sca))
    return found


def open_redirect(bank: Bank, sca_id: str) -> tuple[Sca, Access | None] | None:
    """
    Find an SCA that waits for its user at the page of the bank, and the access it is for.
    """
    for sca, access in all_scas(bank):
        sca.expire(bank.clock.now())
        if sca.id == sca_id and sca.step == "redirect" and sca.sent_back is None:
            return sca, access
    return None


def send_back(bank: Bank, sca: Sca, *, denied: bool) -> str | None:
    """
    Decide an SCA at the page of the bank, and return the URL to which its user goes back, if any.

    For some methods the SCA waits until the caller submits the query of the redirect. For the
    others it ends here, and the query contains ``baReentry``.
    """
    if sca.method is not None and sca.method.returns_query:
        return _sent_back(sca, denied=denied)
    if denied:
        sca.fail("BA3040")
    else:
        sca.step = "done"
    bank.settle()
    outcome = "USER_CANCELLED" if denied else "FINISHED"
    return sca.callback_url and callback_with_query(sca.callback_url, {"baReentry": outcome})


def _sent_back(sca: Sca, *, denied: bool) -> str | None:
    if sca.callback_url is None:
        return None
    address = redirect_back_url(sca.callback_url, sca.id, denied=denied)
    # With the question mark: the provider expects it back too.
    sca.sent_back = address[address.index("?") :]
    return address


def all_scas(bank: Bank) -> Iterator[tuple[Sca, Access | None]]:
    """
    Iterate over the SCAs of all orders and bank accesses, with the access of the latter.
    """
    for order in bank.orders.values():
        yield order.sca, None
    for transfer in bank.transfers.values():
        yield transfer.sca, None
    for user in bank.users.values():
        for access in user.accesses.values():
            if access.sca is not None:
                yield access.sca, access


def _pending(bank: Bank, sca: Sca) -> Pending:
    kind, method = _KINDS[sca.step], sca.method
    content = {} if method is None else method.content
    return Pending(
        id=sca.id,
        kind=kind,
        api="banksapi",
        bank=BANK_NAME,
        login=sca.login,
        ends=sca.ends,
        order=sca.order,
        decide=partial(_decide, bank, sca),
        decisions=("wrong", "expire") if kind == "tan" else ("approve", "decline", "expire"),
        flicker=content.get("HHD", ""),
        picture=b64decode(content.get("photo", "").rpartition(",")[2]),
        tan="" if method is None else method.tan,
        url=f"/bank/demo/authorise?consent={sca.id}" if kind == "redirect" else None,
    )


def _decide(bank: Bank, sca: Sca, decision: Decision) -> None:
    if sca.step == "redirect" and decision != "expire":
        send_back(bank, sca, denied=decision == "decline")
    else:
        sca.decide(decision)
        bank.settle()
