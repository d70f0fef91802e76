"""
The cents of an amount decide what becomes of an order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from ..sources.source import Sources, lines, made_up, parts

__all__ = ["AMOUNTS", "AT_ONCE", "FATES", "OTHER_AMOUNTS", "Amount", "Fate", "fate_of"]

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Fate:
    """
    What becomes of an order; by default it is carried out at once.
    """

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


@dataclass(frozen=True, kw_only=True)
class Amount:
    """
    One row of the table of amounts.
    """

    does: str
    """In the words of the README."""
    fate: Fate
    sources: Sources
    """Of what becomes of the order. Which cents do it is made up for all."""


AT_ONCE = Fate()
_STATUS = parts("finAPI Access 2024.18.1", "OrderInitiationStatus")
_SUBMITTED = lines("001", 1252, 1255)
_REFUSED = lines("001", 1249, 1254)
_UNDOCUMENTED = made_up("what becomes of an order whose answer does not come")
_HOURS = made_up("that it takes an hour")
_MOST = 10**21
"""From here on, ``Decimal`` may not be able to tell the cents."""
AMOUNTS: Mapping[int, Amount] = {
    11: Amount(
        does="refused by the bank",
        fate=Fate(is_executed=False, refused="by the bank"),
        sources=(_REFUSED, _STATUS),
    ),
    12: Amount(
        does="pending for an hour, then carried out",
        fate=Fate(takes=_HOUR),
        sources=(_SUBMITTED, _STATUS, _HOURS),
    ),
    13: Amount(
        does="pending for an hour, then refused",
        fate=Fate(takes=_HOUR, is_executed=False),
        sources=(_SUBMITTED, _REFUSED, _STATUS, _HOURS),
    ),
    14: Amount(
        does="carried out at once; the answer takes 45 real seconds, or as long as a `delay` says",
        fate=Fate(answer_seconds=45.0),
        sources=(_UNDOCUMENTED,),
    ),
    15: Amount(
        does="carried out at once; the answer is lost",
        fate=Fate(loses_answer=True),
        sources=(_UNDOCUMENTED,),
    ),
    16: Amount(
        does="pending for ever",
        fate=Fate(takes=None),
        sources=(_SUBMITTED, _STATUS, made_up("that it never ends")),
    ),
    17: Amount(
        does="carried out after 90 seconds; until then the status says that it is open",
        fate=Fate(takes=timedelta(seconds=90), looks_open=True),
        sources=(made_up("a bank that is slower than its status"),),
    ),
    18: Amount(
        does="refused: the balance is too low",
        fate=Fate(is_executed=False, refused="balance"),
        sources=(lines("001", 1245, 1253), _STATUS, made_up("that a low balance is told so")),
    ),
    19: Amount(
        does="carried out after an SCA that says that the payee's name does not fit the IBAN",
        fate=Fate(checks_payee=True),
        sources=(made_up("no document tells how a check of the payee is shown"),),
    ),
}
"""By the cents of the amount; of a collective order, of the sum."""
OTHER_AMOUNTS = Amount(
    does="carried out at once", fate=AT_ONCE, sources=(lines("001", (1251, 1252), 1255), _STATUS)
)
FATES: Mapping[int, Fate] = {cents: amount.fate for cents, amount in AMOUNTS.items()}
"""What becomes of orders, by the cents of the amount. All others are carried out at once."""


def fate_of(amount: Decimal | int, default: Fate = AT_ONCE) -> Fate:
    """
    Decide what becomes of an order.

    Args:
        amount: The amount of the order.
        default: What becomes of it if its cents decide nothing.
    """
    size = abs(Decimal(amount))
    return default if size >= _MOST else FATES.get(int(size * 100 % 100), default)
