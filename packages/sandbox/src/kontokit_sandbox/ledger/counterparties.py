"""
Whom the people of the sandbox pay, and who pays them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..demo.money import german_iban
from .people import BANKS

__all__ = ["CREDITOR_ID", "Counterparty", "counterparty"]

CREDITOR_ID = "DE98ZZZ09999999999"
"""The creditor identifier that the Bundesbank has published for tests."""


@dataclass(frozen=True)
class Counterparty:
    """
    The other side of a row.
    """

    name: str
    iban: str
    bic: str


@lru_cache(maxsize=256)
def counterparty(name: str) -> Counterparty:
    """
    Return a counterparty. Its account number follows from its name.
    """
    codes = list(BANKS)
    total = sum(place * ord(letter) for place, letter in enumerate(name, 1))
    bank = BANKS[codes[total % len(codes)]]
    return Counterparty(name, german_iban(bank.code, f"77{total % 10**8:08d}"), bank.bic)
