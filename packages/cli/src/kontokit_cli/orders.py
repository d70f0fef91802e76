"""
Makes orders from what was typed, and refuses what no bank would take.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from .apis.actions import Order
from .failures import Misused
from .inputs import today

__all__ = ["make_order"]

_LONGEST_PURPOSE: Final = 140


def make_order(
    *,
    payee: str,
    iban: str,
    amount: Decimal,
    purpose: str | None = None,
    day: date | None = None,
    is_instant: bool = False,
) -> Order:
    """
    Make a transfer.

    Args:
        iban: Of the payee, with or without blanks.
        amount: In euros.
        purpose: What it is for, at most 140 characters.
        day: A later day.

    Raises:
        Misused: Something of it cannot be.
    """
    from kontokit_banking.identifiers import is_valid_iban

    number = iban.replace(" ", "").upper()
    if not is_valid_iban(number):
        raise Misused(f"{number} is no IBAN: its check digits are wrong")
    if amount <= 0:
        raise Misused("the amount is more than 0")
    if purpose and len(purpose) > _LONGEST_PURPOSE:
        raise Misused("the purpose has at most 140 characters")
    if day is not None and day < today():
        raise Misused("the day is over")
    return Order(
        payee=payee.strip(),
        iban=number,
        amount=amount,
        currency="EUR",
        purpose=purpose,
        day=day,
        is_instant=is_instant,
    )
