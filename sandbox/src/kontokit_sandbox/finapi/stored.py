"""
Credentials that a bank connection keeps for later calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..service import Call
from .world import Record

__all__ = ["keep_credentials", "with_stored_credentials"]


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


def _is_secret(credential: Mapping[str, Any]) -> bool:
    return "pin" in credential["label"].lower()
