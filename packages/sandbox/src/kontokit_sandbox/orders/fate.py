"""
The cents of an amount decide what becomes of an order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

__all__ = ["AT_ONCE", "FATES", "Fate", "fate_of"]

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Fate:
    """
    What becomes of an order; by default it is carried out at once.
    """

    does: str = "carried out at once"
    """In the words of the README."""
    is_executed: bool = True
    """Whether it is carried out in the end."""
    takes: timedelta | None = timedelta()
    """How long the bank needs; None if it never decides."""
    looks_open: bool = False
    """Whether the status meanwhile says that the order was not submitted."""
    refused: Literal["", "by the bank", "balance"] = ""
    """Why it is refused in the answer to its submission."""
    answer_seconds: float = 0.0
    """How many real seconds the answer to the submission takes."""
    loses_answer: bool = False
    checks_payee: bool = False
    """Whether the bank says that the payee's name does not fit the IBAN."""


AT_ONCE = Fate()
_MOST = 10**21
"""From here on, ``Decimal`` may not be able to tell the cents."""
FATES: Mapping[int, Fate] = {
    11: Fate(does="refused by the bank", is_executed=False, refused="by the bank"),
    12: Fate(does="pending for an hour, then carried out", takes=_HOUR),
    13: Fate(does="pending for an hour, then refused", takes=_HOUR, is_executed=False),
    14: Fate(
        does="carried out at once; the answer takes 45 real seconds, or as long as a `delay` says",
        answer_seconds=45.0,
    ),
    15: Fate(does="carried out at once; the answer is lost", loses_answer=True),
    16: Fate(does="pending for ever", takes=None),
    17: Fate(
        does="carried out after 90 seconds; until then the status says that it is open",
        takes=timedelta(seconds=90),
        looks_open=True,
    ),
    18: Fate(does="refused: the balance is too low", is_executed=False, refused="balance"),
    19: Fate(
        does="carried out after an SCA that says that the payee's name does not fit the IBAN",
        checks_payee=True,
    ),
}
"""By the cents of the amount; of a collective order, of the sum. All others are at once."""


def fate_of(amount: Decimal | int, default: Fate = AT_ONCE) -> Fate:
    """
    Decide what becomes of an order.

    Args:
        amount: The amount of the order.
        default: What becomes of it if its cents decide nothing.
    """
    size = abs(Decimal(amount))
    return default if size >= _MOST else FATES.get(int(size * 100 % 100), default)
