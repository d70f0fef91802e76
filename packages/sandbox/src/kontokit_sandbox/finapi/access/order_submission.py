"""
Handing an order to the bank: which interface can, and who is let in.
"""

from __future__ import annotations

from dataclasses import replace

from ...server.service import Call
from ..context import Context
from ..errors import refused
from ..sca.bank_login import admit, entered_login_name
from ..sca.demo_logins import Login, login_of
from ..state.banks import BANKS
from ..state.world import Record

__all__ = ["authenticate"]


def authenticate(context: Context, call: Call, order: Record, capability: str) -> Login:
    """
    Sign the user in for an order, or ask for what is missing.

    Credentials that are stored with the bank connection of the account need not be sent.

    Args:
        context: The world.
        call: The submission, or its repetition with an answer.
        order: The payment or standing order.
        capability: What the interface must be capable of, such as ``sepaMoneyTransfer``.

    Returns:
        Who has signed in.

    Raises:
        Problem: The interface cannot do it, the bank refuses or asks for SCA (510), or the call
            lacks something.
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
    admit(context, call, bank, name)
    return login_of(entered_login_name(call))


def _stored(context: Context, call: Call, order: Record, name: str) -> dict[str, str]:
    """
    Find credentials that are stored. The PINs of the test users are equal to their names.
    """
    user = context.user(call)
    account = user.accounts.get(order.get("accountId", 0))
    if account is None:
        return {}
    for interface in user.connections[account["bankConnectionId"]]["interfaces"]:
        if interface["bankingInterface"] == name:
            kept = [one for one in interface["loginCredentials"] if "value" in one]
            return {one["label"]: kept[0]["value"] for one in kept}
    return {}
