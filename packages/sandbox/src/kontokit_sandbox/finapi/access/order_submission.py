"""
Sign-in at the bank for submitting an order.
"""

from __future__ import annotations

from dataclasses import replace

from ...orders.fate import Fate
from ...server.service import Call
from ..context import Context
from ..errors import refused
from ..sca.bank_login import admit, entered_login_name
from ..sca.demo_logins import order_fate
from ..state.banks import BANKS
from ..state.world import Record

__all__ = ["authenticate"]


def authenticate(context: Context, call: Call, order: Record, capability: str) -> Fate:
    """
    Sign the user in at the bank for an order, or request SCA.

    Credentials stored with the bank connection are used if they are not sent.

    Args:
        call: The submission, or its repetition with an SCA answer.
        capability: The capability that the interface needs, such as ``sepaMoneyTransfer``.

    Returns:
        What becomes of orders of the login, unless their amount decides it.

    Raises:
        Problem: The interface lacks the capability, the bank refuses, SCA is needed (510), or the
            call is incomplete.
    """
    bank, name = BANKS[order["bankId"]], call.body["bankingInterface"]
    known = {one["bankingInterface"]: one for one in bank["interfaces"]}
    if name not in known or not known[name]["paymentCapabilities"][capability]:
        text = f"the bank has no {capability} over {name}"
        raise refused(context, call, 501, "UNSUPPORTED_FEATURE", text)
    credentials = _stored(context, call, order, name)
    given: list[Record] = call.body.get("loginCredentials") or []
    credentials |= {one["label"]: one["value"] for one in given}
    missing = {one["label"] for one in known[name]["loginCredentials"]} - credentials.keys()
    if missing:
        text = f"{' and '.join(sorted(missing))} is needed"
        raise refused(context, call, 422, "MISSING_CREDENTIALS", text)
    entered = [{"label": label, "value": value} for label, value in credentials.items()]
    call = replace(call, body={**call.body, "loginCredentials": entered})
    admit(context, call, bank, name, order)
    return order_fate(entered_login_name(call))


def _stored(context: Context, call: Call, order: Record, name: str) -> dict[str, str]:
    """
    Find stored credentials.
    """
    user = context.user(call)
    account = user.accounts.get(order.get("accountId", 0))
    if account is None:
        return {}
    for interface in user.connections[account["bankConnectionId"]]["interfaces"]:
        if interface["bankingInterface"] == name:
            kept: list[Record] = interface["loginCredentials"]
            return {one["label"]: one["value"] for one in kept if "value" in one}
    return {}
