"""
Credentials stored with a bank connection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...orders.bank_state import BankState
from ...server.service import Call
from .world import Record, User

__all__ = [
    "keep_credentials",
    "masked",
    "renew_stored_pin",
    "stored_login_name",
    "stored_names",
    "stored_pin_is_refused",
    "with_stored_credentials",
]

_MASK = "XXXXX"


def keep_credentials(interface: Record, asked: Mapping[str, Any], *, needs_user: bool) -> None:
    """
    Store the entered credentials, secrets only on request. The user name comes first, whatever the
    order of the request.

    Updates need the user if the bank requires SCA or a credential is not stored.
    """
    kept: dict[str, Record] = {one["label"]: one for one in interface["loginCredentials"]}
    entered: list[Record] = asked.get("loginCredentials") or []
    for one in entered:
        stored = not _is_secret(one) or asked.get("storeSecrets")
        kept[one["label"]] = {"label": one["label"], **({"value": one["value"]} if stored else {})}
    # False sorts before True: the user name comes first, and the functions below rely on it.
    interface["loginCredentials"] = sorted(kept.values(), key=_is_secret)
    is_complete = all("value" in one for one in kept.values())
    interface["userActionRequired"] = needs_user or not is_complete


def with_stored_credentials(call: Call, interface: Record) -> Call:
    """
    Add the stored credentials to a call without any.
    """
    kept: list[Record] = interface["loginCredentials"]
    if call.body.get("loginCredentials") or not all("value" in one for one in kept):
        return call
    return replace(call, body={**call.body, "loginCredentials": [dict(one) for one in kept]})


def masked(interface: Record) -> Record:
    """
    Return an interface as responses have it: with secrets that cannot be read.
    """
    shown = [
        {**one, "value": _MASK} if _is_secret(one) and "value" in one else one
        for one in interface["loginCredentials"]
    ]
    return {**interface, "loginCredentials": shown}


def renew_stored_pin(interface: Record, pin: str) -> None:
    """
    Replace the PIN, if one is stored.
    """
    for one in interface["loginCredentials"]:
        if _is_secret(one) and "value" in one:
            one["value"] = pin


def stored_pin_is_refused(banks: BankState, interface: Record) -> bool:
    """
    Whether the bank has changed the PIN since it was stored.
    """
    stored = [one for one in interface["loginCredentials"] if "value" in one]
    kept: dict[bool, str] = {_is_secret(one): one["value"] for one in stored}
    return len(kept) == 2 and banks.refuses(kept[False], kept[True])


def stored_names(user: User) -> frozenset[str]:
    """
    The user names at banks that are stored for a user.
    """
    return frozenset(
        str(one["value"])
        for connection in user.connections.values()
        for interface in connection["interfaces"]
        for one in interface["loginCredentials"]
        if "value" in one and not _is_secret(one)
    )


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
