"""
Fields that differ between v1 and v2: account types as numbers, named credentials, and results
that v2 has only on interfaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..state.world import Record

__all__ = ["to_v2_fields", "v1_fields"]

_TYPES = {
    1: "Checking",
    2: "Savings",
    3: "CreditCard",
    4: "Security",
    5: "Loan",
    6: "Pocket",
    7: "Membership",
    8: "Bausparen",
}
_NUMBERS = {name: number for number, name in _TYPES.items()}
_CREDENTIALS = {"bankingUserId": "Onlinebanking-ID", "bankingPin": "PIN"}
_SOURCES = ("WEB_SCRAPER", "FINTS_SERVER")


def to_v2_fields(given: Mapping[str, Any]) -> Record:
    """
    Convert the deprecated fields of a body or query to those of v2.

    Args:
        given: All fields; those that are not deprecated are kept.
    """
    fields: Record = {name: value for name, value in given.items() if name not in _CREDENTIALS}
    if "accountTypeId" in fields and "transactionId" not in fields:
        fields.setdefault("accountType", _TYPES[fields.pop("accountTypeId")])
    if "accountTypeIds" in fields:
        numbers: list[int] = fields.pop("accountTypeIds")
        # An unknown number becomes a type that matches nothing.
        named: list[str] = fields.get("accountTypes", [])
        fields["accountTypes"] = [*named, *(_TYPES.get(number, "") for number in numbers)]
    if "storePin" in fields:
        fields.setdefault("storeSecrets", fields.pop("storePin"))
    entered = [
        {"label": label, "value": given[name]}
        for name, label in _CREDENTIALS.items()
        if name in given
    ]
    if entered:
        fields.setdefault("loginCredentials", entered)
    return fields


def v1_fields(record: Mapping[str, Any]) -> Record:
    """
    Return the fields that only v1 has for an account, bank connection or bank.
    """
    if "accountType" in record and "interfaces" in record:
        return _of_account(record)
    if "updateStatus" in record and "interfaces" in record:
        return _of_connection(record)
    if "blz" in record and "interfaces" in record:
        names = {one["bankingInterface"] for one in record["interfaces"]}
        return {"supportedDataSources": [one for one in _SOURCES if one in names]}
    return {}


def _of_account(account: Mapping[str, Any]) -> Record:
    interfaces: list[Record] = account["interfaces"]
    latest = max(interfaces, key=lambda one: one["lastUpdateAttempt"])
    able = {name for one in interfaces for name in one["capabilities"]}
    return {
        "accountTypeId": _NUMBERS[account["accountType"]],
        "accountTypeName": account["accountType"],
        "status": latest["status"],
        "lastSuccessfulUpdate": max(one["lastSuccessfulUpdate"] for one in interfaces),
        "lastUpdateAttempt": latest["lastUpdateAttempt"],
        "supportedOrders": sorted(name for name in able if name.startswith("SEPA_")),
    }


def _of_connection(connection: Mapping[str, Any]) -> Record:
    interfaces: list[Record] = connection["interfaces"]
    fields: Record = {"type": "DEMO" if connection["bank"]["isTestBank"] else "ONLINE"}
    for name in ("lastManualUpdate", "lastAutoUpdate"):
        results = [one[name] for one in interfaces if name in one]
        if results:
            fields[name] = max(results, key=lambda one: one["timestamp"])
    return fields
