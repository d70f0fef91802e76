"""
The bank of a web form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..state.banks import BANKS, TEST_BANK_ID
from ..state.orders import bank_of_iban, is_iban
from ..state.world import Record
from .errors import InvalidField, Refusal

__all__ = ["chosen", "interfaces", "is_found", "of_sender", "usable"]

_NAMES = ("name", "bic", "blz", "city")


def chosen(details: Mapping[str, Any]) -> Record:
    """
    Find the bank of an import: the requested one, or a default in place of the user's choice.

    Raises:
        InvalidField: Both an id and a search are given.
        Refusal: No bank matches, or several do.
    """
    wanted: Record = details.get("bank") or {}
    bank_id, search = wanted.get("id"), wanted.get("search")
    if bank_id is not None and search is not None:
        raise InvalidField(("bank", "either id or search"))
    found = usable(details)
    if bank_id is not None:
        found = [bank for bank in found if bank["id"] == bank_id]
    elif search is not None:
        found = [bank for bank in found if is_found(bank, search)]
    else:
        # If none is named, the user would choose; the sandbox takes the test bank.
        found = [bank for bank in found if bank["id"] == TEST_BANK_ID] or found[:1]
    if not found:
        raise Refusal("BANK_NOT_SUPPORTED", "no allowed bank matches")
    if len(found) > 1:
        raise Refusal("BANK_NOT_UNIQUE", f"{len(found)} banks match the search")
    return found[0]


def usable(details: Mapping[str, Any]) -> list[Record]:
    """
    Find the banks that a form allows.
    """
    return [bank for bank in BANKS.values() if _is_usable(bank, details)]


def interfaces(bank: Record, details: Mapping[str, Any]) -> list[Record]:
    """
    Find the allowed interfaces of a bank.
    """
    allowed = details.get("allowedInterfaces")
    return [
        one
        for one in bank["interfaces"]
        if one["isAisSupported"] and (allowed is None or one["bankingInterface"] in allowed)
    ]


def of_sender(iban: str | None, details: Mapping[str, Any]) -> Record:
    """
    Find the bank of the payer: that of an IBAN, or a default in place of the user's choice.

    Raises:
        Refusal: The IBAN is invalid, or its bank is not allowed.
    """
    if iban is None:
        return chosen({key: details.get(key) for key in ("allowTestBank", "bank")})
    if not is_iban(iban):
        raise Refusal("BANK_NOT_SUPPORTED", "this is not a valid IBAN")
    bank = bank_of_iban(iban)
    if not _is_usable(bank, details):
        raise Refusal("BANK_NOT_SUPPORTED", "the bank of the IBAN is not allowed")
    return bank


def _is_usable(bank: Record, details: Mapping[str, Any]) -> bool:
    if bank["isTestBank"] and details.get("allowTestBank") is False:
        return False
    return bool(interfaces(bank, details))


def is_found(bank: Record, search: str) -> bool:
    """
    Whether a search finds a bank: by words of its name, city, BIC and bank code, or by an IBAN.
    """
    if is_iban(search):
        return bool(search.replace(" ", "")[4:12] == bank["blz"])
    words = search.casefold().split()
    text = " ".join(str(bank.get(name, "")) for name in _NAMES).casefold()
    return all(word in text for word in words)
