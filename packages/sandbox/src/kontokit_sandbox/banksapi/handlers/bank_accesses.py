"""
Operations for the customer and bank accesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from ...openapi.errors import BrokenRequest, Problem
from ...server.service import Call, Response
from ..credentials import DEMO_PROVIDER
from ..state.bank import Bank, HandlerGroup, User
from ..state.bank_accesses import Access
from ..state.demo_logins import Login
from ..state.sca_methods import PDF
from .links import Links
from .serialization import access_json, issues_json

__all__ = ["HANDLERS", "check_address", "restart"]

HANDLERS: HandlerGroup = HandlerGroup()

# Not ip_address.is_private, which is also true for the documentation ranges that tests use.
_NOT_PUBLIC = [
    ip_network(one)
    for one in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128")
]


@HANDLERS.operation("getCustomer")
def _customer(bank: Bank, call: Call) -> Response:
    accesses, links = _all(bank, call), Links(call)
    body = {"bankzugaenge": accesses, "relations": links.of_customer()}
    return Response(body=body, is_undocumented=_is_undocumented(bank, call))


@HANDLERS.operation("getBankAccesses")
def _list(bank: Bank, call: Call) -> Response:
    return Response(body=_all(bank, call), is_undocumented=_is_undocumented(bank, call))


@HANDLERS.operation("getBankAccess")
def _get(bank: Bank, call: Call) -> Response:
    access = bank.access(call)
    access.look(bank.ledger)
    return Response(body=access_json(access, Links(call)), is_undocumented=access.is_undocumented)


@HANDLERS.operation("getBankAccessIssues")
def _issues(bank: Bank, call: Call) -> Response:
    access = bank.access(call)
    return Response(body=issues_json(access, Links(call)), is_undocumented=access.is_undocumented)


@HANDLERS.operation("getChallengePdf")
def _pdf(bank: Bank, call: Call) -> Response:
    sca = bank.access(call).sca
    if sca is None or not sca.has_pdf:
        raise Problem(404)
    return Response(body=PDF, media_type="application/pdf")


@HANDLERS.operation("deleteBankAccess")
def _delete(bank: Bank, call: Call) -> Response:
    check_address(call)
    del bank.user(call).accesses[bank.access(call).id]
    return Response()


@HANDLERS.operation("deleteBankAccesses")
def _delete_all(bank: Bank, call: Call) -> Response:
    check_address(call)
    bank.user(call).accesses.clear()
    return Response()


@HANDLERS.operation("addBankAccess")
def _add(bank: Bank, call: Call) -> Response:
    check_address(call)
    user, links = bank.user(call), Links(call)
    if not call.body:
        raise BrokenRequest(["body: no bank access"])
    for access_id, data in call.body.items():
        # Without credentials, an existing access is refreshed with those that are stored.
        if access_id in user.accesses and not data.get("credentials"):
            restart(bank, user.accesses[access_id], call)
            continue
        login = bank.read_login(data.get("credentials") or {})
        if not data.get("credentials") or login.behaviour.form:
            session = bank.web_form(user, "CREATE_ACCOUNT", access_id, login)
            location = links.web_form(session, "CREATE_ACCOUNT")
            return Response(status=451, headers={"Location": location})
        _check_head_only(call, data)
        _start(bank, user, access_id, login, data, call)
    ids = list(call.body)
    location = f"{links.accesses}/{ids[0]}" if len(ids) == 1 else links.accesses
    return Response(status=201, headers={"Location": location})


@HANDLERS.operation("selectBankProducts")
def _select(bank: Bank, call: Call) -> Response:
    access = bank.access(call)
    session = bank.web_form(bank.user(call), "SELECT_BANK_PRODUCTS", access.id)
    location = Links(call).web_form(session, "SELECT_BANK_PRODUCTS")
    return Response(status=451, headers={"Location": location})


def restart(bank: Bank, access: Access, call: Call, *, with_sca: bool = False) -> None:
    """
    Start a retrieval with the stored credentials.

    Args:
        call: The request, which may contain a callback URL.
        with_sca: Require an SCA even if the login needs none.
    """
    now, obstacle = bank.clock.now(), _obstacle(bank, access, with_sca=with_sca)
    # Without a consent a refresh changes nothing; the user has to start an SCA.
    if access.needs_renewal and not with_sca:
        return
    sca, behaviour = None, access.login.behaviour
    needs_sca = behaviour.reading_needs_sca or (with_sca and behaviour.orders_need_sca)
    if obstacle is None and needs_sca:
        sca = access.login.new_sca(bank.new_id(), now, call.query.get("callbackUrl"))
        if sca.then is not None:
            # Each SCA of an access has its own consent id.
            sca.then.id = bank.new_id()
    access.begin(sca, obstacle, bank.ledger)


def check_address(call: Call) -> None:
    """
    Refuse an IP address of the user that is not public.

    Raises:
        BrokenRequest: The address is invalid or not public.
    """
    text = call.headers.get("customer-ip-address")
    if text is None:
        return
    try:
        address = ip_address(text)
    except ValueError:
        raise BrokenRequest([f"header: customer-ip-address: {text!r} is invalid"]) from None
    if any(address in network for network in _NOT_PUBLIC):
        raise BrokenRequest([f"header: customer-ip-address: {text} is not public"])


def _check_head_only(call: Call, data: Mapping[str, Any]) -> None:
    """
    Refuse to retrieve heads alone for an access that is stored, or for chosen products.

    Raises:
        BrokenRequest: ``headOnly`` stands beside ``sync`` or ``selectedBankProducts``.
    """
    if not call.query.get("headOnly"):
        return
    if data.get("sync", True):
        raise BrokenRequest(["query: headOnly: sync has to be false"])
    if data.get("selectedBankProducts"):
        raise BrokenRequest(["query: headOnly: no selectedBankProducts are allowed"])


def _start(
    bank: Bank, user: User, access_id: str, login: Login, data: Mapping[str, Any], call: Call
) -> None:
    access = Access(
        id=access_id,
        user_id=user.id,
        provider_id=data.get("providerId", DEMO_PROVIDER),
        login=login,
        sync=data.get("sync", True),
        kind="EBICS" if data.get("ebics") else "DEFAULT",
        selected=list(data.get("selectedBankProducts", [])),
        head_only=call.query.get("headOnly", False),
        payment_accounts_only=call.query.get("paymentAccountsOnly", False),
        updated_at=bank.clock.now(),
    )
    user.accesses[access_id] = access
    restart(bank, access, call)


def _obstacle(bank: Bank, access: Access, *, with_sca: bool) -> str | None:
    if access.provider_id != DEMO_PROVIDER:
        return "BA1001"
    if access.products and not with_sca and access.login.behaviour.is_exceeded:
        return "BA1053"
    return bank.obstacle(access.login)


def _is_undocumented(bank: Bank, call: Call) -> bool:
    return any(access.is_undocumented for access in bank.user(call).accesses.values())


def _all(bank: Bank, call: Call) -> dict[str, Any]:
    links = Links(call)
    found: dict[str, Any] = {}
    for access in bank.user(call).accesses.values():
        access.look(bank.ledger)
        found[access.id] = access_json(access, links)
    return found
