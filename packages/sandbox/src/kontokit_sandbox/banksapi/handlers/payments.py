"""
Operations for four kinds of payment: initiate with new or stored credentials, and get.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ...openapi.errors import BrokenRequest, Problem
from ...orders.fate import fate_of
from ...server.service import Call, Handler, Response
from ..state.bank import Bank, HandlerGroup
from ..state.demo_logins import Login
from ..state.messages import message
from ..state.orders import Kind, Order, amount_of
from ..state.sca_methods import MEDIA
from .bank_accesses import check_address
from .links import Links, relation

__all__ = ["HANDLERS", "consent_json", "order_of", "response_of"]

HANDLERS: HandlerGroup = HandlerGroup()

_OPERATIONS: Mapping[Kind, str] = {
    "single-transfer": "SingleTransfer",
    "bulk-transfer": "BulkTransfer",
    "single-debit": "SingleDebit",
    "bulk-debit": "BulkDebit",
}
_OURS = ("provider", "credentials", "product")


def order_of(bank: Bank, call: Call, order_id: str) -> Order:
    """
    Find an order of the calling user.

    Raises:
        Problem: There is none.
    """
    order = bank.orders.get(order_id)
    if order is None or order.user_id != bank.user(call).id:
        raise Problem(404)
    return order


def consent_json(order: Order, links: Links, now: datetime) -> dict[str, Any]:
    """
    Serialize the SCA of an order. Once it has ended, it links to the order.
    """
    found = _sca_json(order, links, now)
    found["relations"].insert(0, relation("self", links.payment_consent(order.sca)))
    return found


def _sca_json(order: Order, links: Links, now: datetime) -> dict[str, Any]:
    sca, outcome = order.shown(now), order.outcome(now)
    codes = [] if outcome is None else [outcome]
    found: dict[str, Any] = {
        "messages": [*sca.messages, *(message(code) for code in codes)],
        "relations": links.of_payment_sca(sca),
    }
    if sca.step == "method":
        found["scaMethods"] = [
            {"code": one.code, "name": one.name, "hint": one.hint} for one in sca.offered
        ]
    if sca.step == "medium":
        found["scaMediums"] = [{"name": name, "mediaClass": "MOBILE"} for name in MEDIA]
    if sca.challenge is not None:
        found["challenge"] = sca.challenge
    if not sca.is_open:
        rel = f"get_{order.kind.replace('-', '_')}"
        found["relations"].append(relation(rel, links.payment(order.kind, order.id)))
    return found


def order_json(order: Order, links: Links, now: datetime) -> dict[str, Any]:
    """
    Serialize an order with the state of its SCA.
    """
    found = _sca_json(order, links, now)
    found["relations"].insert(0, relation("self", links.payment(order.kind, order.id)))
    found["debit" if order.is_debit else "transfer"] = {
        **order.details,
        "provider": order.provider,
        "product": order.product,
        "paymentId": order.id,
        "ebics": False,
    }
    return found


def _initiate(kind: Kind) -> Handler[Bank]:
    def handle(bank: Bank, call: Call) -> Response:
        check_address(call)
        credentials = call.body.get("credentials")
        if not credentials:
            return _web_form(bank, call, kind)
        _check_completeness(call.body, "provider", "product", *_needed(kind))
        login = bank.read_login(credentials)
        order = _new_order(bank, call, kind, login, call.body["provider"], call.body["product"])
        if login.behaviour.form:
            return _web_form(bank, call, kind, order)
        return _placed(bank, call, order)

    return handle


def _initiate_with_saved(kind: Kind) -> Handler[Bank]:
    def handle(bank: Bank, call: Call) -> Response:
        check_address(call)
        access, product = bank.product(call)
        if not access.sync or not product.can_pay:
            raise Problem(404)
        _check_completeness(call.body, *_needed(kind))
        order = _new_order(bank, call, kind, access.login, access.provider_id, product.id)
        return _placed(bank, call, order)

    return handle


def _look(kind: Kind) -> Handler[Bank]:
    def handle(bank: Bank, call: Call) -> Response:
        order = order_of(bank, call, call.path["payment-id"])
        if order.kind != kind:
            raise Problem(404)
        if order.login.behaviour.forgets_result and order.taken is not None:
            problem = Problem(400)
            problem.is_undocumented = True
            raise problem
        return _order_response(bank, call, order)

    return handle


def _placed(bank: Bank, call: Call, order: Order) -> Response:
    bank.orders[order.id] = order
    is_handed_in = order.settle(bank.banks.orders, bank.clock.now())
    return _order_response(bank, call, order, is_handed_in=is_handed_in)


def _order_response(
    bank: Bank, call: Call, order: Order, *, is_handed_in: bool = False
) -> Response:
    now = bank.clock.now()
    order.sca.expire(now)
    return response_of(order, order_json(order, Links(call), now), is_handed_in=is_handed_in)


def response_of(order: Order, body: dict[str, Any], *, is_handed_in: bool) -> Response:
    """
    Make the response of a step of an order.

    Args:
        is_handed_in: Whether the step has handed it in: the bank may need time, or say nothing.
    """
    return Response(
        body=body,
        is_undocumented=order.sca.step == "unknown",
        seconds=order.fate.answer_seconds if is_handed_in else 0.0,
        is_lost=is_handed_in and order.fate.loses_answer,
    )


def _new_order(
    bank: Bank, call: Call, kind: Kind, login: Login, provider: str, product: str
) -> Order:
    order_id, callback = bank.new_id(), call.query.get("callbackUrl")
    details = {key: value for key, value in call.body.items() if key not in _OURS}
    order = Order(
        id=order_id,
        user_id=bank.user(call).id,
        kind=kind,
        provider=provider,
        product=product,
        details=details,
        login=login,
        fate=fate_of(amount_of(details), login.order_fate),
        sca=login.new_sca(order_id, bank.clock.now(), callback),
    )
    order.sca.show(order.summary)
    _adapt_sca(order)
    obstacle = bank.obstacle(login)
    # The order is stored nevertheless; its messages say what stopped it.
    if obstacle is not None:
        order.sca.fail(obstacle)
    return order


def _adapt_sca(order: Order) -> None:
    """
    Leave the SCA out if the login needs none, unless the payee has to be confirmed.
    """
    behaviour = order.login.behaviour
    order.sca.checks_payee = behaviour.checks_payee or order.fate.checks_payee
    if not behaviour.orders_need_sca and not order.sca.checks_payee:
        order.sca.step = "done"


def _needed(kind: Kind) -> Sequence[str]:
    if "debit" in kind:
        return ("debitDetails", "creditorSchemeIdentification", "requestedCollectionDate")
    return ("transferDetails",)


def _check_completeness(body: Mapping[str, Any], *wanted: str) -> None:
    """
    Refuse a body without one of the fields; an order of no transfers is none either.
    """
    missing = [f"body.{key} is missing" for key in wanted if not body.get(key)]
    if missing:
        raise BrokenRequest(missing)


def _web_form(bank: Bank, call: Call, kind: Kind, order: Order | None = None) -> Response:
    use_case = f"START_PAYMENT_{kind.replace('-', '_').upper()}"
    login = Login() if order is None else order.login
    subject = bank.new_id() if order is None else order.id
    session = bank.web_form(bank.user(call), use_case, subject, login, order)
    location = Links(call).web_form(session, use_case)
    return Response(status=451, headers={"Location": location})


# Twelve operations that differ only in the kind of payment.
for _kind, _name in _OPERATIONS.items():
    HANDLERS.operation(f"initiate{_name}")(_initiate(_kind))
    HANDLERS.operation(f"initiate{_name}WithSavedCredentials")(_initiate_with_saved(_kind))
    HANDLERS.operation(f"get{_name}")(_look(_kind))
