"""
Which bank a web form is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..state.banks import BANKS, TEST_BANK_ID
from ..state.orders import bank_of_iban, is_iban
from ..state.world import Record
from .errors import InvalidField, Refusal

__all__ = ["chosen", "interfaces", "of_sender"]

_NAMES = ("name", "bic", "blz", "city")


def chosen(details: Mapping[str, Any]) -> Record:
    """
    Find the bank of an import: the one that is named, else the one that the user would choose.

    Raises:
        InvalidField: It is named twice.
        Refusal: There is no such bank, or there are several.
    """
    wanted: Record = details.get("bank") or {}
    bank_id, search = wanted.get("id"), wanted.get("search")
    if bank_id is not None and search is not None:
        raise InvalidField(("bank", "either id or search"))
    found = [bank for bank in BANKS.values() if _is_usable(bank, details)]
    if bank_id is not None:
        found = [bank for bank in found if bank["id"] == bank_id]
    elif search is not None:
        found = [bank for bank in found if _is_found(bank, search)]
    else:
        found = [bank for bank in found if bank["id"] == TEST_BANK_ID] or found[:1]
    if not found:
        raise Refusal("BANK_NOT_SUPPORTED", "there is no such bank for this")
    if len(found) > 1:
        raise Refusal("BANK_NOT_UNIQUE", f"{len(found)} banks fit the search")
    return found[0]


def interfaces(bank: Record, details: Mapping[str, Any]) -> list[Record]:
    """
    Find the interfaces of a bank that may be used.
    """
    allowed = details.get("allowedInterfaces")
    return [
        one
        for one in bank["interfaces"]
        if one["isAisSupported"] and (allowed is None or one["bankingInterface"] in allowed)
    ]


def of_sender(iban: str | None, details: Mapping[str, Any]) -> Record:
    """
    Find the bank of who pays: that of an IBAN, else the one that the user would choose.

    Raises:
        Refusal: The IBAN is wrong, or only the test bank would do and may not be used.
    """
    if iban is None:
        return chosen({"allowTestBank": details.get("allowTestBank")})
    if not is_iban(iban):
        raise Refusal("BANK_NOT_SUPPORTED", "this is no IBAN")
    bank = bank_of_iban(iban)
    if not _is_usable(bank, details):
        raise Refusal("BANK_NOT_SUPPORTED", "no bank that may be used belongs to the IBAN")
    return bank


def _is_usable(bank: Record, details: Mapping[str, Any]) -> bool:
    if bank["isTestBank"] and details.get("allowTestBank") is False:
        return False
    return bool(interfaces(bank, details))


def _is_found(bank: Record, search: str) -> bool:
    if is_iban(search):
        return bool(search.replace(" ", "")[4:12] == bank["blz"])
    words = search.casefold().split()
    text = " ".join(str(bank.get(name, "")) for name in _NAMES).casefold()
    return all(word in text for word in words)
