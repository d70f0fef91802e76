"""
Credentials that a bank connection keeps for later calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...server.service import Call
from .world import Record, User

__all__ = ["keep_credentials", "stored_login_name", "with_stored_credentials"]


def keep_credentials(interface: Record, asked: Mapping[str, Any], *, needs_user: bool) -> None:
    """
    Keep what was entered; secret values are told masked, and only where they are stored. The
    user's name comes first, in whatever order it was entered.

    An update needs the user where the bank wants SCA, or where something is not stored.
    """
    kept: dict[str, Record] = {one["label"]: one for one in interface["loginCredentials"]}
    entered: list[Record] = asked.get("loginCredentials") or []
    for one in entered:
        is_secret = _is_secret(one)
        value = "XXXXX" if is_secret else one["value"]
        stored = not is_secret or asked.get("storeSecrets")
        kept[one["label"]] = {"label": one["label"], **({"value": value} if stored else {})}
    interface["loginCredentials"] = sorted(kept.values(), key=_is_secret)
    is_complete = all("value" in one for one in kept.values())
    interface["userActionRequired"] = needs_user or not is_complete


def with_stored_credentials(call: Call, interface: Record) -> Call:
    """
    Enter stored credentials where none are sent. The PINs of the test users equal their names.
    """
    kept: list[Record] = interface["loginCredentials"]
    if call.body.get("loginCredentials") or not all("value" in one for one in kept):
        return call
    entered = [{"label": one["label"], "value": kept[0]["value"]} for one in kept]
    return replace(call, body={**call.body, "loginCredentials": entered})


def stored_login_name(user: User, asked: Mapping[str, Any]) -> str:
    """
    Tell the user name that is stored for the bank connection, account or order of a request; empty
    where there is none.
    """
    order = user.payments.get(asked.get("paymentId", 0), {})
    account = user.accounts.get(asked.get("accountId", order.get("accountId", 0)), {})
    number = asked.get("bankConnectionId", account.get("bankConnectionId", 0))
    connection = user.connections.get(number, {"interfaces": []})
    kept: list[Record] = [
        one for interface in connection["interfaces"] for one in interface["loginCredentials"]
    ]
    return str(next((one["value"] for one in kept if "value" in one), ""))


def _is_secret(credential: Mapping[str, Any]) -> bool:
    return "pin" in credential["label"].lower()
