"""
Operations for four kinds of payment: initiate with new or stored credentials, and get.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...openapi.errors import BrokenRequest, Problem
from ...server.service import Call, Handler, Response
from ..state.bank import Bank, HandlerGroup
from ..state.demo_logins import Login
from ..state.messages import message
from ..state.orders import Kind, Order
from ..state.sca_methods import MEDIA
from .bank_accesses import check_address
from .links import Links, relation

__all__ = ["HANDLERS", "consent_json", "order_of"]

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


def consent_json(order: Order, links: Links) -> dict[str, Any]:
    """
    Serialize the SCA of an order. Once it has ended, it links to the order.
    """
    found = _sca_json(order, links)
    found["relations"].insert(0, relation("self", links.payment_consent(order.sca)))
    return found


def _sca_json(order: Order, links: Links) -> dict[str, Any]:
    sca = order.sca
    codes = [] if order.outcome is None else [order.outcome]
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


def order_json(order: Order, links: Links) -> dict[str, Any]:
    """
    Serialize an order with the state of its SCA.
    """
    found = _sca_json(order, links)
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
        _check_completeness(call.body, kind)
        login = bank.read_login(credentials)
        order = _new_order(bank, call, kind, login, call.body["provider"], call.body["product"])
        return _placed(bank, call, order)

    return handle


def _initiate_with_saved(kind: Kind) -> Handler[Bank]:
    def handle(bank: Bank, call: Call) -> Response:
        check_address(call)
        access, product = bank.product(call)
        if not access.sync or not product.can_pay:
            raise Problem(404)
        order = _new_order(bank, call, kind, access.login, access.provider_id, product.id)
        return _placed(bank, call, order)

    return handle


def _look(kind: Kind) -> Handler[Bank]:
    def handle(bank: Bank, call: Call) -> Response:
        order = order_of(bank, call, call.path["payment-id"])
        if order.kind != kind:
            raise Problem(404)
        return _order_response(bank, call, order)

    return handle


def _placed(bank: Bank, call: Call, order: Order) -> Response:
    bank.orders[order.id] = order
    return _order_response(bank, call, order)


def _order_response(bank: Bank, call: Call, order: Order) -> Response:
    order.sca.expire(bank.clock.now())
    return Response(
        body=order_json(order, Links(call)), is_undocumented=order.sca.step == "unknown"
    )


def _new_order(
    bank: Bank, call: Call, kind: Kind, login: Login, provider: str, product: str
) -> Order:
    order_id = bank.new_id()
    order = Order(
        id=order_id,
        user_id=bank.user(call).id,
        kind=kind,
        provider=provider,
        product=product,
        details={key: value for key, value in call.body.items() if key not in _OURS},
        fails=login.payments_fail,
        sca=login.new_sca(order_id, bank.clock.now(), call.query.get("callbackUrl")),
    )
    order.sca.show(order.summary)
    # The order is stored nevertheless; its messages say what stopped it.
    if login.obstacle is not None:
        order.sca.fail(login.obstacle)
    return order


def _check_completeness(body: Mapping[str, Any], kind: Kind) -> None:
    wanted = ["provider", "product", "debitDetails" if "debit" in kind else "transferDetails"]
    if "debit" in kind:
        wanted += ["creditorSchemeIdentification", "requestedCollectionDate"]
    missing = [f"body.{key} is missing" for key in wanted if not body.get(key)]
    if missing:
        raise BrokenRequest(missing)


def _web_form(bank: Bank, call: Call, kind: Kind) -> Response:
    use_case = f"START_PAYMENT_{kind.replace('-', '_').upper()}"
    session = bank.web_form(bank.user(call), use_case, bank.new_id())
    location = Links(call).web_form(session, use_case)
    return Response(status=451, headers={"Location": location})


# Twelve operations that differ only in the kind of payment.
for _kind, _name in _OPERATIONS.items():
    HANDLERS.operation(f"initiate{_name}")(_initiate(_kind))
    HANDLERS.operation(f"initiate{_name}WithSavedCredentials")(_initiate_with_saved(_kind))
    HANDLERS.operation(f"get{_name}")(_look(_kind))
