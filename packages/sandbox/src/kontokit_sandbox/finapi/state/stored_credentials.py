"""
Credentials stored with a bank connection.
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
    Store the entered credentials. Secrets are stored masked, and only on request. The user name
    comes first, whatever the order of the request.

    Updates need the user if the bank requires SCA or a credential is not stored.
    """
    kept: dict[str, Record] = {one["label"]: one for one in interface["loginCredentials"]}
    entered: list[Record] = asked.get("loginCredentials") or []
    for one in entered:
        is_secret = _is_secret(one)
        value = "XXXXX" if is_secret else one["value"]
        stored = not is_secret or asked.get("storeSecrets")
        kept[one["label"]] = {"label": one["label"], **({"value": value} if stored else {})}
    # False sorts before True: the user name comes first, and the functions below rely on it.
    interface["loginCredentials"] = sorted(kept.values(), key=_is_secret)
    is_complete = all("value" in one for one in kept.values())
    interface["userActionRequired"] = needs_user or not is_complete


def with_stored_credentials(call: Call, interface: Record) -> Call:
    """
    Add the stored credentials to a call without any. The PINs of test users equal their names.
    """
    kept: list[Record] = interface["loginCredentials"]
    if call.body.get("loginCredentials") or not all("value" in one for one in kept):
        return call
    # kept[0] is the user name. Stored secrets are masked, so they cannot be used.
    entered = [{"label": one["label"], "value": kept[0]["value"]} for one in kept]
    return replace(call, body={**call.body, "loginCredentials": entered})


def stored_login_name(user: User, asked: Mapping[str, Any]) -> str:
    """
    Return the user name stored for the bank connection, account or order of a request, or an empty
    string.
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
