"""
Operations for SCA. Responses for bank accesses are in German, those for payments in English.
"""

from __future__ import annotations

from collections.abc import Callable

from ...openapi.errors import Problem
from ...server.service import Call, Response
from ..state.bank import Bank, HandlerGroup
from ..state.bank_accesses import Access
from ..state.orders import Order
from ..state.sca import Sca
from .bank_accesses import check_address, restart
from .links import Links
from .payments import consent_json, order_of, response_of
from .serialization import access_json

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("startScaConsent")
def _start(bank: Bank, call: Call) -> Response:
    check_address(call)
    access, links = bank.access(call), Links(call)
    for data in call.body.values():
        if data.get("credentials"):
            access.login = bank.read_login(data["credentials"])
    # The credentials were entered in a form, so only a form can ask for them again.
    if access.by_web_form or access.login.behaviour.form:
        user, use_case = bank.user(call), "AUTHENTICATE_ACCOUNT"
        access.form = bank.web_form(user, use_case, access.id, access.login)
        location = links.web_form(access.form, use_case)
        return Response(status=451, headers={"Location": location})
    restart(bank, access, call, with_sca=True)
    return Response(status=201, headers={"Location": links.access(access)})


@HANDLERS.operation("submitAccessConsent")
def _submit_access(bank: Bank, call: Call) -> Response:
    return _step_access(bank, call, lambda sca: sca.submit(call.body))


@HANDLERS.operation("getAccessConsent")
def _poll_access(bank: Bank, call: Call) -> Response:
    return _step_access(bank, call, Sca.poll)


@HANDLERS.operation("cancelAccessConsent")
def _cancel_access(bank: Bank, call: Call) -> Response:
    return _step_access(bank, call, _cancel)


@HANDLERS.operation("getConsent")
def _get(bank: Bank, call: Call) -> Response:
    return _step_payment(bank, call, lambda _: None)


@HANDLERS.operation("submitConsent")
def _submit(bank: Bank, call: Call) -> Response:
    return _step_payment(bank, call, lambda sca: sca.submit(call.body))


@HANDLERS.operation("pollConsent")
def _poll(bank: Bank, call: Call) -> Response:
    return _step_payment(bank, call, Sca.poll)


@HANDLERS.operation("cancelConsent")
def _cancel_payment(bank: Bank, call: Call) -> Response:
    return _step_payment(bank, call, _cancel)


@HANDLERS.operation("deleteRegprotectSessions")
def _delete_sessions(bank: Bank, call: Call) -> Response:
    user = bank.user(call)
    kept = {key: one for key, one in bank.web_forms.items() if one.user_id != user.id}
    bank.web_forms = kept
    for access in user.accesses.values():
        access.form = None
    return Response()


def _step_access(bank: Bank, call: Call, step: Callable[[Sca], None]) -> Response:
    access: Access = bank.access(call)
    sca = access.sca
    if sca is not None:
        sca.expire(bank.clock.now())
    if sca is None or not sca.is_open or sca.id != call.path["consent-id"]:
        raise Problem(404)
    step(sca)
    bank.send_tan(sca)
    bank.note_locked(access.login, sca)
    access.settle_sca(bank.ledger)
    return Response(body=access_json(access, Links(call)), is_undocumented=access.is_undocumented)


def _step_payment(bank: Bank, call: Call, step: Callable[[Sca], None]) -> Response:
    # The consent of an order has the id of the order.
    order: Order = order_of(bank, call, call.path["consent-id"])
    now = bank.clock.now()
    order.sca.expire(now)
    order.begin_step()
    step(order.sca)
    bank.send_tan(order.sca)
    bank.note_locked(order.login, order.sca)
    is_handed_in = order.settle(bank.banks.orders, now)
    body = consent_json(order, Links(call), now)
    return response_of(order, body, is_handed_in=is_handed_in)


def _cancel(sca: Sca) -> None:
    """
    Cancel an SCA by redirect; others cannot be cancelled.
    """
    if sca.step != "redirect":
        raise Problem(404)
    sca.fail("BA3040")
