"""
The older operations for transfers, where a second call submits the TAN.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from math import inf
from typing import Any

from ...openapi.decimal_json import read_json
from ...openapi.errors import BrokenRequest, Problem
from ...orders.order_book import OrderState
from ...pending import OrderSummary
from ...server.clock import berlin_text
from ...server.service import Call, Response, Visit
from ..state.bank import Bank, HandlerGroup
from ..state.demo_logins import Login
from ..state.messages import message
from ..state.orders import Transfer
from ..state.sca import Sca
from ..state.sca_methods import SCA_METHODS
from .bank_accesses import check_address
from .links import Links, relation
from .serialization import media_json, method_json

__all__ = ["HANDLERS", "choose_method", "is_transfer_consent"]

HANDLERS: HandlerGroup = HandlerGroup()

_CONSENT = re.compile("/customer/v2/ueberweisung/([^/]+)/consent")
_TAN_WAITS = timedelta(minutes=5)
_WRONG_TAN = "Die TAN war falsch. Bitte geben Sie die TAN erneut ein"
_OUTCOMES: Mapping[OrderState, str] = {
    "executed": "BA1111",
    "refused": "BA1104",
    "pending": "BA1112",
    "open": "BA1110",
}
_DETAILS = ("empfaenger", "verwendungszweck", "iban", "betrag", "waehrung")


@HANDLERS.operation("createTransfer")
def _create(bank: Bank, call: Call) -> Response:
    return _start(bank, call, bulk=False)


@HANDLERS.operation("createBulkTransfer")
def _create_bulk(bank: Bank, call: Call) -> Response:
    return _start(bank, call, bulk=True)


@HANDLERS.operation("submitTransferTan")
def _submit(bank: Bank, call: Call) -> Response:
    return _take_tan(bank, call, bulk=False)


@HANDLERS.operation("submitBulkTransferTan")
def _submit_bulk(bank: Bank, call: Call) -> Response:
    return _take_tan(bank, call, bulk=True)


def _start(bank: Bank, call: Call, *, bulk: bool) -> Response:
    check_address(call)
    links = Links(call)
    if not call.body.get("credentials"):
        use_case = f"START_PAYMENT_{'BULK' if bulk else 'SINGLE'}_TRANSFER"
        session = bank.web_form(bank.user(call), use_case, bank.new_id())
        return Response(status=451, headers={"Location": links.web_form(session, use_case)})
    if not bulk:
        missing = [f"body.{key} is missing" for key in _DETAILS if key not in call.body]
        if missing:
            raise BrokenRequest(missing)
    login = bank.read_login(call.body["credentials"])
    obstacle = bank.obstacle(login)
    if obstacle is not None:
        return Response(body={**_asking(bank, call.body, obstacle), "relations": []})
    transfer = _new_transfer(bank, call, login, bulk=bulk)
    code = call.body.get("sicherheitsverfahrenKodierung")
    if code is None:
        bank.transfers[transfer.id] = transfer
        return Response(body=_asking_for_method(bank, transfer, links))
    _choose(bank, transfer, str(code))
    if transfer.sca.errors:
        return Response(body={**_asking(bank, call.body, *transfer.sca.errors), "relations": []})
    bank.transfers[transfer.id] = transfer
    return Response(body=_asking_for_tan(bank, transfer, links))


def is_transfer_consent(path: str) -> bool:
    """
    Whether a path is that of :func:`choose_method`, which looks like one of a transfer.
    """
    return _CONSENT.fullmatch(path) is not None


def choose_method(bank: Bank, visit: Visit) -> Response | None:
    """
    Choose the method of a transfer, at the path of its relation ``set_method``. Returns None for
    other paths: this one is no operation of the document.

    Raises:
        Problem: The caller has no such transfer, or the body has no method.
    """
    found = _CONSENT.fullmatch(visit.path)
    transfer = bank.transfers.get(found[1]) if found else None
    if transfer is None:
        return None
    if bank.bearer(visit.authorization).user_id != transfer.user_id or not _wants_method(
        bank, transfer
    ):
        raise Problem(404)
    _choose(bank, transfer, _chosen_code(visit.body))
    links = Links(visit)
    if transfer.sca.errors:
        return Response(body=_asking_for_method(bank, transfer, links))
    return Response(body=_asking_for_tan(bank, transfer, links))


def _new_transfer(bank: Bank, call: Call, login: Login, *, bulk: bool) -> Transfer:
    ends = bank.clock.now() + _TAN_WAITS
    sca = Sca(id=bank.new_id(), ends=ends, offered=tuple(SCA_METHODS.values()), login=login.user)
    if not bulk:
        sca.show(_summary(call.body))
    if login.behaviour.hides_wrong_tan:
        sca.attempts = inf  # the document knows no end of wrong TANs
    return Transfer(
        id=sca.id,
        user_id=bank.user(call).id,
        provider=call.path["provider-id"],
        product=call.path["product-id"],
        bulk=bulk,
        login=login,
        details={key: value for key, value in call.body.items() if key != "credentials"},
        timeout=sca.ends,
        sca=sca,
    )


def _choose(bank: Bank, transfer: Transfer, code: str) -> None:
    """
    Choose a method, and pose its challenge.
    """
    transfer.sca.submit({"chosenScaMethodId": code})
    transfer.sca.ends = transfer.timeout = bank.clock.now() + _TAN_WAITS
    bank.send_tan(transfer.sca)


def _chosen_code(body: bytes) -> str:
    try:
        code = read_json(body)["chosenScaMethodId"]
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(400) from error
    return str(code)


def _wants_method(bank: Bank, transfer: Transfer) -> bool:
    return transfer.sca.step == "method" and transfer.timeout >= bank.clock.now()


def _summary(body: Mapping[str, Any]) -> OrderSummary:
    return OrderSummary(
        amount=body["betrag"],
        currency=body["waehrung"],
        name=body["empfaenger"],
        iban=body["iban"],
        purpose=body["verwendungszweck"],
    )


def _take_tan(bank: Bank, call: Call, *, bulk: bool) -> Response:
    transfer = bank.transfers.get(call.path["payment-id"])
    if transfer is None or transfer.bulk != bulk or transfer.user_id != bank.user(call).id:
        raise Problem(404)
    is_asked = transfer.sca.is_open and transfer.sca.step != "method"
    is_open = is_asked or transfer.is_shown_open(bank.clock.now())
    if not is_open or transfer.timeout < bank.clock.now():
        raise Problem(404)
    transfer.sca.submit({"scaAuthenticationData": call.body["tan"]})
    bank.note_locked(transfer.login, transfer.sca)
    messages = [message(code) for code in transfer.sca.errors]
    if transfer.sca.step == "done":
        return _handed_in(bank, transfer, Links(call))
    if not transfer.sca.is_open:
        return Response(body={"messages": messages, "relations": []})
    if transfer.login.behaviour.hides_wrong_tan:
        messages = []
    waiting = _waiting(transfer, Links(call))
    return Response(body={"messages": messages, "hinweis": _WRONG_TAN, **waiting})


def _handed_in(bank: Bank, transfer: Transfer, links: Links) -> Response:
    """
    Hand a transfer in, or say what has become of it.
    """
    is_first, now = transfer.taken is None, bank.clock.now()
    taken = transfer.hand_in(bank.banks.orders, now)
    state = taken.state(now)
    body: dict[str, Any] = {"messages": [message(_OUTCOMES[state])], "relations": []}
    if state == "open":
        body |= _waiting(transfer, links)
    return Response(
        body=body,
        seconds=taken.fate.answer_seconds if is_first else 0.0,
        is_lost=is_first and taken.fate.loses_answer,
    )


def _asking_for_method(bank: Bank, transfer: Transfer, links: Links) -> dict[str, Any]:
    body = _asking(bank, transfer.details, *transfer.sca.errors, "BA3010")
    here = links.transfer_consent(transfer.sca)
    return {**body, "relations": [relation("set_method", here)]}


def _asking_for_tan(bank: Bank, transfer: Transfer, links: Links) -> dict[str, Any]:
    body = {**_asking(bank, transfer.details, "BA1110"), **_waiting(transfer, links)}
    return {**body, "challenge": transfer.sca.challenge}


def _asking(bank: Bank, details: Mapping[str, Any], *codes: str) -> dict[str, Any]:
    now = berlin_text(bank.clock.now())
    found: dict[str, Any] = {
        "messages": [message(code) for code in codes],
        "tanMedien": media_json(now),
        "sicherheitsverfahren": [method_json(one) for one in SCA_METHODS.values()],
    }
    for key in ("ausfuehrungsdatum", "tanMediumName", "payments"):
        if key in details:
            found[key] = details[key]
    if "payments" not in details:
        wanted = (*_DETAILS, "bic")
        found["ueberweisung"] = {key: details[key] for key in wanted if key in details}
    return found


def _waiting(transfer: Transfer, links: Links) -> dict[str, Any]:
    base = links.transfer(transfer.provider, transfer.product, bulk=transfer.bulk)
    return {
        "timeout": berlin_text(transfer.timeout),
        "relations": [relation("submit_text_tan", f"{base}/{transfer.id}")],
    }
